"""Where else patterns hold, in words and in a table, in English and Dutch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.claims.judge import FAILS, PASSES
from analysis.patterns.declared.claims import claims
from analysis.patterns.elsewhere import SEEDS_A_FUTURE, Elsewhere
from analysis.patterns.words import VERDICT_NAMES
from analysis.stored.grid import Grid
from analysis.words.factors import answer_in_words
from analysis.words.phrases import listed, percent, phrase
from analysis.words.titles import in_title, quoted, unquoted
from sim.setting.theories.theory import QUESTIONS
from sim.words.numbers import between

MOST, FEW = 0.9, 0.1
TEXTS: dict[str, tuple[str, str]] = {
    "theories": (
        "With all else at its default, {list}.",
        "Met al het andere op de standaardwaarde: {list}.",
    ),
    "theory": (
        "under {theory} {passes} of {all} results pass and {fails} fail",
        "bij {theory} slagen {passes} van {all} resultaten en falen er {fails}",
    ),
    "apart": (
        "Passing under one of these theories and failing under another: {list}.",
        "Slaagt bij de ene van deze theorieën en faalt bij de andere: {list}.",
    ),
    "none_apart": (
        "No result passes under one of these theories and fails under another.",
        "Geen resultaat slaagt bij de ene van deze theorieën en faalt bij de andere.",
    ),
    "futures": (
        "Judged in each of {futures} draws of all that is uncertain{source}, {most} of {all}"
        " results hold in at least nine of ten draws, {few} in at most one of ten; the others hold"
        " in some worlds and not in others.",
        "Beoordeeld in elk van {futures} trekkingen van alles wat onzeker is{source}: {most} van"
        " {all} resultaten kloppen in minstens negen van de tien trekkingen, {few} in hoogstens één"
        " van de tien; de andere kloppen in sommige werelden wel en in andere niet.",
    ),
    "belief": (" as the belief has it", " volgens de overtuiging"),
    "against": (
        "Not so in most draws, though the verdict at the defaults says otherwise: {list}.",
        "In de meeste trekkingen anders dan het oordeel bij de standaardwaarden: {list}.",
    ),
    "share": ("{id} (holds in {share}%)", "{id} (klopt in {share}%)"),
    "turns": (
        "Told to hang on the answer to an open question: {list}.",
        "Hangt aantoonbaar af van het antwoord op een open vraag: {list}.",
    ),
    "turn": ("{id} on “{question}” ({answers})", "{id} van ‘{question}’ ({answers})"),
    "answer": ("{share}% where it is “{answer}”", "{share}% als het “{answer}” is"),
    "title": ("Where else claims hold", "Waar beweringen nog meer kloppen"),
    "note": (
        "The verdict is of the case that decides; each theory with all else at its default; the"
        " share of futures is over draws of all that is uncertain, by the mean of {seeds} seeds"
        " each, so that a number near its bound falls on either side by luck. –: not read there.",
        "Het oordeel is van het geval dat beslist; elke theorie met al het andere op de"
        " standaardwaarde; het aandeel toekomsten is over trekkingen van alles wat onzeker is, naar"
        " het gemiddelde van {seeds} seeds, zodat een getal dicht bij zijn grens door toeval aan"
        " weerszijden valt. –: daar niet gelezen.",
    ),
    "heading": ("Claim", "Bewering"),
    "verdict": ("the verdict", "het oordeel"),
    "of_futures": ("share of futures", "aandeel toekomsten"),
}


def sentences(
    parts: pd.DataFrame, elsewhere: Elsewhere, believed: bool, language: str
) -> list[str]:
    """Say under which theories patterns hold, in how many futures, and on what that hangs.

    Args:
        parts: From ``analysis.claims.measure.evaluate``.
        elsewhere: Where they hold elsewhere.
        believed: Whether futures were drawn from a belief.
        language: "en" or "nl".
    """
    return [
        *(_on_theories(elsewhere.theories, language) if len(elsewhere.theories) else ()),
        *(_on_futures(parts, elsewhere, believed, language) if len(elsewhere.futures) else ()),
    ]


def _results(table: pd.DataFrame) -> pd.DataFrame:
    return table[[claims()[str(name)].role != "design" for name in table["id"]]]


def _on_theories(theories: pd.DataFrame, language: str) -> Iterator[str]:
    results = _results(theories)
    if results.empty:
        return
    counts = [
        phrase(
            TEXTS,
            "theory",
            language,
            theory=quoted(in_title(str(theory), language)),
            all=len(mine),
            passes=int((mine["verdict"] == PASSES).sum()),
            fails=int((mine["verdict"] == FAILS).sum()),
        )
        for theory, mine in results.groupby("theory", sort=False)
    ]
    yield phrase(TEXTS, "theories", language, list="; ".join(counts))
    apart = [
        str(name)
        for name, mine in results.groupby("id", sort=False)
        if {PASSES, FAILS} <= set(mine["verdict"])
    ]
    yield phrase(TEXTS, "apart" if apart else "none_apart", language, list=listed(apart, language))


def _on_futures(
    parts: pd.DataFrame, elsewhere: Elsewhere, believed: bool, language: str
) -> Iterator[str]:
    shares = _results(elsewhere.futures).dropna(subset="share")
    if len(shares):
        yield phrase(
            TEXTS,
            "futures",
            language,
            futures=int(shares["futures"].max()),
            all=len(shares),
            source=phrase(TEXTS, "belief", language) if believed else "",
            most=int((shares["share"] >= MOST).sum()),
            few=int((shares["share"] <= FEW).sum()),
        )
    first = parts.drop_duplicates("id").set_index("id")["case_verdict"]
    otherwise = [
        row
        for row in shares.to_dict("records")
        if (first[row["id"]] == PASSES and row["high"] < 0.5)
        or (first[row["id"]] == FAILS and row["low"] > 0.5)
    ]
    if otherwise:
        said = [
            phrase(TEXTS, "share", language, id=row["id"], share=percent(row["share"], language))
            for row in otherwise
        ]
        yield phrase(TEXTS, "against", language, list=listed(said, language))
    turns = _results(elsewhere.answers[elsewhere.answers["told"].astype(bool)])
    if len(turns):
        yield phrase(TEXTS, "turns", language, list="; ".join(_turns(turns, language)))


def _turns(turns: pd.DataFrame, language: str) -> Iterator[str]:
    for (name, question), mine in turns.groupby(["id", "question"], sort=False):
        switch = QUESTIONS[str(question)]
        answers = [
            phrase(
                TEXTS,
                "answer",
                language,
                answer=answer_in_words(str(question), row["answer"], language),
                share=percent(row["share"], language),
            )
            for row in mine.to_dict("records")
        ]
        asked = switch.question_nl if language == "nl" else switch.question_en
        yield phrase(
            TEXTS, "turn", language, id=name, question=asked, answers=listed(answers, language)
        )


def grid(parts: pd.DataFrame, elsewhere: Elsewhere, language: str) -> Grid:
    """Return the table: a row per pattern, a column per theory, and the share of futures.

    Args:
        parts: From ``analysis.claims.measure.evaluate``.
        elsewhere: Where patterns hold elsewhere.
        language: "en" or "nl".
    """
    place = int(language == "nl")
    theories = list(dict.fromkeys(elsewhere.theories["theory"].astype(str)))
    under = elsewhere.theories.set_index(["id", "theory"])["verdict"].to_dict()
    futures = {str(row["id"]): row for row in elsewhere.futures.to_dict("records")}
    first = parts.drop_duplicates("id").set_index("id")["case_verdict"]
    columns = [
        phrase(TEXTS, "verdict", language),
        *(unquoted(in_title(name, language)) for name in theories),
        *([phrase(TEXTS, "of_futures", language)] if futures else []),
    ]
    rows = [
        [
            f"{name} {claims()[str(name)].text(language)}",
            VERDICT_NAMES[verdict][place],
            *(
                VERDICT_NAMES[under[name, theory]][place] if (name, theory) in under else "–"
                for theory in theories
            ),
            *([_share(futures.get(str(name)), language)] if futures else []),
        ]
        for name, verdict in first.items()
    ]
    return Grid(
        phrase(TEXTS, "heading", language),
        columns,
        rows,
        title=phrase(TEXTS, "title", language),
        note=phrase(TEXTS, "note", language, seeds=SEEDS_A_FUTURE),
    )


def _share(row: Mapping[Any, Any] | None, language: str) -> str:
    if row is None:
        return "–"
    if row["verdict"]:
        return VERDICT_NAMES[str(row["verdict"])][int(language == "nl")]
    share, low, high = (percent(float(row[k]), language) for k in ("share", "low", "high"))
    return f"{share}% ({between(low, high, language)})"
