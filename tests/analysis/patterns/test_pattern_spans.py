"""What patterns are read over: shares of needs that are willing, and worlds beside each other."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.claims.declare import ANY, Case, at, held
from analysis.claims.judge import FAILS, PASSES, found_of
from analysis.claims.measure import evaluate
from analysis.patterns.declared.catalogue import patterns
from analysis.patterns.declared.read_off import READINGS, Seen
from analysis.patterns.declared.transplants import Sides, transplants, willing_share
from analysis.patterns.declared.willingness_axis import (
    FEW,
    HALF,
    MOST,
    PLACES,
    asks_along,
    spanning,
    spanning_more,
)
from sim.run import run_setting
from sim.setting.setting import resolve


def test_a_contrast_spans_the_shares_of_needs_that_are_willing() -> None:
    """Y rises by a half of the share willing, whatever the places on the axis give."""
    want = np.array([0.04, 0.2, 0.3, 0.52, 0.7, 0.88, 0.97])
    y = 0.02 + 0.5 * want
    assert spanning(FEW, MOST).of_means(*want, *y) == pytest.approx(0.5 * 0.8)
    assert spanning(FEW, HALF).of_means(*want, *y) == pytest.approx(0.5 * 0.4)
    steep = [*want, *y, *want, *(2.0 * y)]
    assert spanning_more(FEW, HALF).of_means(*steep) == pytest.approx(0.5 * 0.4)
    # Seed by seed, as the jackknife takes it.
    seeds = np.array([*want, *y])[:, None] * np.ones(3)
    assert spanning(FEW, MOST).of_means(*seeds) == pytest.approx(np.full(3, 0.4))


def test_where_the_axis_does_not_reach_a_contrast_spans_to_its_end() -> None:
    want = np.linspace(0.3, 0.8, len(PLACES))
    assert spanning(FEW, MOST).of_means(*want, *want) == pytest.approx(0.5)


def test_along_the_axis_procedures_stay_as_they_are() -> None:
    arms = [dict(ask.arm) for ask in asks_along({}, barrier_shift=0.3)]
    assert len(arms) == 2 * len(PLACES)
    assert all(arm["conditions.barrier_shift"] == 0.3 for arm in arms)
    assert not any("conditions.procedure_deterrence" in arm for arm in arms)
    ends = [arm.get("conditions.willingness_threshold") for arm in (arms[0], arms[6])]
    assert ends[0] == 0.4 and ends[1] < 0.2


def test_a_case_answers_as_its_theory_does() -> None:
    assert held({}, "gates") == "product" and held({"theory": "triade"}, "gates") == "minimum"
    assert held({"theory": "triade", "gates": "compensatory"}, "gates") == "compensatory"
    assert held({"theory": "trust_matters"}, "pretext") == 0.5 and held({}, "pretext") == 0.3
    assert held({"theory": "figure_1"}, "reserve_response") == 0.0


def test_a_setting_under_a_theory_has_its_answers_and_conditions() -> None:
    arm = dict(at({"theory": "figure_1"}, trust_start=0.3))
    assert arm == {
        "conditions.reserve_response": 0.0,
        "conditions.trust_start": 0.3,
        "theory.clarity": "general",
        "theory.procedure": "no",
    }
    own = dict(at({"theory": "figure_1", "reserve_response": 1.0}, procedure="yes"))
    assert own == {"conditions.reserve_response": 1.0, "theory.clarity": "general"}
    assert at({"theory": "figure_2"}) == at()


def test_how_it_was_read_before_is_judged_and_does_not_count() -> None:
    claim = patterns()["P28"]
    parts = claim.parts({})
    runs = {}
    for part in parts:
        for place, ask in enumerate(part.asks):
            falls = ask.reading == "supported_apolitical"
            value = 0.5 - 0.1 * place if falls else 0.5 + 0.1 * place
            table = runs.setdefault((ask.study, ask.arm), pd.DataFrame(index=range(6)))
            table[ask.reading] = value
    table = evaluate([claim.tried_in({"only": {}})], runs)
    assert table["verdict"].tolist() == [PASSES, PASSES, FAILS]
    assert table["before"].tolist() == [False, False, True]
    assert set(table["case_verdict"]) == {PASSES}


def test_every_mended_pattern_keeps_how_it_was_read() -> None:
    kept = {name for name, one in patterns().items() if any(part.before for part in one.parts({}))}
    assert kept == {"P01", "P04", "P06", "P09", "P28", "P35", "P41"}
    for one in patterns().values():
        assert all(part.region != ANY for part in one.parts({}) if part.before)


def test_informal_work_is_common_wherever_agreements_on_it_are_tried() -> None:
    (case,) = patterns()["P24"].tried_in({"one": {"informal_tendency": 0.1, "urgency": 0.9}}).cases
    assert case.under["informal_tendency"] == 1.0 and case.under["urgency"] == 0.9
    assert patterns()["P24"].cases[0] == Case(patterns()["P24"].within)


def test_cells_of_tables_and_levels_go_by_their_own_names() -> None:
    cell, level = "world.needs_per_year.flood", "theory.level"
    (case,) = patterns()["P14"].tried_in({"one": {cell: 1.0, level: "raw"}}).cases
    arm = dict(at(case.under))
    assert arm == {cell: 1.0, level: "raw"}
    assert dict(at({cell: 0.0})) == {}


def test_what_a_claim_sets_takes_the_place_of_the_same_in_other_words() -> None:
    case = {"exercise_load": 0.01, "urgency": 0.9}
    assert dict(at(case, exercise_rate=12.0)) == {
        "conditions.exercise_rate": 12.0,
        "conditions.urgency": 0.9,
    }
    assert dict(at(case)) == {"conditions.exercise_load": 0.01, "conditions.urgency": 0.9}


def test_rare_needs_do_not_find_people_out_for_another() -> None:
    """What the offers of an unwilling world take from a need, but not what they leave to others."""
    days = {"days": 120, "warm_up_days": 10}
    found = {
        rare: transplants("figure_2", 1.0, rare)(3, **days)[
            transplants("figure_2", 1.0, rare).names["indirect"]
        ]
        for rare in (False, True)
    }
    assert found[True] > found[False]
    assert found[True] > 0.0
    none = transplants("figure_2", 0.0, rare=True)
    # Where the reserve does not follow willingness, hardly anything runs through offers.
    assert abs(none(3, **days)[none.names["indirect"]]) < found[True]


def test_one_side_goes_from_few_to_most_while_the_other_stays() -> None:
    sides = Sides("figure_2")
    found = sides(2, 150, 20)
    none, requester, provider, both = (
        found[sides.names[s]] for s in ("none", "requester", "provider", "both")
    )
    assert none < min(requester, provider) and max(requester, provider) < both
    assert both > 3 * none


def test_the_share_willing_is_of_the_needs_that_patterns_are_about() -> None:
    run = run_setting(resolve(days=60, warm_up_days=10), 1)
    assert willing_share(run) == READINGS["want"](Seen(run))
    assert 0.5 < willing_share(run) < 1.0


def test_the_number_of_a_spanning_contrast_has_an_interval() -> None:
    (part,) = (p for p in patterns()["P01"].parts({}) if p.region != ANY and not p.before)
    luck = np.random.default_rng(2).normal(0.0, 0.01, 20)
    want = np.linspace(0.02, 0.98, len(PLACES))
    values = [np.full(20, w) for w in want] + [0.5 * w + luck * w for w in want]
    found = found_of(part, values)
    assert found.value == pytest.approx(0.5 * 0.8 + luck.mean() * 0.8)
    assert found.low < found.value < found.high
