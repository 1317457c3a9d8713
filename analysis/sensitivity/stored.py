"""What the verb has estimated and stored: a large design is not estimated again to be read."""

from __future__ import annotations

import pandas as pd

from analysis.sensitivity.findings import Findings
from analysis.stored.stored import Stored

FOR_READERS = ("outcome", "label", "unit", "factor_en", "factor_nl")


def stored_findings(stored: Stored, method: str, outcome: str) -> Findings | None:
    """Return the estimates of an outcome as a study's tables have them.

    Args:
        stored: The study, its files known to be those that were written.
        method: The method.
        outcome: The outcome.

    Returns:
        What was found, without what is read off runs beside the study; None where the tables in
        the folder answer another question, or none was told.
    """
    if not stored.is_answered or _table(stored, "indices", outcome).empty:
        return None
    return Findings(
        method,
        outcome,
        _table(stored, "indices", outcome),
        convergence=_table(stored, "convergence", outcome),
        settled=_table(stored, "settled", outcome),
        theories=_table(stored, "theories", outcome),
        ranges=_table(stored, "ranges", outcome),
        quality=_table(stored, "quality", outcome),
        effects=_table(stored, "effects", outcome),
        by_answer=_table(stored, "effects_by_answer", outcome),
        checks=_table(stored, "checks", outcome),
        terms=_table(stored, "terms", outcome),
        corrected=_table(stored, "corrected", outcome),
        steerable=_table(stored, "steerable", outcome),
    )


def _table(stored: Stored, name: str, outcome: str) -> pd.DataFrame:
    table = stored.optional(name)
    rows = table[table["outcome"] == outcome] if len(table) else table
    found = rows.drop(columns=list(FOR_READERS), errors="ignore").reset_index(drop=True)
    if "factor" in found and found["factor"].isna().all():
        # Where no factor can be named in any row, nothing tells that they are texts.
        found = found.assign(factor="")
    if "levers" in found:
        # What nothing moves has an empty cell, which is read as a missing number.
        found = found.assign(levers=found["levers"].fillna(""))
    return found
