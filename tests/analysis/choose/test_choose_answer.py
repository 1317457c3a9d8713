"""Which package to choose: made-up runs in which it is known what each package gains."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.answers import answer_of
from analysis.brief.content import content_of
from analysis.choose.found import Found
from analysis.choose.packages import levers_in, spent_on
from analysis.report.sections import parts_of
from analysis.stored.answer import Answer
from experiments.study.study import open_study
from tests.analysis.choose.toy import FRAME, WORDS, WORTH, exhaustive, made, truth
from tests.made.planted import Planted, plant


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    where = tmp_path_factory.mktemp("choose")
    return plant(where, "choose", "one", made, *WORDS, "choose.persons=[10,40,100]")


@pytest.fixture(scope="module")
def answer(planted: Planted) -> Answer:
    return answer_of(planted.stored)


def test_the_choices_are_those_of_exhaustive_search(answer: Answer) -> None:
    table = answer.tables["choices"].set_index("persons_at_most")
    for persons in (10, 40, 100):
        best = exhaustive(persons)
        chosen = str(table.loc[persons, "policy"])
        # What costs a little more and adds nothing cannot be told from it.
        assert truth(chosen) == pytest.approx(truth(best)), persons
        assert table.loc[persons, "decided"]
        assert table.loc[persons, "gain"] == pytest.approx(truth(best), abs=0.001)
        assert spent_on(chosen, FRAME).persons <= persons


def test_a_lever_without_effect_is_a_tie_and_no_reason_to_pay(answer: Answer) -> None:
    found: Found = answer.parts["found"]
    assert [len(choice.good) > 1 for choice in found.fresh.choices] == [True, True, True]
    for choice in found.fresh.choices:
        twins = [n for n in choice.fitting if truth(n) == pytest.approx(truth(choice.policy))]
        assert set(twins) == set(choice.good), choice.budget


def test_what_is_told_is_from_fresh_futures_and_seeds_alone(planted: Planted) -> None:
    folder = planted.folder
    searched = [folder, *folder.glob("round_*"), *folder.glob("explored_*")]
    fresh = [open_study(each) for each in folder.glob("fresh_*")]
    before = {seed for each in searched for seed in open_study(each).runs()["seed"]}
    after = {seed for study in fresh for seed in study.runs()["seed"]}
    assert after and not before & after
    drawn = pd.concat([study.design().table for study in fresh])["conditions.trust_start"]
    assert drawn.nunique() == 100, "every fresh future is another one"
    known = pd.concat([open_study(each).design().table for each in searched])
    assert not set(drawn) & set(known["conditions.trust_start"])
    runs = pd.concat(
        [
            study.runs().merge(study.design().table[["point", "policy"]], on="point")
            for study in fresh
        ]
    )
    per_package = runs.groupby("policy")["seed"].agg(lambda seeds: tuple(sorted(seeds)))
    assert per_package.nunique() == 1, "all that were left met the same"
    gain = runs[runs["policy"] == "powers_briefing"].set_index("seed")["gap_closed"]
    none = runs[runs["policy"] == "none"].set_index("seed")["gap_closed"]
    front = answer_of(planted.stored).tables["front"].set_index("policy")
    if "powers_briefing" in front.index:
        assert front.loc["powers_briefing", "gain"] == pytest.approx((gain - none).mean())


def test_the_drop_is_what_the_search_promised_less_what_came(answer: Answer) -> None:
    front = answer.tables["front"]
    assert front["drop"].to_numpy() == pytest.approx(
        (front["search_gain"] - front["gain"]).to_numpy()
    )
    assert (front["drop"].abs() < 0.004).all() and (front["drop"] != 0.0).sum() >= 3


def test_every_figure_of_the_front_is_beaten_by_none(answer: Answer) -> None:
    front = answer.tables["front"]
    rows = front.to_dict("records")
    beaten = [
        any(
            other["gain"] >= row["gain"]
            and other["p90_regret"] <= row["p90_regret"]
            and other["persons"] <= row["persons"]
            and other["money"] <= row["money"]
            and other["vetoes"] <= row["vetoes"]
            and other["policy"] != row["policy"]
            and (other["gain"], other["persons"]) != (row["gain"], row["persons"])
            for other in rows
        )
        for row in rows
    ]
    assert list(front["on_frontier"]) == [not each for each in beaten]
    assert front["on_frontier"].any()


@pytest.mark.parametrize(
    ("language", "begins", "ties", "never"),
    [
        ("en", "With at most 10 persons away: choose ", "cannot be told apart", "In none of them"),
        ("nl", "Met hoogstens 10 personen weg: kies ", "te onderscheiden", "In geen ervan"),
    ],
)
def test_the_answer_says_with_so_many_do_this(
    answer: Answer, language: str, begins: str, ties: str, never: str
) -> None:
    said = answer.sentences(language)
    assert said[0].startswith(begins) and ties in said[0]
    assert [" 10 " in said[0], " 40 " in said[1], " 100 " in said[2]] == [True] * 3
    assert "95%" in said[3] and ("0.5" in said[3] or "0,5" in said[3])
    assert any(never in line or "Every lever" in line or "Elke" in line for line in said)
    assert not [line for line in said if "nan" in line or not line.endswith(".")]


def test_membership_follows_the_good_packages(answer: Answer) -> None:
    found: Found = answer.parts["found"]
    table = answer.tables["membership"].set_index(["policy", "persons_at_most"])["share"]
    for choice in found.fresh.choices:
        for lever in WORTH:
            by_hand = np.mean([lever in levers_in(name) for name in choice.good])
            assert table[lever, choice.budget.persons] == pytest.approx(by_hand)
    largest = found.fresh.choices[-1]
    assert "powers_briefing" in levers_in(largest.policy)
    assert table["powers_briefing", 100.0] == 1.0 > table["core_task", 100.0] > 0.0


def test_figures_draw_what_the_tables_say(answer: Answer) -> None:
    front = answer.figures["front"]
    heights = [float(y) for line in front.axes[0].lines for y in np.atleast_1d(line.get_ydata())]
    for gain in answer.tables["front"]["gain"]:
        assert any(height == pytest.approx(100 * gain) for height in heights)
    membership = answer.in_language("nl").figures["membership"]
    written = [text.get_text() for text in membership.axes[0].texts]
    shares = answer.tables["membership"]["share"]
    assert written == [f"{100 * share:.0f}" for share in shares]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_its_page_gives_the_choice_as_the_advice_that_it_is(answer: Answer, language: str) -> None:
    page = content_of([answer], language, "bijstand brief x", "")
    leads = parts_of([answer.stored], language)[0].leads
    assert page.follows and list(page.advice) == list(leads[:3])
    assert not set(page.others) & set(page.advice), "nothing is said twice"
