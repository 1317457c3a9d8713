"""The verbs of analysis as a user meets them: small studies through the runner and the store."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.attribution.local import GATES
from bijstand.command_line.main import WRONG_USE, main
from experiments.design.factors import DUMMY, LUCK
from experiments.study.study import open_study
from sim.setting.theories.theory import SWITCHES

pytestmark = pytest.mark.usefixtures("unrendered", "few_boxes")

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
    words = [
        "sensitivity",
        "method=shapley",
        *SHORT,
        FEW,
        "design.points=64",
        "sensitivity.noise_points=10",
        "sensitivity.noise_seeds=2",
        "sensitivity.course_bases=2",
        "sensitivity.outcomes=[gap_closed,together]",
    ]
    assert main(words) == 0
    said = capsys.readouterr().out
    parts = [" ".join(part.split()) for part in said.split("\n\n")[:4]]
    assert parts[0].startswith(
        "Note: theories are brought to the level of “The study's second model”"
    )
    few = "Note: intervals of indices are resampled from fewer than 250 "
    assert parts[1].startswith(few)
    assert any(part.startswith("With this model and these ranges") for part in parts)
    answer = (folder / "outputs" / "sensitivity" / "x" / "answer.md").read_text()
    assert answer.count("Chance alone makes") == 2
    shares = table(folder, "sensitivity", "indices")
    shares = shares[(shares["index"] == "shapley") & (shares["outcome"] == "gap_closed")]
    assert shares["estimate"].sum() == pytest.approx(1.0, abs=1e-9)
    dummy = shares.set_index("factor").loc[DUMMY]
    assert dummy["estimate"] == 0.0 and not dummy["told_from_dummy"]
    assert 0.0 < shares.set_index("factor").loc[LUCK, "estimate"] < 1.0
    # Where runs are held against each other by points, luck is as it is.
    varied = {
        name: [
            factor.name
            for factor in open_study(folder / "outputs" / "sensitivity" / "x" / name)
            .design()
            .factors
        ]
        for name in ("noise", "ranges_halved")
    }
    assert [name for name, factors in varied.items() if LUCK in factors] == ["ranges_halved"]
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
    [
        ("morris", 8, "mu_star"),
        ("sobol", 16, "total"),
        ("ofat", 2, "swing"),
        ("pawn", 100, "pawn"),
        ("delta", 400, "delta"),
    ],
)
def test_every_other_method(method: str, points: int, index: str, folder: Path) -> None:
    words = [
        "sensitivity",
        f"method={method}",
        *SHORT,
        FEW,
        f"design.points={points}",
        "sensitivity.noise_points=0",
        "sensitivity.ranges=[]",
        "sensitivity.course_factors=0",
        "language=nl",
        *(["replications=5"] if method == "ofat" else []),
    ]
    assert main(words) == 0
    found = table(folder, "sensitivity", "indices")
    rows = found[found["index"] == index].set_index("factor")["estimate"]
    # The yardstick of designs of pairs comes by itself, and to no other.
    yardstick = [LUCK] if method in ("morris", "sobol") else []
    assert list(rows.index[3:]) == [DUMMY, *yardstick] and np.isfinite(rows).all()
    assert (rows[yardstick] > 0.0).all()
    if method in ("morris", "sobol", "ofat"):
        assert rows[DUMMY] == 0.0
    assert "ranks" in figures(folder, "sensitivity")


def test_by_itself_it_asks_a_surrogate_and_says_first_how_much_that_misses(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [
        "sensitivity",
        *SHORT,
        "design.factors=[agreements,extra_pre_authorised,theory.gates]",
        "design.points=200",
        "sensitivity.noise_points=20",
        "sensitivity.corrected_points=20",
        "sensitivity.ranges=[]",
        "sensitivity.screened_points=0",
        "sensitivity.course_factors=0",
    ]
    assert main(words) == 0
    said = " ".join(capsys.readouterr().out.split())
    order = [said.index(part) for part in ("Q²", "Chance makes", "In the source study's terms")]
    assert order == sorted(order)
    shares = table(folder, "sensitivity", "indices")
    shares = shares[shares["index"] == "surrogate"]
    assert shares["estimate"].sum() == pytest.approx(1.0, abs=1e-9)
    terms = table(folder, "sensitivity", "terms").set_index("term")["estimate"]
    dummy = shares.set_index("factor").loc[DUMMY, "estimate"]
    assert terms.sum() + dummy == pytest.approx(1.0, abs=1e-9)
    assert set(terms.index) == {"communication", "transparency", "open"}
    assert {"terms", "ranks"} <= figures(folder, "sensitivity")
    # Read again from its folder it says the same.
    answer = (folder / "outputs" / "sensitivity" / "x" / "answer.md").read_text()
    assert main(["sensitivity", "from=outputs/sensitivity/x/resolved_config.yaml"]) == 0
    assert (folder / "outputs" / "sensitivity" / "x" / "answer.md").read_text() == answer


def test_groups_of_conditions_by_sobol(folder: Path) -> None:
    words = [
        "sensitivity",
        "method=sobol",
        "design.groups=true",
        "design.points=2",
        *SHORT,
        "design.factors=[group.willing,group.capacity]",
        "sensitivity.noise_points=0",
        "sensitivity.ranges=[]",
        "sensitivity.course_factors=0",
    ]
    assert main(words) == 0
    found = table(folder, "sensitivity", "indices")
    assert set(found["factor"]) == {"willing", "capacity", "control", LUCK}
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
    words = [
        "mediate",
        *SHORT,
        "run.seeds=2",
        "mediate.necessity_points=8",
        "mediate.necessity_seeds=1",
        "mediate.theories=[figure_2]",
    ]
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
    assert main(["plausible", *SHORT, "plausible.points=70", "plausible.seeds=1"]) == 0
    left = pd.read_parquet(folder / "outputs" / "plausible" / "x" / "plausible.parquet")
    points = table(folder, "plausible", "points")
    assert len(left) == points["plausible"].sum() > 20
    assert set(points["wave"]) == {1, 2}
    distances = table(folder, "plausible", "distances").abs().max(axis=1)
    assert ((distances <= 3.0) == points["plausible"]).all()
    robust = [
        "robust",
        *SHORT,
        "robust.policies=[none,liaisons]",
        "robust.draws=8",
        "robust.scenarios=[baseline]",
        "robust.seeds=1",
    ]
    assert main([*robust, "within=outputs/plausible/x"]) == 0
    design = open_study(folder / "outputs" / "robust" / "x").design().table
    drawn = design["conditions.agreements"].unique()
    assert len(drawn) == 8, "a draw for each future, none shared: futures are independent"
    assert set(np.round(drawn, 12)) <= set(np.round(left["conditions.agreements"], 12))
    assert {f"theory.{name}" for name in SWITCHES} <= {*design}, "open questions are drawn too"
    frontier = table(folder, "robust", "frontier").set_index("policy")
    assert frontier.loc["none", "cost"] == 0 and frontier.loc["liaisons", "cost"] > 10
    assert figures(folder, "robust") == {"regret", "frontier", "ranks"}


def test_discovery_by_the_command_line(folder: Path) -> None:
    words = [
        "discover",
        *SHORT,
        "design.points=90",
        "discover.seeds=1",
        "design.factors=[shortage_defence,own_load_defence,agreements]",
        "discover.worst=0.4",
    ]
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
        (["sensitivity", "method=surrogate", "design=morris"], ["design=morris does not suit"]),
        (["sensitivity", "sensitivity.corrected_points=-1"], ["sensitivity.corrected_points is"]),
        (["sensitivity", "within=nowhere"], ["within=", "method=pawn, delta"]),
        (["sensitivity", "method=pawn", "within=nowhere"], ["within=nowhere", "plausible.parquet"]),
        (["sensitivity", "run.seeds=3"], ["'run.seeds' means nothing to bijstand sensitivity"]),
        (["sensitivity", "sensitivity.point=3"], ["sensitivity.point'"]),
        (["attribute", "attribute.outcome=gap"], ["unknown outcome 'gap'", "attribute.outcome"]),
        (["attribute", "attribute.scenarios=[flod]"], ["unknown scenario 'flod'", "'flood'"]),
        (["attribute", "attribute.scenarios=flood"], ["attribute.scenarios is", "brackets"]),
        (["mediate", "mediate.theories=[figure_3]"], ["unknown theory 'figure_3'"]),
        (
            ["mediate", "mediate.willingness.low.willingness_shift_provider=-3"],
            ["willingness_shift_provider", "-3"],
        ),
        (["discover", "discover.worst=2"], ["discover.worst is 2"]),
        (["discover", "discover.threshold=low"], ["discover.threshold is 'low'", "a number"]),
        (["robust", "robust.policies=[liaison]"], ["unknown policy 'liaison'", "'liaisons'"]),
        (["robust", "robust.draws=0"], ["robust.draws is 0"]),
        (["plausible", "plausible.targets=none"], ["plausible.targets 'none'", "targets"]),
        (["plausible", "plausible.waves=0"], ["plausible.waves is 0"]),
    ],
)
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
    words = [
        "sensitivity",
        "method=shapley",
        *SHORT,
        FEW,
        "design.points=2",
        "sensitivity.noise_points=0",
        "sensitivity.outcomes=[learning_dividend]",
    ]
    assert main(words) == WRONG_USE
    said = capsys.readouterr().err
    assert "'learning_dividend' does not exist in 12 of 12 runs" in said and "run.days=" in said
    assert len(open_study(folder / "outputs" / "sensitivity" / "x").runs()) == 12
