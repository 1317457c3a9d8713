"""The control of luck as a factor: by which names it goes, where it comes by itself, what it is."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.sensitivity.designs import ranged
from experiments.configuration.compose import compose_configuration
from experiments.configuration.study import factors_in, read_study
from experiments.design import KINDS, list_design, make_design, read_design
from experiments.design.factors import DUMMY, LUCK, condition_named, declared_factors
from experiments.design.frame import Frame
from experiments.design.futures import draw_futures
from experiments.design.kinds import TOGETHER
from experiments.design.ranges import narrowed
from sim.conditions import VARIED
from sim.errors import UserError
from tests.reading.refusals import refusal

NAMES = ("control.luck", "conditions.luck", "luck")


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_factor_of_whole_numbers_by_each_of_its_names(name: str) -> None:
    (factor,) = declared_factors([name], control=False)
    assert (factor.name, factor.low, factor.high, factor.whole) == (LUCK, 0.0, 3.0, True)
    design = make_design("lhs", [factor], 40)
    assert set(design.table[LUCK]) == {0.0, 1.0, 2.0, 3.0}
    assert narrowed(factor, 0.5) == factor and ranged([factor], "evidence") == [factor]


def test_a_group_before_a_condition_is_its_own_or_none() -> None:
    assert condition_named("trust.trust_start") == condition_named("trust_start") == "trust_start"
    assert condition_named("control.trust_start") is None
    assert "control.trust_start" in refusal(lambda: declared_factors(["control.trust_start"]))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "list"])
def test_it_comes_by_itself_where_runs_share_their_luck_and_nowhere_else(kind: str) -> None:
    def named(*names: str) -> list[str]:
        words = [f"design={kind}", f"design.factors=[{','.join(names)}]"]
        return [factor.name for factor in factors_in(compose_configuration(words))]

    controls = [DUMMY] * (kind != "factorial") + [LUCK] * (kind in TOGETHER)
    assert named("trust_start") == ["conditions.trust_start", *controls]
    assert named("trust_start", "control.luck").count(LUCK) == 1, "who names it has it, and once"


def test_it_is_none_of_all_conditions_and_of_no_future() -> None:
    assert "luck" not in VARIED and "dummy" in VARIED
    assert LUCK not in {factor.name for factor in declared_factors()}
    assert LUCK not in {factor.name for factor in declared_factors(["group.control"])}
    assert LUCK not in draw_futures(4, ["baseline"], ())


def test_in_groups_it_moves_by_itself() -> None:
    factors = declared_factors(["group.trust"], luck=True)
    design = make_design("sobol", factors, 16, groups=True)
    assert list(dict.fromkeys(design.problem["groups"])) == ["trust", "control", LUCK]


def test_it_is_part_of_what_identifies_a_setting_and_a_design() -> None:
    plain, salted = Frame(), Frame(conditions={"luck": 2.0})
    assert plain != salted and plain.contents() != salted.contents()
    point = plain.setting({LUCK: 2.0})
    assert point.conditions["luck"] == 2.0 and plain.setting({}).conditions["luck"] == 0.0
    lists = [list_design(pd.DataFrame({"control.luck": values})) for values in ([0, 1], [0, 2])]
    assert lists[0].digest != lists[1].digest
    words = ["design=shapley", "design.points=2", "design.factors=[trust_start]"]
    names = {
        read_study([*words, *more], "sweep").made_name
        for more in ([], ["conditions.luck=1"], ["conditions.luck=2"])
    }
    assert len(names) == 3


def test_it_is_read_from_a_list_and_refused_outside_its_range(tmp_path: Path) -> None:
    file = tmp_path / "points.csv"
    file.write_text("trust_start,control.luck\n0.5,3\n0.6,0\n", encoding="utf-8")
    assert list(read_design(file).table[LUCK]) == [3.0, 0.0]
    file.write_text("trust_start,control.luck\n0.5,4\n", encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_design(file)
    assert "row 1" in str(refused.value) and "whole numbers from 0 to 3" in str(refused.value)
    dutch = refused.value.in_language("nl")
    assert "gehele getallen van 0 tot en met 3" in dutch and len(dutch.splitlines()) == 1


@pytest.mark.parametrize("word", ["control.luck=1", "trust.trust_start=0.5"])
def test_the_command_line_says_under_which_key_a_condition_is_set(word: str) -> None:
    key = word.partition("=")[0].replace(word.partition(".")[0], "conditions", 1)
    assert refusal(lambda: compose_configuration([word])).endswith(f"allowed: {key}")
