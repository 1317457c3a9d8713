"""``bijstand robust``: which policies hold up over many futures, and at what cost?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bijstand.command_line.study import answer_study
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.asked import Asked
from sim.words import Message

if TYPE_CHECKING:
    import pandas as pd

    from experiments.design.belief import Belief

ABOUT = Message("""\
bijstand robust: which policies hold up over many futures, and at what cost

A future is a scenario, a theory and a draw of all conditions (from the priors, within= what the
data leave open, or from a belief=). Every policy meets every future on the same tapes. Regret is
what a policy leaves behind the best one of that future: its mean, its 90th percentile and its
largest value, beside the mean outcome and the share of futures that is good enough; where those
disagree, it says so. What each policy adds is held against what it costs in people.\
""")
EXAMPLES = """\
  bijstand robust
  bijstand robust robust.policies=[none,liaisons,joint_framework,liaisons+joint_framework]
  bijstand robust robust.draws=50 robust.scenarios=[baseline,crisis] robust.good_enough=0.4
  bijstand robust within=outputs/plausible/mine language=nl\
"""


def _read(words: Sequence[str]) -> Asked:
    from analysis.robustness.robustness import NO_POLICY
    from experiments.configuration.belief import belief_in, fixed_by
    from experiments.configuration.question import ask, own_seeds
    from experiments.design import list_design
    from experiments.design.believed import noting
    from experiments.design.factors import named_factor
    from experiments.keys.limits import refuse_too_large, refuse_too_many_runs
    from sim.conditions import CONDITIONS
    from sim.setting.configuration import names_in

    question = ask(words, "robust")
    question.outcome()
    content = question.composed.content
    policies = question.names("policies") or [
        NO_POLICY, *(name for name in names_in("policy") if name != NO_POLICY),
    ]  # fmt: skip
    if NO_POLICY not in policies:
        policies = [NO_POLICY, *policies]
    scenarios, theories = question.names_or_chosen("scenario"), question.names_or_chosen("theory")
    for group, names in (("policy", policies), ("scenario", scenarios), ("theory", theories)):
        named_factor(group, names)
    count = question.whole("draws") * len(scenarios) * len(theories)
    futures = "the draws, policies, scenarios and theories of bijstand robust"
    refuse_too_large(count * len(policies), len(CONDITIONS), futures)
    refuse_too_many_runs(count * len(policies), question.whole("seeds"), futures)
    belief = belief_in(question.composed)
    draws = _draws(content["within"], belief, count, theories)
    if belief is not None:
        fixed = fixed_by(question.point)
        draws = draws[[name for name in draws if name not in fixed]]
    design = list_design(_points(policies, scenarios, theories, draws), "robust")
    if belief is not None:
        design = noting(design, belief)
    return Asked(question.job(design, own_seeds(question)), question)


def _draws(
    within: object, belief: Belief | None, count: int, theories: Sequence[str]
) -> pd.DataFrame:
    """Draw conditions, for each future its own: from priors, or what people or data leave.

    Futures that shared a draw would not be independent, and intervals over futures too narrow.
    What a theory fixes is not drawn: it is what the theories differ in.
    """
    from analysis.plausible.left import draws_within
    from experiments.design import make_design
    from experiments.design.believed import drawn
    from experiments.design.factors import declared_factors
    from sim.conditions import in_any_words
    from sim.setting.theory import load_theory

    if within is not None:
        table = draws_within(within)
        table = table.sample(count, replace=count > len(table), random_state=1, ignore_index=True)
    elif belief is not None:
        table = drawn(belief, declared_factors(["conditions"]), count)
    else:
        design = make_design("lhs", declared_factors(["conditions"]), count)
        table = design.table[[factor.name for factor in design.factors]]
    of_theories = [name for theory in theories for name in load_theory(theory).conditions]
    fixed = {f"conditions.{name}" for name in in_any_words(of_theories)}
    return table[[name for name in table.columns if name not in fixed]]


def _points(
    policies: Sequence[str], scenarios: Sequence[str], theories: Sequence[str], draws: pd.DataFrame
) -> pd.DataFrame:
    """Return every policy in every future; the futures are base rows, which share their luck."""
    import pandas as pd

    each = len(draws) // (len(scenarios) * len(theories))
    futures = pd.MultiIndex.from_product([range(each), scenarios, theories]).to_frame(
        index=False, name=["draw", "scenario", "theory"]
    )
    table = pd.concat([futures.drop(columns="draw"), draws], axis=1).assign(base_row=draws.index)
    return pd.concat([table.assign(policy=policy) for policy in policies], ignore_index=True)


VERB = StudyVerb("robust", ABOUT, EXAMPLES, _read, answer_study)
run, help_text = VERB.run, VERB.help_text
