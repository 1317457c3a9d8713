"""The study's claims as patterns: all declared, judged by fixed rules, measured end to end."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import spearmanr

from analysis.claims.declare import ANY, CHANGE, DOWN, RATIO, UP, Ask, Part, Region, at, within
from analysis.claims.judge import (
    FAILS,
    NOT_COMPUTED,
    OPEN,
    PASSES,
    Found,
    found_of,
    verdict_of,
    verdict_of_all,
)
from analysis.claims.measure import asks_of
from analysis.patterns.able import gain_follows_scarcity, people_first, share_of_lowest
from analysis.patterns.allowed import per_level, straightness
from analysis.patterns.catalogue import patterns
from analysis.patterns.claims import ROLES, claims
from analysis.patterns.document import document
from analysis.patterns.figures import patterns_figure
from analysis.patterns.seen import READINGS, STANDING, Seen
from analysis.patterns.special import SPECIALS, one_driver
from analysis.patterns.wanting import highest_of_lowest
from analysis.patterns.willingness_axis import on_the_axis, spread
from analysis.patterns.words import (
    against,
    answer,
    runs_to_decide,
    told_apart,
    verdict_table,
    with_interval,
)
from analysis.words.style import look
from bijstand.command_line.main import main
from experiments.design import make_design
from experiments.design.factors import declared_factors
from sim import simulate
from sim.errors import UserError
from sim.outcomes import DECLARED
from sim.run import run_setting
from sim.setting.configuration import read_named
from sim.setting.setting import resolve

pytestmark = pytest.mark.usefixtures("unrendered")


def test_every_claim_is_declared_and_measured() -> None:
    expected = {f"P{number:02d}" for number in range(1, 50)} - {"P31"}
    assert set(claims()) == set(patterns()) == expected
    for claim in claims().values():
        assert claim.role in ROLES and claim.section.startswith("§")
        texts = (claim.claim_en, claim.claim_nl, claim.measured_en, claim.measured_nl)
        assert all(text.strip() for text in texts)
    counts = pd.Series([claim.role for claim in claims().values()]).value_counts()
    assert counts.to_dict() == {"design": 16, "emergent": 17, "discriminating": 10, "null": 5}


def test_what_is_read_exists() -> None:
    special = {name for _, names in SPECIALS.values() for name in names}
    known = {*READINGS, *DECLARED, "plausible"}
    assert len(patterns()) == 48 <= len(list(asks_of(patterns().values())))
    for ask in asks_of(patterns().values()):
        assert ask.reading in (special if ask.study == "special" else known), ask


def test_every_pattern_has_something_to_judge_in_every_case() -> None:
    assert all(pattern.cases for pattern in patterns().values())
    for pattern in patterns().values():
        for case in pattern.cases:
            parts = pattern.parts(case.under)
            assert any(part.region != ANY for part in parts), (pattern.id, case.name())


def test_a_setting_at_its_defaults_is_one_setting() -> None:
    assert at() == at(gates="product", scenario="baseline", policy="none", unit_cost=0.5)
    assert at(trust="driver", unit_cost=0.1) == (
        ("conditions.unit_cost", 0.1), ("theory.trust", "driver"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "region", "verdict"),
    [
        (0.11, 0.3, Region(low=0.1), PASSES),
        (0.09, 0.3, Region(low=0.1), OPEN),
        (0.0, 0.1, Region(low=0.1), FAILS),
        (0.0, 0.0, UP, FAILS),
        (-0.2, -0.1, DOWN, PASSES),
        (-0.015, 0.019, within(0.02), PASSES),
        (-0.015, 0.021, within(0.02), OPEN),
        (0.021, 0.05, within(0.02), FAILS),
        (np.nan, np.nan, UP, OPEN),
        (0.1, 0.2, ANY, ""),
    ],
)
def test_the_whole_interval_decides(low: float, high: float, region: Region, verdict: str) -> None:
    assert verdict_of(Found((low + high) / 2, low, high, 8), region) == verdict


def test_one_part_that_fails_fails_the_pattern() -> None:
    assert verdict_of_all([PASSES, "", PASSES]) == PASSES
    assert verdict_of_all([PASSES, OPEN]) == OPEN
    assert verdict_of_all([PASSES, OPEN, FAILS]) == FAILS
    assert verdict_of_all([FAILS, NOT_COMPUTED]) == NOT_COMPUTED
    assert verdict_of(Found(np.nan, np.nan, np.nan, 0), UP) == NOT_COMPUTED


def part(region: Region, contrast: object = CHANGE, equivalence: bool = False) -> Part:
    asks = (Ask("gap_closed"), Ask("gap_closed"))
    return Part("", "", asks, region, contrast, equivalence=equivalence)  # type: ignore[arg-type]


def test_planted_effects_are_found() -> None:
    rng = np.random.default_rng(3)
    luck = rng.normal(0.4, 0.1, 40)
    # The luck is common to both settings, so a small effect shows that a comparison of means hides.
    effect = luck + 0.03 + rng.normal(0.0, 0.005, 40)
    found = found_of(part(UP), [luck, effect])
    assert found.low < 0.03 < found.high
    # 2 t(39) / √40 standard deviations of 0.005, which the sample has to a tenth.
    assert found.high - found.low == pytest.approx(2 * 2.0227 * 0.005 / 40**0.5, rel=0.15)
    assert verdict_of(found, Region(low=0.02)) == PASSES
    assert verdict_of(found, Region(low=0.05)) == FAILS
    effect[5] = np.nan
    assert found_of(part(UP), [luck, effect]).runs == 39


def test_equivalence_is_two_one_sided_tests() -> None:
    rng = np.random.default_rng(5)
    values = [np.zeros(30), rng.normal(0.0, 0.02, 30)]
    ninety = found_of(part(within(0.02), equivalence=True), values)
    usual = found_of(part(within(0.02)), values)
    assert usual.low < ninety.low < ninety.high < usual.high
    assert (ninety.high - ninety.low) / (usual.high - usual.low) == pytest.approx(0.831, abs=0.002)


def test_a_ratio_is_of_means() -> None:
    values = [np.array([1.0, 3.0, 2.0, 2.0, 4.0]), np.array([2.0, 6.0, 4.0, 4.0, 8.0])]
    found = found_of(part(UP, RATIO), values)
    assert found.value == found.low == found.high == pytest.approx(2.0)


def test_statistics_over_draws_on_planted_numbers() -> None:
    want, can = np.array([0.1, 0.5, 0.1, 0.2]), np.array([0.6, 0.4, 0.7, 0.5])
    assert people_first(want, can, np.full(4, 0.3), None) == 0.75
    share = np.linspace(0.0, 1.0, 101)
    assert highest_of_lowest(share, share * 0.5) == pytest.approx(0.05)
    days = [np.full(3, d) for d in (1.0, 2.0, 3.0, 4.0)]
    assert per_level(*days) == pytest.approx(1.0) and straightness(*days) == pytest.approx(1.0)
    # Under the minimum only the narrowest gate brings anything; under the product all do.
    rates = np.random.default_rng(1).uniform(0.2, 0.9, (3, 60))
    y, eye = rates.min(axis=0), np.arange(3)[:, None]
    opened = [np.where(eye == g, 1.0, rates).min(axis=0) for g in range(3)]
    assert share_of_lowest(y, *opened, *rates) == pytest.approx(1.0)
    product = [np.where(eye == g, 1.0, rates).prod(axis=0) for g in range(3)]
    multiplied = (rates.prod(axis=0), *product, *rates)
    # By hand: opening a gate brings the product of the others, less that of all three.
    gains = np.array([rates.prod(axis=0) / rates[g] - rates.prod(axis=0) for g in range(3)])
    lowest = sum(gains[rates[:, n].argmin(), n] for n in range(60))
    assert share_of_lowest(*multiplied) == pytest.approx(lowest / gains.sum())
    assert gain_follows_scarcity(*multiplied) == pytest.approx(
        spearmanr(gains.ravel(), 1 / rates.ravel()).statistic
    )


def test_one_driver_alone_is_enough_where_drivers_add_up() -> None:
    found = one_driver(1, 0, 0)
    assert found["one_driver_weakest"] < 0.2 < found["one_driver_sum"]


def test_the_verb_measures_judges_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words = [
        "patterns", "patterns.only=[P01,P05,P14,P44]", "replications=4", "run.days=120",
        "run.warm_up_days=10", "output.name=few",
    ]  # fmt: skip
    assert main([*words, "language=nl"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Van 3 resultaten slagen er" in said and "toetsen alleen de code" in said
    folder = tmp_path / "outputs/patterns/few"
    parts = pd.read_csv(folder / "tables/parts.csv", keep_default_na=True)
    verdicts = parts.drop_duplicates(["id", "case"]).set_index(["id", "case"])["case_verdict"]
    assert verdicts["P05", "drivers sum"] == FAILS and verdicts["P05", "drivers weakest"] == PASSES
    assert verdicts["P14", "default"] == PASSES and verdicts["P44", "default"] == OPEN
    runs = pd.read_parquet(folder / "main/runs/runs.parquet")
    assert len(runs) == 4 * runs["point"].nunique()
    assert {file.suffix for file in (folder / "figures").iterdir()} == {".png", ".svg"}
    text = document(folder)
    assert "| P14 | Trust plays no large part (§4.2.4) | default |" in text
    assert "replications=4 run.days=120" in text
    # The same call again runs nothing: the runs are as old as they were.
    before = (folder / "main/runs/runs.parquet").stat().st_mtime_ns
    assert main(words) == 0
    assert (folder / "main/runs/runs.parquet").stat().st_mtime_ns == before


def few() -> pd.DataFrame:
    """Two patterns as they might come out: one told apart, one against what is foreseen."""
    base = {
        "part": 0, "part_en": "Y", "part_nl": "Y", "value": 0.1, "low": 0.05, "high": 0.15,
        "runs": 5, "expected": "> 0", "verdict": PASSES,
    }  # fmt: skip
    rows = [("P15", "trust moderator", True, PASSES), ("P15", "trust none", False, FAILS),
            ("P02", "default", True, FAILS), ("P39", "default", None, OPEN)]  # fmt: skip
    return pd.DataFrame(
        [{**base, "id": i, "case": c, "foreseen": f, "case_verdict": v} for i, c, f, v in rows]
    )


def test_the_answer_says_no_more_than_the_verdicts() -> None:
    parts = few()
    assert told_apart(parts) == {"P15": "trust moderator ✓, trust none ✗"}
    assert against(parts) == [("P02", "default", FAILS)]
    said = answer(parts)
    assert said[0].startswith("Of 2 results 1 pass, 0 fail and 1 cannot be decided")
    assert "Of 1 design patterns 0 pass, 1 fail" in said[1]
    assert verdict_table(parts, "nl")["elsewhere"].iloc[0] == "trust none: faalt"


def test_how_many_runs_would_decide_is_told_of_what_is_open() -> None:
    parts = few()
    assert runs_to_decide(parts) == {} and "eight of ten" not in " ".join(answer(parts))
    parts["runs_to_tell"], parts["verdict"] = [5.0, 7.0, 9.0, 1240.0], parts["case_verdict"]
    assert runs_to_decide(parts) == {"P39": 1240.0}
    assert "by so many runs or draws: P39 1,240." in " ".join(answer(parts))
    assert "bij zoveel runs of trekkingen: P39 1.240." in " ".join(answer(parts, "nl"))


def test_a_pattern_can_be_tried_in_any_setting() -> None:
    draws = {
        "one": {"conditions.unit_cost": 0.2, "theory.trust": "driver"},
        "two": {"urgency": 0.9},
    }
    tried = patterns()["P07"].tried_in(draws)
    assert [case.name() for case in tried.cases] == ["one", "two"]
    arms = [dict(ask.arm) for ask in asks_of([tried]) if isinstance(ask.arm, tuple)]
    # What the pattern itself varies goes before the setting.
    assert {arm["conditions.unit_cost"] for arm in arms} == {0.0, 1.0}
    assert {arm.get("theory.trust") for arm in arms} == {"driver", None}
    assert {arm.get("conditions.urgency") for arm in arms} == {0.9, None}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_figure_has_a_line_for_each_pattern(language: str) -> None:
    with look():
        figure = patterns_figure(few(), language)
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert [label.split()[-1] for label in labels if label[-3:-2] == "P"] == ["P02", "P39", "P15"]
    assert any(claims()["P15"].text(language)[:30] in label for label in labels)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["patterns.only=[P31]"], "unknown pattern 'P31'"),
        (["patterns.only=[]"], "patterns.only is []"),
        (["replications=1"], "replications is 1; allowed: a whole number from 2"),
        (["patterns.draws=few"], "patterns.draws is 'few'"),
        (["scenario=flood"], "'scenario' means nothing to bijstand patterns"),
        (["--fast"], "unknown option '--fast'"),
    ],
)
def test_the_verb_refuses_in_one_line(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["patterns", *words]) == 2
    error = capsys.readouterr().err
    assert message in error and error.count("\n") == 1


def test_a_folder_without_patterns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds no patterns"):
        document(tmp_path)


def test_the_line_goes_from_hardly_anybody_willing_to_nearly_all() -> None:
    least, most = (
        simulate(conditions=on_the_axis(place), seed=1, days=200, warm_up_days=30).outcomes
        for place in (0.0, 1.0)
    )
    assert least["gap_closed"] == pytest.approx(0.04, abs=0.03)
    assert most["gap_closed"] == pytest.approx(0.47, abs=0.06)
    assert least["share_not_asked"] > 10 * most["share_not_asked"]
    drawn = make_design("lhs", declared_factors(["switches", "conditions"]), 16, seed=1)
    table = spread(drawn).table
    places = np.sort(table["conditions.willingness_threshold"].to_numpy())[::-1]
    assert np.allclose(places, on_the_axis((np.arange(16) + 0.5) / 16)["willingness_threshold"])
    assert (table["conditions.extra_pre_authorised"] == 0.0).all()
    same = [name for name in ("conditions.unit_cost", "theory.gates") if name in table]
    assert (table[same].to_numpy() == drawn.table[same].to_numpy()).all() and len(same) == 2


def test_what_a_number_needs_to_be_read_stands_beside_it() -> None:
    noted = [claim for claim in claims().values() if claim.note_en]
    assert {"P02", "P24", "P28"} <= {claim.id for claim in noted}
    assert all(claim.note_nl for claim in noted)
    elsewhere = patterns()["P28"].parts({})[1]
    # The claim says "not more": a small rise fails it.
    assert verdict_of(Found(0.01, 0.005, 0.015, 8), elsewhere.region) == FAILS
    assert verdict_table(few(), "nl").set_index("id").loc["P02", "note"] == claims()["P02"].note_nl


def test_what_the_standing_unit_answers_itself_is_left_out_elsewhere() -> None:
    assert tuple(read_named("partnership", "mit")["classes"]) == STANDING
    run = run_setting(resolve(days=100, warm_up_days=10), 1)
    seen = Seen(run)
    own = [n for n, c in enumerate(run.setting.world.classes) if c.id in STANDING]
    rest = seen.log[~np.isin(seen.log["request_class"], own)]
    assert 0 < len(rest) < len(seen.log)
    assert READINGS["can_elsewhere"](seen) == pytest.approx((rest["can"] == 1).mean())


def test_a_number_stands_with_its_interval_from_low_to_high() -> None:
    row = {"value": 0.1, "low": 0.05, "high": 0.15}
    assert with_interval(row) == "0.100 (0.0500 to 0.150)"
    assert with_interval(row, "nl") == "0,100 (0,0500 tot 0,150)"
