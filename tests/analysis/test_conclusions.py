"""Verdicts from both sides of their bounds, and one row for each conclusion of the source study."""

from __future__ import annotations

from unittest.mock import Mock

import numpy as np
import pandas as pd
import pytest

from analysis.report.conclusions import CONCLUSIONS
from analysis.report.results import Results, _turned
from analysis.report.told import answer_in_words, levers_beside
from analysis.report.verdicts import DRAWN, WHATEVER, Size, said, verdict
from analysis.stored.summary import paired_difference
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
    for low, high, judged in ((0.03, 0.05, OPEN), (JUST, 0.05, OPEN), (-0.05, -JUST, OPEN),
                            (JUST, 0.01, NONE)):  # fmt: skip
        assert verdict([Size("somewhere", (low + high) / 2, low, high, told=False)]) == judged


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
# What each gains over its whole range, in calm and in a crisis; trust by what it does there.
SLOPES = {
    "urgency": (0.06, 0.04),
    "shared_values": (0.03, 0.05),
    "liaison_cover": (-0.03, 0.05),
    "joint_goal": (0.01, 0.03),
    "transparency": (0.0, 0.001),
    "compensation": (-0.05, -0.001),
    "aversion_start": (-0.04, -0.03),
}
TRUST = {"none": 0.0, "moderator": 0.02, "driver": 0.06}
WHERE = {"baseline": 0, "crisis": 1}


UNDER_FIGURE_1 = {"joint_framework": 0.01, "working_sessions": -0.03}
"""What levers gain under another theory."""
LESS = 0.15
"""How much less of the gap is closed in a crisis under it."""


def compared(values: Values, seed: int) -> dict[str, float]:
    policy, calm = values["policy"], values["scenario"] == "baseline"
    gain = GAINS[policy][WHERE[values["scenario"]]]
    luck = 0.05 * LUCK[seed % 2] if policy == "official_explanation" else 0.0
    level = 0.5 if calm else 0.4 + 0.01 * LUCK[seed % 2]
    if values["theory"] == "figure_1":
        gain, level = UNDER_FIGURE_1.get(policy, gain), 0.5 if calm else 0.5 - LESS
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
    where = WHERE[values["scenario"]]
    slopes = {name: both[where] for name, both in SLOPES.items()}
    slopes["trust_start"] = TRUST[values["theory.trust"]]
    level = 0.5
    for name, slope in slopes.items():
        of = CONDITIONS[name]
        level += slope * (values[f"conditions.{name}"] - of.low) / (of.high - of.low)
    return {"gap_closed": level}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    where = tmp_path_factory.mktemp("planted")
    both, names = "[baseline,crisis]", ",".join(f"conditions.{name}" for name in SLOPES)
    sample = ["method=surrogate", f"design.factors=[{names},conditions.trust_start,theory.trust]"]
    sample.append("design.points=900")
    without = ["noise_points=0", "screened_points=0", "course_factors=0", "ranges=[]"]
    sample += [f"sensitivity.{word}" for word in without]
    levers = ["replications=4", f"compare.policies=[{','.join(GAINS)}]"]
    planted = [
        plant(where, "compare", "all", compared, f"compare.scenarios={both}", *levers),
        plant(where, "compare", "theories", compared, f"compare.scenarios={both}",
              "compare.theories=[figure_2,figure_1]", *levers),
        plant(where, "attribute", "all", replayed, f"attribute.scenarios={both}", "run.seeds=4",
              kept=lost),
        plant(where, "robust", "all", over_futures, f"robust.policies=[{','.join(FUTURES)}]",
              "robust.scenarios=[baseline]", "robust.theories=[figure_2]", "robust.draws=5",
              "robust.seeds=1"),
        plant(where, "sensitivity", "calm", moved, *sample),
        plant(where, "sensitivity", "crisis", moved, *sample, "scenario=crisis"),
    ]  # fmt: skip
    return Results([each.stored for each in planted])


def effect(calm: str, crisis: str) -> str:
    """Effects where all runs agree: the interval has no width."""
    return "; ".join(
        f"{where} {size} ({size.strip('+')} to {size.strip('+')})"
        for where, size in (("As it is", calm), ("Crisis", crisis))
    )


def theories(calm: str, of_calm: str, crisis: str, of_crisis: str) -> str:
    """Effects that another theory gives other sizes."""
    parts = effect(calm, crisis).split("; ")
    return "; ".join(
        f"{part}, by theory {other}"
        for part, other in zip(parts, (of_calm, of_crisis), strict=True)
    )


def both(least: str, most: str, first: str = "figure_2", last: str = "figure_1") -> str:
    return f"{least} (`{first}`) to {most} (`{last}`)"


def drawn(calm: str, crisis: str) -> str:
    return f"all answers drawn: {effect(calm, crisis)}"


def alike(verdict: str) -> str:
    return f"**{verdict}** (whatever the theory)"


EXPECTED = {
    "Willingness is a critical precondition": (
        effect("+10.5", "+1.0"),
        f"**{SMALLER}** (`figure_2`)",
    ),
    "Available people can be a substantial obstacle": (
        "As it is +20.0 (18.2 to 21.8); Crisis +10.0 (8.2 to 11.8)",
        f"**{AGREES}** (`figure_2`)",
    ),
    "Willingness is what decides; capacity follows": (
        "As it is −9.5 (−11.3 to −7.7); Crisis −9.0 (−10.8 to −7.2)",
        f"**{OPEN}**",
    ),
    "Shortages and crisis can wreck collaboration": (
        f"Crisis +10.0 (8.2 to 11.8), by theory {both('+10.0', '+15.0')}",
        alike(AGREES),
    ),
    # Over the middle eight tenths of the range: eight tenths of what the whole gives.
    "Urgency strengthens the collaboration": (drawn("+4.8", "+3.2"), alike(AGREES)),
    "Mutual understanding is of great importance": (
        f"{drawn('+2.4', '+4.0')}; {effect('−2.4', '+4.0')}",
        alike(OPEN),
    ),
    "A common goal creates commitment": (drawn("+0.8", "+2.4"), alike(SMALLER)),
    "Transparency of the process": (drawn("0.0", "+0.1"), alike(NONE)),
    "Financial consequences weigh little": (drawn("−4.0", "−0.1"), alike(AGAINST)),
    "Trust enlarges what willingness does": (
        "; ".join(
            f"`trust={answer}`: {effect(size, size)}"
            for answer, size in (("none", "0.0"), ("moderator", "+1.6"), ("driver", "+4.8"))
        ),
        f"**{NONE}** (`trust=none`); **{SMALLER}** (`trust=moderator`); **{AGREES}**"
        " (`trust=driver`)",
    ),
    "Clear agreements minimise what barriers do": (
        theories(
            "+5.0",
            both("+1.0", "+5.0", "figure_1", "figure_2"),
            "+3.0",
            both("+1.0", "+3.0", "figure_1", "figure_2"),
        ),
        f"**{AGREES}** (`figure_2`); **{SMALLER}** (`figure_1`)",
    ),
    "Talk beforehand about the limits of powers": (
        theories(
            "+3.0",
            both("+3.0", "+3.0", last="figure_2"),
            "+1.0",
            both("+1.0", "+1.0", last="figure_2"),
        ),
        alike(SMALLER),
    ),
    "Prioritise capacity": (
        theories(
            "−3.0",
            both("−3.0", "−3.0", last="figure_2"),
            "−4.0",
            both("−4.0", "−4.0", last="figure_2"),
        ),
        alike(AGAINST),
    ),
    "Liaisons and joint exercises make": (
        theories(
            "+6.0",
            both("+6.0", "+6.0", last="figure_2"),
            "+7.0",
            both("+7.0", "+7.0", last="figure_2"),
        )
        + "; over futures −1.0 (−1.0 to −1.0)",
        f"**{OPEN}** (`figure_2`); **{AGREES}** (`figure_1`)",
    ),
    "Working sessions make unique qualities known": (
        theories(
            "+0.1",
            both("−3.0", "+0.1", "figure_1", "figure_2"),
            "−0.1",
            both("−3.0", "−0.1", "figure_1", "figure_2"),
        )
        + "; over futures +0.3 (0.3 to 0.3)",
        f"**{NONE}** (`figure_2`); **{AGAINST}** (`figure_1`)",
    ),
    "Defence says which requests add value": (
        theories(
            "+4.0",
            both("+4.0", "+4.0", last="figure_2"),
            "+5.0",
            both("+5.0", "+5.0", last="figure_2"),
        )
        + "; over futures +3.0 (3.0 to 3.0)",
        alike(AGREES),
    ),
    "Explain the use of soldiers to society": (
        "As it is +1.0 (−8.2 to 10.2), by theory +1.0 (`figure_2`) to +1.0 (`figure_2`);"
        " Crisis +1.0 (−8.2 to 10.2), by theory +1.0 (`figure_2`) to +1.0 (`figure_2`)",
        alike(OPEN),
    ),
    "Politics and society's aversion weigh on it": (drawn("+3.2", "+2.4"), alike(AGREES)),
    "Taking away all legal limits is not wanted": (effect("+5.5", "−1.0"), f"**{OPEN}**"),
}


@pytest.mark.parametrize("claim", EXPECTED)
def test_a_conclusion_has_its_numbers_and_its_verdict(results: Results, claim: str) -> None:
    (conclusion,) = (each for each in CONCLUSIONS if each.claim.startswith(claim))
    numbers, said = EXPECTED[claim]
    row = conclusion.row(results)
    assert row[1] == f"{conclusion.measured}: {numbers}"
    assert row[2] == said
    assert (row[0], row[3]) == (conclusion.claim, conclusion.remark)


def test_an_effect_that_is_expected_to_lower_is_turned_with_its_interval() -> None:
    row = {"estimate": -0.04, "low": -0.06, "high": -0.01}
    for sign, ends in ((-1, (0.04, 0.01, 0.06)), (+1, (-0.04, -0.06, -0.01))):
        size = _turned(row, sign, "calm", True, "drivers=sum")
        assert (size.value, size.low, size.high, size.theory) == (*ends, "drivers=sum")


def test_an_answer_that_is_told_apart_in_one_setting_is_judged_in_all() -> None:
    def answered(apart: bool) -> Mock:
        rows = [
            ("theory.gates", "product", "conditions.urgency", 0.05, 0.04, 0.06, False),
            ("theory.gates", "minimum", "conditions.urgency", 0.01, 0.005, 0.015, apart),
        ]
        names = ["switch", "value", "factor", "estimate", "low", "high", "apart"]
        effects = pd.DataFrame(
            [("conditions.urgency", 0.04, 0.03, 0.05)],
            columns=["factor", "estimate", "low", "high"],
        )
        indices = pd.DataFrame({"factor": ["conditions.urgency"], "told_from_dummy": [True]})
        tables = {"effects_by_answer": pd.DataFrame(rows, columns=names), "effects": effects,
                  "indices": indices}  # fmt: skip
        where = "crisis" if apart else "calm"
        return Mock(verb="sensitivity", answered=[Mock(tables=tables)], where=lambda _: where)

    sizes = Results([answered(False), answered(True)]).effect("urgency", +1)
    assert [(size.where, size.theory, size.value) for size in sizes] == [
        ("calm", DRAWN, 0.04), ("crisis", DRAWN, 0.04),
        ("calm", "gates=minimum", 0.01), ("crisis", "gates=minimum", 0.01),
    ]  # fmt: skip
    assert said(sizes) == f"**{AGREES}** ({DRAWN}); **{SMALLER}** (`gates=minimum`)"
    untold = Results([answered(False)]).effect("urgency", +1)
    assert said(untold) == f"**{AGREES}** ({WHATEVER})"


def test_every_conclusion_is_expected_here_and_every_verdict_is_reached() -> None:
    assert len(CONCLUSIONS) == len(EXPECTED)
    reached = " ".join(said for _, said in EXPECTED.values())
    assert all(f"**{one}**" in reached for one in (AGREES, SMALLER, NONE, AGAINST, OPEN))


def test_the_answer_in_words_names_what_the_runs_say_and_under_which_theory(
    results: Results,
) -> None:
    gates, calm, crisis, much, little, rest = answer_in_words(results)
    assert gates == (
        "Opening can (kunnen) would bring most in all 2 settings and theories: +10.0 to +20.0"
        " percentage points."
    )
    for line, where in ((calm, "As it is"), (crisis, "Crisis")):
        assert line.startswith(f"Under “{where}”, over all answers to the open questions")
        assert "Q² 100%" in line and line.endswith("is settled by the study's own test.")
    # Under each of both theories and over futures beyond two points; then: told, but not beyond.
    assert much.startswith("Of the levers compared, “Announcing wanted training” (8 persons, 0.1")
    assert "brings more than 2 percentage points whatever the theory" in much
    assert "“Briefing on powers before deployment”" in little and "less than 2" in little
    for name in ("Joint assessment framework", "Liaisons and joint exercises", "Working sessions"):
        assert name in rest and name not in much + little
    assert "hangs on theory" in rest or "hang on theory" in rest or "bring hangs" in rest


def over(grid: pd.DataFrame, belief: str | None) -> Mock:
    rows = []
    for lever in grid.columns.drop(["future", "none"]):
        found = paired_difference(grid["none"], grid[lever])
        rows.append((lever, found.mean, found.low, found.high, found.low > 0 or found.high < 0))
    frontier = pd.DataFrame(rows, columns=["policy", "gain", "low", "high", "told"])
    cost = Mock(persons=17.0, money=0.1)
    return Mock(
        verb="robust", configuration={"belief": belief}, asked=lambda _: None,
        frame=Mock(cost=lambda _: cost), answered=[Mock(tables={"futures": grid,
        "frontier": frontier})],
    )  # fmt: skip


def test_levers_that_the_figures_judge_otherwise_are_named_beside_those_that_stand() -> None:
    rng = np.random.default_rng(2)

    def grid(framework: float) -> pd.DataFrame:
        level = rng.normal(0.4, 0.1, 200)
        spread = rng.normal(0.0, 0.01, (2, 200))
        return pd.DataFrame({
            "future": range(200), "none": level, "joint_framework": level + framework + spread[0],
            "liaisons": level + 0.05 + spread[1],
        })  # fmt: skip

    apart = Results([over(grid(0.03), None), over(grid(0.01), "outputs/calibrate/study")])
    (said,) = answer_in_words(apart)
    assert "of 2 levers “Joint assessment framework” (agrees; then agrees, but small)" in said
    assert "told to have moved for “Joint assessment framework”." in said
    beside = levers_beside(apart)
    assert beside is not None
    assert [row[0] for row in beside.rows] == [
        "Liaisons and joint exercises", "Joint assessment framework",
    ]  # fmt: skip
    assert [row[-1] for row in beside.rows] == ["no", "yes"]
    assert beside.rows[1][1:3] == ["17", "0.1"]
    assert beside.rows[1][3].startswith("+3") or beside.rows[1][3].startswith("+2.9")
    same = Results([over(grid(0.03), None), over(grid(0.03), "outputs/calibrate/study")])
    assert (
        "each of 2 levers is judged as it is over the declared ranges" in answer_in_words(same)[0]
    )
    assert "no mean gain is told to have moved" in answer_in_words(same)[0]
    assert answer_in_words(Results([over(grid(0.03), None)])) == []
