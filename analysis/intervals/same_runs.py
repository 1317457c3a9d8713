"""Settings whose runs are the same to the last bit: which they are, and what that does not say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.words.phrases import listed
from analysis.words.titles import quoted
from experiments.design.point import label_in_words
from experiments.running.telling import telling_of
from experiments.study.notes import Note
from sim.outcomes import DECLARED
from sim.words import LANGUAGES, Message

MOST_NAMED, MOST_GROUPS = 4, 3


def same_runs(runs: pd.DataFrame) -> list[list[int]]:
    """Return the points whose runs are the same in every outcome, on every seed, together.

    Args:
        runs: A row per run: point, replication, and a column per outcome.
    """
    outcomes = [name for name in runs if name in DECLARED]
    groups: dict[bytes, list[int]] = {}
    for point, rows in runs.sort_values("replication").groupby("point"):
        # A value that does not exist in both is the same as well.
        made = rows[["replication", *outcomes]].to_numpy(np.float64)
        groups.setdefault(made.tobytes(), []).append(int(str(point)))
    return [group for group in groups.values() if len(group) > 1]


def notes_on_same_runs(
    groups: Sequence[Sequence[int]], labels: Sequence[str], world: str | None
) -> list[Note]:
    """Return a note for each group of settings that gave the same runs.

    Args:
        groups: As ``same_runs`` returns them.
        labels: The label of each point.
        world: In which world they ran; None for the Netherlands.
    """
    with telling_of(world):
        return [_note([labels[point] for point in group]) for group in groups[:MOST_GROUPS]]


def notes_on_same_policies(grid: pd.DataFrame, world: str | None) -> list[Note]:
    """Return a note for each group of policies that came to the same in every future.

    Args:
        grid: The outcome in every future, a column per policy.
        world: In which world they ran; None for the Netherlands.
    """
    alike: dict[bytes, list[int]] = {}
    for place, policy in enumerate(grid):
        alike.setdefault(grid[policy].to_numpy(np.float64).tobytes(), []).append(place)
    groups = [group for group in alike.values() if len(group) > 1]
    return notes_on_same_runs(groups, list(map(str, grid)), world)


def _note(labels: Sequence[str]) -> Note:
    more = len(labels) - MOST_NAMED

    def said(language: str) -> str:
        names = [quoted(label_in_words(label, language)) for label in labels[:MOST_NAMED]]
        names += [Message("{more} more", more=more).in_language(language)] if more > 0 else []
        return Message(
            "{names} gave the same runs, to the last bit: nothing in which they differ comes up in"
            " these runs (no need and no window of the scenario on which it acts, or only outside"
            " the days that are run). So these runs cannot show a difference between them, which"
            " does not say that there is none: hold them against each other where it can act",
            names=listed(names, language),
        ).in_language(language)

    return {language: said(language) for language in LANGUAGES}


def moved(
    table: pd.DataFrame, against: pd.Series[int] | int, groups: Sequence[Sequence[int]]
) -> pd.DataFrame:
    """Return the differences of a table but those between settings that gave the same runs.

    Args:
        table: Differences, with the point of a setting.
        against: The point that each is held against.
        groups: As ``same_runs`` returns them.
    """
    group_of = {point: number for number, group in enumerate(groups) for point in group}
    other = pd.Series(against, index=table.index).map(group_of)
    return table[~(table["point"].map(group_of) == other)]
