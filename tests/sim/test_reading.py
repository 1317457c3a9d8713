"""Files from outside are read as they stand, or refused in one line and at once."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.errors import UserError
from sim.reading import json_from, mapping_from, read_bytes, read_table, read_yaml, table_from
from sim.setting.configuration import CONFIGURATION
from sim.setting.policies.policy import load_policy
from sim.setting.scenarios.scenario import load_scenario
from sim.setting.theories.theory import load_theory
from tests.reading.refusals import refusal

BILLION = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("-5", -5),
        ("+5", 5),
        ("0.5", 0.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1.125", 1.125),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("no", "no"),
        ("off", "off"),
        ("yes", "yes"),
        ("y", "y"),
        ("010", "010"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("2013-01-01", "2013-01-01"),
        ("1,5", "1,5"),
        ("'5'", "5"),
        ('"no"', "no"),
    ],
)
def test_a_word_of_yaml_is_what_stands_there(text: str, value: object) -> None:
    found = mapping_from(f"key: {text}", "f")["key"]
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\nb: 2\na: 3", "f, line 3: 'a' stands there twice"),
        ("b:\n  a: 1\n  a: 1", "line 3: 'a' stands there twice"),
        (BILLION, "more than 20,000 values"),
        ("a: &x [*x]", "repeats nothing that is above it"),
        ("a: *y", "'*y' repeats nothing"),
        ("b: &y {c: 1}\na:\n  <<: *y", "keys written out"),
        ("a: " + "[" * 50 + "]" * 50, "deeper than 20 levels"),
        ("[" * 100_000, "deeper than 20 levels"),
        ("k0: &k0 [x]\n" + "".join(f"k{i}: &k{i} [*k{i - 1}]\n" for i in range(1, 150)), "deeper"),
        ("a: " + "9" * 6_000, "a whole number of 6000 digits"),
        ("a: 1e400", "larger than a number can be"),
        ("a: 2.000", "2.000 could be 2 or 2000"),
        ("a: -12.500", "-12.500 could be -12.5 or -12500"),
        ("a: ${oc.env:HOME}", "nothing is filled in"),
        ("a: '${x}'", "nothing is filled in"),
        ("a: !!python/object/apply:os.getcwd []", "the tag"),
        ("a: !!str 5", "the tag"),
        ("a: 1\n---\nb: 2", "a second document"),
        ("- a\n- b", "not keys with values"),
        ("just a text", "not keys with values"),
        ("a:\n\tb: 1", "not valid YAML"),
        ("? [a]\n: 5", "a key that is no plain word"),
        ("a: \x1b[31m", "not valid YAML"),
        (b"\xff\xfea\0:\0", "UTF-16"),
        (b"a\0:\0 \x001\0", "UTF-16"),
        (b"a: caf\xe9", "not UTF-8 text (byte 6)"),
        ("a: " + "x" * 300_000, "longer than 200,000"),
    ],
)
def test_yaml_that_can_be_misread_is_refused_at_once(text: str | bytes, words: str) -> None:
    began = time.monotonic()
    assert words in refusal(lambda: mapping_from(text, "f"))
    assert time.monotonic() - began < 5


def test_marks_line_ends_and_some_aliases_are_read() -> None:
    assert mapping_from(b"\xef\xbb\xbfa: 1\r\nb: x # c\r\n", "f") == {"a": 1, "b": "x"}
    found = mapping_from("a: &n {c: [1]}\nb: *n\nd: *n", "f")
    assert found == {"a": {"c": [1]}, "b": {"c": [1]}, "d": {"c": [1]}}
    assert found["a"] is not found["b"]
    assert mapping_from("", "f") == mapping_from("# nothing", "f") == {}


def test_every_configuration_of_the_product_is_read_as_pyyaml_reads_it() -> None:
    files = [*CONFIGURATION.rglob("*.yaml")]
    assert len(files) > 50
    for file in files:
        assert read_yaml(file) == yaml.safe_load(file.read_text(encoding="utf-8")) | {}, file


def odd_files(folder: Path) -> list[Path]:
    os.mkfifo(folder / "pipe.yaml")
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")
    (folder / "folder.yaml").mkdir()
    names = ("pipe.yaml", "loop.yaml", "folder.yaml", "gone.yaml", "a\0b.yaml", "x" * 300 + ".yaml")
    devices = [
        Path(name) for name in ("/dev/zero", "/dev/null", "/dev/urandom") if Path(name).exists()
    ]
    return [*(folder / name for name in names), *devices]


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    files = list(odd_files(tmp_path))
    assert len(files) > 1
    for file in files:
        began = time.monotonic()
        for read in (
            read_yaml,
            lambda path: read_table(path, "f", "f"),
            load_scenario,
            load_policy,
            load_theory,
        ):
            assert "cannot be read" in refusal(lambda read=read, file=file: read(str(file)))
        assert time.monotonic() - began < 2


def test_no_more_than_the_bound_is_read(tmp_path: Path) -> None:
    (tmp_path / "long").write_bytes(b"x" * 1_001)
    assert read_bytes(tmp_path / "long", "f", "a file", 1_001) == b"x" * 1_001
    assert "longer than 1,000 bytes" in refusal(
        lambda: read_bytes(tmp_path / "long", "f", "a file", 1_000)
    )
    with open(tmp_path / "huge", "wb") as file:
        file.truncate(2**40)  # a terabyte of nothing
    assert "longer than" in refusal(lambda: read_yaml(tmp_path / "huge"))


@pytest.mark.parametrize(
    ("text", "header", "rows"),
    [
        ("a,b\n0.5,1\n", "a b", [["0.5", "1"]]),
        ("a;b\n0,5;1\n", "a b", [["0.5", "1"]]),
        ("a;b\n0.5;1\n", "a b", [["0.5", "1"]]),
        ("a\tb\n0,5\t1\n", "a b", [["0.5", "1"]]),
        ("a\n0,5\n1,25\n", "a", [["0.5"], ["1.25"]]),
        ("a\n0.5\n", "a", [["0.5"]]),
        ("sep=;\r\na;b\r\n0,5;1\r\n", "a b", [["0.5", "1"]]),
        ("\ufeffa;b\n1,500;0,25\n", "a b", [["1.500", "0.25"]]),
        ("a,b,,\n1,2,,\n,,,\n3,4,,\n,,,\n", "a b", [["1", "2"], ["3", "4"]]),
        ("a,,b\n1,,2\n", "a b", [["1", "2"]]),
        (' a , "b"\n 0.5 , "1"\n', "a b", [["0.5", "1"]]),
        ("a,c\n1.500,x;y\n", "a c", [["1.500", "x;y"]]),
        ('a;c\n0,5;"x;y"\n', "a c", [["0.5", "x;y"]]),
        ('a,c\n1,"two\nlines"\n', "a c", [["1", "two\nlines"]]),
    ],
)
def test_a_table_is_read_as_a_whole(text: str, header: str, rows: list[list[str]]) -> None:
    table = table_from(text, "f").with_points(["a", "b"])
    assert (list(table.header), table.rows) == (header.split(), rows)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a;b\n0,5;1.5\n", "the same mark in all numbers"),
        ("a;b\n1.000,5;2\n", "the same mark in all numbers"),
        ("a;b\n1.500;2\n", "'1.500' could be 1.5 or 1500"),
        ("a\n1,000\n", "'1,000' could be 1 or 1000"),
        ("a,b\n0,5,1\n", "it has 3 cells; allowed: 2"),
        ("a,b\n1\n", "it has 1 cells; allowed: 2"),
        ("a,b,a\n1,2,3\n", "column 'a' stands there twice"),
        ("a ,a\n1,2\n", "column 'a' stands there twice"),
        ("a,,b\n1,x,2\n", "which has no name"),
        ('a,b\n"1,2\n', "not well-formed CSV"),
        ("a,b\n" + "x" * 200_000 + ",1", "not well-formed CSV"),
        ("sep=|\na|b\n1|2", "sep='|'"),
        ("a,b\n1,x\0y\n", "without NUL characters"),
    ],
)
def test_a_table_that_can_be_misread_is_refused(text: str, words: str) -> None:
    said = refusal(lambda: table_from(text, "f").with_points(["a", "b"]))
    assert said.startswith("f") and words in said


PLAIN: Any = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text(max_size=20)
KEYS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


@given(
    content=st.dictionaries(
        KEYS,
        st.recursive(
            PLAIN,
            lambda some: st.lists(some, max_size=3) | st.dictionaries(KEYS, some, max_size=3),
            max_leaves=8,
        ),
        max_size=5,
    )
)
@settings(max_examples=200, deadline=None)
def test_what_a_library_writes_is_read_back_or_refused(content: dict[str, Any]) -> None:
    assert json_from(json.dumps(content), "f") == content
    try:
        assert mapping_from(yaml.safe_dump(content), "f") == content
    except UserError as error:
        assert "${" in str(error) or "deeper" in str(error) or "unacceptable" in str(error)


@given(text=st.text(max_size=300) | st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_content_is_read_or_refused_in_one_line(text: str | bytes) -> None:
    for read in (mapping_from, json_from, table_from):
        try:
            read(text, "f")
        except UserError as error:
            assert str(error).isprintable()


SIGNS = st.sampled_from(
    [
        "a",
        "b: ",
        "- ",
        "\n",
        "  ",
        "{",
        "}",
        "[",
        "]",
        ",",
        "&x ",
        "*x",
        "!!str ",
        "<<: ",
        "? ",
        ": ",
        "|",
        ">",
        "'",
        '"',
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "#",
        "1:30",
        "010",
        "1e999",
        "~",
        "\t",
        "\x85",
    ]
)


@given(parts=st.lists(SIGNS, max_size=40))
@settings(max_examples=400, deadline=None)
def test_any_signs_of_yaml_are_read_or_refused_in_one_line(parts: list[str]) -> None:
    try:
        mapping_from("".join(parts), "f")
    except UserError as error:
        assert str(error).isprintable()


def test_as_many_digits_as_may_be_are_read_and_one_more_is_refused() -> None:
    assert json_from('{"a": -999999999999999999}', "x") == {"a": -999999999999999999}
    assert "19 digits" in refusal(lambda: json_from('{"a": 1000000000000000000}', "x"))


def test_what_an_alias_repeats_is_a_copy() -> None:
    found = mapping_from("a: &x {n: [1]}\nb: *x\nc: *x\n", "x")
    found["b"]["n"].append(2)
    assert found == {"a": {"n": [1]}, "b": {"n": [1, 2]}, "c": {"n": [1]}}


def test_cells_behind_an_empty_column_stay_under_their_names() -> None:
    found = table_from("a,,b\n1,,2\n3,,4\n", "x")
    assert found.header == ("a", "b") and found.rows == [["1", "2"], ["3", "4"]]
