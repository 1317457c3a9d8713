"""Named files: how names are joined, and what is said of a folder that cannot be read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bijstand.page.case.choices import Choices
from experiments.design.frame import Frame
from sim.errors import UserError
from sim.setting.configuration import CONFIGURATION, names_in, split_names
from sim.setting.policies.policy import load_policy
from sim.setting.scenarios.scenario import load_scenario

FLOOD = (CONFIGURATION / "scenario" / "flood.yaml").read_text(encoding="utf-8")
LIAISONS = (CONFIGURATION / "policy" / "liaisons.yaml").read_text(encoding="utf-8")


@contextmanager
def no_more_files() -> Iterator[None]:
    """Let no further file be opened."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest_free = os.open(os.devnull, os.O_RDONLY)
    os.close(lowest_free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize("group", ["scenario", "policy", "theory"])
def test_without_descriptors_the_folder_is_named_and_no_empty_list_of_names(group: str) -> None:
    with no_more_files(), pytest.raises(UserError) as found:
        names_in(group)
    assert str(found.value).startswith("the folder '") and "Too many open files" in str(found.value)
    assert "baseline" in names_in("scenario")


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_world_that_cannot_be_read_has_no_identity(tmp_path: Path) -> None:
    for file in (Path(__file__).parents[3] / "sim/world/data/netherlands").glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    point = Frame(world=str(tmp_path)).point({})
    assert point.contents()["world"] != "netherlands"
    with no_more_files(), pytest.raises(UserError, match="Too many open files"):
        point.contents()


@pytest.mark.parametrize("folder", ["plain", "with+plus", "a+b+c"])
@pytest.mark.parametrize("name", ["mine.yaml", "my+own.yaml", "+.yaml", "flood+crisis.yaml"])
def test_a_plus_in_a_path_is_part_of_the_path(folder: str, name: str, tmp_path: Path) -> None:
    file = tmp_path / folder / name
    file.parent.mkdir()
    file.write_text(FLOOD, encoding="utf-8")
    (own,) = load_scenario("flood").windows
    for names in (str(file), f"crisis+{file}", f"{file} + crisis"):
        windows = load_scenario(names).windows
        assert [window.values for window in windows if window.length == own.length] == [own.values]
        assert len(windows) == 1 + ("crisis" in names.replace(str(file), ""))
    file.write_text(LIAISONS, encoding="utf-8")
    assert load_policy(f"{file}+joint_framework").conditions == (
        load_policy("liaisons+joint_framework").conditions
    )


def test_names_without_a_file_of_that_name_are_joined(tmp_path: Path) -> None:
    assert split_names("flood+personnel_shortage", "scenario") == ["flood", "personnel_shortage"]
    gone = f"{tmp_path}/a+b.yaml"
    assert split_names(gone, "scenario") == gone.split("+")
    for wrong in ("flood+", "+flood", "flood++crisis", "flood+flood"):
        with pytest.raises(UserError):
            split_names(wrong, "scenario")


def test_no_file_is_looked_for_that_comes_from_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a+b.yaml"
    file.write_text(FLOOD, encoding="utf-8")
    looked: list[Path] = []
    monkeypatch.setattr(Path, "is_file", lambda path: looked.append(path) is None)
    with pytest.raises(UserError, match="unknown scenario"):
        Choices().with_value("scenario", str(file))
    assert looked == []
