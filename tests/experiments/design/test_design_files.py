"""Designs that a user brings: as a spreadsheet or SALib writes them, read rightly or refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from SALib.sample import morris, sobol

from experiments.design import list_design, read_design
from experiments.design.seeds import as_seeds, seeds_for
from experiments.running.plan import Plan
from experiments.study.study import open_study, run_study
from sim.errors import UserError
from sim.world import load_world
from sim.world.load import NETHERLANDS
from tests.made.studies import SHORT
from tests.made.world_files import copy_world, put, read
from tests.made.world_files import refusal as world_refusal
from tests.reading.refusals import refusal

NO_NUMBERS = ("nan", "inf", "-inf", "1_0", "0x1", "0.5%", "TRUE", "０.５", "1 000", "5e", "−1")


def file_with(folder: Path, text: str | bytes) -> Path:
    file = folder / "points.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


@pytest.mark.parametrize(
    "text",
    [
        "trust_start,policy\n0.5,none\n0.75,liaisons\n",
        "trust_start;policy\n0,5;none\n0,75;liaisons\n",
        "trust_start;policy\r\n0.5;none\r\n0.75;liaisons\r\n",
        "trust_start\tpolicy\n0,5\tnone\n0,75\tliaisons\n",
        "sep=;\ntrust_start;policy\n0,5;none\n0,75;liaisons\n",
        "\ufefftrust_start ; policy\n 0,5;none\n0,75; liaisons\n",
        "trust_start,policy,,\n0.5,none,,\n,,,\n0.75,liaisons,,\n,,,\n",
        '"trust_start","policy"\n"0.5","none"\n"0.750","liaisons"\n',
        "conditions.trust_start;policy\n0,50;none\n0,75;liaisons\n",
    ],
)
def test_a_list_is_the_same_in_every_form_of_a_spreadsheet(tmp_path: Path, text: str) -> None:
    design = read_design(file_with(tmp_path, text))
    assert [design.values(point) for point in range(len(design))] == [
        {"conditions.trust_start": 0.5, "policy": "none"},
        {"conditions.trust_start": 0.75, "policy": "liaisons"},
    ]


def test_decimal_commas_under_one_column_are_what_they_say(tmp_path: Path) -> None:
    design = read_design(file_with(tmp_path, "trust_start\n0,5\n0,75\n"))
    assert list(design.table["conditions.trust_start"]) == [0.5, 0.75]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("trust_start,ask_again\n0,5,1\n", "it has 3 cells; allowed: 2"),
        ("trust_start;ask_again\n0,5;1.000\n", "the same mark in all numbers"),
        ('trust_start,ask_again\n"0,5",1\n', "'0,5'; allowed: a number"),
        ("ask_again\n2.000\n", "'2.000' could be 2 or 2000"),
        ("ask_again,base_row\n1,2.000\n", "'2.000' could be 2 or 2000"),
        ("ask_again;trust_start\n2,000;0,5\n", "'2.000' could be 2 or 2000"),
        ("trust_start,trust_start\n0.5,0.5\n", "stands there twice"),
        ("trust_start,trust_start \n0.5,0.5\n", "stands there twice"),
        ("trust_start,conditions.trust_start\n0.5,0.5\n", "two columns stand for"),
        ("trust_start,\n0.5,x\n", "it has 2 cells; allowed: 1"),
        ("trust_start,base_row\n0.5,-1\n", "whole numbers"),
        ("trust_start,base_row\n0.5,1e30\n", "whole numbers"),
        ("trust_start,base_row\n0.5,nan\n", "whole numbers"),
        *(
            (f"trust_start,policy\n{cell},none\n", f"{cell.strip()!r}; allowed: a number")
            for cell in NO_NUMBERS
        ),
        (b"\xff\xfe" + "trust_start\n0.5\n".encode("utf-16-le"), "UTF-16"),
        ("trust_start\n" + "9" * 6_000 + "\n", "trust_start"),
        ("trust_start,policy\n0.5," + "x" * 100_000 + "\n", "unknown policy"),
    ],
)
def test_a_list_that_can_be_misread_is_refused(
    tmp_path: Path, text: str | bytes, words: str
) -> None:
    said = refusal(lambda: read_design(file_with(tmp_path, text)))
    assert "design.file=" in said and words in said and len(said) < 2_100


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"trust_start": [[0.5]]}, "holds list"),
        ({"trust_start": [{"a": 1}]}, "holds struct"),
        ({"trust_start": [True]}, "holds bool"),
        ({"trust_start": [None]}, "no value"),
        ({"trust_start": ["0,5"]}, "'0,5'; allowed: a number"),
        ({"policy": [5]}, "unknown policy"),
        ({"policy": [None]}, "has no value"),
        ({"trust_start": [0.5], "base_row": [0.5]}, "whole numbers"),
        ({"trust_start": [float("nan")]}, "nan"),
    ],
)
def test_a_parquet_list_of_other_things_is_refused(
    tmp_path: Path, table: dict[str, list[object]], words: str
) -> None:
    pq.write_table(pa.table(table), tmp_path / "points.parquet")
    assert words in refusal(lambda: read_design(tmp_path / "points.parquet"))


def test_a_parquet_list_with_a_column_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "points.parquet"
    pq.write_table(pa.table([[0.5], [0.6]], names=["trust_start", "trust_start"]), file)
    assert "stands there twice" in refusal(lambda: read_design(file))


def test_rows_that_a_filter_left_of_a_longer_table_are_read(tmp_path: Path) -> None:
    longer = pd.DataFrame({"trust_start": [0.4, 0.5, 0.6]})
    longer[longer["trust_start"] > 0.45].to_parquet(tmp_path / "points.parquet")
    design = read_design(tmp_path / "points.parquet")
    assert list(design.table["conditions.trust_start"]) == [0.5, 0.6]


PROBLEM = {
    "num_vars": 2,
    "names": ["trust_start", "agreements"],
    "bounds": [[0.3, 0.9], [0.1, 0.9]],
}


def salib_samples() -> list[np.ndarray]:
    """Return samples of SALib in which points repeat."""
    trajectories = morris.sample(PROBLEM, 30, num_levels=2, seed=1)
    saltelli = sobol.sample(PROBLEM, 4, scramble=False)
    return [trajectories, np.vstack([saltelli, saltelli[::2]])]


@pytest.mark.parametrize("sample", salib_samples(), ids=["morris", "saltelli"])
def test_repeated_points_of_a_sample_are_run_each_on_a_seed_of_its_own(
    tmp_path: Path, sample: np.ndarray
) -> None:
    rows = pd.DataFrame(sample, columns=PROBLEM["names"])
    assert rows.duplicated().any()
    rows.to_csv(tmp_path / "sample.csv", index=False)
    design = read_design(tmp_path / "sample.csv")
    assert len(design) == len(rows)
    plan = Plan(design, SHORT, seeds_for("list", 2, 1, "base_row"))
    points, _, seeds = plan.keys(0, len(plan))
    drawn = rows.iloc[points].assign(seed=seeds)
    assert not drawn.duplicated().any()
    first = ~rows.duplicated().to_numpy()[points]
    assert set(seeds[first]) == {1, 2}


def test_equal_rows_give_different_runs_and_their_first_the_one_of_today(tmp_path: Path) -> None:
    file = file_with(tmp_path, "trust_start\n0.5\n0.6\n0.5\n")
    run_study(read_design(file), SHORT, tmp_path / "study", executor="serial")
    runs = open_study(tmp_path / "study").runs()
    assert list(runs["seed"]) == [1, 1, 2]
    assert runs["gap_closed"].iloc[0] != runs["gap_closed"].iloc[2]


def test_a_list_without_repeats_is_the_design_that_it_was() -> None:
    rows = pd.DataFrame({"trust_start": [0.5, 0.6], "policy": ["none", "liaisons"]})
    design = list_design(rows)
    assert dict(design.options) == {"seeds_by_base_row": False}
    assert list(design.base_rows) == [0, 0]
    assert design.digest == "124ddd2293adaa39"
    assert as_seeds(3, "list", False).rule == "same"


def test_a_world_of_a_dutch_spreadsheet_is_the_same_world(tmp_path: Path) -> None:
    for file in sorted(NETHERLANDS.glob("*.csv")):
        header, *lines = read(NETHERLANDS, file.name)
        table = [header, *([_dutch(cell) for cell in line] for line in lines)]
        rows = [
            ";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in table
        ]
        (tmp_path / file.name).write_text(
            "\ufeff" + "\r\n".join(rows), encoding="utf-8", newline=""
        )
    ours, theirs = load_world(), load_world(tmp_path)
    for part in ("units", "classes", "desks", "bases", "fit"):
        assert getattr(ours, part) == getattr(theirs, part)


def _dutch(cell: str) -> str:
    try:
        float(cell)
    except ValueError:
        return cell
    return cell.replace(".", ",")


def test_whole_numbers_of_a_world_with_three_zeros_are_refused(tmp_path: Path) -> None:
    own = copy_world(tmp_path)
    put(own, "units.csv", 1, "persons", "2.000")
    said = world_refusal(own)
    assert "persons is '2.000'" in said and "could be 2 or 2000" in said


CELLS = st.one_of(
    st.sampled_from(["0.5", "0,5", "1.000", "none", "liaisons", "", " ", "nan", '"', "1e9", "5"]),
    st.text(max_size=8),
)
HEADS = st.sampled_from(
    ["trust_start", "ask_again", "policy", "base_row", "point", "", "theory.trust", "x", "raw.y"]
)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    header=st.lists(HEADS, max_size=4),
    rows=st.lists(st.lists(CELLS, max_size=5), max_size=4),
    separator=st.sampled_from([",", ";", "\t", "|"]),
    finish=st.sampled_from([str, str.upper, lambda text: "\ufeff" + text]),
)
def test_any_list_is_read_as_it_stands_or_refused_in_one_line(
    tmp_path: Path,
    header: list[str],
    rows: list[list[str]],
    separator: str,
    finish: Callable[[str], str],
) -> None:
    text = "\n".join(separator.join(row) for row in [header, *rows])
    file = file_with(tmp_path, finish(text).encode("utf-8", "surrogatepass"))
    try:
        design = read_design(file)
    except UserError as error:
        assert str(error).isprintable()
        return
    for row, column in ((row, name) for row in range(len(design)) for name in ("trust_start",)):
        value = design.values(row).get(f"conditions.{column}")
        assert value is None or 0.3 <= float(value) <= 0.9
