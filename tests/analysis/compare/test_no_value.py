"""Comparisons whose outcome does not exist in any run, or that hold nothing against each other."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import bijstand
from analysis.answers import open_answer
from analysis.brief.evidence import evidence_of
from analysis.brief.rules import advice
from analysis.stored.answer import Answer
from tests.made.planted import Values, plant

LEVERS = "policy=none,liaisons"
SITUATIONS = "scenario=baseline,crisis"


def nothing(_values: Values, seed: int) -> dict[str, float]:
    """No need has a gap: there is no share of it that could be closed."""
    return {"gap_closed": np.nan, "trust_end": 0.5 + 0.01 * (seed % 3)}


def only_calm(values: Values, seed: int) -> dict[str, float]:
    calm = values.get("scenario", "baseline") == "baseline"
    return {"gap_closed": 0.4 + 0.01 * (seed % 3) if calm else np.nan}


def planted(folder: Path, model: Callable[[Values, int], dict[str, float]], *words: str) -> Answer:
    return open_answer(plant(folder, "compare", "x", model, *words).folder)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("seeds", [1, 6])
def test_what_does_not_exist_is_said_and_no_number(
    seeds: int, language: str, tmp_path: Path
) -> None:
    answer = planted(tmp_path, nothing, SITUATIONS, LEVERS, f"replications={seeds}")
    text = " ".join(answer.sentences(language))
    assert not any(word in text for word in ("n/a", "n.v.t.", "nan", "One seed", "Eén seed"))
    assert text.count({"en": "no value under", "nl": "geen waarde bij"}[language]) == 2
    assert text.count({"en": "no difference to tell", "nl": "geen verschil om"}[language]) == 3
    assert not any(word in text for word in ("cannot be told", "do not tell", "onderscheiden"))
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        for name in answer.figures:
            answer.figures[name]


def test_a_value_in_one_situation_is_told_there_alone(tmp_path: Path) -> None:
    answer = planted(tmp_path, only_calm, SITUATIONS, LEVERS, "replications=6")
    said = answer.sentences("en")
    assert "41.0% under “As it is” (" in said[0] and "no value under “Crisis”" in said[0]
    (best,) = (line for line in said if line.startswith("Of the levers"))
    assert "under “As it is”" in best and "Crisis" not in best


def test_one_setting_by_itself_is_answered(tmp_path: Path) -> None:
    answer = planted(tmp_path, only_calm, "scenario=baseline", "replications=6")
    assert answer.sentences("en")[0].startswith("Gap closed by collaboration, on average over 6")
    contrasts = answer.tables["contrasts"]
    assert contrasts.empty and {"against", "mean", "told"} <= set(contrasts.columns)
    assert "forest" not in answer.figures


@pytest.mark.parametrize("seeds", [1, 6])
def test_a_brief_on_what_does_not_exist_says_what_is_missing(seeds: int, tmp_path: Path) -> None:
    answer = planted(tmp_path, nothing, LEVERS, f"replications={seeds}")
    found = advice(evidence_of([answer]))
    assert found.rules[:2] == ("too_few", "no_values") and not found.follows
    assert found.sentences["en"][0].startswith("No advice follows from 0 of ")
    assert "n/a" not in " ".join(found.sentences["en"])
    assert bijstand.brief(answer, folder=tmp_path)


def test_no_advice_rests_on_fewer_values_than_runs(tmp_path: Path) -> None:
    def few(values: Values, seed: int) -> dict[str, float]:
        gain = 0.3 * (values["policy"] != "none")
        return {"gap_closed": 0.4 + gain + 0.001 * seed if seed < 4 else np.nan}

    answer = planted(tmp_path, few, LEVERS, "replications=8")
    found = advice(evidence_of([answer]))
    assert not found.follows and found.rules[0] == "too_few"
    assert found.sentences["en"][0].startswith("No advice follows from 3 of 8 runs")


def test_what_has_no_value_in_either_study_is_no_change(tmp_path: Path) -> None:
    def trusting(values: Values, seed: int) -> dict[str, float]:
        return nothing(values, seed) | {"trust_end": 0.9}

    one, other = (
        plant(tmp_path, "compare", name, made, LEVERS, "replications=1", f"run.days={days}")
        for name, made, days in (("one", nothing, 1), ("other", trusting, 40))
    )
    text = " ".join(bijstand.changes(one.folder, other.folder).sentences())
    assert text.count("no values of both studies") == 2 and "n/a" not in text
    assert "The older study measures 1 day and the newer one 40 days:" in text
