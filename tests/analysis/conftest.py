"""What several tests of answers share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.words.style import look
from tests.shared import once


@pytest.fixture
def in_the_look() -> Iterator[None]:
    """Draw as the product draws."""
    with look():
        yield


@pytest.fixture(scope="session")
def parts_of_a_study(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the folders of a worked study of made-up runs, made once for all that read it."""
    from tests.made.planted_study import planted_parts  # noqa: PLC0415 - slow, and not for every test

    return once("planted_parts", lambda: planted_parts(tmp_path_factory.mktemp("planted")))
