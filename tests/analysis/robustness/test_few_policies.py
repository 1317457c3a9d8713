"""What is said where one policy stands by itself, or where futures are few."""

from __future__ import annotations

from pathlib import Path

from analysis.answers import open_answer
from tests.made.planted import Values, plant

WORDS = ("robust.draws=5", "robust.seeds=1", "robust.scenarios=[baseline]")


def made(values: Values, seed: int) -> dict[str, float]:
    return {"gap_closed": 0.4 + 0.01 * (seed % 3) + 0.1 * (values["policy"] == "liaisons")}


def test_one_policy_by_itself_is_not_said_to_do_the_same_as_every_other(tmp_path: Path) -> None:
    planted = plant(tmp_path, "robust", "x", made, *WORDS, "robust.policies=[none]")
    answer = open_answer(planted.folder)
    for language, said in (
        ("en", "nothing to be held against"),
        ("nl", "met niets te vergelijken"),
    ):
        text = " ".join(answer.sentences(language))
        assert said in text and "does the same" not in text and "doet elk beleid" not in text


def test_a_note_on_few_futures_with_regret_makes_sense_where_futures_are_fewer(
    tmp_path: Path,
) -> None:
    planted = plant(tmp_path, "robust", "x", made, *WORDS, "robust.policies=[none,liaisons]")
    (note,) = (n for n in open_answer(planted.folder).warnings if "have regret" in n)
    assert "in fewer than 30 futures (in brackets in how many of " in note
