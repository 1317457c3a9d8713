"""Answers in words say what their tables say, in both languages; figures draw their tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis import (
    discovery_text,
    mediation_text,
    plausible_text,
    robustness_text,
)
from analysis.attribution import answer as attribution
from analysis.attribution.kept import GATE_OF, keep_gates, losses_from, values_from
from analysis.attribution.local import GATES
from analysis.attribution.losses import losses_of
from analysis.attribution.replays import SUBSETS, class_values
from analysis.discovery import Box, columns_of, discover
from analysis.figures.attribution import causes_figure, classes_figure, gates_and_worth_figure
from analysis.figures.courses import directions_figure, screened_figure
from analysis.figures.discovery import box_figure
from analysis.figures.mediation import effects_figure, moderation_figure
from analysis.figures.plausible import narrowing_figure
from analysis.figures.robustness import frontier_figure, ranks_figure, regret_figure
from analysis.figures.sensitivity import (
    convergence_figure,
    theories_figure,
)
from analysis.figures.sensitivity import (
    ranks_figure as sensitivity_ranks_figure,
)
from analysis.figures.style import look, write_figure
from analysis.mediation import level_table, mediation_table, moderation_table
from analysis.necessity import necessity_table
from analysis.pass_rates import keep_pass_rates
from analysis.plausible import Target, narrowing
from analysis.robustness import frontier, group_table, rank_reversals, robustness_table
from analysis.sensitivity.courses import course_table
from analysis.sensitivity.findings import findings_of
from analysis.sensitivity.noise import Noise
from analysis.transplant import Transplant
from sim.run import Run, run_setting
from sim.setting import resolve
from tests.test_sensitivity import sample_of, switched

LANGUAGES = ("en", "nl")
Draw = Callable[[], Any]


@pytest.fixture(autouse=True)
def in_the_look() -> Iterator[None]:
    with look():
        yield


@pytest.fixture(scope="module")
def run() -> Run:
    return run_setting(resolve(days=120, warm_up_days=20), 1)


def opens(draw: Draw, folder: Path) -> None:
    files = write_figure(draw(), folder, "figure")
    assert [file.suffix for file in files] == [".png", ".svg"]
    assert all(file.stat().st_size > 5000 for file in files)


def mediation_of(indirect: dict[str, float]) -> mediation_text.Mediation:
    """Build a test whose indirect effect is known, of a whole of 0.10 under every theory."""
    luck = np.random.default_rng(1).normal(0, 0.005, 30)
    luck -= luck.mean()
    effects, moderation, necessity = [], [], []
    for theory, part in indirect.items():
        worlds = {"high": 0.5, "low": 0.4, "high_with_low": 0.5 - part, "low_with_high": 0.4 + part}
        # The worlds share their luck, and differ a little in it, so that intervals have a width.
        noisy = {
            w: m + luck + place * luck[::-1] / 5 for place, (w, m) in enumerate(worlds.items())
        }
        effects.append(mediation_table(noisy).assign(theory=theory))
        willing = {"low": 0.3, "middle": 0.4, "high": 0.45}
        outcomes = {
            (level, end): w * m + luck / 10 + place * luck[::-1] / 20
            for place, (level, w) in enumerate(willing.items())
            for end, m in (("low", 0.6), ("high", 1.0))
        }
        moderation.append(moderation_table(outcomes).assign(theory=theory, moderator="capacity"))
        rng = np.random.default_rng(2)
        gates = {gate: rng.random(80) for gate in GATES}
        outcome = gates["can"] * rng.random(80)
        necessity.append(necessity_table(gates, outcome).assign(theory=theory))
    rows = [
        (place, theory, "capacity", end, level, seed, 0.4)
        for theory in indirect
        for place, (end, level) in enumerate((e, x) for e in ("low", "high") for x in willing)
        for seed in range(3)
    ]
    columns = ["point", "theory", "moderator", "end", "level", "seed", "gap_closed"]
    levels = level_table(pd.DataFrame(rows, columns=columns), "gap_closed")
    return mediation_text.Mediation(
        "gap_closed", pd.concat(effects), pd.concat(moderation), pd.concat(necessity), levels,
        list(indirect),
    )  # fmt: skip


def test_mediation_is_judged_by_its_sign_and_interval() -> None:
    found = mediation_of({"figure_1": 0.0, "figure_2": 0.05})
    said = mediation_text.sentences(found, "en")
    assert said[0].startswith("Offered capacity carries a part of the effect of willingness under"
                              " figure_2, and not under figure_1")  # fmt: skip
    assert any("+10.0 percentage points" in s and "50% of the effect" in s for s in said)
    against = mediation_text.sentences(mediation_of({"figure_2": -0.03}), "en")
    assert against[0].startswith("Under none of the theories tried (figure_2)")
    assert "works against that: −3.0 percentage points" in against[1]
    assert any("Necessary in figure_2" in s and "can (kunnen)" in s for s in against)
    both = mediation_text.sentences(mediation_of({"a": 0.05, "b": 0.04}), "nl")
    assert both[0].endswith("bij elke geprobeerde theorie (a en b).")


def test_moderation_says_on_which_scale() -> None:
    said = " ".join(mediation_text.sentences(mediation_of({"figure_2": 0.05}), "en"))
    assert "larger where willingness is low to middling (+4.0 percentage points" in said


def robustness_of(grid: pd.DataFrame) -> robustness_text.Robustness:
    metrics = robustness_table(grid, "gap_closed", 0.5)
    costs = dict.fromkeys(grid.columns, 10.0) | {"none": 0.0}
    groups = pd.Series(["baseline, figure_2"] * 2 + ["crisis, figure_2"] * 2, index=grid.index)
    return robustness_text.Robustness(
        "gap_closed", 0.5, ("cost: persons", "kosten: personen"), metrics, rank_reversals(metrics),
        frontier(grid, "gap_closed", costs, "none"), group_table(grid, "gap_closed", groups), grid,
    )  # fmt: skip


GRID = pd.DataFrame(
    {"none": [0.3, 0.3, 0.3, 0.3], "bold": [0.7, 0.7, 0.7, 0.0], "steady": [0.5, 0.5, 0.5, 0.5]},
    index=list("abcd"),
)


def test_robustness_says_where_metrics_disagree() -> None:
    said = robustness_text.sentences(robustness_of(GRID), "en")
    assert "no policy comes first on every metric" in said[0]
    assert "bold on the mean and mean regret" in said[0]
    assert any("steady misses the best policy of a future by 15.0 percentage points" in s
               for s in said)  # fmt: skip
    plain = robustness_text.sentences(robustness_of(GRID.assign(bold=0.9)), "nl")
    assert plain[0].startswith("Over 4 toekomsten staat bold op elke maat")
    table = robustness_of(GRID).regrets.set_index(["group", "policy"])
    assert table.loc[("crisis, figure_2", "bold"), "max_regret"] == pytest.approx(0.5)


@cache
def box_of() -> Box:
    rng = np.random.default_rng(3)
    values = pd.DataFrame({"conditions.agreements": rng.random(400)})
    values["theory.trust"] = rng.choice(["none", "driver"], 400)
    table = columns_of(values, {"theory.trust": ["none", "driver"]})
    failed = (values["conditions.agreements"] < 0.4) & (values["theory.trust"] == "driver")
    return discover(table, failed.to_numpy())


def test_box_is_said_with_its_limits() -> None:
    box = box_of()
    said = discovery_text.sentences(box, "it", "en")
    limit = box.limits.set_index("factor").loc["conditions.agreements", "high"]
    assert f"(agreements) is at most {limit:.3f}" in said[0]
    assert "theory.trust = driver" in said[0] or "theory.trust is not none" in said[0]
    assert discovery_text.failing("gap_closed", 0.333, True, "nl").endswith("lager dan 33,3%")


def plausible_of() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    rng = np.random.default_rng(4)
    values = pd.DataFrame({f"conditions.{n}": rng.random(300) for n in ("agreements", "blocking")})
    kept = values["conditions.agreements"].to_numpy() > 0.5
    points = values.assign(wave=1, plausible=kept, worst_target="often", implausibility=1.0)
    signed = pd.DataFrame({"often": rng.normal(0, 2, 300)})
    return points, signed, narrowing(values, kept)


def test_what_is_narrowed_is_named() -> None:
    points, _, narrowed = plausible_of()
    targets = [Target("often", ("flood",), "supported_per_year", 1.0, 1.0, "made up", "J")]
    said = plausible_text.sentences(points, narrowed, targets, "en")
    left = int(points["plausible"].sum())
    assert f"{left} ({left / 3:.1f}%)".replace(".0%", "%") in said[0]
    assert "(agreements): mean 0.7" in said[2] and "blocking" not in said[2]
    none = plausible_text.sentences(points.assign(plausible=False), narrowed, targets, "en")
    assert none[0].startswith("None of 300 draws is left") and "often (300)" in none[0]


def attribution_of() -> attribution.Attribution:
    rates = {"want": 0.6, "can": 0.3, "may": 0.9}
    rows, kept = [], []
    for subset in SUBSETS:
        for seed in (1, 2, 3):
            y = np.prod([1.0 if g in subset else r for g, r in rates.items()]) + seed / 1000
            key = {"setting": "baseline", "ideal": "+".join(subset) or "none", "seed": seed}
            rows.append({**key, "gap_closed": y})
            lost = {f"{p}_{c}": [0.0, 0.0] for c in GATE_OF for p in ("lost", "sole")}
            lost |= {"lost_unwilling": [0.0, 3.0], "sole_unwilling": [0.0, 3.0]}
            lost |= {"lost_absent": [0.0, 1.0]}
            kept.append({**key, "closed": [0.0, y * 5], "open": [0.0, 5.0], **lost})
    return attribution.attribution_of(
        pd.DataFrame(rows), pd.DataFrame(kept), ["intervention", "flood"], "gap_closed"
    )


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
    losses = losses_from(kept, classes).set_index(["class", "gate", "cause"]).sort_index()
    own = losses_of(run).set_index(["class", "gate", "cause"]).sort_index()
    own = own[own["lost"] > 0]
    pd.testing.assert_frame_equal(losses[["lost", "sole"]], own, check_like=True)
    values = values_from(kept, classes).set_index("class")["open"]
    direct = class_values(run).set_index("class")["open"]
    assert values.to_dict() == pytest.approx(direct[direct > 0].to_dict())


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_drawn_and_open(language: str, tmp_path: Path) -> None:
    shares = attribution_of()
    mediation, robust = mediation_of({"figure_1": 0.0, "figure_2": 0.05}), robustness_of(GRID)
    points, signed, narrowed = plausible_of()
    drawings: list[Draw] = [
        lambda: gates_and_worth_figure(shares, ["As it is"], language),
        lambda: causes_figure(shares, ["As it is"], language),
        lambda: classes_figure(shares, "baseline", "As it is", {}, language),
        lambda: effects_figure(mediation, language),
        lambda: moderation_figure(mediation, language),
        lambda: regret_figure(robust, language),
        lambda: frontier_figure(robust, language),
        lambda: ranks_figure(robust, language),
        lambda: box_figure(box_of(), "it", language),
        lambda: narrowing_figure(points, signed, narrowed, language),
    ]
    for draw in drawings:
        opens(draw, tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_of_sensitivity_are_drawn(language: str, tmp_path: Path) -> None:
    names = ["conditions.agreements", "conditions.blocking", "theory.gates", "conditions.dummy"]
    problem = {"num_vars": 4, "names": names, "bounds": [[0.0, 1.0]] * 2 + [[0.0, 2.0], [0.0, 1.0]]}
    sample = sample_of("shapley", switched, problem, size=64)
    words = {"theory.gates": ("product", "minimum")}
    noise = Noise(0.2, 0.1, 0.3, 1.0, 4.0, 60, 5)
    found = findings_of(sample, "shapley", "gap_closed", "baseline", words, noise)
    places = pd.DataFrame(
        {"point": range(4), "factor": names[0], "base": [0, 0, 1, 1], "value": [0.0, 1.0] * 2}
    )
    runs = pd.DataFrame({"point": range(4), "gap_closed": [0.1, 0.3, 0.2, 0.6]})
    courses = course_table(runs, places, "gap_closed")
    means = courses[courses["base"] == "mean"].set_index("value")["mean"]
    assert means.to_dict() == pytest.approx({0.0: 0.15, 1.0: 0.45})
    found = found.with_directions(courses)
    held = pd.DataFrame({"value": [0.1, 0.3, 0.2, 0.2], "held": [False, False, True, True]})
    for draw in (
        lambda: sensitivity_ranks_figure(found, language),
        lambda: convergence_figure(found, language),
        lambda: theories_figure(found, language),
        lambda: directions_figure(found, language),
        lambda: screened_figure(found.with_left(pd.DataFrame(), held), language),
    ):
        opens(draw, tmp_path)
    ranked = found.theories
    assert not (ranked["factor"] == ranked["switch"]).any(), "a switch at one answer has no effect"
