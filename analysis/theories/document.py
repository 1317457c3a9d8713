"""The document on theories at one level, from what was measured."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analysis.documents.tables import markdown_table
from analysis.theories.estimate import (
    both_say,
    convention_decides,
    first_order,
    first_order_interval,
    lever_effects,
)
from analysis.theories.measure import LEVERS, POINTS, SEEDS, THEORIES
from sim.outcomes import PRIMARY
from sim.setting.theories.level import ACTING, LEVEL, LEVELS, RAW, STANDARDISED
from sim.state.records import DRIVERS
from sim.words.numbers import number, with_interval

OPENING = """\
# Theories at one level

The answers to S1, S3, S5 and S11 differ in how much passes before they differ in what matters, and
what a lever brings depends on how much passes. So theories are brought to the level of `figure_2`
before they are compared ([ODD](ODD.md), section 7.9). `standardised` (the default) gives the index
of willingness the mean and the spread that the sum has over draws from the priors, `level` the mean
alone; both then let as much pass at the defaults. `raw` leaves every answer as it stands. The
source study does not settle which is right: what differs between `level` and `standardised`
hangs on the convention and is no finding about a theory.

Made by `python -m analysis.theories`; what the outcome is stands in [outcomes](tables/outcomes.md).
"""
SHOWN = 10
COLUMNS = {RAW: "raw", LEVEL: "level", STANDARDISED: "standardised"}


def document(tables: dict[str, pd.DataFrame]) -> str:
    """Return the document.

    Args:
        tables: ``rates``, ``levers``, ``quantiles``, ``least`` and, where they were measured,
            ``varied_<level>``, as ``analysis.theories.measure`` makes them.
    """
    effects = lever_effects(tables["levers"])
    parts = [
        OPENING,
        "## How much passes at the defaults\n",
        "Share of needs with a gap and without consent for which all three gates were open, in "
        "the baseline: on the 40 seeds that the constants were found with, and on 40 others.\n",
        _rates(tables["rates"]),
        "## What the index does over draws from the priors\n",
        "Willingness of both sides at the needs of 2,000 draws from the priors, by answer to "
        "S11: where its lowest and highest fiftieth begin.\n",
        _quantiles(tables["quantiles"]),
        "Which driver is the least at those needs, and alone counts under `weakest` (share):\n",
        _least(tables["least"]),
        "## What levers bring\n",
        f"Points of gap closed by collaboration that a lever brings, paired over {len(SEEDS)} "
        "seeds, with the 95 % interval.\n",
        *[f"### {COLUMNS[level]}\n\n{_levers(effects, level)}" for level in LEVELS],
        "### What both conventions say\n",
        "A sentence about theories needs both. Of a lever under a theory, against the same lever "
        "under `figure_2`, both say that it brings:\n",
        _agreed(both_say(effects)),
        "### Where the convention decides\n",
        "Here they say otherwise, so that nothing follows about the theory:\n",
        _decided(convention_decides(effects)),
    ]
    if all(f"varied_{level}" in tables for level in LEVELS):
        parts += [
            "## What the open questions take of the variance\n",
            f"First-order shares (%) of the variance of gap closed over {POINTS:,} draws of all "
            "conditions and all switches, a seed each; the ten largest under any of the three.\n",
            _shares(tables),
        ]
    return "\n".join(parts)


def _rates(rates: pd.DataFrame) -> str:
    found = {(str(row["theory"]), str(row["level"])): row for row in rates.to_dict("records")}
    parts = ("centred on", "other seeds")
    head = ("theory", *(f"{COLUMNS[level]}, {part}" for level in LEVELS for part in parts))
    rows = [
        (f"`{name}`", *(f"{found[name, x][part]:.3f}" for x in LEVELS for part in parts))
        for name in THEORIES
    ]
    return markdown_table(head, rows)


def _quantiles(quantiles: pd.DataFrame) -> str:
    places = ("2 %", "50 %", "98 %")
    rows = [
        (row["drivers"], row["level"], row["side"], *(f"{row[place]:.3f}" for place in places))
        for row in quantiles.to_dict("records")
    ]
    return markdown_table(("drivers", "level", "side", *places), rows)


def _least(least: pd.DataFrame) -> str:
    rows = [
        (row["side"], *(f"{row[driver]:.2f}" for driver in DRIVERS))
        for row in least.to_dict("records")
    ]
    return markdown_table(("side", *DRIVERS), rows)


def _levers(effects: pd.DataFrame, level: str) -> str:
    rows = effects[effects["level"] == level].to_dict("records")
    found = {(str(row["name"]), str(row["policy"])): _effect(row) for row in rows}
    table = [(f"`{name}`", *(found[name, lever] for lever in LEVERS)) for name in THEORIES]
    return markdown_table(("theory", *(f"`{lever}`" for lever in LEVERS)), table)


def _effect(row: Mapping[Hashable, Any]) -> str:
    return f"{_signed(row['effect'])} ({_signed(row['low'])} to {_signed(row['high'])})"


def _signed(share: float) -> str:
    return number(100 * share, 1, "en", signed=True)


def _agreed(agreed: pd.DataFrame) -> str:
    rows = []
    for name in THEORIES:
        own = agreed[agreed["name"] == name]
        levers = [
            ", ".join(f"`{lever}`" for lever in own[own[LEVEL] == said]["policy"])
            for said in ("more", "less")
        ]
        rows.append((f"`{name}`", *(each or "–" for each in levers)))
    return markdown_table(("theory", "more", "less"), rows[1:])


def _decided(differ: pd.DataFrame) -> str:
    if differ.empty:
        return "Nowhere: both conventions say the same of every lever.\n"
    rows = [
        (f"`{row['name']}`", f"`{row['policy']}`", *(row[level] for level in LEVELS))
        for row in differ.to_dict("records")
    ]
    return markdown_table(("theory", "lever", *LEVELS), rows)


def _shares(tables: dict[str, pd.DataFrame]) -> str:
    varied = {level: tables[f"varied_{level}"] for level in LEVELS}
    factors = [str(column) for column in varied[RAW] if column != PRIMARY]
    found = {(x, level): first_order(varied[level], x) for level in LEVELS for x in factors}
    largest = sorted(factors, key=lambda x: -max(found[x, level] for level in LEVELS))
    rows = []
    for factor in dict.fromkeys([*(f"theory.{switch}" for switch in ACTING), *largest[:SHOWN]]):
        shares = []
        for level in LEVELS:
            low, high = first_order_interval(varied[level], factor)
            numbers = (found[factor, level], low, high)
            shares.append(with_interval([number(100 * one, 1, "en") for one in numbers], "en"))
        rows.append((f"`{factor}`", *shares))
    spread = [f"{varied[level][PRIMARY].std():.3f}" for level in LEVELS]
    return markdown_table(("factor", *LEVELS), [*rows, ("standard deviation of it", *spread)])
