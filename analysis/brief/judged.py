"""What rules of an advice look at: who is told from whom, what runs can show, who is cheapest."""

from __future__ import annotations

import math
from collections.abc import Sequence

from scipy.special import ndtri, stdtrit

from analysis.brief.evidence import FEWEST, Evidence, Ground
from analysis.words.labels import label_of

POWER = 0.8
SMALL = 0.02
"""The smallest difference of shares that is of interest: 2 percentage points."""


def few(evidence: Evidence) -> bool:
    """Return whether any place has too few runs or futures with a value to advise anything."""
    return any(ground.pairs < FEWEST for ground in evidence.grounds)


def told_anywhere(evidence: Evidence) -> list[tuple[Ground, str]]:
    """Return every policy that is told from the reference somewhere, with where."""
    return [(g, p) for g in evidence.grounds for p in g.policies if g.told(p)]


def better(evidence: Evidence) -> bool:
    """Return whether any policy is told better than the reference anywhere."""
    return any(ground.leaders() for ground in evidence.grounds)


def leading(evidence: Evidence) -> list[str]:
    """Return the policies that lead somewhere."""
    return list(dict.fromkeys(p for ground in evidence.grounds for p in ground.leaders()))


def none_matters(evidence: Evidence) -> bool:
    """Return whether every interval lies within what is of interest, on both sides."""
    share = label_of(evidence.outcome).unit == "share"
    gains = [gain for ground in evidence.grounds for gain in ground.gains.values()]
    return share and all(gain.low > -SMALL and gain.high < SMALL for gain in gains)


def visible(ground: Ground, policy: str) -> float:
    """Return the smallest difference that so many runs show in four of five such studies."""
    gain = ground.gains[policy]
    freedom = gain.runs - gain.missing - 1
    t = float(stdtrit(freedom, 0.975)) if freedom > 0 else math.nan
    return (gain.high - gain.low) / 2.0 / t * (t + float(ndtri(POWER))) if freedom > 0 else math.nan


def runs_for(evidence: Evidence) -> int:
    """Return how many runs, or futures, would show a difference of ``SMALL``."""
    needed = [
        ground.pairs * (visible(ground, policy) / SMALL) ** 2
        for ground in evidence.grounds
        for policy in ground.policies
    ]
    return max(FEWEST, math.ceil(max(needed)))


def cheapest(evidence: Evidence, policies: Sequence[str]) -> str | None:
    """Return the policy that costs no more than any other in persons and in money, if there is one.

    A cost that is not known is not the lowest one.
    """
    costs = {policy: evidence.costs[policy] for policy in policies}
    for policy, cost in costs.items():
        others = [other for name, other in costs.items() if name != policy]
        if all(cost.persons <= o.persons and cost.money <= o.money for o in others):
            return policy
    return None


def choice(evidence: Evidence) -> str | None:
    """Return the policy that is advised: the one that leads everywhere, or the cheapest of them."""
    shared = evidence.shared()
    return shared[0] if len(shared) == 1 else cheapest(evidence, shared)


def unbeaten(evidence: Evidence, policy: str) -> list[str]:
    """Return what a policy leads without being told from it, somewhere that it leads."""
    leading = [ground for ground in evidence.grounds if policy in ground.leaders()]
    found = {other for ground in leading for other in ground.untold(policy)}
    return [other for other in evidence.tried_everywhere() if other in found]


def turned(evidence: Evidence, policy: str) -> list[Ground]:
    """Return the parts of the futures in which another policy, or none, is told better than one."""
    return [
        part
        for part in evidence.parts
        if policy in part.values and (part.worse(policy) or _beaten(part, policy))
    ]


def _beaten(part: Ground, policy: str) -> bool:
    leaders = part.leaders()
    return bool(leaders) and policy not in leaders


def unsure(evidence: Evidence, policy: str) -> list[Ground]:
    """Return where a policy is not told from the reference.

    Futures that share one answer are few: what is not told there says little, and is left out.
    """
    return [
        ground
        for ground in (*evidence.grounds, *evidence.parts)
        if policy in ground.values and not ground.answer and not ground.told(policy)
    ]


def least_visible(evidence: Evidence) -> float:
    """Return the largest of the differences that the runs would show, over all policies."""
    return max(visible(g, p) for g in evidence.grounds for p in g.policies)


def theories(evidence: Evidence) -> set[str]:
    """Return the theories that were tried."""
    return {g.theory for g in (*evidence.grounds, *evidence.parts) if g.theory}
