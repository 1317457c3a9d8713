"""The world files: how each kind of broken file is refused, in one line."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.world import Desk, LegalBasis, RequestClass, Unit
from sim.world.load import NETHERLANDS, ROW_TYPES
from sim.world.schema import CapabilityFit
from tests.made.world_files import Table, copy_world, place, put, read, refusal, write


@pytest.fixture
def own_world(tmp_path: Path) -> Path:
    return copy_world(tmp_path)


BROKEN_CELLS = [
    ("units.csv", "def_eod", "persons", "-5", "a whole number of 0 or more"),
    ("units.csv", "def_eod", "persons", "2.5", "a whole number of 0 or more"),
    ("units.csv", "def_eod", "persons", "many", "a whole number of 0 or more"),
    ("units.csv", "def_eod", "persons", "", "a whole number of 0 or more"),
    ("units.csv", "def_eod", "organisation", "defense", "did you mean 'defensie'?"),
    ("units.csv", "def_eod", "rung", "10", "a whole number from 0 to 9"),
    ("units.csv", "def_eod", "dedicated_share", "1.2", "a number from 0 to 1"),
    ("units.csv", "def_eod", "notice_days", "nan", "a number of 0 or more"),
    ("units.csv", "def_eod", "notice_days", "inf", "a number of 0 or more"),
    ("units.csv", "def_eod", "notice_days", "1e999", "a number of 0 or more"),
    ("units.csv", "def_eod", "notice_days", "0,5", "a number of 0 or more"),
    ("units.csv", "def_eod", "latitude", "521.2", "a number from -90 to 90"),
    ("units.csv", "def_eod", "longitude", "-181", "a number from -180 to 180"),
    ("units.csv", "def_eod", "capability", "", "a name of letters"),
    ("units.csv", "def_eod", "grade", "X", "one of A, B, C, D, I, J"),
    ("request_classes.csv", "flood", "requester", "partnership", "one of politie, defensie"),
    ("request_classes.csv", "flood", "capability", "enginering", "did you mean 'engineering'?"),
    ("request_classes.csv", "flood", "needs_per_year", "-1", "a number of 0 or more"),
    ("request_classes.csv", "flood", "size_unit", "teams", "persons"),
    ("request_classes.csv", "flood", "size_median", "0.5", "a number of 1 or more"),
    ("request_classes.csv", "flood", "duration_median_days", "0", "a number above 0"),
    ("request_classes.csv", "flood", "deadline_median_days", "0", "a number above 0"),
    ("request_classes.csv", "flood", "deadline_sigma", "-0.1", "a number of 0 or more"),
    ("request_classes.csv", "flood", "severity", "-0.1", "a number from 0 to 1"),
    ("request_classes.csv", "flood", "legal_basis", "politiewet_85", "did you mean 'politiewet_5"),
    ("request_classes.csv", "flood", "approval_chain", "", "one or more different names"),
    ("request_classes.csv", "flood", "approval_chain", "locc;locc", "one or more different names"),
    ("request_classes.csv", "flood", "rungs", "", "whole numbers from 0 to 9"),
    ("request_classes.csv", "flood", "rungs", "1;10", "whole numbers from 0 to 9"),
    ("request_classes.csv", "flood", "planned", "2", "0 or 1"),
    ("request_classes.csv", "flood", "pre_authorised", "yes", "0 or 1"),
    ("request_classes.csv", "flood", "extension_probability", "1", "of 0 or more and below 1"),
    ("request_classes.csv", "flood", "intensity_level", "4", "a whole number from 1 to 3"),
    ("desks.csv", "mayor", "political", "0.5", "0 or 1"),
    ("desks.csv", "mayor", "regional", "-1", "0 or 1"),
    ("desks.csv", "mayor", "mean_days", "-0.3", "a number of 0 or more"),
    ("legal_bases.csv", "msob", "barrier_level", "1.01", "a number from 0 to 1"),
    ("legal_bases.csv", "msob", "in_force_from", "last year", "a date as 2013-01-01, or empty"),
]


@pytest.mark.parametrize(("file", "row", "column", "value", "allowed"), BROKEN_CELLS)
def test_a_broken_cell_is_refused_by_file_row_column_and_value(
    own_world: Path, file: str, row: str, column: str, value: str, allowed: str
) -> None:
    number, _ = place(read(own_world, file), row, column)
    put(own_world, file, row, column, value)
    message = refusal(own_world)
    assert message.startswith(f"{file} row {number} ({row}): {column} is '{value}'; allowed: ")
    assert allowed in message


def test_an_unknown_desk_in_a_chain_is_named(own_world: Path) -> None:
    put(own_world, "request_classes.csv", "flood", "approval_chain", "safety_region;lokc;doc")
    message = refusal(own_world)
    assert "row 12 (flood): approval_chain is 'lokc'; allowed: ids in desks.csv" in message
    assert message.endswith("did you mean 'locc'?")


@pytest.mark.parametrize(
    ("column", "value", "right"),
    [("provider_capability", "genral", "general"), ("request_capability", "escorts", "escort")],
)
def test_a_fit_between_unknown_capabilities_is_refused(
    own_world: Path, column: str, value: str, right: str
) -> None:
    put(own_world, "capability_fit.csv", 5, column, value)
    message = refusal(own_world)
    assert message.startswith("capability_fit.csv row 5 (")
    assert f": {column} is '{value}'; allowed: a capability in " in message
    assert message.endswith(f"did you mean '{right}'?")


@pytest.mark.parametrize("change", ["absent", "fit 0"])
def test_a_class_that_no_fit_can_answer_is_refused(own_world: Path, change: str) -> None:
    if change == "absent":
        table = [line for line in read(own_world, "capability_fit.csv") if line[1] != "diving"]
        write(own_world, "capability_fit.csv", table)
    else:
        put(own_world, "capability_fit.csv", "diving", "fit", "0")
    message = refusal(own_world)
    assert message.startswith(
        "request_classes.csv row 4 (search_underwater): capability is 'diving'; allowed: "
    )


@pytest.mark.parametrize("row_type", [Unit, RequestClass, Desk, LegalBasis])
def test_a_second_row_with_the_same_id_is_refused(own_world: Path, row_type: Any) -> None:
    table = read(own_world, row_type.FILE)
    table[3][0] = table[1][0]
    write(own_world, row_type.FILE, table)
    taken = table[1][0]
    assert refusal(own_world).startswith(f"{row_type.FILE} row 3 ({taken}): id is '{taken}'; ")


def test_a_second_fit_of_the_same_pair_is_refused(own_world: Path) -> None:
    table = read(own_world, CapabilityFit.FILE)
    write(own_world, CapabilityFit.FILE, [*table, table[1]])
    assert "row 36 (general, public_order): provider_capability, req" in refusal(own_world)


def test_a_world_needs_a_region_with_people(own_world: Path) -> None:
    for number in range(1, 11):
        put(own_world, "units.csv", number, "persons", "0")
    assert refusal(own_world).startswith("units.csv: no unit has organisation 'politie', service")


@pytest.mark.parametrize("row_type", ROW_TYPES)
def test_a_missing_file_is_refused(own_world: Path, row_type: Any) -> None:
    (own_world / row_type.FILE).rename(own_world / f"my_{row_type.FILE}")
    message = refusal(own_world)
    assert message.startswith(f"{row_type.FILE} is missing in world folder '{own_world}'")
    assert message.endswith(f"is it 'my_{row_type.FILE}'?")


def test_a_folder_that_is_none_is_refused(own_world: Path) -> None:
    assert f"world folder '{own_world / 'nowhere'}' does not exist" in refusal(
        own_world / "nowhere"
    )
    assert "units.csv' is not a folder; allowed: " in refusal(own_world / "units.csv")


def without_persons(table: Table) -> Table:
    cell = table[0].index("persons")
    return [line[:cell] + line[cell + 1 :] for line in table]


def renamed(table: Table) -> Table:
    return [[cell.replace("persons", "person") for cell in table[0]], *table[1:]]


def widened(table: Table) -> Table:
    return [[*table[0], "longitud"], *([*line, "0"] for line in table[1:])]


def doubled(table: Table) -> Table:
    return [[*line, line[0]] for line in table]


def semicolons(table: Table) -> Table:
    return [[";".join(line)] for line in table]


def cut(table: Table) -> Table:
    return [*table[:3], table[3][:-1], *table[4:]]


@pytest.mark.parametrize(
    ("change", "start", "end"),
    [
        (without_persons, "units.csv: column 'persons' is missing; allowed: columns id, ", ""),
        (renamed, "units.csv: column 'persons' is missing; ", "; is it 'person'?"),
        (widened, "units.csv: column 'longitud' is unknown; ", "; did you mean 'longitude'?"),
        (doubled, "units.csv: column 'id' stands there twice", ""),
        (
            semicolons,
            "units.csv row 1 (pol_noord_nederland): it has 15 cells; allowed: 14, as the header "
            "(a semicolon within a text needs quotes",
            "",
        ),
        (cut, "units.csv row 3 (pol_midden_nederland): it has 13 cells; allowed: 14", ""),
        (lambda table: table[:1], "units.csv has a header but no rows; allowed: 1 or more", ""),
        (lambda table: [], "units.csv is empty; allowed: a header (id, organisation, ", ""),
    ],
)
def test_a_file_of_the_wrong_shape_is_refused(
    own_world: Path, change: Callable[[Table], Table], start: str, end: str
) -> None:
    write(own_world, "units.csv", change(read(own_world, "units.csv")))
    message = refusal(own_world)
    assert message.startswith(start)
    assert message.endswith(end)


@pytest.mark.parametrize(
    ("content", "start"),
    [
        (b"id,name\n\xff\xfe,x\n", "units.csv is not UTF-8 text (byte 8)"),
        (b'id,name\nx,"never closed\n', "units.csv is not well-formed CSV"),
    ],
)
def test_a_file_that_is_no_table_is_refused(own_world: Path, content: bytes, start: str) -> None:
    (own_world / "units.csv").write_bytes(content)
    assert refusal(own_world).startswith(start)


def test_a_cell_with_line_breaks_still_gives_one_line(own_world: Path) -> None:
    put(own_world, "units.csv", "def_eod", "id", "two\nlines")
    assert refusal(own_world).startswith("units.csv row 18 (two\\nlines): id is 'two\\nlines'; ")


def numeric_cells() -> list[tuple[str, int, str]]:
    """All cells of the Netherlands in columns that hold a number in every row."""
    cells = []
    for row_type in ROW_TYPES:
        header, *rows = read(NETHERLANDS, row_type.FILE)
        for cell, column in enumerate(header):
            if all(line[cell].replace(".", "").replace(";", "").isdigit() for line in rows):
                cells += [(row_type.FILE, number, column) for number in range(1, len(rows) + 1)]
    return cells


@settings(max_examples=150, deadline=None)
@given(
    cell=st.sampled_from(numeric_cells()),
    text=st.text(st.characters(exclude_categories=["Cs", "Nd"]), max_size=80),
)
def test_any_text_in_any_numeric_cell_is_refused_by_its_column(
    cell: tuple[str, int, str], text: str
) -> None:
    file, row, column = cell
    with tempfile.TemporaryDirectory() as folder:
        own = copy_world(Path(folder))
        put(own, file, row, column, text)
        message = refusal(own)
    assert message.startswith(f"{file} row {row} (")
    assert f"): {column} is " in message
