"""What ``bijstand mediate`` runs beside its contrast points: transplants, and further draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analysis.mediation.job import LEVELS, contrasts
from analysis.mediation.pass_rates import keep_pass_rates
from analysis.mediation.transplant import Transplant
from experiments.configuration.inquiry import Inquiry
from experiments.design import list_design, make_design
from experiments.design.factors import factors_but
from experiments.study.study import run_companion
from sim.setting.theories.theory import load_theory

TRANSPLANTS = "transplants"


def draws_of(theory: str) -> str:
    """Return what the study of draws under a theory is called."""
    return f"necessity_{theory}"


def theories_in(points: pd.DataFrame) -> list[str]:
    """Return the theories of a design of contrast points, in order."""
    return list(dict.fromkeys(points["theory"]))


def run_reference_designs(job: Inquiry) -> None:
    """Run all that the test takes beside its contrast points, or what is left of it."""
    theories = theories_in(job.study.design.table)
    _run_transplants(job, theories)
    _run_draws(job, theories)


def _run_transplants(job: Inquiry, theories: Sequence[str]) -> None:
    """Run the worlds of high and low willingness, and each with the other's offers."""
    willingness = contrasts(job.question, "willingness", LEVELS)
    low = {key.partition(".")[2]: value for key, value in willingness["low"].items()}
    rows = [{"theory": theory, **willingness["high"]} for theory in theories]
    run_companion(
        list_design(pd.DataFrame(rows), "mediate.theories"),
        job.study.frame,
        job.place,
        TRANSPLANTS,
        seeds=job.study.seeds,
        executor=job.study.executor,
        keep=Transplant(tuple(low.items()), job.outcome),
    )


def _run_draws(job: Inquiry, theories: Sequence[str]) -> None:
    """Draw conditions from their priors, and keep how often each gate passes."""
    points, seeds = job.question.whole("necessity_points"), job.question.whole("necessity_seeds")
    # What a theory fixes is not drawn: it is what the theories differ in.
    fixed = [name for theory in theories for name in load_theory(theory).conditions]
    design = make_design("lhs", factors_but(fixed), points)
    for theory in theories:
        run_companion(
            design,
            replace(job.study.frame, theory=theory),
            job.place,
            draws_of(theory),
            seeds=seeds,
            executor=job.study.executor,
            keep=keep_pass_rates,
        )
