"""Tables handed on: label, unit and value agree, in a workbook and in CSV, in both languages."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

import bijstand
from analysis.export.csv_files import csv_text
from analysis.export.sheets import SEE, Column, Sheet, sheets_of
from analysis.export.units import NO_UNIT
from analysis.export.workbook import workbook
from analysis.stored.answer import Answer
from analysis.words.data_package import DUTCH
from analysis.words.labels import label_of
from analysis.words.tables import LONGEST, TABLES
from bijstand.command_line.main import WRONG_USE, main
from experiments.study.store import RUNS
from sim.extras import EXTRAS
from sim.reading import read_table
from tests.made.exported import check_package, column_of, everything, sheet_of, studies

pytestmark = pytest.mark.usefixtures("unrendered", "few_draws")

openpyxl = pytest.importorskip("openpyxl")

# A name of a file or a field, as opposed to a word: two parts with a line or a point between them.
SCALES = {
    "%": 100,
    "percentage points": 100,
    "procentpunt": 100,
    "squared: percentage points": 10_000,
    "kwadraat van: procentpunt": 10_000,
}
KEY = re.compile(r"\b[a-z0-9]+(?:[_.][a-z0-9]+)+\b")


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    return studies(tmp_path_factory.mktemp("studies"))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_number_is_the_one_of_its_unit(answers: dict[str, Answer], language: str) -> None:
    """A share in per cent is a hundred times the stored fraction, and every other as stored."""
    sheets = list(everything(answers, language))
    assert len(sheets) > len(answers)
    for answer, sheet in sheets:
        table = answer.tables[sheet.name]
        for column in (c for c in sheet.columns if c.key and c.shown[:1] != [NO_UNIT]):
            by_row = next((c for c in sheet.columns if not c.key), None)
            stored = table[column.key].tolist()
            for row, (cell, value, how) in enumerate(
                zip(column.cells, stored, column.shown, strict=True)
            ):
                by = by_row.cells[row] if by_row and column.unit in SEE else column.unit
                unit = by or ""
                assert unit == how.name(language)
                expected = value * SCALES.get(unit, 1)
                assert cell is None if pd.isna(value) else cell == pytest.approx(expected)


def test_levels_are_per_cent_and_differences_percentage_points(answers: dict[str, Answer]) -> None:
    def unit(verb: str, table: str, column: str, language: str = "nl") -> str:
        return column_of(sheet_of(answers[verb], table, language), column).unit

    assert unit("robust", "frontier", "gain") == unit("robust", "frontier", "low") == "procentpunt"
    assert unit("robust", "frontier", "cost") == "personen"
    group = "regret_by_scenario_and_theory"
    assert unit("robust", group, "mean") == "%"
    assert unit("robust", group, "max_regret") == "procentpunt"
    assert unit("robust", "futures", "none") == "%"
    assert unit("sensitivity", "indices", "estimate") == "procentpunt"
    assert unit("attribute", "who_says_no", "share") == "%"
    of_metric = dict(
        zip(
            column_of(sheet_of(answers["robust"], "robustness"), "metric").cells,
            column_of(sheet_of(answers["robust"], "robustness"), "").cells,
            strict=True,
        )
    )
    assert of_metric["mean regret"] == "percentage points"
    assert of_metric["the mean"] == of_metric["the share that is good enough"] == "%"
    for table, points in (("outcomes", "%"), ("differences", "percentage points")):
        sheet = sheet_of(answers["compare"], table)
        units = dict(
            zip(column_of(sheet, "outcome").cells, column_of(sheet, "").cells, strict=True)
        )
        assert units[label_of("gap_closed").called] == points
        assert units[label_of("lead_time_median_days").called] == "days"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_key_is_left_in_headings_and_cells(answers: dict[str, Answer], language: str) -> None:
    left = {
        (answer.stored.verb, sheet.name, text)
        for answer, sheet in everything(answers, language)
        for column in sheet.columns
        for text in (sheet.title, column.heading, *column.cells)
        if isinstance(text, str) and KEY.search(text)
    }
    assert left == set()


def test_names_of_tables_fit_a_sheet_and_are_there_once() -> None:
    for place in (0, 1):
        titles = [pair[place] for pair in TABLES.values()]
        assert all(
            0 < len(title) <= LONGEST and not set(title) & set("[]:*?/\\") for title in titles
        )
        per_room = [{"outcomes", "differences", "contrasts"}, {"gates", "funnel", "daily"}]
        assert all(len({TABLES[n][place] for n in room}) == 3 for room in per_room)


def test_every_table_has_a_title_of_its_own(answers: dict[str, Answer]) -> None:
    assert len(answers) > 1
    for answer in answers.values():
        assert set(answer.tables) <= set(TABLES)
        titles = [sheet.title for sheet in sheets_of(answer, "nl")]
        assert len(set(titles)) == len(titles)


def test_the_workbook_begins_with_the_answer_and_holds_numbers_as_numbers(
    answers: dict[str, Answer], tmp_path: Path
) -> None:
    answer = answers["compare"]
    (file,) = bijstand.export(answer, language="nl", folder=tmp_path)
    assert file == tmp_path / "export" / "compare-x" / "tabellen.xlsx"
    book = openpyxl.load_workbook(file)
    assert book.sheetnames[0] == "Antwoord" and book.sheetnames[-1] == "Kolommen"
    texts = {row[1].value for row in book["Antwoord"].iter_rows()}
    assert set(answer.sentences("nl")) < texts and answer.stored.command in texts
    sheet = book["Uitkomsten"]
    heading = [cell.value for cell in sheet[1]]
    first = dict(zip(heading, (cell.value for cell in sheet[2]), strict=True))
    row, mean = answer.tables["outcomes"].iloc[0], "gemiddelde (zie eenheid)"
    assert first[mean] == pytest.approx(row["mean"] * 100) and first["eenheid"] == "%"
    assert sheet.cell(2, heading.index(mean) + 1).number_format == "0.0"


def test_a_text_that_looks_like_a_formula_stays_a_text(answers: dict[str, Answer]) -> None:
    evil = '=HYPERLINK("x")'
    sheet = Sheet("t", "t", [Column("a", "a", "", [evil, "plain"], [NO_UNIT] * 2)])
    assert csv_text(sheet, DUTCH).splitlines()[1] == f'"\'{evil.replace(chr(34), chr(34) * 2)}"'
    book = openpyxl.load_workbook(io.BytesIO(workbook(answers["run"], [sheet], "en")))
    assert (book["t"]["A2"].value, book["t"]["A2"].data_type) == (evil, "s")


def test_csv_for_a_dutch_excel_is_read_back_by_the_strict_reader(
    answers: dict[str, Answer], tmp_path: Path
) -> None:
    files = bijstand.export(answers["robust"], csv="nl", language="nl", folder=tmp_path)
    content = next(file for file in files if file.name == "futures.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content and b"." not in content
    file = tmp_path / "export" / "robust-x" / "futures.csv"
    table = read_table(file, "futures", "futures")
    numbers = table.header[1:]
    found = [float(row[1]) for row in table.with_points(numbers).rows]
    assert found == pytest.approx(list(answers["robust"].tables["futures"]["none"] * 100))


def test_the_data_package_says_what_lies_beside_it(
    answers: dict[str, Answer], tmp_path: Path
) -> None:
    for form, folder in (("nl", "a"), ("en", "b")):
        bijstand.export(answers["run"], csv=form, language="nl", folder=tmp_path, name=folder)
        check_package(tmp_path / "export" / folder)
    for answer in answers.values():
        check_package(answer.stored.folder / "tables") if answer.stored.is_answered else None


def test_a_study_has_the_package_beside_its_tables_with_units(tmp_path: Path) -> None:
    words = ["run.seeds=1", "beside=none", "run.days=20", "run.warm_up_days=5", "executor=serial"]
    assert main(["run", *words, f"output.folder={tmp_path}", "output.name=x"]) == 0
    place = tmp_path / "run" / "x"
    check_package(place / "tables")
    package = json.loads((place / "tables" / "datapackage.json").read_text())
    units = {
        (resource["name"], field["name"]): field.get("unit")
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
    }
    assert units["gates", "share"] == "share" and units["daily", "day"] == "days"
    assert units["outcomes", "mean"] == "of the outcome (column unit)"
    assert main(["verify", str(place)]) == 0
    fields = pq.read_schema(place / RUNS)
    assert fields.field("gap_closed").metadata[b"unit"] == b"share"
    assert fields.field("lead_time_median_days").metadata[b"unit"] == b"days"


def test_conditions_of_a_design_have_their_unit(answers: dict[str, Answer]) -> None:
    schema = pq.read_schema(answers["robust"].stored.folder / "design.parquet")
    assert schema.field("conditions.trust_start").metadata[b"unit"] == b"share"


def test_the_verb_writes_what_python_writes(
    answers: dict[str, Answer], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(answers["run"].stored.folder)
    words = ["csv=nl", "language=nl", f"output.folder={tmp_path}", "output.name=a"]
    assert main(["export", folder, *words]) == 0
    said = capsys.readouterr().out.splitlines()
    files = bijstand.export(folder, csv="nl", language="nl", folder=tmp_path, name="b")
    assert [line.rpartition("/")[2] for line in said] == [file.name for file in files]
    assert all(line.startswith("Tabellen: ") for line in said)
    for file in files:
        assert file.read_bytes() == (tmp_path / "export" / "a" / file.name).read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "needs at least one folder"),
        (["x", "csv=fr"], "there is no folder 'x'"),
        (["{run}", "csv=fr"], "unknown csv 'fr'"),
        (["{run}", "cvs=nl"], "did you mean 'csv'"),
        (["{run}", "{compare}"], "takes one folder, and got 2"),
        (["{run}", "language=fr"], "language"),
    ],
)
def test_what_is_not_allowed_is_one_line(
    words: list[str], said: str, answers: dict[str, Answer], capsys: pytest.CaptureFixture[str]
) -> None:
    folders = {verb: answer.stored.folder for verb, answer in answers.items()}
    assert main(["export", *(word.format(**folders) for word in words)]) == WRONG_USE
    line = capsys.readouterr().err
    assert said in line and line.count("\n") == 1


def test_without_the_extra_csv_is_still_written(
    answers: dict[str, Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in EXTRAS["office"]:
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(bijstand.UserError, match=r"pip install 'bijstand\[office\]'"):
        bijstand.export(answers["run"], folder=tmp_path)
    assert not list(tmp_path.iterdir())
    assert bijstand.export(answers["run"], csv="en", folder=tmp_path)
