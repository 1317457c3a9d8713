"""The project's own promises: what is installed, which way imports run, how long files are."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from sim.extras import EXTRAS

ROOT = Path(__file__).parents[2]
PACKAGES = ("bijstand", "analysis", "experiments", "sim")
FULLEST = 20
LONGEST = 300
TEXT_OF_OURS = {".py", ".html", ".j2", ".css", ".js"}


@pytest.fixture(scope="module")
def lock() -> str:
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))


def test_lock_names_no_address(lock: str) -> None:
    assert not re.findall(r"http|://|^\s*--(?!hash=sha256:)", lock, re.MULTILINE)


def test_every_locked_package_has_a_version_and_a_hash(lock: str) -> None:
    entries = re.sub(r"\\\n|^\s*#.*\n", "", lock, flags=re.MULTILINE).splitlines()
    pattern = re.compile(r"[a-z0-9-]+==\S+(\s+;.*?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert len(entries) > len(PACKAGES)
    assert [entry for entry in entries if not pattern.fullmatch(entry)] == []


def test_lock_holds_all_that_the_project_asks_for(lock: str, project: dict) -> None:
    locked = re.findall(r"--extra (\w+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert {"test", *EXTRAS} == set(locked)
    asked = [
        *project["project"]["dependencies"],
        *(line for extra in locked for line in project["project"]["optional-dependencies"][extra]),
        *project["build-system"]["requires"],
    ]
    pinned = pins(lock)
    assert len(asked) > 20
    for requirement in map(Requirement, asked):
        version = pinned.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement.name} is not locked"
        assert version in requirement.specifier, f"{requirement} but locked at {version}"


def test_page_and_its_scripts_are_of_one_release(lock: str) -> None:
    assert pins(lock)["solara"] == pins(lock)["solara-assets"]


def test_python_version_is_one_that_the_project_supports(project: dict) -> None:
    version = (ROOT / ".python-version").read_text(encoding="utf-8").strip()
    assert version in SpecifierSet(project["project"]["requires-python"])


def test_version_is_the_same_everywhere(project: dict) -> None:
    version = project["project"]["version"]
    assert f"version: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_file_is_too_long_to_read() -> None:
    long = {}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*"):
            if path.suffix in TEXT_OF_OURS:
                lines = len(path.read_text(encoding="utf-8").splitlines())
                long[str(path.relative_to(ROOT))] = lines
    assert {name: lines for name, lines in long.items() if lines > LONGEST} == {}


@pytest.mark.parametrize("package", [*PACKAGES, "tests"])
def test_no_room_is_too_full_to_look_around_in(package: str) -> None:
    rooms = {path.parent for path in (ROOT / package).rglob("*.py")}
    full = {
        str(room.relative_to(ROOT)): len(modules)
        for room in rooms
        if len(modules := list(room.glob("*.py"))) > FULLEST
    }
    assert rooms and full == {}
