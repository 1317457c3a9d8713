"""Processes that run tests side by side begin with the long files, each with its part of them."""

from __future__ import annotations

from itertools import groupby, pairwise
from pathlib import Path

import pytest

from tests.order import LONG, SLOW, longest_first

ROOT = Path(__file__).parents[2]
# 300 tests: every long file with three, and short ones between them.
SHORT = [f"tests/test_{number}.py" for number in range(300 - 3 * len(LONG))]
FILES = sorted([*SHORT, *LONG, *LONG, *LONG])


def shares_of(order: list[int], shares: int) -> list[list[str]]:
    """Cut an order as a run of the tests does, and return the files of each share."""
    ends = [round(number * len(order) / shares) for number in range(shares + 1)]
    return [[FILES[at] for at in order[a:b]] for a, b in pairwise(ends)]


@pytest.mark.parametrize("shares", [1, 2, 3, 4, 8])
def test_every_test_is_run_once_and_files_stay_together(shares: int) -> None:
    order = longest_first(FILES, shares)
    assert sorted(order) == list(range(len(FILES)))
    for file in LONG:
        places = [place for place in order if FILES[place] == file]
        assert places == sorted(places)
    found = [file for share in shares_of(order, shares) for file, _ in groupby(share)]
    assert sorted(found) == sorted({*SHORT, *LONG})


@pytest.mark.parametrize("shares", [2, 4])
def test_shares_begin_with_equal_parts_of_the_long_files(shares: int) -> None:
    seconds = []
    for share in shares_of(longest_first(FILES, shares), shares):
        kinds = [file in LONG for file in share]
        assert kinds == sorted(kinds, reverse=True), "a long file comes after a short one"
        seconds.append(sum(LONG[file] for file in LONG if file in share))
    assert sum(seconds) == sum(LONG.values())
    assert max(seconds) - min(seconds) <= max(LONG.values()) / 2


def test_files_of_a_folder_that_wait_for_one_page_are_in_one_share() -> None:
    (folder,) = [name for name in LONG if name.endswith("/")]
    files = [*SHORT, f"{folder}test_one.py", *SHORT, f"{folder}test_other.py"]
    order = longest_first(files, 2)
    assert abs(order.index(len(SHORT)) - order.index(len(files) - 1)) == 1


def test_what_is_said_to_be_long_is_there() -> None:
    assert [file for file in LONG if not (ROOT / file).exists()] == []


def test_what_make_test_leaves_to_make_slow_is_there_and_runs_before_anything_lands() -> None:
    for file, _, test in (place.partition("::") for place in SLOW):
        assert f"def {test or 'test_'}" in (ROOT / file).read_text(encoding="utf-8")
    assert "\nmake slow " in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
