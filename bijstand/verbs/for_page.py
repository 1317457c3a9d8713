"""What the page is handed of the verbs: how it asks them, in their own words."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bijstand.command_line.study import do_study

if TYPE_CHECKING:
    from bijstand.page.asking import Asking
    from experiments.study.study import Study

ASKED = ("compare", "robust", "run", "sensitivity", "voi")
"""The verbs whose answers the page shows."""


def asking() -> Asking:
    """Return the verbs as the page asks them."""
    from bijstand.page.asking import Asking

    return Asking({n: import_module(f"bijstand.verbs.{n}").VERB for n in ASKED}, _study)


def _study(job: Any) -> Study:
    return do_study(job.study, False)
