"""Which packages there are to choose from, at which strengths and within which budgets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest

from analysis.choose.packages import (
    Budget,
    Choosable,
    Spent,
    budgets_of,
    holds,
    levers_in,
    package_of,
    spent_on,
    strengths_of,
)
from experiments.design.frame import Frame
from sim.errors import UserError

FRAME = Frame()
LEVERS = ("liaisons", "joint_framework", "exchange", "powers_briefing", "mit", "core_task")
WHOLE = tuple((lever,) for lever in LEVERS)


def test_packages_that_fit_are_all_there_and_no_other() -> None:
    by_hand = {"none"}
    budget = Budget(80.0, 5.0)
    for size in (1, 2, 3):
        for levers in combinations(LEVERS, size):
            cost = spent_on(package_of(levers), FRAME)
            if cost.persons <= 80.0 and cost.money <= 5.0:
                by_hand.add("+".join(levers))
    space = Choosable(WHOLE, FRAME, budget, 3)
    assert set(space.all(100) or []) == by_hand and 8 < len(by_hand) < 42
    assert space.all(len(by_hand) - 2) is None
    assert all(
        len(levers_in(each)) < 3 for each in Choosable(WHOLE, FRAME, budget, 2).all(99) or []
    )


@pytest.mark.parametrize(
    ("lever", "words"),
    [
        ("exchange", ["exchange*0.25", "exchange*0.5", "exchange*0.75", "exchange"]),
        ("exchange*0.5", ["exchange*0.125", "exchange*0.25", "exchange*0.375", "exchange*0.5"]),
        (
            "working_groups@flood@180..540",
            [
                *(f"working_groups@flood*{s}@180..540" for s in (0.25, 0.5, 0.75)),
                "working_groups@flood@180..540",
            ],
        ),
        ("mit", ["mit"]),  # a partnership is there or not
        ("bottom_up", ["bottom_up"]),  # it sets a switch
    ],
)
def test_strength_goes_up_in_equal_steps_where_there_is_any(lever: str, words: list[str]) -> None:
    assert strengths_of(lever, 4) == words
    assert strengths_of(lever, 1) == [lever]
    assert all(holds(f"core_task+{word}", lever) for word in words)
    assert not holds("core_task", lever) and not holds("none", lever)


def test_packages_have_each_lever_at_one_strength_at_most() -> None:
    words = tuple(tuple(strengths_of(lever, 2)) for lever in ("exchange", "liaisons", "mit"))
    space = Choosable(words, FRAME, Budget(), 3)
    every = space.all(100) or []
    assert len(every) == len(set(every)) == 3 * 3 * 2
    assert "exchange*0.5+liaisons" in every
    for package in every:
        assert package_of(space.chosen(space.steps(package))) == package
    half = Budget(spent_on("exchange*0.5", FRAME).persons)
    assert Choosable(words[:1], FRAME, half, 3).all(100) == ["none", "exchange*0.5"]


def test_levers_that_contradict_each_other_make_no_package(tmp_path: Path) -> None:
    files = []
    for answer in ("seed", "ignored"):
        file = tmp_path / f"{answer}.yaml"
        text = (Path("conf/policy/core_task.yaml")).read_text(encoding="utf-8")
        file.write_text(text.replace("theory: {}", f"theory: {{trust: {_trust(answer)}}}"))
        files.append(str(file))
    space = Choosable(tuple((file,) for file in files), FRAME, Budget(), 2)
    assert space.all(10) == ["none", *files]


def _trust(answer: str) -> str:
    return "driver" if answer == "seed" else "moderator"


def test_unknown_money_is_named_with_its_lever(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    text = Path("conf/policy/core_task.yaml").read_text(encoding="utf-8")
    kept_lines, inside = [], False
    for line in text.splitlines():
        inside = line == "  money:" or (inside and line.startswith("    "))
        kept_lines += [] if inside else [line]
    file.write_text("\n".join(kept_lines), encoding="utf-8")
    package = f"{file}+joint_framework"
    spent = spent_on(package, FRAME)
    assert spent.unknown == {str(file)} and spent.money == pytest.approx(0.1)


def test_a_budget_is_gone_up_to_in_round_steps() -> None:
    def dearest() -> Spent:
        return Spent(683.0, 37.4)

    def persons(found: Sequence[Budget]) -> list[float]:
        return [each.persons for each in found]

    assert persons(budgets_of([50.0], [], dearest)) == [5.0, 10.0, 20.0, 50.0]
    assert persons(budgets_of([20.0, 50.0], [], dearest)) == [20.0, 50.0]
    assert persons(budgets_of([], [], dearest)) == [100.0, 200.0, 500.0, math.inf]
    euro = budgets_of([], [5.0], dearest)
    assert [each.euro for each in euro] == [0.5, 1.0, 2.0, 5.0]
    both = budgets_of([20.0, 50.0, 100.0], [1.0, 5.0, 20.0], dearest)
    assert len(both) == 9 and both[-1] == Budget(100.0, 20.0)
    with pytest.raises(UserError, match="make 64 budgets together; allowed: 16"):
        budgets_of(list(range(8)), list(range(8)), dearest)
