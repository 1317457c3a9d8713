"""Answers in words say what their tables say, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis.attribution import words as attribution
from analysis.attribution.kept import keep_gates
from analysis.attribution.local import GATES
from analysis.attribution.stored import losses_from, values_from
from analysis.discovery import words as discovery_text
from analysis.mediation import words as mediation_text
from analysis.mediation.pass_rates import keep_pass_rates
from analysis.mediation.transplant import Transplant
from analysis.plausible import words as plausible_text
from analysis.plausible.targets import Target
from analysis.robustness import words as robustness_text
from sim.run import Run, run_setting
from sim.setting.setting import resolve
from tests.again.attribution import kept_again
from tests.made.known_answers import (
    GRID,
    MANY,
    attribution_of,
    box_of,
    mediation_of,
    plausible_of,
    robustness_of,
)


@pytest.fixture(scope="module")
def run() -> Run:
    return run_setting(resolve(days=120, warm_up_days=20), 1)


def test_mediation_is_judged_by_its_sign_and_interval() -> None:
    found = mediation_of({"figure_1": 0.0, "figure_2": 0.05})
    said = mediation_text.sentences(found, "en")
    carries, carries_not = (f"“The study's {which} model”" for which in ("second", "first"))
    assert said[0].startswith(
        "Offered capacity carries a part of the effect of willingness under"
        f" {carries}; that it does is not told under {carries_not}"
    )
    assert any("+10.0 percentage points" in s and "50% of the effect" in s for s in said)
    against = mediation_text.sentences(mediation_of({"figure_2": -0.03}), "en")
    assert against[0].startswith("Under none of the theories tried (“The study's second model”)")
    assert "works against that: −3.0 percentage points" in against[1]
    assert any(f"Necessary in {carries}" in s and "can (kunnen)" in s for s in against)
    both = mediation_text.sentences(mediation_of({"a": 0.05, "b": 0.04}), "nl")
    assert both[0].endswith("bij elke geprobeerde theorie (“a” en “b”).")


def test_mediation_with_one_seed_is_not_judged() -> None:
    found = mediation_of({"figure_2": 0.05})
    alone = replace(found, effects=found.effects.assign(low=float("nan"), high=float("nan")))
    said = mediation_text.sentences(alone, "en")
    assert "Too few seeds for an interval (at least 5" in said[0] and "n/a" not in said[1]


def test_moderation_says_on_which_scale() -> None:
    said = " ".join(mediation_text.sentences(mediation_of({"figure_2": 0.05}), "en"))
    assert "larger where willingness is low to middling (+4.0 percentage points" in said


def test_policies_that_are_equally_good_are_both_named() -> None:
    grid = MANY.assign(bolder=MANY["bold"])
    said = robustness_text.sentences(robustness_of(grid), "en")
    assert "on the mean bold, bolder or steady, which these futures do not tell" in said[0]
    assert any(s.startswith("Pairs of policies that") and s.endswith(": 2.") for s in said)


def test_robustness_says_where_metrics_disagree() -> None:
    few = robustness_text.sentences(robustness_of(GRID), "en")
    assert "no policy comes first by itself on every metric" in few[0]
    assert few[1] == "By the mean no policy is told from the first."
    said = robustness_text.sentences(robustness_of(MANY), "en")
    assert "steady on the 90th percentile of regret and the share that is good enough" in said[0]
    assert any(
        "steady misses the best policy of a future by 15.0 percentage points" in s for s in said
    )
    better = GRID.assign(bold=0.9, steady=0.4)
    plain = robustness_text.sentences(robustness_of(better), "nl")
    assert plain[0].startswith("Over 8 toekomsten staat bold eerste op het gemiddelde, het 90e")
    table = robustness_of(GRID).regrets.set_index(["group", "policy"])
    assert table.loc[("crisis, figure_2", "bold"), "max_regret"] == pytest.approx(0.5)


def test_box_is_said_with_its_limits() -> None:
    box = box_of()
    said = discovery_text.sentences(box, "it", "en")
    limit = box.limits.set_index("factor").loc["conditions.agreements", "high"]
    assert f"(agreements) is at most {limit:.3f}" in said[0]
    asked = "the answer to “What does trust do?” (trust) is "
    assert f"{asked}a driver of its own" in said[0] or f"{asked}not nothing" in said[0]
    assert discovery_text.failing("gap_closed", 0.333, True, "nl").endswith("lager dan 33,3%")


def test_what_is_narrowed_is_named() -> None:
    points, _, narrowed = plausible_of()
    targets = [Target("often", ("flood",), "supported_per_year", 1.0, 1.0, "made up", "J")]
    said = plausible_text.sentences(points, narrowed, targets, "en")
    left = int(points["plausible"].sum())
    assert f"{left} ({left / 3:.1f}%)".replace(".0%", "%") in said[0]
    assert "(agreements): mean 0.7" in said[2] and "blocking" not in said[2]
    none = plausible_text.sentences(points.assign(plausible=False), narrowed, targets, "en")
    assert none[0].startswith("None of 300 draws from the priors is left")
    assert "often (300)" in none[0]


def test_attribution_says_that_the_two_answers_differ() -> None:
    found = attribution_of()
    said = " ".join(attribution.sentences(found, "en"))
    assert "want (willen) 75% and can (kunnen) 25%" in said
    assert "The two differ: want (willen) says no most, but can (kunnen) would bring most" in said
    assert "from 16.4% to 100.2%" in said
    assert set(found.classes["class"]) == {"flood"}
    by_class = found.class_worth.set_index("gate")["worth"]
    whole = found.worth.set_index("gate")["worth"]
    assert by_class[list(GATES)].to_numpy() == pytest.approx(whole[list(GATES)].to_numpy())


def test_what_is_kept_of_a_run_gives_its_tables_again(run: Run) -> None:
    classes = [c.id for c in run.setting.world.classes]
    row = {"setting": "x", "ideal": "", "seed": 1, **keep_gates(run)}
    kept = pd.DataFrame([row])
    again = kept_again(run)
    losses = losses_from(kept, classes)
    for row in losses.to_dict("records"):
        place = classes.index(row["class"])
        assert row["lost"] == pytest.approx(again[f"lost_{row['cause']}"][place])
        assert row["sole"] == pytest.approx(again[f"sole_{row['cause']}"][place])
    whole = sum(sum(again[part]) for part in again if part.startswith("lost_"))
    assert losses["lost"].sum() == pytest.approx(whole)
    values = values_from(kept, classes).set_index("class")["open"]
    opened = dict(zip(classes, again["open"], strict=True))
    assert values.to_dict() == pytest.approx({name: v for name, v in opened.items() if v > 0})


def test_pass_rates_are_shares_of_needs_with_a_gap(run: Run) -> None:
    consented = {c.id for c in run.setting.world.classes if c.pre_authorised}
    requests = run.requests
    needs = requests[~requests["class"].isin(consented) & (requests["gap"] > 0)]
    assert keep_pass_rates(run) == pytest.approx({g: needs[g].mean() for g in GATES})


def test_transplant_runs_the_worlds_on_the_tape_of_the_run() -> None:
    high = resolve(days=60, warm_up_days=10, conditions={"willingness_shift_provider": 0.08})
    run = run_setting(high, 2)
    same = Transplant((("willingness_shift_provider", 0.08),), "gap_closed")(run)
    assert set(same.values()) == {run.outcomes["gap_closed"]}
    other = Transplant((("willingness_shift_provider", -0.08),), "gap_closed")(run)
    low = resolve(days=60, warm_up_days=10, conditions={"willingness_shift_provider": -0.08})
    assert other["low"] == run_setting(low, 2).outcomes["gap_closed"]
