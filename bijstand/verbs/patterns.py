"""``bijstand patterns``: the study's claims, each measured and judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bijstand.command_line.verb import StudyVerb
from experiments.running.telling import note
from sim.errors import UserError
from sim.words import Message

if TYPE_CHECKING:
    import pandas as pd

    from experiments.running.executors import ExecutorChoice
    from experiments.study.notes import Note

ABOUT = """\
bijstand patterns: the 48 claims of the study, each measured and judged

Every claim is a number with an interval and a rule that was fixed beforehand: it passes, fails or
cannot be decided, under the answers to open questions that it turns on. Design patterns were
written into the equations and only verify the code; emergent, discriminating and null ones are
results. Writes every number, the verdicts, a figure and all runs; a setting that several claims
share is run once.\
"""
EXAMPLES = """\
  bijstand patterns
  bijstand patterns patterns.only=[P03,P09,P15] replications=60
  bijstand patterns replications=8 patterns.draws=100 language=nl\
"""
OPTIONS = """\
  --cfg job       print the composed configuration, run nothing
  --multirun, -m  keys may have several values: a measurement of each combination
  --help, -h      this text

The same command goes on where it was interrupted; nothing is run twice.\
"""
REPLICATIONS = 30
MANIFEST, SPECIALS = "manifest.json", "special/specials.csv"
LAST = {"en": ("Figure", "Tables", "Again"), "nl": ("Figuur", "Tabellen", "Nog eens")}


@dataclass(frozen=True, slots=True)
class PatternJob:
    """What one call measures.

    Attributes:
        only: The ids of the patterns; None for all.
        seeds: The seeds of every setting.
        days: Measured days.
        warm_up_days: Days before them.
        draws: Draws of conditions.
        executor: Where it is run.
        language: "en" or "nl".
        folder: The folder for results.
        name: The name that the user gave to the results.
        saved: What ``from=`` takes back.
    """

    only: tuple[str, ...] | None
    seeds: range
    days: int
    warm_up_days: int
    draws: int
    executor: ExecutorChoice
    language: str
    folder: Path
    name: str | None
    saved: Mapping[str, Any]

    @property
    def place(self) -> Path:
        """The folder of the results."""
        return self.folder / "patterns" / (self.name or self._made_name)

    @property
    def _made_name(self) -> str:
        which = "all" if self.only is None else "-".join(self.only[:4])
        more = f"-and-{len(self.only) - 4}" if self.only and len(self.only) > 4 else ""
        return f"{which}{more}-{len(self.seeds)}x{self.days}"


def _read(words: Sequence[str]) -> PatternJob:
    from experiments.configuration.compose import compose_configuration, section
    from experiments.configuration.settings import (
        days_in,
        executor_in,
        first_seed,
        plain_name,
        point_of,
        refuse_other_verb,
        saved_choices,
    )
    from experiments.keys.limits import MOST_SEEDS
    from experiments.keys.values import whole

    composed = compose_configuration(words)
    refuse_other_verb(composed, "patterns")
    content, point = composed.content, point_of(composed)
    if not point.is_plain:
        raise UserError("patterns set scenario, policy, theory and conditions themselves")
    given, output = section(content, "patterns"), section(content, "output")
    replications = content["replications"]
    count = REPLICATIONS if replications is None else replications
    seeds: int = whole(2, MOST_SEEDS).read(count, "replications")
    first = first_seed(composed, seeds)
    warm_up_days, days = days_in(composed)
    keys = ("run", "executor", "output", "language", "replications", "patterns")
    return PatternJob(
        only=_only(given["only"]),
        seeds=range(first, first + seeds),
        days=days,
        warm_up_days=warm_up_days,
        draws=given["draws"],
        executor=executor_in(composed),
        language=content["language"],
        folder=Path(output["folder"]),
        name=plain_name(output["name"]),
        saved={**saved_choices(composed, point), **{key: content[key] for key in keys}},
    )


def _only(given: list[str] | None) -> tuple[str, ...] | None:
    from analysis.patterns.claims import chosen_claims

    if given is None:
        return None
    return tuple(claim.id for claim in chosen_claims(given))


def _act(job: PatternJob, fail_fast: bool) -> int:
    from analysis.patterns.catalogue import patterns
    from analysis.patterns.measure import Plan, evaluate, run_all
    from experiments.study.files import RESOLVED, write_whole
    from experiments.study.output import saved_text
    from experiments.study.recorded import ANSWER_FILES, write_manifest

    chosen = [one for name, one in patterns().items() if job.only is None or name in job.only]
    place = job.place
    place.mkdir(parents=True, exist_ok=True)
    write_whole(place / RESOLVED, saved_text(job, "patterns", str(place / RESOLVED)))
    _forget_changed(place / SPECIALS)
    plan = Plan(
        job.seeds, job.days, job.warm_up_days, job.draws, job.executor, {"verb": "patterns"}
    )
    parts = evaluate(chosen, run_all(chosen, plan, place))
    # An answer that an earlier call left there is not that of these numbers.
    write_manifest(place, {**_manifest(job), ANSWER_FILES: {}})
    _write(job, parts)
    _print(job, parts)
    return 0


def _forget_changed(file: Path) -> None:
    """Remove numbers that no study holds, where somebody changed them: they are made again."""
    from experiments.study.files import digest_of
    from experiments.study.recorded import ANSWER_FILES, digests_in, stored_manifest

    written = digests_in(stored_manifest(file.parents[1]) or {}, ANSWER_FILES).get(SPECIALS)
    if written and file.exists() and digest_of(file) != written:
        note(Message("'{file}' is damaged: its numbers are made again", file=file))
        file.unlink()


def _manifest(job: PatternJob) -> dict[str, Any]:
    from experiments.running.provenance import code_digest
    from experiments.study.notes import WARNINGS

    only = "" if job.only is None else f" patterns.only=[{','.join(job.only)}]"
    return {
        "verb": "patterns",
        "code": code_digest(),
        "patterns": list(job.only or ()) or "all",
        "seeds": len(job.seeds),
        "first_seed": job.seeds.start,
        "days": job.days,
        "warm_up_days": job.warm_up_days,
        "draws": job.draws,
        "command": f"bijstand patterns{only} replications={len(job.seeds)} run.days={job.days} "
        f"run.warm_up_days={job.warm_up_days} patterns.draws={job.draws}",
        WARNINGS: _warnings(job),
        "studies": sorted(file.parent.name for file in job.place.glob(f"*/{MANIFEST}")),
    }


def _warnings(job: PatternJob) -> list[Note]:
    """Return what must be known of the studies of the measurement, each once."""
    from experiments.study.notes import WARNINGS
    from experiments.study.study import open_study

    places = sorted(file.parent for file in job.place.glob(f"*/{MANIFEST}"))
    notes = [note for place in places for note in open_study(place).manifest.get(WARNINGS, [])]
    return list({note["en"]: note for note in notes}.values())


def _write(job: PatternJob, parts: pd.DataFrame) -> None:
    from analysis.patterns.figures import patterns_figure
    from analysis.patterns.words import verdict_table
    from analysis.words.style import look, write_figure
    from experiments.study.artefacts import artefacts
    from experiments.study.files import RESOLVED
    from experiments.study.output import part_of, write_table

    with artefacts(job.place, also=(RESOLVED, SPECIALS)) as making, look():
        tables = part_of(making, "tables")
        write_table(parts, tables / "parts.csv")
        write_table(verdict_table(parts, job.language), tables / "verdicts.csv")
        figure = patterns_figure(parts, job.language)
        write_figure(figure, part_of(making, "figures"), "patterns")


def _print(job: PatternJob, parts: pd.DataFrame) -> None:
    from analysis.patterns.claims import ROLES
    from analysis.patterns.words import answer, printed, verdict_table
    from experiments.running.terminal import terminal
    from experiments.study.files import RESOLVED
    from experiments.study.notes import in_language
    from experiments.study.output import again

    out, language = terminal(), job.language
    for sentence in (*in_language(_warnings(job), language), *answer(parts, language)):
        out.print(sentence)
    out.print(printed(verdict_table(parts, language), (*ROLES[1:], ROLES[0]), language))
    figure, tables, again_word = LAST[language]
    out.print(f"{figure}: {job.place}/figures/ (patterns; png, svg)", soft_wrap=True)
    out.print(f"{tables}: {job.place}/tables/ (verdicts, parts; csv)", soft_wrap=True)
    out.print(f"{again_word}: {again('patterns', job.place / RESOLVED)}", soft_wrap=True)


VERB = StudyVerb("patterns", ABOUT, EXAMPLES, _read, act=_act, options=OPTIONS)
run, help_text = VERB.run, VERB.help_text
