"""Who says no, and what it would bring, asked from Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.stored.answer import Answer
from bijstand.made import Policy, Scenario
from bijstand.verbs.study import attribute as attribute_verb
from bijstand.words import words_of

Named = str | Sequence[str]


def attribute(
    scenario: Named | Scenario | Sequence[Scenario] | None = None,
    policy: str | Policy | None = None,
    theory: Named | Mapping[str, str] | None = None,
    *,
    conditions: Mapping[str, float] | None = None,
    outcome: str | None = None,
    seeds: int | None = None,
    **options: Any,
) -> Answer:
    """Say who says no, and what opening each gate would bring.

    Args:
        scenario: A name, several as a list, or made ones; None for the baseline.
        policy: A name, several joined with ``+``, or a made one.
        theory: A reading by name, several as a list, or answers to open questions by theirs.
        conditions: Conditions that are not at their default, by name.
        outcome: The outcome that opening a gate is measured in.
        seeds: Seeds of each setting; each is replayed with the eight subsets of gates idealised.
        options: Whatever else ``bijstand attribute --help`` names: ``days``, ``first_seed``,
            ``executor``, ``name`` and ``folder`` of the results, ``language``, …

    Returns:
        The answer. Its tables: "who_says_no", "causes" and "who_says_no_by_class" (shares of what
        was lost by setting and gate, 0 to 1, with 95 % intervals over seeds; ``sole`` is the part
        where the gate was the only one), "worth" (what opening a gate adds, in the outcome's unit)
        and "worth_by_class" (as a share of the gap of the class). Its study lies in
        ``outputs/attribute/<name>``.

    Raises:
        UserError: For whatever the command line would refuse, in the same words.

    Both are Shapley values (Shapley 1953): of a need's loss over its shut gates, and of the
    outcome over replays on the same random numbers.
    """
    asked = {
        "scenario": scenario,
        "policy": policy,
        "theory": theory,
        "conditions": conditions,
        "outcome": outcome,
        "seeds": seeds,
    }
    return attribute_verb.VERB.ask(words_of("attribute", {**asked, **options}))
