"""The project's own promises: what is installed, which way imports run, how long files are."""

import ast
import re
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PACKAGES = ("bijstand", "sim", "experiments", "analysis")
LONGEST = 300
TEXT_OF_OURS = {".py", ".html", ".j2", ".css", ".js"}

# A module imports from its own rank or below. Parts of sim that are not named here are held
# apart only by the rule that nothing goes round in a circle.
RANKS = {
    "sim.rules": 0,
    "sim.process": 1,
    "sim.clock": 2,
    "sim.agents": 3,
    "sim.branching": 3,
    "sim.model": 3,
    "sim.overriding": 3,
    "sim.own_agents": 3,
    "sim.run": 4,
    "bijstand.page": 5,
    "experiments": 6,
    "analysis": 7,
}
PAGE_ONLY = ("mesa.visualization", "solara")
COMMAND_LINE = re.compile(r"experiments\.cli\w*(\.|$)")


def inside(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def modules() -> dict[str, Path]:
    """Return every module of ours by its dotted name."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(
    name: str, tree: ast.AST, is_package: bool, when: str = "load"
) -> Iterator[tuple[str, str]]:
    """Yield each imported name and when it is imported: on "load", in a "call", or for "types".

    ``from a import b`` yields ``a.b``, since b may be a module.
    """
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, when) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = name.split(".")
                here = parents[: len(parents) - node.level + is_package]
                base = ".".join([*here, base] if base else here)
            yield from ((f"{base}.{alias.name}", when) for alias in node.names)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            inner = "types"
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = "call"
        else:
            inner = when
        yield from imports(name, node, is_package, inner)


def rank(name: str) -> int | None:
    return next((rank for package, rank in RANKS.items() if inside(name, package)), None)


def breaches(name: str, source: str, is_package: bool = False) -> list[str]:
    """Say which imports of a module go the wrong way."""
    wrong = []
    own = rank(name)
    for imported, when in imports(name, ast.parse(source), is_package):
        theirs = rank(imported)
        dispatched = bool(COMMAND_LINE.match(name)) and when != "load"
        upward = own is not None and theirs is not None and theirs > own and not dispatched
        out_of_sim = inside(name, "sim") and imported.split(".")[0] in ("experiments", "analysis")
        page = inside(imported, "bijstand.page") or any(
            inside(imported, part) for part in PAGE_ONLY
        )
        if upward or out_of_sim or (page and not inside(name, "bijstand.page") and not dispatched):
            wrong.append(f"{name} imports {imported}")
    return wrong


def part(name: str) -> str:
    """Return the part of sim that a name belongs to: ``sim.world`` for ``sim.world.rows.Unit``."""
    parts = name.split(".")[:2]
    is_part = (ROOT / "sim" / parts[-1]).is_dir() or (ROOT / "sim" / f"{parts[-1]}.py").is_file()
    return ".".join(parts) if len(parts) > 1 and is_part else "sim"


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
    asked = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["test"],
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


def test_imports_run_one_way() -> None:
    found = modules()
    assert found
    wrong = []
    for name, path in found.items():
        source = path.read_text(encoding="utf-8")
        wrong += breaches(name, source, is_package=path.name == "__init__.py")
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("sim.rules.trust", "from sim.process import offers"),
        ("sim.rules.trust", "from ..process import offers"),
        ("sim.process", "import sim.clock"),
        ("sim.clock", "from sim import model"),
        ("sim.clock", "if TYPE_CHECKING:\n    from sim.run import Run"),
        ("sim.model", "from sim.run import simulate"),
        ("sim.world.load", "import experiments.study.store"),
        ("sim.world.load", "def load():\n    from analysis import effects"),
        ("sim.model", "from mesa import visualization"),
        ("sim.run", "import solara"),
        ("experiments.running.runner", "def run():\n    from analysis.report import write"),
        ("bijstand.command_line.main", "from analysis.report import write"),
    ],
)
def test_import_that_goes_the_wrong_way_is_found(name: str, line: str) -> None:
    assert len(breaches(name, line)) == 1


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("bijstand.command_line.main", "def report():\n    from analysis.report import write"),
        ("bijstand.verbs.run", "if TYPE_CHECKING:\n    from analysis.run.answer import Answer"),
        ("experiments.cli_verbs", "def ui():\n    from bijstand.page import serve"),
        ("bijstand.page.page", "from mesa.visualization import SolaraViz"),
        ("sim.clock", "from sim.rules import trust"),
        ("analysis.report", "import experiments.study.store"),
    ],
)
def test_import_that_goes_the_right_way_is_let_through(name: str, line: str) -> None:
    assert breaches(name, line) == []


def test_parts_of_sim_do_not_import_each_other_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for name, path in modules().items():
        if inside(name, "sim"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found = imports(name, tree, is_package=path.name == "__init__.py")
            found = (imported for imported, when in found if when != "types")
            parts = {part(imported) for imported in found if inside(imported, "sim")}
            graph.setdefault(part(name), set()).update(parts - {part(name)})
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" ← ".join(error.args[1]))


def test_no_file_is_too_long_to_read() -> None:
    long = {}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*"):
            if path.suffix in TEXT_OF_OURS:
                lines = len(path.read_text(encoding="utf-8").splitlines())
                long[str(path.relative_to(ROOT))] = lines
    assert {name: lines for name, lines in long.items() if lines > LONGEST} == {}
