"""What the columns of an answer's tables are called, and their units, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.words import weighed

WORD, COUNT, ITSELF, SHARE = weighed.WORD, weighed.COUNT, weighed.ITSELF, weighed.SHARE
OUTCOME, OF_SERIES, OF_VARIANCE = "of the outcome", "of the series", "share of the variance"
OF_EXPECTED = "share of the variance, without chance"
OF_SURROGATE = "share of the variance of the surrogate, without chance"
"""Units: that of the outcome which the row names or the study asked about; from 0 to 1."""
CHANGE, SHARE_CHANGE = "a difference, of the outcome", "a difference of shares"
"""Differences of shares are shown in percentage points."""
SQUARED, OF_FACTOR, OF_ROW = "squared, of the outcome", "of the factor", "of the row"
"""A name has no unit; what is estimated has the one that its table is given."""
OF_TABLES = {
    "differences": CHANGE,
    "contrasts": CHANGE,
    "frontier": CHANGE,
    "packages": CHANGE,
    "effects_by_answer": CHANGE,
    "gains_by_answer": CHANGE,
    "values": CHANGE,
    "mediation": CHANGE,
    "moderation": CHANGE,
    "worth": OF_ROW,
    "worth_by_class": OF_ROW,
    "robustness": OF_ROW,
}
"""The units of what tables estimate that no room names; that of the outcome in all others."""
NAMED_AFTER = {"futures": OUTCOME, "distances": "standard deviations"}
"""The units of columns that are named after a policy or a figure, by their table."""
CHANGES = ("deviation", "reach", "gain", "mean_regret", "max_regret")
"""Columns that are differences also where their table holds levels."""

COLUMNS: dict[str, tuple[str, str, str]] = {
    "outcome": ("outcome", "uitkomst", WORD),
    "setting": ("setting", "situatie", WORD),
    "scenario": ("scenario", "scenario", WORD),
    "policy": ("policy", "beleid", WORD),
    "theory": ("theory", "theorie", WORD),
    "point": ("point of the design", "punt van het ontwerp", WORD),
    "against": ("held against point", "vergeleken met punt", WORD),
    "axis": ("what differs", "wat verschilt", WORD),
    "reference": ("held against", "vergeleken met", WORD),
    "gate": ("gate", "poort", WORD),
    "cause": ("cause", "oorzaak", WORD),
    "class": ("class of needs", "soort behoefte", WORD),
    "end_state": ("end of the need", "einde van de behoefte", WORD),
    "series": ("series", "reeks", WORD),
    "day": ("day since the warm-up", "dag sinds de inlooptijd", "days"),
    "date": ("date", "datum", WORD),
    "factor": ("factor", "factor", WORD),
    "factor_en": ("factor in English", "factor in het Engels", WORD),
    "factor_nl": ("factor in Dutch", "factor in het Nederlands", WORD),
    "index": ("index", "index", WORD),
    "level": ("level", "niveau", OF_FACTOR),
    "at": ("place of the level", "plaats van het niveau", OF_FACTOR),
    "value": ("value", "waarde", OF_ROW),
    "base": ("base point", "basispunt", WORD),
    "switch": ("open question", "open vraag", WORD),
    "criterion": ("criterion", "criterium", WORD),
    "wanted": ("wanted", "gewenst", OF_ROW),
    "met": ("met", "gehaald", WORD),
    "measure": ("measure", "maat", WORD),
    "flag": ("how it may be read", "hoe het gelezen mag worden", WORD),
    "told_from_dummy": ("larger than luck or dummy", "groter dan toeval of dummy", WORD),
    "told": ("more than luck", "meer dan toeval", WORD),
    "apart": ("told from other answers", "anders dan bij andere antwoorden", WORD),
    "changed": ("enters or leaves the first ten", "komt de eerste tien in of uit", WORD),
    "moved": ("ranks moved", "rangen verschoven", COUNT),
    "rank": ("rank", "rang", COUNT),
    "mean": ("mean", "gemiddelde", ITSELF),
    "estimate": ("estimate", "schatting", ITSELF),
    "worth": ("what opening brings", "wat openen oplevert", ITSELF),
    "low": ("lower end", "ondergrens", ITSELF),
    "high": ("upper end", "bovengrens", ITSELF),
    "deviation": ("standard deviation", "standaardafwijking", ITSELF),
    "p05": ("5% quantile", "5%-kwantiel", ITSELF),
    "p50": ("median", "mediaan", ITSELF),
    "p95": ("95% quantile", "95%-kwantiel", ITSELF),
    "lowest": ("lowest mean", "laagste gemiddelde", ITSELF),
    "highest": ("highest mean", "hoogste gemiddelde", ITSELF),
    "reach": ("distance between them", "afstand ertussen", ITSELF),
    "per_year": ("needs per year", "behoeften per jaar", "per year"),
    "share": ("share", "aandeel", SHARE),
    "sole": ("share as the only gate", "aandeel als enige poort", SHARE),
    "may_lead": ("may be the first", "is misschien de eerste", WORD),
    "error": ("standard error of it", "standaardfout ervan", ITSELF),
    "way": ("how the interval was made", "hoe het interval gemaakt is", WORD),
    "per_ten_persons": ("gain for each ten persons", "winst per tien personen", ITSELF),
    "per_million": ("gain for each million euro", "winst per miljoen euro", ITSELF),
    "corrected": ("chance, corrected for many", "kans, gecorrigeerd voor veel", SHARE),
    "noise": ("luck", "toeval", OF_VARIANCE),
    "within": ("variance within points", "variantie binnen punten", SQUARED),
    "between": ("variance between points", "variantie tussen punten", SQUARED),
    "points": ("points", "punten", COUNT),
    "seeds": ("seeds", "seeds", COUNT),
    "runs": ("runs", "runs", COUNT),
    "missing": ("runs without a value", "runs zonder waarde", COUNT),
    "size": ("what it rests on", "waar het op rust", COUNT),
    "kept": ("factors kept", "factoren behouden", COUNT),
    "out": ("factors held", "factoren vastgehouden", COUNT),
    "metric": ("metric", "maat", WORD),
    "other_metric": ("other metric", "andere maat", WORD),
    "other_policy": ("policy ahead on it", "beleid dat daarop voor ligt", WORD),
    "group": ("scenario and theory", "scenario en theorie", WORD),
    "future": ("future", "toekomst", WORD),
    "futures": ("futures", "toekomsten", COUNT),
    "cost": ("cost", "kosten", "persons"),
    "gain": ("gain over no policy", "winst boven geen beleid", ITSELF),
    "on_frontier": ("beaten by no other", "door geen ander verslagen", WORD),
    "mean_regret": ("mean regret", "gemiddelde spijt", ITSELF),
    "max_regret": ("largest regret", "grootste spijt", ITSELF),
    "question": ("open question", "open vraag", WORD),
    "answer": ("answer", "antwoord", WORD),
    "leaf": ("leaf of the tree", "blad van de boom", WORD),
    "full_low": ("lowest that was run", "laagste die gedraaid is", ITSELF),
    "full_high": ("highest that was run", "hoogste die gedraaid is", ITSELF),
    "chance": ("chance by luck alone", "kans door toeval alleen", SHARE),
    "resampled": ("resamples that limit it", "trekkingen die het begrenzen", SHARE),
    "step": ("step of the search", "stap van de zoektocht", WORD),
    "coverage": ("failures inside", "mislukkingen erin", SHARE),
    "density": ("points inside that fail", "punten erin die misgaan", SHARE),
    "mass": ("points inside", "punten erin", SHARE),
    "dimensions": ("conditions that limit it", "voorwaarden die het begrenzen", COUNT),
    "chosen": ("chosen", "gekozen", WORD),
    "part": ("part", "deel", WORD),
    "failures": ("failures", "mislukkingen", COUNT),
    "in_box": ("points in the box", "punten in de doos", COUNT),
    "base_rate": ("points that fail", "punten die misgaan", SHARE),
    "effect": ("effect", "effect", WORD),
    "moderator": ("what may moderate", "wat kan modereren", WORD),
    "end": ("end of its range", "einde van het bereik", WORD),
    "span": ("part of the range of willingness", "deel van het bereik van bereidheid", WORD),
    "scale": ("scale", "schaal", WORD),
    "effect_low": ("effect at its lower end", "effect bij het lage einde", ITSELF),
    "effect_high": ("effect at its upper end", "effect bij het hoge einde", ITSELF),
    "difference": ("difference of the two", "verschil van de twee", ITSELF),
    "condition": ("gate", "poort", WORD),
    "effect_size": ("space that is out of reach", "ruimte buiten bereik", SHARE),
    "bound": ("space in shuffled data", "ruimte in geschudde data", SHARE),
    "above_bound": ("more than shuffled data give", "meer dan geschudde data geven", WORD),
    "kind": ("factor or group", "factor of groep", WORD),
    "floor": ("at least, by cross-fitting", "minstens, door kruisvalidatie", ITSELF),
    "shuffled": ("share of shuffles that give as much", "aandeel schudbeurten met zoveel", SHARE),
    "persons": ("persons away", "personen weg", "persons"),
    "money": ("cost beside their pay", "kosten naast hun loon", "million euro a year"),
    "best_in": ("futures in which it is best", "toekomsten waarin het de beste is", SHARE),
    "best": ("best on average", "gemiddeld de beste", WORD),
    "worth_of_point": ("worth of a point", "waarde van een punt", "euro a year"),
    "persons_at_most": ("persons at most", "personen hoogstens", "persons"),
    "euro_at_most": ("million euro at most", "miljoen euro hoogstens", "million euro a year"),
    "decided": ("one alone is left", "één is over", WORD),
    "ties": ("not told from it", "er niet van te onderscheiden", COUNT),
    "fitting": ("packages that fit", "pakketten die passen", COUNT),
    "packages": ("good packages", "goede pakketten", COUNT),
    "rival": ("other package", "ander pakket", WORD),
    "p90_regret": ("90th percentile of regret", "90e percentiel van de spijt", ITSELF),
    "p90_low": ("lower end of that regret", "ondergrens van die spijt", ITSELF),
    "p90_high": ("upper end of that regret", "bovengrens van die spijt", ITSELF),
    "vetoes": ("political vetoes in a run", "politieke veto's in een run", COUNT),
    "search_gain": ("gain in the search", "winst in de zoektocht", ITSELF),
    "drop": ("less than in the search", "minder dan in de zoektocht", ITSELF),
    "own_tasks": ("own tasks lost", "eigen taken verloren", SHARE),
    "wave": ("wave", "ronde", WORD),
    "implausibility": ("largest distance", "grootste afstand", "standard deviations"),
    **weighed.WEIGHED,
    "worst_target": ("figure furthest off", "cijfer dat het verst ernaast ligt", WORD),
    "plausible": ("not ruled out", "niet uitgesloten", WORD),
    "prior_mean": ("mean of all draws", "gemiddelde van alle trekkingen", ITSELF),
    "shift": ("difference of the means", "verschil van de gemiddelden", "standard errors"),
    "official": ("official", "functionaris", WORD),
    "unit": ("unit", "eenheid", WORD),
    "role": ("role", "rol", WORD),
    "reason": ("reason", "reden", WORD),
    "requests": ("needs", "behoeften", COUNT),
    "seed": ("seed", "seed", WORD),
    "otherwise": ("named otherwise than it was", "anders genoemd dan het was", SHARE),
    "id": ("claim", "bewering", WORD),
    "section": ("section of the source study", "paragraaf van de bronstudie", WORD),
    "claim": ("what it says", "wat zij zegt", WORD),
    "measured": ("what is measured", "wat gemeten wordt", WORD),
    "case": ("case", "geval", WORD),
    "number": ("number", "getal", WORD),
    "verdict": ("verdict", "oordeel", WORD),
    "case_verdict": ("verdict of the case", "oordeel over het geval", WORD),
    "elsewhere": ("elsewhere", "elders", WORD),
    "note": ("how to read it", "hoe het te lezen is", WORD),
    "foreseen": ("foreseen to pass", "voorzien te slagen", WORD),
    "part_en": ("part in English", "deel in het Engels", WORD),
    "part_nl": ("part in Dutch", "deel in het Nederlands", WORD),
    "expected": ("wanted", "gewenst", WORD),
    "region_low": ("lower end of what is wanted", "ondergrens van wat gewenst is", ITSELF),
    "region_high": ("upper end of what is wanted", "bovengrens van wat gewenst is", ITSELF),
    "q2": ("predicted of unseen runs (Q²)", "voorspeld van ongeziene runs (Q²)", OF_VARIANCE),
    "boosted": ("by boosted trees", "door boosting met bomen", OF_VARIANCE),
    "missed": ("missed by the surrogate", "gemist door het surrogaat", OF_VARIANCE),
    "surrogate": ("by the surrogate", "door het surrogaat", OF_VARIANCE),
    "rbd_fast": ("by RBD-FAST", "door RBD-FAST", OF_VARIANCE),
    "by_chance": ("corrected share of chance", "gecorrigeerde kans op toeval", SHARE),
    "matters": ("as large as anybody would care for", "groot genoeg om ertoe te doen", WORD),
    "term": ("term of the source study", "term van de bronstudie", WORD),
    "granted": ("of it by definition", "daarvan per definitie", ITSELF),
    "factors": ("factors in it", "factoren erin", COUNT),
    "first": ("largest of them", "grootste daarvan", WORD),
    "moves": ("gain over the range", "winst over het bereik", CHANGE),
    "who": ("who can change it", "wie het kan veranderen", WORD),
    "levers": ("levers that move it", "maatregelen die het bewegen", WORD),
    "by_definition": ("works by definition", "werkt per definitie", WORD),
    "quantity": ("what the ranges imply", "wat de bereiken inhouden", WORD),
    "unit_of": ("unit", "eenheid", WORD),
    "outside": ("draws outside the plausible interval", "trekkingen erbuiten", SHARE),
    "tables_low": ("lower end, tables uncertain", "ondergrens, tabellen onzeker", ITSELF),
    "tables_high": ("upper end, tables uncertain", "bovengrens, tabellen onzeker", ITSELF),
    "draws": ("draws of the tables", "trekkingen van de tabellen", COUNT),
    "turned": ("draws that turn the sign", "trekkingen die het teken keren", SHARE),
    "holds": ("within what is plausible", "binnen wat aannemelijk is", WORD),
    "equivalence": ("is to be small", "moet klein zijn", WORD),
    "before": ("as it was read before", "zoals het eerder gelezen werd", WORD),
    "detectable": (
        "distance from the bound that so many runs tell in 8 of 10 measurements",
        "afstand tot de grens die zoveel runs in 8 van de 10 metingen tonen",
        ITSELF,
    ),
    "runs_to_tell": ("runs that tell it, were it so", "runs die het tonen, als het zo is", COUNT),
    **{
        f"{kind}{end}": (f"{en}{of_en}", f"{nl}{of_nl}", COUNT if end == "_rank" else ITSELF)
        for kind, en, nl in (("stated", "stated", "genoemd"), ("true", "true", "werkelijk"))
        for end, of_en, of_nl in (
            ("", "", ""),
            ("_low", ", lower end", ", ondergrens"),
            ("_high", ", upper end", ", bovengrens"),
            ("_rank", ", rank", ", rang"),
        )
    },
}
"""Names in both languages, and the unit."""
RANGED = {
    "estimate_": ("estimate with ranges: {name}", "schatting met bereiken: {name}", ITSELF),
    "rank_": ("rank with ranges: {name}", "rang met bereiken: {name}", COUNT),
}
"""Columns that are there once for each set of ranges."""


def column_of(name: str) -> tuple[str, str, str]:
    """Return what a column is called in English and Dutch, and its unit.

    A column that nobody declared is called by its own name, and has no unit.
    """
    for head, (en, nl, unit) in RANGED.items():
        if name.startswith(head):
            ranges = name.removeprefix(head)
            return en.format(name=ranges), nl.format(name=ranges), unit
    return COLUMNS.get(name, (name, name, WORD))


def described(
    tables: Mapping[str, pd.DataFrame], units: Mapping[str, str] | None = None
) -> dict[str, pd.DataFrame]:
    """Return tables that say of each column what it is called, and in which unit it is.

    It stands in ``table.attrs["columns"]``: by column ``en``, ``nl`` and ``unit``.

    Args:
        tables: Tidy frames by name.
        units: The unit of what a table estimates, by its name; that of the outcome elsewhere.
    """
    found = {}
    for name, table in tables.items():
        unit = (units or {}).get(name, OF_TABLES.get(name, OUTCOME))
        found[name] = table.copy(deep=False)
        columns = {str(column): column_of(str(column)) for column in table.columns}
        found[name].attrs["columns"] = {
            column: {"en": en, "nl": nl, "unit": _unit(name, column, of, unit)}
            for column, (en, nl, of) in columns.items()
        }
    return found


def _unit(table: str, column: str, declared: str, of_table: str) -> str:
    if column.startswith("conditions."):
        return OF_FACTOR
    if table in NAMED_AFTER and column not in COLUMNS:
        return NAMED_AFTER[table]
    if declared != ITSELF:
        return declared
    return CHANGE if column in CHANGES and of_table == OUTCOME else of_table


def headed(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return a table with its columns called by their names in a language."""
    return table.rename(columns=lambda name: column_of(str(name))[language == "nl"])
