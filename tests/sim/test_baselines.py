"""The pinned runs give the pinned numbers; only ``make baselines`` refreshes them."""

from __future__ import annotations

import json

import pytest

from tests.refresh_baselines import FILE, pinned_runs


def test_pinned_runs_have_not_changed() -> None:
    pinned, now = json.loads(FILE.read_text()), pinned_runs()
    assert now.keys() == pinned.keys()
    for name, outcomes in pinned.items():
        assert now[name].keys() == outcomes.keys(), name
        for key, value in outcomes.items():
            if value is None:
                assert now[name][key] is None, f"{name}: {key}"
            else:
                assert now[name][key] == pytest.approx(value, rel=1e-9, abs=1e-12), f"{name}: {key}"
