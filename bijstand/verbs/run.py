"""``bijstand run``: one setting over seeds beside a reference; a table, sentences, figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bijstand.command_line.study import do_job, say_how_it_went
from bijstand.command_line.verb import OPTIONS, StudyVerb
from sim.errors import UserError

if TYPE_CHECKING:
    from analysis.run.answer import Answer
    from experiments.configuration.settings import Job
    from experiments.study.study import Study

ABOUT = """\
bijstand run: one scenario, policy and theory over seeds, beside a reference

Runs the setting and a reference on the same seeds, prints one table (means, 95 % intervals, paired
differences) with the answer in words, and writes runs, tables and three figures (the funnel of
needs, which gate was shut, the daily course) to a folder. A setting with a policy stands beside the
same without it, any other one beside the Netherlands as it is, and that itself, which is what runs
without any words, beside a crisis during a shortage of personnel; beside= chooses another one.\
"""
EXAMPLES = """\
  bijstand run
  bijstand run scenario=flood+personnel_shortage
  bijstand run scenario=crisis policy=liaisons+joint_framework beside=plain
  bijstand run theory.trust=moderator conditions.trust_start=0.4 run.seeds=20
  bijstand run scenario=crisis references=true run.seeds=20
  bijstand run scenario=eastern_flank language=nl output.name=oostflank
  bijstand run -m scenario=flood,crisis policy=none,liaisons run.seeds=20
  bijstand run from=outputs/run/oostflank/resolved_config.yaml\
"""
WITH_INFO = f"{OPTIONS}\n  --info          what there is to choose from, as bijstand list"
WIDE_TABLE = 105
PARTS = {
    "en": {"figures": "Figures", "tables": "Tables", "runs": "Runs", "again": "The same again"},
    "nl": {"figures": "Figuren", "tables": "Tabellen", "runs": "Runs", "again": "Nog eens"},
}


def _read(words: Sequence[str]) -> Job:
    # Hydra takes a tenth of a second to import, which a help text need not wait for.
    from experiments.configuration.settings import read_job

    return read_job(words)


def _act(job: Job, fail_fast: bool) -> int:
    from analysis.run.portrait import TakePortrait
    from experiments.study.notes import in_language

    # Whatever is wrong with a world or a scenario is said before anything is written.
    settings = [job.resolved(point) for point in job.points]
    consented = tuple(c.id for c in settings[0].world.classes if c.pre_authorised)
    study = do_job(job, "run", TakePortrait(consented), daily=True, fail_fast=fail_fast)
    answer = _work_out(job, study)
    notes = in_language(study.warnings, job.language)
    said = _write(job, answer, study.folder, notes)
    _print(job, answer, study.folder, [*notes, said])
    return say_how_it_went(study)


def _work_out(job: Job, study: Study) -> Answer:
    from analysis.run.answer import answer_of
    from analysis.run.portrait import portraits_in
    from analysis.stored.summary import complete_pairs

    labels = [point.label for point in job.points]
    runs, kept = (complete_pairs(table, len(labels)) for table in (study.runs(), study.kept()))
    if runs.empty:
        raise UserError(
            "'{folder}': no seed has a finished run of every setting", folder=study.folder
        )
    return answer_of(runs, portraits_in(kept, len(labels)), labels, job.days)


def _write(job: Job, answer: Answer, folder: Path, notes: Sequence[str]) -> str:
    """Write tables, figures and the answer in words; return that."""
    from analysis.run.answer import write_figures, write_tables
    from analysis.run.words import sentences
    from experiments.study.artefacts import artefacts
    from experiments.study.output import ANSWER, part_of

    said = " ".join(sentences(answer.findings, job.language))
    titles = [point.title(job.language) for point in job.points]
    text = "\n\n".join([*notes, said])
    with artefacts(folder) as making:
        write_tables(answer, part_of(making, "tables"), job.language)
        write_figures(answer, titles, part_of(making, "figures"), job.language, notes)
        (making / ANSWER).write_text(f"{text}\n", encoding="utf-8")
    return said


def _print(job: Job, answer: Answer, folder: Path, said: Sequence[str]) -> None:
    from analysis.run.table import printed_table
    from analysis.run.words import footnote, heading
    from experiments.running.terminal import terminal
    from experiments.study.files import RESOLVED
    from experiments.study.output import again

    out, language = terminal(), job.language
    findings = answer.findings
    wide = out.width >= WIDE_TABLE
    out.print(heading(findings, language), style="bold")
    out.print(
        printed_table(
            findings.outcomes, findings.differences, findings.settings, language, narrow=not wide
        )
    )
    out.print(footnote(findings, language), style="dim")
    out.print()
    for line in said:
        out.print(line)
        out.print()
    names = PARTS[language]
    for part, where in (
        ("figures", f"{folder}/figures/ (funnel, gates, daily; png, svg)"),
        ("tables", f"{folder}/tables/ (outcomes, differences, gates, funnel, daily; csv)"),
        ("runs", f"{folder}/runs/runs.parquet, {folder}/manifest.json"),
        ("again", again("run", folder / RESOLVED)),
    ):
        out.print(f"{names[part]}: {where}", soft_wrap=True)


VERB = StudyVerb("run", ABOUT, EXAMPLES, _read, act=_act, options=WITH_INFO)
help_text = VERB.help_text


def run(arguments: Sequence[str]) -> int:
    """Run the verb, as ``StudyVerb.run``; ``--info`` lists what there is to choose from."""
    if "--info" in arguments:
        from bijstand.verbs import list as cli_list

        return cli_list.run([])
    return VERB.run(arguments)
