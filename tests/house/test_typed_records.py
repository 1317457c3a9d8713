"""A field of a record that is not declared is an error of the type checker, read or written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mypy import api

from sim.conditions import CONDITIONS
from sim.setting.theories.theory import THEORY_DTYPE
from sim.state import records
from sim.state.kinds import dtype_of
from sim.state.records import REQUEST, Request

ROOT = Path(__file__).parents[2]
RULE = """
from sim.state.records import State

def rule(state: State, place: int) -> None:
    request, unit, conditions = state.requests[place], state.units[0], state.conditions[0]
"""
WRONG = (
    "request.ofered = 1.0",
    "unit.busy += request.persns",
    'unit.busy += request["sise"]',
    "unit.busy = conditions.sees_optoins",
    "state.now[0].tme += 1.0",
    "unit.busy += state.theory[0].trst",
    "unit.busy += state.days[0].crises",
    "state.pears[0].known = 1",
    "unit.busy = 'many'",
    "request.provider = 0.5",
)
RIGHT = ('unit.busy += request["size"] * conditions.sees_options', "request.offered = 1.0")


def test_a_misspelt_field_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = tmp_path / "rule.py"
    rule.write_text(RULE + "".join(f"    {line}\n" for line in (*RIGHT, *WRONG)), encoding="utf-8")
    monkeypatch.chdir(ROOT)
    told, error, _ = api.run([str(rule)])
    first = RULE.count("\n") + 1
    found = {int(place) for place in re.findall(r"rule\.py:(\d+): error", told)}
    assert not error
    assert found == {first + len(RIGHT) + place for place in range(len(WRONG))}, told


def test_what_the_type_checker_reads_is_what_runs() -> None:
    assert list(CONDITIONS) == list(dtype_of(records.ConditionRecord).names or ())
    assert list(dtype_of(records.TheoryRecord).names or ()) == list(THEORY_DTYPE.names or ())
    assert dtype_of(Request) == REQUEST
