"""Answers of small studies, of which briefs are made."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

import bijstand
from analysis.stored.answer import Answer
from tests.analysis.brief.files import Of, made_of
from tests.unrendered import without_pictures

SHORT = {"days": 40, "warm_up_days": 5, "executor": "serial"}


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outputs")


@pytest.fixture(scope="package")
def answers(folder: Path) -> dict[str, Answer]:
    asked: dict[str, dict[str, Any]] = {
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
    with without_pictures():
        return {
            verb: getattr(bijstand, verb)(**SHORT, **words, name="x", folder=str(folder))
            for verb, words in asked.items()
        }


@pytest.fixture(scope="package")
def situations(folder: Path) -> Answer:
    """Levers that are told apart in two situations."""
    with without_pictures():
        return bijstand.compare(
            scenario=["baseline", "crisis"],
            policy=["none", "joint_framework", "liaisons"],
            replications=6,
            days=400,
            warm_up_days=30,
            executor="serial",
            name="situations",
            folder=str(folder),
        )


@pytest.fixture(scope="package")
def of_case(answers: dict[str, Answer]) -> Of:
    """What stands on the page of a case, in a language; its picture is drawn once."""
    return cache(partial(made_of, answers))
