"""What the worked study says of the source study's conclusions, by one rule for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.words.phrases import spanned

SMALL = 0.02
"""The smallest effect of interest: 2 percentage points of the gap."""

AGREES, SMALLER, NONE, AGAINST, OPEN = (
    "agrees",
    "agrees, but small",
    "no effect of interest",
    "does not agree",
    "cannot tell",
)

DRAWN, LEFT = "all answers drawn", "what the figures leave"
"""Under what an effect stands that is over all answers to all open questions; and over a belief."""
WHATEVER = "whatever the theory"


@dataclass(frozen=True, slots=True)
class Size:
    """An effect on the gap closed, positive where the source study expects it to go.

    Attributes:
        where: The setting.
        value: The effect.
        low: The lower end of its own interval.
        high: The upper end.
        told: Whether it is told from 0 among all that were compared with it (Holm).
        theory: Under which theory: the name of its file, an answer as ``drivers=weakest``,
            ``DRAWN`` or ``LEFT``.
    """

    where: str
    value: float
    low: float
    high: float
    told: bool = True
    theory: str = DRAWN

    def text(self) -> str:
        """Return it for a table, in percentage points."""
        return f"{self.where} {spanned(self.value, 'en', self.low, self.high)}"

    def bare(self) -> str:
        """Return it without its interval, with the theory."""
        return f"{spanned(self.value, 'en', float('nan'), float('nan'))} ({marked(self.theory)})"


def verdict(sizes: Sequence[Size]) -> str:
    """Judge effects: all must lie on the side that the source study says.

    An effect whose own interval leaves 0 out, but which is not told among so many, is on no side.

    Returns:
        ``agrees`` where every interval lies above the smallest effect of interest; ``agrees, but
        small`` where every one lies above 0; ``does not agree`` where every one lies below 0;
        ``no effect of interest`` where every one is smaller than that on both sides; else ``cannot
        tell``.
    """
    if not sizes:
        return OPEN
    if all(size.low > SMALL and size.told for size in sizes):
        return AGREES
    if all(size.low > 0 and size.told for size in sizes):
        return SMALLER
    if all(size.high < 0 and size.told for size in sizes):
        return AGAINST
    if all(size.low > -SMALL and size.high < SMALL for size in sizes):
        return NONE
    return OPEN


def by_theory(sizes: Sequence[Size]) -> dict[str, list[Size]]:
    """Return effects by the theory under which they stand, in their order."""
    found: dict[str, list[Size]] = {}
    for size in sizes:
        found.setdefault(size.theory, []).append(size)
    return found


def verdicts(sizes: Sequence[Size]) -> dict[str, list[str]]:
    """Judge the effects under each theory by themselves.

    Returns:
        The theories by their verdict.
    """
    found: dict[str, list[str]] = {}
    for theory, own in by_theory(sizes).items():
        found.setdefault(verdict(own), []).append(theory)
    return found


def said(sizes: Sequence[Size]) -> str:
    """Write verdicts for a table: each with its theories, unless all theories agree."""
    found = verdicts(sizes)
    if len(found) == 1:
        ((only, theories),) = found.items()
        alone = len(theories) == 1 and theories[0] != DRAWN
        return f"**{only}** ({marked(theories[0]) if alone else WHATEVER})"
    parts = (f"**{one}** ({', '.join(map(marked, names))})" for one, names in found.items())
    return "; ".join(parts) or f"**{OPEN}**"


def marked(theory: str) -> str:
    """Return a theory as it stands in a document: names of files and answers as code."""
    return theory if theory in (DRAWN, LEFT) else f"`{theory}`"


def numbers(sizes: Sequence[Size]) -> str:
    """Write effects for a table: of theories with a file the first, and how far the others lie."""
    filed = [s for s in sizes if s.theory not in (DRAWN, LEFT) and "=" not in s.theory]
    parts = []
    for where in dict.fromkeys(size.where for size in filed):
        here = [size for size in filed if size.where == where]
        parts.append(here[0].text())
        if len(here) > 1:
            ends = (pick(here, key=lambda size: size.value) for pick in (min, max))
            parts[-1] += f", by theory {' to '.join(end.bare() for end in ends)}"
    for theory, own in by_theory(sizes).items():
        if own[0] not in filed:
            parts.append(f"{marked(theory)}: {'; '.join(size.text() for size in own)}")
    return "; ".join(parts)
