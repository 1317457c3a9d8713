"""What several tests of answers share."""

from collections.abc import Iterator

import pytest

from analysis.words.style import look


@pytest.fixture
def in_the_look() -> Iterator[None]:
    """Draw as the product draws."""
    with look():
        yield
