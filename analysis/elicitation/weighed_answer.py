"""The answer of asking officials how they weigh: the form and its power, or the rules' weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis.elicitation.answers import provenance_of
from analysis.elicitation.checked import CODE, FORM, SHEET
from analysis.elicitation.forms.form import blank_table, weighing_form
from analysis.elicitation.weighing.designed import power_of, random_design
from analysis.elicitation.weighing.officials import (
    COLUMNS,
    ITEM,
    Panel,
    Weighed,
    belief_of_rules,
    panel_of,
    read_weighing,
    rules_table,
    weighed,
)
from analysis.elicitation.weighing.vignettes import (
    Vignette,
    places_of,
    read_vignettes,
    vignettes_digest,
    wordings,
)
from analysis.elicitation.weighing.words import (
    power_grid,
    power_sentences,
    rules_grid,
    weighing_sentences,
)
from analysis.stored.answer import Answer
from analysis.stored.stored import Stored
from experiments.design.belief import BELIEF
from sim.reading import read_table
from sim.words import LANGUAGES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from analysis.stored.grid import Grid

KIND = "weighing"
SIZES = (4, 8, 12)
"""Of how many officials the power is told beforehand."""

RANDOM_SEED = 1
DESIGNED, BY_LOT = "designed", "by lot"


def weighing_answer(stored: Stored, file: str) -> Answer:
    """Work out what the form asks and can tell, or what the answers come to.

    Args:
        stored: The folder.
        file: The name of the file of answers in it.

    Returns:
        The answer. Before there are answers: the tables "requests" and "power" (how often made
        panels would be told rightly, with these vignettes and with some by lot), the forms as
        files. After: the tables "rules", "drivers" and "requests", the figure "belief", and the
        belief as a file where there is one.
    """
    vignettes = read_vignettes()
    answers = stored.folder / file
    if not answers.exists():
        return _forms(stored, vignettes)
    rows = read_weighing([read_table(answers, answers.name, SHEET)], vignettes_digest())
    panel = panel_of(rows, vignettes)
    found = weighed(panel, int(stored.option("draws")))
    return _weighed(stored, vignettes, rows, panel, found)


def _forms(stored: Stored, vignettes: Sequence[Vignette]) -> Answer:
    main = places_of(tuple(each for each in vignettes if each.part == "main"))
    sets = int(stored.option("power_sets"))
    power = pd.concat(
        [
            power_of(places, sizes, sets).assign(design=name)
            for name, places, sizes in (
                (DESIGNED, main, SIZES),
                (BY_LOT, random_design(RANDOM_SEED), SIZES[-1:]),
            )
        ],
        ignore_index=True,
    )
    files = {}
    for language in LANGUAGES:
        files[f"form-weighing-{language}.html"] = weighing_form(vignettes, language).encode()
        files[f"typed-weighing-{language}.csv"] = _blank(vignettes, language).encode()
    return Answer(
        stored,
        lambda language: power_sentences(power, len(vignettes), stored.folder, language),
        {"requests": _requests(vignettes), "power": power},
        {},
        files=files,
        grids=lambda language, _narrow: [power_grid(power, language)],
    )


def _weighed(
    stored: Stored,
    vignettes: Sequence[Vignette],
    rows: pd.DataFrame,
    panel: Panel,
    found: Weighed,
) -> Answer:
    provenance = {
        **provenance_of(rows, KIND, vignettes_digest()),
        "side": "provider",
        "rules": dict(found.rules),
        "draws": int(stored.option("draws")),
    }
    belief = belief_of_rules(found, provenance).to_json().encode()
    rules = rules_table(found)
    main = [each.item for each in vignettes if each.part == "main"]
    requests = pd.DataFrame({"item": main, "yes": found.answered, "expected": found.predicted})

    def draw(language: str) -> Figure:
        from analysis.elicitation.figures import weighing_figure  # noqa: PLC0415 - slow to import

        return weighing_figure(rules, found.drivers, language)

    def grids(language: str, _narrow: bool) -> Sequence[Grid]:
        return [rules_grid(rules, language)]

    return Answer(
        stored,
        lambda language: weighing_sentences(found, panel, stored.folder, language),
        {"rules": rules, "drivers": found.drivers, "requests": requests},
        {"belief": draw},
        files={BELIEF: belief} if found.holds else {},
        units={"rules": "share", "drivers": "of the factor", "requests": "share"},
        grids=grids,
    )


def _requests(vignettes: Sequence[Vignette]) -> pd.DataFrame:
    every = wordings()
    rows = []
    for vignette in vignettes:
        lines = [every[driver][place] for driver, place in enumerate(vignette.places)]
        texts = [" ".join(line.text(language) for line in lines) for language in LANGUAGES]
        rows.append((vignette.item, vignette.part, *texts))
    return pd.DataFrame(rows, columns=["item", "part", *(f"text_{each}" for each in LANGUAGES)])


def _blank(vignettes: Sequence[Vignette], language: str) -> str:
    """Return the table into which paper is typed: wordings, then requests."""
    items = [each.item for of_driver in wordings() for each in of_driver]
    items += [each.item for each in vignettes]
    rows = [{FORM: vignettes_digest(), CODE: "", ITEM: item} for item in items]
    return blank_table(rows, COLUMNS, language)
