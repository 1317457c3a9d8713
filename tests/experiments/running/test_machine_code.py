"""Machine code that is kept on disk is that of the sources, in whichever folder Numba keeps it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from experiments.running.provenance import code_digest
from sim import simulate, sources
from sim.state import compiled, kept, linked

# A model as small as can be: what Python calls stands in another file than the rule.
COMPILED = "from sim.state.compiled import compiled\n"
RULE = COMPILED + "\n\n@compiled\ndef rule(x):\n    return x * {factor}\n"
CALLED = "from sim.state.compiled import compiled\nfrom sim.rule import rule\n\n\n@compiled\ndef called(x):\n    return rule(x)\n"  # noqa: E501
# A file beside the model, as the page has one.
BESIDE = "from sim.state.compiled import compiled_on_the_model\nfrom sim.rule import rule\n\n\n@compiled_on_the_model\ndef called(x):\n    return rule(x) + {added}\n"  # noqa: E501
ASK = "from {module} import called; print(called(3.0), sum(called.whole.stats.cache_hits.values()))"
# What a process does first, so that it compiles in one of the two ways.
AS_IT_FINDS = ""
PLAIN = "from sim.state import compiled; compiled.way_to_compile = lambda: compiled.PLAIN\n"

ROOT = Path(__file__).parents[3]
Environment = dict[str, str]


def lay_out(folder: Path, factor: float) -> None:
    package = folder / "sim"
    for module in (compiled, kept, linked, sources):
        file = folder.joinpath(*module.__name__.split(".")).with_suffix(".py")
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / "__init__.py").touch()
        shutil.copy(str(module.__file__), file)
    (package / "called.py").write_text(CALLED, encoding="utf-8")
    (package / "rule.py").write_text(RULE.format(factor=factor), encoding="utf-8")


def beside_the_sources(folder: Path) -> Environment:
    return {}


def where_the_user_says(folder: Path) -> Environment:
    return {"NUMBA_CACHE_DIR": str(folder / "elsewhere")}


def an_install_that_cannot_be_written(folder: Path) -> Environment:
    """A file where the folder should be stops everybody, also who may write everywhere."""
    (folder / "sim" / "__pycache__").write_text("", encoding="utf-8")
    return {}


def by_a_locator_that_the_user_names(folder: Path) -> Environment:
    return {"NUMBA_CACHE_LOCATOR_CLASSES": "UserWideCacheLocator"}


PLACES: list[Callable[[Path], Environment]] = [
    beside_the_sources,
    where_the_user_says,
    an_install_that_cannot_be_written,
    by_a_locator_that_the_user_names,
]


# Numba takes two seconds to import: one process does, and every question is asked in a copy of it
# that knows nothing of the model yet.
COPIES = """
import importlib, os, sys
import numba
for line in sys.stdin:
    child = os.fork()
    if not child:
        importlib.invalidate_caches()
        exec(line.replace(chr(0), chr(10)))
        sys.stdout.flush()
        os._exit(0)
    print("ended", os.waitpid(child, 0)[1], flush=True)
"""


class Asker:
    """Asks questions in new processes that have one environment.

    Args:
        path: Where the model lies.
        more: What stands in the environment besides.
        home: Where a user's own cache may lie.
    """

    def __init__(self, path: Path, more: Environment, home: Path) -> None:
        own = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
        # Python's own files of compiled code tell sources apart by their second and length only.
        own |= {
            "XDG_CACHE_HOME": str(home),
            "PYTHONPATH": str(path),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", COPIES],
            cwd=path.parent,
            env=own | more,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Asker:
        """Be used in a ``with`` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self.end()

    def end(self) -> str:
        """End it; returns all that was said on the error stream."""
        _, said = self.process.communicate()
        return said

    def __call__(self, first: str = AS_IT_FINDS, module: str = "sim.called") -> tuple[float, int]:
        """Return the number, and how much was taken from disk."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write((first + ASK.format(module=module)).replace("\n", "\0") + "\n")
        self.process.stdin.flush()
        said = self.process.stdout.readline()
        if said.startswith("ended"):
            raise AssertionError(self.end())
        assert self.process.stdout.readline() == "ended 0\n"
        number, hits = said.split()
        return float(number), int(hits)


@pytest.mark.parametrize(
    ("place", "first"),
    [(place, AS_IT_FINDS) for place in PLACES] + [(beside_the_sources, PLAIN)],
    ids=lambda value: value.__name__ if callable(value) else "plain" if value else "as it finds",
)
def test_an_edited_rule_gives_its_own_numbers(
    place: Callable[[Path], Environment], first: str, tmp_path: Path
) -> None:
    lay_out(tmp_path, 2.0)
    with Asker(tmp_path, place(tmp_path), tmp_path / "home") as ask:
        assert ask(first) == (6.0, 0)
        assert ask(first) == (6.0, 1), "nothing was kept: the test would hold anyway"
        lay_out(tmp_path, 5.0)
        assert ask(first) == (15.0, 0)
        lay_out(tmp_path, 2.0)
        assert ask(first) == (6.0, 1)


def test_what_rests_on_the_model_is_kept_until_it_or_a_rule_changes(tmp_path: Path) -> None:
    lay_out(tmp_path, 2.0)
    beside = tmp_path / "beside.py"
    beside.write_text(BESIDE.format(added="0.5"), encoding="utf-8")
    with Asker(tmp_path, {}, tmp_path / "home") as ask:
        assert ask(module="beside") == (6.5, 0)
        assert ask(module="beside") == (6.5, 1)
        lay_out(tmp_path, 5.0)
        assert ask(module="beside") == (15.5, 0)
        beside.write_text(BESIDE.format(added="10.5"), encoding="utf-8")
        assert ask(module="beside") == (25.5, 0)


def test_what_was_compiled_in_one_way_is_not_taken_for_the_other(tmp_path: Path) -> None:
    """Otherwise a comparison of the two would be one of a file with itself."""
    lay_out(tmp_path, 2.0)
    with Asker(tmp_path, {}, tmp_path / "home") as ask:
        assert [ask(way)[1] for way in (AS_IT_FINDS, PLAIN)] == [0, 0]


def test_an_edited_rule_in_a_zip_file_gives_its_own_numbers(tmp_path: Path) -> None:
    packed = tmp_path / "packed.zip"
    with Asker(packed, {}, tmp_path / "home") as ask:
        for factor, wanted in ((2.0, (6.0, 0)), (2.0, (6.0, 1)), (5.0, (15.0, 0))):
            lay_out(tmp_path, factor)
            with zipfile.ZipFile(packed, "w") as file:
                for source in sorted((tmp_path / "sim").glob("**/*.py")):
                    file.write(source, source.relative_to(tmp_path))
            assert ask() == wanted


def test_where_nothing_can_be_kept_it_says_so_once_and_runs(tmp_path: Path) -> None:
    lay_out(tmp_path, 2.0)
    an_install_that_cannot_be_written(tmp_path)
    home = tmp_path / "home"
    home.write_text("", encoding="utf-8")
    ask = Asker(tmp_path, {}, home)
    assert ask() == (6.0, 0)
    said = ask.end()
    assert said.count("machine code cannot be kept") == 1
    assert "NUMBA_CACHE_DIR" in said


def test_a_disk_that_is_full_stops_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr("numba.core.caching.IndexDataCacheFile.save", full)
    on_disk = kept.Kept(lay_out)
    monkeypatch.setattr(on_disk, "_save_overload", full)
    on_disk.save_overload(None, None)


def test_code_from_elsewhere_is_not_kept(tmp_path: Path) -> None:
    """The digest does not know of its sources."""

    def own(x: float) -> float:
        return x + 1.0

    made = compiled.compiled(own)
    assert made(1.0) == 2.0
    assert made.whole.stats.cache_path is None  # type: ignore[attr-defined]


def test_there_is_one_digest_of_the_model_and_the_users_numba_is_left_alone() -> None:
    import numba  # noqa: PLC0415

    assert code_digest() == sources.MODEL != sources.NO_SOURCES
    assert (numba.config.CACHE_DIR or "") == os.environ.get("NUMBA_CACHE_DIR", "")  # type: ignore[attr-defined]


def test_the_locked_numba_is_linked() -> None:
    """Where a new release ends this, the first run takes twice as long: to be done on purpose."""
    assert compiled.way_to_compile() == compiled.LINKED


@pytest.mark.parametrize(
    "otherwise",
    [
        "import numba.core.codegen as inside; del inside.JITCodeLibrary",
        'import numba.core.codegen as inside; inside.JITCodeLibrary = type("Other", (), {})',
        # It compiles, and comes to another number.
        "import sim.state.compiled as ours; ours._in_plain_python = lambda _: 0.0",
    ],
)
def test_a_numba_that_is_otherwise_inside_compiles_the_plain_way(
    otherwise: str, tmp_path: Path
) -> None:
    lay_out(tmp_path, 2.0)
    ways = "from sim.state import compiled; assert compiled.way_to_compile() == compiled.PLAIN\n"
    with Asker(tmp_path, {}, tmp_path / "home") as ask:
        assert ask(f"{otherwise}\n{ways}")[0] == 6.0


def test_both_ways_give_the_same_numbers_to_the_last_bit(tmp_path: Path) -> None:
    """A whole run; the plain way compiles twice as long, once for a version of the model."""
    run = "from sim import simulate; print(repr(simulate(**{0}).outcomes))"
    given = {"scenario": "flood", "seed": 3, "days": 200, "daily": False}
    answer = subprocess.run(
        [sys.executable, "-c", PLAIN + run.format(given)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == repr(simulate(**given).outcomes)
