"""Stored studies as a report reads them: manifest, tables, the command that makes them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.stored.measured import patterns_study
from experiments.design.frame import Frame, frame_of
from experiments.design.point import Point
from experiments.running.provenance import digest_of_content
from experiments.study.evidence import evidence_study
from experiments.study.files import RESOLVED
from experiments.study.output import again
from experiments.study.own_files import refuse_edited_files
from experiments.study.recorded import QUESTION, TOLD, digests_in
from experiments.study.study import Study, open_study
from sim.errors import UserError, shown
from sim.reading import read_bytes, text_from
from sim.reading.csv_frame import read_csv_frame
from sim.reading.regular import files_in
from sim.setting.theories.theory import load_theory
from sim.world import load_world

MOST_BYTES = 20_000_000


@dataclass(frozen=True, eq=False)
class Stored:
    """A finished study in its folder.

    Attributes:
        study: The study.
        answered: Its answer, once somebody has worked it out.
    """

    study: Study
    answered: list[Any] = field(default_factory=list, repr=False)

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.study.folder

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What it is and where its numbers come from."""
        return self.study.manifest

    @property
    def verb(self) -> str:
        """The verb that made it."""
        return str(self.manifest.get("verb", ""))

    @property
    def configuration(self) -> Mapping[str, Any]:
        """The configuration that was run."""
        found: Mapping[str, Any] = self.manifest.get("configuration", {})
        return found

    @property
    def decisive(self) -> Mapping[str, Any]:
        """What the verb added to it, such as the outcome that was asked about."""
        found: Mapping[str, Any] = self.manifest["identity"].get("decisive") or {}
        return found

    def option(self, key: str, default: Any = None) -> Any:
        """Return what was asked of the runs last: a key of the verb's section, or the method."""
        if key in self.decisive:
            # Older versions of bijstand kept it among what decides the runs.
            return self.decisive[key]
        section = self.configuration.get(self.verb) or {}
        found = section.get(key, self.configuration.get(key))
        return default if found is None else found

    @property
    def question(self) -> str:
        """A digest of what was asked of the runs last, whatever the language."""
        asked = [self.configuration.get(key) for key in (self.verb, "method", "within")]
        return digest_of_content({"asked": asked, "runs": dict(self.manifest["runs"])})

    @property
    def is_answered(self) -> bool:
        """Whether the tables in its folder answer what was asked last."""
        return digests_in(self.manifest, TOLD).get(QUESTION) == self.question

    @property
    def command(self) -> str:
        """The command that makes the study, with its tables and figures, again."""
        return again(self.verb, self.folder / RESOLVED)

    @property
    def resolved(self) -> str:
        """The text of the configuration that ``from=`` takes; empty where it is not there."""
        file = self.folder / RESOLVED
        return text_in(file) if file.exists() else ""

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The stored tables by the name of their file; an empty text stays one."""
        return {file.stem: _table(file) for file in files_in(self.folder / "tables", ".csv")}

    def table(self, name: str) -> pd.DataFrame:
        """Return a stored table.

        Raises:
            UserError: Where it is not there.
        """
        if name not in self.tables:
            raise UserError(
                "'{folder}' has no tables/{name}.csv; make it again: {command}",
                folder=self.folder,
                name=name,
                command=self.command,
            )
        return self.tables[name]

    def optional(self, name: str) -> pd.DataFrame:
        """Return a stored table that not every study of the verb has; empty where it has not."""
        return self.tables.get(name, pd.DataFrame())

    @cached_property
    def world(self) -> str | None:
        """The path of its world; None for the Netherlands, or where it is no longer there."""
        path = (self.configuration.get("world") or {}).get("path")
        try:
            load_world(path)
        except UserError:
            return None
        return None if path is None else str(path)

    @property
    def frame(self) -> Frame:
        """What is fixed in the study."""
        run, choices = self.configuration["run"], self.configuration["choices"]
        theory = load_theory(choices["theory"]).with_choices(self.configuration["theory"])
        point = Point(
            choices["scenario"],
            choices["policy"],
            theory,
            self.configuration.get("conditions", {}),
            self.configuration["world"]["path"],
        )
        references = bool(self.configuration.get("references", False))
        return frame_of(point, run["days"], run["warm_up_days"], references, run.get("start_date"))

    def where(self, language: str) -> str:
        """Say in words which scenario, policy and theory the study is in."""
        return self.frame.point({}).title(language)


@contextmanager
def as_written(stored: Stored) -> Iterator[None]:
    """Say in one line where what a study stored is not what its verb writes.

    What it stored is taken to be whole here, down to every name in it; where somebody edited it,
    whatever then cannot be worked out is laid at its door.

    Raises:
        UserError: Where something cannot be worked out.
    """
    try:
        yield
    except UserError:
        raise
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError) as error:
        said = f"{type(error).__name__}: {shown(str(error))}"
        raise UserError(
            "'{folder}': what it holds is not as bijstand {verb} writes it ({reason}); make it "
            "again: {command}",
            folder=stored.folder,
            verb=stored.verb,
            reason=said,
            command=stored.command,
        ) from error


def read_stored(folders: Sequence[str], edited: bool = False) -> list[Stored]:
    """Open the studies of a report.

    Args:
        folders: Where they lie.
        edited: Whether files of the user's own may have been edited since.

    Raises:
        UserError: For a folder that is no finished study, given twice, made by another version of
            the model than the others, or with other files of the user's own than there are now.
    """
    found: list[Stored] = []
    for folder in folders:
        if not Path(folder).is_dir():
            raise UserError(
                "there is no folder '{folder}'; allowed: folders of studies, as outputs/compare/…",
                folder=folder,
            )
        stored = Stored(patterns_study(folder) or evidence_study(folder) or open_study(folder))
        if not stored.study.complete:
            raise UserError(
                "'{folder}' is not finished; go on with: {command}, then make the report",
                folder=folder,
                command=stored.command,
            )
        if any(stored.folder.resolve() == other.folder.resolve() for other in found):
            raise UserError("'{folder}' is given twice; allowed: each study once", folder=folder)
        if not edited:
            refuse_edited_files(stored.folder, stored.manifest, stored.command)
        found.append(stored)
    _refuse_mixed(found)
    return found


def _refuse_mixed(found: Sequence[Stored]) -> None:
    first = found[0]
    for other in found[1:]:
        if other.manifest["identity"]["code"] != first.manifest["identity"]["code"]:
            raise UserError(
                "'{folder}' and '{other}' were made by different versions of the model, "
                "so their numbers cannot stand beside each other; make the older one again: "
                "{command}",
                folder=first.folder,
                other=other.folder,
                command=min(first, other, key=lambda s: str(s.manifest["started"])).command,
            )


def text_in(file: Path) -> str:
    """Return the text of a stored file."""
    return text_from(read_bytes(file, str(file), "a text as it was stored", MOST_BYTES), str(file))


def _table(file: Path) -> pd.DataFrame:
    table = read_csv_frame(file)
    texts = [name for name in table.columns if not pd.api.types.is_numeric_dtype(table[name])]
    return table.assign(**{name: table[name].fillna("") for name in texts})
