"""Small planted logs, and what each outcome of them is by hand.

The numbers are worked out on paper from docs/ODD.md (7.10). Values lie on the bounds: at the end of
the warm-up, on the deadline, at half of the information, at a year.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.measures import measures
from sim.outcomes import OUTCOMES
from sim.setting.setting import resolve
from sim.state.codes import (
    ALONE,
    BECAUSE_APPROVAL,
    BECAUSE_VETO,
    NO_CAPACITY,
    NO_GO,
    NOT_ASKED,
    NOT_PERMITTED,
    OPEN,
    REFUSED,
    SUPPORT_WITHDRAWN,
    SUPPORTED,
    WITHDRAWN_IN_CONSULTATION,
)
from sim.state.records import DAILY, zeros
from sim.world import load_world
from tests.made.planted_logs import (
    AGREED,
    CAME,
    FAR,
    KNOTTY,
    NEAR,
    PLAIN,
    REVERSE,
    WARM_UP,
    WORLD,
    assert_found,
    outcomes_of,
    planted,
)

COUNTS = ("added_value", "net_added_value", "active_pairs", "vetoes", "unlawful_acts")
AT_THE_END = ("aversion_end", "understanding_end")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return load_world(WORLD.write(tmp_path_factory.mktemp("world")))


def test_of_an_empty_log_only_counts_and_levels_exist(world: Any) -> None:
    found = outcomes_of(world, [])
    nothing = set(OUTCOMES) - {*COUNTS, *AT_THE_END}
    assert_found(found, dict.fromkeys(nothing, math.nan) | dict.fromkeys(COUNTS, 0.0))


def test_what_arose_in_the_warm_up_does_not_count_and_its_last_moment_does(world: Any) -> None:
    before = outcomes_of(world, [CAME | {"time": -1e-6}])
    assert_found(before, dict.fromkeys(COUNTS, 0.0) | {"gap_closed": math.nan})
    at = outcomes_of(world, [CAME | {"time": 0.0}])
    assert_found(at, {"gap_closed": 0.5, "added_value": 0.5, "active_pairs": 1.0})


def test_one_need_with_support(world: Any) -> None:
    need = CAME | {
        "request_class": KNOTTY,
        "severity": 0.5,
        "y0": 0.2,
        "y1": 0.6,
        "added_value": 0.15,
        "shared_information": 0.3,
        "joint_goal": 0.25,
        "unlawful": 1,
        "informal": 1,
        "filed": 0,
        "qualitative": 1,
    }
    expected = dict.fromkeys((f"share_{end}" for end in ("refused", "open", "alone")), 0.0)
    expected |= {
        "gap_closed": 0.5,  # .5 x (.6 - .2) over .5 x (1 - .2)
        "gap_closed_all": 0.5,
        "gap_closed_person_days": 0.5,
        "alone": 0.2,
        "together": 0.6,
        "added_value": 0.2,
        "net_added_value": 0.15,
        "on_time_share": 1.0,
        "lead_time_median_days": 1.0,
        "lead_time_p90_days": 1.0,
        "formal_acceptance": math.nan,
        "informal_share": 1.0,
        "pareto_share": 1.0,
        "knowledge_shared": 0.3,
        "fragmentation": 0.75,
        "comparative_advantage": 1.0,
        "active_pairs": 1.0,
        "vetoes": 0.0,
        "unlawful_acts": 1.0,
        "learning_dividend": math.nan,
        "trust_end": math.nan,
        "share_supported": 1.0,
    }
    assert_found(outcomes_of(world, [need]), expected)


def test_lead_times_are_of_support_that_started(world: Any) -> None:
    """Four times, one of them of withdrawn support; withdrawn before its start is none."""
    late = {"lead_time": 5.0}
    needs = [CAME | {"lead_time": time} for time in (1.0, 4.0, 2.0)]
    needs += [CAME | late | {"end_state": SUPPORT_WITHDRAWN, "informal": 1}]
    needs += [{"end_state": SUPPORT_WITHDRAWN, "filed": 1}, CAME | {"request_class": AGREED} | late]
    assert_found(
        outcomes_of(world, needs),
        {
            "lead_time_median_days": 3.0,
            "lead_time_p90_days": 4.0 + 0.7 * 1.0,
            "on_time_share": 0.75,  # the deadline itself, 4 days, is in time
            "informal_share": 0.25,
            "share_support_withdrawn": 0.4,
            "share_supported": 0.6,
            "formal_acceptance": 1.0,
        },
    )


def test_all_withdrawn_before_the_start_is_no_support(world: Any) -> None:
    needs = [{"end_state": SUPPORT_WITHDRAWN, "filed": 1, "provider": p} for p in (NEAR, FAR)]
    missing = (
        "on_time_share",
        "lead_time_median_days",
        "lead_time_p90_days",
        "informal_share",
        "pareto_share",
        "knowledge_shared",
        "comparative_advantage",
    )
    assert_found(
        outcomes_of(world, needs),
        dict.fromkeys(missing, math.nan)
        | {
            "share_support_withdrawn": 1.0,
            "formal_acceptance": 1.0,
            "active_pairs": 0.0,
            "gap_closed": 0.0,
            "fragmentation": math.nan,
        },
    )


def test_formal_requests_are_filed_by_the_police_and_decided(world: Any) -> None:
    ends = (SUPPORTED, NO_GO, SUPPORT_WITHDRAWN, REFUSED, NO_CAPACITY)
    needs = [{"end_state": end, "filed": 1} for end in ends]
    needs += [
        {"end_state": OPEN, "filed": 1},
        {"end_state": REFUSED, "filed": 0},
        {"end_state": REFUSED, "filed": 1, "request_class": REVERSE},
        {"end_state": SUPPORTED, "filed": 1, "request_class": AGREED},
    ]
    found = outcomes_of(world, needs)
    assert_found(found, {"formal_acceptance": 3 / 5, "share_open": 1 / 8, "share_no_go": 1 / 8})


@pytest.mark.parametrize(
    ("requester", "provider", "better"),
    [(0.5, 0.0, 1.0), (0.5, -1e-9, 0.0), (0.0, 0.5, 0.0), (1e-9, 0.5, 1.0), (-0.1, 0.5, 0.0)],
)
def test_both_are_better_off_where_one_gains_and_the_other_does_not_lose(
    world: Any, requester: float, provider: float, better: float
) -> None:
    needs = [CAME | {"requester_profit": requester, "provider_profit": provider}]
    found = outcomes_of(world, [*needs, CAME, {"provider_profit": 1.0, "requester_profit": 1.0}])
    assert found["pareto_share"] == (better + 1.0) / 2.0


def test_knowledge_is_weighted_by_sensitivity(world: Any) -> None:
    needs = [
        CAME | {"request_class": PLAIN, "shared_information": 1.0},
        CAME | {"request_class": KNOTTY, "shared_information": 0.25},
        {"request_class": KNOTTY, "shared_information": 0.9},
    ]
    assert_found(outcomes_of(world, needs), {"knowledge_shared": (0.2 + 0.8 * 0.25) / 1.0})


def test_a_complex_need_is_fragmented_unless_shared_or_with_a_joint_goal(world: Any) -> None:
    """Alone 1, refused 1, half of the information 0, less with a goal of a quarter three."""
    knotty = {"request_class": KNOTTY, "joint_goal": 0.25}
    needs = [
        knotty | {"end_state": ALONE},
        knotty | {"end_state": REFUSED},
        knotty | CAME | {"shared_information": 0.5},
        knotty | CAME | {"shared_information": 0.499},
        knotty | {"end_state": SUPPORT_WITHDRAWN, "shared_information": 0.6},
        knotty | {"end_state": OPEN},
        {"end_state": REFUSED},
        CAME,
    ]
    assert_found(outcomes_of(world, needs), {"fragmentation": (1 + 1 + 0 + 0.75 + 1) / 5})


def test_the_effect_given_where_the_skill_is_lacking_is_a_share_of_all_effect(world: Any) -> None:
    needs = [
        CAME | {"offered": 6.0, "qualitative": 1},
        CAME | {"offered": 2.0},
        {"offered": 50.0, "qualitative": 1, "end_state": NO_GO},
    ]
    assert_found(outcomes_of(world, needs), {"comparative_advantage": 0.75})


def test_pairs_count_once_and_each_way_is_one(world: Any) -> None:
    pairs = ((0, NEAR), (0, FAR), (0, NEAR), (NEAR, 0))
    needs = [CAME | {"requester": r, "provider": p} for r, p in pairs]
    needs += [{"requester": FAR, "provider": NEAR}]
    assert_found(outcomes_of(world, needs), {"active_pairs": 3.0})


def test_vetoes_are_of_needs_that_were_asked(world: Any) -> None:
    veto = {"may_cause": BECAUSE_VETO}
    asked = (NOT_PERMITTED, WITHDRAWN_IN_CONSULTATION, REFUSED)
    needs = [veto | {"end_state": end} for end in (*asked, ALONE, NOT_ASKED)]
    needs += [{"may_cause": BECAUSE_APPROVAL, "end_state": NOT_PERMITTED}]
    needs += [veto | {"request_class": AGREED, "unlawful": 1}, {"unlawful": 1}]
    assert_found(outcomes_of(world, needs), {"vetoes": 3.0, "unlawful_acts": 1.0})


def test_the_learning_dividend_is_the_last_year_less_the_first(world: Any) -> None:
    """Of 800 days: the year ends before day 365, the last begins with day 435."""
    closed = ((364.9, 0.5), (365.0, 0.9), (434.9, 0.1), (435.0, 0.7), (799.0, 0.8))
    needs = [CAME | {"time": time, "y1": y1} for time, y1 in closed]
    assert_found(outcomes_of(world, needs, 800), {"learning_dividend": 0.75 - 0.5})
    assert_found(outcomes_of(world, needs[:2], 730), {"learning_dividend": 0.9 - 0.5})
    assert_found(outcomes_of(world, needs[:2], 729), {"learning_dividend": math.nan})
    assert_found(outcomes_of(world, needs[:1], 800), {"learning_dividend": math.nan})


def test_net_added_value_is_over_all_needs_also_those_that_failed(world: Any) -> None:
    """Support that was withdrawn at once cost something and brought nothing."""
    needs = [CAME | {"added_value": 0.4}, {"added_value": -0.3, "end_state": SUPPORT_WITHDRAWN}]
    needs += [CAME | {"request_class": AGREED, "added_value": 9.0}]
    assert_found(outcomes_of(world, needs), {"net_added_value": 0.1, "added_value": 0.5})


def test_the_daily_course_counts_by_the_day_on_which_needs_arose(world: Any) -> None:
    setting = resolve(world=world, days=3, warm_up_days=WARM_UP)
    needs = [
        {"time": -0.5, **CAME},
        CAME | {"time": 0.0, "severity": 1.0},
        {"time": 0.999, "severity": 0.5, "filed": 1, "y0": 0.5, "y1": 0.5},
        {"time": 0.5, "end_state": ALONE, "y0": 1.0, "y1": 1.0},
        {"time": 1.0, "end_state": NOT_ASKED},
        CAME | {"time": 1.5, "request_class": AGREED},
        CAME | {"time": 1.6, "end_state": SUPPORT_WITHDRAWN, "filed": 0, "y1": 0.25},
    ]
    snapshots = zeros(DAILY, WARM_UP + 3)
    snapshots["day"] = np.arange(len(snapshots))
    for factor, name in enumerate(
        ("busy_police", "busy_defence", "waiting", "aversion", "trust", "understanding"), 2
    ):
        snapshots[name] = factor * np.arange(len(snapshots))
    daily = measures.daily_table(planted(setting, needs), snapshots, setting)
    pd.testing.assert_frame_equal(
        daily,
        pd.DataFrame(
            {
                "day": [0, 1, 2],
                "needs": [3.0, 3.0, 0.0],
                "without_consent": [3.0, 2.0, 0.0],
                "asked": [2.0, 1.0, 0.0],
                "filed": [2.0, 0.0, 0.0],
                "supported": [1.0, 0.0, 0.0],
                "gap_closed": [0.5 / 1.25, 0.25 / 2.0, math.nan],
                "busy_police": [20.0, 22.0, 24.0],
                "busy_defence": [30.0, 33.0, 36.0],
                "waiting": [40.0, 44.0, 48.0],
                "aversion": [50.0, 55.0, 60.0],
                "trust": [60.0, 66.0, 72.0],
                "understanding": [70.0, 77.0, 84.0],
            }
        ),
    )
