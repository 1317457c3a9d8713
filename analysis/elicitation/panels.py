"""Example panels, made by a rule: to try the whole way from a form to a changed answer.

Nobody gave these answers, and they say nothing of the world. Codes begin with MADE, by which
whatever is made of them says so too. ``python -m analysis.elicitation`` writes them again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import numpy as np

from analysis.elicitation.answers import BEST, COLUMNS, CONDITION, HIGH, LOW, MADE, ROUND, SURE
from analysis.elicitation.checked import CODE, FORM
from analysis.elicitation.questions import Question, form_digest, questions_for
from analysis.elicitation.weighing import officials
from analysis.elicitation.weighing.designed import made_answers
from analysis.elicitation.weighing.vignettes import (
    nominal,
    places_of,
    read_vignettes,
    valued,
    vignettes_digest,
    wordings,
)
from sim.conditions import CONDITIONS

SEED = 24
EXPERTS, IN_SECOND = 7, 5
CENTRES = (0.35, 0.6)
"""Where the panel's centre lies in the declared range, by turns of the questions."""

TWO_MINDS, CAMPS = "reserve_neutral", (0.15, 0.85)
"""The condition on which the panel is of two minds, and where each camp stands."""

SPREAD, HALF_WIDTH = 0.1, 0.18
"""Standard deviation of the experts' best estimates, and their half intervals, in the range."""

SURENESS = (60.0, 70.0, 80.0, 90.0)
TOWARDS, NARROWER = 0.5, 0.9
"""How far an expert moves towards the panel's median in the second round, and how much surer."""

RULE, OFFICIALS, MISREAD = "balanced", 12, 0.05
"""How the made officials weigh, how many they are, and how far they misread a wording (sd)."""

Row = dict[str, str]


def ranges_panel() -> str:
    """Return the answers of the made experts as CSV."""
    questions = questions_for()
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_rows(questions, np.random.default_rng(SEED)))
    return text.getvalue()


def weighing_panel() -> str:
    """Return the answers of made officials, all of whom weigh by one known rule, as CSV."""
    chance = np.random.default_rng(SEED)
    vignettes, form = read_vignettes(), vignettes_digest()
    z = valued(places_of(vignettes), nominal())
    answers = made_answers(RULE, z, OFFICIALS, chance)
    text = io.StringIO()
    writer = csv.DictWriter(text, officials.COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for official, said in enumerate(answers):
        own = {FORM: form, CODE: f"{MADE}{official + 1:02d}"}
        for wording in (each for of_driver in wordings() for each in of_driver):
            placed = np.clip(wording.at + MISREAD * chance.standard_normal(), 0.0, 1.0)
            row = {officials.ITEM: wording.item, officials.ANSWER: f"{100 * placed:.0f}"}
            writer.writerow({**own, **row})
        for place, (vignette, yes) in enumerate(zip(vignettes, said, strict=True), start=1):
            row = {
                officials.ITEM: vignette.item,
                officials.PLACE: str(place),
                officials.ANSWER: "yes" if yes else "no",
            }
            writer.writerow({**own, **row})
    return text.getvalue()


def _rows(questions: tuple[Question, ...], chance: np.random.Generator) -> Iterator[Row]:
    form = form_digest(questions)
    best, half, sure = (np.empty((len(questions), EXPERTS)) for _ in range(3))
    for place, question in enumerate(questions):
        centre = np.full(EXPERTS, CENTRES[place % 2])
        if question.condition == TWO_MINDS:
            centre = np.where(np.arange(EXPERTS) % 2 == 0, *CAMPS)
        best[place] = centre + SPREAD * chance.standard_normal(EXPERTS)
        half[place] = HALF_WIDTH * np.exp(0.3 * chance.standard_normal(EXPERTS))
        sure[place] = chance.choice(SURENESS, EXPERTS)
    for round_, experts in ((1, EXPERTS), (2, IN_SECOND)):
        if round_ == 2:
            best += TOWARDS * (np.median(best, axis=1, keepdims=True) - best)
            half *= NARROWER
        for expert in range(experts):
            for place, question in enumerate(questions):
                numbers = _numbers(question, best[place, expert], half[place, expert])
                yield {
                    FORM: form,
                    CODE: f"{MADE}{expert + 1:02d}",
                    ROUND: str(round_),
                    CONDITION: question.condition,
                    SURE: f"{sure[place, expert]:g}",
                    **numbers,
                }


def _numbers(question: Question, best: float, half: float) -> Row:
    """Return lowest, best and highest as an expert would write them: to three digits."""
    declared = CONDITIONS[question.condition]
    ends = (declared.low, declared.high)
    raw = np.interp([best - half, best, best + half], [-1, 2], _reach(*ends)) * question.scale
    low, middle, high = np.clip(raw, question.low, question.high)
    return {
        name: f"{value:.0f}" if value >= 100 else f"{value:.3g}"
        for name, value in ((LOW, low), (BEST, middle), (HIGH, high))
    }


def _reach(low: float, high: float) -> tuple[float, float]:
    """Return where a range would begin and end if it went on as long on either side."""
    return low - (high - low), high + (high - low)
