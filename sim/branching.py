"""A Mesa model with an end, that can be copied on its way and goes on to the last bit.

``copy.deepcopy`` branches a run in memory, ``pickle`` keeps it on disk and brings it to another
process. Agents, arrays, random generators and Mesa's event list are copied by Python's own means;
here is what those cannot know.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from copy import deepcopy
from functools import partial
from typing import Any, Self

import mesa
from mesa.experimental.scenarios import Scenario
from mesa.time import Event

from sim.errors import UserError, shown
from sim.outcomes import OUTCOMES
from sim.sources import MODEL
from sim.state.shared import share
from sim.words import Message

_VERSION, _NEXT_EVENT = "version of the model", "number of the next event"


class Given(Scenario):
    """What a model was made of, as Mesa's scenario: ``CollaborationModel(**dict(given))``."""

    def __bool__(self) -> bool:
        """Mesa's controls hand on a scenario that is true as ``scenario=``, here a name."""
        return False


class BranchingModel(mesa.Model):
    """A model that ends at its horizon and can be branched between two events before it.

    Copy and original go on independently of each other, each as an undisturbed run would, to the
    last bit. A copy on disk is a checkpoint that another process can load::

        model = CollaborationModel(scenario="crisis", rng=1)
        model.run_until(300)
        with open("day_300.pickle", "wb") as file:
            pickle.dump(model, file)

        with open("day_300.pickle", "rb") as file:
            branch = pickle.load(file)
        branch.run_model()  # to the horizon: branch.outcomes() are those of the whole run

    Only the code that made a copy can go on with it. As with any pickle, load only files that you
    trust: they can hold code.

    Attributes:
        horizon: The end, in days; no time passes after it.
        running: Whether the horizon is still to come, so that ``run_model`` ends there.
        state: The arrays that handlers write to.
        shared: The same arrays as handlers take them.
        snapshots: The state at the end of each day so far.
        datacollector: The outcomes at the horizon, for ``mesa.batch_run``.
    """

    horizon: float
    state: Any
    shared: Any
    snapshots: Any

    def __init__(self, given: dict[str, Any]) -> None:
        """Begin at time 0; the arguments of the model are kept as Mesa's scenario."""
        super().__init__(rng=given["rng"], scenario=Given(**given))
        self.datacollector = self._at_horizon = mesa.DataCollector(
            {name: partial(_outcome_of, name=name) for name in OUTCOMES}
        )
        self._outcomes: dict[str, float] = {}
        self._amid_events = False

    def outcomes(self) -> dict[str, float]:
        """Return the outcomes so far."""
        raise NotImplementedError

    def _advance_time(self, until: float) -> None:
        """Let time pass, but not beyond the horizon; whatever is called, Mesa comes here.

        Raises:
            UserError: If the model is amid an event, or was stopped there.
        """
        self._refuse_amid_events(Message("run on"))
        if math.isnan(until):
            raise UserError("the time to run until is nan; allowed: a number of days")
        if self.time >= self.horizon:
            return
        until = min(until, self.horizon)
        self._amid_events = until > self.time
        super()._advance_time(until)
        self._amid_events = False
        if self.time >= self.horizon:
            self.running, self._outcomes = False, self.outcomes()
            self._at_horizon.collect(self)

    def _refuse_amid_events(self, what: str) -> None:
        if self._amid_events:
            raise UserError(
                "a model cannot {what} from within an event or a day's step, nor after it was "
                "stopped there: run and copy it between two calls of run_until or step",
                what=what,
            )

    def __copy__(self) -> Self:
        """Copy it whole, for a model and its agents are of one piece."""
        return deepcopy(self)

    def __getstate__(self) -> dict[str, Any]:
        """Return what is copied; who watches this model does not watch its copies."""
        self._refuse_amid_events(Message("be copied"))
        ours: dict[str, Any] = {"shared": None, "subscribers": defaultdict(list)}
        return {**vars(self), **ours, _VERSION: MODEL, _NEXT_EVENT: next(Event._ids)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Go on from a copy.

        Raises:
            UserError: Where the copy was made by another version of the model.
        """
        version, number = state.pop(_VERSION), state.pop(_NEXT_EVENT)
        if version != MODEL:
            raise UserError(
                "this copy of a model was made by version {version} of its code, and here is "
                "'{model}': load it with the code that made it",
                version=shown(version),
                model=MODEL,
            )
        self.__dict__.update(state)
        # Those of a copy may be read-only, or still somebody else's.
        self.state = self.state._make(array.copy() for array in self.state)
        self.snapshots, self.shared = self.snapshots.copy(), share(self.state)
        # Of events at one time Mesa takes the lower number first, and each process counts from 0: a
        # new event must not come before those that came with the copy.
        Event._ids = itertools.count(max(number, next(Event._ids)))


def _outcome_of(model: BranchingModel, name: str) -> float:
    return model._outcomes.get(name, math.nan)
