"""What was chosen and lies outside the days that are run."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.words.readers import for_readers
from bijstand.page.case.choices import Choices
from experiments.study.notes import grouped
from sim.setting.scenarios.scenario import load_scenario
from sim.setting.scenarios.unseen import unseen


def unseen_in(settings: Iterable[Choices], language: str) -> list[str]:
    """Return a line for all that lies outside the days that are run, each once.

    Args:
        settings: What was chosen.
        language: "en" or "nl".
    """
    lines = [
        line
        for chosen in settings
        for line in unseen(
            load_scenario(chosen.scenario),
            chosen.days,
            chosen.warm_up_days,
            {**chosen.the_theory.conditions, **chosen.conditions},
        )
    ]
    told = grouped(dict.fromkeys(lines))
    return [for_readers(line.in_language(language), language) for line in told]
