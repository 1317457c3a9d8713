"""What was found of two stored studies of one question, held against each other.

Settings of the two are the same where the design gives them the same names and values; their runs
are paired where they have seeds in common, and compared as independent samples elsewhere. Verdicts
are those of this version of the product on both, so that only what was run can move them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analysis.answers import answer_of
from analysis.changes.differences import difference
from analysis.intervals.several import benjamini_hochberg
from analysis.stored.answer import Answer
from analysis.stored.stored import Stored
from analysis.stored.summary import KEYS_OF_A_RUN
from sim.errors import UserError

SETTINGS_APART = 24
"""Designs of more points are compared over all of their runs together."""
NOT_ASKED = ("language", "output.", "executor", "choices.executor", "choices.world")
"""Keys that decide where and how something is run, not what."""
EFFECTS = ("contrasts", "differences")
"""The tables of answers whose rows are differences, so that the side of 0 is a verdict."""
FALSE_DISCOVERIES = 0.05
OLD, NEW = "old", "new"
NOT_TOLD = "not told"
MODEL, FRAME = "model", "frame"
"""What ran a study: the digest of its sources, and that of what its names stand for."""


@dataclass(frozen=True, eq=False)
class Found:
    """What differs between two studies of one question, and what came of it.

    Attributes:
        old: The earlier study.
        new: The later one.
    """

    old: Stored
    new: Stored

    def __post_init__(self) -> None:
        """Refuse studies of different questions.

        Raises:
            UserError: Where they are of two verbs, or are the same study.
        """
        if self.old.verb != self.new.verb:
            raise UserError(
                "'{old}' is of bijstand {one} and '{new}' of bijstand {other}; allowed: two "
                "studies of the same verb",
                old=self.old.folder,
                new=self.new.folder,
                one=self.old.verb,
                other=self.new.verb,
            )
        if self.old.folder.resolve() == self.new.folder.resolve():
            raise UserError(
                "'{folder}' is given twice; allowed: each study once", folder=self.old.folder
            )

    @cached_property
    def settings(self) -> pd.DataFrame:
        """What was asked otherwise: key, old, new; empty where that is nothing."""
        one, other = (dict(_asked(stored)) for stored in (self.old, self.new))
        rows = [
            {"key": key, "old": _written(one, key), "new": _written(other, key)}
            for key in dict.fromkeys([*one, *other])
            if _written(one, key) != _written(other, key)
        ]
        return pd.DataFrame(rows, columns=["key", "old", "new"])

    @cached_property
    def made_by(self) -> pd.DataFrame:
        """What ran them, where it differs and decides numbers: what, old, new."""
        one, other = (dict(_made_by(stored)) for stored in (self.old, self.new))
        if len(self.settings):
            # The digest of all that is run moves with the settings, which are told by themselves.
            for made_by in (one, other):
                del made_by[FRAME]
        rows = [
            {"what": what, "old": one.get(what, ""), "new": other.get(what, "")}
            for what in dict.fromkeys([*one, *other])
            if one.get(what) != other.get(what)
        ]
        return pd.DataFrame(rows, columns=["what", "old", "new"])

    @cached_property
    def runs(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The runs of either study, each with its setting as both name it.

        Raises:
            UserError: Where they have no setting in common.
        """
        tables = [_settings(stored) for stored in (self.old, self.new)]
        every = list(dict.fromkeys(name for table in tables for name in table.columns))
        # Where what is fixed differs, settings are the same that stand in the same place in both.
        varied = [name for name in every if any(_varies(table, name) for table in tables)]
        for names in (every, varied):
            one, other = (
                _runs(stored, table.reindex(columns=names))
                for stored, table in zip((self.old, self.new), tables, strict=True)
            )
            if set(one["setting"]) & set(other["setting"]):
                return one, other
        raise UserError(
            "'{old}' and '{new}' have no setting in common; allowed: studies of the same "
            "scenarios, policies and theories",
            old=self.old.folder,
            new=self.new.folder,
        )

    @property
    def alone(self) -> tuple[list[str], list[str]]:
        """The settings that only the older, and only the newer study has."""
        one, other = (list(dict.fromkeys(runs["setting"])) for runs in self.runs)
        return [key for key in one if key not in other], [key for key in other if key not in one]

    @cached_property
    def groups(self) -> Mapping[str, tuple[pd.DataFrame, pd.DataFrame]]:
        """The runs of either study by the setting that both have; "" for all settings of many."""
        one, other = self.runs
        shared = [key for key in dict.fromkeys(one["setting"]) if key in set(other["setting"])]
        if len(shared) > SETTINGS_APART:
            one, other = (runs[runs["setting"].isin(shared)] for runs in (one, other))
            return {"": (one, other)}
        return {key: (one[one["setting"] == key], other[other["setting"] == key]) for key in shared}

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """What became of the outcomes that both have, per setting.

        Columns: setting, outcome, old, new (means), mean, low, high (of the difference, with its
        95 % interval), runs, paired, flag (of the interval), moved (by more than
        chance, Benjamini-Hochberg over all rows).
        """
        rows = [
            {"setting": setting, "outcome": name, **difference(one, other, name)}
            for setting, (one, other) in self.groups.items()
            for name in one.columns
            if name in other.columns and name not in (*KEYS_OF_A_RUN, "setting")
        ]
        table = pd.DataFrame(rows)
        chance = table.pop("chance").to_numpy(np.float64)
        known = ~np.isnan(chance)
        adjusted = np.full(len(chance), np.nan)
        if known.any():
            adjusted[known] = benjamini_hochberg(chance[known])
        return table.assign(moved=adjusted < FALSE_DISCOVERIES)

    @cached_property
    def answers(self) -> tuple[Answer, Answer] | None:
        """The answers of both, as this version gives them; None where the older has none."""
        try:
            return answer_of(self.old), answer_of(self.new)
        except UserError:
            return None

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """The verdicts on effects that both tell: outcome, setting, against, old, new.

        A verdict is "more", "less" or "not told"; the side of 0 on which the whole interval lies.
        """
        keys = ["outcome", "setting", "against"]
        if self.answers is None:
            return pd.DataFrame(columns=[*keys, OLD, NEW])
        one, other = (
            _verdicts(answer, dict(runs[["point", "setting"]].drop_duplicates().to_numpy()))
            for answer, runs in zip(self.answers, self.runs, strict=True)
        )
        return one.merge(other, on=keys, suffixes=(f"_{OLD}", f"_{NEW}")).rename(
            columns={f"verdict_{which}": which for which in (OLD, NEW)}
        )


def _asked(stored: Stored) -> Iterator[tuple[str, str]]:
    """Return all that was asked, by key, and how much of it was run."""
    for key, value in _flat(stored.configuration):
        if not key.startswith(NOT_ASKED):
            yield key, _as_typed(value)
    design, seeds = stored.manifest["design"], stored.manifest["seeds"]
    yield "design", f"{design['kind']} ({design['points']})"
    yield "seeds", str(seeds["rule"])
    yield "runs", str(stored.manifest["runs"]["done"])


def _as_typed(value: Any) -> str:
    """Return a value as a command line has it; nothing is an empty text."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{','.join(map(_as_typed, value))}]"
    return "" if value is None else str(value)


def _flat(content: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in content.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _written(asked: Mapping[str, str], key: str) -> str:
    """Return what a study says of a key; one that it does not know is at its default."""
    return asked.get(key, "")


def _made_by(stored: Stored) -> Iterator[tuple[str, str]]:
    identity = stored.manifest["identity"]
    yield MODEL, str(identity.get("code", ""))
    for name, version in dict(identity.get("libraries") or {}).items():
        yield str(name), str(version)
    yield FRAME, str(identity.get("frame", ""))


def _settings(stored: Stored) -> pd.DataFrame:
    """Return scenario, policy, theory and whatever a design varies, by point."""
    frame, design = stored.frame, stored.study.design()
    fixed = {"scenario": frame.scenario, "policy": frame.policy, "theory": frame.theory}
    table = design.table.set_index("point")[[factor.name for factor in design.factors]]
    kept = [str(name) for name in table if name in fixed or _varies(table, str(name))]
    table = table[kept]
    return table.assign(**{name: word for name, word in fixed.items() if name not in table})


def _varies(table: pd.DataFrame, name: str) -> bool:
    return name in table and table[name].nunique(dropna=False) > 1


def _runs(stored: Stored, settings: pd.DataFrame) -> pd.DataFrame:
    """Return a row per run, with its setting in names and values."""
    labels = {
        int(point): ", ".join(
            f"{name}={value}" for name, value in zip(settings.columns, values, strict=True)
        )
        for point, *values in settings.itertuples()
    }
    runs = stored.study.runs()
    return runs.assign(setting=runs["point"].map(labels))


def _verdicts(answer: Answer, settings: Mapping[int, str]) -> pd.DataFrame:
    """Return the verdicts of an answer: outcome, setting, against (another setting), verdict."""
    columns = ["outcome", "setting", "against", "verdict"]
    tables = [answer.tables[name] for name in EFFECTS if len(answer.tables.get(name, ()))]
    if not tables:
        return pd.DataFrame(columns=columns)
    # What a table holds against nothing that it names is held against the first point.
    table = tables[0]
    against = table["against"] if "against" in table else pd.Series(0, index=table.index)
    ends = zip(table["low"].to_numpy(np.float64), table["high"].to_numpy(np.float64), strict=True)
    return table.assign(
        setting=table["point"].map(settings),
        against=against.map(settings),
        verdict=["more" if low > 0.0 else "less" if high < 0.0 else NOT_TOLD for low, high in ends],
    )[columns]
