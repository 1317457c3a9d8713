"""Studies of which tables are handed on, and what reads these as a standard does."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bijstand
from analysis.export.sheets import Column, Sheet, sheets_of
from analysis.stored.answer import Answer

SHORT = {"days": 40, "warm_up_days": 5, "executor": "serial"}


def studies(place: Path) -> dict[str, Answer]:
    """Ask a question of each of several verbs, with few runs; their answers by verb."""
    asked: dict[str, dict[str, Any]] = {
        "run": {"scenario": "crisis", "policy": "liaisons", "seeds": 2},
        "compare": {"policy": ["none", "liaisons"], "replications": 3},
        "robust": {
            "policies": ["none", "liaisons"],
            "scenarios": ["baseline"],
            "theories": ["figure_2"],
            "draws": 6,
            "seeds": 1,
        },
        "sensitivity": {
            "method": "morris",
            "factors": ["agreements", "trust_start"],
            "points": 4,
            "ranges": [],
        },
        "attribute": {"scenario": ["baseline"], "seeds": 2},
    }
    return {
        verb: getattr(bijstand, verb)(**SHORT, **words, name="x", folder=str(place))
        for verb, words in asked.items()
    }


def everything(answers: dict[str, Answer], language: str) -> Iterator[tuple[Answer, Sheet]]:
    for answer in answers.values():
        for sheet in sheets_of(answer, language):
            yield answer, sheet


def column_of(sheet: Sheet, key: str) -> Column:
    return next(column for column in sheet.columns if column.key == key)


def sheet_of(answer: Answer, name: str, language: str = "en") -> Sheet:
    return next(sheet for sheet in sheets_of(answer, language) if sheet.name == name)


def check_package(place: Path) -> None:
    """Read every file as its Table Schema says, by the standard's own rules."""
    package = json.loads((place / "datapackage.json").read_text())
    assert package["profile"] == "tabular-data-package"
    assert re.fullmatch(r"[a-z0-9._-]+", package["name"])
    assert {r["path"] for r in package["resources"]} == {f.name for f in place.glob("*.csv")}
    for resource in package["resources"]:
        text = (place / resource["path"]).read_text(encoding="utf-8-sig")
        rows = list(
            csv.reader(io.StringIO(text, newline=""), delimiter=resource["dialect"]["delimiter"])
        )
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == rows[0]
        for at, field in enumerate(fields):
            for cell in (row[at] for row in rows[1:] if row[at]):
                if field["type"] == "integer":
                    int(cell)
                elif field["type"] == "number":
                    float(cell.replace(field.get("decimalChar", "."), "."))
                elif field["type"] == "boolean":
                    assert cell in ("True", "False")
