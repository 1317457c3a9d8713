"""Every verb killed, ended, starved of disk and of descriptors, and run again.

python -m tests.faults FOLDER [VERB …]

One process compiles the model and forks; only children run verbs, for a process that has threads
cannot be forked. Each verb is run once undisturbed, then disturbed in several ways, in one folder
and in an order by chance; then the same command is run to its end, and what lies there is compared
with what nothing disturbed.
Prints a line of JSON per verb. More of all: FAULTS_ROUNDS=20 python -m tests.faults FOLDER run.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import random
import resource
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import analysis
import bijstand
import experiments
from bijstand.command_line.main import main
from experiments.configuration.compose import compose_configuration
from experiments.running.provenance import code_digest
from experiments.study.files import MANIFEST
from experiments.study.integrity import integrity_of
from experiments.study.recorded import digests_in, stored_manifest
from tests.made.few_draws import draw_few
from tests.unrendered import draw_nothing
from tests.warm import load_libraries, load_machine_code

ROUNDS = int(os.environ.get("FAULTS_ROUNDS", "1"))
TRACEBACK = "Traceback"
# What a manifest says of when it was made, and of a checkout that somebody may be editing.
PASSING = ("started", "written", "seconds", "commit")
OFTEN = ["executor.workers=2", "executor.chunk_seconds=0.02"]
SHORTLY = ["run.warm_up_days=5", "output.name=x", *OFTEN]
QUICK = ["run.days=30", *SHORTLY]
FEW = "design.factors=[shortage_defence,agreements,theory.gates]"
GIVEN = "given/run/x"
VERBS = {
    "run": [*QUICK, "run.seeds=3"],
    "compare": [*QUICK, "scenario=baseline,flood", "replications=3"],
    "sweep": [*QUICK, "design=lhs", "design.points=6", "design.factors=[trust_start]"],
    "sensitivity": [
        *QUICK,
        FEW,
        "design.points=4",
        "sensitivity.noise_points=3",
        "sensitivity.noise_seeds=2",
        "sensitivity.course_bases=2",
        "sensitivity.ranges=[halved]",
        "sensitivity.screened_points=4",
    ],
    "attribute": [*QUICK, "run.seeds=2"],
    "mediate": [
        *QUICK,
        "run.seeds=2",
        "mediate.necessity_points=8",
        "mediate.necessity_seeds=1",
        "mediate.theories=[figure_2]",
    ],
    "discover": [
        *SHORTLY,
        "run.days=60",
        "design.points=90",
        "discover.seeds=1",
        "discover.worst=0.4",
        "design.factors=[shortage_defence,own_load_defence,agreements]",
    ],
    "robust": [
        *QUICK,
        "robust.policies=[none,liaisons]",
        "robust.draws=2",
        "robust.seeds=1",
        "robust.scenarios=[baseline]",
    ],
    "voi": [
        *QUICK,
        "voi.policies=[none,liaisons]",
        "voi.futures=12",
        "voi.seeds=1",
        "voi.scenarios=[baseline,flood]",
    ],
    "choose": [
        *QUICK,
        "choose.levers=[liaisons,core_task]",
        "choose.futures=8",
        "choose.fresh=20",
        "choose.scenarios=[baseline,flood]",
    ],
    "plausible": [*QUICK, "plausible.points=12", "plausible.seeds=1", "plausible.waves=2"],
    "calibrate": [
        *QUICK,
        "calibrate.points=100",
        "calibrate.seeds=1",
        "calibrate.waves=1",
        "calibrate.made=10",
    ],
    "patterns": [*QUICK, "replications=2", "patterns.only=[P01,P15]"],
    "interview": [*QUICK, "run.seeds=2"],
    "elicit": [
        "elicit.answers=example",
        "elicit.power_sets=2",
        "elicit.draws=8000",
        "output.name=x",
    ],
    "report": [GIVEN, "output.name=x"],
    "implied": [*QUICK, "implied.draws=20"],
    "brief": [GIVEN, "output.name=x"],
    "export": [GIVEN, "output.name=x"],
    "verify": [GIVEN],
}


def child(place: Path, verb: str, before: Callable[[], object] = int) -> int:
    """Run a verb in a forked process, in a folder of its own; return the number of the process."""
    number = os.fork()
    if number == 0:
        status = 1
        try:
            os.chdir(place)
            for stream, name in ((1, "out"), (2, "err")):
                os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
            before()
            status = main([verb, *VERBS[verb]])
        except BaseException as error:
            print(f"{TRACEBACK} {type(error).__name__}: {error}", file=sys.stderr, flush=True)
        finally:
            sys.stdout.flush()
            os._exit(status)
    return number


def ended(number: int) -> int:
    """Return the exit status of a child; minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def finish(place: Path, verb: str) -> None:
    """Run a verb, or what is left of it, to its end."""
    status = ended(child(place, verb))
    if status:
        raise RuntimeError(f"{verb} in {place} ended with {status}: {(place / 'err').read_text()}")


def killed(place: Path, verb: str, took: float, chance: random.Random) -> int:
    """Kill a verb at a random moment."""
    number = child(place, verb)
    time.sleep(chance.uniform(0.05, 0.95) * took)
    os.kill(number, signal.SIGKILL)
    return ended(number)


def asked_to_end(place: Path, verb: str, took: float, chance: random.Random) -> int:
    """Ask a verb to end at a random moment."""
    number = child(place, verb)
    time.sleep(chance.uniform(0.2, 0.6) * took)
    os.kill(number, signal.SIGTERM)
    return ended(number)


def without_room(place: Path, verb: str, took: float, chance: random.Random) -> int:
    """Let no file grow beyond a size, which to a writer is a full disk: early, or late."""
    return ended(child(place, verb, partial(full_at, chance.choice((2_000, 12_000, 40_000)))))


def full_at(size: int) -> None:
    """Let no file of this process grow beyond a size; what it prints goes elsewhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def without_descriptors(place: Path, verb: str, took: float, chance: random.Random) -> int:
    """Leave a verb no more than a few files that may be open at once."""
    return ended(child(place, verb, partial(few_open, chance.choice((0, 1, 2, 3)))))


def few_open(count: int) -> None:
    """Let this process open few files more than it has."""
    used = {int(name) for name in os.listdir("/proc/self/fd") if os.path.exists(f"/dev/fd/{name}")}
    limit = 0
    while count or limit in used:
        count -= limit not in used
        limit += 1
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))


FAULTS = {
    "kill": killed,
    "term": asked_to_end,
    "disk": without_room,
    "descriptors": without_descriptors,
}


def left(place: Path) -> dict[str, Any]:
    """Return what lies in the folder of a verb: bytes, and manifests without the time of day."""
    found: dict[str, Any] = {}
    for file in sorted((place / "outputs").rglob("*")):
        name = file.relative_to(place).as_posix()
        if file.name == MANIFEST:
            content = stored_manifest(file.parent) or {}
            found[name] = {k: v for k, v in content.items() if k not in PASSING}
            own = digests_in(content, "answer").items()
            found[name]["answer"] = {k: v for k, v in own if not k.endswith(MANIFEST)}
        elif file.is_file() and file.name != ".lock":
            found[name] = file.read_bytes()
    found["out"] = (place / "out").read_bytes()
    return found


def whole(place: Path) -> bool:
    """Return whether every study in the folder of a verb is as it was written."""
    return all(
        integrity_of(file.parent, stored_manifest(file.parent) or {}).whole
        for file in (place / "outputs").rglob(MANIFEST)
    )


def disturbed(folder: Path, verb: str) -> dict[str, Any]:
    """Run a verb undisturbed and disturbed, and compare."""
    chance = random.Random(verb)

    def made(name: str) -> Path:
        place = folder / verb / name
        place.mkdir(parents=True)
        (place / "given").symlink_to(folder / "given" / "outputs")
        return place

    undisturbed = made("undisturbed")
    began = time.monotonic()
    finish(undisturbed, verb)
    took = time.monotonic() - began
    reference, place = left(undisturbed), made("disturbed")
    found = []
    for fault in chance.sample([*FAULTS] * ROUNDS, len(FAULTS) * ROUNDS):
        status = FAULTS[fault](place, verb, took, chance)
        found.append([fault, status, (place / "err").read_text()])
    finish(place, verb)
    again = left(place)
    names = {*again, *reference}
    different = sorted(name for name in names if again.get(name) != reference.get(name))
    return {
        "verb": verb,
        "files": len(reference),
        "seconds": round(took, 2),
        "faults": found,
        "different": different,
        "whole": whole(place),
    }


def prepare(folder: Path) -> None:
    """Import and compile, in one thread, and make the study that report and verify are given."""
    os.environ["MPLBACKEND"] = "Agg"
    # It is about what is written and when: files of pictures are, and no letter is laid out.
    draw_nothing()
    draw_few()
    for package in (experiments, analysis, bijstand):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            page = module.name.startswith("bijstand.page")
            if not page and not module.name.endswith(("__main__", "cluster", "slurm")):
                importlib.import_module(module.name)
    importlib.import_module("ema_workbench.analysis.prim")
    load_libraries()
    load_machine_code()  # else a child without descriptors compiles anew
    code_digest()
    compose_configuration([])
    (folder / "given").mkdir(parents=True)
    finish(folder / "given", "run")


if __name__ == "__main__":
    place = Path(sys.argv[1]).resolve()
    prepare(place)
    for name in sys.argv[2:] or VERBS:
        print(json.dumps(disturbed(place, name)), flush=True)
