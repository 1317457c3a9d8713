"""Answers of small studies, of which briefs are made."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

import bijstand
from analysis.stored.answer import Answer
from tests.analysis.brief.files import Of, made_of
from tests.shared import once
from tests.unrendered import without_pictures

SHORT = {"days": 40, "warm_up_days": 5, "executor": "serial"}


ASKED: dict[str, dict[str, Any]] = {
    "compare": {"policy": ["none", "joint_framework", "liaisons"], "replications": 6},
    "robust": {
        "policies": ["none", "joint_framework"],
        "scenarios": ["baseline"],
        "theories": ["figure_1", "figure_2"],
        "draws": 6,
        "seeds": 1,
    },
    "attribute": {"scenario": ["baseline"], "seeds": 2},
}


def studies_in(folder: Path) -> Path:
    """Run the studies, and return where they lie."""
    with without_pictures():
        for verb, words in ASKED.items():
            getattr(bijstand, verb)(**SHORT, **words, name="x", folder=str(folder))
        bijstand.compare(
            scenario=["baseline", "crisis"],
            policy=["none", "joint_framework", "liaisons"],
            replications=6,
            days=400,
            warm_up_days=30,
            executor="serial",
            name="situations",
            folder=str(folder),
        )
    return folder


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once("studies_of_briefs", lambda: studies_in(tmp_path_factory.mktemp("outputs")))


@pytest.fixture(scope="package")
def answers(folder: Path) -> dict[str, Answer]:
    return {verb: bijstand.open(folder / verb / "x") for verb in ASKED}


@pytest.fixture(scope="package")
def situations(folder: Path) -> Answer:
    """Levers that are told apart in two situations."""
    return bijstand.open(folder / "compare" / "situations")


@pytest.fixture(scope="package")
def of_case(answers: dict[str, Answer]) -> Of:
    """What stands on the page of a case, in a language; its picture is drawn once."""
    return cache(partial(made_of, answers))
