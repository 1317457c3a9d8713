"""What would take too much is refused before memory is taken, in a line with what is allowed."""

import resource
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from bijstand.command_line.main import VERBS
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.compose import compose_configuration
from experiments.configuration.words import expand_several_values
from experiments.design import KINDS, make_design
from experiments.design.factors import declared_factors
from experiments.design.kinds import points_of
from experiments.keys import limits
from experiments.keys.declared import DECLARED
from sim.errors import UserError
from tests.reading.refusals import refusal

SOON = 20.0
MEGABYTES = 400


def jobs_of(verb: str, words: list[str]) -> Callable[[], object]:
    """Return what makes the job of a verb, as its command line does before anything is run."""
    module: Any = import_module(VERBS[verb][0])
    of_verb: StudyVerb[Any] = module.VERB
    return lambda: of_verb.read(of_verb.filled(words))


@pytest.mark.parametrize(
    ("verb", "words", "said"),
    [
        ("sweep", ["design.points=1e9"], "design.points is 1000000000.0"),
        ("sweep", ["design.points=50000000"], "has 50000000 points"),
        ("sweep", ["design=sobol", "design.points=1048576"], "points; allowed"),
        ("sweep", ["design=morris", "design.points=1000000"], "points; allowed"),
        ("sweep", ["design=shapley", "design.points=1000000"], "points; allowed"),
        ("sweep", ["design=factorial", "design.points=3"], "points; allowed"),
        ("sweep", ["design=ofat", "design.points=1000000"], "points; allowed"),
        ("sweep", ["replications=1000000"], "100000000 runs"),
        ("sweep", ["replications=1e7"], "replications is 10000000.0"),
        ("sweep", ["design=morris", "design.levels=100000"], "design.levels is 100000"),
        ("sensitivity", ["design.points=1000000"], "points; allowed"),
        (
            "sensitivity",
            ["method=shapley", "sensitivity.points.shapley=1000000"],
            "points; allowed",
        ),
        ("sensitivity", ["sensitivity.noise_points=1000000000"], "sensitivity.noise_points is"),
        (
            "sensitivity",
            [
                "sensitivity.course_bases=1000",
                "sensitivity.course_levels=1000",
                "sensitivity.course_factors=50",
            ],
            "course_bases",
        ),
        ("discover", ["discover.points=50000000"], "points; allowed"),
        ("discover", ["discover.seeds=1000000"], "runs (1000 points"),
        ("robust", ["robust.draws=100000"], "points; allowed"),
        ("robust", ["robust.seeds=1000000"], "runs"),
        ("voi", ["voi.futures=100000"], "points; allowed"),
        ("choose", ["choose.packages=100000"], "points; allowed"),
        ("choose", ["choose.seeds=1000000"], "runs"),
        ("plausible", ["plausible.points=100000"], "plausible.points has"),
        ("calibrate", ["calibrate.points=100000"], "calibrate.points x calibrate.waves has"),
        ("plausible", ["plausible.seeds=1000000"], "runs"),
        ("mediate", ["mediate.necessity_points=10000000"], "mediate.necessity_points is"),
        ("compare", ["compare.at_most=100000000"], "compare.at_most is"),
        ("attribute", ["run.seeds=10000000"], "run.seeds is"),
        ("run", ["run.days=1000000"], "run.days is 1000000"),
        ("run", ["executor.workers=100000"], "executor.workers is 100000"),
        ("patterns", ["patterns.draws=1000000"], "patterns.draws is"),
    ],
)
def test_too_much_is_refused_before_it_is_made(verb: str, words: list[str], said: str) -> None:
    jobs_of(verb, ["run.days=30"])  # what is imported and compiled is not the question
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    message = refusal(jobs_of(verb, words))
    assert said in message and "allowed" in message
    assert time.monotonic() - began < SOON
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MEGABYTES


def test_what_studies_need_is_allowed() -> None:
    every = declared_factors()
    for kind, points in (("shapley", 4096), ("sobol", 4096), ("morris", 1000), ("lhs", 500_000)):
        limits.refuse_too_large(points_of(kind, every, points), len(every), kind)
    limits.refuse_too_many_runs(1_000_000, 10, "a sweep")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("options", [{}, {"groups": True}, {"second_order": True}])
def test_the_size_of_a_design_is_known_before_it_is_drawn(
    kind: str, options: dict[str, bool]
) -> None:
    factors = declared_factors(["trust_start", "theory.trust", "exercise_persons"], control=False)
    try:
        made = make_design(kind, factors, 4, **options)
    except UserError as error:
        assert "means nothing to" in str(error)
        return
    known = points_of(kind, factors, 4, options)
    # A point that stands where the setting is already is no point of its own.
    assert known == len(made) if kind != "ofat" else len(made) <= known <= len(made) + 3


@pytest.mark.parametrize(
    "word",
    [
        "run.seeds=range(1,1000000)",
        "run.seeds=range(1,1000000000000)",
        "run.first_seed=" + ",".join(map(str, range(2000))),
        "beside=" + ",".join(["flood"] * 2000),
    ],
)
def test_too_many_jobs_are_refused_before_they_are_made(word: str) -> None:
    began = time.monotonic()
    said = refusal(lambda: list(expand_several_values([word])))
    assert f"more than {limits.MOST_JOBS} jobs" in said
    assert time.monotonic() - began < SOON


def test_jobs_multiply() -> None:
    words = [f"{key}=range(1,31)" for key in ("run.seeds", "run.days")]
    assert len(list(expand_several_values(words))) == 900
    said = refusal(lambda: list(expand_several_values([*words, "run.first_seed=1,2"])))
    assert "jobs" in said
    shuffled = "run.seeds=shuffle(range(1,1000000000))"
    assert "allowed: values" in refusal(lambda: list(expand_several_values([shuffled])))
    assert "allowed: values" in refusal(lambda: compose_configuration([shuffled]))


@pytest.mark.parametrize("value", ["[" * 5000, "1" * 19_000, "1" * 10**7, "{a:" * 3000])
def test_a_word_that_is_too_deep_or_too_long_is_refused(value: str) -> None:
    said = refusal(lambda: compose_configuration([f"run.seeds={value}"]))
    assert "run.seeds=" in said and len(said) < 500


def test_the_largest_of_each_whole_number_ends_soon() -> None:
    """No key lets through what would be taken up number by number."""
    for kind in DECLARED.values():
        if kind.form == "whole":
            assert "to" in kind.allowed
            assert int(kind.allowed.rsplit(" ", 1)[1]) <= limits.LARGEST_SEED
