"""What comes from numpy and pandas, and what is of the wrong kind: run as meant, or one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import bijstand
from bijstand.made import Policy, Scenario
from bijstand.tools import frame, problem
from bijstand.words import words_of
from experiments.design.seeds import as_seeds
from sim.errors import UserError
from tests.made.planted import plant

SHORT: dict[str, Any] = {"days": 3, "warm_up_days": 0}
ROW = [{"trust_start": 0.4}]


@pytest.fixture
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_numbers_lists_and_paths_of_others_are_the_same_words() -> None:
    own = {
        "conditions": {"trust_start": 0.4},
        "seeds": 2,
        "folder": "there",
        "policy": ["none", "liaisons"],
    }
    others = {
        "conditions": pd.Series({"trust_start": 0.4}),
        "seeds": np.int64(2),
        "folder": Path("there"),
        "policy": np.array(["none", "liaisons"]),
    }
    assert words_of("attribute", others) == words_of("attribute", own)
    assert words_of("run", {"conditions": {"trust_start": np.float32(0.5)}}) == [
        "conditions.trust_start=0.5"
    ]
    with pytest.raises(UserError, match=r"conditions is \['trust_start'\]; allowed: values by"):
        words_of("run", {"conditions": ["trust_start"]})


def test_one_name_is_a_list_of_one() -> None:
    for verb, key in (("sweep", "factors"), ("robust", "policies")):
        asked = words_of(verb, {key: "liaisons"})
        assert asked == words_of(verb, {key: ["liaisons"]}) and asked[0].endswith("=[liaisons]")
    assert words_of("elicit", {"answers": "example"}) == ["elicit.answers=example"]


@pytest.mark.parametrize("given", [2, np.int64(2), [1, 2], np.array([1, 2]), range(1, 3)])
def test_seeds_are_a_number_of_them_or_a_list(given: Any) -> None:
    assert (as_seeds(given, "list").count, as_seeds(given, "list").first) == (2, 1)


@pytest.mark.parametrize("given", [True, "2", 2.0, None, [1.5], [1, 3], [], [True], ["1"]])
def test_no_other_seeds_are_taken_for_some(given: Any) -> None:
    with pytest.raises(UserError, match="allowed: a number of them, or consecutive whole numbers"):
        as_seeds(given, "list")


def test_points_come_in_any_form_that_says_which_factor_is_which() -> None:
    known = frame(ROW, **SHORT)
    for points in (pd.DataFrame(ROW), tuple(ROW), iter(ROW)):
        pd.testing.assert_frame_equal(frame(points, **SHORT), known)
    array = frame(np.array([[0.4]]), "trust_start", seeds=np.int64(1), **SHORT)
    pd.testing.assert_frame_equal(array, known)
    assert problem("trust_start") == problem(["trust_start"])


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ({"trust_start": 0.4}, "allowed: a list of dicts"),
        ("trust_start", "allowed: a list of dicts"),
        (pd.Series({"trust_start": 0.4}), "allowed: a list of dicts"),
        ([[0.4]], "allowed: a list of dicts"),
        ([{}], "no columns"),
        (pd.DataFrame([[0.4, 0.5]], columns=["trust_start"] * 2), "column 'trust_start' twice"),
        (np.array([0.4]), r"shape \(1,\); allowed: a row per point and a column for each of 1"),
        (np.array([[0.4, 0.5]]), r"shape \(1, 2\)"),
    ],
)
def test_other_points_are_refused_in_a_line(points: Any, said: str) -> None:
    with pytest.raises(UserError, match=said):
        frame(points, ["trust_start"], **SHORT)


def test_a_world_may_be_a_path() -> None:
    with pytest.raises(UserError, match="world folder 'nowhere' does not exist"):
        frame(ROW, world=Path("nowhere"), **SHORT)


@pytest.mark.usefixtures("in_a_folder")
def test_made_things_take_numbers_of_others_and_are_the_same_file() -> None:
    values = {"quick_reaction_share": 0.4}
    own = Policy("duty", conditions=values, persons=24, euro=2.5)
    others = Policy(
        "duty", conditions=pd.Series(values), persons=np.int64(24), euro=np.float64(2.5)
    )
    assert str(others) == str(own)
    window = {"start": 1, "length": 14, "urgency": 0.9}
    assert str(Scenario("s", [{name: np.float64(v) for name, v in window.items()}])) == str(
        Scenario("s", [{name: float(v) for name, v in window.items()}])
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda: Policy("p", conditions=None),
        lambda: Policy("p", persons="24"),
        lambda: Policy("p", persons=True),
        lambda: Policy(5),
        lambda: Scenario("s", windows=None),
        lambda: Scenario("s", windows={"start": 1, "length": 14}),
        lambda: Scenario("s", windows=pd.DataFrame([{"start": 1, "length": 14}])),
    ],
)
@pytest.mark.usefixtures("in_a_folder")
def test_made_things_of_the_wrong_kind_are_refused_in_a_line(make: Callable[[], Any]) -> None:
    with pytest.raises(UserError, match=r"allowed: (values by name|a list of dicts|letters)"):
        make()


def test_an_answer_stands_for_its_folder_wherever_one_is_asked(tmp_path: Path) -> None:
    one, other = (
        bijstand.open(
            plant(
                tmp_path, "compare", name, lambda *_: {}, "replications=2", f"run.days={days}"
            ).folder
        )
        for name, days in (("one", 30), ("other", 31))
    )
    assert bijstand.open(one) is one
    by_answers = bijstand.changes(one, other).sentences()
    assert by_answers == bijstand.changes(one.stored.folder, other.stored.folder).sentences()
    for refused in (lambda: bijstand.open(None), lambda: bijstand.export([one])):
        with pytest.raises(UserError, match="is no study; allowed: an answer, or the folder"):
            refused()
    with pytest.raises(UserError, match="there are no answers"):
        bijstand.brief([], folder=tmp_path)
    with pytest.raises(UserError, match="unknown value of language 'fr'"):
        one.sentences("fr")
    pdf, _ = bijstand.brief(iter([one]), folder=tmp_path, weights=[])
    assert pdf == tmp_path / "brief" / "brief" / "brief.pdf"


def test_a_run_takes_what_was_made_in_python_and_a_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    short = {"days": 30, "warm_up_days": 5}
    duty = bijstand.Policy("duty", conditions={"exercise_rate": 4})
    week = bijstand.Scenario("week", windows=[{"start": 2, "length": 7, "urgency": 0.9}])
    made = bijstand.simulate(week, duty, **short)
    assert made.outcomes == pytest.approx(
        bijstand.simulate(str(week), str(duty), **short).outcomes, nan_ok=True
    )
    low = pd.Series({"trust_start": 0.4})
    found, as_dict = (bijstand.simulate(conditions=c, **short) for c in (low, dict(low)))
    assert found.outcomes == pytest.approx(as_dict.outcomes, nan_ok=True)
    assert found.outcomes["trust_end"] != bijstand.simulate(**short).outcomes["trust_end"]


@pytest.mark.parametrize(
    "wrong", [{"policy": ["liaisons"]}, {"scenario": 3}, {"theory": ["x"]}, {"conditions": [0.5]}]
)
def test_a_run_refuses_what_is_of_the_wrong_kind_in_one_line(wrong: dict[str, Any]) -> None:
    (name,) = wrong
    with pytest.raises(UserError, match=f"^{name} is .*; allowed: ") as refused:
        bijstand.simulate(**wrong)
    assert "\n" not in str(refused.value) and refused.value.in_language("nl") != str(refused.value)
