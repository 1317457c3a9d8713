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
            "within={folder}: there is no {file}; allowed: a folder that bijstand plausible made",
            folder=folder,
            file=PLAUSIBLE,
        )
    if (manifest := stored_manifest(file.parent)) is not None:
        refuse_edited(file.parent, manifest)
    table = read_frame(file, f"within={folder}: {PLAUSIBLE}")
    for column in table:
        if not str(column).startswith("conditions.") or table[column].dtype != np.float64:
            raise UserError(
                "within={folder}: {file} has a column {column} of {kind}; allowed: "
                "numbers of conditions, as bijstand plausible writes them",
                folder=folder,
                file=PLAUSIBLE,
                column=shown(column),
                kind=table[column].dtype,
            )
    if len(table) < FEWEST:
        raise UserError(
            "within={folder}: {draws} draws are left, and {fewest} are needed; run "
            "bijstand plausible with more plausible.points or plausible.waves",
            folder=folder,
            draws=len(table),
            fewest=FEWEST,
        )
    return table


def design_within(folder: object) -> Design:
    """Return the draws as a design, each on a luck of its own."""
    table = draws_within(folder)
    return list_design(table.assign(base_row=np.arange(len(table))), f"within={folder}")
