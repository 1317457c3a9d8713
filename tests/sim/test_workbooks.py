"""Workbooks of a user's: read as whole files, refused where two people could read two things."""

from __future__ import annotations

import io
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from experiments.design.frame import Frame
from experiments.design.listed import read_design
from sim.errors import UserError
from sim.reading import read_table
from sim.reading import workbook as workbooks
from sim.world import load_world
from sim.world.load import NETHERLANDS
from tests.reading.refusals import refusal

openpyxl = pytest.importorskip("openpyxl")

HEADER = ["trust_start", "theory.trust", "scenario"]


def saved(file: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    """Write a workbook as a spreadsheet would."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    book.save(file)
    return file


def design(tmp_path: Path, *rows: list[Any], **others: list[list[Any]]) -> Any:
    return read_design(saved(tmp_path / "p.xlsx", {"Blad1": [HEADER, *rows], **others}))


def refused(tmp_path: Path, *rows: list[Any], **others: list[list[Any]]) -> str:
    with pytest.raises(UserError) as found:
        design(tmp_path, *rows, **others)
    return str(found.value)


def test_numbers_of_a_workbook_have_no_mark_to_doubt(tmp_path: Path) -> None:
    # As a text 0.625 of a Dutch file could be 625; a cell that is a number cannot.
    found = design(tmp_path, [0.625, "moderator", "flood"], [0.5, "driver", "baseline"])
    assert list(found.table["conditions.trust_start"]) == [0.625, 0.5]
    assert list(found.table["scenario"]) == ["flood", "baseline"]


def test_the_same_points_are_the_same_design_in_every_form(tmp_path: Path) -> None:
    found = design(tmp_path, [0.375, "moderator", "flood"])
    comma, dutch = tmp_path / "a.csv", tmp_path / "b.csv"
    comma.write_text("trust_start,theory.trust,scenario\n0.375,moderator,flood\n")
    dutch.write_text("\ufefftrust_start;theory.trust;scenario\n0,375;moderator;flood\n")
    assert found.digest == read_design(comma).digest == read_design(dutch).digest


@pytest.mark.parametrize("text", ["0,5", "0.5", "1.500", "1,5e-1"])
def test_a_text_that_looks_like_a_number_is_refused_among_numbers(
    text: str, tmp_path: Path
) -> None:
    said = refused(tmp_path, [0.5, "moderator", "flood"], [text, "moderator", "flood"])
    assert f"row 2, 'trust_start': '{text}' is a text that looks like a number" in said


def test_what_a_spreadsheet_made_a_date_is_no_number(tmp_path: Path) -> None:
    assert "'2026-05-01'" in refused(tmp_path, [date(2026, 5, 1), "moderator", "flood"])


def test_a_formula_counts_with_the_value_that_was_saved_and_only_with_it(tmp_path: Path) -> None:
    said = refused(tmp_path, ["=1/2", "moderator", "flood"])
    assert "cell A2 is a formula without its value" in said
    file = tmp_path / "p.xlsx"
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert b"<v></v>" in sheet or b"<v />" in sheet or b"<v/>" in sheet
    for empty in (b"<v></v>", b"<v />", b"<v/>"):
        sheet = sheet.replace(empty, b"<v>0.5</v>")
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in {**parts, "xl/worksheets/sheet1.xml": sheet}.items():
            archive.writestr(name, content)
    assert list(read_design(file).table["conditions.trust_start"]) == [0.5]


def test_an_error_of_the_spreadsheet_is_named_with_its_cell(tmp_path: Path) -> None:
    assert "cell A2 is the error #N/A" in refused(tmp_path, ["#N/A", "moderator", "flood"])


def test_of_several_sheets_one_must_be_meant(tmp_path: Path) -> None:
    point = [0.5, "moderator", "flood"]
    said = refused(tmp_path, point, Blad2=[["notes"]])
    assert "has several sheets (Blad1, Blad2); allowed: one, or one of the name 'design'" in said
    assert len(design(tmp_path, point, Blad2=[])) == 1
    assert len(design(tmp_path, ["?", "?", "?"], Design=[HEADER, point, point])) == 2


def test_blank_lines_and_columns_are_no_part_and_a_nameless_one_is_refused(tmp_path: Path) -> None:
    file = saved(tmp_path / "t.xlsx", {"x": [[], ["a", None, "b"], [1, None, "u"], [], [2.5]]})
    table = read_table(file, "t", "x")
    assert (table.header, table.rows) == (("a", "b"), [["1", "u"], ["2.5", ""]])
    file = saved(tmp_path / "t.xlsx", {"x": [["a"], [1, "left behind"]]})
    assert "column 2, which has no name" in refusal_of(file)
    file = saved(tmp_path / "t.xlsx", {"x": [["a", "a"], [1, 2]]})
    assert "column 'a' stands there twice" in refusal_of(file)


def refusal_of(file: Path) -> str:
    with pytest.raises(UserError) as found:
        read_table(file, "t", "x")
    return str(found.value)


def test_a_file_is_what_is_in_it_whatever_its_name(tmp_path: Path) -> None:
    file = saved(tmp_path / "t.xlsx", {"x": [["a"], [0.5]]}).rename(tmp_path / "t.csv")
    assert read_table(file, "t", "x").rows == [["0.5"]]
    (tmp_path / "u.xlsx").write_text("a;b\n0,5;u\n")
    assert read_table(tmp_path / "u.xlsx", "t", "x").rows == [["0,5", "u"]]


@pytest.mark.parametrize(
    "content",
    [b"\xd0\xcf\x11\xe0 of 1997", b"PK\x03\x04", b"PK\x03\x04" + b"x" * 100],
    ids=["old", "cut off", "no archive"],
)
def test_what_is_no_workbook_is_one_line(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(content)
    assert "t is no workbook" in refusal_of(tmp_path / "t.xlsx")


def archive_of(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def test_another_archive_or_a_broken_part_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(archive_of({"content.xml": "<a/>"}))
    assert "t is no workbook" in refusal_of(tmp_path / "t.xlsx")
    (tmp_path / "t.xlsx").write_bytes(archive_of({"xl/workbook.xml": "<a"}))
    said = refusal_of(tmp_path / "t.xlsx")
    assert said.startswith("t cannot be read (") and "\n" not in said


def test_a_workbook_that_unfolds_too_far_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = saved(tmp_path / "t.xlsx", {"x": [["a"], *[[1]] * 50]})
    monkeypatch.setattr(workbooks, "MOST_CELLS", 20)
    assert "more than 20 cells" in refusal_of(file)
    monkeypatch.setattr(workbooks, "MOST_BYTES", 100)
    assert "bytes; allowed: 100 at most" in refusal_of(file)


def test_a_cell_at_the_end_of_the_sheet_is_counted_with_all_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = openpyxl.Workbook()
    book.active["XFD2"] = 1
    book.save(tmp_path / "t.xlsx")
    monkeypatch.setattr(workbooks, "MOST_CELLS", 10_000)
    assert "more than 10,000 cells" in refusal_of(tmp_path / "t.xlsx")


@pytest.fixture
def as_workbooks(tmp_path: Path) -> Path:
    """Return the Netherlands with two of its tables as workbooks."""
    folder = tmp_path / "mine"
    shutil.copytree(NETHERLANDS, folder)
    for name in ("units", "desks"):
        table = read_table(folder / f"{name}.csv", name, name)
        lines = [[_cell(text) for text in row] for row in table.rows]
        saved(folder / f"{name}.xlsx", {name: [list(table.header), *lines]})
        (folder / f"{name}.csv").unlink()
    return folder


def _cell(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text


def test_a_world_may_have_workbooks_and_is_the_same_world(as_workbooks: Path) -> None:
    found, ours = load_world(as_workbooks), load_world()
    assert (found.units, found.desks) == (ours.units, ours.desks)


def test_two_files_of_one_table_are_refused(as_workbooks: Path) -> None:
    shutil.copy(NETHERLANDS / "units.csv", as_workbooks)
    said = refusal(lambda: load_world(as_workbooks))
    assert said.endswith("has units.csv and units.xlsx; allowed: one of them")


def test_a_changed_workbook_is_another_world(as_workbooks: Path) -> None:
    point = Frame(world=str(as_workbooks)).point({})
    before = point.contents()["world"]
    book = openpyxl.load_workbook(as_workbooks / "desks.xlsx")
    book.active["E2"] = 99
    book.save(as_workbooks / "desks.xlsx")
    assert point.contents()["world"] != before
