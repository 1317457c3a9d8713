"""The verbs of analysis as a user meets them: small studies through the runner and the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from analysis.attribution.local import GATES
from analysis.sensitivity.designs import course_design, hold_out, levels_of, levers, ranged
from analysis.sensitivity.findings import findings_of
from analysis.sensitivity.sample import Sample, outcome_values
from bijstand.command_line.main import WRONG_USE, main
from experiments.configuration.question import ask
from experiments.design import make_design
from experiments.design.factors import DUMMY, Factor, declared_factors
from experiments.design.frame import Frame
from experiments.study.study import open_study, run_study
from sim.conditions import CONDITIONS
from tests.refusals import refusal

pytestmark = pytest.mark.usefixtures("unrendered")

SHORT = ["run.days=60", "run.warm_up_days=5", "output.name=x"]
FEW = "design.factors=[shortage_defence,agreements,theory.gates]"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def table(folder: Path, verb: str, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / "outputs" / verb / "x" / "tables" / f"{name}.csv")


def figures(folder: Path, verb: str) -> set[str]:
    return {file.stem for file in (folder / "outputs" / verb / "x" / "figures").iterdir()}


def test_shapley_by_the_command_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["sensitivity", *SHORT, FEW, "design.points=32", "sensitivity.noise_points=10",
             "sensitivity.noise_seeds=2", "sensitivity.course_bases=2",
             "sensitivity.outcomes=[gap_closed,together]"]  # fmt: skip
    assert main(words) == 0
    said = capsys.readouterr().out
    note, first = (part.replace("\n", " ") for part in said.split("\n\n")[:2])
    assert note.startswith("Note: theories are brought to the level of figure_2")
    assert first.startswith("With this model and these ranges")
    answer = (folder / "outputs" / "sensitivity" / "x" / "answer.md").read_text()
    assert answer.count("Chance alone makes") == 2
    shares = table(folder, "sensitivity", "indices")
    shares = shares[(shares["index"] == "shapley") & (shares["outcome"] == "gap_closed")]
    assert shares["estimate"].sum() == pytest.approx(1.0, abs=1e-9)
    dummy = shares.set_index("factor").loc[DUMMY]
    assert dummy["estimate"] == 0.0 and not dummy["told_from_dummy"]
    ranges = table(folder, "sensitivity", "ranges")
    assert {"rank_full", "rank_halved", "rank_evidence"} <= set(ranges.columns)
    theories = table(folder, "sensitivity", "theories")
    assert set(theories["value"]) == {"product", "minimum", "compensatory"}
    drawn = figures(folder, "sensitivity")
    assert {"ranks_gap_closed", "ranks_together"} <= drawn
    # Where too few runs have each answer, nothing has a rank, and there is nothing to draw.
    ranked = theories.loc[theories["factor"].notna()].groupby("outcome")["rank"].count() > 0
    for outcome in ("gap_closed", "together"):
        assert (f"theories_{outcome}" in drawn) == bool(ranked.get(outcome, False))
    # Once more: everything is there, so nothing is run again and the answer is the same.
    assert main(["sensitivity", "from=outputs/sensitivity/x/resolved_config.yaml"]) == 0
    assert (folder / "outputs" / "sensitivity" / "x" / "answer.md").read_text() == answer


@pytest.mark.parametrize(
    ("method", "points", "index"),
    [("morris", 8, "mu_star"), ("sobol", 16, "total"), ("ofat", 2, "swing"), ("pawn", 100, "pawn"),
     ("delta", 400, "delta")],
)  # fmt: skip
def test_every_other_method(method: str, points: int, index: str, folder: Path) -> None:
    words = ["sensitivity", f"method={method}", *SHORT, FEW, f"design.points={points}",
             "sensitivity.noise_points=0", "sensitivity.ranges=[]", "sensitivity.course_factors=0",
             "language=nl", *(["replications=5"] if method == "ofat" else [])]  # fmt: skip
    assert main(words) == 0
    found = table(folder, "sensitivity", "indices")
    rows = found[found["index"] == index].set_index("factor")["estimate"]
    assert len(rows) == 4 and np.isfinite(rows).all()
    if method in ("morris", "sobol", "ofat"):
        assert rows[DUMMY] == 0.0
    assert "ranks" in figures(folder, "sensitivity")


def test_groups_of_conditions_by_sobol(folder: Path) -> None:
    words = ["sensitivity", "method=sobol", "design.groups=true", "design.points=2", *SHORT,
             "design.factors=[group.willing,group.capacity]", "sensitivity.noise_points=0",
             "sensitivity.ranges=[]", "sensitivity.course_factors=0"]  # fmt: skip
    assert main(words) == 0
    found = table(folder, "sensitivity", "indices")
    assert set(found["factor"]) == {"willing", "capacity", "control"}
    assert found.set_index(["factor", "index"]).loc[("control", "total"), "estimate"] == 0.0


def test_attribution_by_the_command_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["attribute", *SHORT, "run.seeds=2", "attribute.scenarios=[baseline,crisis]"]
    assert main([*words, "attribute.theories=[figure_1,figure_2]"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "“As it is, The study's first model”: who says no" in said
    assert "What it would bring" in said
    worth = table(folder, "attribute", "worth").pivot(
        index="setting", columns="gate", values="worth"
    )
    assert len(worth) == 4
    sums = worth[list(GATES)].sum(axis=1)
    assert sums.to_numpy() == pytest.approx(worth["recoverable"].to_numpy(), abs=1e-12)
    shares = table(folder, "attribute", "causes").groupby("setting")["share"].sum()
    assert shares.to_numpy() == pytest.approx(1.0)
    assert figures(folder, "attribute") == {"gates_and_worth", "causes", "classes"}


def test_mediation_by_the_command_line(folder: Path) -> None:
    words = ["mediate", *SHORT, "run.seeds=2", "mediate.necessity_points=8",
             "mediate.necessity_seeds=1", "mediate.theories=[figure_2]"]  # fmt: skip
    assert main(words) == 0
    effects = table(folder, "mediate", "mediation").set_index("effect")["estimate"]
    assert effects["indirect"] + effects["direct"] == pytest.approx(effects["total"], abs=1e-12)
    moderation = table(folder, "mediate", "moderation")
    assert len(moderation) == 3 * 3 * 2
    raw = moderation[moderation["scale"] == "raw"]
    spans = raw.pivot(index="moderator", columns="span", values="difference")
    assert (spans["low_middle"] + spans["middle_high"]).to_numpy() == pytest.approx(
        spans["low_high"].to_numpy(), abs=1e-12
    )
    assert set(table(folder, "mediate", "necessity")["condition"]) == set(GATES)


def test_plausible_set_and_what_runs_over_it(folder: Path) -> None:
    assert main(["plausible", *SHORT, "plausible.points=30", "plausible.seeds=1"]) == 0
    left = pd.read_parquet(folder / "outputs" / "plausible" / "x" / "plausible.parquet")
    points = table(folder, "plausible", "points")
    assert len(left) == points["plausible"].sum() > 20
    assert set(points["wave"]) == {1, 2}
    distances = table(folder, "plausible", "distances").abs().max(axis=1)
    assert ((distances <= 3.0) == points["plausible"]).all()
    robust = ["robust", *SHORT, "robust.policies=[none,liaisons]", "robust.draws=3",
              "robust.scenarios=[baseline]", "robust.seeds=1"]  # fmt: skip
    assert main([*robust, "within=outputs/plausible/x"]) == 0
    design = open_study(folder / "outputs" / "robust" / "x").design().table
    drawn = design["conditions.agreements"].unique()
    assert len(drawn) == 6, "three draws for each theory, none shared: futures are independent"
    assert set(np.round(drawn, 12)) <= set(np.round(left["conditions.agreements"], 12))
    assert "conditions.reserve_response" not in design, "what theories differ in is not drawn"
    frontier = table(folder, "robust", "frontier").set_index("policy")
    assert frontier.loc["none", "cost"] == 0 and frontier.loc["liaisons", "cost"] > 10
    assert figures(folder, "robust") == {"regret", "frontier", "ranks"}


def test_discovery_by_the_command_line(folder: Path) -> None:
    words = ["discover", *SHORT, "design.points=90", "discover.seeds=1",
             "design.factors=[shortage_defence,own_load_defence,agreements]",
             "discover.worst=0.4"]  # fmt: skip
    assert main(words) == 0
    check = table(folder, "discover", "check").set_index("part")
    assert check["points"].sum() == 90 and check.loc["held_out", "points"] == 30
    assert 1 <= len(table(folder, "discover", "box")) <= 4


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["sensitivity", "method=shaply"], ["unknown method 'shaply'", "'shapley'"]),
        (["sensitivity", "method=sobol", "design=lhs"], ["design=lhs does not suit"]),
        (["sensitivity", "method=sobol", "design.points=3"], ["is 3", "power of two"]),
        (["sensitivity", "sensitivity.outcomes=[gap]"], ["unknown outcome 'gap'", "gap_closed"]),
        (["sensitivity", "sensitivity.ranges=[half]"], ["unknown ranges 'half'", "halved"]),
        (["sensitivity", "sensitivity.leave_out=[lever]"], ["unknown factor 'lever'"]),
        (["sensitivity", "sensitivity.noise_points=-1"], ["sensitivity.noise_points is -1"]),
        (["sensitivity", "within=nowhere"], ["within=", "method=pawn, delta"]),
        (["sensitivity", "method=pawn", "within=nowhere"], ["within=nowhere", "plausible.parquet"]),
        (["sensitivity", "run.seeds=3"], ["'run.seeds' means nothing to bijstand sensitivity"]),
        (["sensitivity", "sensitivity.point=3"], ["sensitivity.point'"]),
        (["attribute", "attribute.outcome=gap"], ["unknown outcome 'gap'", "attribute.outcome"]),
        (["attribute", "attribute.scenarios=[flod]"], ["unknown scenario 'flod'", "'flood'"]),
        (["attribute", "attribute.scenarios=flood"], ["attribute.scenarios is", "brackets"]),
        (["mediate", "mediate.theories=[figure_3]"], ["unknown theory 'figure_3'"]),
        (["mediate", "mediate.willingness.low.willingness_shift_provider=-3"],
         ["willingness_shift_provider", "-3"]),
        (["discover", "discover.worst=2"], ["discover.worst is 2"]),
        (["discover", "discover.threshold=low"], ["discover.threshold is 'low'", "a number"]),
        (["robust", "robust.policies=[liaison]"], ["unknown policy 'liaison'", "'liaisons'"]),
        (["robust", "robust.draws=0"], ["robust.draws is 0"]),
        (["plausible", "plausible.targets=none"], ["plausible.targets 'none'", "targets"]),
        (["plausible", "plausible.waves=0"], ["plausible.waves is 0"]),
    ],
)  # fmt: skip
def test_what_the_user_did_wrong_is_one_line(
    words: list[str], parts: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == WRONG_USE
    said = capsys.readouterr().err
    assert said.startswith("bijstand: ") and said.count("\n") == 1
    assert [part for part in parts if part not in said] == [], said
    assert list(folder.iterdir()) == [], "a refused question leaves nothing behind"


def test_outcome_that_does_not_exist_is_refused_with_the_runs_kept(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["sensitivity", *SHORT, FEW, "design.points=2", "sensitivity.noise_points=0",
             "sensitivity.outcomes=[learning_dividend]"]  # fmt: skip
    assert main(words) == WRONG_USE
    said = capsys.readouterr().err
    assert "'learning_dividend' does not exist in 10 of 10 runs" in said and "run.days=" in said
    assert len(open_study(folder / "outputs" / "sensitivity" / "x").runs()) == 10


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
            pytest.approx((factor.high - factor.low) / 2), factor.high - factor.low,
        )  # fmt: skip
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
    from tests.known_functions import TRUTH  # noqa: PLC0415

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
