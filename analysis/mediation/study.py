"""What ``bijstand mediate`` works out: moderation, transplants, necessary conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.mediation.job import ENDS, LEVELS, contrasts

if TYPE_CHECKING:
    import pandas as pd

    from analysis.mediation.job import MediateJob
    from analysis.mediation.words import Mediation
    from experiments.study.study import Study


def findings(job: MediateJob, study: Study) -> Mediation:
    """Work out all tables of the test, and run the transplants and the draws that it takes.

    Args:
        job: What was asked.
        study: The study of the contrast points, finished.

    Raises:
        UserError: Where the outcome does not exist in some of the runs.
    """
    import pandas as pd

    from analysis.mediation.mediation import level_table, moderation_table
    from analysis.mediation.words import Mediation
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

    from analysis.mediation.mediation import mediation_table
    from analysis.mediation.transplant import WORLDS, Transplant
    from experiments.design import list_design
    from experiments.study.study import run_beside

    willingness = contrasts(job.question, "willingness", LEVELS)
    low = {key.partition(".")[2]: value for key, value in willingness["low"].items()}
    rows = [{"theory": theory, **willingness["high"]} for theory in job.theories]
    study = run_beside(
        list_design(pd.DataFrame(rows), "mediate.theories"), job.study.frame,
        job.place, "transplants", seeds=job.study.seeds, executor=job.study.executor,
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
    from analysis.mediation.necessity import necessity_table
    from analysis.mediation.pass_rates import keep_pass_rates
    from analysis.sensitivity.sample import refuse_missing
    from experiments.design import make_design
    from experiments.design.factors import declared_factors
    from experiments.study.study import run_beside
    from sim.setting.theory import load_theory

    points, seeds = job.question.whole("necessity_points"), job.question.whole("necessity_seeds")
    # What a theory fixes is not drawn: it is what the theories differ in.
    fixed = {f"conditions.{n}" for theory in job.theories for n in load_theory(theory).conditions}
    factors = [f for f in declared_factors(["conditions"]) if f.name not in fixed]
    design = make_design("lhs", factors, points)
    tables = []
    for theory in job.theories:
        study = run_beside(
            design, replace(job.study.frame, theory=theory), job.place, f"necessity_{theory}",
            seeds=seeds, executor=job.study.executor, keep=keep_pass_rates,
        )  # fmt: skip
        refuse_missing(study.runs(), job.outcome)
        outcome = study.runs().groupby("point")[job.outcome].mean().to_numpy()
        rates = study.kept().groupby("point")[list(GATES)].mean()
        gates = {gate: rates[gate].to_numpy() for gate in GATES}
        tables.append(necessity_table(gates, outcome).assign(theory=theory))
    columns = ["theory", "condition", "effect_size", "bound", "above_bound", "points"]
    return pd.concat(tables, ignore_index=True)[columns]
