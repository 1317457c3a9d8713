"""``bijstand voi``: what to find out first, before a package is chosen?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bijstand.command_line.study import answer_study
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.inquiry import Inquiry
from sim.words import Message

if TYPE_CHECKING:
    import pandas as pd

ABOUT = Message("""\
bijstand voi: what to find out first, before a package is chosen

A future is a scenario, an answer to each open question of theory and a draw of all conditions.
Every package meets every future on the same tapes. What would knowing one of these before the
choice be worth (expected value of partial perfect information)? In the outcome itself, under
voi.persons= and voi.euro=, or with voi.worth= in euro a year, since then costs change the choice.
Says what to ask whom first, and what need not be known; the dummy beside it is worth nothing.\
""")
EXAMPLES = """\
  bijstand voi
  bijstand voi voi.policies=[none,liaisons,joint_framework,mit] voi.futures=200
  bijstand voi voi.persons=50 voi.euro=5
  bijstand voi voi.worth=2e6 voi.person=120000 language=nl\
"""


def _read(words: Sequence[str]) -> Inquiry:
    from experiments.configuration.belief import belief_in, fixed_by
    from experiments.configuration.question import ask, own_seeds
    from experiments.design import list_design
    from experiments.design.believed import noting
    from experiments.design.factors import named_factor
    from experiments.design.futures import draw_futures
    from experiments.keys.limits import refuse_too_large, refuse_too_many_runs
    from sim.conditions import CONDITIONS

    question = ask(words, "voi")
    question.outcome()
    policies = question.policies()
    scenarios = question.names_or_chosen("scenario")
    for group, names in (("policy", policies), ("scenario", scenarios)):
        named_factor(group, names)
    count = question.whole("futures")
    futures = "the futures and policies of bijstand voi"
    refuse_too_large(count * len(policies), len(CONDITIONS), futures)
    refuse_too_many_runs(count * len(policies), question.whole("seeds"), futures)
    belief = belief_in(question.composed)
    table = draw_futures(count, scenarios, fixed_by(question.point), belief)
    design = list_design(_with_policies(table, policies), "voi")
    if belief is not None:
        design = noting(design, belief)
    return Inquiry(question.job(design, own_seeds(question)), question)


def _with_policies(futures: pd.DataFrame, policies: Sequence[str]) -> pd.DataFrame:
    """Return every package in every future; the futures are base rows, which share their luck."""
    import pandas as pd

    table = futures.assign(base_row=range(len(futures)))
    return pd.concat([table.assign(policy=policy) for policy in policies], ignore_index=True)


VERB = StudyVerb("voi", ABOUT, EXAMPLES, _read, answer_study)
run, help_text = VERB.run, VERB.help_text
