"""The words for what stands in the cells of an answer's tables, in English and Dutch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import pandas as pd

from analysis.intervals.ways import FEW, JOHNSON, NO_SHAPE, OTHER, RARE, SHAPE, STUDENT
from analysis.mediation.words import MODERATORS
from analysis.patterns.words import ROLE_NAMES, VERDICT_NAMES
from analysis.plausible.targets import load_targets
from analysis.robustness.words import METRIC_NAMES
from analysis.run.daily import TEXTS as COURSES
from analysis.sensitivity.figures import INDEX_NAMES
from analysis.sensitivity.given.terms import term_name
from analysis.words.cells import READERS, entitled_file
from analysis.words.factors import answer_in_words, factor_name
from analysis.words.labels import END_STATE_NAMES, GATE_NAMES, REASON_NAMES
from sim.conditions import WHO
from sim.world import World

Pairs = Mapping[str, tuple[str, str]]
YES_OR_NO = {True: ("yes", "ja"), False: ("no", "nee")}
OPENED: Pairs = {
    **GATE_NAMES,
    "actual": ("as it is", "zoals het is"),
    "all": ("all three opened", "alle drie open"),
    "recoverable": ("all three opened: more", "alle drie open: erbij"),
}
FLAG_OF_INTERVAL = "flag of an interval"
"""The column ``flag`` of a table that says how its intervals were made."""
OWN: Mapping[str, Pairs] = {
    "axis": {
        "scenario": ("scenario", "scenario"),
        "policy": ("policy", "beleid"),
        "theory": ("theory", "theorie"),
        "level": ("none: the level itself", "niets: het niveau zelf"),
        "difference": ("the setting", "de situatie"),
    },
    "way": {
        STUDENT: ("Student's t", "Student's t"),
        JOHNSON: ("Johnson's t, for what is skewed", "Johnson's t, voor wat scheef is"),
        SHAPE: ("with the shape of stored runs", "met de vorm van opgeslagen runs"),
    },
    FLAG_OF_INTERVAL: {
        FEW: ("few seeds for so skewed a value", "weinig seeds voor zo'n scheve waarde"),
        OTHER: ("shape of other settings", "vorm van andere situaties"),
        NO_SHAPE: ("no stored shape", "geen opgeslagen vorm"),
        RARE: ("nearly all runs alike", "bijna alle runs gelijk"),
    },
    "criterion": {
        "explained": ("how much the surrogate predicts", "hoeveel het surrogaat voorspelt"),
        "order": ("order of the first ten", "volgorde van de eerste tien"),
        "interval": ("widest interval", "breedste interval"),
        "screening": ("what is told from the dummy", "wat van de dummy te onderscheiden is"),
    },
    "role": {
        "asks": ("asks", "vraagt"),
        "answers": ("answers", "antwoordt"),
        **ROLE_NAMES,
    },
    "effect": {
        "total": ("total", "totaal"),
        "direct": ("direct", "rechtstreeks"),
        "indirect": ("through capacity", "via capaciteit"),
        "indirect_from_low": (
            "through capacity, from low willingness",
            "via capaciteit, vanaf lage bereidheid",
        ),
        "share": ("share that goes through capacity", "aandeel dat via capaciteit loopt"),
    },
    "kind": {"factor": ("factor", "factor"), "group": ("group", "groep")},
    "end": {"low": ("low", "laag"), "high": ("high", "hoog")},
    "level": {"low": ("low", "laag"), "middle": ("middle", "midden"), "high": ("high", "hoog")},
    "span": {
        "low_high": ("low to high", "laag tot hoog"),
        "low_middle": ("low to middle", "laag tot midden"),
        "middle_high": ("middle to high", "midden tot hoog"),
    },
    "scale": {
        "raw": ("differences", "verschillen"),
        "log": ("differences of logarithms", "verschillen van logaritmen"),
    },
    "part": {
        "fitted": ("searched in", "waarin gezocht is"),
        "held_out": ("held out", "achtergehouden"),
    },
    "measure": {
        "variance_left": ("share of the variance left", "aandeel van de variantie dat overblijft"),
        "followed": ("how far points follow", "hoe ver punten volgen"),
        "distance": ("largest distance of distributions", "grootste afstand van verdelingen"),
        "shift": ("difference of the means", "verschil van de gemiddelden"),
    },
    "flag": {
        "fine": ("as it is", "zoals het is"),
        "same": ("every point gave the same", "elk punt gaf hetzelfde"),
        "few": ("too few points to say", "te weinig punten om iets te zeggen"),
        "outside": ("outside its possible range", "buiten het mogelijke bereik"),
        "unknown": ("could not be worked out", "niet te berekenen"),
    },
    "base": {"mean": ("mean", "gemiddelde")},
    "index": {
        **INDEX_NAMES,
        "mu": ("mean effect over the range", "gemiddeld effect over het bereik"),
        "second": ("share of the pair (second order)", "aandeel van het paar (tweede orde)"),
    },
    "gate": OPENED,
    "condition": OPENED,
    "cause": REASON_NAMES,
    "reason": REASON_NAMES,
    "stated": REASON_NAMES,
    "true": REASON_NAMES,
    "end_state": END_STATE_NAMES,
    "metric": METRIC_NAMES,
    "other_metric": METRIC_NAMES,
    "moderator": MODERATORS,
    "verdict": VERDICT_NAMES,
    "case_verdict": VERDICT_NAMES,
    "series": {name: (en.split("\n")[0], nl.split("\n")[0]) for name, (en, nl) in COURSES.items()},
}
"""What stands in a column that has words of its own."""
OF_TARGETS = ("worst_target", "target", "hangs_on")
ENGLISH, IN_ENGLISH = ("claim", "measured", "number", "elsewhere", "note"), " (in het Engels)"
"""Columns whose texts are those of the source in English, in whatever language they are read."""
ASKED = {"answer": ("question", "factor"), "truth": ("factor",), "value": ("switch",)}
"""Columns of answers, each with the columns of which one has the question."""


@dataclass(frozen=True)
class Words:
    """What is said instead of keys, for the readers of one study.

    Attributes:
        language: "en" or "nl".
        world: The world of the study, which names its units and classes of needs.
    """

    language: str
    world: World

    @cached_property
    def targets(self) -> Mapping[str, str]:
        """The titles of the figures that draws are held against, by their key."""
        found = load_targets(self.world)[0]
        titles = {t.name: self._of((t.title_en, t.title_nl)) for t in found}
        return {name: title for name, title in titles.items() if title}

    def in_cells(self, column: str, cells: pd.Series) -> list[Any]:
        """Return a column of texts in words; what has none stands as it is, nothing is None."""
        read = cache(self._reader(column))

        def in_cell(cell: Any) -> Any:
            if isinstance(cell, bool | np.bool_):
                return self._of(YES_OR_NO[bool(cell)])
            if isinstance(cell, str):
                return (read(cell) or None) if cell else None
            return None if pd.isna(cell) else cell

        return [in_cell(cell) for cell in cells]

    def answers(self, questions: pd.Series, cells: pd.Series) -> list[Any]:
        """Return the answers to the questions beside them in words; nothing is None."""
        asked = zip(questions.astype(str), self.in_cells("", cells), strict=True)
        return [
            answer_in_words(question, cell, self.language) if isinstance(cell, str) else cell
            for question, cell in asked
        ]

    def title(self, column: str, declared: str) -> str:
        """Return what a column is called: as declared, or as what it is named after."""
        if declared != column:
            return declared + (IN_ENGLISH if column in ENGLISH and self.language == "nl" else "")
        if column.startswith(("conditions.", "theory.", "world.")):
            return factor_name(column, self.language)
        return self.targets.get(column) or entitled_file("policy", column, self.language)

    def _of(self, pair: tuple[str, str]) -> str:
        return pair[self.language == "nl"]

    def _reader(self, column: str) -> Callable[[str], str]:
        language = self.language
        if column in OWN:
            return lambda cell: self._of(OWN[column].get(cell, (cell, cell)))
        own: dict[str, Callable[[str], str]] = {
            "term": lambda cell: term_name(cell, language),
            "who": lambda cell: WHO[cell].title(language),
            **dict.fromkeys(OF_TARGETS, lambda cell: self.targets.get(cell, cell)),
        }
        if column in own:
            return own[column]
        read = READERS.get(column)
        return str if read is None else lambda cell: read(cell, language)
