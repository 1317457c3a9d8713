"""A theory fills in what it does not say, and a wrong one is refused in one line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sim.setting.setting import resolve
from sim.setting.theories.theory import SWITCHES, Theory, load_theory
from tests.reading.refusals import refusal


def test_a_theory_fills_in_the_defaults_and_codes_values_by_their_place() -> None:
    record = Theory({"trust": "driver", "aversion": "neutral"}, {}).to_record()[0]
    assert (record.trust, record.aversion) == (2, 1)
    assert sum(record.tolist()[: len(SWITCHES)]) == 3


def test_figure_1_has_given_capacity_general_clarity_and_no_deterrence() -> None:
    setting = resolve(theory="figure_1")
    changed = {k: v for k, v in setting.theory.choices.items() if v != Theory({}, {}).choices[k]}
    assert changed == {"clarity": "general", "procedure": "no"}
    assert setting.conditions.changed() == {"reserve_response": 0.0}


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: load_theory("figure_3"), ["theory 'figure_3'", "figure_1", "figure_2"]),
        (lambda: Theory({"trst": "none"}, {}), ["'trst'", "did you mean 'trust'"]),
        (lambda: Theory({"trust": "moderate"}, {}), ["theory.trust", "did you mean 'moderator'"]),
        (lambda: load_theory({"gates": "sum"}), ["theory.gates", "product"]),
        (lambda: load_theory({"procedure": False}), ["'procedure'", "False", "in quotes"]),
    ],
)
def test_a_wrong_theory_is_refused_in_one_line(
    call: Callable[[], object], words: list[str]
) -> None:
    message = refusal(call)
    assert all(word in message for word in words), message
