"""What asking people came to, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis.elicitation.answers import ROUND, latest
from analysis.elicitation.checked import CODE
from analysis.elicitation.questions import Question
from analysis.stored.grid import Grid
from analysis.words.factors import factor_name
from analysis.words.phrases import listed, percent, phrase
from sim.words.numbers import between, number, shortest

FEW_EXPERTS = 5
NAMED = 3
SAID_OUTSIDE = 0.02
SAID_MISFIT = 0.1

TEXTS: dict[str, tuple[str, str]] = {
    "asked": (
        "{count} questions stand in {folder}/form-round-1-en.html and -nl.html. Hand a form to each"
        " expert: it opens in any browser without a network, and can be printed. What comes back on"
        " paper is typed into typed-round-1-en.csv (or -nl, for a Dutch Excel).",
        "{count} vragen staan in {folder}/form-round-1-nl.html en -en.html. Geef elke expert een"
        " formulier: het opent in elke browser zonder netwerk, en is af te drukken. Wat op papier"
        " terugkomt, typt u in typed-round-1-nl.csv (of -en, voor een Engelse Excel).",
    ),
    "then": (
        "Then, with the same elicit.factors: bijstand elicit elicit.answers=[one.csv,two.csv]. It"
        " pools what was answered and makes the forms of the second round.",
        "Daarna, met dezelfde elicit.factors: bijstand elicit elicit.answers=[een.csv,twee.csv]."
        " Dat bundelt wat is geantwoord en maakt de formulieren van de tweede ronde.",
    ),
    "protocol": (
        "Ask people who know the work, by themselves and one by one, five or more; tell them what"
        " it is for; let nobody write a name. docs/elicitation.md has the protocol.",
        "Vraag mensen die het werk kennen, ieder voor zich en een voor een, vijf of meer; vertel"
        " waar het voor is; laat niemand een naam opschrijven. docs/elicitation.md heeft het"
        " protocol.",
    ),
    "pooled": (
        "{experts} experts gave {answers} answers that count, {second} of them in a second round."
        " Pooled with equal weights they say something of {used} conditions.",
        "{experts} experts gaven {answers} antwoorden die tellen, waarvan {second} in een tweede"
        " ronde. Samen, met gelijke gewichten, zeggen zij iets over {used} voorwaarden.",
    ),
    "moved": (
        "Furthest from what was assumed: {names}.",
        "Het verst van wat was aangenomen: {names}.",
    ),
    "one_moved": (
        "{name}: median {middle} {unit} (90% from {low} to {high}), where the middle of the"
        " assumed range is {prior}",
        "{name}: mediaan {middle} {unit} (90% van {low} tot {high}), waar het midden van het"
        " aangenomen bereik {prior} is",
    ),
    "outside": (
        "The model does not take all of it. Outside the range of the condition, and left out of the"
        " draws, lies {names}.",
        "Het model neemt niet alles over. Buiten het bereik van de voorwaarde, en dus niet in de"
        " trekkingen, ligt {names}.",
    ),
    "one_outside": ("{share}% of {name}", "{share}% van {name}"),
    "unused": (
        "So little of what the panel holds lies inside the model's range that it is left out whole:"
        " {names}. That is a finding about the model: its range is not what these experts know.",
        "Van wat het panel vindt ligt zo weinig binnen het bereik van het model dat het helemaal is"
        " weggelaten: {names}. Dat is een bevinding over het model: het bereik is niet wat deze"
        " experts kennen.",
    ),
    "apart": (
        "On these the experts are of different minds, since some 90% intervals do not touch:"
        " {names}. The pool keeps both views; it is not an average that anybody holds.",
        "Hierover denken de experts verschillend, want sommige 90%-intervallen raken elkaar niet:"
        " {names}. De bundeling bewaart beide visies; zij is geen gemiddelde dat iemand aanhangt.",
    ),
    "misfit": (
        "Some answers fit no simple distribution well (the CDF is off by up to {most}%): {names}.",
        "Sommige antwoorden passen slecht bij een eenvoudige verdeling (tot {most}% ernaast):"
        " {names}.",
    ),
    "few": (
        "{experts} experts are few: five or more are advised, since one more could still turn it.",
        "{experts} experts zijn weinig: vijf of meer is het advies, want één meer kan het nog"
        " omgooien.",
    ),
    "use": (
        "To see what it changes: bijstand robust belief={folder}, or sweep or discover; without"
        " belief= the same command uses the declared ranges.",
        "Om te zien wat het uitmaakt: bijstand robust belief={folder}, of sweep of discover; zonder"
        " belief= gebruikt hetzelfde commando de aangenomen bereiken.",
    ),
    "reasons": (
        "Before you hand on the forms of the second round: read the reasons in them, and take out"
        " whatever could say who gave them.",
        "Voordat u de formulieren van de tweede ronde uitdeelt: lees de redenen erin, en haal weg"
        " wat kan verraden wie ze gaf.",
    ),
    "caution": (
        "This is what these people hold, with their doubts; it is no measurement, and people are"
        " often surer than they should be.",
        "Dit is wat deze mensen vinden, met hun twijfel; het is geen meting, en mensen zijn vaak"
        " zekerder dan zij mogen zijn.",
    ),
    "condition": ("Condition", "Voorwaarde"),
    "unit": ("unit", "eenheid"),
    "experts": ("experts", "experts"),
    "panel": ("panel: median (5% to 95%)", "panel: mediaan (5% tot 95%)"),
    "prior": ("assumed: middle (5% to 95%)", "aangenomen: midden (5% tot 95%)"),
    "inside": ("inside the model's range", "binnen het bereik van het model"),
    "title": (
        "What the panel holds, beside what was assumed",
        "Wat het panel vindt, naast wat was aangenomen",
    ),
}


def form_sentences(count: int, folder: Path, language: str) -> list[str]:
    """Say where the forms are and what to do with them."""
    return [
        phrase(TEXTS, key, language, count=count, folder=folder)
        for key in ("asked", "then", "protocol")
    ]


def range_sentences(
    answers: pd.DataFrame,
    pooled: pd.DataFrame,
    fits: pd.DataFrame,
    questions: Sequence[Question],
    folder: Path,
    language: str,
) -> list[str]:
    """Say what a panel holds of ranges.

    Args:
        answers: From ``analysis.elicitation.answers.read_ranges``.
        pooled: From ``analysis.elicitation.pool.pooled_table``.
        fits: From ``analysis.elicitation.pool.fits_of``.
        questions: What was asked.
        folder: Where the belief lies.
        language: "en" or "nl".
    """
    asked = {question.factor: question for question in questions}
    counted, experts = latest(answers), int(answers[CODE].nunique())
    used = pooled[pooled["used"]]
    said = [
        phrase(
            TEXTS,
            "pooled",
            language,
            experts=experts,
            answers=len(counted),
            second=int((counted[ROUND] == 2).sum()),
            used=len(used),
        ),
        *_moved(used, asked, language),
        *_named("unused", pooled[~pooled["used"]]["factor"], language),
        *_outside(used, language),
        *_named("apart", _apart(fits), language),
        *_misfit(fits, language),
    ]
    if experts < FEW_EXPERTS:
        said.append(phrase(TEXTS, "few", language, experts=experts))
    said.append(phrase(TEXTS, "caution", language))
    if len(used):
        said.append(phrase(TEXTS, "use", language, folder=folder))
    if (answers["reason"] != "").any():
        said.append(phrase(TEXTS, "reasons", language))
    return said


def pooled_grid(pooled: pd.DataFrame, questions: Sequence[Question], language: str) -> Grid:
    """Return the panel beside the prior as people read it."""
    asked, rows = {question.factor: question for question in questions}, []
    for row in pooled.to_dict("records"):
        question = asked[row["factor"]]
        panel, prior = (
            _spanned([row[f"{head}{end}"] for end in ("p50", "p05", "p95")], question, language)
            for head in ("", "prior_")
        )
        rows.append(
            [
                factor_name(row["factor"], language),
                question.unit(language),
                str(row["experts"]),
                panel if row["used"] else "–",
                prior,
                f"{percent(row['inside'], language)}%",
            ]
        )
    keys = ("condition", "unit", "experts", "panel", "prior", "inside")
    heading, *columns = (phrase(TEXTS, key, language) for key in keys)
    return Grid(heading, columns, rows, title=phrase(TEXTS, "title", language))


def value_text(value: float, language: str) -> str:
    """Write a number to three digits, with the mark of the language."""
    return (
        number(value, 0, language)
        if abs(value) >= 100
        else shortest(float(f"{value:.3g}"), language)
    )


def _spanned(values: Sequence[float], question: Question, language: str) -> str:
    middle, low, high = (value_text(value * question.scale, language) for value in values)
    return f"{middle} ({between(low, high, language)})"


def _moved(used: pd.DataFrame, asked: Mapping[str, Question], language: str) -> list[str]:
    """Name the conditions whose median moved most, in parts of the assumed range."""
    if used.empty:
        return []
    moved = (used["p50"] - used["prior_p50"]).abs() / (used["prior_p95"] - used["prior_p05"])
    names = []
    for row in used.loc[moved.sort_values(ascending=False).index[:NAMED]].to_dict("records"):
        question = asked[row["factor"]]
        ends = {"middle": "p50", "low": "p05", "high": "p95", "prior": "prior_p50"}
        texts = {key: value_text(row[end] * question.scale, language) for key, end in ends.items()}
        name, unit = factor_name(row["factor"], language), question.unit(language)
        names.append(phrase(TEXTS, "one_moved", language, name=name, unit=unit, **texts))
    return [phrase(TEXTS, "moved", language, names="; ".join(names))]


def _outside(used: pd.DataFrame, language: str) -> list[str]:
    rows = used[used["inside"] < 1.0 - SAID_OUTSIDE].sort_values("inside")
    names = [
        phrase(
            TEXTS,
            "one_outside",
            language,
            name=factor_name(row["factor"], language),
            share=percent(1.0 - row["inside"], language),
        )
        for row in rows.to_dict("records")
    ]
    return [phrase(TEXTS, "outside", language, names=listed(names, language))] if names else []


def _apart(fits: pd.DataFrame) -> list[str]:
    """Return the conditions of which some experts' intervals do not touch."""
    by_factor = fits.groupby("factor", sort=False)
    return [str(name) for name, own in by_factor if own["p05"].max() > own["p95"].min()]


def _misfit(fits: pd.DataFrame, language: str) -> list[str]:
    bad = fits[fits["misfit"] > SAID_MISFIT]
    if bad.empty:
        return []
    names = listed((factor_name(f, language) for f in bad["factor"].unique()), language)
    most = percent(float(bad["misfit"].max()), language)
    return [phrase(TEXTS, "misfit", language, names=names, most=most)]


def _named(key: str, factors: Sequence[str] | pd.Series, language: str) -> list[str]:
    names = [factor_name(str(factor), language) for factor in factors]
    return [phrase(TEXTS, key, language, names=listed(names, language))] if names else []
