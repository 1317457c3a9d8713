"""What capacity carries or changes, and what officials tell: every branch, either sign."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from analysis.interview.interview import first_gates, reason_table
from analysis.mediation import words as mediation_text

NAN = float("nan")


# Mediation.
def chances(table: pd.DataFrame) -> list[float]:
    """Chances that tell from 0 what has an interval on one side of it, and nothing else."""
    return [0.001 if told else 0.5 for told in (table["low"] > 0) | (table["high"] < 0)]


def mediation(
    total: tuple,
    indirect: tuple,
    share: float,
    outcome: str = "gap_closed",
    raw: Sequence[tuple] = (),
    log: Sequence[tuple] = (),
    above: bool = False,
) -> mediation_text.Mediation:
    effects = pd.DataFrame(
        [("total", *total), ("indirect", *indirect), ("share", share, share, share)],
        columns=["effect", "estimate", "low", "high"],
    ).assign(theory="x")
    effects = effects.assign(chance=chances(effects))
    columns = ["effect_low", "effect_high", "difference", "low", "high"]
    moderation = pd.concat(
        pd.DataFrame(list(rows), columns=columns).assign(
            span=["low_middle", "middle_high"][: len(rows)], scale=scale
        )
        for scale, rows in (("raw", raw), ("log", log))
    ).assign(theory="x", moderator="capacity")
    moderation = moderation.assign(chance=chances(moderation))
    necessity = pd.DataFrame(
        {
            "theory": "x",
            "condition": ["want", "can"],
            "effect_size": [0.25, 0.1],
            "bound": [0.2, 0.2],
            "above_bound": [above, False],
            "points": 30,
        }
    )
    return mediation_text.Mediation(outcome, effects, moderation, necessity, pd.DataFrame(), ["x"])


SURE, LESS, VAGUE = (0.05, 0.04, 0.06), (-0.05, -0.06, -0.04), (0.05, -0.01, 0.11)


@pytest.mark.parametrize(
    ("total", "indirect", "share", "verdict_said", "theory_said"),
    [
        ((0.1, 0.09, 0.11), SURE, 0.5, "under every theory", "(50% of the effect)"),
        ((-0.1, -0.11, -0.09), LESS, 0.5, "under every theory", "(50% of the effect)"),
        ((0.1, 0.09, 0.11), LESS, -0.5, "Under none", "works against that: −5.0"),
        ((-0.1, -0.11, -0.09), SURE, -0.5, "Under none", "works against that: +5.0"),
        ((0.1, 0.09, 0.11), VAGUE, 0.5, "Under none", "cannot be told from 0"),
    ],
)
def test_what_capacity_carries(
    total: tuple, indirect: tuple, share: float, verdict_said: str, theory_said: str
) -> None:
    raw = log = [(0.1, 0.1, 0.0, -0.1, 0.1)] * 2
    said = mediation_text.sentences(mediation(total, indirect, share, raw=raw, log=log), "en")
    assert verdict_said in said[0] and theory_said in said[1]
    assert "no difference in the effect of willingness" in said[2]
    assert "none of the three gates is necessary" in said[3]


@pytest.mark.parametrize(
    ("raw", "log", "way", "on_log"),
    [
        ((0.1, 0.3, 0.2, 0.1, 0.3), (0.1, 0.2, 0.1, 0.05, 0.2), "larger", "larger too"),
        ((0.3, 0.1, -0.2, -0.3, -0.1), (0.2, 0.1, -0.1, -0.2, -0.05), "smaller", "is smaller"),
        ((0.1, 0.3, 0.2, 0.1, 0.3), (0.2, 0.1, -0.1, -0.2, -0.05), "larger", "is smaller"),
        ((0.1, 0.3, 0.2, 0.1, 0.3), (0.2, 0.2, 0.0, -0.1, 0.1), "larger", "cannot be told"),
        # Willingness lowers it: further down is more of an effect.
        ((-0.1, -0.3, -0.2, -0.3, -0.1), (-0.1, -0.2, -0.1, -0.2, -0.05), "larger", "larger too"),
        ((-0.3, -0.1, 0.2, 0.1, 0.3), (-0.2, -0.1, 0.1, 0.05, 0.2), "smaller", "is smaller"),
        ((-0.1, 0.3, 0.4, 0.3, 0.5), (-0.1, 0.2, 0.3, 0.2, 0.4), "turn round", "larger too"),
    ],
)
def test_what_moderates(raw: tuple, log: tuple, way: str, on_log: str) -> None:
    vague = (0.1, 0.1, 0.0, -0.1, 0.1)
    found = mediation(SURE, SURE, 1.0, raw=[vague, raw], log=[vague, log])
    (said,) = mediation_text.sentences(found, "en")[2:-1]
    assert f"the effect of willingness {way} where willingness is middling to high" in said
    assert on_log in said and "percentage points" in said
    days = mediation(SURE, SURE, 1.0, "lead_time_median_days", [vague, raw], [vague, log])
    (said,) = mediation_text.sentences(days, "nl")[2:-1]
    assert "procentpunt" not in said and "middelmatig tot hoog" in said
    size = f"{raw[2]:+.2f}".replace("-", "−").replace(".", ",")
    assert f"({size} (" in said


def test_what_is_necessary_is_named_with_its_size() -> None:
    raw = log = [(0.1, 0.1, 0.0, -0.1, 0.1)] * 2
    found = mediation(SURE, SURE, 1.0, raw=raw, log=log, above=True)
    said = mediation_text.sentences(found, "en")[-1]
    assert "want (willen) 0.250 (0.200)" in said and "can" not in said.partition(":")[2][10:20]
    assert "kunnen" not in said


# Interview: two seeds, in one of which twice as much was met.
def test_reasons_are_mean_shares_over_seeds() -> None:
    heard = pd.DataFrame(
        [(1, "absent", "unwilling", 3), (1, "absent", "absent", 1), (2, "veto", "veto", 8)],
        columns=["seed", "stated", "true", "requests"],
    )
    table = reason_table(heard, [1, 2, 3]).set_index("reason")
    assert table.loc["absent", "stated"] == pytest.approx((1.0 + 0.0) / 2)
    assert table.loc["absent", "true"] == pytest.approx((0.25 + 0.0) / 2)
    assert table.loc["unwilling", "true"] == pytest.approx(0.75 / 2)
    # Shares of 0 and 1: deviation √½, ± 12.706 × √½ / √2.
    assert table.loc["veto", "true_high"] == pytest.approx(0.5 + 12.7062 / 2, abs=1e-4)
    assert table.loc["veto", "true_rank"] == 1 and table.loc["unwilling", "true_rank"] == 2
    assert table.loc["absent", "stated_rank"] == 1 == table.loc["veto", "stated_rank"]


@pytest.mark.parametrize(
    ("want", "can", "first"),
    [
        ((0.5, 0.45, 0.55), (0.3, 0.2, 0.44), ["want"]),
        ((0.5, 0.45, 0.55), (0.3, 0.2, 0.45), ["want", "can"]),
        ((0.3, NAN, NAN), (0.5, NAN, NAN), ["can"]),
        ((0.5, NAN, NAN), (0.5, NAN, NAN), ["want", "can"]),
        ((NAN, NAN, NAN), (NAN, NAN, NAN), []),
    ],
)
def test_the_gate_named_most_is_told_from_the_next(
    want: tuple, can: tuple, first: list[str]
) -> None:
    rows = {"want": want, "can": can, "may": (NAN, NAN, NAN), "none": (0.9, 0.8, 1.0)}
    table = pd.DataFrame(
        [(gate, *numbers) for gate, numbers in rows.items()],
        columns=["gate", "true", "true_low", "true_high"],
    )
    assert first_gates(table, "true") == first
