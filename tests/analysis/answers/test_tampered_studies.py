"""A study that somebody edited opens as it is or is refused in one line, whatever was changed."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.answers import open_answer
from analysis.report.sections import parts_of
from analysis.stored.stored import read_stored
from bijstand.command_line.main import main
from experiments.design.table import METADATA
from experiments.study.files import digest_of
from experiments.study.study import open_study
from sim.errors import UserError
from tests.reading.refusals import refusal

pytestmark = pytest.mark.usefixtures("unrendered")

OTHER_VALUES: tuple[Any, ...] = (
    None,
    "text",
    "",
    [],
    ["a"],
    {},
    {"a": 1},
    -1,
    0.5,
    True,
    10**17,
    "x" * 5_000,
    "\x1b[31m",
)
GONE = object()


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a tiny study of two verbs, one with a design over names."""
    folder = tmp_path_factory.mktemp("outputs")
    words = ["run.days=40", "run.warm_up_days=5", "executor=serial", "run.seeds=2"]
    for verb in ("run", "attribute"):
        assert main([verb, *words, f"output.folder={folder}", "output.name=x"]) == 0
    return folder


@pytest.fixture
def study(outputs: Path, tmp_path: Path) -> Path:
    """Return a copy of the study of attribute that a test may break."""
    shutil.copytree(outputs / "attribute" / "x", tmp_path / "x")
    return tmp_path / "x"


def vouched(folder: Path) -> Path:
    """Let the manifest vouch for what lies there now, as who edits a file may edit it as well."""
    file = folder / "manifest.json"
    content = json.loads(file.read_text())
    for section in ("files", "answer"):
        for name in content[section]:
            content[section][name] = digest_of(folder / name)
    file.write_text(json.dumps(content))
    return folder


def read_all(folder: Path) -> None:
    """Read a study in every way in which the product does."""
    study = open_study(folder)
    study.design()
    study.joined()
    study.failures()
    for language in ("en", "nl"):
        parts_of(read_stored([str(folder)]), language)


def one_line_or_nothing(folder: Path) -> str:
    """Return the line with which a study is refused; empty where it is read."""
    try:
        read_all(folder)
    except UserError as error:
        message = str(error)
        assert message.isprintable() and len(message) < 2_100
        return message
    return ""


def places(content: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield (*path, key)
            yield from places(value, (*path, key))


def changed(content: dict[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    whole = copy.deepcopy(content)
    here = whole
    for key in path[:-1]:
        here = here[key]
    if value is GONE:
        del here[path[-1]]
    else:
        here[path[-1]] = value
    return whole


NEEDED = (
    *("status", "design", "design.kind", "design.points", "seeds", "runs", "runs.done"),
    *("runs.failed", "identity", "identity.code", "identity.decisive", "versions"),
    *("versions.bijstand", "commit", "started", "written", "without_value", "files"),
    *("replications", "configuration.choices", "configuration.choices.scenario"),
    *("configuration.theory", "configuration.conditions", "configuration.run"),
    "configuration.run.days",
)


@pytest.mark.parametrize("key", NEEDED)
def test_a_manifest_with_a_key_of_another_kind_names_it(study: Path, key: str) -> None:
    file = study / "manifest.json"
    content = json.loads(file.read_text())
    for value in (GONE, ["a"], 0.5, "\x1b[31m" * 2_000):
        if value == 0.5 and key == "seconds":
            continue
        file.write_text(json.dumps(changed(content, tuple(key.split(".")), value)))
        said = one_line_or_nothing(study)
        assert "manifest.json" in said or "holds no study" in said, (key, value)
        assert key.rpartition(".")[2] in said or "holds" in said or "study" in said


def test_every_value_of_a_manifest_may_be_anything(study: Path) -> None:
    """Whatever a key holds, the study is read or refused in one line: some 1,500 edits."""
    file = study / "manifest.json"
    content = json.loads(file.read_text())
    paths = list(places(content))
    assert len(paths) > 80
    refused = 0
    for number, path in enumerate(paths):
        for value in (GONE, *OTHER_VALUES):
            file.write_text(json.dumps(changed(content, path, value)))
            try:
                opened = open_study(study)
                assert opened.points >= 1 and isinstance(opened.complete, bool)
                opened.design()
                opened.runs()
            except UserError as error:
                refused += 1
                assert str(error).isprintable() and len(str(error)) < 2_100
        if number % 12 == 0:  # a report takes a tenth of a second
            one_line_or_nothing(study)
    assert refused > 300


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not valid JSON"),
        ("[1]", "not of a study"),
        ('{"identity": ' + "9" * 6_000 + "}", "6000 digits"),
        ('{"identity": 1e999}', "no finite number"),
        ('{"identity": NaN}', "no finite number"),
        ('{"identity": 1, "identity": 2}', "stands there twice"),
        ("[" * 100_000, "deeper than"),
        ('{"a": ' * 60 + "1" + "}" * 60, "deeper than"),
    ],
)
def test_a_manifest_that_is_no_manifest_is_refused(study: Path, text: str, words: str) -> None:
    (study / "manifest.json").write_text(text)
    assert words in refusal(lambda: open_study(study))


def tampered_metadata() -> Iterator[Callable[[dict[str, Any]], Any]]:
    for key in ("kind", "factors", "options"):
        for value in (GONE, *OTHER_VALUES):
            yield lambda content, key=key, value=value: changed(content, (key,), value)
    for key in ("name", "low", "high", "words", "whole"):
        for value in (GONE, *OTHER_VALUES):
            yield lambda content, key=key, value=value: {
                **content,
                "factors": [changed(content["factors"][0], (key,), value)],
            }


def test_the_metadata_of_a_design_may_be_anything(study: Path) -> None:
    file = study / "design.parquet"
    table = pq.read_table(file)
    content = json.loads(table.schema.metadata[METADATA])
    for change in tampered_metadata():
        metadata = json.dumps(change(content)).encode()
        pq.write_table(table.replace_schema_metadata({METADATA: metadata}), file)
        try:
            open_study(vouched(study)).design()
        except UserError as error:
            assert "design.parquet" in str(error)
    for metadata in (b"", b"[", b"5", b"\xff"):
        pq.write_table(table.replace_schema_metadata({METADATA: metadata}), file)
        assert "design.parquet" in refusal(lambda: open_study(vouched(study)).design())
    pq.write_table(table.replace_schema_metadata(None), file)
    assert "holds no design" in refusal(lambda: open_study(vouched(study)).design())


def edits(table: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for column in table.columns:
        yield table.drop(columns=column)
        yield table.rename(columns={column: "other"})
        yield table.assign(**{column: "text"})
        yield table.assign(**{column: np.nan})
        yield table.assign(**{column: -1})
        yield table.assign(**{column: [[1.0]] * len(table)})
        yield table.assign(**{column: table[column].astype(str)})
    yield table.iloc[:0]
    yield pd.concat([table, table], ignore_index=True)
    yield table.assign(extra="text")
    yield table.iloc[::-1]


@pytest.mark.parametrize("name", ["design.parquet", "runs/runs.parquet", "failures.parquet"])
def test_the_columns_of_a_stored_table_may_be_anything(study: Path, name: str) -> None:
    file = study / name
    before = pq.read_table(file)
    edited_tables = list(edits(before.to_pandas()))
    assert len(edited_tables) > 1
    for edited in edited_tables:
        table = pa.Table.from_pandas(edited, preserve_index=False)
        pq.write_table(table.replace_schema_metadata(before.schema.metadata), file)
        try:
            opened = open_study(vouched(study))
            opened.design(), opened.joined(), opened.failures()
        except UserError as error:
            assert file.name in str(error) and str(error).isprintable()


def test_keys_of_runs_are_whole_once_and_of_the_design(study: Path) -> None:
    file = study / "runs" / "runs.parquet"
    runs = pq.read_table(file).to_pandas()
    for edited, words in (
        (runs.drop(columns="seed"), "column 'seed' is missing"),
        (runs.assign(point=runs["point"].astype(float)), "'point' holds float64"),
        (runs.assign(point=99), "a point that the design has not"),
        (runs.assign(replication=0), "stands there twice"),
        (runs.iloc[1:], f"{len(runs) - 1} rows; allowed: {len(runs)}"),
        (runs.assign(gap_closed="much"), "'gap_closed' holds str; allowed: numbers"),
    ):
        edited.to_parquet(file, index=False)
        assert words in refusal(lambda: open_study(vouched(study)).runs())


@pytest.mark.parametrize("verb", ["run", "attribute"])
def test_what_was_kept_of_runs_may_be_anything(verb: str, outputs: Path, tmp_path: Path) -> None:
    place = tmp_path / "x"
    shutil.copytree(outputs / verb / "x", place)
    file, refused = place / "kept.parquet", 0
    before = pq.read_table(file)
    for edited in list(edits(before.to_pandas()))[::9]:
        pq.write_table(pa.Table.from_pandas(edited, preserve_index=False), file)
        refused += bool(one_line_or_nothing(vouched(place)))
    assert refused > 10
    pq.write_table(before, file)
    assert one_line_or_nothing(vouched(place)) == ""


def test_an_answer_does_not_rest_on_its_own_tables(outputs: Path, tmp_path: Path) -> None:
    place = tmp_path / "x"
    shutil.copytree(outputs / "run" / "x", place)
    said = open_answer(place).sentences()
    for file in (place / "tables").glob("*.csv"):
        file.write_text(file.read_text().replace("0", "9"))
    assert "is not what was written there" in one_line_or_nothing(place)
    assert open_answer(vouched(place)).sentences() == said


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_manifest_at_random_is_one_line(study: Path, data: st.DataObject) -> None:
    plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text()
    values = st.recursive(plain, lambda some: st.lists(some) | st.dictionaries(st.text(), some))
    original = study / "manifest.kept"
    if not original.exists():
        shutil.copy(study / "manifest.json", original)
    content = json.loads(original.read_text())
    for path in data.draw(st.lists(st.sampled_from(list(places(content))), min_size=1, max_size=3)):
        try:
            content = changed(content, path, data.draw(values))
        except (KeyError, TypeError):
            continue  # a change before took its place away
    (study / "manifest.json").write_text(json.dumps(content))
    try:
        opened = open_study(study)
        opened.design(), opened.runs()
    except UserError as error:
        assert str(error).isprintable()
