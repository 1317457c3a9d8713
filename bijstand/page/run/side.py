"""A setting on the page: its model, set up in turns, and where its units are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bijstand.page.budgets import refuse_too_large
from bijstand.page.case.choices import Choices
from bijstand.page.run.places import Atlas, atlas_of
from bijstand.page.run.watched import WatchedModel
from bijstand.page.work.turns import Worker
from sim.world import World


@dataclass(frozen=True, slots=True)
class Side:
    """A setting, the model that runs it, and where its units are drawn."""

    choices: Choices
    model: WatchedModel
    atlas: Atlas


class Past(Exception):
    """What is being set up is wanted no more."""


def _never() -> bool:
    return False


def build(
    choices: Choices, world: World, worker: Worker, is_past: Callable[[], bool] = _never
) -> Side:
    """Set up the model of a setting and run its warm-up, a turn for each day.

    Args:
        choices: The setting.
        world: The world in which it runs.
        worker: Who works for it.
        is_past: Says whether it is wanted no more.

    Raises:
        UserError: For choices that do not go together, and for more than a page does.
        Past: Where it is wanted no more.
    """
    refuse_too_large(choices.days, choices.warm_up_days, len(world.units))
    with worker.turn():
        model = WatchedModel(rng=choices.seed, world=world, **choices.arguments())
    for day in range(1, choices.warm_up_days + 1):
        if is_past():
            raise Past
        with worker.turn():
            model.run_until(float(day))
    return Side(choices, model, atlas_of(model.setting.world))


def build_all(
    drafts: Sequence[Choices],
    world: World,
    worker: Worker,
    is_past: Callable[[], bool] = _never,
) -> list[Side]:
    """Set up settings side by side, on the seed and the days of the first.

    Raises:
        UserError: As ``build``.
        Past: As ``build``.
    """
    first = drafts[0]
    alike = [
        replace(draft, seed=first.seed, days=first.days, warm_up_days=first.warm_up_days)
        for draft in drafts
    ]
    return [build(draft, world, worker, is_past) for draft in alike]
