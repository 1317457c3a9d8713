"""``bijstand sensitivity``: which conditions matter, how sure that is, and where it changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.sensitivity import SURROGATE, method_for
from bijstand.command_line.study import do_study
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.inquiry import Inquiry
from sim.errors import UserError, unknown_name
from sim.words import Joined, Message

if TYPE_CHECKING:
    import pandas as pd

    from analysis.stored.answer import Answer
    from experiments.configuration.question import Question
    from experiments.design import Design
    from experiments.design.seeds import Seeds

ABOUT = Message("""\
bijstand sensitivity: which conditions matter, how sure that is, and where it changes

Varies all declared conditions and switches (or design.factors=) together, and says in words how
much of an outcome's variance each accounts for: first in the source study's terms, then each by
itself, then those that somebody can change, with who and by which lever. It says how much is
chance, what cannot be told from it, whether the answer has settled, whether it holds under every
answer to the open questions and with other ranges, how much is left when all that was screened out
stands still, and which way the first factors work. In shapley, morris and sobol, where runs that
are compared share their luck, a factor (control.luck) draws anew who is willing, and only what is
larger than that luck is told. Indices are statements about this model and these ranges, not about
the world.

methods (method=…)
  surrogate
           shares of the variance of a surrogate of the model, from any sample of independent
           points: the default; says first how much of the model the surrogate misses
  shapley  shares of the variance that add up to 1, interactions divided over those that take part
  morris   mean absolute effects over a factor's range: a screening with few runs
  sobol    first and total shares; design.groups=true for groups, design.second_order=true for pairs
  pawn     how far a factor moves the whole distribution (any sample; a cross-check)
  delta    the same by another distance
  ofat     one factor at a time from the setting, for mechanisms and turning points\
""")
EXAMPLES = """\
  bijstand sensitivity
  bijstand sensitivity method=shapley
  bijstand sensitivity method=morris design.points=20 sensitivity.ranges=[]
  bijstand sensitivity sensitivity.leave_out=[levers]
  bijstand sensitivity design.points=4096 scenario=crisis sensitivity.outcomes=[gap_closed,vetoes]
  bijstand sensitivity method=sobol design.groups=true design.points=256 language=nl
  bijstand sensitivity method=ofat design.factors=[shortage_defence,agreements,theory.trust]
  bijstand sensitivity method=pawn within=outputs/plausible/mine\
"""
USAGE = "[method=surrogate] [key=value …] [options]"
METHODS = {
    "ofat": "ofat",
    "morris": "morris",
    "shapley": "shapley",
    "sobol": "sobol",
    "pawn": "lhs",
    "delta": "lhs",
    "surrogate": "lhs",
}
DEPENDENT = ("pawn", "delta")
"""Methods for any sample, also one whose conditions depend on each other."""
INDEPENDENT = ("lhs", "sobol_points")
"""Designs of independent draws over the ranges, as a surrogate needs them."""


def _filled(words: Sequence[str]) -> list[str]:
    """Add the design that the method takes by itself."""
    from experiments.configuration.question import declared_in, with_sizes

    method = _method(words)
    points = declared_in("sensitivity")["points"][method]
    return with_sizes(words, METHODS[method], points, f"sensitivity.points.{method}")


def _read(words: Sequence[str]) -> Inquiry:
    from analysis.plausible.left import design_within
    from analysis.sensitivity.designs import hold_out, ranged
    from analysis.sensitivity.estimation.fewest import FEWEST
    from experiments.configuration.belief import refuse_two
    from experiments.configuration.question import ask, known_outcome
    from experiments.configuration.study import design_in, frame_in, seeds_in

    question = ask(words, "sensitivity")
    content = question.composed.content
    method = str(content["method"] or method_for(str(content["design"]["kind"])))
    for name in question.names("outcomes"):
        known_outcome(name, "sensitivity.outcomes")
    frame = frame_in(question.composed, question.point)
    drawn_from = next((key for key in ("belief", "within") if content[key] is not None), None)
    if drawn_from is not None and method not in DEPENDENT:
        raise UserError(
            "{key}= leaves conditions that depend on each other, and method={method} "
            "needs independent ones; allowed with it: method={methods}",
            key=drawn_from,
            method=method,
            methods=", ".join(DEPENDENT),
        )
    if content["within"] is None:
        hold_out(question)
        design = design_in(question.composed, frame)
    else:
        refuse_two(question.composed)
        design = design_within(content["within"])
    _refuse_other_design(design, method)
    _refuse_too_large(question, len(design.factors))
    least = FEWEST[method].size
    if (question.given["range_points"] or least) < least:
        raise UserError(
            "sensitivity.range_points is {points}; allowed with method={method}: "
            "{least} or more, or null",
            points=question.given["range_points"],
            method=method,
            least=least,
        )
    if drawn_from is None and method != "ofat":
        for name in question.names("ranges"):
            ranged(design.factors, name)
    if content["replications"] is None:
        count = content["sensitivity"]["replications"].get(method, 1)
        question.composed.content["replications"] = count
    seeds = seeds_in(question.composed, design)
    return Inquiry(question.job(design, seeds), question)


def _method(words: Sequence[str]) -> str:
    given = dict(word.partition("=")[::2] for word in words)
    method = given.get("method", "null")
    if method not in METHODS and method != "null":
        raise unknown_name("method", method, METHODS)
    return method_for(given.get("design", "")) if method == "null" else method


def _refuse_other_design(design: Design, method: str) -> None:
    if method in DEPENDENT and design.kind != "ofat":
        if design.options.get("groups"):
            raise UserError("design.groups=true means nothing to method={method}", method=method)
        return
    if method == SURROGATE and design.kind in INDEPENDENT:
        return
    if design.kind != METHODS[method]:
        takers = [f"method={name}" for name, kind in METHODS.items() if kind == design.kind]
        raise UserError(
            "design={kind} does not suit method={method}, which takes design={suits}; "
            "allowed: {takers}",
            kind=design.kind,
            method=method,
            suits=METHODS[method],
            takers=Joined([*takers, Message("or no design=")]),
        )
    if method == "morris" and design.options.get("groups"):
        raise UserError("design.groups=true with method=morris; allowed: with method=sobol")


def _refuse_too_large(question: Question, factors: int) -> None:
    """Refuse what is run beside the design where it would be too large, before anything is run."""
    from math import prod

    from analysis.sensitivity import CORRECTED
    from experiments.keys.limits import refuse_too_large, refuse_too_many_runs

    noise, seeds = question.whole("noise_points"), question.whole("noise_seeds")
    course = (
        min(question.whole("course_factors"), factors),
        question.whole("course_bases"),
        question.whole("course_levels"),
    )
    refuse_too_large(noise, factors, "sensitivity.noise_points")
    refuse_too_many_runs(noise, seeds, "sensitivity.noise_points")
    if question.whole("corrected_points"):
        pairs = question.whole("corrected_points") * (1 + min(CORRECTED, factors))
        refuse_too_large(pairs, factors, "sensitivity.corrected_points")
    refuse_too_large(question.whole("screened_points"), factors, "sensitivity.screened_points")
    refuse_too_large(prod(course), factors, "sensitivity.course_bases and course_levels")


def _answer(job: Inquiry, fail_fast: bool) -> Answer:
    from analysis.sensitivity.answer import answer
    from analysis.stored.stored import Stored
    from experiments.study.study import run_companion

    given = job.study

    def beside(name: str, design: Design, seeds: Seeds) -> pd.DataFrame:
        where = given.frame, job.place, name
        return run_companion(design, *where, seeds=seeds, executor=given.executor).runs()

    study = do_study(given, fail_fast)
    return answer(Stored(study), beside).in_language(job.language)


VERB = StudyVerb("sensitivity", ABOUT, EXAMPLES, _read, _answer, usage=USAGE, filled=_filled)
run, help_text = VERB.run, VERB.help_text
