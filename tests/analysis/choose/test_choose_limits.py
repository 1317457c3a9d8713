"""Which package to choose: where money, futures, packages or parts are short."""

from __future__ import annotations

import warnings
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest

import bijstand
from analysis.answers import answer_of, open_answer
from analysis.choose.packages import levers_in
from bijstand.command_line.main import main
from experiments.running import runner
from experiments.study.study import open_study
from sim.errors import UserError
from tests.analysis.choose.toy import LEVERS, WORDS, exhaustive, made, truth
from tests.made.planted import Values, plant
from tests.reading.refusals import refusal


def test_a_budget_of_euro_leaves_out_what_it_does_not_pay(tmp_path: Path) -> None:
    study = plant(tmp_path, "choose", "euro", made, *WORDS, "choose.euro=[0.3,1]")
    table = answer_of(study.stored).tables["choices"].set_index("euro_at_most")
    for euro in (0.3, 1.0):
        chosen = str(table.loc[euro, "policy"])
        assert truth(chosen) == pytest.approx(truth(exhaustive(np.inf, euro)))
        assert "mit" not in levers_in(chosen)
    said = answer_of(study.stored).sentences("en")
    assert any(line.startswith("Beyond every budget by themselves:") for line in said)


def unpriced(folder: Path) -> str:
    """Write a lever whose money nobody knows; in these runs it is worth more than any other."""
    lines, inside = [], False
    for line in Path("conf/policy/core_task.yaml").read_text(encoding="utf-8").splitlines():
        inside = line == "  money:" or (inside and line.startswith("    "))
        lines += [] if inside else [line]
    file = folder / "dear.yaml"
    file.write_text("\n".join(lines), encoding="utf-8")
    return str(file)


def best_of_unknown(values: Values, seed: int) -> dict[str, float]:
    gain = 0.2 * ("dear.yaml" in values["policy"]) + 0.02 * ("briefing" in values["policy"])
    return {"gap_closed": 0.3 + gain + np.sin(37.0 * seed) / 20}


def test_of_unknown_cost_nothing_is_said_to_fit_a_budget_of_euro(tmp_path: Path) -> None:
    dear = unpriced(tmp_path)
    words = (f"choose.levers=[powers_briefing,{dear}]", "choose.futures=20", "choose.fresh=100")
    limited = plant(tmp_path, "choose", "limited", best_of_unknown, *words, "choose.euro=[5]")
    found = answer_of(limited.stored)
    assert not any(dear in str(name) for name in found.tables["front"]["policy"])
    said = next(line for line in found.sentences("en") if line.startswith("Nobody knows"))
    assert "they are left out" in said and "Support as a core task" in said
    free = answer_of(plant(tmp_path, "choose", "free", best_of_unknown, *words).stored)
    last = free.tables["choices"].iloc[-1]
    assert dear in last["policy"] and np.isnan(last["money"])
    assert "part of which nobody knows" in " ".join(free.sentences("en"))


def test_what_costs_more_for_less_than_matters_is_named(tmp_path: Path) -> None:
    def little(values: Values, seed: int) -> dict[str, float]:
        own = sum(map(ord, values["policy"]))
        gain = 0.03 * ("framework" in values["policy"]) + 0.002 * ("exchange" in values["policy"])
        return {"gap_closed": 0.4 + gain + np.sin(37.0 * seed) / 9 + np.sin(7.0 * own + seed) / 999}

    words = (
        "choose.levers=[joint_framework,exchange]",
        "choose.futures=10",
        "choose.fresh=100",
        "choose.persons=[20,100]",
    )
    study = plant(tmp_path, "choose", "little", little, *words)
    found = answer_of(study.stored)
    assert found.tables["choices"]["policy"].iloc[-1] == "joint_framework+exchange"
    (said,) = [line for line in found.sentences("en") if line.startswith("More may be spent")]
    assert "by less than 0.5 percentage points" in said and "lending” is better than" in said
    (dutch,) = [line for line in found.sentences("nl") if "weinig of niets" in line]
    assert "minder dan 0,5 procentpunt beter" in dutch
    more = answer_of(plant(tmp_path, "choose", "little", little, *words, "choose.apart=0.1").stored)
    assert not [line for line in more.sentences("en") if line.startswith("More may be spent")]


def test_a_choice_that_hardly_beats_a_cheaper_package_of_its_own_budget_says_so(
    tmp_path: Path,
) -> None:
    """A lever more for a fiftieth of a point: told to be better, and not worth its persons."""

    def barely(values: Values, seed: int) -> dict[str, float]:
        policy = values["policy"]
        gain = 0.03 * ("framework" in policy) + 0.0002 * ("priority" in policy)
        return {"gap_closed": 0.4 + gain + np.sin(37.0 * seed) / 9}

    words = (
        "choose.levers=[joint_framework,capacity_priority]",
        "choose.futures=10",
        "choose.fresh=100",
        "choose.persons=[100]",
    )
    found = answer_of(plant(tmp_path, "choose", "barely", barely, *words).stored)
    assert found.tables["choices"]["policy"].iloc[-1] == "joint_framework+capacity_priority"
    (said,) = [line for line in found.sentences("en") if line.startswith("More may be spent")]
    assert "is better than “Joint assessment framework” by less than 0.5" in said


def test_too_few_fresh_futures_settle_nothing(tmp_path: Path) -> None:
    def close(values: Values, seed: int) -> dict[str, float]:
        own = sum(map(ord, values["policy"]))
        return {"gap_closed": 0.4 + np.sin(11.0 * seed + own) / 4}

    words = ("choose.levers=[core_task,powers_briefing]", "choose.futures=20", "choose.fresh=40")
    found = answer_of(plant(tmp_path, "choose", "few", close, *words).stored)
    table = found.tables["choices"]
    assert not table.loc[table["fitting"] > 1, "decided"].any()
    said = found.sentences("en")
    assert sum("do not settle it" in line for line in said) >= 2
    assert any(line.startswith("No choice is certain") for line in said)
    assert not any(": choose " in line for line in said)


def test_nothing_is_run_twice_and_another_confidence_asks_the_same_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int] = []
    whole = runner.Runner.run
    monkeypatch.setattr(
        runner.Runner, "run", lambda self, todo: (done.append(len(todo)), whole(self, todo))[1]
    )
    words = (LEVERS, "choose.futures=20", "choose.fresh=100", "choose.at_most=1")
    first = plant(tmp_path, "choose", "again", made, *words)
    count = len(done)
    assert count >= 3
    plant(tmp_path, "choose", "again", made, *words)
    assert len(done) == count
    plant(tmp_path, "choose", "again", made, *words, "choose.alpha=0.2")
    assert len(done) == count
    again = open_answer(first.folder)
    assert again.question["choose"]["alpha"] == 0.2 and "80%" in " ".join(again.sentences("en"))


def test_what_was_finished_is_kept_when_it_is_interrupted(tmp_path: Path) -> None:
    words = (LEVERS, "choose.futures=20", "choose.fresh=100", "choose.at_most=1")

    def stopped(values: Values, seed: int) -> dict[str, float]:
        if seed > 20:
            raise KeyboardInterrupt
        return made(values, seed)

    with pytest.raises(AssertionError):
        plant(tmp_path, "choose", "cut", stopped, *words)
    folder = tmp_path / "choose" / "cut"
    assert open_study(folder).complete
    said = refusal(lambda: bijstand.open(folder))
    assert "fresh_1" in said and "bijstand choose from=" in said
    whole = plant(tmp_path, "choose", "cut", made, *words)
    assert answer_of(whole.stored).tables["choices"]["decided"].all()


def test_without_pymoo_small_sets_are_searched_and_large_ones_say_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with patch("sim.extras.find_spec", lambda name: None if name == "pymoo" else object()):
        plant(
            tmp_path,
            "choose",
            "small",
            made,
            LEVERS,
            "choose.at_most=1",
            "choose.fresh=20",
            "choose.futures=10",
        )
        capsys.readouterr()  # how far the small one was is told once a minute, of whatever runs
        assert main(["choose", "choose.packages=50"]) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1 and "pip install 'bijstand[choose]'" in said
        assert "more than 50 packages" in said and "choose.at_most=" in said


def test_among_more_packages_than_it_may_try_an_optimiser_finds_the_best(tmp_path: Path) -> None:
    found = answer_of(
        plant(
            tmp_path, "choose", "some", made, *WORDS, "choose.packages=30", "choose.persons=[100]"
        ).stored
    )
    table = found.tables["choices"]
    assert truth(str(table["policy"].iloc[-1])) == pytest.approx(truth(exhaustive(100.0)))
    assert "The search tried 30 of more packages" in " ".join(found.sentences("en"))


def test_of_strengths_the_one_that_is_worth_it_is_chosen(tmp_path: Path) -> None:
    """All that exchange brings it brings at half its strength: more persons bring no more."""

    def half_is_enough(values: Values, seed: int) -> dict[str, float]:
        gain = 0.03 if "exchange" in values["policy"] else 0.0
        return {"gap_closed": 0.4 + gain + np.sin(37.0 * seed) / 10}

    words = (
        "choose.levers=[exchange,core_task]",
        "choose.strengths=2",
        "choose.futures=20",
        "choose.fresh=100",
        "choose.persons=[30,100]",
    )
    found = answer_of(plant(tmp_path, "choose", "half", half_is_enough, *words).stored)
    table = found.tables["choices"].set_index("persons_at_most")
    assert list(table["policy"]) == ["exchange*0.5"] * 2
    said = found.sentences("en")
    assert "strength 0.5" in said[0] and "cannot be told apart" in said[1]
    shares = found.tables["membership"].set_index(["policy", "persons_at_most"])["share"]
    assert shares["exchange", 30.0] == shares["exchange", 100.0] == 1.0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("choose.persons=-1", "choose.persons is -1"),
        ("choose.euro=5e6", "million euro a year, 0 to 10,000"),
        ("choose.persons=[20,20]", "choose.persons is"),
        ("choose.fresh=10", "choose.fresh is 10"),
        ("choose.strengths=5", "choose.strengths is 5"),
        ("choose.alpha=0.5", "choose.alpha is 0.5"),
        ("choose.levers=[liason]", "'liaisons'"),
        ("choose.levers=[none]", "has no names"),
        ("choose.levers=[liaisons+mit,exchange]", "single levers"),
        ("choose.persons=[1,2,3,4,5]", ""),
        ("policy=liaisons", "choose.levers=["),
        ("scenario=flood", "choose.scenarios=["),
        ("run.seeds=3", "choose.seeds="),
        ("choose.packages=100000", "choose.packages="),
    ],
)
def test_what_is_not_allowed_is_one_line(
    wrong: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if not said:
        wrong_too = "choose.euro=[1,2,3,4]"
        with pytest.raises(UserError, match="20 budgets together; allowed: 16"):
            bijstand.choose(persons=[1, 2, 3, 4, 5], euro=[1, 2, 3, 4])
        assert main(["choose", wrong, wrong_too]) == 2
    else:
        assert main(["choose", wrong]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and said in told


def test_a_budget_that_nothing_fits_leaves_one_package_and_an_empty_picture(tmp_path: Path) -> None:
    planted = plant(tmp_path, "choose", "nothing", made, *WORDS, "choose.persons=0")
    answer = answer_of(planted.stored)
    text = " ".join(answer.sentences("en"))
    assert "Packages that were run again: 1;" in text
    assert "the one without any lever among them: 1." in text
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert answer.figures["membership"]
