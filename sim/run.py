"""One call, one run: ``simulate``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.clock import run_clock
from sim.conditions import Conditions
from sim.measures import measures
from sim.measures.references import reference_outcomes
from sim.process.now.snapshot import refuse_no_course
from sim.setting.policies.policy import Policy
from sim.setting.scenarios.scenario import Scenario
from sim.setting.setting import Setting, draw_tape, resolve
from sim.setting.start import start
from sim.setting.theories.theory import Theory
from sim.world import World


@dataclass(frozen=True, eq=False)
class Run:
    """What came of one run.

    Attributes:
        setting: What was run.
        seed: With which luck.
        state: The state at the horizon, with the whole log.
        snapshots: The state at the end of each day; empty where ``daily`` was off.
        references: Whether outcomes that take paired runs are among the outcomes.
    """

    setting: Setting
    seed: int
    state: Any
    snapshots: Any
    references: bool = False

    @cached_property
    def outcomes(self) -> dict[str, float]:
        """A number per outcome (see ``sim.outcomes``); NaN where it does not exist."""
        found = measures.outcomes(self.state, self.setting)
        if self.references:
            found |= reference_outcomes(self.state, self.setting, self.seed, found)
        return found

    def offered(self) -> npt.NDArray[np.float64]:
        """The share of the gap that was offered to each incident of the tape, reading by reading.

        The run is repeated to write them down. Given back as ``simulate(..., offered=…)`` they
        give the same run to the last bit; given to another world on the same tape they put this
        run's offers in the place of that world's own (a transplant).

        Returns:
            Incidents of the tape (those of the warm-up too) x readings. A reading that did not
            happen is as the one before it; a row without any (no gap, no partner) is NaN.
        """
        state = self.state
        if len(state.offers) == 0:
            tape = draw_tape(self.setting, self.seed)
            unknown = np.full(len(tape.incidents), np.nan)
            state, _ = run_clock(start(self.setting, tape, unknown), daily=False)
        shares = np.array(state.offers)
        for reading in range(1, shares.shape[1]):
            missing = np.isnan(shares[:, reading])
            shares[missing, reading] = shares[missing, reading - 1]
        return shares

    @cached_property
    def requests(self) -> pd.DataFrame:
        """A row per incident after the warm-up."""
        return measures.requests_table(self.state, self.setting)

    @cached_property
    def daily(self) -> pd.DataFrame:
        """A row per day after the warm-up.

        Raises:
            UserError: If the run kept no daily course.
        """
        refuse_no_course(self.snapshots)
        return measures.daily_table(self.state, self.snapshots, self.setting)


def simulate(
    scenario: str | Scenario = "baseline",
    policy: str | Policy = "none",
    theory: str | Mapping[str, str] | Theory = "figure_2",
    conditions: Mapping[str, float] | Conditions | None = None,
    seed: int = 1,
    days: int = 730,
    warm_up_days: int = 180,
    world: World | str | Path | None = None,
    daily: bool = True,
    ideal: str | Sequence[str] = (),
    offered: npt.ArrayLike | None = None,
    references: bool = False,
    start_date: date | str | None = None,
) -> Run:
    """Simulate the collaboration once.

    The same call with the same seed gives the same numbers to the last bit; another policy,
    theory or condition with the same seed meets the same incidents with the same luck.

    Args:
        scenario: A name from ``conf/scenario``, or several joined with ``+``.
        policy: A name from ``conf/policy``, or several joined with ``+``; each lever may have a
            strength and a time, as "liaisons*0.5@180..540" (see ``sim.setting.policies.pulled``).
        theory: A name from ``conf/theory``, or a mapping of switches.
        conditions: Values for declared conditions; the rest stays at its default.
        seed: A whole number of 0 or more.
        days: Days that are measured.
        warm_up_days: Days before them, which leave no trace in the tables.
        world: A folder with the five files of a world; None is the Netherlands.
        daily: Whether to keep the daily course (a little slower).
        ideal: Which gates are idealised: "want", "can", "may", "present", "alone", any of them
            together (see ``sim.setting.theories.ideal``).
        offered: Shares of the gap that are offered instead of what E11 gives, a row per incident
            of the tape, from ``Run.offered`` of another run on the same tape; NaN: E11.
        references: Whether to run the paired runs that some outcomes take, on the same tape:
            without friction, without support, and without the scenario's crisis (two or three
            runs more).
        start_date: The date of the first measured day, as "2026-01-01": levers may then be pulled
            from one date up to another, legal bases are in force from theirs on, and the daily
            course and the log have dates.

    Returns:
        Outcomes, the log of requests, and the daily course.

    Raises:
        UserError: For any name or value that is not allowed; the message is one line.
    """
    setting = resolve(
        scenario, policy, theory, conditions, days, warm_up_days, world, ideal, start_date
    )
    return run_setting(setting, seed, daily, offered, references)


def run_setting(
    setting: Setting,
    seed: int,
    daily: bool = False,
    offered: npt.ArrayLike | None = None,
    references: bool = False,
) -> Run:
    """Run a setting that is ready with one seed; many runs of a setting share its tables."""
    setting = setting.of_seed(seed)
    state, snapshots = run_clock(start(setting, draw_tape(setting, seed), offered), daily)
    return Run(setting, int(seed), state, snapshots, references)
