"""The program names no organisation of a world, nor its law: these are in the tables of worlds."""

from __future__ import annotations

import re
from pathlib import Path

SIM = Path(__file__).parents[2] / "sim"
NAMES = re.compile(
    r"politie(?!k)|police|defen[cs]e|defensie|marechaussee|kmar|bundeswehr|land_|\bthw\b|"
    r"politiewet|\bart(icle|ikel|\.)\s*\d",
    re.IGNORECASE,
)
STORED = re.compile(
    r"\b(gap_closed|busy|own_load|shortage|load_spread)_(police|defence)\b", re.IGNORECASE
)
"""Names of conditions, outcomes and courses under which what either side has is stored."""


def named_in(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if NAMES.search(STORED.sub("", line))]


def test_no_file_of_the_model_names_an_organisation_or_a_law() -> None:
    found = {
        str(file.relative_to(SIM)): named
        for file in sorted(SIM.rglob("*.py"))
        if (named := named_in(file))
    }
    assert found == {}


def test_a_name_would_be_seen() -> None:
    assert NAMES.search('unit.organisation == "politie"') and NAMES.search("politiewet_57")
    assert NAMES.search(STORED.sub("", 'conditions["shortage_police"] of the police'))
    assert not NAMES.search(STORED.sub("", 'conditions["shortage_police"], political veto'))
