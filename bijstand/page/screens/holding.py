"""The screens of why and of whether it holds: what the answers of other verbs say of a case."""

from __future__ import annotations

from html import escape

import pandas as pd

from analysis.robustness.found import Robustness
from analysis.robustness.words import FOUND
from analysis.words.factors import factor_name
from analysis.words.labels import number
from bijstand.page.case.case import Case
from bijstand.page.case.costs import package
from bijstand.page.pictures.tables import grid_table, paragraphs, table
from bijstand.page.words.saying import place_of, say
from bijstand.page.work.worked_out import Answered
from experiments.design.point import NO_POLICY, name_in_words
from sim.conditions import WHO
from sim.world import World

LEAST = "●"
MOST_STEERABLE = 8


def regrets(found: Answered, case: Case, world: World, towards_worst: int) -> str:
    """Return regret against cost, as HTML.

    Args:
        found: What ``bijstand robust`` answered.
        case: The case.
        world: Its world.
        towards_worst: From 0, the average regret, to 100, the largest.
    """
    robustness: Robustness = found.answer.parts[FOUND]
    language = case.language
    metrics = robustness.metrics.pivot(index="policy", columns="metric", values="value")
    share = towards_worst / 100.0
    between = (1.0 - share) * metrics["mean_regret"] + share * metrics["max_regret"]
    rows = []
    for name in between.sort_values().index:
        sizes = (metrics.loc[name, "mean_regret"], metrics.loc[name, "max_regret"], between[name])
        cells = [escape(number(float(size), "share", language)) for size in sizes]
        if between[name] <= between.min() + 1e-12:
            cells[-1] = f"{LEAST} {cells[-1]}"
        if name == NO_POLICY:
            rows.append((escape(say("no_new", language)), [*cells, "0", "0"]))
            continue
        shown = package(str(name), case, world)
        rows.append((escape(shown.title), [*cells, escape(shown.persons), escape(shown.euro)]))
    heads = ("package", "regret_mean", "regret_worst", "regret_between", "persons", "euro")
    note = say("regret_note", language, futures=len(robustness.grid), share=towards_worst)
    return table(
        say("regret_table", language), [say(key, language) for key in heads], rows, note, "regret"
    )


def steerable(found: Answered, language: str) -> str:
    """Return the conditions that somebody can change, with the levers that move each, as HTML."""
    rows: pd.DataFrame = found.answer.tables["steerable"]
    told = rows[rows["told_from_dummy"].astype(bool)].head(MOST_STEERABLE)
    shown = []
    for row in told.to_dict("records"):
        levers = [name_in_words("policy", n, language) for n in str(row["levers"]).split(",") if n]
        who = WHO[str(row["who"])]
        cells = [
            number(float(row["estimate"]), "share", language),
            (who.title_en, who.title_nl)[place_of(language)],
            "; ".join(levers) or say("no_lever", language),
        ]
        name = factor_name(str(row["factor"]), language)
        shown.append((escape(name), [escape(cell) for cell in cells]))
    heads = [say(key, language) for key in ("condition", "share", "who", "moved_by")]
    return table(
        say("steerable_title", language), heads, shown, say("steerable_note", language), "steerable"
    )


def part(title: str, found: Answered, language: str, first: int, *, folded: bool = False) -> str:
    """Return what an answer says, the first sentences open and the others folded away, as HTML.

    Args:
        title: What it is about.
        found: The answer.
        language: "en" or "nl".
        first: How many sentences are open.
        folded: Whether its tables are folded away as well.
    """
    sentences = found.said[language]
    grids = "".join(grid_table(grid, title) for grid in found.grids[language])
    rest = paragraphs(sentences[first:])
    shown, more = ("", grids + rest) if folded else (grids, rest)
    if more:
        said = escape(say("all_said", language))
        more = f"<details><summary>{said}</summary>{more}</details>"
    return f"<h3>{escape(title)}</h3>{paragraphs(sentences[:first])}{shown}{more}"
