"""What the policies of studies cost, as one table: persons and euro."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.report.texts import TEXTS
from analysis.stored.grid import Grid
from analysis.stored.stored import Stored
from analysis.words.costs import million_euro, persons_away
from analysis.words.phrases import phrase
from experiments.design.point import NO_POLICY, name_in_words
from sim.setting.policies.policy import Cost


def costs_grid(stored: Sequence[Stored], language: str) -> Grid | None:
    """Return persons and euro of every policy that studies ran; None where they ran none."""
    costs: dict[str, Cost] = {}
    for each in stored:
        choices = each.configuration.get("choices")
        if not choices:
            continue
        table = each.study.design().table
        names = map(str, table["policy"]) if "policy" in table else [choices["policy"]]
        for name in dict.fromkeys(names):
            if name not in costs and name != NO_POLICY:
                costs[name] = each.frame.cost(name)
    if not costs:
        return None
    rows = [
        [
            name_in_words("policy", name, language),
            persons_away(cost, language),
            million_euro(cost, language),
        ]
        for name, cost in costs.items()
    ]
    columns = [phrase(TEXTS, key, language) for key in ("persons", "euro")]
    note = phrase(TEXTS, "costs_note", language)
    return Grid(phrase(TEXTS, "policy", language), columns, rows, note=note)
