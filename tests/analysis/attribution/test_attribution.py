"""Attribution: local shares and Shapley sums, on made-up worlds and on real replays."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.attribution.kept import keep_gates
from analysis.attribution.local import CAUSES, GATES
from analysis.attribution.losses import share_table
from analysis.attribution.replays import SUBSETS, class_worth_table, shapley_of, worth_table
from analysis.attribution.stored import losses_from, values_from
from sim.run import run_setting
from sim.setting.setting import resolve
from tests.again.attribution import kept_again
from tests.again.portraits import gate_shares, without_consent

SEEDS = (1, 2)


@pytest.fixture(scope="module")
def replays() -> dict[tuple[tuple[str, ...], int], Any]:
    """All subsets of idealised gates on the same tapes, for a short while."""
    return {
        (subset, seed): run_setting(resolve(ideal=subset, days=200, warm_up_days=30), seed)
        for subset in SUBSETS
        for seed in SEEDS
    }


def replay_runs(replays: dict[tuple[tuple[str, ...], int], Any]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"setting": "baseline", "ideal": "+".join(subset), "seed": seed, **run.outcomes}
            for (subset, seed), run in replays.items()
        ]
    )


def kept_of(replays: dict[tuple[tuple[str, ...], int], Any]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"setting": "baseline", "ideal": "+".join(subset), "seed": seed, **keep_gates(run)}
            for (subset, seed), run in replays.items()
        ]
    )


def test_shapley_of_a_product_of_gates_by_hand() -> None:
    # Y is the product of pass rates; idealised, a rate is 1.
    rates = {"want": 0.5, "can": 0.4, "may": 0.8}
    values = {
        subset: np.array([np.prod([1.0 if g in subset else r for g, r in rates.items()])])
        for subset in SUBSETS
    }
    found = shapley_of(values)
    # want alone: .4*.8 − .16 = .16; after can .8 − .4 = .4; after may .4 − .2 = .2; last .5.
    assert found["want"][0] == pytest.approx(0.16 / 3 + (0.4 + 0.2) / 6 + 0.5 / 3)
    assert sum(worth[0] for worth in found.values()) == pytest.approx(1 - 0.16, abs=1e-15)


def test_worths_sum_exactly_to_what_opening_all_gates_brings(
    replays: dict[tuple[tuple[str, ...], int], Any],
) -> None:
    runs = replay_runs(replays)
    for outcome in ("gap_closed", "together", "gap_closed_person_days"):
        table = worth_table(runs, outcome).set_index("gate")["worth"]
        assert table[list(GATES)].sum() == pytest.approx(table["recoverable"], abs=1e-12)
        assert table["all"] - table["actual"] == pytest.approx(table["recoverable"], abs=1e-12)
    mean = runs.groupby("ideal")["gap_closed"].mean()
    table = worth_table(runs, "gap_closed").set_index("gate")["worth"]
    assert table["recoverable"] == pytest.approx(mean["want+can+may"] - mean[""], abs=1e-12)
    assert table["actual"] == pytest.approx(mean[""])
    assert 0.0 < table["recoverable"] < 1.0 - table["actual"], "what is late stays lost"


def test_worths_of_classes_sum_too(replays: dict[tuple[tuple[str, ...], int], Any]) -> None:
    classes = [each.id for each in replays[(), 1].setting.world.classes]
    values = values_from(kept_of(replays), classes)
    table = class_worth_table(values).pivot(index="class", columns="gate", values="worth")
    known = table.dropna()
    assert len(known) >= 5
    assert known[list(GATES)].sum(axis=1).to_numpy() == pytest.approx(
        known["recoverable"].to_numpy(), abs=1e-12
    )
    # Over the classes, what was closed and open is the outcome itself.
    own = values[(values["ideal"] == "") & (values["seed"] == 1)]
    outcome = replays[(), 1].outcomes["gap_closed"]
    assert own["closed"].sum() / own["open"].sum() == pytest.approx(outcome, abs=1e-12)


def test_losses_of_a_run_are_its_local_shares_split_further(
    replays: dict[tuple[tuple[str, ...], int], Any],
) -> None:
    run = replays[(), 1]
    classes = [each.id for each in run.setting.world.classes]
    losses = losses_from(kept_of({((), 1): run}), classes)
    consented = [c.id for c in run.setting.world.classes if c.pre_authorised]
    shares = gate_shares(without_consent(run.requests, consented))
    whole = losses["lost"].sum()
    for gate in GATES:
        rows = losses[losses["gate"] == gate]
        assert rows["lost"].sum() / whole == pytest.approx(
            shares[gate, "sole"] + shares[gate, "shared"], abs=1e-12
        )
        assert rows["sole"].sum() / whole == pytest.approx(shares[gate, "sole"], abs=1e-12)
        assert set(rows["cause"]) <= set(CAUSES[gate])
    assert set(losses.loc[losses["gate"] == "want", "cause"]) == set(CAUSES["want"])


@pytest.mark.parametrize("scenario", ["crisis_and_shortage", "eastern_flank", "riots"])
def test_what_is_kept_of_a_run_is_what_its_needs_add_up_to(scenario: str) -> None:
    run = run_setting(resolve(scenario, ideal=("may",) if scenario == "riots" else ()), 3)
    kept, again = keep_gates(run), kept_again(run)
    assert set(kept) == set(again)
    for part, numbers in again.items():
        assert kept[part] == pytest.approx(numbers, rel=1e-12), part
    causes = {part for part, numbers in again.items() if sum(numbers) > 0}
    assert len(causes) >= 12, "most causes occur, so that each has a number to be compared"


def test_shares_of_losses_add_up_within_setting_and_class() -> None:
    losses = pd.DataFrame(
        [
            ("a", 1, "flood", "want", "unwilling", 3.0, 3.0),
            ("a", 1, "flood", "can", "absent", 1.0, 0.0),
            ("a", 1, "cbrn", "can", "nato", 4.0, 4.0),
            ("a", 2, "flood", "can", "absent", 2.0, 2.0),
        ],
        columns=["setting", "seed", "class", "gate", "cause", "lost", "sole"],
    )
    by_gate = share_table(losses, "gate").set_index("gate")
    assert by_gate.loc["want", "share"] == pytest.approx((3 / 8 + 0) / 2)
    assert by_gate["share"].sum() == pytest.approx(1.0)
    by_cause = share_table(losses, "cause").set_index("cause")
    assert by_cause.loc["nato", "share"] == pytest.approx((4 / 8 + 0) / 2)
    assert by_cause["share"].sum() == pytest.approx(1.0)
    by_class = share_table(losses, "class").set_index(["class", "gate"])
    assert by_class.loc[("flood", "want"), "share"] == pytest.approx((3 / 4 + 0) / 2)
    assert by_class.loc[("cbrn", "can"), "share"] == 1.0
    assert by_class.loc[("cbrn", "can"), "runs"] == 1
