"""The records of conditions, switches and days for the type checker, from their declarations."""

from __future__ import annotations

from collections.abc import Iterable

from sim.conditions import CONDITIONS
from sim.setting.environment import DAY_DTYPE
from sim.setting.theories.level import Level
from sim.setting.theories.theory import SWITCHES

_HEAD = '''"""The records that declarations make, for the type checker. Written by "make docs".

A condition is declared in ``sim.conditions``, a switch in ``sim.setting.theories.questions``, a
path of a scenario in ``sim.setting.scenarios.scenario``; what runs takes the fields from there, not
from here.
"""

from __future__ import annotations

from sim.state.kinds import Real, Record, Whole
'''


_THEORY = "The answer to each open question, as a code, and the level they are run with."


def records() -> str:
    """Return the source of ``sim/state/declared.py``."""
    made = (
        _HEAD,
        _record("ConditionRecord", "The conditions of a run.", "Real", CONDITIONS),
        _record("TheoryRecord", _THEORY, "Whole", SWITCHES) + _fields("Real", Level._fields),
        _record("DayRecord", "The surroundings on a day.", "Real", DAY_DTYPE.names or ()),
    )
    return "\n\n".join(made)


def _record(name: str, text: str, kind: str, fields: Iterable[str]) -> str:
    return f'class {name}(Record):\n    """{text}"""\n\n{_fields(kind, fields)}'


def _fields(kind: str, fields: Iterable[str]) -> str:
    return "".join(f"    {field}: {kind}\n" for field in fields)
