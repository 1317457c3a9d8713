"""Asking people who know the work: the verb, asked from Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.stored.answer import Answer
from bijstand.verbs.study import elicit as elicit_verb
from bijstand.words import words_of


def elicit(
    factors: Sequence[str] | None = None,
    answers: str | Sequence[str] | None = None,
    kind: str | None = None,
    **options: Any,
) -> Answer:
    """Make forms for people who know the work, or read what came back.

    Args:
        factors: The conditions that are asked; None for those of ``conf/elicit/questions.yaml``.
        answers: A list of the files that came back, CSV or XLSX; "example" for the panel that
            ships, which was made by a rule; None to make the forms.
        kind: "ranges" (the default), or "weighing": requests that officials judge.
        options: Whatever else ``bijstand elicit --help`` names.

    Returns:
        The answer. Without answers: the table "questions", and the forms in its folder. With
        answers: the tables "pooled" (a row per condition, the panel beside the declared prior)
        and "experts" (a row per expert and condition, without codes), the figure "belief", and in
        its folder the belief, which ``belief=`` takes, and the forms of the second round. Of
        weighing: the tables "requests" and "power" before, "rules", "drivers" and "requests" after.

    Raises:
        UserError: For whatever the command line would refuse, in the same words.
    """
    asked = {"factors": factors, "answers": answers, "kind": kind}
    return elicit_verb.VERB.ask(words_of("elicit", {**asked, **options}))
