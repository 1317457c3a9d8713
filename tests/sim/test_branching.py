"""A copy of a running model goes on as an undisturbed run, to the last bit, and on its own."""

from __future__ import annotations

import copy
import inspect
import math
import pickle
import subprocess
import sys
import textwrap
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import cloudpickle
import mesa
import numpy as np
import pytest

from sim import branching
from sim.agents import MilitaryUnit
from sim.errors import UserError
from sim.model import CollaborationModel, Happening

RUN: dict[str, Any] = {"scenario": "flood", "days": 60, "warm_up_days": 10, "rng": 3}
HORIZON = 70.0
GO_ON = """
import pickle, sys
from mesa.time import Event
with open(sys.argv[1], "rb") as file:
    model = pickle.load(file)
waiting = [event.unique_id for event in model._event_list._events]
assert next(Event._ids) > max(waiting), "what is posted here would come before what waits"
model.run_model()
with open(sys.argv[1], "wb") as file:
    pickle.dump(model, file)
"""


class Moody(MilitaryUnit):
    """A unit with a memory and with luck of its own."""

    asked = 0

    def willingness_to_give(self, incident: int) -> float:
        self.asked += 1
        mood = self.random.random() if self.asked % 2 else self.rng.random()
        return super().willingness_to_give(incident) * mood


def make(**more: Any) -> CollaborationModel:
    return CollaborationModel(**RUN, **more)


def state_of(model: CollaborationModel) -> str:
    """Return all that a run comes to, every bit of it."""
    state, assigned = model.state, int(model.state.now[0].assignments)
    changed = (state.units, state.pairs, state.queues, state.requests, state.now)
    arrays = [array.tolist() for array in (*changed, state.assignments[:assigned])]
    numbers = [float(value).hex() for value in model.outcomes().values()]
    memories = [agent.asked for agent in model.units if isinstance(agent, Moody)]
    return repr((arrays, numbers, memories, model.snapshots.tolist(), model.steps))


@cache
def undisturbed(moody: bool) -> str:
    model = make(agent_classes={"defensie": Moody} if moody else None)
    model.run_model()
    return state_of(model)


def out_of_band(model: CollaborationModel) -> CollaborationModel:
    """Pickle it so that the arrays of the original are handed over themselves."""
    buffers: list[pickle.PickleBuffer] = []
    data = pickle.dumps(model, 5, buffer_callback=buffers.append)
    return pickle.loads(data, buffers=buffers)


def read_only(model: CollaborationModel) -> CollaborationModel:
    buffers: list[pickle.PickleBuffer] = []
    data = pickle.dumps(model, 5, buffer_callback=buffers.append)
    return pickle.loads(data, buffers=[bytes(buffer.raw()) for buffer in buffers])


WAYS: dict[str, Callable[[CollaborationModel], CollaborationModel]] = {
    "copy.copy": copy.copy,
    "copy.deepcopy": copy.deepcopy,
    "pickle": lambda model: pickle.loads(pickle.dumps(model)),
    "pickle of protocol 2": lambda model: pickle.loads(pickle.dumps(model, 2)),
    "cloudpickle": lambda model: cloudpickle.loads(cloudpickle.dumps(model)),
    "pickle with buffers": out_of_band,
    "pickle with read-only buffers": read_only,
    "by a unit": lambda model: copy.copy(model.units[3]).model,
    "by a desk": lambda model: pickle.loads(pickle.dumps(model.desks[0])).model,
    "by the agents": lambda model: copy.deepcopy(model.agents)[0].model,
    "by Mesa's scenario": lambda model: pickle.loads(pickle.dumps(model.scenario)).model,
    "by a callback": lambda model: copy.deepcopy(model.step).__self__,
}
# Before the first event, in the middle of a day, at a day, at the horizon.
MOMENTS = (0.0, 33.37, 50.0, HORIZON)


def until(moment: float, **more: Any) -> CollaborationModel:
    model = make(**more)
    if moment > 0.0:
        model.run_until(moment)
    return model


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("way", WAYS)
def test_copy_and_original_go_on_as_if_nothing_had_been(way: str, moment: float) -> None:
    """They take turns, so that what they shared would show."""
    model = until(moment)
    made = WAYS[way](model)
    assert type(made) is CollaborationModel and made is not model
    assert all(agent.model is made for agent in made.agents)
    for one, other in zip(model.state, made.state, strict=True):
        assert not np.shares_memory(one, other)
    for day in range(int(moment) + 1, int(HORIZON) + 1):
        model.run_until(day)
        made.run_until(day)
    assert state_of(made) == undisturbed(False)
    assert state_of(model) == undisturbed(False)


@pytest.mark.parametrize("moment", [0.0, 33.37])
def test_a_copy_on_disk_goes_on_in_another_process(moment: float, tmp_path: Path) -> None:
    """Mesa counts events from 0 in each process, and takes the lower of equal times first."""
    model, file = until(moment), tmp_path / "checkpoint.pickle"
    file.write_bytes(pickle.dumps(model))
    subprocess.run([sys.executable, "-c", GO_ON, str(file)], check=True)
    assert state_of(pickle.loads(file.read_bytes())) == undisturbed(False)


@pytest.mark.parametrize("way", ["copy.deepcopy", "pickle", "pickle with buffers"])
def test_subclasses_keep_their_memory_and_their_luck(way: str) -> None:
    model = until(33.37, agent_classes={"defensie": Moody})
    made = WAYS[way](model)
    for one in (made, model):
        one.run_model()
        assert state_of(one) == undisturbed(True) != undisturbed(False)


def test_a_copy_of_a_copy() -> None:
    model = make()
    for moment in (10.2, 20.0, 55.5):
        model.run_until(moment)
        model = copy.deepcopy(pickle.loads(pickle.dumps(model)))
    model.run_model()
    assert state_of(model) == undisturbed(False)


def test_a_branch_may_take_another_way() -> None:
    model = until(30.0)
    branch = copy.deepcopy(model)
    branch.state.units["busy"] = 1e6
    for one in (branch, model):
        one.run_model()
    assert state_of(model) == undisturbed(False)
    assert branch.outcomes()["gap_closed"] < model.outcomes()["gap_closed"]


def test_right_after_arrays_grew() -> None:
    """Arrays with next to no room grow on the way; each time a copy carries the run on."""
    model, grown = make(), 0
    now = model.state.now[0]
    model.state = model.state._replace(
        assignments=model.state.assignments[: now.assignments + 1].copy(),
        pairs=model.state.pairs[: now.pairs + 1].copy(),
    )
    model.shared = branching.share(model.state)
    while model.running:
        before = model.state
        model.run_for(0.01)
        if model.state is not before:
            grown, model = grown + 1, copy.deepcopy(model)
    assert grown > 2
    assert repr(model.outcomes()) == repr(undisturbed_outcomes())


@cache
def undisturbed_outcomes() -> dict[str, float]:
    return until(HORIZON).outcomes()


class CopiedAmidEvents(CollaborationModel):
    """A model that is copied where a copy would lack the rest of an event."""

    def happen(self, happening: Happening) -> None:
        if self.time > 5.0:
            copy.deepcopy(self)
        super().happen(happening)


class CopiedInStep(CollaborationModel):
    def step(self) -> None:
        super().step()
        pickle.dumps(self)


@pytest.mark.parametrize("of", [CopiedAmidEvents, CopiedInStep])
def test_amid_an_event_a_copy_is_refused(of: type[CollaborationModel]) -> None:
    with pytest.raises(UserError, match="a model cannot be copied from within an event"):
        of(**RUN).run_until(10)


def test_a_model_that_was_stopped_amid_an_event_does_not_go_on() -> None:
    """What was left of the event is lost: the numbers would be wrong."""

    class Stopped(CollaborationModel):
        def happen(self, happening: Happening) -> None:
            if self.time > 5.0:
                raise KeyboardInterrupt
            super().happen(happening)

    model = Stopped(**RUN)
    with pytest.raises(KeyboardInterrupt):
        model.run_until(10)
    for go_on in (
        model.step,
        model.run_model,
        lambda: model.run_until(20),
        lambda: copy.copy(model),
    ):
        with pytest.raises(UserError, match="after it was stopped there"):
            go_on()


def test_a_copy_of_another_version_of_the_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pickle.dumps(make())
    monkeypatch.setattr("sim.branching.MODEL", "0123456789abcdef")
    with pytest.raises(UserError, match="load it with the code that made it"):
        pickle.loads(data)


def test_who_watches_a_model_does_not_watch_its_copies() -> None:
    seen: list[float] = []

    def watch(message: Any) -> None:
        seen.append(message.additional_kwargs["new"])

    model = make()
    model.observe("time", mesa.experimental.mesa_signals.ObservableSignals.CHANGED, watch)
    made = copy.deepcopy(model)
    made.run_until(3.0)
    assert seen == []
    model.run_until(3.0)
    assert math.isclose(max(seen), 3.0)


def test_the_documented_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    example = (inspect.getdoc(branching.BranchingModel) or "").split("::\n\n")[1]
    code = textwrap.dedent(example.split("\n\nOnly")[0])
    names: dict[str, Any] = {"pickle": pickle, "CollaborationModel": CollaborationModel}
    exec(code, names)
    names["model"].run_model()
    assert state_of(names["branch"]) == state_of(names["model"])
