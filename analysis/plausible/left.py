"""The set of conditions that the data do not rule out, as a design that other studies run over."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from experiments.design import Design, list_design
from experiments.study.integrity import refuse_edited
from experiments.study.output import PLAUSIBLE
from experiments.study.recorded import stored_manifest
from sim.errors import UserError, shown
from sim.reading.parquet_file import read_frame

FEWEST = 20


def draws_within(folder: object) -> pd.DataFrame:
    """Return the draws that bijstand plausible left, a row per draw and a column per factor.

    Raises:
        UserError: Where the folder holds none, or too few to say anything with.
    """
    file = Path(str(folder)) / PLAUSIBLE
    if not file.exists():
        raise UserError(
            f"within={folder}: there is no {PLAUSIBLE}; allowed: a folder that bijstand plausible "
            "made"
        )
    if (manifest := stored_manifest(file.parent)) is not None:
        refuse_edited(file.parent, manifest)
    table = read_frame(file, f"within={folder}: {PLAUSIBLE}")
    for column in table:
        if not str(column).startswith("conditions.") or table[column].dtype != np.float64:
            raise UserError(
                f"within={folder}: {PLAUSIBLE} has a column {shown(column)} of "
                f"{table[column].dtype}; allowed: numbers of conditions, as bijstand plausible "
                "writes them"
            )
    if len(table) < FEWEST:
        raise UserError(
            f"within={folder}: {len(table)} draws are left, and {FEWEST} are needed; run bijstand "
            "plausible with more plausible.points or plausible.waves"
        )
    return table


def design_within(folder: object) -> Design:
    """Return the draws as a design, each on a luck of its own."""
    table = draws_within(folder)
    return list_design(table.assign(base_row=np.arange(len(table))), f"within={folder}")
