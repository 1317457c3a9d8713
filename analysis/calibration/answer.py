"""The answer of a calibration: what the evidence leaves, given these statistics."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from analysis.calibration.findings import Findings
from analysis.calibration.grids import grids
from analysis.calibration.held import belief_of
from analysis.calibration.made import made_sets
from analysis.calibration.weighing.kept import FILE, kept, kept_in
from analysis.calibration.weighing.posterior import Posterior
from analysis.calibration.weighing.proposed import (
    NAME,
    SEEDS,
    beside,
    proposal,
    settings_design,
)
from analysis.calibration.weighing.waves import calibrated, weighed_again
from analysis.calibration.words import sentences
from analysis.plausible.targets import load_targets, targets_of
from analysis.stored.answer import Answer
from analysis.stored.stored import Stored
from experiments.design import Design
from experiments.design.belief import BELIEF
from experiments.design.factors import DUMMY
from experiments.design.seeds import Seeds
from experiments.study.companion import open_companion
from experiments.study.study import Study

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from analysis.stored.grid import Grid

Further = Callable[[str, Design, Seeds], Study]
"""Gives a study beside the first, by name, design and seeds: runs it, or reads what is stored."""


def answer(stored: Stored, further: Further | None = None) -> Answer:
    """Work out what a finished study of ``bijstand calibrate`` says.

    Args:
        stored: The study of the first wave, with those of the further waves beside it.
        further: Gives the studies beside it; None reads what is stored.

    Returns:
        The answer, with the tables "theories" (the weight of each answer to each open question),
        "moved" (conditions and cells, prior beside posterior), "figures" (what the draws give of
        each figure), "settings" (distances of the default and of a proposal), "confusion" (which
        answers made data would name), "evenness" (of ranks of the truth) and "waves"; the figures
        "theories", "moved" and "seen"; and the belief as a file. Where the draws are worth too few,
        only "figures" of the prior, "waves" and "settings".

    Raises:
        UserError: Where a further wave was not run.
    """
    # What was run beside it must be what follows from it now: else its weights would be others'.
    get = further or partial(open_companion, stored.study)
    found = _findings(stored, get, kept_in(stored) if further is None else None)
    posterior = found.posterior
    tables = {"waves": posterior.draws.steps, "settings": found.beside.distances}
    if posterior.tells:
        tables = {
            "theories": posterior.theories,
            "moved": posterior.moved,
            "figures": posterior.figures,
            **tables,
            "confusion": found.made.confusion(),
            "evenness": found.made.evenness(),
        }
    world = stored.frame.setting({}).world
    provenance = {
        "verb": "calibrate",
        "targets": stored.option("targets") or targets_of(world),
        "setting": stored.frame.point({}).label,
        "given": "these statistics, and no others",
    }

    def draw(name: str) -> Callable[[str], Figure]:
        def drawn(language: str) -> Figure:
            from analysis.calibration import figures  # noqa: PLC0415 - slow to import

            made: Figure = getattr(figures, f"{name}_figure")(found, language)
            return made

        return drawn

    def shown(language: str, _narrow: bool) -> Sequence[Grid]:
        return grids(found, language)

    return Answer(
        stored,
        lambda language: sentences(found, stored.folder, language),
        tables,
        {name: draw(name) for name in ("theories", "moved", "seen") if posterior.tells},
        files={
            FILE: kept(posterior.draws, found.beside),
            **(
                {BELIEF: belief_of(posterior, world, provenance).to_json().encode()}
                if posterior.tells
                else {}
            ),
        },
        units={
            "theories": "share",
            "moved": "of the factor",
            "figures": "of the figure",
            "settings": "standard deviations",
        },
        parts={"findings": found},
        grids=shown,
    )


def _findings(stored: Stored, get: Further, told: Mapping[str, Any] | None) -> Findings:
    frame = stored.frame
    first = int(stored.configuration["run"]["first_seed"])
    of_waves = Seeds(int(stored.option("seeds", 1)), first, "base_row")
    of_settings = Seeds(SEEDS, first, "same")
    targets, _ = load_targets(frame.setting({}).world, stored.option("targets"))
    if told is None:
        draws = calibrated(
            stored.study,
            targets,
            frame.days,
            int(stored.option("waves", 1)),
            int(stored.option("movers", 1)),
            float(stored.option("effective", 1)),
            lambda name, design: get(name, design, of_waves),
        )
    else:
        opened = partial(open_companion, stored.study)
        draws = weighed_again(stored.study, targets, frame.days, told, opened)
    posterior = Posterior(draws)
    if told is None and posterior.tells:
        wanted = proposal(posterior, frame.point({}).theory.answers)
    else:
        wanted = dict(told["proposed"]) if told else {}
    seen = get(NAME, settings_design(wanted), of_settings).kept()
    numbers = [name for name in draws.movers if not name.startswith("theory.")]
    ranked = [name for name in (*numbers, DUMMY) if name in draws.table]
    made = made_sets(draws, int(stored.option("made", 1)), ranked)
    return Findings(posterior, made, beside(posterior, wanted, seen, of_waves.count), targets)
