"""``bijstand robust``: which policies hold up over many futures, and at what cost?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bijstand.command_line.study import do_study
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.asked import Asked

if TYPE_CHECKING:
    import pandas as pd

    from analysis.robustness.words import Robustness
    from experiments.study.study import Study

ABOUT = """\
bijstand robust: which policies hold up over many futures, and at what cost

A future is a scenario, a theory and a draw of all conditions (from the priors, or within= what the
data leave open). Every policy meets every future on the same tapes. Regret is what a policy leaves
behind the best one of that future: its mean, its 90th percentile and its largest value, beside the
mean outcome and the share of futures that is good enough; where those disagree, it says so. What
each policy adds is held against what it costs in people.\
"""
EXAMPLES = """\
  bijstand robust
  bijstand robust robust.policies=[none,liaisons,joint_framework,liaisons+joint_framework]
  bijstand robust robust.draws=50 robust.scenarios=[baseline,crisis] robust.good_enough=0.4
  bijstand robust within=outputs/plausible/mine language=nl\
"""
NO_POLICY = "none"
COST_UNIT = (
    "cost: persons away from their units, on average over the year",
    "kosten: personen weg van hun eenheid, gemiddeld over het jaar",
)


@dataclass(frozen=True, slots=True)
class RobustJob(Asked):
    """What one call of the verb does.

    Attributes:
        policies: The policies, the one without any among them.
    """

    policies: Sequence[str]


def _read(words: Sequence[str]) -> RobustJob:
    from experiments.configuration.question import ask, own_seeds
    from experiments.design import list_design
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
    draws = _draws(content["within"], count, theories)
    design = list_design(_points(policies, scenarios, theories, draws), "robust")
    job = question.job(design, own_seeds(question))
    return RobustJob(job, question, policies)


def _draws(within: object, count: int, theories: Sequence[str]) -> pd.DataFrame:
    """Draw conditions, for each future its own: from priors, or what the data do not rule out.

    Futures that shared a draw would not be independent, and intervals over futures too narrow.
    What a theory fixes is not drawn: it is what the theories differ in.
    """
    from analysis.plausible.left import draws_within
    from experiments.design import make_design
    from experiments.design.factors import declared_factors
    from sim.setting.theory import load_theory

    if within is not None:
        table = draws_within(within)
        table = table.sample(count, replace=count > len(table), random_state=1, ignore_index=True)
    else:
        design = make_design("lhs", declared_factors(["conditions"]), count)
        table = design.table[[factor.name for factor in design.factors]]
    fixed = {f"conditions.{name}" for theory in theories for name in load_theory(theory).conditions}
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


def _act(job: RobustJob, fail_fast: bool) -> int:
    from analysis.robustness.figures import frontier_figure, ranks_figure, regret_figure
    from analysis.robustness.part import in_titles
    from analysis.robustness.words import sentences
    from analysis.words.titles import quoted, unquoted
    from bijstand.command_line.answer import tell_parts

    study = do_study(job.study, fail_fast)
    found = _found(job, study)
    language = job.language
    titled = in_titles(found, language, unquoted)
    figures: dict[str, Callable[[], Any]] = {
        "regret": lambda: regret_figure(titled, language),
        "frontier": lambda: frontier_figure(titled, language),
        "ranks": lambda: ranks_figure(titled, language),
    }
    if not found.enough:
        figures = {}
    said = sentences(in_titles(found, language, quoted), language)
    return tell_parts(job.study, study, said, found.tables, figures)


def _found(job: RobustJob, study: Study) -> Robustness:
    from analysis.robustness.robustness import (
        frontier,
        group_table,
        outcome_grid,
        rank_reversals,
        robustness_table,
    )
    from analysis.robustness.words import Robustness
    from sim.setting.policy import load_policy

    table = study.design().table[["point", "base_row", "policy", "scenario", "theory"]]
    runs = study.runs().merge(table, on="point").rename(columns={"base_row": "future"})
    grid = outcome_grid(runs, job.outcome)
    enough = job.question.number("good_enough")
    enough = float(grid[NO_POLICY].mean()) if enough is None else enough
    metrics = robustness_table(grid, job.outcome, enough)
    world = job.study.frame.setting({}).world
    costs = {policy: load_policy(policy).cost(world).persons for policy in job.policies}
    groups = runs.drop_duplicates("future").set_index("future")
    names = groups["scenario"] + ", " + groups["theory"]
    return Robustness(
        outcome=job.outcome,
        good_enough=enough,
        cost_unit=COST_UNIT,
        metrics=metrics,
        reversals=rank_reversals(metrics),
        frontier=frontier(grid, job.outcome, costs, NO_POLICY),
        regrets=group_table(grid, job.outcome, names),
        grid=grid,
    )


VERB = StudyVerb("robust", ABOUT, EXAMPLES, _read, act=_act)
run, help_text = VERB.run, VERB.help_text
