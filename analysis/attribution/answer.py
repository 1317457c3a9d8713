"""The answer of an attribution: who says no, beside what opening each gate would bring."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from analysis.attribution.figures import causes_figure, classes_figure
from analysis.attribution.figures import gates_and_worth_figure as both_figure
from analysis.attribution.grid import grid_of
from analysis.attribution.words import Attribution, attribution_of, sentences
from analysis.intervals.notes import WITHOUT_SHAPE
from analysis.sensitivity.estimation.sample import refuse_missing
from analysis.stored.answer import Answer
from analysis.stored.stored import Stored
from analysis.words.labels import PRIMARY
from sim.world import World, load_world

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

NAMING = ("scenario", "theory")


def answer(stored: Stored) -> Answer:
    """Work out what a finished study of ``bijstand attribute`` says.

    Args:
        stored: The study: replays of every setting with each subset of gates idealised.

    Returns:
        The answer, with the tables "who_says_no", "causes" and "who_says_no_by_class" (shares of
        what was lost), "worth" (what opening a gate adds to the outcome, in its unit) and
        "worth_by_class" (as a share of the gap of the class). Its part "found" has them together.

    Raises:
        UserError: Where the outcome does not exist in some of the runs.
    """
    study, world = stored.study, load_world(stored.frame.world)
    outcome = str(stored.option("outcome", PRIMARY))
    runs = _labelled(stored, study.joined())
    refuse_missing(runs, outcome)
    kept = _labelled(stored, study.joined(study.kept()))
    found = attribution_of(runs, kept, [each.id for each in world.classes], outcome)
    return Answer(
        stored,
        lambda language: sentences(found.in_titles(language), language),
        found.tables,
        _figures(found, world),
        units={name: "share" for name in found.tables if not name.startswith("worth")},
        parts={"found": found},
        grids=lambda language, _narrow: [grid_of(found.in_titles(language), language)],
        notes=[WITHOUT_SHAPE],
    )


def _labelled(stored: Stored, table: pd.DataFrame) -> pd.DataFrame:
    """Name each setting by what it varies, beside the gates that are idealised."""
    factors = [f.name for f in stored.study.design().factors if f.name in NAMING]
    names, policy = table[factors].astype(str).agg(", ".join, axis=1), stored.frame.policy
    return table.assign(setting=names if policy == "none" else names + f", {policy}")


def _figures(found: Attribution, world: World) -> dict[str, Callable[[str], Figure]]:
    def classes(language: str) -> Figure:
        names = {c.id: c.name_nl if language == "nl" else c.name_en for c in world.classes}
        return classes_figure(found.in_titles(language), names, language)

    return {
        "gates_and_worth": lambda language: both_figure(found.in_titles(language), language),
        "causes": lambda language: causes_figure(found.in_titles(language), language),
        "classes": classes,
    }
