"""Other ranges of factors than the declared ones."""

from __future__ import annotations

from dataclasses import replace

from experiments.design.factors import Factor
from sim.errors import UserError


def narrowed(factor: Factor, share: float) -> Factor:
    """Return a factor over the middle part of its range, words as they are.

    Args:
        factor: A factor; words, whole numbers and columns that pick draws stay as they are.
        share: Which part of the range is kept, above 0 and at most 1.

    Raises:
        UserError: For another share.
    """
    if not 0 < share <= 1:
        raise UserError("share of a range is {share:g}; allowed: above 0, at most 1", share=share)
    # Nor is the whole range worked out anew: a rounding error would end outside it.
    if factor.words or factor.whole or factor.picks or share == 1:
        return factor
    middle, half = (factor.low + factor.high) / 2, (factor.high - factor.low) / 2 * share
    return replace(factor, low=middle - half, high=middle + half)
