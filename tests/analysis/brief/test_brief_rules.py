"""The rules of an advice, each on made results from both sides of its edge."""

from __future__ import annotations

import math
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from analysis.brief.costs_and_reach import SECOND, THIRD
from analysis.brief.evidence import FEWEST, Evidence, Ground, evidence_of
from analysis.brief.judged import runs_for, turned, visible
from analysis.brief.rules import advice
from analysis.brief.what_follows import FIRST
from analysis.compare.best_levers import first_levers
from analysis.compare.settings import setting_runs
from analysis.intervals.ways import SHAPE
from bijstand.verbs.looking.for_page import asking
from sim.outcomes import DECLARED
from sim.setting.policies.policy import Cost

A, B, C = "joint_framework", "liaisons", "powers_briefing"
COSTS = {"none": Cost(0, 0), A: Cost(17, 0.1), B: Cost(60, 0.5), C: Cost(30, 0.4)}
NOISE = np.array([-1.0, 1.0, -0.5, 0.5, -0.8, 0.8, -0.2, 0.2, 0.6, -0.6])


def ground(
    scenario: str = "baseline",
    spread: float = 0.003,
    count: int = 10,
    theory: str = "figure_2",
    outcome: str = "gap_closed",
    **gains: float,
) -> Ground:
    """Return a place in which policies change the outcome by so much on average.

    Each policy has luck of its own, of one size, so that two of them are told apart where their
    gains differ by about the spread.
    """
    luck = np.resize(NOISE, count)
    base = np.full(count, 0.4)
    own = {p: np.roll(luck, 3 * n + 1) for n, p in enumerate((A, B, C))}
    values = {"none": base, **{p: base + gain + spread * own[p] for p, gain in gains.items()}}
    return Ground(scenario, theory, outcome, "none", values)


def made(*grounds: Ground, parts: tuple[Ground, ...] = (), **costs: Cost) -> Evidence:
    return Evidence("gap_closed", grounds, parts, {**COSTS, **costs})


def rules_of(evidence: Evidence) -> tuple[str, ...]:
    found = advice(evidence)
    for language, lines in found.sentences.items():
        assert len(lines) == 3 and all(line.endswith(".") for line in lines)
        assert not any(re.search(r"[{}]|nan|None", line) for line in lines), lines
        begins = ("No ", "Er ") if language == "en" else ("Er ", "Deze ")
        assert found.follows or lines[0].startswith((*begins, "These"))
    assert found.follows == (found.rules[0] in FOLLOWS)
    return found.rules


FOLLOWS = {
    "best_of_tried_everywhere",
    "cheapest_of_tie",
    "winner_of_one",
    "only_one_everywhere",
    "winner",
    "winner_of_told",
}


def test_nothing_compared_gives_no_advice() -> None:
    assert rules_of(made()) == ("no_policies", "ask_for_policies", "nothing_held")


def test_a_winner_is_one_that_is_told_from_every_other() -> None:
    assert rules_of(made(ground(**{A: 0.05, B: 0.03}))) == ("winner", "costs", "theories_untried")
    said = advice(made(ground(**{A: 0.05, B: 0.03}))).sentences
    assert "“Gezamenlijk afwegingskader”" in said["nl"][0]
    assert "tegenover “Geen nieuw beleid”" in said["nl"][0] and "+5,0 procentpunt" in said["nl"][0]
    assert "17 persons" in said["en"][1] and "€ 0.1 million a year" in said["en"][1]


def test_a_winner_is_not_said_to_do_more_than_what_is_told_from_neither() -> None:
    unsure = {"none": np.full(10, 0.4), A: 0.45 + 0.001 * NOISE, B: 0.43 + 0.2 * NOISE[::-1]}
    evidence = made(replace(ground(**{A: 0.05}), values=unsure))
    (place,) = evidence.grounds
    assert place.leaders() == [A] and not place.told(B) and place.untold(A) == [B]
    assert rules_of(evidence)[0] == "winner_of_told"
    said = advice(evidence).sentences
    assert "that it does more than “Liaisons and joint exercises” is not told" in said["en"][0]
    assert "dan “Liaisons en gezamenlijke oefeningen” is niet aangetoond" in said["nl"][0]
    harm = replace(place, values={**unsure, B: 0.3 + 0.001 * NOISE[::-1]})
    assert harm.untold(A) == [] and rules_of(made(harm))[0] == "winner"


def test_of_a_tie_the_cheapest_is_taken_where_one_is_cheapest_in_both() -> None:
    tie = ground(**{A: 0.0502, B: 0.05})
    assert rules_of(made(tie))[0] == "cheapest_of_tie"
    dearer = Cost(61, 0.1)
    assert rules_of(made(tie, **{A: dearer}))[:2] == ("tie", "costs_of_all")
    unknown = Cost(17, math.nan)
    assert rules_of(made(tie, **{A: unknown}))[0] == "tie"


def test_a_single_policy_is_not_called_the_best_of_several() -> None:
    assert rules_of(made(ground(**{A: 0.05})))[0] == "winner_of_one"


def test_the_best_is_one_that_is_among_the_best_everywhere() -> None:
    first = ground(**{A: 0.05, B: 0.0499, C: 0.01})
    second = ground("crisis", **{A: 0.05, C: 0.0499, B: 0.01})
    assert rules_of(made(first, second))[0] == "only_one_everywhere"


def test_places_that_disagree_give_no_advice_and_are_named() -> None:
    evidence = made(ground(**{A: 0.05, B: 0.01}), ground("crisis", **{A: 0.01, B: 0.05}))
    assert rules_of(evidence)[0] == "conflict"
    assert "“Crisis” “Liaisons and joint exercises” does best" in " ".join(
        advice(evidence).sentences["en"][0].replace("under ", "").split()
    )


def test_what_is_worse_somewhere_is_not_advised() -> None:
    evidence = made(ground(**{A: 0.05}), ground("crisis", **{A: -0.05}))
    assert rules_of(evidence)[0] == "conflict"


def test_what_cannot_be_told_is_not_advised_and_says_what_it_takes() -> None:
    evidence = made(ground(spread=0.1, **{A: 0.01, B: 0.02}))
    assert rules_of(evidence) == ("not_told", "more_runs", "no_choice_held")
    assert runs_for(evidence) > 10
    more = made(ground(spread=0.1, count=runs_for(evidence) * 2, **{A: 0.001, B: 0.03}))
    assert rules_of(more)[0] == "winner"


def test_power_is_that_of_the_t_test() -> None:
    """In four of five studies whose difference is what is visible, it is told from none."""
    rng = np.random.default_rng(3)
    seen = []
    base = np.zeros(20)
    for _ in range(600):
        luck = rng.normal(0, 0.05, 20)
        one = Ground("baseline", "figure_2", "gap_closed", "none", {"none": base, A: luck})
        moved = replace(one, values={"none": base, A: luck + 0.0331})
        seen.append((visible(one, A), moved.told(A)))
    sizes, told = map(np.array, zip(*seen, strict=True))
    assert sizes.mean() == pytest.approx(0.0331, rel=0.05)
    assert told.mean() == pytest.approx(0.8, abs=0.05)


def test_what_changes_hardly_anything_is_told_as_that() -> None:
    assert rules_of(made(ground(spread=0.001, **{A: 0.0, B: 0.0})))[0] == "none_matters"
    assert rules_of(made(ground(spread=0.05, **{A: 0.0, B: 0.0})))[0] == "not_told"


def test_what_is_worse_than_nothing_is_not_advised() -> None:
    assert rules_of(made(ground(**{A: -0.05, B: 0.0})))[0] == "all_worse"


@pytest.mark.parametrize("count", [1, FEWEST - 1, FEWEST])
def test_few_runs_give_no_advice(count: int) -> None:
    rules = rules_of(made(ground(count=count, **{A: 0.2, B: 0.1})))
    assert (rules[0] == "too_few") == (count < FEWEST)
    assert (rules[1] == "no_interval") == (count == 1)
    assert (rules[1] == "hardly_known") == (1 < count < FEWEST)


def test_few_runs_are_not_said_to_need_more_for_what_they_would_show() -> None:
    wide = made(ground(count=FEWEST - 1, spread=0.1, **{A: 0.2, B: 0.1}))
    assert rules_of(wide)[1] == "more_runs" and runs_for(wide) > FEWEST
    one = advice(made(ground(count=1, **{A: 0.2, B: 0.1}))).sentences
    assert "Er volgt geen advies uit één run per situatie" in one["nl"][0]
    assert "No advice follows from one run of each setting" in one["en"][0]


def test_of_an_outcome_that_is_less_better_the_lowest_wins() -> None:
    lower = ground(outcome="vetoes", **{A: -3.0, B: -1.0})
    assert rules_of(replace(made(lower), outcome="vetoes"))[0] == "winner"
    higher = ground(outcome="vetoes", **{A: 3.0, B: 1.0})
    assert rules_of(replace(made(higher), outcome="vetoes"))[0] == "all_worse"


def test_an_outcome_that_is_neither_good_nor_bad_gives_no_advice() -> None:
    neutral = next(name for name, of in DECLARED.items() if of.direction == "neutral")
    evidence = replace(made(ground(outcome=neutral, **{A: 0.05, B: 0.0})), outcome=neutral)
    assert rules_of(evidence)[0] == "neutral"


def test_unknown_money_is_not_nothing() -> None:
    evidence = made(ground(**{A: 0.05, B: 0.03}), **{A: Cost(17, math.nan)})
    assert rules_of(evidence)[1] == "money_unknown"
    assert "onbekend, niet nul" in advice(evidence).sentences["nl"][1]
    nothing = made(ground(**{A: 0.05, B: 0.03}), **{A: Cost(1, 0.0)})
    assert "1 persoon weg" in advice(nothing).sentences["nl"][1]


def over_futures(*parts: Ground) -> Evidence:
    return made(ground(**{A: 0.05, B: 0.03}), parts=parts)


def test_where_it_turns_over_is_said_and_where_it_holds() -> None:
    same = ground("crisis", theory="figure_1", **{A: 0.05, B: 0.03})
    assert rules_of(over_futures(same))[2] == "holds"
    other = ground("crisis", theory="figure_1", **{A: 0.03, B: 0.06})
    assert rules_of(over_futures(same, other))[2] == "turned_over"
    worse = ground("crisis", theory="figure_1", **{A: -0.03, B: -0.06})
    assert rules_of(over_futures(worse))[2] == "turned_over"
    unclear = ground("crisis", spread=0.2, theory="figure_1", **{A: 0.03, B: 0.03})
    assert rules_of(over_futures(unclear))[2] == "not_everywhere"


def test_one_place_of_many_must_show_more_to_turn_an_advice_over() -> None:
    part = ground("crisis", spread=0.02, theory="figure_1", **{A: 0.01, B: 0.022})
    assert turned(over_futures(part), A) == [part]
    assert turned(over_futures(replace(part, places=50)), A) == []


def test_futures_that_draw_their_answers_say_under_which_it_turns_over() -> None:
    part = ground("crisis", theory="", **{A: 0.05, B: 0.03})
    shared = replace(part, scenario="", answer=("theory.gates", "compensatory"))
    evidence = over_futures(part, shared)
    assert rules_of(evidence)[2] == "holds_over_answers"
    assert "in every scenario of the futures (1)" in advice(evidence).sentences["en"][2]
    assert rules_of(over_futures(shared))[2] == "few_in_each_scenario"
    few = replace(shared, values=ground(spread=0.2, **{A: 0.03, B: 0.03}).values)
    assert rules_of(over_futures(part, few))[2] == "holds_over_answers"
    other = replace(shared, values=ground(**{A: 0.03, B: 0.06}).values)
    assert rules_of(over_futures(part, other))[2] == "turned_over"
    said = advice(over_futures(part, other)).sentences["nl"][2]
    assert "Hoe combineren willen, kunnen en mogen?" in said
    assert "compensatory" not in said


def test_every_rule_is_declared_once_with_both_texts() -> None:
    rules = [*FIRST, *SECOND, *THIRD]
    assert len({rule.name for rule in rules}) == len(rules)
    for rule in rules:
        places = [set(re.findall(r"\{(\w+)\}", text)) for text in (rule.en, rule.nl)]
        assert places[0] == places[1] and rule.en != rule.nl


def test_an_advice_has_the_intervals_and_verdicts_of_the_comparison(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where shapes of stored runs are known, which make intervals other than Student's."""
    monkeypatch.chdir(tmp_path)
    verbs = asking()
    words = ["scenario=crisis", "policy=none,joint_framework,mit,liaisons", "replications=6"]
    with ThreadPoolExecutor(2) as threads:
        stored = verbs.study(verbs.job("compare", words, threads))
    (ground,) = evidence_of([SimpleNamespace(stored=stored)]).grounds
    found = setting_runs(stored).settings("en")
    (scenario,) = found.scenarios
    titles = dict(zip(ground.policies, found.levers(scenario), strict=True))
    gains = {policy: found.gain(scenario, title) for policy, title in titles.items()}
    assert ground.gains == gains
    assert {gain.way for gain in gains.values()} == {SHAPE}
    assert {titles[p]: ground.told(p) for p in titles} == found.told(scenario)
    assert [titles[p] for p in ground.leaders()] == first_levers(found, scenario)


def test_what_was_not_tried_everywhere_does_not_stand_in_the_way_of_what_was() -> None:
    first = ground(**{A: 0.05, B: 0.01})
    second = ground("crisis", **{A: 0.05, B: 0.01, C: 0.09})
    evidence = made(first, second)
    assert rules_of(evidence)[0] == "best_of_tried_everywhere"
    said = advice(evidence).sentences
    assert "Of what was tried everywhere, choose" in said["en"][0]
    assert "not tried under “As it is”: " in said["en"][0]
    assert "niet geprobeerd bij “Zoals het is”: " in said["nl"][0]
    # What does less good where it was tried says nothing against the best.
    assert rules_of(made(first, ground("crisis", **{A: 0.05, B: 0.01, C: 0.02})))[0] == "winner"
    # Of two that were tried nowhere together nothing can be said.
    assert rules_of(made(ground(**{A: 0.05}), ground("crisis", **{B: 0.05})))[0] == "conflict"
