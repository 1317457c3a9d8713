"""One measurement of patterns: run, judged, and written down as one study of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.claims.declare import ANY, SPECIAL, Claim, Part, Values, at, value
from analysis.claims.measure import asks_of, evaluate, run_all
from analysis.claims.runs import SPECIALS_PLACE, Plan
from analysis.patterns.askable import told_apart_in
from analysis.patterns.declared.catalogue import patterns
from analysis.patterns.declared.wanting import Y
from analysis.patterns.elsewhere import Elsewhere, of_theories, over_futures, under_theories
from analysis.patterns.studies import study_of
from analysis.stored.measured import whole_measurement
from experiments.design.belief import Belief
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
from sim.errors import UserError
from sim.words import LANGUAGES, Message


def _as_it_is(under: Values) -> list[Part]:
    return [value(("Y", "Y"), Y, at(under), ANY)]


AS_IT_IS = Claim("as_it_is", _as_it_is)
"""Run where no claim reads a study: numbers that no study holds stand beside one all the same,
which says of which model they are."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one call measures.

    Attributes:
        only: The ids of the patterns; None for all.
        plan: How much is run.
        language: The language in which it was asked.
        theories: The theories under which patterns are judged beside the defaults.
        futures: In how many draws of all that is uncertain they are judged.
        belief: What these are drawn from; None for the declared ranges.
        belief_path: Where it lies, as it was given.
    """

    only: Sequence[str] | None
    plan: Plan
    language: str = "en"
    theories: Sequence[str] = ()
    futures: int = 0
    belief: Belief | None = None
    belief_path: str | None = None


def measure(asked: Measurement, place: Path) -> tuple[Study, pd.DataFrame, Elsewhere]:
    """Run what patterns need, or what is left of it, in a folder, and judge them.

    Args:
        asked: What is measured.
        place: The folder.

    Returns:
        The studies as one; a row per number, from ``evaluate``; where patterns hold elsewhere.

    Raises:
        UserError: As ``analysis.claims.measure.run_all``.
    """
    only, plan = asked.only, asked.plan
    named = [one for name, one in patterns().items() if only is None or name in only]
    chosen, missed = told_apart_in(named, plan.world)
    if not chosen:
        raise UserError(
            "none of these patterns can be asked in this world: they name {names}; allowed: "
            "patterns that name nothing that it has not",
            names=", ".join(sorted({name for names in missed.values() for name in names})),
        )
    _forget_changed(place)
    beside = () if {ask.study for ask in asks_of(chosen)} - {SPECIAL} else (AS_IT_IS,)
    # Theories are cases beside the defaults, so that what they share is run once.
    tried = [*chosen, *beside, *of_theories(chosen, asked.theories)]
    runs = run_all(tried, study_of, plan, place)
    elsewhere = Elsewhere(
        under_theories(chosen, asked.theories, runs),
        *over_futures(chosen, asked.belief, asked.futures, plan, place),
    )
    # An answer that an earlier call left there is not that of these numbers.
    manifest = {**_manifest(asked, place, missed), ANSWER_FILES: {}}
    write_manifest(place, manifest)
    return whole_measurement(place, manifest), evaluate(chosen, runs), elsewhere


def _forget_changed(place: Path) -> None:
    """Remove numbers that no study holds, where somebody changed them: they are made again."""
    file = place / SPECIALS_PLACE
    written = digests_in(stored_manifest(place) or {}, ANSWER_FILES).get(SPECIALS_PLACE)
    if written and file.exists() and digest_of(file) != written:
        note(Message("'{file}' is damaged: its numbers are made again", file=file))
        file.unlink()


def _manifest(
    asked: Measurement, place: Path, missed: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    plan = asked.plan
    studies = sorted(file.parent for file in place.glob(f"*/{MANIFEST}"))
    return {
        "verb": "patterns",
        "code": code_digest(),
        "world": plan.world,
        "not_asked": {name: list(names) for name, names in missed.items()},
        "language": asked.language,
        "patterns": list(asked.only or ()) or "all",
        "seeds": len(plan.seeds),
        "first_seed": plan.seeds.start,
        "days": plan.days,
        "warm_up_days": plan.warm_up_days,
        "draws": plan.draws,
        "theories": list(asked.theories),
        "futures": asked.futures,
        "belief": None if asked.belief is None else dict(asked.belief.provenance),
        "command": _command(asked),
        WARNINGS: [*_not_asked(missed), *_warnings(studies)],
        "studies": [folder.name for folder in studies],
    }


def _command(asked: Measurement) -> str:
    plan = asked.plan
    words = [
        "bijstand patterns",
        *([f"world.path={plan.world}"] if plan.world is not None else []),
        *([f"patterns.only=[{','.join(asked.only)}]"] if asked.only is not None else []),
        f"replications={len(plan.seeds)} run.days={plan.days}",
        f"run.warm_up_days={plan.warm_up_days} patterns.draws={plan.draws}",
        *([f"patterns.theories=[{','.join(asked.theories)}]"] if asked.theories else []),
        *([f"patterns.futures={asked.futures}"] if asked.futures else []),
        *([f"belief={asked.belief_path}"] if asked.belief_path is not None else []),
    ]
    return " ".join(words)


def _not_asked(missed: Mapping[str, Sequence[str]]) -> list[Note]:
    """Return what is said of patterns that name what the world has not."""
    if not missed:
        return []
    said = Message(
        "{count} patterns name what this world has not, and are not asked: {ids}",
        count=len(missed),
        ids=", ".join(missed),
    )
    return [{language: said.in_language(language) for language in LANGUAGES}]


def _warnings(studies: Sequence[Path]) -> list[Note]:
    """Return what must be known of the studies of a measurement, each once."""
    notes = [note for place in studies for note in open_study(place).manifest.get(WARNINGS, [])]
    return list({note["en"]: note for note in notes}.values())
