"""The words that a screen uses, each with what it means, folded away at its end."""

from __future__ import annotations

from html import escape

from analysis.words.glossary import TERMS
from analysis.words.labels import PRIMARY
from bijstand.page.words.saying import place_of, say
from bijstand.page.work.worked_out import LOST
from sim.outcomes import DECLARED

SEEDS = ("run", "seed", "95% interval", "percentage point", "told apart")
USED: dict[str, tuple[str, ...]] = {
    "consequences": ("lever", *SEEDS, "own tasks"),
    "why": ("need", "the gates want, can and may", "seed", "95% interval", "condition"),
    "holds": ("future", "regret", "theory", "condition", "prior", "told apart"),
}
"""Words of the glossary, by the screen that uses them."""
MEASURED = {"consequences": (PRIMARY, *LOST), "why": (PRIMARY,), "holds": (PRIMARY,)}
"""Outcomes whose numbers a screen shows."""


def words_of(screen: str, language: str) -> str:
    """Return what the words and numbers of a screen mean, as HTML that opens."""
    measured = [DECLARED[outcome].title_en for outcome in MEASURED[screen]]
    place, by_name = place_of(language), {term.en: term for term in TERMS}
    rows = []
    for name in (*measured, *USED[screen]):
        term = by_name[name]
        word, meaning = (term.en, term.nl)[place], (term.meaning_en, term.meaning_nl)[place]
        rows.append(f"<dt>{escape(word)}</dt><dd>{escape(meaning)}</dd>")
    title = escape(say("words_here", language))
    return f"<details data-words><summary>{title}</summary><dl>{''.join(rows)}</dl></details>"
