"""Claims measured: what they read is run, each setting once, and every number is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.claims.declare import Arm, Ask, Claim, Part
from analysis.claims.judge import found_of, verdict_of, verdict_of_all
from analysis.claims.runs import Plan, SeedNumbers, StudyRuns

Runs = Mapping[tuple[str, Arm | str], pd.DataFrame]
"""By study and setting: a row per run, in the order of seeds or draws."""
Source = Callable[[str, Sequence[Ask], Plan], StudyRuns | SeedNumbers]
"""From the name of a study, and all that is read in it, to how it is run."""


def asks_of(claims: Iterable[Claim]) -> list[Ask]:
    """Return everything that claims read."""
    return [
        ask
        for claim in claims
        for case in claim.cases
        for part in claim.parts(case.under)
        for ask in part.asks
    ]


def run_all(
    claims: Sequence[Claim], source: Source, plan: Plan, folder: Path, called: str = ""
) -> dict[tuple[str, Arm | str], pd.DataFrame]:
    """Run what claims need, or what is left of it, in a folder.

    Args:
        claims: The claims.
        source: How each study is run.
        plan: How much is run.
        folder: The folder; each study has one of its own in it.
        called: What the names of these folders begin with.

    Raises:
        UserError: As ``experiments.study.study.run_study``; or where a run failed.
    """
    asks = asks_of(claims)
    found = {}
    for study in sorted({ask.study for ask in asks}):
        runs = source(study, [ask for ask in asks if ask.study == study], plan)
        for setting, table in runs.run(plan, folder / f"{called}{study}").items():
            found[study, setting] = table
    return found


def evaluate(claims: Sequence[Claim], runs: Runs) -> pd.DataFrame:
    """Judge claims in all their cases.

    Returns:
        id, case, foreseen, part (from 0), part_en, part_nl, value, low, high, runs, detectable and
        runs_to_tell (see ``Found``), expected, region_low, region_high, equivalence, before (read
        as it was before the claim was mended: not in the verdict of the case), verdict (of the
        part; "" where it is reported only), case_verdict.
    """
    rows = []
    for claim in claims:
        for case in claim.cases:
            parts = claim.parts(case.under)
            mine = [_row(number, part, runs) for number, part in enumerate(parts)]
            whole = verdict_of_all([row["verdict"] for row in mine if not row["before"]])
            named = {"id": claim.id, "case": case.name(), "foreseen": case.foreseen}
            rows += [{**named, **row, "case_verdict": whole} for row in mine]
    return pd.DataFrame(rows)


def _row(number: int, part: Part, runs: Runs) -> dict[str, Any]:
    found = found_of(part, [_values(ask, runs) for ask in part.asks])
    return {
        "part": number,
        "part_en": part.name_en,
        "part_nl": part.name_nl,
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "runs": found.runs,
        "detectable": found.detectable,
        "runs_to_tell": found.runs_to_tell(part.region),
        "expected": str(part.region),
        "region_low": part.region.low,
        "region_high": part.region.high,
        "equivalence": part.equivalence,
        "before": part.before,
        "verdict": verdict_of(found, part.region),
    }


def _values(ask: Ask, runs: Runs) -> Any:
    values = runs[ask.study, ask.arm][ask.reading]
    return list(values) if values.dtype == object else values.to_numpy(np.float64)
