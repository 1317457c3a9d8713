"""``bijstand calibrate`` as a user meets it: small studies from the words to the belief."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import bijstand
from analysis.answers import open_answer
from analysis.calibration import answer as answer_module
from analysis.calibration.findings import Findings
from analysis.calibration.grids import grids
from analysis.calibration.made import made_sets
from analysis.calibration.weighing import proposed as proposed_module
from analysis.calibration.weighing import waves as waves_module
from analysis.calibration.weighing.posterior import Posterior
from analysis.calibration.weighing.proposed import Beside, beside, proposal, settings_design
from analysis.calibration.words import sentences
from analysis.plausible import targets as targets_module
from analysis.plausible.seen import OF, Seen
from analysis.plausible.targets import Target, load_targets
from bijstand.command_line.main import main
from experiments.design.belief import BELIEF, read_belief
from experiments.design.digest import digest_of
from experiments.study.study import open_study
from sim.run import run_setting
from sim.setting.setting import resolve
from sim.world import World, load_world
from tests.analysis.calibration.toy import FIRST, QUESTION, SECOND, targets, toy_draws
from tests.reading.refusals import refusal
from tests.reading.sound_figures import ids_in

pytestmark = pytest.mark.usefixtures("unrendered")

SMALL = [
    "run.days=60",
    "run.warm_up_days=10",
    "executor=serial",
    "calibrate.points=120",
    "calibrate.seeds=1",
    "calibrate.made=20",
    "calibrate.movers=4",
    "calibrate.waves=1",
    "output.name=x",
]


def vague(world: World, name: str = "targets") -> tuple[tuple[Target, ...], float]:
    """Return figures so vague that a few draws are worth enough to tell something."""
    known = [t for t in load_targets(world, name)[0] if t.statistic == "supported_per_year"]
    return tuple(replace(target, spread=4.0) for target in known[:3]), 3.0


@pytest.fixture(autouse=True)
def few_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wave is chosen among fewer, so that small studies take no longer than their runs."""
    monkeypatch.setattr(waves_module, "CANDIDATES", 3_000)


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(targets_module, "load_targets", vague)
    monkeypatch.setattr(answer_module, "load_targets", vague)
    return tmp_path / "outputs" / "calibrate" / "x"


def test_few_draws_tell_nothing_and_make_no_belief(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["run.days=20", "calibrate.points=100", "calibrate.waves=2"]
    assert main(["calibrate", *SMALL, *words]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "200 draws of 2 waves are worth only" in said and "no belief is made" in said
    assert "standard deviations" in said and "Given these" not in said
    folder = tmp_path / "outputs" / "calibrate" / "x"
    assert not (folder / BELIEF).exists()
    assert sorted(f.stem for f in (folder / "tables").glob("*.csv")) == ["settings", "waves"]
    design = open_study(folder).design()
    heads = {factor.name.partition(".")[0] for factor in design.factors}
    assert heads == {"conditions", "theory", "world"}
    # Each draw of each wave has a luck of its own.
    further = open_study(folder / "wave_2").design()
    assert set(design.base_rows).isdisjoint(further.base_rows)


def test_the_whole_way_from_draws_to_a_belief_that_other_verbs_take(
    told: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["calibrate", *SMALL, "calibrate.waves=2", "calibrate.effective=200"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    for part in (
        "Given these 3 statistics",
        "none of the 11 open questions",
        "data sets",
        "Weight of the answers",
        "are worth",
        "belief=outputs/calibrate/x",
    ):
        assert part in said, part
    belief = read_belief(told)
    assert 100 <= belief.effective <= 240 and belief.provenance["verb"] == "calibrate"
    assert belief.answers("drivers") == pytest.approx(
        dict.fromkeys(("sum", "balanced", "weakest"), 1 / 3), abs=0.1
    )
    monkeypatch.setattr(answer_module, "calibrated", None)
    again = open_answer(told)  # without choosing the draws anew
    assert again.sentences("nl")[0].startswith("Gegeven deze 3 statistieken")
    assert set(again.figures) == {"theories", "moved", "seen"}
    for language in ("en", "nl"):
        for name in again.figures:
            assert ids_in(again.in_language(language).figures[name]) == [], name
    words = [
        "run.days=20",
        "run.warm_up_days=5",
        "executor=serial",
        "output.name=y",
        "design.points=40",
        "design.factors=[trust_start]",
        f"belief={told}",
    ]
    assert main(["sweep", *words]) == 0
    swept = open_study(told.parents[1] / "sweep" / "y").design()
    assert set(belief.draws.columns) <= set(swept.columns)


def test_what_is_asked_again_is_not_run_again_and_what_is_fixed_is_not_drawn(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixed = {"theory": {"drivers": "weakest"}, "conditions": {"agreements": 0.5}, "name": "x"}
    quick = {"points": 120, "seeds": 1, "movers": 4, "waves": 1, "days": 60, "warm_up_days": 10}
    found = bijstand.calibrate(**fixed, **quick, made=20, executor="serial")
    names = found.study.design().columns
    assert QUESTION not in names and FIRST not in names
    assert set(found.tables["theories"]["factor"]) >= {"theory.gates"} and QUESTION not in set(
        found.tables["theories"]["factor"]
    )
    runs = (told / "runs").stat().st_mtime_ns
    again = bijstand.calibrate(**fixed, **quick, made=30, executor="serial")
    assert (told / "runs").stat().st_mtime_ns == runs
    assert len(again.parts["findings"].made.sets) == 30


def test_figures_are_read_off_a_run_as_its_log_says() -> None:
    known, _ = load_targets(load_world(None))
    setting = resolve(days=400, warm_up_days=30)
    run = run_setting(setting, 3)
    seen, log = Seen(known)(run), run.requests
    police = {c.id for c in setting.world.classes if c.requester == "politie"}
    consent = {c.id for c in setting.world.classes if c.pre_authorised}
    formal = log[log["filed"] & log["class"].isin(police - consent) & (log["end_state"] != "open")]
    honoured = formal["end_state"].isin(["supported", "no_go", "support_withdrawn"])
    assert seen["requests_honoured"] == pytest.approx(honoured.mean())
    assert seen["requests_honoured"] == pytest.approx(run.outcomes["formal_acceptance"])
    assert seen["requests_honoured" + OF] == len(formal)
    assert seen["formal_requests"] == pytest.approx(len(formal) * 365 / 400)
    classes = next(t.classes for t in known if t.name == "searching_and_observing")
    share = formal["class"].isin(classes).mean()
    assert seen["searching_and_observing"] == pytest.approx(share)
    guarded = log[(log["class"] == "guarding_objects") & (log["end_state"] == "supported")]
    rungs = {unit.id: unit.rung for unit in setting.world.units}
    first = guarded["provider"].map(rungs) == 1
    assert seen["first_rung"] == pytest.approx(first.mean(), abs=0.02)


def test_targets_say_what_was_seen_in_one_way_and_never_the_highest_year_alone() -> None:
    known = {target.name: target for target in load_targets(load_world(None))[0]}
    honoured = known["requests_honoured"]
    assert (honoured.value, honoured.trials, honoured.unrecorded) == (1.0, 447, (0.0, 0.8))
    requests = known["formal_requests"]
    assert requests.value == pytest.approx(np.sqrt(128 * 300))
    assert requests.value * np.exp(1.6448536 * requests.spread) == pytest.approx(300)
    assert known["observation_flights"].value < 14
    shares = known["searching_and_observing"]
    logit = np.log(shares.value / (1 - shares.value))
    assert 1 / (1 + np.exp(1.6448536 * shares.spread - logit)) == pytest.approx(0.5)
    assert all(target.source and target.grade in "AB" for target in known.values())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"value": 2.0}, ["says what was seen", "value with spread"]),
        ({"value": 2.0, "spread": 1.0, "range": [1.0, 2.0]}, ["in 2 ways"]),
        ({}, ["in 0 ways"]),
        ({"range": [2.0, 1.0]}, ["range is 2 to 1"]),
        ({"range": [0.5, 1.0], "statistic": "share_of_requests"}, ["shares below 1"]),
        ({"value": 1.5, "spread": 1.0, "statistic": "share_of_requests"}, ["a share below 1"]),
        ({"counted": [1, 2]}, ["formal_acceptance alone"]),
        ({"counted": [3, 2], "statistic": "formal_acceptance", "classes": []}, ["3 of 2"]),
        ({"counted": [1, 2], "statistic": "formal_acceptance"}, ["no classes"]),
        ({"value": 1.0, "spread": 1.0, "classes": []}, ["one class or more"]),
    ],
)
def test_a_target_that_is_not_as_it_must_be_is_refused(
    given: dict[str, Any], said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    base = {
        "name": "odd",
        "classes": ["flood"],
        "statistic": "supported_per_year",
        "source": "made",
        "grade": "J",
    }
    content = {"limit": 3.0, "targets": [{**base, **given}]}
    monkeypatch.setattr(targets_module, "read_named", lambda *_: content)
    told_ = refusal(lambda: load_targets(load_world(None)))
    assert all(part in told_ for part in [*said, "odd"])


def findings(sum_of_both: float, spread: float, waves: int = 2) -> Findings:
    draws = toy_draws(targets(sum_of_both, spread), waves, points=900)
    posterior = Posterior(draws)
    seen = pd.DataFrame({"point": [0, 0], "both": np.exp(0.9), "first": np.exp(0.5)})
    wanted = proposal(posterior, {"drivers": "sum"}) if posterior.tells else {}
    if wanted:
        lies = sum(wanted.get(name, 0.5) for name in (FIRST, SECOND))
        nearer = pd.DataFrame(
            {"point": [1, 1], "both": np.exp(lies), "first": np.exp(wanted.get(FIRST, 0.5))}
        )
        seen = pd.concat([seen, nearer], ignore_index=True)
    made = made_sets(draws, 20, [FIRST, SECOND])
    return Findings(posterior, made, beside(posterior, wanted, seen, 2), draws.targets)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_answer_is_said_in_both_languages(language: str) -> None:
    told_ = sentences(findings(1.9, 0.1), Path("there"), language)
    place = int(language == "nl")
    assert ("“the weakest counts”", "“de zwakste telt”")[place] in told_[0] and ("19", "19")[
        place
    ] in told_[0]
    assert any("belief=there" in line for line in told_)
    assert any(
        ("Left out", "Weggelaten")[place] in line or ("foretell", "voorspellen")[place] in line
        for line in told_
    )
    few = sentences(findings(1.9, 0.001, waves=1), Path("there"), language)
    assert ("worth only", "maar")[place] in few[0] and len(few) == 3
    for grid in grids(findings(1.9, 0.1), language):
        assert grid.title and grid.rows and all(len(r) == len(grid.columns) + 1 for r in grid.rows)


def test_a_nearer_setting_is_proposed_and_one_that_is_not_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = findings(1.1, 0.05)
    proposed = found.beside.proposed
    assert set(proposed) == {FIRST, SECOND} and proposed[FIRST] < 0.35
    assert found.beside.better
    monkeypatch.setattr(proposed_module, "WORTH_CHANGING", 1e9)
    assert proposal(found.posterior, {"drivers": "sum"}) == {}
    said = " ".join(sentences(found, Path("there"), "en"))
    assert f"conditions.agreements={proposed[FIRST]:g}" in said and "not taken" in said
    design = settings_design(proposed)
    assert len(design) == 2 and set(design.base_rows) == {0}
    assert len(settings_design({})) == 1
    table = pd.DataFrame({"target": ["a"], "default": [1.0], "proposed": [0.5]})
    assert Beside(proposed, table, (-3.0, -2.0)).better
    assert not Beside(proposed, table, (-2.0, -3.0)).better
    assert not Beside(proposed, table.assign(proposed=-1.5), (-3.0, -2.0)).better
    assert not Beside({}, table, (-3.0,)).better


def test_a_figure_that_a_setting_has_nothing_beside_is_not_its_worst() -> None:
    table = pd.DataFrame({"target": list("abc"), "default": [1.0, np.nan, -2.0]})
    assert Beside({}, table, (-3.0,)).worst("default") == ("c", -2.0)


def test_a_belief_about_cells_holds_for_the_tables_that_it_was_made_with(told: Path) -> None:
    assert main(["calibrate", *SMALL, "calibrate.movers=60"]) == 0
    content = json.loads((told / BELIEF).read_text())
    cell = "world.needs_per_year.flood"
    content["draws"]["columns"][cell] = [0.5] * len(content["draws"]["weights"])
    file = told / "other.json"

    def read_with(**change: Any) -> str:
        file.write_text(json.dumps({**content, **change}))
        return refusal(lambda: read_belief(file))

    assert "declared otherwise" in read_with()
    world = load_world(None)
    flood = next(c for c in world.classes if c.id == "flood")
    moved = replace(
        world,
        classes=tuple(replace(c, needs_per_year=5.0) if c == flood else c for c in world.classes),
    )
    declared = {**content["declared"], cell: digest_of(cell, world)}
    file.write_text(json.dumps({**content, "declared": declared}))
    assert cell in read_belief(file).names
    assert "declared otherwise" in refusal(lambda: read_belief(file, moved))
    content["draws"]["columns"][cell][0] = 1.5
    assert "1.5" in read_with(declared=declared)
    content["draws"]["columns"] = {"world.needs_per_year.floods": [0.5]}
    assert "floods" in read_with()
