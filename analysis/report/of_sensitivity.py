"""Which conditions matter: the part of a report that a study of sensitivity makes."""

from __future__ import annotations

import pandas as pd

from analysis.factor_labels import factor_name, name_and_key, short_name
from analysis.figures import courses
from analysis.figures import sensitivity as draw
from analysis.labels import label_of, number
from analysis.phrases import listed, percent, phrase
from analysis.report.part import Grid, Part, Picture, picture
from analysis.report.stored import Stored, quoted, unquoted
from analysis.sensitivity.estimators import MAIN_INDEX
from analysis.sensitivity.findings import Findings
from analysis.sensitivity.noise import Noise
from analysis.sensitivity.sample import DUMMIES
from analysis.sensitivity.text import sentences

SHOWN = 12
LEADING = 3
TEXTS: dict[str, tuple[str, str]] = {
    "lead": (
        "Under {where}, over all ranges, {outcome} depends most on {names}; {lost} of {all}"
        " conditions and switches cannot be told from one that does nothing.",
        "Bij {where}, over alle bereiken, hangt {outcome} het meest af van {names}; {lost} van"
        " {all} voorwaarden en schakelaars zijn niet te onderscheiden van een die niets doet.",
    ),
    "short": ("under {where}, {names}{order}", "bij {where}, {names}{order}"),
    "short_order": (
        " (the intervals of the first two overlap: which comes first is not clear)",
        " (de intervallen van de eerste twee overlappen: welke eerste staat, is niet duidelijk)",
    ),
    "short_none": (
        "under {where}, nothing that can be told from a condition that does nothing",
        "bij {where}, niets dat te onderscheiden is van een voorwaarde die niets doet",
    ),
    "switch": ("the open question “{question}”", "de open vraag “{question}”"),
    "none": (
        "Under {where} no condition or switch can be told from one that does nothing ({outcome}):"
        " this study is too small to say which matter.",
        "Bij {where} is geen enkele voorwaarde of schakelaar te onderscheiden van een die niets"
        " doet ({outcome}): deze studie is te klein om te zeggen welke ertoe doen.",
    ),
    "order": (
        " The intervals of the first two overlap, so which comes first is not clear.",
        " De intervallen van de eerste twee overlappen: welke eerste staat, is niet duidelijk.",
    ),
    "share": ("{name} ({size}% of the variance, {low} to {high})",
              "{name} ({size}% van de variantie, {low} tot {high})"),
    "size": ("{name} ({size}, {low} to {high})", "{name} ({size}, {low} tot {high})"),
    "heading": ("Condition or switch", "Voorwaarde of schakelaar"),
    "estimate": ("{index}", "{index}"),
    "low": ("low", "laag"),
    "high": ("high", "hoog"),
    "told": ("told from the dummy", "te onderscheiden van de dummy"),
    "yes": ("yes", "ja"),
    "no": ("no", "nee"),
}  # fmt: skip
OF_VARIANCE = ("shapley", "sobol")


def part_of(stored: Stored, language: str) -> Part:
    """Return the part of a study of sensitivity; its first outcome gives the answer."""
    found = findings_in(stored, language)
    first = found[0]
    return Part(
        verb="sensitivity",
        where=unquoted(first.where),
        leads=[_lead(first, language)],
        said=[line for each in found for line in sentences(each, language)],
        grids=[_grid(each, language) for each in found],
        pictures=[drawn for each in found for drawn in _pictures(each, language)],
        short=_short(first, language),
        command=stored.command,
        doubts=_doubts(first, language),
        factors=_told(first)[:SHOWN],
    )


def findings_in(stored: Stored, language: str) -> list[Findings]:
    """Read what a study found about each of its outcomes."""
    names = list(dict.fromkeys(stored.table("indices")["outcome"]))
    return [_findings(stored, name, language) for name in names]


def _findings(stored: Stored, outcome: str, language: str) -> Findings:
    def of(name: str) -> pd.DataFrame:
        table = stored.optional(name)
        rows = table[table["outcome"] == outcome] if len(table) else table
        return rows.drop(columns="outcome", errors="ignore").reset_index(drop=True)

    noise = of("noise")
    split = {str(k): v for k, v in noise.iloc[0].items()} if len(noise) else None
    return Findings(
        method=str(stored.decisive.get("method", "shapley")),
        outcome=outcome,
        where=quoted(stored.where(language)),
        indices=of("indices"),
        noise=Noise(**{n: split[n] for n in Noise.__slots__}) if split else None,
        convergence=of("convergence"),
        theories=of("theories"),
        ranges=of("ranges"),
        directions=_numbers(of("directions")),
    )


def _told(found: Findings) -> list[str]:
    """Return the factors that are told from the dummy, the largest first."""
    rows = found.indices[found.indices["index"] == MAIN_INDEX[found.method]]
    told = set(rows.loc[rows["told_from_dummy"].astype(bool), "factor"])
    return [str(f) for f in found.ranked["factor"] if f in told and f not in DUMMIES]


def _lead(found: Findings, language: str) -> str:
    ranked = found.ranked[~found.ranked["factor"].isin(DUMMIES)]
    told = _told(found)
    said = {"where": found.where, "outcome": label_of(found.outcome).name(language).lower()}
    if not told:
        return phrase(TEXTS, "none", language, **said)
    rows, names = _leading(found, ranked, told, language)
    counts = {"lost": len(ranked) - len(told), "all": len(ranked)}
    lead = phrase(TEXTS, "lead", language, names=listed(names, language), **counts, **said)
    return lead + (phrase(TEXTS, "order", language) if _overlap(rows) else "")


def _overlap(rows: pd.DataFrame) -> bool:
    """Return whether the intervals of the first two do not tell which is the larger."""
    return len(rows) > 1 and not rows["low"].iloc[0] > rows["high"].iloc[1]


def _short(found: Findings, language: str) -> str:
    """Return what a study found, to stand in one sentence with other studies."""
    told = _told(found)
    if not told:
        return phrase(TEXTS, "short_none", language, where=found.where)
    rows, names = _leading(found, found.ranked, told, language)
    order = phrase(TEXTS, "short_order", language) if _overlap(rows) else ""
    said = {"where": found.where, "names": listed(names, language), "order": order}
    return phrase(TEXTS, "short", language, **said)


def _leading(
    found: Findings, ranked: pd.DataFrame, told: list[str], language: str
) -> tuple[pd.DataFrame, list[str]]:
    rows = ranked[ranked["factor"].isin(told[:LEADING])]
    key = "share" if found.method in OF_VARIANCE else "size"
    write = percent if key == "share" else _plain
    names = [
        phrase(
            TEXTS, key, language, name=_name(str(row["factor"]), language),
            size=write(float(row["estimate"]), language), low=write(float(row["low"]), language),
            high=write(float(row["high"]), language),
        )
        for _, row in rows.iterrows()
    ]  # fmt: skip
    return rows, names


def _name(factor: str, language: str) -> str:
    """Return a factor for a sentence; a switch is named by its question."""
    if factor.startswith("theory."):
        return phrase(TEXTS, "switch", language, question=factor_name(factor, language))
    return name_and_key(factor, language)


def _numbers(table: pd.DataFrame) -> pd.DataFrame:
    """Return courses whose values are numbers again, where they stand among words."""
    if table.empty or pd.api.types.is_numeric_dtype(table["value"]):
        return table
    numbers = pd.to_numeric(table["value"], errors="coerce")
    return table.assign(value=numbers.astype(object).where(numbers.notna(), table["value"]))


def _plain(value: float, language: str) -> str:
    return number(value, "number", language)


def _grid(found: Findings, language: str) -> Grid:
    write = percent if found.method in OF_VARIANCE else _plain
    index = draw.INDEX_NAMES[MAIN_INDEX[found.method]][language == "nl"]
    told = set(_told(found))
    rows = [
        [
            f"{factor_name(row['factor'], language)} [{short_name(row['factor'])}]",
            *(write(float(row[name]), language) for name in ("estimate", "low", "high")),
            phrase(TEXTS, "yes" if row["factor"] in told else "no", language),
        ]
        for _, row in found.ranked[:SHOWN].iterrows()
    ]
    ends = [phrase(TEXTS, key, language) for key in ("low", "high", "told")]
    return Grid(phrase(TEXTS, "heading", language), [index, *ends], rows)


def _pictures(found: Findings, language: str) -> list[Picture]:
    if found.ranked["estimate"].isna().all():
        return []
    pictures = [picture("ranks", lambda: draw.ranks_figure(found, language))]
    if len(found.directions):
        pictures.append(picture("directions", lambda: courses.directions_figure(found, language)))
    if len(found.convergence):
        pictures.append(picture("convergence", lambda: draw.convergence_figure(found, language)))
    return pictures


def _doubts(found: Findings, language: str) -> list[str]:
    """Return what was found about switches, ranges, convergence and chance, in words."""
    return [f"{found.where}: {line}" for line in sentences(found, language)[2:]]
