"""``bijstand interview``: ten officials are asked what stood in the way, beside the truth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bijstand.command_line.study import do_job, say_how_it_went
from bijstand.command_line.verb import StudyVerb

if TYPE_CHECKING:
    import pandas as pd

    from experiments.configuration.job import Job
    from experiments.study.study import Study
    from sim.setting.setting import Setting

ABOUT = """\
bijstand interview: ten officials say what stood in the way, beside what really did

After each run ten officials are drawn (five whose unit asks, five whose unit answers; for a seed
the same ones whatever the scenario, policy or theory) and asked for the reasons that they met where
a need got no support. An unwilling provider may plead lack of people or of law
(conditions.pretext), and where trust counts (theory.trust=moderator or driver) its lack may be the
reason that nobody names. Prints the officials of the first seed and the reasons over all seeds,
stated beside true, with ranks; writes all that was told, the tables and a figure.\
"""
EXAMPLES = """\
  bijstand interview
  bijstand interview theory.trust=moderator conditions.trust_start=0.4
  bijstand interview conditions.pretext=0.6 run.seeds=20 language=nl
  bijstand interview scenario=crisis output.name=crisis_told\
"""
PARTS = {
    "en": {"answer": "Answer", "figure": "Figure", "tables": "Tables", "again": "The same again"},
    "nl": {"answer": "Antwoord", "figure": "Figuur", "tables": "Tabellen", "again": "Nog eens"},
}


def _read(words: Sequence[str]) -> Job:
    from experiments.configuration.settings import read_job

    # One setting is run, also where the words come from a run of two.
    return read_job([*words, "beside=none"])


def _act(job: Job, fail_fast: bool) -> int:
    from analysis.interview.interview import Ask, heard_in

    setting = job.resolved(job.points[0])
    ask = Ask(tuple(c.id for c in setting.world.classes if c.pre_authorised))
    study = do_job(job, "interview", ask, daily=False, fail_fast=fail_fast)
    _tell(job, setting, study, heard_in(study.kept()))
    return say_how_it_went(study)


def _tell(job: Job, setting: Setting, study: Study, heard: pd.DataFrame) -> None:
    """Write and print what was told, beside the truth."""
    from analysis.interview.figures import interview_figure
    from analysis.interview.interview import (
        draw_officials,
        gate_table,
        official_table,
        reason_table,
    )
    from analysis.interview.words import printed_officials, printed_reasons, sentences
    from analysis.words.style import look, write_figure
    from experiments.running.terminal import terminal
    from experiments.study.artefacts import artefacts
    from experiments.study.files import RESOLVED
    from experiments.study.notes import in_language
    from experiments.study.output import ANSWER, again, part_of, write_table

    language, first, folder = job.language, job.seeds.start, study.folder
    of_first = heard[heard["seed"] == first]
    tables = {
        "told": heard,
        "officials": official_table(of_first, draw_officials(setting, first)),
        "reasons": reason_table(heard, list(job.seeds)),
        "gates": gate_table(heard, list(job.seeds)),
    }
    said = sentences(heard, tables["reasons"], tables["gates"], setting, language)
    notes = in_language(study.warnings, language)
    with artefacts(folder) as making, look():
        text = "\n\n".join([*notes, *said])
        (making / ANSWER).write_text(f"{text}\n", encoding="utf-8")
        for name, table in tables.items():
            write_table(table, part_of(making, "tables") / f"{name}.csv")
        figure = interview_figure(tables["reasons"], language)
        write_figure(figure, part_of(making, "figures"), "interview", notes)
    out = terminal()
    out.print(printed_officials(tables["officials"], setting, first, language))
    out.print(printed_reasons(tables["reasons"], language))
    for line in (*notes, " ".join(said)):
        out.print(line)
        out.print()
    for part, where in (
        ("answer", f"{folder / ANSWER}"),
        ("figure", f"{folder}/figures/ (interview; png, svg)"),
        ("tables", f"{folder}/tables/ ({', '.join(tables)}; csv)"),
        ("again", again("interview", folder / RESOLVED)),
    ):
        out.print(f"{PARTS[language][part]}: {where}", soft_wrap=True)


VERB = StudyVerb("interview", ABOUT, EXAMPLES, _read, act=_act)
run, help_text = VERB.run, VERB.help_text
