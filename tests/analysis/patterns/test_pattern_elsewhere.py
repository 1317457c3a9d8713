"""Patterns beside the defaults: what is spanned, under theories, and over futures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from analysis.claims.declare import Ask, at
from analysis.claims.judge import FAILS, PASSES
from analysis.claims.measure import asks_of
from analysis.claims.runs import Plan, StudyRuns
from analysis.patterns.declared.catalogue import patterns
from analysis.patterns.document import document
from analysis.patterns.elsewhere import Elsewhere, of_theories, told_apart
from analysis.patterns.elsewhere_words import grid, sentences
from analysis.patterns.figures import elsewhere_figure
from analysis.patterns.futures import (
    ANSWER_COLUMNS,
    FUTURE_COLUMNS,
    Futures,
    futures_of,
    shares_by_answer,
    shares_of,
)
from analysis.patterns.studies import study_of
from analysis.words.style import look
from bijstand.command_line.main import main
from experiments.design.belief import Belief
from tests.made import beliefs as made_beliefs

pytestmark = pytest.mark.usefixtures("unrendered")
EMPTY = pd.DataFrame(columns=["id", "theory", "verdict"])


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


def test_draws_of_a_belief_are_worth_what_their_weights_leave() -> None:
    """Weights of 2, 1 and 1 make 4, 2 and 2 of eight draws: worth 64 / 24 different ones."""
    draws = pd.DataFrame({"conditions.trust_start": [0.3, 0.5, 0.7]})
    belief = Belief(draws=draws, weights=np.array([2.0, 1.0, 1.0]))
    drawn = futures_of(belief, 8)
    assert drawn.effective == pytest.approx(64 / 24)
    assert sorted(drawn.table["conditions.trust_start"].value_counts()) == [2, 2, 4]
    assert drawn.table["conditions.unit_cost"].nunique() == 8
    assert drawn.worth(8) == 3 and futures_of(None, 8).worth(8) == 8


def test_under_theories_and_over_futures_only_what_counts_is_judged() -> None:
    (claim,) = of_theories([patterns()["P28"]], ["triade"])
    names = [part.name_en for part in claim.parts(claim.cases[0].under)]
    assert names == ["visible", "elsewhere"]
    assert all(dict(ask.arm)["theory.gates"] == "minimum" for ask in asks_of([claim]))
    assert of_theories([patterns()["P18"], patterns()["P28"]], []) == []


def test_draws_are_of_officials_who_often_plead_something_else_whatever_the_theory() -> None:
    """A theory fixes how often; its column would stand over what all draws share."""
    arms = [at(), at({"theory": "trust_matters"})]
    asks = [Ask("reversed", arm, "sample") for arm in arms]
    runs = study_of("sample", asks, Plan(range(1, 2), days=30, draws=8))
    assert isinstance(runs, StudyRuns) and len(runs.design) == 16
    assert "conditions.pretext" not in runs.design.table
    assert dict(runs.frame.conditions) == {"pretext": 0.6}
    trust = runs.design.table["theory.trust"].tolist()
    assert list(runs.settings) == [arms[1], arms[0]]
    assert trust == ["moderator"] * 8 + ["none"] * 8


def test_a_statistic_over_seeds_is_not_judged_on_the_two_of_a_future() -> None:
    single, many = told_apart(list(patterns().values()))
    named = {claim.id for claim in single}, {claim.id for claim in many}
    assert named[1] == {"P02", "P08", "P10", "P16", "P40", "P47"} and len(named[0]) == 35
    assert "P39" not in named[0] | named[1] and not named[0] & named[1]


def test_formality_is_held_against_neither_whatever_was_drawn() -> None:
    arms = [
        {k: v for k, v in ask.arm if k == "theory.formality"}
        for part in patterns()["P17"].parts({"formality": "undermines"})
        for ask in part.asks
    ]
    more, less = {"theory.formality": "strengthens"}, {"theory.formality": "undermines"}
    assert arms == [{}, more, {}, less, less, more]


def test_what_most_futures_say_otherwise_is_told_only_where_they_tell() -> None:
    parts, elsewhere = elsewhere_of_few()
    shares = [("P14", 100, 0.45, 0.36, 0.55, ""), ("P28", 100, 0.55, 0.45, 0.64, "")]
    unsure = replace(elsewhere, futures=pd.DataFrame(shares, columns=FUTURE_COLUMNS))
    said = " ".join(sentences(parts, unsure, believed=False, language="en"))
    assert "says otherwise" not in said


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
        ("P30", "trust"): False,
        ("P30", "information"): True,
        ("P36", "trust"): False,
        ("P36", "information"): False,
    }
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
    assert "P14 on “" in said[4] and "90% where it is “nothing” and 10% where" in said[4]
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
        "patterns",
        "patterns.only=[P05,P14,P16,P18]",
        "replications=3",
        "run.days=60",
        "run.warm_up_days=10",
        "patterns.draws=12",
        "patterns.theories=[triade,trust_matters]",
        "patterns.futures=10",
        "output.name=few",
    ]
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
    asked = pd.read_parquet(folder / "main/design.parquet")
    # A theory's answers and the conditions that it fixes, whatever other settings of the study say.
    trusting = asked[asked["theory.trust"] == "moderator"]
    assert (trusting["conditions.pretext"] == 0.5).sum() == 3 and len(asked["theory.drivers"]) > 5
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
