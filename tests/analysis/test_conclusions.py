"""Verdicts from both sides of their bounds, and one row for each conclusion of the source study."""

from __future__ import annotations

from unittest.mock import Mock

import pandas as pd
import pytest

from analysis.report.conclusions import CONCLUSIONS
from analysis.report.verdicts import Results, Size, verdict
from sim.conditions import CONDITIONS
from tests.planted import Values, losses, plant

# A twentieth of a point on either side of 0 and of the smallest effect of interest (2 points).
JUST = 0.0005
AGREES, SMALLER, NONE, AGAINST, OPEN = (
    "agrees",
    "agrees, but small",
    "no effect of interest",
    "does not agree",
    "cannot tell",
)


@pytest.mark.parametrize(
    ("intervals", "said"),
    [
        ([], OPEN),
        ([(0.02 + JUST, 0.03)], AGREES),
        ([(0.02 - JUST, 0.03)], SMALLER),
        ([(0.02 + JUST, 0.03), (0.02 - JUST, 0.5)], SMALLER),
        ([(JUST, 0.5)], SMALLER),
        ([(-JUST, 0.5)], OPEN),
        ([(-JUST, 0.02 + JUST)], OPEN),
        ([(-JUST, 0.02 - JUST)], NONE),
        ([(-0.02 + JUST, 0.02 - JUST)], NONE),
        ([(-0.02 - JUST, 0.02 - JUST)], OPEN),
        ([(-0.02 + JUST, JUST), (0.02 + JUST, 0.03)], OPEN),
        ([(-0.02 - JUST, JUST)], OPEN),
        ([(-0.5, JUST)], OPEN),
        ([(-0.5, -JUST)], AGAINST),
        ([(-0.01, -JUST)], AGAINST),
        ([(-0.01, -JUST), (-0.01, JUST)], NONE),
        ([(-0.5, -JUST), (JUST, 0.5)], OPEN),
        ([(float("nan"), float("nan"))], OPEN),
    ],
)
def test_a_verdict_turns_at_its_bound(intervals: list[tuple[float, float]], said: str) -> None:
    sizes = [Size("somewhere", (low + high) / 2, low, high) for low, high in intervals]
    assert verdict(sizes) == said


def test_what_is_not_told_among_many_is_on_no_side() -> None:
    for low, high, said in ((0.03, 0.05, OPEN), (JUST, 0.05, OPEN), (-0.05, -JUST, OPEN),
                            (JUST, 0.01, NONE)):  # fmt: skip
        assert verdict([Size("somewhere", (low + high) / 2, low, high, told=False)]) == said


LUCK = (1, -1)  # of even and of odd seeds
"""Luck of four seeds: times 0.01 its mean has an interval of ±3.182 × 0.01 × √(4/3) / 2 = 1.84."""

GAINS = {
    "none": (0.0, 0.0),
    "joint_framework": (0.05, 0.03),
    "powers_briefing": (0.03, 0.01),
    "capacity_priority_crisis": (-0.03, -0.04),
    "liaisons": (0.06, 0.07),
    "working_sessions": (0.001, -0.001),
    "training_match": (0.04, 0.05),
    "official_explanation": (0.01, 0.01),
}
FUTURES = {"none": 0.0, "liaisons": -0.01, "working_sessions": 0.003, "training_match": 0.03}
# What the gap closed is with gates opened: in calm they work together, in a crisis each by itself.
OPENED = {
    "none": 0.30,
    "want": 0.36,
    "can": 0.45,
    "may": 0.33,
    "want+can": 0.57,
    "want+may": 0.40,
    "can+may": 0.50,
    "want+can+may": 0.66,
}
ALONE = {"want": 0.01, "can": 0.10, "may": -0.01}
SLOPES = {
    "urgency": (0.06, 0.04),
    "shared_values": (0.03, 0.05),
    "liaison_cover": (-0.03, 0.05),
    "joint_goal": (0.01, 0.03),
    "transparency": (0.0, 0.001),
    "compensation": (-0.05, -0.001),
    "aversion_start": (-0.04, -0.03),
    "trust_start": (-0.05, 0.02),
    "expertise_start": (0.02, 0.07),
}
WHERE = {"baseline": 0, "crisis": 1}


def compared(values: Values, seed: int) -> dict[str, float]:
    gain = GAINS[values["policy"]][WHERE[values["scenario"]]]
    luck = 0.05 * LUCK[seed % 2] if values["policy"] == "official_explanation" else 0.0
    level = 0.5 if values["scenario"] == "baseline" else 0.4 + 0.01 * LUCK[seed % 2]
    return {"gap_closed": level + gain + luck}


def over_futures(values: Values, seed: int) -> dict[str, float]:
    return {"gap_closed": 0.5 + FUTURES[values["policy"]]}


def replayed(values: Values, seed: int) -> dict[str, float]:
    gates = [gate for gate in values["ideal"].split("+") if gate != "none"]
    level = OPENED[values["ideal"]]
    if values["scenario"] == "crisis":
        level = 0.2 + sum(ALONE[gate] for gate in gates)
    return {"gap_closed": level + 0.01 * LUCK[seed % 2] * ("can" in gates)}


def lost(values: Values, seed: int) -> dict[str, object]:
    return losses({("flood", "unwilling"): (1.0, 1.0)})


def moved(values: Values, seed: int) -> dict[str, float]:
    level = 0.5
    for name, slopes in SLOPES.items():
        of = CONDITIONS[name]
        place = (values[f"conditions.{name}"] - of.low) / (of.high - of.low)
        level += slopes[WHERE[values["scenario"]]] * place
    return {"gap_closed": level}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    where = tmp_path_factory.mktemp("planted")
    both, names = "[baseline,crisis]", ",".join(f"conditions.{name}" for name in SLOPES)
    screening = ["method=morris", f"design.factors=[{names}]", "design.points=4"]
    without = ["noise_points=0", "screened_points=0", "course_factors=0", "ranges=[]"]
    screening += [f"sensitivity.{word}" for word in without]
    planted = [
        plant(
            where,
            "compare",
            "all",
            compared,
            f"compare.scenarios={both}",
            "replications=4",
            f"compare.policies=[{','.join(GAINS)}]",
        ),
        plant(
            where,
            "attribute",
            "all",
            replayed,
            f"attribute.scenarios={both}",
            "run.seeds=4",
            kept=lost,
        ),
        plant(
            where,
            "robust",
            "all",
            over_futures,
            f"robust.policies=[{','.join(FUTURES)}]",
            "robust.scenarios=[baseline]",
            "robust.theories=[figure_2]",
            "robust.draws=5",
            "robust.seeds=1",
        ),
        plant(where, "sensitivity", "calm", moved, *screening),
        plant(where, "sensitivity", "crisis", moved, *screening, "scenario=crisis"),
    ]
    return Results([each.stored for each in planted])


def effect(calm: str, crisis: str) -> str:
    """Effects of a screening, where all trajectories agree: the interval has no width."""
    return "; ".join(
        f"{where} {size} ({size.strip('+')} to {size.strip('+')})"
        for where, size in (("As it is", calm), ("Crisis", crisis))
    )


EXPECTED = {
    "Willingness is a critical precondition": (effect("+10.5", "+1.0"), SMALLER),
    "Available people can be a substantial obstacle": (
        "As it is +20.0 (18.2 to 21.8); Crisis +10.0 (8.2 to 11.8)",
        AGREES,
    ),
    "Willingness is what decides; capacity follows": (
        "As it is −9.5 (−11.3 to −7.7); Crisis −9.0 (−10.8 to −7.2)",
        OPEN,
    ),
    "Shortages and crisis can wreck collaboration": ("Crisis +10.0 (8.2 to 11.8)", AGREES),
    "Urgency strengthens the collaboration": (effect("+6.0", "+4.0"), AGREES),
    "Mutual understanding is of great importance": (
        f"{effect('+3.0', '+5.0')}; {effect('−3.0', '+5.0')}",
        OPEN,
    ),
    "A common goal creates commitment": (effect("+1.0", "+3.0"), SMALLER),
    "Transparency of the process": (effect("0.0", "+0.1"), NONE),
    "Financial consequences weigh little": (effect("−5.0", "−0.1"), AGAINST),
    "Trust enlarges what willingness does": (
        "As it is (`trust_start`) +5.0 (5.0 to 5.0); Crisis (`expertise_start`) +7.0 (7.0 to 7.0)",
        OPEN,
    ),
    "Clear agreements minimise what barriers do": (effect("+5.0", "+3.0"), AGREES),
    "Talk beforehand about the limits of powers": (effect("+3.0", "+1.0"), SMALLER),
    "Prioritise capacity": (effect("−3.0", "−4.0"), AGAINST),
    "Liaisons and joint exercises make": (
        f"{effect('+6.0', '+7.0')}; over futures −1.0 (−1.0 to −1.0)",
        OPEN,
    ),
    "Working sessions make unique qualities known": (
        f"{effect('+0.1', '−0.1')}; over futures +0.3 (0.3 to 0.3)",
        NONE,
    ),
    "Defence says which requests add value": (
        f"{effect('+4.0', '+5.0')}; over futures +3.0 (3.0 to 3.0)",
        AGREES,
    ),
    "Explain the use of soldiers to society": (
        "As it is +1.0 (−8.2 to 10.2); Crisis +1.0 (−8.2 to 10.2)",
        OPEN,
    ),
    "Politics and society's aversion weigh on it": (effect("+4.0", "+3.0"), AGREES),
    "Taking away all legal limits is not wanted": (effect("+5.5", "−1.0"), OPEN),
}


@pytest.mark.parametrize("claim", EXPECTED)
def test_a_conclusion_has_its_numbers_and_its_verdict(results: Results, claim: str) -> None:
    (conclusion,) = (each for each in CONCLUSIONS if each.claim.startswith(claim))
    numbers, said = EXPECTED[claim]
    row = conclusion.row(results)
    assert row[1] == f"{conclusion.measured}: {numbers}"
    assert row[2] == f"**{said}**"
    assert (row[0], row[3]) == (conclusion.claim, conclusion.remark)


def test_an_effect_that_is_expected_to_lower_is_turned_with_its_interval() -> None:
    rows = [("conditions.aversion_start", "mu", -0.04, -0.06, -0.01)]
    table = pd.DataFrame(rows, columns=["factor", "index", "estimate", "low", "high"])
    answered = [Mock(tables={"indices": table})]
    screening = Mock(verb="sensitivity", answered=answered, where=lambda language: "calm")
    for sign, ends in ((-1, (0.04, 0.01, 0.06)), (+1, (-0.04, -0.06, -0.01))):
        size = Results._mean_effect(screening, "aversion_start", sign)
        assert (size.value, size.low, size.high) == ends


def test_every_conclusion_is_expected_here_and_every_verdict_is_reached() -> None:
    assert len(CONCLUSIONS) == len(EXPECTED)
    assert {said for _, said in EXPECTED.values()} == {AGREES, SMALLER, NONE, AGAINST, OPEN}
