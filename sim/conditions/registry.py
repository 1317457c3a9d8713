"""All conditions in their fixed order, and the table of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.conditions import (
    able,
    allowed,
    environment,
    outcome,
    politics,
    trust,
    understanding,
    willing,
)
from sim.conditions.declare import GROUPS, ROLES, TERMS, WHO, Condition
from sim.conditions.dutch import source_in, unit_in
from sim.errors import unknown_name
from sim.words import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd

_THEMES = (environment, able, willing, understanding, trust, allowed, politics, outcome)


def _in_order() -> dict[str, Condition]:
    """Return every declaration by name: groups in the order of ``GROUPS``, then as declared."""
    declared = [condition for theme in _THEMES for condition in theme.DECLARED]
    ordered = [c for group in GROUPS for c in declared if c.group == group]
    by_name = {condition.name: condition for condition in ordered}
    if len(by_name) != len(declared):
        raise ValueError("a condition is declared twice, or in a group that does not exist")
    return by_name


CONDITIONS: dict[str, Condition] = _in_order()
"""Every condition by name, in the order of the record's fields."""

VARIED: dict[str, Condition] = {
    name: condition
    for name, condition in CONDITIONS.items()
    if condition.varied_as is None and condition.by_itself
}
"""Those that designs vary: every one but what another says in other words, and the control of
luck, which says something beside runs on the same seeds only."""

OTHER_WORDS: dict[str, str] = {
    name: other
    for condition in CONDITIONS.values()
    if condition.varied_as is not None
    for name, other in (
        (condition.name, condition.varied_as),
        (condition.varied_as, condition.name),
    )
}
"""By the name of a condition the one that says the same in other words, both ways."""

CONDITIONS_DTYPE: np.dtype[np.void] = np.dtype([(name, np.float64) for name in CONDITIONS])
"""The record that the rules read: one float per condition, in order."""


def as_table(language: str = "en") -> pd.DataFrame:
    """Return the declarations as a table, a row per condition in their order.

    Args:
        language: "en" or "nl".

    Returns:
        The columns name, symbol, meaning, unit, default, low, high, floor, ceiling,
        distribution, group, group_title, term, kind, who,
        by_definition, codes (text such as "2, 24") and source.

    Raises:
        UserError: If the language is not one of these.
    """
    if language not in LANGUAGES:
        raise unknown_name("language", language, LANGUAGES)
    import pandas as pd  # noqa: PLC0415 - a slow import that a run does not need

    return pd.DataFrame([_row(c, language) for c in CONDITIONS.values()])


def _row(condition: Condition, language: str) -> dict[str, object]:
    """Return one row of the table."""
    return {
        "name": condition.name,
        "symbol": condition.symbol,
        "meaning": condition.meaning(language),
        "unit": unit_in(condition.unit, language),
        "default": condition.default,
        "low": condition.low,
        "high": condition.high,
        "floor": condition.floor,
        "ceiling": condition.ceiling,
        "distribution": condition.distribution,
        "group": condition.group,
        "group_title": GROUPS[condition.group].title(language),
        "term": TERMS[condition.term].title(language),
        "kind": ROLES[condition.kind].title(language),
        "who": WHO[condition.role].title(language) if condition.role in WHO else "",
        "by_definition": condition.by_definition,
        "codes": ", ".join(str(code) for code in condition.codes),
        "source": source_in(condition.source, language),
    }
