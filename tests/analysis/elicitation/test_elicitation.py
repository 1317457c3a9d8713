"""Experts asked for ranges: what is fitted, pooled and told, and which answers are refused."""

from __future__ import annotations

import csv
import io
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.elicitation.answers import COLUMNS, NUMBERS, latest, read_ranges
from analysis.elicitation.checked import SHEET, checked_code
from analysis.elicitation.fit import PROBABILITIES, Said, fitted
from analysis.elicitation.pool import belief_of, fits_of, pooled_table, pools_of
from analysis.elicitation.questions import Question, form_digest, questions_for
from experiments.design.factors import condition_factor
from sim.errors import UserError
from sim.reading import read_table, table_from
from tests.reading.refusals import refusal

QUESTIONS = questions_for()
FORM = form_digest(QUESTIONS)
SHARE, DAYS = QUESTIONS[0], next(q for q in QUESTIONS if q.condition == "refill_time")
FINE = {
    "form": FORM,
    "code": "AB12",
    "round": "1",
    "condition": "agreements",
    "low": "10",
    "high": "60",
    "best": "30",
    "sure": "80",
    "reason": "",
}


def csv_of(*rows: dict[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def read(*rows: dict[str, str]) -> pd.DataFrame:
    return read_ranges([table_from(csv_of(*rows), "one.csv")], QUESTIONS, FORM)


@given(st.floats(1.0, 40.0), st.floats(1.0, 40.0), st.floats(50.0, 100.0))
@settings(max_examples=50, deadline=None)
def test_who_answers_the_quantiles_of_a_beta_gets_that_beta_back(
    a: float, b: float, sure: float
) -> None:
    low, best, high = stats.beta(a, b).ppf(PROBABILITIES) * 100
    # An interval of another sureness is as much wider or narrower, on each side.
    width = sure / 80.0
    said = Said(best - (best - low) * width, best, best + (high - best) * width, sure)
    if said.low < 0.0 or said.high > 100.0:
        return
    fit = fitted(said, SHARE)
    assert fit.misfit < 1e-4
    found = fit.component.distribution.ppf([0.05, 0.95])
    assert found == pytest.approx(stats.beta(a, b).ppf([0.05, 0.95]), abs=0.01)


@pytest.mark.parametrize("own", [stats.gamma(4.0, scale=200.0), stats.lognorm(0.5, scale=700.0)])
def test_a_number_that_cannot_be_negative_gets_the_nearer_of_two_families(own: object) -> None:
    low, best, high = own.ppf(PROBABILITIES)  # type: ignore[attr-defined]
    fit = fitted(Said(low, best, high, 80.0), DAYS)
    families = {"gamma": "gamma", "lognorm": "lognormal"}
    assert fit.component.family == families[own.dist.name]  # type: ignore[attr-defined]
    found = fit.component.distribution.ppf(PROBABILITIES)
    assert found == pytest.approx([low, best, high], rel=0.01)


def test_intervals_are_brought_to_one_sureness_and_stay_within_what_is_possible() -> None:
    assert Said(20, 30, 60, 50).standardised(SHARE) == pytest.approx([14.0, 30.0, 78.0])
    assert Said(10, 30, 60, 80).standardised(SHARE) == pytest.approx([10.0, 30.0, 60.0])
    assert Said(5, 30, 90, 50).standardised(SHARE) == pytest.approx([0.0, 30.0, 100.0])


@given(
    st.lists(st.floats(0.0, 100.0), min_size=3, max_size=3, unique=True),
    st.floats(50.0, 100.0),
    st.sampled_from([SHARE, DAYS]),
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_allowed_gets_a_distribution_of_finite_numbers(
    numbers: list[float], sure: float, question: Question
) -> None:
    low, best, high = sorted(numbers)
    fit = fitted(Said(low, best, high, sure), question)
    assert np.isfinite([fit.component.first, fit.component.second, fit.misfit]).all()
    assert np.isfinite(fit.component.distribution.ppf([0.05, 0.5, 0.95])).all()
    assert fit.component.second > 0.0


def test_equal_weights_whoever_is_surer_and_an_own_order_that_names_nobody() -> None:
    rows = [FINE, {**FINE, "code": "ZZ99", "low": "79", "best": "80", "high": "81"}]
    fits = fits_of(read(*rows), QUESTIONS)
    pool = pools_of(fits)["conditions.agreements"]
    assert pool.inside(0.0, 0.5) == pytest.approx(0.5, abs=0.1)
    assert pool == pools_of(fits_of(read(*rows[::-1]), QUESTIONS))["conditions.agreements"]
    assert list(fits["expert"]) == [1, 2] and "code" not in fits


def test_the_second_round_counts_and_who_stays_away_keeps_the_first() -> None:
    second = {**FINE, "round": "2", "low": "20", "best": "40", "high": "70"}
    other = {**FINE, "code": "CD34", "best": "11"}
    found = latest(read(FINE, other, second)).set_index("code")
    assert found.loc["AB12", "best"] == 40.0 and found.loc["CD34", "best"] == 11.0


WRONG: list[tuple[dict[str, str], list[str]]] = [
    ({"form": "other"}, ["'form' is 'other'", FORM]),
    ({"code": "Jansen"}, ["'code' is 'Jansen'", "two digits"]),
    ({"code": "A1"}, ["4 to 12"]),
    ({"code": "AB 12"}, ["'code'"]),
    ({"round": "3"}, ["'round' is '3'", "1 or 2"]),
    ({"condition": "agrements"}, ["agrements", "did you mean 'agreements'"]),
    ({"low": ""}, ["'low' is empty", "0 to 100 (%)"]),
    ({"best": "thirty"}, ["'best' is 'thirty'", "a number"]),
    ({"high": "160"}, ["'high' is '160'", "0 to 100"]),
    ({"low": "-1"}, ["'low' is '-1'"]),
    ({"low": "nan"}, ["'low' is 'nan'"]),
    ({"low": "1e999"}, ["'low' is '1e999'"]),
    ({"sure": "40"}, ["'sure' is '40'", "50 to 100"]),
    ({"low": "40"}, ["lowest 40, best 30", "not in order"]),
    ({"low": "30", "high": "30"}, ["lowest below highest"]),
    ({"reason": "x" * 501}, ["'reason' has 501 characters", "500"]),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG)
def test_a_wrong_answer_is_told_in_a_line_with_file_row_and_what_is_allowed(
    wrong: dict[str, str], said: list[str]
) -> None:
    fine = {**FINE, "condition": "compensation"}
    told = refusal(lambda: read(fine, {**FINE, **wrong}))
    assert all(part in told for part in ["one.csv, row 2", "allowed", *said])


def test_every_mistake_is_told_and_then_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{**FINE, "condition": q.condition, "sure": "20"} for q in QUESTIONS[:3]]
    assert "3 mistakes" in refusal(lambda: read(*rows, {**FINE, "condition": "refill_time"}))
    lines = capsys.readouterr().err.splitlines()
    assert [f"row {n}" in line for n, line in enumerate(lines, start=1)] == [True] * 3


def test_an_answer_that_is_there_twice_and_a_round_without_its_first_are_refused() -> None:
    told = refusal(lambda: read(FINE, FINE))
    assert "row 2" in told and "row 1" in told and "AB12" in told
    second = {**FINE, "round": "2", "code": "AB21"}
    told = refusal(lambda: read(FINE, second))
    assert "has a second round and no first" in told and "did you mean 'AB12'" in told
    assert "no question is answered" in refusal(
        lambda: read({**FINE, **dict.fromkeys(NUMBERS, "")})
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (csv_of(FINE).replace("sure", "zeker"), ["one.csv", "has no column 'sure'"]),
        (
            csv_of(FINE).replace(",reason", ",reason,name").replace("80,", "80,,Jan"),
            ["name", "column"],
        ),
        (csv_of(FINE).replace("code,", "code,code,", 1), ["one.csv"]),
        ("", ["one.csv", "has no column"]),
        ("\x00\x01", ["one.csv"]),
        (csv_of(FINE)[:-20], ["one.csv"]),
    ],
)
def test_a_file_that_is_no_answer_is_refused_by_its_name(text: str, said: list[str]) -> None:
    told = refusal(lambda: read_ranges([table_from(text, "one.csv")], QUESTIONS, FORM))
    assert all(part in told for part in said)


@given(st.sampled_from(COLUMNS), st.text(max_size=12), st.sampled_from([",", ";", "\t"]))
@settings(max_examples=200, deadline=None)
def test_whatever_stands_in_a_cell_is_read_or_refused_in_one_line(
    column: str, content: str, separator: str
) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, delimiter=separator)
    writer.writeheader()
    writer.writerow({**FINE, column: content})
    try:
        found = read_ranges([table_from(text.getvalue(), "one.csv")], QUESTIONS, FORM)
    except UserError as error:
        assert (
            str(error).splitlines() == [str(error)] and "one.csv" in str(error)
        ) or "no question" in str(error)
    else:
        assert found[list(NUMBERS)].notna().all(axis=None)


def test_a_table_of_a_dutch_spreadsheet_is_the_same_answer() -> None:
    dutch = csv_of({**FINE, "best": "30.5"}).replace(",", ";").replace("30.5", "30,5")
    found = read_ranges([table_from(dutch, "een.csv")], QUESTIONS, FORM)
    assert found.loc[0, "best"] == 30.5


@given(st.text(max_size=14))
def test_no_code_is_a_name_alone(code: str) -> None:
    try:
        found = checked_code(code)
    except UserError:
        return
    assert sum(character.isdigit() for character in found) >= 2 and found.isascii()


def test_what_the_model_does_not_take_is_told_and_left_out() -> None:
    beyond = {**FINE, "condition": "exercise_rate", "low": "40", "best": "50", "high": "60"}
    half = {**FINE, "condition": "refill_time", "low": "1000", "best": "1460", "high": "2000"}
    fits = fits_of(read(FINE, beyond, half), QUESTIONS)
    pools = pools_of(fits)
    pooled = pooled_table(pools, fits).set_index("factor")
    assert pooled["used"].to_dict() == {
        "conditions.agreements": True,
        "conditions.exercise_rate": False,
        "conditions.refill_time": True,
    }
    assert pooled.loc["conditions.refill_time", "inside"] == pytest.approx(0.5, abs=0.05)
    belief = belief_of(pools, pooled.reset_index(), {})
    assert set(belief.names) == {"conditions.agreements", "conditions.refill_time"}
    high = condition_factor("refill_time").high
    assert pooled.loc["conditions.refill_time", "p95"] < high


@pytest.mark.parametrize("sheets", [["Blad1"], ["other", "answers"]])
def test_a_workbook_is_the_same_answers(sheets: list[str], tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title in sheets:
        sheet = book.create_sheet(title)
    sheet.append(list(COLUMNS))
    cells = [FORM, "AB12", 1, "agreements", 10.5, 60, 30, 80, None]
    sheet.append(cells)
    book.save(tmp_path / "back.xlsx")
    found = read_ranges([read_table(tmp_path / "back.xlsx", "back.xlsx", SHEET)], QUESTIONS, FORM)
    typed = read({**FINE, "low": "10.5"})
    pd.testing.assert_frame_equal(found.drop(columns="where"), typed.drop(columns="where"))
    for title in ("more", "still more"):
        book.create_sheet(title).append(list(COLUMNS))
    book.remove(book[sheets[-1]])
    for file, said in (("several.xlsx", "sheets"), ("broken.xlsx", "broken.xlsx")):
        book.save(tmp_path / file)
        if file == "broken.xlsx":
            (tmp_path / file).write_bytes((tmp_path / file).read_bytes()[:900])
        assert said in refusal(partial(read_table, tmp_path / file, file, SHEET))
