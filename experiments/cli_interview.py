"""``bijstand interview``: ten officials are asked what stood in the way, beside the truth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.cli_options import keys_text, refuse_options
from sim.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from experiments.output import Results
    from experiments.settings import Job
    from sim.run import Run
    from sim.setting import Setting

HELP = """\
bijstand interview: ten officials say what stood in the way, beside what really did

After each run ten officials are drawn (five whose unit asks, five whose unit answers; for a seed
the same ones whatever the scenario, policy or theory) and asked for the reasons that they met where
a need got no support. An unwilling provider may plead lack of people or of law
(conditions.pretext), and where trust counts (theory.trust=moderator or driver) its lack may be the
reason that nobody names. Prints the officials of the first seed and the reasons over all seeds,
stated beside true, with ranks; writes all that was told, the tables and a figure.

usage: bijstand interview [key=value …] [options]

keys and defaults (beside is none: one setting is run)
{keys}

options
  --help, -h      this text

examples
  bijstand interview
  bijstand interview theory.trust=moderator conditions.trust_start=0.4
  bijstand interview conditions.pretext=0.6 run.seeds=20 language=nl
  bijstand interview scenario=crisis output.name=crisis_told
"""
PARTS = {
    "en": {"figure": "Figure", "tables": "Tables", "again": "The same again"},
    "nl": {"figure": "Figuur", "tables": "Tabellen", "again": "Nog eens"},
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
    refuse_options(arguments)
    from experiments.output import open_results
    from experiments.settings import read_job

    job = read_job(["beside=none", *arguments])
    if len(job.points) > 1:
        raise UserError("beside takes no setting here; allowed: beside=none (one setting is run)")
    setting = job.resolved(job.points[0])
    results = open_results(job, "interview")
    _tell(job, setting, results, _simulate(job, setting, results))
    return 0


def _simulate(job: Job, setting: Setting, results: Results) -> pd.DataFrame:
    """Run all seeds and ask the officials; what is finished is written, also if interrupted."""
    import pandas as pd

    from analysis.interview import TOLD, draw_officials, told
    from experiments.simulations import simulate_settings
    from experiments.terminal import progress_bar

    consented = [c.id for c in setting.world.classes if c.pre_authorised]

    def ask(run: Run) -> pd.DataFrame:
        officials = draw_officials(setting, run.seed)
        return told(run.requests, officials, consented).assign(seed=run.seed)

    rows: list[dict[str, float]] = []
    heard = [pd.DataFrame(columns=[*TOLD, "seed"])]
    status = "interrupted"
    try:
        with progress_bar() as bar:
            task = bar.add_task("runs", total=len(job.seeds))
            for done in simulate_settings([setting], job.seeds, ask, job.references):
                place = {"point": 0, "replication": done.replication, "seed": done.seed}
                rows.append({**place, **done.outcomes})
                if not done.kept.empty:
                    heard.append(done.kept)
                bar.advance(task)
        status = "complete"
    finally:
        if rows:
            results.write_runs(rows)
        results.write_manifest(status, done=len(rows))
    return pd.concat(heard[1:] or heard, ignore_index=True)


def _tell(job: Job, setting: Setting, results: Results, heard: pd.DataFrame) -> None:
    """Write and print what was told, beside the truth."""
    from analysis.figures.interview import interview_figure
    from analysis.figures.style import look, write_figure
    from analysis.interview import draw_officials, gate_table, official_table, reason_table
    from analysis.interview_words import printed_officials, printed_reasons, sentences
    from experiments.output import RESOLVED
    from experiments.terminal import terminal

    language, first, folder = job.language, job.seeds.start, results.folder
    of_first = heard[heard["seed"] == first]
    tables = {
        "told": heard,
        "officials": official_table(of_first, draw_officials(setting, first)),
        "reasons": reason_table(heard, list(job.seeds)),
        "gates": gate_table(heard, list(job.seeds)),
    }
    for name, table in tables.items():
        table.to_csv(results.part("tables") / f"{name}.csv", index=False)
    with look():
        figure = interview_figure(tables["reasons"], language)
        write_figure(figure, results.part("figures"), "interview")
    out = terminal()
    out.print(printed_officials(tables["officials"], setting, first, language))
    out.print(printed_reasons(tables["reasons"], language))
    said = sentences(heard, tables["reasons"], tables["gates"], setting, language)
    out.print(" ".join(said))
    out.print()
    for part, where in (
        ("figure", f"{folder}/figures/ (interview; png, svg)"),
        ("tables", f"{folder}/tables/ ({', '.join(tables)}; csv)"),
        ("again", f"bijstand interview from={folder / RESOLVED}"),
    ):
        out.print(f"{PARTS[language][part]}: {where}", soft_wrap=True)
