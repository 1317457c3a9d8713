"""docs/verification.md shows the numbers that the tests judge."""

from __future__ import annotations

import re

import pytest

from tests.verification.report import FILE, document

NUMBER = re.compile(r"[+-]?\d+\.?\d*")


def test_the_document_is_of_this_model() -> None:
    """Same words, same numbers (up to the last digits, which another machine may round otherwise).

    If it fails after a change on purpose: ``python -m tests.verification.report``.
    """
    written, now = FILE.read_text(encoding="utf-8"), document()
    assert NUMBER.split(written) == NUMBER.split(now)
    numbers = [[float(x) for x in NUMBER.findall(text)] for text in (written, now)]
    assert numbers[0] == pytest.approx(numbers[1], rel=0.02, abs=0.1)
