"""What the page is handed of the verbs: how it asks them, in their own words."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bijstand.command_line.study import do_study

if TYPE_CHECKING:
    from bijstand.page.work.asking import Asking
    from experiments.study.study import Study

ASKED = ("compare", "robust", "run", "sensitivity", "voi")
"""The verbs whose answers the page shows."""


def asking(world: str | None = None) -> Asking:
    """Return the verbs as the page asks them.

    Args:
        world: The folder of the world in which all is run; None for the Netherlands.
    """
    from bijstand.page.work.asking import Asking

    verbs = {n: import_module(f"bijstand.verbs.study.{n}").VERB for n in ASKED}
    return Asking(verbs, _study, () if world is None else (f"world.path={world}",))


def _study(job: Any) -> Study:
    return do_study(job.study, False)
