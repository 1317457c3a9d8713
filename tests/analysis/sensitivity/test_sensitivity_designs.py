"""What a study of sensitivity runs: ranges, courses, and known functions through the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from analysis.sensitivity.designs import course_design, hold_out, levels_of, levers, ranged
from analysis.sensitivity.estimation.sample import Sample, outcome_values
from analysis.sensitivity.findings import findings_of
from experiments.configuration.question import ask
from experiments.design import make_design
from experiments.design.factors import DUMMY, Factor, declared_factors
from experiments.design.frame import Frame
from experiments.study.study import run_study
from sim.conditions import CONDITIONS
from tests.reading.refusals import refusal


def test_levers_can_be_left_out() -> None:
    assert {"extra_pre_authorised", "civil_training"} <= set(levers())
    assert all(CONDITIONS[name].default == CONDITIONS[name].low for name in levers())
    question = ask(
        ["design=lhs", "sensitivity.leave_out=[levers,group.trust,dummy]"], "sensitivity"
    )
    hold_out(question)
    named = question.composed.content["design"]["factors"]
    assert DUMMY in named and "conditions.civil_training" not in named
    assert "conditions.trust_start" not in named and "theory.trust" in named


def test_other_ranges_lie_inside_the_declared_ones() -> None:
    factors = declared_factors()
    halved = {f.name: f for f in ranged(factors, "halved")}
    evidence = {f.name: f for f in ranged(factors, "evidence")}
    narrower = 0
    for factor in factors:
        assert halved[factor.name].high - halved[factor.name].low in (
            pytest.approx((factor.high - factor.low) / 2),
            factor.high - factor.low,
        )
        narrower += evidence[factor.name] != factor
    assert narrower == 4
    assert evidence["conditions.shortage_defence"].low == 0.15


def test_one_at_a_time_and_courses_move_one_factor() -> None:
    factors = declared_factors(["agreements", "theory.trust"])
    design = make_design("ofat", factors, 3)
    levels = levels_of(design)
    own = levels[levels["factor"] == "conditions.agreements"]
    assert own["value"].is_monotonic_increasing and 0.35 in set(own["value"])
    courses, places = course_design(factors, ["conditions.agreements"], 2, 3, seed=1)
    assert len(places) == 6 and list(courses.base_rows) == [0, 0, 0, 1, 1, 1]
    assert courses.table.groupby("base_row")["theory.trust"].nunique().max() == 1


def through_the_store(
    folder: Path, kind: str, points: int, function: Callable[..., npt.NDArray[np.float64]]
) -> Sample:
    """Run a design through runner and store, and put a function with known answers in its place.

    The model's part is short; what is tested is that design, seeds, order and store bring every
    value back to its row.
    """
    names = ("conditions.agreements", "conditions.blocking", "conditions.urgency", DUMMY)
    bounds = [(0.0, 0.95), (0.2, 0.8), (0.0, 1.0), (0.0, 1.0)]
    factors = [Factor(n, low, high) for n, (low, high) in zip(names, bounds, strict=True)]
    design = make_design(kind, factors, points)
    frame = Frame(days=1, warm_up_days=0)
    study = run_study(design, frame, folder / kind, seeds=1, keep=echo)
    design, kept = study.design(), study.kept().set_index("point")
    # Each run tells with which conditions it was run: the function is of those, not of the table.
    told = kept.loc[design.table["point"], list(names)].to_numpy(float)
    assert told == pytest.approx(design.raw), "a run has the values that were sampled for it"
    unit = (told - [b[0] for b in bounds]) / [b[1] - b[0] for b in bounds]
    runs = study.runs().assign(y=function(*(2 * np.pi * unit[:, :3].T - np.pi)))
    values = outcome_values(runs, "y", design.table["point"].to_numpy())
    return Sample(design.kind, design.problem, design.raw, design.base_rows, values)


def echo(run: object) -> dict[str, float]:
    conditions = run.setting.conditions  # type: ignore[attr-defined]
    return {f"conditions.{name}": conditions[name] for name in CONDITIONS}


@pytest.mark.parametrize(("kind", "index"), [("shapley", "shapley"), ("sobol", "total")])
def test_ishigami_through_runner_and_store(kind: str, index: str, tmp_path: Path) -> None:
    from tests.made.known_functions import TRUTH  # noqa: PLC0415

    sample = through_the_store(
        tmp_path, kind, 64, lambda a, b, c: np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)
    )
    found = findings_of(sample, kind, "gap_closed", {}).indices
    rows = found[found["index"] == index]
    assert rows["estimate"].to_numpy() == pytest.approx(TRUTH[index], abs=0.2)
    inside = (rows["low"] - 0.05 <= TRUTH[index]) & (TRUTH[index] <= rows["high"] + 0.05)
    assert inside.all()
    assert not rows.set_index("factor").loc[DUMMY, "told_from_dummy"]


def test_refusal_of_a_range_outside_the_declared_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.sensitivity import designs as extra_designs  # noqa: PLC0415

    given = {"conditions": {"agreements": {"low": 0.5, "high": 2.0}}}
    monkeypatch.setattr(extra_designs, "read_named", lambda group, name: given)
    said = refusal(lambda: ranged(declared_factors(["agreements"]), "evidence"))
    assert "conf/ranges/evidence.yaml" in said and "inside 0 to 0.95" in said
