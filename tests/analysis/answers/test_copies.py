"""Copies of public objects do what the originals do, however they are made."""

from __future__ import annotations

import copy
import importlib
import inspect
import pickle
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import cloudpickle
import numpy as np
import pandas as pd
import pytest

import analysis
import experiments
import sim
from analysis.claims.declare import CHANGE, Contrast
from experiments.design.frame import Frame
from experiments.design.seeds import Seeds, seeds_for
from experiments.study.study import Study, open_study, run_study
from sim import Conditions, UserError, load_world, simulate
from sim.batches.many import Batch, run_many
from sim.batches.ready import make_ready
from sim.clock import run_clock
from sim.measures.measures import outcomes_of
from sim.measures.tally import SUMS, tally
from sim.process.now import readings
from sim.rules import able
from sim.setting.policies.policy import load_policy
from sim.setting.scenarios.scenario import load_scenario
from sim.setting.setting import Setting, draw_tape, resolve
from sim.setting.start import start
from sim.setting.theories.theory import load_theory
from sim.state.shared import share
from tests.made.studies import SHORT, small_design

WAYS: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda one: pickle.loads(pickle.dumps(one)),
    "cloudpickle": lambda one: cloudpickle.loads(cloudpickle.dumps(one)),
}
DAYS: dict[str, Any] = {"days": 20, "warm_up_days": 5}


def setting() -> Setting:
    return resolve("flood", "mit", **DAYS)


def of_setting(given: Setting) -> Any:
    return run_many(given, [1, 2])


def of_state(state: Any) -> Any:
    """Run a state on a fresh copy of what a run writes, for the same one is asked again."""
    return run_clock(copy.deepcopy(state), daily=True)[1].tolist()


def of_shared(shared: Any) -> Any:
    """Ask compiled code, which follows the address."""
    found, ends = np.zeros(1, SUMS).view(np.recarray), np.zeros((1, 64), np.int64)
    tally(shared, 5, 20, np.empty((0, 2)), found[0], ends[0])
    return found.tolist(), ends.tolist(), [readings.strength_of(shared, unit) for unit in range(9)]


def used_batch() -> Batch:
    batch = Batch()
    batch.sums(make_ready(setting(), [5]))
    return batch


def of_batch(batch: Batch) -> Any:
    return outcomes_of(*batch.sums(make_ready(setting(), [1, 2]))[:2], 20)


def of_run(run: sim.Run) -> Any:
    return run.outcomes, run.requests, run.daily, run.offered()


def of_study(study: Study) -> Any:
    return study.runs(), study.design().table, study.manifest


# What is copied, and what it does.
OBJECTS: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
    "Run": (lambda: simulate("flood", **DAYS), of_run),
    "Run that was read": (lambda: (run := simulate(**DAYS), of_run(run))[0], of_run),
    "World": (load_world, lambda world: run_many(resolve(world=world, **DAYS), [1])),
    "Conditions": (
        lambda: Conditions({"trust_start": 0.7, "crisis_size": 10.0}, limits="possible"),
        lambda conditions: (
            run_many(resolve(conditions=conditions, **DAYS), [1]),
            dict(conditions),
            conditions.limits,
            conditions.to_records().tolist(),
        ),
    ),
    "Theory": (
        lambda: load_theory({"trust": "driver"}),
        lambda theory: (run_many(resolve(theory=theory, **DAYS), [1]), theory.choices),
    ),
    "Scenario": (
        lambda: load_scenario("flood+riots"),
        lambda scenario: run_many(resolve(scenario, **DAYS), [1]),
    ),
    "Policy": (
        lambda: load_policy("mit+liaisons"),
        lambda policy: run_many(resolve(policy=policy, **DAYS), [1]),
    ),
    "Setting": (setting, of_setting),
    "Setting that was used": (lambda: (s := setting(), of_setting(s))[0], of_setting),
    "Tape": (lambda: draw_tape(setting(), 3), lambda tape: of_state(start(setting(), tape))),
    "State": (lambda: start(setting(), draw_tape(setting(), 3)), of_state),
    "SharedState": (lambda: share(simulate("flood", **DAYS).state), of_shared),
    "Ready": (
        lambda: make_ready(setting(), [1, 2]),
        lambda ready: outcomes_of(*Batch().sums(ready)[:2], 20),
    ),
    "Batch": (Batch, of_batch),
    "Batch that was used": (used_batch, of_batch),
    "Frame": (
        lambda: Frame("flood", conditions={"trust_start": 0.7}, **DAYS),
        lambda frame: (run_many(frame.setting({"theory.trust": "driver"}), [1]), hash(frame)),
    ),
    "Point": (lambda: SHORT.point({"trust_start": 0.5}), lambda point: point.contents()),
    "Design": (small_design, lambda design: (design.table, design.factors, design.kind)),
    "Seeds": (lambda: seeds_for("morris", 4, first=9), Seeds.contents),
    "compiled function": (
        lambda: able.planning_factor,
        lambda rule: rule(resolve(**DAYS).given[0][0], 2.0),
    ),
    "UserError": (lambda: UserError("so\nit is"), lambda error: (str(error), error.args)),
}


def assert_alike(one: Any, other: Any) -> None:
    if isinstance(one, tuple | list):
        assert len(one) == len(other)
        for left, right in zip(one, other, strict=True):
            assert_alike(left, right)
    elif isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other, check_exact=True)
    else:
        np.testing.assert_equal(one, other)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", OBJECTS)
def test_a_copy_does_what_the_original_does(name: str, way: str) -> None:
    make, does = OBJECTS[name]
    original = make()
    made = WAYS[way](original)
    wanted = does(make())
    assert type(made) is type(original)
    assert_alike(does(made), wanted)
    assert_alike(does(original), wanted)


@pytest.mark.parametrize("way", WAYS)
def test_a_copy_of_a_study_reads_the_same_folder(way: str, tmp_path: Path) -> None:
    run_study(small_design(), SHORT, tmp_path / "study", executor="serial")
    study = open_study(tmp_path / "study")
    assert_alike(of_study(WAYS[way](study)), of_study(study))


def test_a_deep_copy_of_a_state_is_not_reached_by_compiled_code_of_the_original() -> None:
    shared = share(start(setting(), draw_tape(setting(), 3)))
    for way in ("deepcopy", "pickle", "cloudpickle"):
        made = WAYS[way](shared)
        assert made.address != shared.address
        for one, other in zip(made.kept[0], shared.kept[0], strict=True):
            assert not np.shares_memory(one, other)


def public_classes() -> Iterator[type[Any]]:
    """Yield every class without an underscore in sim, experiments and analysis."""
    for package in (sim, experiments, analysis):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".ui" not in found.name:
                module = importlib.import_module(found.name)
                for name, member in vars(module).items():
                    own = inspect.isclass(member) and member.__module__ == found.name
                    if own and not name.startswith("_"):
                        yield member


def fields_of(one: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(one)) if is_dataclass(one) else ()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "of",
    [one for one in public_classes() if fields_of(one)],
    ids=lambda of: f"{of.__module__}.{of.__name__}",
)
def test_every_declared_class_keeps_its_fields(of: type[Any], way: str) -> None:
    """Whatever the fields hold: here names, so that no value can stand in the way."""
    original = of.__new__(of)
    for field in fields_of(of):
        object.__setattr__(original, field, [field])
    made = WAYS[way](original)
    assert type(made) is of
    for field in fields_of(of):
        assert getattr(made, field) == [field]
        assert (getattr(made, field) is getattr(original, field)) == (way == "copy")


def public_objects() -> Iterator[tuple[str, Any]]:
    """Yield all that modules declare of classes of ours, by itself or in a table."""
    ours = ("sim", "experiments", "analysis")
    modules = [name for name in sys.modules if name.partition(".")[0] in ours]
    for name in modules:
        for key, value in list(vars(sys.modules[name]).items()):
            inside = {key: value}
            if isinstance(value, tuple | list):
                inside = {f"{key}[{place}]": each for place, each in enumerate(value)}
            elif isinstance(value, dict):
                inside = {f"{key}[{place!r}]": each for place, each in value.items()}
            for place, one in inside.items():
                if type(one).__module__.partition(".")[0] in ours and not key.startswith("_"):
                    yield f"{name}.{place}", one


def test_whatever_a_module_declares_is_the_same_in_another_process() -> None:
    assert len(list(public_classes())) > 100  # all modules are imported
    held = {id(one): (name, one) for name, one in public_objects()}
    kinds = {type(one).__name__ for _, one in held.values()}
    assert {"Contrast", "Claim", "Conclusion", "Kind", "Condition", "Outcome"} <= kinds
    left = []
    for name, one in held.values():
        try:
            assert type(pickle.loads(pickle.dumps(one))) is type(one)
        except (AttributeError, TypeError, pickle.PicklingError) as error:
            left.append(f"{name}: {error}")
    assert left == []


def test_what_is_declared_is_found_again_where_it_stands_and_what_is_not_is_carried() -> None:
    named = CHANGE
    assert pickle.loads(pickle.dumps(named)) is named
    own = Contrast("twice", 1, abs)
    made = pickle.loads(pickle.dumps(own))
    assert made == own and made is not own
    program = "import pickle,sys; print(pickle.load(sys.stdin.buffer).name)"
    told = subprocess.run(
        [sys.executable, "-c", program], input=pickle.dumps(named), capture_output=True, check=True
    )
    assert told.stdout.decode().strip() == named.name
