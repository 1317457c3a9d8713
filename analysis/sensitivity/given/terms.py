"""Shares in the source study's own terms, and the ranking of what somebody could change."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from analysis.words.factors import DUMMIES
from sim.conditions import CONDITIONS, TERMS
from sim.setting.steering import levers_by_condition

OPEN = "open"
OTHER = "other"
OWN_NAMES = {
    OPEN: ("Open questions of the study", "Open vragen van de studie"),
    OTHER: ("Settings and tables", "Instellingen en tabellen"),
}
"""What is no condition: open questions, and other things that a design varies."""


def term_of(factor: str) -> str:
    """Return the term of a factor of a design: a key of ``TERMS``, ``OPEN`` or ``OTHER``."""
    head, _, name = factor.partition(".")
    if head == "conditions" and name in CONDITIONS:
        return CONDITIONS[name].term
    return OPEN if head == "theory" and name else OTHER


def term_name(term: str, language: str) -> str:
    """Return what a term is called."""
    if term in OWN_NAMES:
        return OWN_NAMES[term][language == "nl"]
    return TERMS[term].title(language)


def _granted(factor: str) -> bool:
    head, _, name = factor.partition(".")
    return head == "conditions" and name in CONDITIONS and CONDITIONS[name].by_definition


def by_term(ranked: pd.DataFrame) -> pd.DataFrame:
    """Add shares that add up by the terms of the source study.

    Args:
        ranked: factor, estimate: the shares of all factors.

    Returns:
        term, estimate, granted (what of it works by definition), factors (how many make it), first
        (the largest of them); the largest first.
    """
    rows = ranked[~ranked["factor"].isin(DUMMIES)]
    rows = rows.assign(term=[term_of(str(factor)) for factor in rows["factor"]])
    rows = rows.sort_values("estimate", ascending=False, kind="stable")
    granted = np.array([_granted(str(factor)) for factor in rows["factor"]], dtype=np.bool_)
    rows = rows.assign(granted=np.where(granted, rows["estimate"], 0.0))
    found = rows.groupby("term", sort=False).agg(
        estimate=("estimate", "sum"),
        granted=("granted", "sum"),
        factors=("factor", "size"),
        first=("factor", "first"),
    )
    return found.sort_values("estimate", ascending=False, kind="stable").reset_index()


def steerable(
    ranked: pd.DataFrame, effects: pd.DataFrame, world: str | None = None
) -> pd.DataFrame:
    """Rank what somebody could change.

    Args:
        ranked: factor, estimate, told_from_dummy: the shares of all factors.
        effects: factor, estimate: what the outcome gains over a factor's range.
        world: Whose policies are the levers; None for the Netherlands.

    Returns:
        factor, estimate (its share), moves, told_from_dummy, who (a key of ``WHO``), levers
        (the policies that move it, joined with commas; empty for none), by_definition.
    """
    levers, gains = levers_by_condition(world), effects.set_index("factor")["estimate"]
    rows = []
    for row in ranked.to_dict("records"):
        head, _, name = str(row["factor"]).partition(".")
        if head != "conditions" or CONDITIONS.get(name) is None:
            continue
        condition = CONDITIONS[name]
        if condition.kind == "steerable":
            rows.append(
                {
                    "factor": row["factor"],
                    "estimate": row["estimate"],
                    "moves": gains.get(row["factor"], math.nan),
                    "told_from_dummy": row["told_from_dummy"],
                    "who": condition.role,
                    "levers": ",".join(levers.get(name, ())),
                    "by_definition": condition.by_definition,
                }
            )
    columns = ["factor", "estimate", "moves", "told_from_dummy", "who", "levers", "by_definition"]
    return pd.DataFrame(rows, columns=columns)
