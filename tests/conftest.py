"""Settings that every test shares."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.order import is_slow, longest_first
from tests.shared import once, share_in

# Where several processes run tests, each takes a core of its own: threads of libraries would wait
# for each other. Read when these are loaded, which is later.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Figures are drawn to files, also on a machine with a display.
os.environ.setdefault("MPLBACKEND", "Agg")

# The first example compiles the function it tests, which takes longer than any deadline; a fixed
# sequence of examples makes a failure come back on every machine.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests that make test leaves to make slow."""
    if is_slow(item.nodeid):
        item.add_marker("slow")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several processes run tests, let none of them be left alone with a long file."""
    if hasattr(config, "workerinput"):
        files = [item.nodeid.partition("::")[0] for item in items]
        items[:] = [items[at] for at in longest_first(files, config.workerinput["workercount"])]


def pytest_collection_finish() -> None:
    """Look no more through what was collected for what nobody refers to: it stays to the end.

    It is most of what there is, and to look through it again and again is a tenth of all tests.
    """
    from bijstand.command_line.main import NEW_OBJECTS_BEFORE_A_LOOK  # noqa: PLC0415 - after the above

    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS_BEFORE_A_LOOK)


@pytest.fixture(scope="session", autouse=True)
def side_by_side(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where several processes run tests, let one compile the model and the others take it over."""
    # Not by the environment, which a pytest that a test starts would have too.
    if hasattr(pytestconfig, "workerinput"):
        share_in(tmp_path_factory.getbasetemp().parent)
        from tests.warm import load_machine_code  # noqa: PLC0415 - slow, and for these alone

        once("machine_code", load_machine_code)
        load_machine_code()


@pytest.fixture(scope="module")
def unrendered() -> Iterator[None]:
    """Make figures, and write files in their places that hold no picture.

    For tests that run whole commands for what these say and keep: laying out the letters of figures
    would be most of what they cost. What is drawn is the claim of other tests.
    """
    from tests.unrendered import without_pictures  # noqa: PLC0415 - slow, and not for every test

    with without_pictures():
        yield


@pytest.fixture(scope="module")
def few_draws() -> Iterator[None]:
    """Draw uncertain tables as often as an interval needs, in tests that are about other things."""
    from tests.made.few_draws import FEW, drawn  # noqa: PLC0415 - slow, and not for every test

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawn, "DRAWS", FEW)
        yield


@pytest.fixture(scope="module")
def few_boxes() -> Iterator[None]:
    """Look for a box again in few resamples, in tests that are about the way to the answer."""
    from analysis.discovery import discovery  # noqa: PLC0415 - slow, and not for every test

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(discovery, "RESAMPLES", 2)
        yield
