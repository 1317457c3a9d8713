"""Patterns beside the defaults: what is spanned, under theories, and over futures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from analysis.claims.declare import ANY, Case, at, held
from analysis.claims.judge import FAILS, PASSES, found_of
from analysis.claims.measure import evaluate
from analysis.patterns.catalogue import patterns
from analysis.patterns.document import document
from analysis.patterns.elsewhere import (
    ANSWER_COLUMNS,
    FUTURE_COLUMNS,
    Elsewhere,
    Futures,
    shares_by_answer,
    shares_of,
)
from analysis.patterns.elsewhere_words import grid, sentences
from analysis.patterns.figures import elsewhere_figure
from analysis.patterns.seen import READINGS, Seen
from analysis.patterns.transplants import RARER, Sides, transplants, willing_share
from analysis.patterns.willingness_axis import (
    FEW,
    HALF,
    MOST,
    PLACES,
    asks_along,
    spanning,
    spanning_more,
)
from analysis.words.style import look
from bijstand.command_line.main import main
from sim.run import run_setting
from sim.setting.setting import resolve
from tests import made_beliefs

pytestmark = pytest.mark.usefixtures("unrendered")
EMPTY = pd.DataFrame(columns=["id", "theory", "verdict"])


def test_a_contrast_spans_the_shares_of_needs_that_are_willing() -> None:
    """Y rises by a half of the share willing, whatever the places on the axis give."""
    want = np.array([0.04, 0.2, 0.3, 0.52, 0.7, 0.88, 0.97])
    y = 0.02 + 0.5 * want
    assert spanning(FEW, MOST).of_means(*want, *y) == pytest.approx(0.5 * 0.8)
    assert spanning(FEW, HALF).of_means(*want, *y) == pytest.approx(0.5 * 0.4)
    steep = [*want, *y, *want, *(2.0 * y)]
    assert spanning_more(FEW, HALF).of_means(*steep) == pytest.approx(0.5 * 0.4)
    # Seed by seed, as the jackknife takes it.
    seeds = np.array([*want, *y])[:, None] * np.ones(3)
    assert spanning(FEW, MOST).of_means(*seeds) == pytest.approx(np.full(3, 0.4))


def test_where_the_axis_does_not_reach_a_contrast_spans_to_its_end() -> None:
    want = np.linspace(0.3, 0.8, len(PLACES))
    assert spanning(FEW, MOST).of_means(*want, *want) == pytest.approx(0.5)


def test_along_the_axis_procedures_stay_as_they_are() -> None:
    arms = [dict(ask.arm) for ask in asks_along({}, barrier_shift=0.3)]
    assert len(arms) == 2 * len(PLACES)
    assert all(arm["conditions.barrier_shift"] == 0.3 for arm in arms)
    assert not any("conditions.procedure_deterrence" in arm for arm in arms)
    ends = [arm.get("conditions.willingness_threshold") for arm in (arms[0], arms[6])]
    assert ends[0] == 0.4 and ends[1] < 0.2


def test_a_case_answers_as_its_theory_does() -> None:
    assert held({}, "gates") == "product" and held({"theory": "triade"}, "gates") == "minimum"
    assert held({"theory": "triade", "gates": "compensatory"}, "gates") == "compensatory"
    assert held({"theory": "trust_matters"}, "pretext") == 0.5 and held({}, "pretext") == 0.3
    assert held({"theory": "figure_1"}, "reserve_response") == 0.0


def test_how_it_was_read_before_is_judged_and_does_not_count() -> None:
    claim = patterns()["P28"]
    parts = claim.parts({})
    runs = {}
    for part in parts:
        for place, ask in enumerate(part.asks):
            falls = ask.reading == "supported_apolitical"
            value = 0.5 - 0.1 * place if falls else 0.5 + 0.1 * place
            table = runs.setdefault((ask.study, ask.arm), pd.DataFrame(index=range(6)))
            table[ask.reading] = value
    table = evaluate([claim.tried_in({"only": {}})], runs)
    assert table["verdict"].tolist() == [PASSES, PASSES, FAILS]
    assert table["before"].tolist() == [False, False, True]
    assert set(table["case_verdict"]) == {PASSES}


def test_every_mended_pattern_keeps_how_it_was_read() -> None:
    kept = {name for name, one in patterns().items() if any(part.before for part in one.parts({}))}
    assert kept == {"P01", "P04", "P06", "P09", "P28", "P35", "P41"}
    for one in patterns().values():
        assert all(part.region != ANY for part in one.parts({}) if part.before)


def test_informal_work_is_common_wherever_agreements_on_it_are_tried() -> None:
    (case,) = patterns()["P24"].tried_in({"one": {"informal_tendency": 0.1, "urgency": 0.9}}).cases
    assert case.under["informal_tendency"] == 1.0 and case.under["urgency"] == 0.9
    assert patterns()["P24"].cases[0] == Case(patterns()["P24"].within)


def test_cells_of_tables_and_levels_go_by_their_own_names() -> None:
    cell, level = "world.needs_per_year.flood", "theory.level"
    (case,) = patterns()["P14"].tried_in({"one": {cell: 1.0, level: "raw"}}).cases
    arm = dict(at(case.under))
    assert arm == {cell: 1.0, level: "raw"}
    assert dict(at({cell: 0.0})) == {}


def test_rare_needs_do_not_find_people_out_for_another() -> None:
    """What the offers of an unwilling world take from a need, but not what they leave to others."""
    days = {"days": 120, "warm_up_days": 10}
    found = {
        rare: transplants("figure_2", 1.0, rare)(3, **days)[
            transplants("figure_2", 1.0, rare).names["indirect"]
        ]
        for rare in (False, True)
    }
    assert found[True] > found[False]
    assert found[True] > 0.0
    none = transplants("figure_2", 0.0, rare=True)
    # Where the reserve does not follow willingness, hardly anything runs through offers.
    assert abs(none(3, **days)[none.names["indirect"]]) < found[True]
    assert RARER > 1


def test_one_side_goes_from_few_to_most_while_the_other_stays() -> None:
    sides = Sides("figure_2")
    found = sides(2, 150, 20)
    none, requester, provider, both = (
        found[sides.names[s]] for s in ("none", "requester", "provider", "both")
    )
    assert none < min(requester, provider) and max(requester, provider) < both
    assert both > 3 * none


def test_the_share_willing_is_of_the_needs_that_patterns_are_about() -> None:
    run = run_setting(resolve(days=60, warm_up_days=10), 1)
    assert willing_share(run) == READINGS["want"](Seen(run))
    assert 0.5 < willing_share(run) < 1.0


def futures(count: int = 80) -> Futures:
    answers = np.where(np.arange(count) % 2, "risk", "benefit")
    trust = np.array(["none", "moderator", "driver"])[np.arange(count) % 3]
    return Futures(
        pd.DataFrame({"theory.information": answers, "theory.trust": trust}), float(count)
    )


def test_a_share_of_futures_has_the_interval_of_wilson() -> None:
    held_in = pd.DataFrame({"P14": np.r_[np.ones(60), np.zeros(20)]})
    (row,) = shares_of(held_in, futures()).to_dict("records")
    known = binomtest(60, 80).proportion_ci(0.95, "wilson")
    assert (row["futures"], row["share"]) == (80, 0.75)
    assert (row["low"], row["high"]) == pytest.approx((known.low, known.high))


def test_futures_that_come_up_again_are_worth_less() -> None:
    held_in = pd.DataFrame({"P14": np.r_[np.ones(60), np.zeros(20)]})
    (row,) = shares_of(held_in, Futures(futures().table, 20.0)).to_dict("records")
    known = binomtest(15, 20).proportion_ci(0.95, "wilson")
    assert (row["low"], row["high"]) == pytest.approx((known.low, known.high))


def test_a_pattern_without_a_number_in_some_futures_is_told_of_the_others() -> None:
    held_in = pd.DataFrame({"P14": np.r_[np.ones(30), np.full(50, np.nan)], "P15": np.nan})
    first, second = shares_of(held_in, futures()).to_dict("records")
    assert (first["futures"], first["share"]) == (30, 1.0)
    assert second["futures"] == 0 and np.isnan(second["share"])


def test_what_hangs_on_an_answer_is_told_and_what_does_not_is_not() -> None:
    drawn, luck = futures(240), np.random.default_rng(4)
    risk = (drawn.table["theory.information"] == "risk").to_numpy()
    hangs = np.where(risk, luck.random(240) < 0.3, luck.random(240) < 0.8).astype(float)
    idle = (luck.random(240) < 0.5).astype(float)
    table = shares_by_answer(pd.DataFrame({"P30": hangs, "P36": idle}), drawn)
    told = table.drop_duplicates(["id", "question"]).set_index(["id", "question"])["told"]
    assert told.to_dict() == {
        ("P30", "trust"): False, ("P30", "information"): True,
        ("P36", "trust"): False, ("P36", "information"): False,
    }  # fmt: skip
    shares = table.set_index(["id", "answer"])["share"]
    assert shares["P30", "risk"] == pytest.approx(hangs[risk].mean())


def elsewhere_of_few() -> tuple[pd.DataFrame, Elsewhere]:
    parts = pd.DataFrame(
        {"id": ["P03", "P14", "P28"], "case": "default", "case_verdict": [PASSES, PASSES, FAILS]}
    )
    theories = pd.DataFrame(
        [("P14", "figure_1", PASSES), ("P14", "trust_matters", FAILS), ("P28", "figure_1", FAILS)],
        columns=EMPTY.columns,
    )
    shares = [("P14", 100, 0.3, 0.2, 0.4, ""), ("P28", 100, 0.95, 0.9, 0.98, "")]
    answers = [
        ("P14", "trust", "none", 40, 0.9, 0.8, 0.95, 0.001, True),
        ("P14", "trust", "driver", 60, 0.1, 0.05, 0.2, 0.001, True),
    ]
    return parts, Elsewhere(
        theories,
        pd.DataFrame(shares, columns=FUTURE_COLUMNS),
        pd.DataFrame(answers, columns=ANSWER_COLUMNS),
    )


def test_what_is_said_of_elsewhere_follows_from_the_numbers() -> None:
    parts, elsewhere = elsewhere_of_few()
    said = sentences(parts, elsewhere, believed=True, language="en")
    assert "1 of 2 results pass and 1 fail" in said[0] and "0 of 1 results pass" in said[0]
    assert said[1].endswith("failing under another: P14.")
    assert "100 draws of all that is uncertain as the belief has it, 1 of 2 results hold" in said[2]
    assert said[3].endswith("says otherwise: P14 (holds in 30%) and P28 (holds in 95%).")
    assert "P14 on “" in said[4] and "none 90% and driver 10%" in said[4]
    dutch = sentences(parts, elsewhere, believed=False, language="nl")
    assert "kloppen in minstens negen van de tien trekkingen" in dutch[2]
    assert "overtuiging" not in dutch[2]


def test_the_table_and_the_figure_leave_out_what_is_not_read_there() -> None:
    parts, elsewhere = elsewhere_of_few()
    table = grid(parts, elsewhere, "en")
    rows = {row[0][:3]: row[1:] for row in table.rows}
    assert rows["P03"] == ["passes", "–", "–", "–"]
    assert rows["P14"] == ["passes", "passes", "fails", "30% (20 to 40)"]
    with look():
        figure = elsewhere_figure(parts, elsewhere, "nl")
    left, right = figure.axes
    assert len(left.lines) == 3 + 3 and len(right.lines) == 2 * 2
    drawn = sorted(line.get_xdata()[0] for line in right.lines if len(line.get_xdata()) == 1)
    assert drawn == pytest.approx([30.0, 95.0])


def test_patterns_are_judged_under_theories_and_over_futures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words = [
        "patterns", "patterns.only=[P05,P14,P16,P18]", "replications=3", "run.days=60",
        "run.warm_up_days=10", "patterns.draws=12", "patterns.theories=[triade,trust_matters]",
        "patterns.futures=10", "output.name=few",
    ]  # fmt: skip
    assert main(words) == 0
    capsys.readouterr()
    folder = tmp_path / "outputs/patterns/few"
    stored = Elsewhere.read(folder / "tables")
    verdicts = stored.theories.set_index(["id", "theory"])["verdict"]
    # A single driver is not enough under the weakest, which is the answer of one theory.
    assert verdicts["P05", "triade"] == PASSES and verdicts["P05", "trust_matters"] == FAILS
    assert "P18" not in stored.theories["id"].tolist()
    assert stored.futures["id"].tolist() == ["P14", "P16"]
    assert stored.futures.set_index("id").loc["P14", "futures"] == 10
    design = pd.read_parquet(folder / "each_main/design.parquet")
    # Each future twice: with little trust at the start and with much, all else as it was drawn.
    assert sorted(design["conditions.trust_start"].unique()) == [0.3, 0.9]
    assert design["conditions.unit_cost"].nunique() == 10 and len(design) == 20
    assert any(str(name).startswith("world.") for name in design)
    text = document(folder)
    assert "## Elsewhere" in text and "| P14 Trust plays no large part |" in text
    before = (folder / "each_main/runs/runs.parquet").stat().st_mtime_ns
    assert main(words) == 0
    assert (folder / "each_main/runs/runs.parquet").stat().st_mtime_ns == before
    assert main(["verify", str(folder)]) == 0


def test_a_belief_needs_futures_to_be_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = made_beliefs.written(tmp_path, made_beliefs.held())
    assert main(["patterns", f"belief={file}", "patterns.futures=0"]) == 2
    assert "patterns.futures=0 draws nothing" in capsys.readouterr().err


def test_the_number_of_a_spanning_contrast_has_an_interval() -> None:
    (part,) = (p for p in patterns()["P01"].parts({}) if p.region != ANY and not p.before)
    luck = np.random.default_rng(2).normal(0.0, 0.01, 20)
    want = np.linspace(0.02, 0.98, len(PLACES))
    values = [np.full(20, w) for w in want] + [0.5 * w + luck * w for w in want]
    found = found_of(part, values)
    assert found.value == pytest.approx(0.5 * 0.8 + luck.mean() * 0.8)
    assert found.low < found.value < found.high
