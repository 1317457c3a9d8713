"""``bijstand robust``: which policies hold up over many futures, and at what cost?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bijstand.command_line.study import answer_study
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.inquiry import Inquiry
from sim.words import Message

if TYPE_CHECKING:
    import pandas as pd

    from experiments.configuration.question import Question
    from experiments.design.belief import Belief

ABOUT = Message("""\
bijstand robust: which policies hold up over many futures, and at what cost

A future is a scenario, an answer to every open question of theory and a draw of all conditions
(from the priors, within= what the data leave open, or from a belief=); robust.theories= takes whole
theories instead. Every policy meets every future on the same tapes. Regret is what a policy leaves
behind the best one of that future: its mean, its 90th percentile and its largest value, beside the
mean outcome and the share of futures that is good enough; where those disagree, it says so. What
each policy adds is held against what it costs in people.\
""")
EXAMPLES = """\
  bijstand robust
  bijstand robust robust.policies=[none,liaisons,joint_framework,liaisons+joint_framework]
  bijstand robust robust.draws=50 robust.scenarios=[baseline,crisis] robust.good_enough=0.4
  bijstand robust within=outputs/plausible/mine language=nl\
"""


def _read(words: Sequence[str]) -> Inquiry:
    from experiments.configuration.belief import belief_in, fixed_by
    from experiments.configuration.question import ask, own_seeds
    from experiments.design import list_design
    from experiments.design.believed import noting
    from experiments.design.factors import named_factor
    from experiments.keys.limits import refuse_too_large, refuse_too_many_runs
    from sim.conditions import CONDITIONS

    question = ask(words, "robust")
    question.outcome()
    content = question.composed.content
    policies = question.policies()
    scenarios, theories = question.names_or_chosen("scenario"), _theories(question)
    for group, names in (("policy", policies), ("scenario", scenarios), ("theory", theories)):
        if names:
            named_factor(group, names)
    count = question.whole("draws") * len(scenarios) * max(1, len(theories))
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
    return Inquiry(question.job(design, own_seeds(question)), question)


def _theories(question: Question) -> list[str]:
    """Return the theories that futures have whole; none where every open question is drawn."""
    from experiments.design.point import DEFAULT_THEORY
    from sim.setting.theories.theory import load_theory

    chosen = question.point.theory
    own = chosen != load_theory(DEFAULT_THEORY)
    return question.names("theories") or ([chosen.name] if own else [])


def _draws(
    within: object, belief: Belief | None, count: int, theories: Sequence[str]
) -> pd.DataFrame:
    """Draw conditions, for each future its own: from priors, or what people or data leave.

    Where no theory is named, an answer to every open question is drawn with them.

    Futures that shared a draw would not be independent, and intervals over futures too narrow.
    What a theory fixes is not drawn: it is what the theories differ in.
    """
    import pandas as pd

    from analysis.plausible.left import draws_within
    from experiments.design import make_design
    from experiments.design.believed import drawn
    from experiments.design.factors import declared_factors
    from sim.conditions import in_any_words
    from sim.setting.theories.theory import load_theory

    named = [*([] if within or belief else ["conditions"]), *([] if theories else ["switches"])]
    table = pd.DataFrame(index=range(count))
    if named:
        design = make_design("lhs", declared_factors(named, control="conditions" in named), count)
        table = design.table[[factor.name for factor in design.factors]]
    left = None
    if within is not None:
        left = draws_within(within)
        left = left.sample(count, replace=count > len(left), random_state=1, ignore_index=True)
    elif belief is not None:
        left = drawn(belief, declared_factors(["conditions"]), count)
    if left is not None:
        own = [name for name in table if name not in left]
        table = pd.concat([table[own], left], axis=1)
    of_theories = [name for theory in theories for name in load_theory(theory).conditions]
    fixed = {f"conditions.{name}" for name in in_any_words(of_theories)}
    return table[[name for name in table.columns if name not in fixed]]


def _points(
    policies: Sequence[str], scenarios: Sequence[str], theories: Sequence[str], draws: pd.DataFrame
) -> pd.DataFrame:
    """Return every policy in every future; the futures are base rows, which share their luck."""
    import pandas as pd

    parts = {"scenario": scenarios, **({"theory": theories} if theories else {})}
    each = len(draws) // math.prod(map(len, parts.values()))
    futures = pd.MultiIndex.from_product([range(each), *parts.values()]).to_frame(
        index=False, name=["draw", *parts]
    )
    table = pd.concat([futures.drop(columns="draw"), draws], axis=1).assign(base_row=draws.index)
    return pd.concat([table.assign(policy=policy) for policy in policies], ignore_index=True)


VERB = StudyVerb("robust", ABOUT, EXAMPLES, _read, answer_study)
run, help_text = VERB.run, VERB.help_text
