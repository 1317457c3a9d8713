"""The docs as a site: built from the same files, complete, and without a network."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REMOTE = re.compile(r"""<(?:script|img|link|iframe)[^>]*(?:src|href)=["'](?:https?:)?//""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site; a link to what does not exist is an error."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_of_the_docs_is_on_the_site(site: Path) -> None:
    pages = {p.relative_to(ROOT / "docs").with_suffix("") for p in (ROOT / "docs").rglob("*.md")}
    built = {p.relative_to(site).with_suffix("") for p in site.rglob("*.html")}
    assert len(pages) > 10
    assert pages - built == {Path("README")}
    assert (site / "index.html").is_file()


def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert pages
    assert [p.name for p in pages if REMOTE.search(p.read_text(encoding="utf-8"))] == []


def test_a_link_out_of_the_docs_names_the_file(site: Path) -> None:
    text = (site / "trace.html").read_text(encoding="utf-8")
    assert "(<code>tests/sim/rules/test_rules.py</code>)" in text
    assert 'href="../tests' not in text
