"""Which levers hold up, and at what cost: the part of a report that a study of policies makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from analysis.robustness.figures import frontier_figure, regret_figure
from analysis.robustness.words import Robustness, sentences
from analysis.stored.part import Grid, Part, picture
from analysis.stored.stored import Stored
from analysis.words.labels import label_of, number
from analysis.words.phrases import change, floats, listed, phrase, spanned
from analysis.words.titles import entitled, quoted, unquoted
from experiments.design.point import name_in_words

NO_POLICY = "none"
LEADING = 3
TEXTS: dict[str, tuple[str, str]] = {
    "lead": (
        "Over {futures} futures the levers whose gain ({outcome}) is beaten by no other of their"
        " cost, and can be told from 0, are {names}.",
        "Over {futures} toekomsten zijn de maatregelen waarvan de winst ({outcome}) door geen"
        " andere van hun kosten wordt verslagen, en van 0 te onderscheiden is: {names}.",
    ),
    "none": (
        "Over {futures} futures no lever has a gain ({outcome}) that can be told from 0.",
        "Over {futures} toekomsten heeft geen enkele maatregel een winst ({outcome}) die van 0 te"
        " onderscheiden is.",
    ),
    "gain": (
        "{policy}: {gain} for {cost} persons away from their units",
        "{policy}: {gain} voor {cost} personen weg van hun eenheid",
    ),
    "unit": (
        "cost: persons away from their units, on average over the year",
        "kosten: personen weg van hun eenheid, gemiddeld over het jaar",
    ),
    "heading": ("Lever", "Maatregel"),
    "cost": ("cost (persons)", "kosten (personen)"),
    "won": ("gain over no policy{unit}", "winst boven geen beleid{unit}"),
    "points": (" (pp)", " (pp)"),
    "told": ("told from 0", "te onder\u00adscheiden van 0"),
    "beaten": ("beaten by none at its cost", "niet verslagen bij die kosten"),
    "mean_regret": ("mean regret{unit}", "gemid\u00addelde spijt{unit}"),
    "max_regret": ("largest regret{unit}", "grootste spijt{unit}"),
    "good_enough": ("good enough (%)", "goed genoeg (%)"),
    "yes": ("yes", "ja"),
    "no": ("no", "nee"),
    "doubt": (
        "Another weighing of futures: they are drawn evenly from ranges, so a share of futures is"
        " no probability. Costs in people are declared with the levers; costs in money without a"
        " figure are unknown, not zero.",
        "Een andere weging van toekomsten: ze zijn gelijk uit bereiken getrokken, dus een aandeel"
        " toekomsten is geen kans. Kosten in mensen zijn bij de maatregelen opgegeven; kosten in"
        " geld waarvoor geen cijfer is gevonden zijn onbekend, niet nul.",
    ),
}


def part_of(stored: Stored, language: str) -> Part:
    """Return the part of a study of robustness."""
    found = robustness_in(stored, language)
    said = sentences(robustness_in(stored, language, quoted), language)
    return Part(
        verb="robust",
        where=listed(dict.fromkeys(map(str, found.regrets["group"])), language),
        leads=[_lead(found, language) if found.enough else said[0]],
        said=said,
        grids=[_grid(found, language)] if found.enough else [],
        pictures=[
            picture("frontier", lambda: frontier_figure(found, language)),
            picture("regret", lambda: regret_figure(found, language)),
        ]
        if found.enough
        else [],
        command=stored.command,
        doubts=[phrase(TEXTS, "doubt", language)],
    )


def robustness_in(
    stored: Stored, language: str, mark: Callable[[str], str] = unquoted
) -> Robustness:
    """Read what a study found, its policies in words; ``mark`` puts them in quotes, or not."""
    grid = stored.table("futures").set_index("future")
    given = stored.asked("good_enough")
    found = Robustness(
        outcome=str(stored.asked("outcome", "gap_closed")),
        good_enough=float(grid[NO_POLICY].mean() if given is None else given),
        cost_unit=TEXTS["unit"],
        metrics=stored.table("robustness"),
        reversals=stored.table("reversals"),
        frontier=stored.table("frontier"),
        regrets=stored.table("regret_by_scenario_and_theory"),
        grid=grid,
    )
    return in_titles(found, language, mark)


def in_titles(found: Robustness, language: str, mark: Callable[[str], str]) -> Robustness:
    """Return what was found with policies, scenarios and theories in words.

    Args:
        found: With all of them by the names of their files.
        language: "en" or "nl".
        mark: Puts the title of a policy in quotes, or not.
    """
    names = {policy: mark(_policy(str(policy), language)) for policy in found.grid.columns}

    def named(table: pd.DataFrame) -> pd.DataFrame:
        columns = [c for c in ("policy", "other_policy") if c in table]
        return table.assign(**{column: table[column].map(names) for column in columns})

    return replace(
        found,
        metrics=named(found.metrics),
        reversals=named(found.reversals),
        frontier=named(found.frontier),
        regrets=_grouped(named(found.regrets), language),
        grid=found.grid.rename(columns=names),
    )


def _grouped(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return regrets with their scenario and theory in words, unquoted."""
    return table.assign(group=entitled(table, language, "group")["group"].map(unquoted))


def _policy(policy: str, language: str) -> str:
    try:
        return name_in_words("policy", policy, language)
    except (KeyError, ValueError):
        return policy


def _gain(row: pd.Series, outcome: str, language: str) -> str:
    return change(label_of(outcome).unit, language, *floats(row, "gain", "low", "high"))


def _won(row: pd.Series, outcome: str, language: str) -> str:
    if label_of(outcome).unit != "share":
        return _gain(row, outcome, language)
    gain, low, high = floats(row, "gain", "low", "high")
    return spanned(gain, language, low, high)


def _cost(row: pd.Series, language: str) -> str:
    return number(float(row["cost"]), "count", language)


def _lead(found: Robustness, language: str) -> str:
    table = found.frontier
    said = {
        "futures": int(found.metrics["futures"].iloc[0]),
        "outcome": label_of(found.outcome).name(language).lower(),
    }
    sure = table[table["on_frontier"].astype(bool) & (table["low"] > 0)]
    if sure.empty:
        return phrase(TEXTS, "none", language, **said)
    names = [
        phrase(
            TEXTS, "gain", language, policy=quoted(str(row["policy"])),
            gain=_gain(row, found.outcome, language), cost=_cost(row, language),
        )
        for _, row in sure.sort_values("gain", ascending=False)[:LEADING].iterrows()
    ]  # fmt: skip
    return phrase(TEXTS, "lead", language, names="; ".join(names), **said)


def _grid(found: Robustness, language: str) -> Grid:
    metrics = found.metrics.pivot(index="policy", columns="metric", values="value")
    unit = label_of(found.outcome).unit
    rows = []
    for _, row in found.frontier.sort_values("gain", ascending=False).iterrows():
        own = metrics.loc[row["policy"]]
        told = row["low"] > 0 or row["high"] < 0
        rows.append([
            str(row["policy"]),
            _cost(row, language),
            _won(row, found.outcome, language),
            phrase(TEXTS, "yes" if told else "no", language),
            phrase(TEXTS, "yes" if row["on_frontier"] else "no", language),
            *(number(float(own[name]), unit, language) for name in ("mean_regret", "max_regret")),
            number(float(own["good_enough"]), "share", language),
        ])  # fmt: skip
    mark = phrase(TEXTS, "points", language) if unit == "share" else ""
    keys = ("cost", "won", "told", "beaten", "mean_regret", "max_regret", "good_enough")
    columns = [phrase(TEXTS, key, language, unit=mark) for key in keys]
    return Grid(phrase(TEXTS, "heading", language), columns, rows)
