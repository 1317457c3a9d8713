"""Means, intervals, paired differences and shares, against values worked out by hand."""

import math

import numpy as np
import pandas as pd
import pytest

from analysis.attribution import FUNNEL
from analysis.run.table import cell
from analysis.run.words import Findings, footnote, sentences
from analysis.stored.summary import (
    difference_table,
    estimate,
    estimate_in,
    outcome_table,
    paired_difference,
)
from analysis.words.labels import LABELS, number
from analysis.words.phrases import spanned
from sim.measures.measures import OUTCOMES
from sim.state.codes import END_STATES
from tests.again.portraits import funnel_of, gate_shares, without_consent

# Student's t, 97.5th percentile, from a printed table: 2 and 3 degrees of freedom.
T_2, T_3 = 4.303, 3.182


def runs(first: list[float], second: list[float], outcome: str = "gap_closed") -> pd.DataFrame:
    rows = [
        {"point": point, "replication": r, "seed": 10 + r, outcome: value}
        for point, values in enumerate((first, second))
        for r, value in enumerate(values)
    ]
    return pd.DataFrame(rows)


def test_interval_is_students() -> None:
    found = estimate([1.0, 2.0, 3.0])
    half = T_2 * 1.0 / math.sqrt(3)
    assert found.mean == 2.0
    assert found.low == pytest.approx(2.0 - half, abs=1e-3)
    assert found.high == pytest.approx(2.0 + half, abs=1e-3)
    assert (found.runs, found.missing) == (3, 0)


def test_missing_values_are_counted_and_never_become_numbers() -> None:
    found = estimate([1.0, math.nan, 2.0, 3.0])
    assert (found.mean, found.runs, found.missing) == (2.0, 4, 1)
    assert found.high == pytest.approx(2.0 + T_2 / math.sqrt(3), abs=1e-3)
    nothing = estimate([math.nan, math.nan])
    assert math.isnan(nothing.mean) and nothing.missing == 2


def test_one_run_has_no_interval() -> None:
    found = estimate([0.4])
    assert found.mean == 0.4
    assert math.isnan(found.low) and math.isnan(found.high)


def test_interval_covers_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(1)
    found = [estimate(rng.normal(5.0, 2.0, 4)) for _ in range(4000)]
    covered = np.mean([e.low <= 5.0 <= e.high for e in found])
    assert covered == pytest.approx(0.95, abs=4 * math.sqrt(0.95 * 0.05 / 4000))


def test_paired_difference_drops_what_the_seeds_share() -> None:
    shared = np.array([0.0, 10.0, 20.0, 30.0])
    found = paired_difference(shared, shared + np.array([1.0, 2.0, 3.0, 4.0]))
    half = T_3 * math.sqrt(5 / 3) / 2
    assert found.mean == 2.5
    assert found.low == pytest.approx(2.5 - half, abs=1e-3)
    assert not found.covers_zero
    assert estimate(shared).high - estimate(shared).mean > 20


def test_pair_with_one_value_is_missing() -> None:
    found = paired_difference([1.0, math.nan, 1.0], [2.0, 2.0, math.nan])
    assert (found.mean, found.missing) == (1.0, 2)


def test_tables_pair_by_seed_whatever_the_order_of_the_rows() -> None:
    shuffled = runs([0.1, 0.2, 0.3], [0.2, 0.4, 0.6]).iloc[[5, 0, 4, 1, 3, 2]]
    table = outcome_table(shuffled, ["one", "two"])
    assert estimate_in(table, "gap_closed", 1).mean == pytest.approx(0.4)
    found = estimate_in(difference_table(shuffled, ["one", "two"]), "gap_closed", 1)
    assert found.mean == pytest.approx(0.2)
    assert found.high == pytest.approx(0.2 + T_2 * 0.1 / math.sqrt(3), abs=1e-4)


def test_different_seeds_are_not_paired() -> None:
    table = runs([0.1, 0.2], [0.2, 0.4])
    table.loc[table["point"] == 1, "seed"] += 1
    with pytest.raises(ValueError, match="same seeds"):
        difference_table(table, ["one", "two"])


def needs() -> pd.DataFrame:
    columns = ("class", "end_state", "severity", "y0", "gap", "want", "can", "may")
    rows = [
        ("a", "refused", 0.5, 0.0, 5, False, True, True),  # loses 0.5: want alone
        ("a", "no_capacity", 1.0, 0.5, 5, True, False, False),  # loses 0.5: can and may
        ("a", "no_go", 0.4, 0.0, 5, True, True, True),  # loses 0.4: no gate
        ("a", "not_asked", 0.6, 0.0, 5, False, False, False),  # loses 0.6: all three
        ("a", "supported", 1.0, 0.0, 5, True, True, True),
        ("a", "open", 1.0, 0.0, 5, False, True, True),
        ("a", "alone", 1.0, 1.0, 0, True, True, True),
        ("b", "refused", 1.0, 0.0, 5, False, True, True),
    ]
    return pd.DataFrame(rows, columns=columns)


def test_loss_is_split_equally_over_the_gates_that_failed() -> None:
    shares = gate_shares(without_consent(needs(), {"b"}))
    assert shares["want", "sole"] == pytest.approx(0.5 / 2.0)
    assert shares["want", "shared"] == pytest.approx(0.2 / 2.0)
    assert shares["can", "sole"] == 0.0
    assert shares["can", "shared"] == pytest.approx((0.25 + 0.2) / 2.0)
    assert shares["may", "shared"] == pytest.approx((0.25 + 0.2) / 2.0)
    assert shares["none", "sole"] == pytest.approx(0.4 / 2.0)
    assert sum(shares.values()) == pytest.approx(1.0)


def test_without_a_loss_there_are_no_shares() -> None:
    supported = needs().query("end_state == 'supported'")
    assert all(math.isnan(share) for share in gate_shares(supported).values())


def test_funnel_counts_every_need_once() -> None:
    assert sorted(FUNNEL) == sorted(END_STATES)
    counts = funnel_of(needs())
    assert sum(counts.values()) == len(needs())
    assert (counts["refused"], counts["too_late"]) == (2, 0)


@pytest.mark.parametrize(
    ("value", "unit", "language", "text"),
    [
        (0.4385, "share", "en", "43.9"),
        (0.4385, "share", "nl", "43,9"),
        (-0.00001, "share", "en", "0.0"),
        (-0.051, "share", "en", "−5.1"),
        (math.nan, "days", "en", "n/a"),
        (math.nan, "days", "nl", "n.v.t."),
    ],
)
def test_numbers_are_written_in_their_unit(
    value: float, unit: str, language: str, text: str
) -> None:
    assert number(value, unit, language) == text  # type: ignore[arg-type]


def test_every_outcome_has_a_name_in_words() -> None:
    assert [outcome for outcome in OUTCOMES if outcome not in LABELS] == []
    assert len({label.called for label in LABELS.values()}) == len(LABELS)
    assert len({label.name("nl") for label in LABELS.values()}) == len(LABELS)


def test_cells_show_interval_and_missing_runs() -> None:
    label = LABELS["gap_closed"]
    found = estimate([0.1, 0.2, 0.3, math.nan])
    assert cell(found, label, "en") == "20.0 [−4.8, 44.8]\nn/a (1 of 4 runs)"
    assert cell(found, label, "nl") == "20,0 [−4,8; 44,8]\nn.v.t. (1 van 4 runs)"
    assert cell(found, label, "en", narrow=True) == "20.0 ±24.8\nn/a (1 of 4 runs)"
    assert cell(estimate([math.nan] * 3), label, "en") == "n/a (3 of 3 runs)"
    assert cell(estimate([0.05, 0.05]), label, "en", difference=True) == "+5.0 [5.0, 5.0]"


def findings(first: list[float], second: list[float], gate: float = 0.5) -> Findings:
    table = runs(first, second)
    names = ["baseline", "flood"]
    gates = pd.DataFrame(
        [
            {"setting": s, "gate": g, "share": share}
            for s in names
            for g, share in (("want", 1 - gate), ("can", gate), ("may", 0.0 * gate))
        ]
    )
    return Findings(outcome_table(table, names), difference_table(table, names), gates, names)


def test_sentence_of_a_clear_difference() -> None:
    said = " ".join(sentences(findings([0.40, 0.42, 0.44], [0.30, 0.32, 0.35]), "en"))
    assert "closes 42.0% under baseline" in said
    assert "flood collaboration closes 9.7 percentage points less than under baseline" in said
    assert "8.2 to 11.1" in said
    assert "covers 0" not in said


def test_sentence_of_a_difference_that_may_be_none() -> None:
    said = " ".join(sentences(findings([0.40, 0.42, 0.44], [0.41, 0.41, 0.44]), "en"))
    assert "covers 0" in said
    assert " more than " not in said and " less than " not in said


def test_sentence_of_no_difference_at_all() -> None:
    said = " ".join(sentences(findings([0.40, 0.42], [0.40, 0.42]), "en"))
    assert "exactly as much" in said


def test_outcome_that_exists_in_no_run_is_not_called_unclear() -> None:
    table = runs([0.40, 0.42, 0.44], [0.30, 0.32, 0.35])
    table["on_time_share"] = math.nan
    table["trust_end"] = [0.5, 0.6, 0.7, 0.4, 0.6, 0.8]
    names = ["baseline", "flood"]
    gates = findings([0.4], [0.3]).gates
    made = Findings(outcome_table(table, names), difference_table(table, names), gates, names)
    said = " ".join(sentences(made, "en"))
    assert "covers 0 for: every other outcome" in said
    assert "on time" not in said


def test_sentence_where_nothing_had_a_gap() -> None:
    said = " ".join(sentences(findings([math.nan] * 2, [math.nan] * 2, math.nan), "en"))
    assert "no need had a gap" in said
    assert "nan" not in said and "baseline nothing" in said


def test_one_seed_is_called_an_example() -> None:
    one = findings([0.4], [0.3])
    assert "as an example" in footnote(one, "en")
    assert "10.0 percentage points less" in " ".join(sentences(one, "en"))


def test_dutch_sentences_have_dutch_numbers() -> None:
    said = " ".join(sentences(findings([0.40, 0.42, 0.44], [0.30, 0.32, 0.35]), "nl"))
    assert "42,0%" in said and "9,7 procentpunt minder" in said
    assert "42.0" not in said


@pytest.mark.parametrize(
    ("share", "low", "high", "written"),
    [
        (0.0248, 0.0207, 0.029, "+2.5 (2.1 to 2.9)"),
        (0.00028, 0.0002, 0.00038, "+0.03 (0.02 to 0.04)"),
        (-0.00028, -0.00038, -0.0002, "−0.03 (−0.04 to −0.02)"),
        (0.00004, 0.00001, 0.00007, "+0.004 (0.001 to 0.007)"),
        (0.0003, 0.0000001, 0.0006, "+0.03 (0.00 to 0.06)"),
        (0.0248, math.nan, math.nan, "+2.5"),
        (-0.0006, -0.001, -0.0002, "−0.06 (−0.10 to −0.02)"),
        (0.0000001, 0.00000005, 0.0000002, "0.0 (0.0 to 0.0)"),
        (0.00028, -0.0002, 0.00076, "0.0 (0.0 to 0.1)"),
    ],
)
def test_what_is_told_from_nothing_is_not_written_as_nothing(
    share: float, low: float, high: float, written: str
) -> None:
    assert spanned(share, "en", low, high) == written
    assert spanned(share, "nl", low, high) == written.replace(".", ",").replace("to", "tot")
