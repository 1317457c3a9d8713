"""A run under a belief: its settings on draws from it, and from the declared ranges of the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.stored.grid import Grid
from analysis.stored.stored import Stored
from analysis.words.labels import LABELS, PRIMARY, number
from analysis.words.phrases import phrase
from analysis.words.titles import unquoted
from experiments.configuration.belief import fixed_by
from experiments.design import Design, list_design, make_design
from experiments.design.belief import Belief
from experiments.design.believed import BELIEVED, drawn, factor_of, noting
from experiments.design.point import Point
from experiments.design.table import BASE_ROW
from experiments.study.companion import open_companion
from experiments.study.notes import Note, doubts_on_belief
from sim.conditions import CONDITIONS

NAME = "believed"
"""The study beside a run."""

DRAWS = 200
SOURCES = BELIEF, RANGES = ("belief", "ranges")
NINE_IN_TEN = (0.05, 0.95)
TEXTS: dict[str, tuple[str, str]] = {
    "belief": ("the belief", "de overtuiging"),
    "ranges": ("the declared ranges", "de opgegeven bereiken"),
    "said": (
        "Drawn from the belief ({draws} draws, a seed each), collaboration closes {belief} under"
        " {setting}; drawn from the declared ranges of the same {names} conditions, cells and"
        " questions, {ranges}. In brackets nine in ten of the draws, the luck of their seeds in"
        " it.",
        "Getrokken uit de overtuiging ({draws} trekkingen, elk één seed) dicht samenwerking"
        " {belief}"
        " bij {setting}; getrokken uit de opgegeven bereiken van dezelfde {names} voorwaarden,"
        " cellen en vragen {ranges}. Tussen haakjes negen van de tien trekkingen, met het toeval"
        " van"
        " hun seeds erin.",
    ),
    "size": ("{mean}% ({low} to {high})", "{mean}% ({low} tot {high})"),
    "cell": ("{mean} ({low} to {high})", "{mean} ({low} tot {high})"),
    "outcome": ("Outcome", "Uitkomst"),
    "column": ("{setting}, from {source}", "{setting}, uit {source}"),
    "title": ("Drawn instead of set", "Getrokken in plaats van ingesteld"),
    "note": (
        "mean of the draws, and nine in ten of them; a seed each",
        "gemiddelde van de trekkingen, en negen van de tien ervan; elk één seed",
    ),
}


def believed_design(belief: Belief, settings: Design, points: Sequence[Point]) -> Design:
    """Return every setting on draws from a belief, and on draws from ranges, with the same luck.

    Args:
        belief: What is held.
        settings: The settings that stand beside each other.
        points: The same as points, in their order: what each of them fixes stands.
    """
    own = settings.table[[factor.name for factor in settings.factors]]
    factors = [factor_of(name) for name in belief.names]
    names = [factor.name for factor in factors]
    tables = {
        BELIEF: drawn(belief, [], DRAWS)[names],
        RANGES: make_design("lhs", factors, DRAWS, 1).table[names],
    }
    rows = []
    for table in tables.values():
        for place, point in enumerate(points):
            fixed = fixed_by(point)
            held: dict[str, Any] = {**_standing(names)}
            held |= {str(name): own[name].iloc[place] for name in own}
            free = [name for name in names if name not in fixed]
            part = pd.DataFrame([held] * DRAWS)
            part[free] = table[free].to_numpy()
            rows.append(part.assign(**{BASE_ROW: np.arange(DRAWS)}))
    return noting(list_design(pd.concat(rows, ignore_index=True).infer_objects(), NAME), belief)


def _standing(names: Sequence[str]) -> dict[str, float]:
    """Return the value of each condition and cell as it stands; questions stand in every row."""
    found = {}
    for name in names:
        head, _, rest = name.partition(".")
        if head != "theory":
            found[name] = CONDITIONS[rest].default if head == "conditions" else 0.0
    return found


def believed_table(runs: pd.DataFrame, settings: Sequence[str]) -> pd.DataFrame:
    """Return each outcome over the draws: setting, source, outcome, estimate, low, high, runs.

    Args:
        runs: A row per run of ``believed_design``.
        settings: What its settings are called.
    """
    place = runs["point"].to_numpy() // DRAWS
    rows = []
    for source_place, source in enumerate(SOURCES):
        for setting_place, setting in enumerate(settings):
            ours = runs[place == source_place * len(settings) + setting_place]
            for outcome, label in LABELS.items():
                if not label.in_table or outcome not in ours:
                    continue
                values = ours[outcome].dropna().to_numpy(np.float64)
                low, high = np.quantile(values, NINE_IN_TEN) if len(values) else (np.nan, np.nan)
                mean = values.mean() if len(values) else np.nan
                rows.append((setting, source, outcome, mean, low, high, len(values)))
    columns = ["setting", "drawn_from", "outcome", "estimate", "low", "high", "runs"]
    return pd.DataFrame(rows, columns=columns)


@dataclass(frozen=True, eq=False)
class Believed:
    """What draws give of the settings of a run.

    Attributes:
        table: From ``believed_table``.
        names: How many conditions, cells and open questions are held.
        notes: What must be known of the belief.
    """

    table: pd.DataFrame
    names: int
    notes: Sequence[Note] = ()

    def _cell(self, setting: str, source: str, outcome: str, key: str, language: str) -> str:
        own = self.table["setting"].eq(setting) & self.table["drawn_from"].eq(source)
        row = self.table[own & self.table["outcome"].eq(outcome)].iloc[0]
        mean, low, high = (
            number(row[column], LABELS[outcome].unit, language)
            for column in ("estimate", "low", "high")
        )
        return phrase(TEXTS, key, language, mean=mean, low=low, high=high)

    def sentences(self, titles: Sequence[str], language: str) -> list[str]:
        """Say what each setting closes, drawn from the belief and from the ranges.

        Args:
            titles: What its settings are called, in their order.
            language: "en" or "nl".
        """
        return [
            phrase(
                TEXTS,
                "said",
                language,
                setting=title,
                names=self.names,
                draws=DRAWS,
                **{s: self._cell(setting, s, PRIMARY, "size", language) for s in SOURCES},
            )
            for setting, title in zip(self.table["setting"].unique(), titles, strict=True)
        ]

    def grid(self, titles: Sequence[str], language: str) -> Grid:
        """Return every outcome that a run shows, by setting and source; as ``sentences``."""
        settings = self.table["setting"].unique()
        pairs = [(setting, source) for setting in settings for source in SOURCES]
        rows = [
            [
                LABELS[outcome].text(language),
                *(self._cell(*pair, outcome, "cell", language) for pair in pairs),
            ]
            for outcome in self.table["outcome"].unique()
        ]
        columns = [
            phrase(
                TEXTS,
                "column",
                language,
                setting=unquoted(title),
                source=phrase(TEXTS, source, language),
            )
            for title in titles
            for source in SOURCES
        ]
        return Grid(
            phrase(TEXTS, "outcome", language),
            columns,
            rows,
            title=phrase(TEXTS, "title", language),
            note=phrase(TEXTS, "note", language),
            strong=LABELS[PRIMARY].text(language),
        )


def believed_of(stored: Stored, settings: Sequence[str]) -> Believed:
    """Return what the draws beside a run give.

    Args:
        stored: The run.
        settings: What its settings are called.

    Raises:
        UserError: Where no draws were run.
    """
    study = open_companion(stored.study, NAME)
    design = study.design()
    held = design.options[BELIEVED]["held"]
    table = believed_table(study.runs(), settings)
    return Believed(table, len(held), doubts_on_belief(design))
