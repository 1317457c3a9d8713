"""Whom to ask what is not known, by group of conditions."""

from __future__ import annotations

from experiments.design.factors import LOADED
from sim.conditions import CONDITIONS

WHOM: dict[str, tuple[str, str]] = {
    "demand": (
        "the LOCC and the police units, from their records of needs and requests",
        "het LOCC en de politie-eenheden, uit hun registratie van behoeften en verzoeken",
    ),
    "capacity": (
        "the planners of personnel of both organisations",
        "de personeelsplanners van beide organisaties",
    ),
    "culture": (
        "officials on both sides, in interviews",
        "functionarissen aan beide kanten, in gesprekken",
    ),
    "willing": (
        "officials who decide on requests, by vignettes",
        "functionarissen die over verzoeken beslissen, met vignetten",
    ),
    "finance": ("the controllers of both organisations", "de controllers van beide organisaties"),
    "understanding": (
        "liaisons and regional advisers on operations",
        "liaisons en regionale adviseurs operaties",
    ),
    "trust": (
        "officials who have worked together, and the evaluations of that work",
        "functionarissen die samen gewerkt hebben, en de evaluaties daarvan",
    ),
    "legal": (
        "lawyers of both organisations and ministries",
        "juristen van beide organisaties en ministeries",
    ),
    "politics": (
        "administrators who approve requests, and their advisers",
        "bestuurders die verzoeken goedkeuren, en hun adviseurs",
    ),
    "informal": (
        "commanders and officers on the ground",
        "commandanten en uitvoerenden ter plaatse",
    ),
    "information": (
        "those who decide on sharing information, on both sides",
        "wie over het delen van informatie beslist, aan beide kanten",
    ),
    "outcome": ("evaluations of joint work", "evaluaties van gezamenlijk optreden"),
    "observation": (
        "researchers who interview officials",
        "onderzoekers die functionarissen spreken",
    ),
    "control": ("nobody: it is a control", "niemand: het is een controle"),
    "theory": (
        "an open question of the source study: officials by vignettes, and records of decisions",
        "een open vraag van de bronstudie: functionarissen met vignetten, en vastgelegde besluiten",
    ),
    "scenario": (
        "nobody: it is what happens",
        "niemand: het is wat er gebeurt",
    ),
}


def group_of(factor: str) -> str:
    """Return under what a factor stands in ``WHOM``: its group, "theory" or "scenario"."""
    head, _, name = factor.partition(".")
    if head == "conditions" and name in CONDITIONS:
        return CONDITIONS[name].group
    return "theory" if head == "theory" else "scenario" if head in LOADED else head


def whom(factor: str, language: str) -> str:
    """Return whom to ask about a factor or a group of conditions."""
    return WHOM[factor if factor in WHOM else group_of(factor)][language == "nl"]
