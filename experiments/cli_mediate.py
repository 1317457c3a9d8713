"""``bijstand mediate``: does capacity carry, or moderate, what willingness does?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.cli_options import keys_text
from experiments.cli_study import OPTIONS, do_study, refuse_nothing_finished, run_verb
from sim.errors import UserError, a_mapping

if TYPE_CHECKING:
    import pandas as pd

    from analysis.mediation_text import Mediation
    from experiments.questions import Question
    from experiments.study import Study
    from experiments.study_settings import StudyJob

HELP = """\
bijstand mediate: does capacity carry, or moderate, what willingness does

The test of the study's first figure against its second. Under each theory: how much of the effect
of willingness runs through the capacity that is offered, by giving one world the offers of the
other on the same tape (natural indirect effect); whether capacity, barriers and agreements change
the effect of willingness, below and above the middle, on the raw scale and on the log scale
(difference in differences); and which gates are necessary (ceilings with a permutation test). The
contrast points stand in conf/analysis, so that none is picked for its result.

usage: bijstand mediate [key=value …] [options]

keys and defaults
{keys}

options
{options}

examples
  bijstand mediate
  bijstand mediate run.seeds=20 mediate.necessity_points=100
  bijstand mediate mediate.theories=[figure_2] scenario=crisis
  bijstand mediate mediate.outcome=together language=nl
"""
LEVELS = ("low", "middle", "high")
ENDS = ("low", "high")


@dataclass(frozen=True, slots=True)
class MediateJob:
    """What one call of the verb does.

    Attributes:
        study: The study of the contrast points.
        question: The verb's section of the configuration.
        outcome: The outcome.
        theories: The theories.
        points: Per point of the study: point, theory, moderator, end, level.
    """

    study: StudyJob
    question: Question
    outcome: str
    theories: Sequence[str]
    points: pd.DataFrame

    @property
    def name(self) -> str | None:
        """The name that the user gave to the results."""
        return self.study.name

    @property
    def place(self) -> Path:
        """The folder of the results."""
        return self.study.place


def help_text() -> str:
    """Return what ``--help`` shows."""
    return HELP.format(keys=keys_text("mediate"), options=OPTIONS)


def run(arguments: Sequence[str]) -> int:
    """Run the verb.

    Args:
        arguments: The words after the verb.

    Returns:
        The exit status.

    Raises:
        UserError: For what the user did wrong.
    """
    return run_verb("mediate", arguments, _read, _act)


def _read(words: Sequence[str]) -> MediateJob:
    import pandas as pd

    from experiments.design import list_design
    from experiments.factors import named_factor
    from experiments.questions import ask, run_seeds

    question = ask(words, "mediate")
    outcome = question.outcome()
    theories = question.names("theories") or [question.composed.choices["theory"]]
    named_factor("theory", theories)
    willingness = _contrasts(question, "willingness", LEVELS)
    moderators = a_mapping(question.given["moderators"], "mediate.moderators")
    rows: list[dict[str, Any]] = []
    points: list[tuple[int, str, str, str, str]] = []
    base = _base(question, willingness, moderators)
    for theory in theories:
        for moderator, ends in moderators.items():
            chosen = _levels(ends, f"mediate.moderators.{moderator}", ENDS)
            for end in ENDS:
                for level in LEVELS:
                    rows.append({**base, "theory": theory, **willingness[level], **chosen[end]})
                    points.append((len(points), theory, moderator, end, level))
    table = pd.DataFrame(points, columns=["point", "theory", "moderator", "end", "level"])
    # Two moderators may share a point; each is a row of its own all the same.
    design = list_design(pd.DataFrame(rows).assign(base_row=0), "mediate")
    job = question.job(design, run_seeds(question.composed), {"outcome": outcome})
    return MediateJob(job, question, outcome, theories, table)


def _contrasts(question: Question, key: str, names: Sequence[str]) -> dict[str, dict[str, float]]:
    return _levels(question.given[key], f"mediate.{key}", names)


def _levels(given: object, where: str, names: Sequence[str]) -> dict[str, dict[str, float]]:
    """Check that every level has its conditions, and return them under their factors' names."""
    from sim.conditions.values import checked

    content = a_mapping(given, where)
    missing = [name for name in names if name not in content]
    if missing:
        raise UserError(f"{where} has no '{missing[0]}'; allowed: {', '.join(names)}, all of them")
    return {
        name: {
            f"conditions.{condition}": _checked(checked, condition, value, f"{where}.{name}")
            for condition, value in a_mapping(content[name], f"{where}.{name}").items()
        }
        for name in names
    }


def _checked(check: Callable[..., float], name: str, value: object, where: str) -> float:
    from sim.conditions import CONDITIONS
    from sim.errors import unknown_name

    if name not in CONDITIONS:
        raise unknown_name("condition", name, CONDITIONS, where)
    return check(name, value)


def _base(
    question: Question,
    willingness: Mapping[str, Mapping[str, float]],
    moderators: Mapping[str, Any],
) -> dict[str, float]:
    """Return where every condition of a contrast stands while another one is varied."""
    from sim.conditions import CONDITIONS

    names = {key.partition(".")[2] for level in willingness.values() for key in level}
    names |= {name for ends in moderators.values() for end in ends.values() for name in end}
    given = question.point.conditions
    return {f"conditions.{n}": float(given.get(n, CONDITIONS[n].default)) for n in sorted(names)}


def _act(job: MediateJob, fail_fast: bool) -> int:
    from analysis.figures.mediation import effects_figure, moderation_figure
    from analysis.mediation_text import sentences
    from experiments.cli_answer import tell

    study = do_study(job.study, fail_fast)
    refuse_nothing_finished(study)
    found = _found(job, study)
    language = job.study.language
    figures: dict[str, Callable[[], Any]] = {
        "mediation": lambda: effects_figure(found, language),
        "moderation": lambda: moderation_figure(found, language),
    }
    return tell(job.study, study, sentences(found, language), found.tables, figures)


def _found(job: MediateJob, study: Study) -> Mediation:
    import pandas as pd

    from analysis.mediation import level_table, moderation_table
    from analysis.mediation_text import Mediation
    from analysis.sensitivity.sample import refuse_missing

    runs = study.runs()
    refuse_missing(runs, job.outcome)
    runs = runs[["point", "seed", job.outcome]].merge(job.points, on="point").sort_values("seed")
    moderation = []
    for theory in job.theories:
        for moderator in dict.fromkeys(job.points["moderator"]):
            rows = runs[(runs["theory"] == theory) & (runs["moderator"] == moderator)]
            levels = {
                (level, end): rows.loc[
                    (rows["level"] == level) & (rows["end"] == end), job.outcome
                ].to_numpy(float)
                for level in LEVELS
                for end in ENDS
            }
            table = moderation_table(levels)
            moderation.append(table.assign(theory=theory, moderator=moderator))
    return Mediation(
        outcome=job.outcome,
        effects=_effects(job),
        moderation=pd.concat(moderation, ignore_index=True),
        necessity=_necessity(job),
        levels=level_table(runs, job.outcome),
        theories=job.theories,
    )


def _effects(job: MediateJob) -> pd.DataFrame:
    """Run the worlds of high and low willingness, and each with the other's offers."""
    import pandas as pd

    from analysis.mediation import mediation_table
    from analysis.transplant import WORLDS, Transplant
    from experiments.design import list_design
    from experiments.study import run_study

    willingness = _contrasts(job.question, "willingness", LEVELS)
    low = {key.partition(".")[2]: value for key, value in willingness["low"].items()}
    rows = [{"theory": theory, **willingness["high"]} for theory in job.theories]
    study = run_study(
        list_design(pd.DataFrame(rows), "mediate.theories"), job.study.frame,
        job.place / "transplants", seeds=job.study.seeds, executor=job.study.executor,
        keep=Transplant(tuple(low.items()), job.outcome),
    )  # fmt: skip
    runs = study.runs().merge(study.kept()[["point", "seed", *WORLDS]], on=["point", "seed"])
    tables = [
        mediation_table(
            {"high": part[job.outcome].to_numpy(), **{w: part[w].to_numpy() for w in WORLDS}}
        ).assign(theory=theory)
        for theory, (_, part) in zip(
            job.theories, runs.sort_values("seed").groupby("point"), strict=True
        )
    ]
    return pd.concat(tables, ignore_index=True)[["theory", "effect", "estimate", "low", "high"]]


def _necessity(job: MediateJob) -> pd.DataFrame:
    """Draw conditions from their priors, and see what the outcome needs of each gate."""
    from dataclasses import replace

    import pandas as pd

    from analysis.attribution.local import GATES
    from analysis.necessity import necessity_table
    from analysis.pass_rates import keep_pass_rates
    from analysis.sensitivity.sample import refuse_missing
    from experiments.design import make_design
    from experiments.factors import declared_factors
    from experiments.study import run_study
    from sim.theory import load_theory

    points, seeds = job.question.whole("necessity_points", 2), job.question.whole("necessity_seeds")
    # What a theory fixes is not drawn: it is what the theories differ in.
    fixed = {f"conditions.{n}" for theory in job.theories for n in load_theory(theory).conditions}
    factors = [f for f in declared_factors(["conditions"]) if f.name not in fixed]
    design = make_design("lhs", factors, points)
    tables = []
    for theory in job.theories:
        study = run_study(
            design, replace(job.study.frame, theory=theory), job.place / f"necessity_{theory}",
            seeds=seeds, executor=job.study.executor, keep=keep_pass_rates,
        )  # fmt: skip
        refuse_missing(study.runs(), job.outcome)
        outcome = study.runs().groupby("point")[job.outcome].mean().to_numpy()
        rates = study.kept().groupby("point")[list(GATES)].mean()
        gates = {gate: rates[gate].to_numpy() for gate in GATES}
        tables.append(necessity_table(gates, outcome).assign(theory=theory))
    columns = ["theory", "condition", "effect_size", "bound", "above_bound", "points"]
    return pd.concat(tables, ignore_index=True)[columns]
