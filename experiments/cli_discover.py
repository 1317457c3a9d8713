"""``bijstand discover``: under which conditions does the collaboration fail?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.cli_options import keys_text
from experiments.cli_study import OPTIONS, do_study, refuse_nothing_finished, run_verb
from sim.errors import UserError

if TYPE_CHECKING:
    from experiments.questions import Question
    from experiments.study_settings import StudyJob

HELP = """\
bijstand discover: under which conditions does the collaboration fail

Runs points spread over all declared conditions and switches (or design.factors=), each on several
seeds, calls a point failed where its mean lies on the wrong side of a threshold, and looks with
PRIM for the box of at most four conditions in which failures are dense. A third of the points is
held out, and the box is judged on those; resamples of the points show which of its limits hold.

usage: bijstand discover [key=value …] [options]

keys and defaults
{keys}

options
{options}

examples
  bijstand discover
  bijstand discover discover.threshold=0.3 design.points=2000
  bijstand discover scenario=crisis discover.outcome=on_time_share language=nl
  bijstand discover within=outputs/plausible/mine
"""


@dataclass(frozen=True, slots=True)
class DiscoverJob:
    """What one call of the verb does."""

    study: StudyJob
    question: Question
    outcome: str

    @property
    def name(self) -> str | None:
        """The name that the user gave to the results."""
        return self.study.name

    @property
    def place(self) -> Path:
        """The folder of the results."""
        return self.study.place


def help_text() -> str:
    """Return what ``--help`` shows."""
    return HELP.format(keys=keys_text("discover"), options=OPTIONS)


def run(arguments: Sequence[str]) -> int:
    """Run the verb.

    Args:
        arguments: The words after the verb.

    Returns:
        The exit status.

    Raises:
        UserError: For what the user did wrong.
    """
    return run_verb("discover", arguments, _read, _act)


def _read(words: Sequence[str]) -> DiscoverJob:
    from experiments.plausible_set import design_within
    from experiments.questions import ask, declared_in, with_sizes
    from experiments.seeds import seeds_for
    from experiments.study_settings import design_in, frame_in

    sized = with_sizes(words, "lhs", declared_in("discover")["points"])
    question = ask(sized, "discover")
    outcome, content = question.outcome(), question.composed.content
    threshold, worst = question.number("threshold"), question.number("worst")
    if threshold is None and (worst is None or not 0 < worst < 1):
        raise UserError(f"discover.worst is {worst}; allowed: a share between 0 and 1")
    if content["within"] is not None:
        design = design_within(content["within"])
    else:
        design = design_in(question.composed, frame_in(question.composed, question.point))
    first = question.composed.content["run"]["first_seed"]
    seeds = seeds_for(design.kind, question.whole("seeds"), first, "base_row")
    decisive = {"outcome": outcome, "threshold": threshold, "worst": worst}
    return DiscoverJob(question.job(design, seeds, decisive), question, outcome)


def _act(job: DiscoverJob, fail_fast: bool) -> int:
    import numpy as np

    from analysis.discovery import columns_of, discover
    from analysis.discovery_text import failing, sentences
    from analysis.figures.discovery import box_figure
    from analysis.robustness import LOWER_IS_BETTER
    from analysis.sensitivity.sample import outcome_values
    from experiments.cli_answer import tell

    study = do_study(job.study, fail_fast)
    refuse_nothing_finished(study)
    design = study.design()
    values = outcome_values(study.runs(), job.outcome, design.table["point"].to_numpy())
    below = job.outcome not in LOWER_IS_BETTER
    threshold = job.question.number("threshold")
    if threshold is None:
        worst = job.question.number("worst") or 0.0
        threshold = float(np.quantile(values, worst if below else 1 - worst))
    failed = values < threshold if below else values > threshold
    words = {factor.name: factor.words for factor in design.factors if factor.words}
    table = columns_of(design.table[[factor.name for factor in design.factors]], words)
    box = discover(table, failed)
    language = job.study.language
    what = failing(job.outcome, threshold, below, language)
    figures: dict[str, Callable[[], Any]] = {"box": lambda: box_figure(box, what, language)}
    return tell(job.study, study, sentences(box, what, language), box.tables, figures)
