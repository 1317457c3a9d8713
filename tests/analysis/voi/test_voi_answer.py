"""What to find out first: made-up runs in which it is known what decides between two packages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analysis.answers import answer_of
from analysis.stored.answer import Answer
from analysis.voi.choice import Choice
from analysis.voi.whom import WHOM, group_of, whom
from analysis.voi.words import sentences
from bijstand.command_line.main import main
from experiments.design.factors import declared_factors
from sim.setting.policies.policy import load_policy
from sim.world import load_world
from tests.made.planted import Values, plant
from tests.reading.sound_figures import ids_in

LOW, MIDDLE, HIGH = 0.3, 0.6, 0.9  # of trust at the start
SLOPE, MIT = 0.4, 0.001
GAINS = SLOPE * (np.linspace(LOW, HIGH, 100_001) - MIDDLE)
# Knowing trust, the better of liaisons and MIT; not knowing, the better of them on average.
TRUTH = float(np.maximum(GAINS, MIT).mean() - max(GAINS.mean(), MIT))
WORDS = ("voi.policies=[none,liaisons,mit]", "voi.seeds=1", "voi.scenarios=[baseline,flood]")


def luck(values: Values, seed: int) -> float:
    """Chance that every package of a future has in common, and some that it has for itself."""
    own = {"none": 0.0, "liaisons": 1.0, "mit": 2.0}[values["policy"]]
    return float(np.sin(37.0 * seed) / 20 + np.sin(11.0 * seed + own) / 500)


def made(values: Values, seed: int) -> dict[str, float]:
    """Liaisons bring the more the more trust there is, and harm below its middle; MIT a tenth."""
    trust = float(values["conditions.trust_start"])
    gain = {"none": 0.0, "liaisons": SLOPE * (trust - MIDDLE), "mit": MIT}
    return {"gap_closed": 0.4 + gain[values["policy"]] + luck(values, seed)}


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    where = tmp_path_factory.mktemp("voi")
    return answer_of(plant(where, "voi", "one", made, *WORDS, "voi.futures=200").stored)


def asked_again(tmp_path: Path, *words: str, futures: int = 60) -> Choice:
    study = plant(tmp_path, "voi", "again", made, *WORDS, f"voi.futures={futures}", *words)
    found: Choice = answer_of(study.stored).parts["choice"]
    return found


def test_what_decides_comes_first_with_its_worth(answer: Answer) -> None:
    table = answer.tables["values"]
    single = table[table["kind"] == "factor"].set_index("factor")
    assert pytest.approx(0.0295, abs=0.0001) == TRUTH
    # Shuffles take away what a tie of packages gives by luck, and more where trust decides much.
    assert TRUTH - 0.006 < single.loc["conditions.trust_start", "estimate"] < TRUTH + 0.001
    assert single.loc["conditions.trust_start", "told"]
    assert single.loc["conditions.trust_start", "floor"] == pytest.approx(TRUTH, abs=0.004)
    others = single.drop("conditions.trust_start")
    assert others["estimate"].max() < TRUTH / 4
    assert others["told"].sum() <= 6  # 1.4 expected of 144 by luck; 7 has a chance below .001
    assert not single.loc["conditions.dummy", "told"]
    groups = table[table["kind"] == "group"].set_index("factor")
    assert groups.index[0] == "trust" and groups.loc["trust", "told"]


@pytest.mark.parametrize(
    ("language", "first", "asks"),
    [
        ("en", "Find out first: trust", "officials who have worked together"),
        (
            "nl",
            "Zoek eerst uit: ",
            "functionarissen die samen gewerkt hebben",
        ),
    ],
)
def test_the_answer_begins_with_what_to_ask_whom(
    answer: Answer, language: str, first: str, asks: str
) -> None:
    said = answer.sentences(language)
    assert said[0].startswith(first) and "(trust_start)" in said[0].split(";")[0]
    assert asks in said[0]
    best = next(line for line in said if "MIT" in line)
    assert ("niet van te onderscheiden" if language == "nl" else "cannot be told from it") in best


def test_what_may_be_worth_nothing_is_not_told_to_be_found_out_first(answer: Answer) -> None:
    choice: Choice = answer.parts["choice"]
    table = choice.values[choice.values["factor"].isin(["conditions.trust_start"])]
    lines = []
    for low in (-0.01, 0.01):
        made_again = replace(choice)
        vars(made_again)["values"] = table.assign(low=low)
        lines.append([sentences(made_again, language)[0] for language in ("en", "nl")])
    assert "worth nothing, since 0 lies in the interval: trust" in lines[0][0]
    assert "misschien niets waard, want 0 ligt in het interval: " in lines[0][1]
    assert not any("first" in said or "eerst uit" in said for said in lines[0])
    assert lines[1][0].startswith("Find out first: trust") and "nothing" not in lines[1][0]


def test_of_several_worth_finding_out_the_order_is_not_claimed(answer: Answer) -> None:
    choice = replace(answer.parts["choice"])
    single = answer.tables["values"].query("kind == 'factor'").head(2)
    vars(choice)["values"] = single.assign(told=True, low=0.01, high=0.05)
    assert "the order is not told where intervals overlap: " in sentences(choice, "en")[0]
    assert "de volgorde niet vaststaat" in sentences(choice, "nl")[0]


def test_knowing_everything_lies_between_its_bounds(answer: Answer) -> None:
    choice: Choice = answer.parts["choice"]
    assert TRUTH / 2 < choice.at_least < TRUTH + 0.003
    assert TRUTH - 0.002 < choice.at_most < TRUTH + 0.003


def test_packages_beyond_the_budget_are_no_choice(tmp_path: Path) -> None:
    persons = {name: load_policy(name).cost(load_world()).persons for name in ("liaisons", "mit")}
    assert persons["mit"] < persons["liaisons"]
    choice = asked_again(tmp_path, f"voi.persons={persons['mit'] + 1}")
    assert choice.affordable == ["none", "mit"] and choice.too_dear == ["liaisons"]
    none = asked_again(tmp_path, "voi.persons=1", "voi.euro=0.01")
    assert none.affordable == ["none"]


def test_with_a_worth_costs_change_the_benefit(tmp_path: Path) -> None:
    choice = asked_again(tmp_path, "voi.worth=5e5", "voi.person=90000")
    cost = choice.costs["liaisons"]
    gain = choice.gains["liaisons"].to_numpy()
    by_hand = 0.5 * 100 * gain - cost.money - cost.persons * 0.09
    place = choice.affordable.index("liaisons")
    assert choice.benefit[:, place] == pytest.approx(by_hand)
    assert choice.best == "none", "at half a million a point nothing earns back its people"
    rows = choice.acceptability[choice.acceptability["best"]].set_index("worth_of_point")
    assert rows.loc[1e4, "policy"] == "none" and rows.loc[5e8, "policy"] != "none"


def test_too_few_futures_tell_nothing(tmp_path: Path) -> None:
    study = plant(tmp_path, "voi", "few", made, *WORDS, "voi.futures=20")
    answer = answer_of(study.stored)
    assert answer.sentences("en")[0].startswith("20 futures are too few to tell")
    assert set(answer.tables) == {"packages"} and not answer.draw


def test_what_the_user_fixed_is_not_uncertain(tmp_path: Path) -> None:
    study = plant(
        tmp_path,
        "voi",
        "fixed",
        lambda v, s: {},
        *WORDS,
        "voi.futures=20",
        "conditions.urgency=0.4",
    )
    names = [factor.name for factor in study.stored.study.design().factors]
    assert "conditions.urgency" not in names and "conditions.trust_start" in names


def test_every_factor_has_somebody_to_ask() -> None:
    for factor in (*(f.name for f in declared_factors()), "scenario"):
        assert group_of(factor) in WHOM
        assert whom(factor, "en") != whom(factor, "nl")


@pytest.mark.parametrize("wrong", ["voi.worth=0", "voi.futures=1", "voi.persons=-1", "voi.what=1"])
def test_what_is_not_allowed_is_one_line(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voi", wrong]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_figures_draw_what_the_table_says(answer: Answer) -> None:
    for language in ("en", "nl"):
        for name, drawn in answer.in_language(language).figures.items():
            assert ids_in(drawn) == [], name
    figure = answer.figures["values"]
    (axes,) = figure.axes
    widths = [bar.get_width() for bar in axes.patches]
    table = answer.tables["values"]
    single = table[(table["kind"] == "factor") & (table["factor"] != "conditions.dummy")]
    assert widths[-1] == pytest.approx(100 * single["estimate"].max())
    (axes,) = answer.figures["acceptability"].axes
    shares = answer.tables["acceptability"]
    drawn = sorted(line.get_ydata()[-1] for line in axes.lines)
    last = shares[shares["worth_of_point"] == shares["worth_of_point"].max()]
    assert drawn == pytest.approx(sorted(100 * last["best_in"]))
