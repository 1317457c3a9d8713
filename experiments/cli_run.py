"""``bijstand run``: one setting over seeds beside a reference; a table, sentences, figures."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.cli_options import keys_text, read_options
from sim.errors import UserError

if TYPE_CHECKING:
    from analysis.answer import Answer
    from analysis.portrait import Portrait
    from experiments.output import Results
    from experiments.settings import Job
    from sim.setting import Setting

HELP = """\
bijstand run: one scenario, policy and theory over seeds, beside a reference

Runs the setting and what stands beside it on the same seeds, prints one table (means, 95 %
intervals, paired differences) with the answer in words, and writes runs, tables and three figures
(the funnel of needs, which gate was shut, the daily course) to a folder. Without any words it runs
the Netherlands as it is, beside a crisis during a shortage of personnel.

usage: bijstand run [key=value …] [options]

keys and defaults
{keys}

options
  --cfg job       print the composed configuration, run nothing
  --multirun, -m  keys may have several values (run.days=365,730): a job of each combination
  --info          what there is to choose from, as bijstand list
  --help, -h      this text

examples
  bijstand run
  bijstand run scenario=flood+personnel_shortage
  bijstand run policy=liaisons+joint_framework scenario=crisis beside=baseline
  bijstand run theory.trust=moderator conditions.trust_start=0.4 run.seeds=20
  bijstand run scenario=crisis references=true run.seeds=20
  bijstand run scenario=eastern_flank language=nl output.name=oostflank
  bijstand run -m scenario=flood,crisis policy=none,liaisons run.seeds=20
  bijstand run from=outputs/run/oostflank/resolved_config.yaml
"""
WIDE_TABLE = 105
PARTS = {
    "en": {"figures": "Figures", "tables": "Tables", "runs": "Runs", "again": "The same again"},
    "nl": {"figures": "Figuren", "tables": "Tabellen", "runs": "Runs", "again": "Nog eens"},
}


def help_text() -> str:
    """Return what ``--help`` shows."""
    return HELP.format(keys=keys_text())


def run(arguments: Sequence[str]) -> int:
    """Run the verb.

    Args:
        arguments: The words after the verb.

    Returns:
        The exit status.

    Raises:
        UserError: For what the user did wrong.
    """
    options = read_options(arguments)
    if options.info:
        from experiments import cli_list

        return cli_list.run([])
    # Hydra takes a tenth of a second to import, which a help text need not wait for.
    from experiments.settings import read_job
    from experiments.words import expand_several_values

    listed = expand_several_values(options.words) if options.several else [options.words]
    words_of_jobs = list(listed)
    jobs = [read_job(words) for words in words_of_jobs]
    if len(jobs) > 1 and jobs[0].name is not None:
        raise UserError(
            f"output.name={jobs[0].name} would be the name of {len(jobs)} jobs; allowed: none, "
            "with --multirun"
        )
    for words, job in zip(words_of_jobs, jobs, strict=True):
        if options.show:
            _show(words)
        else:
            _run_job(job)
    return 0


def _show(words: Sequence[str]) -> None:
    from omegaconf import OmegaConf

    from experiments.compose import compose_configuration

    print(OmegaConf.to_yaml(OmegaConf.create(compose_configuration(words).content)))


def _run_job(job: Job) -> None:
    from experiments.output import open_results
    from sim.scenario import unseen

    # Whatever is wrong with a world or a scenario is said before anything is written.
    settings = [job.resolved(point) for point in job.points]
    results = open_results(job, "run")
    rows, portraits = _simulate(job, settings, results)
    answer = _work_out(job, rows, portraits, results)
    _print(job, answer, results)
    lines = [unseen(s.scenario, s.days, s.warm_up_days) for s in settings]
    for warning in dict.fromkeys(line for of_setting in lines for line in of_setting):
        print(f"bijstand: note: {warning}", file=sys.stderr)


def _simulate(
    job: Job, settings: Sequence[Setting], results: Results
) -> tuple[list[dict[str, float]], list[list[Portrait]]]:
    """Run all, and write what is finished, also where it is interrupted."""
    from analysis.portrait import portrait_of
    from experiments.simulations import simulate_settings
    from experiments.terminal import progress_bar

    consented = [c.id for c in settings[0].world.classes if c.pre_authorised]
    rows: list[dict[str, float]] = []
    portraits: list[list[Portrait]] = [[] for _ in settings]
    status = "interrupted"
    try:
        with progress_bar() as bar:
            task = bar.add_task("runs", total=len(settings) * len(job.seeds))
            taken = portrait_of(consented)
            for done in simulate_settings(settings, job.seeds, taken, job.references):
                place = {"point": done.point, "replication": done.replication, "seed": done.seed}
                rows.append({**place, **done.outcomes})
                portraits[done.point].append(done.kept)
                bar.advance(task)
        status = "complete"
    finally:
        if rows:
            results.write_runs(rows)
        results.write_manifest(status, done=len(rows))
    return rows, portraits


def _work_out(
    job: Job,
    rows: list[dict[str, float]],
    portraits: list[list[Portrait]],
    results: Results,
) -> Answer:
    import pandas as pd

    from analysis.answer import answer_of, write_figures, write_tables

    labels = [point.label for point in job.points]
    titles = [point.title(job.language) for point in job.points]
    answer = answer_of(pd.DataFrame(rows), portraits, labels, job.days)
    write_tables(answer, results.part("tables"), job.language)
    write_figures(answer, titles, results.part("figures"), job.language)
    return answer


def _print(job: Job, answer: Answer, results: Results) -> None:
    from analysis.table import printed_table
    from analysis.text import footnote, sentences
    from experiments.output import RESOLVED
    from experiments.terminal import terminal

    out, language, folder = terminal(), job.language, results.folder
    findings = answer.findings
    wide = out.width >= WIDE_TABLE
    out.print(
        printed_table(
            findings.outcomes, findings.differences, findings.settings, language, narrow=not wide
        )
    )
    out.print(footnote(findings, language), style="dim")
    out.print()
    out.print(" ".join(sentences(findings, language)))
    out.print()
    names = PARTS[language]
    for part, where in (
        ("figures", f"{folder}/figures/ (funnel, gates, daily; png, svg)"),
        ("tables", f"{folder}/tables/ (outcomes, differences, gates, funnel, daily; csv)"),
        ("runs", f"{folder}/runs/runs.parquet, {folder}/manifest.json"),
        ("again", f"bijstand run from={folder / RESOLVED}"),
    ):
        out.print(f"{names[part]}: {where}", soft_wrap=True)
