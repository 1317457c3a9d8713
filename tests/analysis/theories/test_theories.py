"""Theories three ways: what is worked out from runs, against numbers by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.theories.document import document
from analysis.theories.estimate import (
    both_say,
    convention_decides,
    first_order,
    first_order_interval,
    lever_effects,
    verdict,
)
from analysis.theories.measure import DRIVERS, LEVERS, THEORIES, theory_of
from sim.setting.theories.level import LEVELS
from sim.setting.theories.theory import load_theory

SEEDS = range(8)


def lever_runs(brought: dict[tuple[str, str], float]) -> pd.DataFrame:
    """Return runs in which levers bring what is said for a theory at a level, else .02."""
    luck = np.random.default_rng(2).normal(0.4, 0.05, len(SEEDS))
    own = np.random.default_rng(3).normal(0.0, 1e-4, (len(THEORIES), len(SEEDS)))
    return pd.DataFrame(
        [
            {
                "name": name,
                "level": level,
                "policy": policy,
                "seed": seed,
                "gap_closed": luck[seed]
                + (policy != "none") * (brought.get((name, level), 0.02) + own[place, seed]),
            }
            for place, name in enumerate(THEORIES)
            for level in LEVELS
            for policy in ("none", *LEVERS)
            for seed in SEEDS
        ]
    )


def test_a_lever_is_held_against_none_by_seed_and_against_figure_2() -> None:
    effects = lever_effects(lever_runs({("triade", "level"): 0.05}))
    assert len(effects) == len(THEORIES) * len(LEVELS) * len(LEVERS)
    at = effects.set_index(["name", "level", "policy"]).loc[("triade", "level", "mit")]
    assert at["effect"] == pytest.approx(0.05, abs=2e-4)
    assert at["low"] < at["effect"] < at["high"] < at["low"] + 1e-3, "luck of seeds is shared"
    assert at["apart"] == pytest.approx(0.03, abs=2e-4) and at["apart_low"] > 0.029
    plain = effects.set_index(["name", "level", "policy"]).loc[("figure_2", "raw", "mit")]
    assert plain["apart"] == plain["apart_low"] == 0.0


def test_what_only_one_convention_says_is_told() -> None:
    both = {("triade", "level"): 0.05, ("triade", "standardised"): 0.05}
    assert convention_decides(lever_effects(lever_runs(both)))["name"].tolist().count("triade") == 0
    told = both_say(lever_effects(lever_runs(both)))
    assert set(told[told["name"] == "triade"]["level"]) == {"more"}
    found = convention_decides(lever_effects(lever_runs({("triade", "level"): 0.0})))
    triade = found[found["name"] == "triade"]
    assert len(triade) == len(LEVERS) and set(triade["level"]) == {"less"}
    assert (triade["standardised"] != "less").all()


def test_a_verdict_needs_an_interval_off_zero() -> None:
    said = [verdict(*pair) for pair in ((0.1, 0.2), (-0.2, -0.1), (-0.1, 0.1), (0.0, 0.0))]
    assert said == ["more", "less", "not told apart", "not told apart"]


def test_first_order_shares_of_a_function_with_known_ones() -> None:
    """y = 2[S = b] + 3x: variances 1 and .75, so 4/7 and 3/7; a factor that enters nothing 0."""
    rng = np.random.default_rng(5)
    answer, x = rng.choice(["a", "b"], 6000), rng.random(6000)
    table = pd.DataFrame({"theory.s": answer, "conditions.x": x, "dummy": rng.random(6000)})
    table["gap_closed"] = 2.0 * (answer == "b") + 3.0 * x
    assert first_order(table, "theory.s") == pytest.approx(4 / 7, abs=0.02)
    assert first_order(table, "conditions.x") == pytest.approx(3 / 7, abs=0.02)
    assert first_order(table, "dummy") < 0.005
    low, high = first_order_interval(table, "theory.s")
    assert low < 4 / 7 < high < low + 0.05


def test_the_document_has_every_theory_level_and_lever() -> None:
    rates = [
        {"theory": name, "level": level, "centred on": 0.64, "other seeds": 0.641}
        for name in THEORIES
        for level in LEVELS
    ]
    willing = [
        {
            "drivers": "sum",
            "level": level,
            "side": "provider",
            "2 %": 0.1,
            "50 %": 0.8,
            "98 %": 0.99,
        }
        for level in LEVELS
    ]
    rng = np.random.default_rng(6)
    switches = ("gates", "trust", "procedure", "drivers")
    varied = pd.DataFrame({f"theory.{s}": rng.choice(["a", "b"], 400) for s in switches})
    varied["gap_closed"] = rng.random(400)
    text = document(
        {
            "rates": pd.DataFrame(rates),
            "levers": lever_runs({}),
            "quantiles": pd.DataFrame(willing),
            "least": pd.DataFrame([[1 / 7] * 7], columns=list(DRIVERS)).assign(side="provider"),
            **{f"varied_{level}": varied for level in LEVELS},
        }
    )
    for name in THEORIES:
        assert text.count(f"| `{name}` |") >= 1 + len(LEVELS), name
    assert all(text.count(f"`{lever}`") >= len(LEVELS) for lever in LEVERS)
    assert all(f"### {level}" in text for level in LEVELS)
    assert "+2.0 (+2.0 to +2.0)" in text and "| `theory.drivers` |" in text


def test_every_theory_that_is_measured_is_one() -> None:
    for name, answers in THEORIES.items():
        theory = theory_of(answers, "level")
        assert theory.level == "level"
        plain = load_theory(answers.get("theory", "figure_2"))
        assert len(theory.answers_unlike(plain)) == 1 + ("=" in name)
