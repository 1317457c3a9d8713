"""The product in the limit: within four standard errors of the closed form and of Ciw."""

from __future__ import annotations

import pytest

from tests.verification.limits.limit import STANDARD_ERRORS, Limit, compare
from tests.verification.limits.limits import ALL


@pytest.mark.parametrize("limit", ALL, ids=str)
def test_the_product_gives_the_closed_form(limit: Limit) -> None:
    assert len(compare(limit)) > 0
    for found in compare(limit):
        assert abs(found.distance) <= STANDARD_ERRORS, found


@pytest.mark.parametrize("limit", [limit for limit in ALL if limit.independent], ids=str)
def test_the_product_gives_what_ciw_gives(limit: Limit) -> None:
    assert len(compare(limit)) > 0
    for found in compare(limit):
        assert found.distance_from_ciw is not None and found.distance_of_ciw is not None
        assert abs(found.distance_from_ciw) <= STANDARD_ERRORS, found
        assert abs(found.distance_of_ciw) <= STANDARD_ERRORS, "Ciw and the closed form differ"


def test_limits_can_be_missed() -> None:
    """Standard errors are small enough to see a difference of a few per cent."""
    assert len(ALL) > 10
    for limit in ALL:
        for found in compare(limit):
            assert found.product.error <= 0.05 * abs(found.expected), found


def test_names_of_limits_are_unique() -> None:
    assert len({limit.name for limit in ALL}) == len(ALL)
