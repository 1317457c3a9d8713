"""Forms as one HTML file each: to print, or to fill in without a network and save as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import numpy as np
import pandas as pd
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from analysis.elicitation.answers import (
    BEST,
    COLUMNS,
    CONDITION,
    HIGH,
    LEAST_SURE,
    LONGEST_REASON,
    LOW,
    MOST_SURE,
    REASON,
    ROUND,
    SURE,
    said_by,
)
from analysis.elicitation.forms.texts import FORM, INTRO, TOLD
from analysis.elicitation.questions import Question, form_digest
from analysis.elicitation.weighing.officials import COLUMNS as WEIGHING_COLUMNS
from analysis.elicitation.weighing.officials import ITEM
from analysis.elicitation.weighing.vignettes import (
    Vignette,
    driver_titles,
    vignettes_digest,
    wordings,
)
from analysis.words.phrases import phrase
from sim.words.numbers import number, shortest

SEPARATORS = {"en": (",", "."), "nl": (";", ",")}
"""What stands between cells, and before decimals, in a CSV for a spreadsheet of the country."""

BOM = "\ufeff"


def ranges_form(
    questions: Sequence[Question], language: str, heard: pd.DataFrame | None = None
) -> str:
    """Return the form that asks experts for ranges.

    Args:
        questions: What is asked.
        language: "en" or "nl".
        heard: The answers of the first round, for the form of the second; they are shown without
            the codes of who gave them.
    """
    round_ = 1 if heard is None else 2
    words = words_in(FORM, language)
    labels = [
        (LOW, words["lowest"]),
        (HIGH, words["highest"]),
        (BEST, words["best"]),
        (SURE, words["sure"]),
    ]
    return rendered(
        "ranges.html.j2",
        language,
        title=phrase(FORM, "ranges_title", language, round=round_),
        intro=[text[language == "nl"] for text in INTRO[f"ranges_{round_}"]],
        form=form_digest(questions),
        round=round_,
        questions=[_shown(question, language, heard) for question in questions],
        labels=labels,
        sure=(f"{LEAST_SURE:g}", f"{MOST_SURE:g}"),
        longest=LONGEST_REASON,
        told={"columns": COLUMNS, "key": CONDITION, "file": f"answers-ranges-{round_}"},
    )


def weighing_form(vignettes: Sequence[Vignette], language: str) -> str:
    """Return the form that asks officials how they weigh.

    Args:
        vignettes: What is asked, the warm-ups first.
        language: "en" or "nl".
    """
    every = wordings()
    drivers = [
        {"title": title, "wordings": [{"item": w.item, "text": w.text(language)} for w in own]}
        for title, own in zip(driver_titles(language), every, strict=True)
    ]
    shown = [
        {
            "item": vignette.item,
            "mixed": vignette.part != "warm-up",
            "lines": [
                every[driver][place].text(language) for driver, place in enumerate(vignette.places)
            ],
        }
        for vignette in vignettes
    ]
    return rendered(
        "weighing.html.j2",
        language,
        title=phrase(FORM, "weighing_title", language),
        intro=[text[language == "nl"] for text in INTRO["weighing_1"]],
        form=vignettes_digest(),
        round=1,
        drivers=drivers,
        vignettes=shown,
        told={"columns": WEIGHING_COLUMNS, "key": ITEM, "file": "answers-weighing"},
    )


def rendered(template: str, language: str, told: Mapping[str, Any], **content: Any) -> str:
    """Return a form as HTML in which everything stands that it needs.

    Args:
        template: Of the form.
        language: "en" or "nl".
        told: What the script is told beside its messages: columns, key and file.
        content: What the template shows; form and round are told to the script too.
    """
    separator, mark = SEPARATORS[language]
    script = {
        **words_in(TOLD, language),
        "separator": separator,
        "mark": mark,
        "form": content["form"],
        "round": str(content["round"]),
        **told,
    }
    return str(
        _environment()
        .get_template(template)
        .render(
            language=language,
            words=words_in(FORM, language),
            told=script,
            style=Markup(_text("form.css")),
            script=Markup(_text("form.js")),
            **content,
        )
    )


def blank_table(rows: Sequence[Mapping[str, str]], columns: Sequence[str], language: str) -> str:
    """Return the CSV in which somebody types what came back on paper, a row per question."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=SEPARATORS[language][0], restval="")
    writer.writeheader()
    writer.writerows(rows)
    return BOM + text.getvalue()


def words_in(texts: Mapping[str, tuple[str, str]], language: str) -> dict[str, str]:
    """Return texts in a language."""
    return {key: both[language == "nl"] for key, both in texts.items()}


def _shown(question: Question, language: str, heard: pd.DataFrame | None) -> dict[str, Any]:
    """Return a question as the template shows it, with what was heard in the first round."""
    shown: dict[str, Any] = {
        "key": question.condition,
        "text": question.text(language),
        "unit": question.unit(language),
        "low": f"{question.low:g}",
        "high": f"{question.high:g}",
        "heard": [],
        "lines": [],
        "reasons": [],
    }
    if heard is None:
        return shown
    own = heard[(heard[CONDITION] == question.condition) & (heard[ROUND] == 1)]
    # By the best estimate: an order that says nothing of who answered.
    own = own.sort_values([BEST, LOW, HIGH])
    ranges = [said_by(row).standardised(question) for row in own.to_dict("records")]
    shown["heard"] = [[_number(value, language) for value in each] for each in ranges]
    shown["reasons"] = sorted(text for text in own[REASON] if text)
    if ranges:
        low, high = np.min(ranges), np.max(ranges)
        places = (np.array(ranges) - low) / max(high - low, 1e-9) * 96 + 2
        shown["lines"] = [dict(zip((LOW, BEST, HIGH), row, strict=True)) for row in places.round(2)]
    return shown


def _number(value: float, language: str) -> str:
    return (
        number(value, 0, language)
        if abs(value) >= 1000
        else shortest(float(f"{value:.3g}"), language)
    )


def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _text(name: str) -> str:
    return (resources.files("analysis.elicitation.forms") / name).read_text(encoding="utf-8")
