"""Names in plain words, units and number formats, in English and Dutch."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from sim.codes import END_STATES

Unit = Literal["share", "days", "count", "number"]

DECIMALS: dict[Unit, int] = {"share": 1, "days": 2, "count": 1, "number": 3}


@dataclass(frozen=True, slots=True)
class Label:
    """What an outcome is called, and in which unit it is shown.

    Attributes:
        en: In English, without the unit.
        nl: In Dutch.
        unit: "share" is shown in per cent, a difference in percentage points.
        unit_en: The unit in words, where there is one.
        unit_nl: The same in Dutch.
        in_table: Whether it stands in the printed table; the CSV holds all outcomes.
    """

    en: str
    nl: str
    unit: Unit
    unit_en: str
    unit_nl: str
    in_table: bool = False

    def name(self, language: str) -> str:
        """Return the name in a language."""
        return self.nl if language == "nl" else self.en

    def text(self, language: str) -> str:
        """Return name and unit, as ``"Support that came on time (%)"``."""
        unit = self.unit_nl if language == "nl" else self.unit_en
        return f"{self.name(language)} ({unit})"


END_STATE_NAMES: dict[str, tuple[str, str]] = {
    "open": ("still open at the end", "nog open aan het einde"),
    "alone": ("met by own people", "zelf vervuld"),
    "not_asked": ("not asked", "niet gevraagd"),
    "withdrawn_in_consultation": ("withdrawn in consultation", "ingetrokken in vooroverleg"),
    "refused": ("refused", "geweigerd"),
    "no_capacity": ("no capacity", "geen capaciteit"),
    "not_permitted": ("not permitted", "niet toegestaan"),
    "too_late": ("decided too late", "te laat besloten"),
    "no_go": ("no-go (weather, technique)", "no-go (weer, techniek)"),
    "supported": ("supported", "gesteund"),
    "support_withdrawn": ("support withdrawn", "steun teruggetrokken"),
}

GATE_NAMES: dict[str, tuple[str, str]] = {
    "want": ("want (willen)", "willen"),
    "can": ("can (kunnen)", "kunnen"),
    "may": ("may (mogen)", "mogen"),
    "none": ("none of the three (no-go)", "geen van de drie (no-go)"),
}


def _share(en: str, nl: str, in_table: bool = False) -> Label:
    return Label(en, nl, "share", "%", "%", in_table)


def _days(en: str, nl: str, in_table: bool = False) -> Label:
    return Label(en, nl, "days", "days", "dagen", in_table)


def _count(en: str, nl: str, in_table: bool = False) -> Label:
    return Label(en, nl, "count", "count", "aantal", in_table)


def _value(en: str, nl: str, in_table: bool = False) -> Label:
    """Label a sum over needs of severity times the part that was met, costs taken off or not."""
    return Label(en, nl, "count", "weighted needs", "gewogen behoeften", in_table)


def _level(en: str, nl: str, in_table: bool = False) -> Label:
    return Label(en, nl, "number", "0–1", "0–1", in_table)


PRIMARY = "gap_closed"

LABELS: dict[str, Label] = {
    PRIMARY: _share("Gap closed by collaboration", "Tekort gedicht door samenwerking", True),
    "together": _share("Need met, with support", "Behoefte vervuld, met steun", True),
    "alone": _share("Need met, own people alone", "Behoefte vervuld, zonder steun", True),
    "on_time_share": _share("Support that came on time", "Steun die op tijd kwam", True),
    "lead_time_median_days": _days("Time to support, median", "Tijd tot steun, mediaan", True),
    "lead_time_p90_days": _days("90% of support came within", "90% van de steun kwam binnen", True),
    "formal_acceptance": _share("Formal requests honoured", "Formele verzoeken ingewilligd", True),
    "informal_share": _share("Support that was informal", "Steun die informeel was", True),
    "net_added_value": _value("Net added value", "Netto meerwaarde", True),
    "vetoes": _count("Political vetoes", "Politieke veto's", True),
    "aversion_end": _level("Societal aversion at end", "Maatsch. aversie, eind", True),
    "understanding_end": _level("Mutual understanding at end", "Wederzijds begrip, eind", True),
    "trust_end": _level("Trust at end", "Vertrouwen, eind", True),
    "gap_closed_all": _share("Gap closed, all needs", "Tekort gedicht, alle behoeften"),
    "gap_closed_person_days": _share(
        "Gap closed, by person-days", "Tekort gedicht, naar persoonsdagen"
    ),
    "added_value": _value("Added value, before cost", "Meerwaarde voor aftrek kosten"),
    "pareto_share": _share("Both parties better off", "Beide partijen beter af"),
    "knowledge_shared": _share("Sensitive knowledge shared", "Gevoelige kennis gedeeld"),
    "fragmentation": _share("Fragmented complex needs", "Versnipperde complexe behoeften"),
    "comparative_advantage": _share(
        "Support with what the other lacks", "Steun met wat de ander mist"
    ),
    "unlawful_acts": _count("Unlawful acts", "Onrechtmatige handelingen"),
    "learning_dividend": _share("Last year against first", "Laatste jaar tegen eerste"),
    "frictionless": _share("Gap closed without friction", "Tekort gedicht zonder wrijving"),
    "own_task_loss": _share("Own tasks lost to support", "Eigen taken verloren aan steun"),
    **{
        f"share_{state}": _share(f"Needs: {names[0]}", f"Behoeften: {names[1]}")
        for state, names in ((state, END_STATE_NAMES[state]) for state in END_STATES)
    },
}


def label_of(outcome: str) -> Label:
    """Return an outcome's label; an outcome without one is shown under its own key."""
    return LABELS.get(outcome) or Label(outcome, outcome, "number", "1", "1")


def number(value: float, unit: Unit, language: str, *, signed: bool = False) -> str:
    """Write a value in its unit's scale and decimals: 0.4385 as a share is ``"43.9"``.

    Args:
        value: The value; NaN is written as ``"n/a"``, ``"n.v.t."``.
        unit: The unit, which decides scale and decimals.
        language: "nl" writes a decimal comma.
        signed: Whether to write a plus before what is positive, for differences.
    """
    if math.isnan(value):
        return "n.v.t." if language == "nl" else "n/a"
    scaled = value * 100 if unit == "share" else value
    text = f"{scaled:{'+' if signed else ''}.{DECIMALS[unit]}f}"
    if float(text) == 0:
        text = text.lstrip("+-")
    text = text.replace("-", "−")
    return text.replace(".", ",") if language == "nl" else text
