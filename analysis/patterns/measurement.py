"""One measurement of patterns: run, judged, and written down as one study of several."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.claims.declare import ANY, SPECIAL, Claim, Part, Values, at, value
from analysis.claims.measure import asks_of, evaluate, run_all
from analysis.claims.runs import SPECIALS_PLACE, Plan
from analysis.patterns.catalogue import patterns
from analysis.patterns.studies import study_of
from analysis.patterns.wanting import Y
from analysis.stored.measured import whole_measurement
from experiments.running.provenance import code_digest
from experiments.running.telling import note
from experiments.study.files import MANIFEST, digest_of
from experiments.study.notes import WARNINGS, Note
from experiments.study.recorded import (
    ANSWER_FILES,
    digests_in,
    stored_manifest,
    write_manifest,
)
from experiments.study.study import Study, open_study
from sim.words import Message


def _as_it_is(under: Values) -> list[Part]:
    return [value(("Y", "Y"), Y, at(under), ANY)]


AS_IT_IS = Claim("as_it_is", _as_it_is)
"""Run where no claim reads a study: numbers that no study holds stand beside one all the same,
which says of which model they are."""


def measure(
    only: Sequence[str] | None, plan: Plan, place: Path, language: str
) -> tuple[Study, pd.DataFrame]:
    """Run what patterns need, or what is left of it, in a folder, and judge them.

    Args:
        only: The ids of the patterns; None for all.
        plan: How much is run.
        place: The folder.
        language: The language in which it was asked.

    Returns:
        The studies as one, and a row per number, from ``evaluate``.

    Raises:
        UserError: As ``analysis.claims.measure.run_all``.
    """
    chosen = [one for name, one in patterns().items() if only is None or name in only]
    _forget_changed(place)
    beside = () if {ask.study for ask in asks_of(chosen)} - {SPECIAL} else (AS_IT_IS,)
    parts = evaluate(chosen, run_all([*chosen, *beside], study_of, plan, place))
    # An answer that an earlier call left there is not that of these numbers.
    manifest = {**_manifest(only, plan, place, language), ANSWER_FILES: {}}
    write_manifest(place, manifest)
    return whole_measurement(place, manifest), parts


def _forget_changed(place: Path) -> None:
    """Remove numbers that no study holds, where somebody changed them: they are made again."""
    file = place / SPECIALS_PLACE
    written = digests_in(stored_manifest(place) or {}, ANSWER_FILES).get(SPECIALS_PLACE)
    if written and file.exists() and digest_of(file) != written:
        note(Message("'{file}' is damaged: its numbers are made again", file=file))
        file.unlink()


def _manifest(only: Sequence[str] | None, plan: Plan, place: Path, language: str) -> dict[str, Any]:
    words = "" if only is None else f" patterns.only=[{','.join(only)}]"
    studies = sorted(file.parent for file in place.glob(f"*/{MANIFEST}"))
    return {
        "verb": "patterns",
        "code": code_digest(),
        "language": language,
        "patterns": list(only or ()) or "all",
        "seeds": len(plan.seeds),
        "first_seed": plan.seeds.start,
        "days": plan.days,
        "warm_up_days": plan.warm_up_days,
        "draws": plan.draws,
        "command": f"bijstand patterns{words} replications={len(plan.seeds)} run.days={plan.days} "
        f"run.warm_up_days={plan.warm_up_days} patterns.draws={plan.draws}",
        WARNINGS: _warnings(studies),
        "studies": [folder.name for folder in studies],
    }


def _warnings(studies: Sequence[Path]) -> list[Note]:
    """Return what must be known of the studies of a measurement, each once."""
    notes = [note for place in studies for note in open_study(place).manifest.get(WARNINGS, [])]
    return list({note["en"]: note for note in notes}.values())
