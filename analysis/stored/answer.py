"""The answer to a question: verb, page, report and notebook take it, and nobody makes it twice."""

from __future__ import annotations

import base64
import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.stored.grid import Grid
from analysis.stored.stored import Stored
from analysis.words.cells import cells_in_words
from analysis.words.columns import described, headed
from analysis.words.readers import for_readers
from experiments.keys.declared import DECLARED
from experiments.running.telling import telling_of
from experiments.study.notes import Note, concerning, in_language, once
from sim.words import Message

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from experiments.study.study import Study

ROWS_SHOWN = 12
SENTENCES_SHOWN = 4


class Figures(Mapping[str, "Figure"]):
    """The figures of an answer by name; each is drawn when it is asked for.

    Args:
        draw: What draws each figure in a language.
        language: The language in which ``figures[name]`` draws.
    """

    def __init__(self, draw: Mapping[str, Callable[[str], Figure]], language: str) -> None:
        self._draw, self._language = draw, language

    def __getitem__(self, name: str) -> Figure:
        """Draw a figure."""
        from analysis.words.style import look  # noqa: PLC0415 - matplotlib is slow to import

        with look():
            return self._draw[name](self._language)

    def __iter__(self) -> Iterator[str]:
        """Name the figures; draws none."""
        return iter(self._draw)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._draw)

    def __repr__(self) -> str:
        """Name the figures; draws none."""
        return f"Figures({', '.join(self)})"


@dataclass(frozen=True, slots=True)
class _OfWorld:
    """Says or draws something while its study's world is spoken of.

    Attributes:
        stored: The study.
        told: What says or draws it.
    """

    stored: Stored
    told: Callable[..., Any]

    def __call__(self, *given: Any) -> Any:
        """Say or draw it."""
        with telling_of(self.stored.world):
            return self.told(*given)


def _no_grids(_language: str, _narrow: bool) -> Sequence[Grid]:
    return ()


@dataclass(frozen=True, eq=False)
class Answer:
    """What a question came to.

    Attributes:
        stored: The finished study that it rests on.
        say: Says it in sentences, in "en" or "nl", the most important first.
        tables: Tidy frames by name, a row per fact, the most important first; of each column
            ``attrs["columns"]`` has the name in both languages and the unit.
        draw: What draws each figure in a language, by name.
        files: What else belongs into the study's folder, by the name of its file.
        units: The unit of what a table estimates, by its name; that of the outcome elsewhere.
        parts: What else a report takes of it, for the room that made it.
        grids: Its tables as people read them, given a language and whether there is little room.
        notes: What a reader must know that only the finished runs could tell.
        drawn: What each figure draws, by its name: outcomes, or tables where notes are about those;
            a figure that is not among them is taken to draw anything.
        spoken: The language of whoever asks; empty for the one in which the study was asked.
    """

    stored: Stored
    say: Callable[[str], Sequence[str]]
    tables: Mapping[str, pd.DataFrame]
    draw: Mapping[str, Callable[[str], Figure]]
    files: Mapping[str, bytes] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Any] = field(default_factory=dict)
    grids: Callable[[str, bool], Sequence[Grid]] = _no_grids
    notes: Sequence[Note] = ()
    drawn: Mapping[str, Sequence[str]] = field(default_factory=dict)
    spoken: str = ""

    def __post_init__(self) -> None:
        """Write labels and units of the columns beside the tables; speak of the study's world."""
        object.__setattr__(self, "tables", described(self.tables, self.units))
        object.__setattr__(self, "say", self._of_world(self.say))
        object.__setattr__(self, "grids", self._of_world(self.grids))
        draw = {name: self._of_world(drawn) for name, drawn in self.draw.items()}
        object.__setattr__(self, "draw", draw)

    def _of_world(self, told: Callable[..., Any]) -> _OfWorld:
        return told if isinstance(told, _OfWorld) else _OfWorld(self.stored, told)

    @property
    def study(self) -> Study:
        """The stored runs."""
        return self.stored.study

    @property
    def question(self) -> Mapping[str, Any]:
        """The configuration that was asked: the same words ask it again."""
        return self.stored.configuration

    @property
    def language(self) -> str:
        """The language of sentences and figures, where none is asked for."""
        return self.spoken or str(self.question.get("language", "en"))

    def in_language(self, language: str) -> Answer:
        """Return the same answer for somebody who reads "en" or "nl"."""
        return replace(self, spoken=language)

    @property
    def warnings(self) -> Sequence[str]:
        """What a reader must know whoever shows it, in the answer's language."""
        return in_language(self._notes, self.language)

    @property
    def _notes(self) -> list[Note]:
        return once([*self.study.warnings, *self.notes])

    def warnings_on(self, figure: str) -> Sequence[str]:
        """What a reader of one of its figures must know, in the answer's language."""
        lines = in_language(concerning(self._notes, self.drawn.get(figure)), self.language)
        with telling_of(self.stored.world):
            return [for_readers(line, self.language) for line in lines]

    @property
    def figures(self) -> Figures:
        """The figures by name, in the answer's language."""
        return Figures(self.draw, self.language)

    def sentences(self, language: str | None = None) -> list[str]:
        """Say the answer in words, the most important first.

        Args:
            language: "en" or "nl"; None for the language in which it was asked.

        Raises:
            UserError: For another language.
        """
        return list(self.say(DECLARED["language"].read(language or self.language, "language")))

    def __repr__(self) -> str:
        """Show the answer in a few lines."""
        said = self.sentences()
        more = [] if len(said) <= SENTENCES_SHOWN else ["…"]
        where = (
            Message("tables: {names}", names=", ".join(self.tables)),
            Message("figures: {names}", names=", ".join(self.draw)),
            Message("folder: {folder}", folder=self.stored.folder),
        )
        return "\n".join(
            [
                *(str(warning) for warning in self.warnings),
                *said[:SENTENCES_SHOWN],
                *more,
                *(line.in_language(self.language) for line in where),
            ]
        )

    def _repr_html_(self) -> str:
        """Show the answer in a notebook: warnings, sentences, the first table and figure."""
        shown = [f"<p><strong>{html.escape(text)}</strong></p>" for text in self.warnings]
        shown += [f"<p>{html.escape(text)}</p>" for text in self.sentences()]
        shown += self._tables_html()
        for name in list(self.draw)[:1]:
            drawn = BytesIO()
            self.figures[name].savefig(drawn, format="png", dpi=110)
            source = base64.b64encode(drawn.getvalue()).decode()
            alt = html.escape(f"{name}: {self.sentences()[0]}" if self.sentences() else name)
            shown.append(f'<img alt="{alt}" src="data:image/png;base64,{source}">')
        return "\n".join(shown)

    def _tables_html(self) -> list[str]:
        """Return the tables as people read them; where the room has none, the first one whole."""
        grids = self.grids(self.language, False)
        if not grids:
            first = list(self.tables.values())[:1]
            with telling_of(self.stored.world):
                read = [cells_in_words(table.head(ROWS_SHOWN), self.language) for table in first]
            return [headed(table, self.language).to_html(index=False) for table in read]
        return list(map(_grid_html, grids))


def _grid_html(grid: Grid) -> str:
    """Return a table as people read it: words to the left, numbers to the right."""
    side = ["left", *["right"] * len(grid.columns)]

    def line(cells: Sequence[str], of: str) -> str:
        written = (html.escape(cell).replace("\n", "<br>") for cell in cells)
        aligned = zip(side, written, strict=True)
        return "".join(
            f'<{of} style="text-align: {at}; padding: 0 .5em">{cell}</{of}>' for at, cell in aligned
        )

    rows = [line([grid.heading, *grid.columns], "th"), *(line(row, "td") for row in grid.rows)]
    title = f"<p><strong>{html.escape(grid.title)}</strong></p>" if grid.title else ""
    note = f"<p><small>{html.escape(grid.note)}</small></p>" if grid.note else ""
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"{title}<table>{body}</table>{note}"
