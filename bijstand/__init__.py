"""bijstand: how police and defence ask each other for support, simulated.

A function per question, each with the names, defaults and limits of the verb of the same name on
the command line, and an answer that says itself in words::

    import bijstand as b

    run = b.simulate(scenario="flood", seed=1)
    answer = b.compare(scenario=["baseline", "crisis"], policy=["none", "liaisons"])
    answer.sentences("nl"); answer.tables["contrasts"]; answer.figures["forest"]
    b.open(answer.study.folder)
    b.export(answer, language="nl"); b.brief(answer, language="nl")
    b.robust(["none", "liaisons"], draws=20).figures["frontier"]
    duty = b.Policy("duty", conditions={"quick_reaction_share": 0.4}, persons=24)
    runs = b.frame([{"trust_start": 0.3}, {"trust_start": 0.7}], policy=duty, seeds=20)
    sample = SALib.sample.latin.sample(b.problem(["group.trust"]), 500)
    runs = b.frame(sample, ["group.trust"])

It is an exploration of conditions and theories with stylised public data: no prediction, no
planning of forces, no real readiness.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.answers import open_answer as open
    from analysis.stored.answer import Answer
    from bijstand.handing_on import brief, export
    from bijstand.made import Policy, Scenario
    from bijstand.questions.attribute import attribute
    from bijstand.questions.calibrate import calibrate
    from bijstand.questions.changes import changes
    from bijstand.questions.choose import choose
    from bijstand.questions.compare import compare
    from bijstand.questions.discover import discover
    from bijstand.questions.elicit import elicit
    from bijstand.questions.implied import implied
    from bijstand.questions.interview import interview
    from bijstand.questions.mediate import mediate
    from bijstand.questions.patterns import patterns
    from bijstand.questions.plausible import plausible
    from bijstand.questions.robust import robust
    from bijstand.questions.run import run
    from bijstand.questions.sensitivity import sensitivity
    from bijstand.questions.sweep import sweep
    from bijstand.questions.voi import voi
    from bijstand.tools import ema_model, frame, problem
    from sim.conditions import Conditions
    from sim.errors import UserError
    from sim.model import CollaborationModel
    from sim.run import Run, simulate
    from sim.setting.theories.theory import Theory
    from sim.world import World, load_world

__all__ = [
    "Answer",
    "CollaborationModel",
    "Conditions",
    "Policy",
    "Run",
    "Scenario",
    "Theory",
    "UserError",
    "World",
    "attribute",
    "brief",
    "calibrate",
    "changes",
    "choose",
    "compare",
    "discover",
    "elicit",
    "ema_model",
    "export",
    "frame",
    "implied",
    "interview",
    "load_world",
    "mediate",
    "open",
    "patterns",
    "plausible",
    "problem",
    "robust",
    "run",
    "sensitivity",
    "simulate",
    "sweep",
    "voi",
]

_HOMES = {
    "Answer": "analysis.stored.answer",
    "CollaborationModel": "sim.model",
    "Conditions": "sim.conditions",
    "Policy": "bijstand.made",
    "Run": "sim.run",
    "Scenario": "bijstand.made",
    "Theory": "sim.setting.theories.theory",
    "UserError": "sim.errors",
    "World": "sim.world",
    "attribute": "bijstand.questions.attribute",
    "brief": "bijstand.handing_on",
    "calibrate": "bijstand.questions.calibrate",
    "changes": "bijstand.questions.changes",
    "choose": "bijstand.questions.choose",
    "compare": "bijstand.questions.compare",
    "discover": "bijstand.questions.discover",
    "elicit": "bijstand.questions.elicit",
    "export": "bijstand.handing_on",
    "ema_model": "bijstand.tools",
    "frame": "bijstand.tools",
    "implied": "bijstand.questions.implied",
    "interview": "bijstand.questions.interview",
    "load_world": "sim.world",
    "mediate": "bijstand.questions.mediate",
    "open": "analysis.answers",
    "patterns": "bijstand.questions.patterns",
    "plausible": "bijstand.questions.plausible",
    "problem": "bijstand.tools",
    "robust": "bijstand.questions.robust",
    "run": "bijstand.questions.run",
    "sensitivity": "bijstand.questions.sensitivity",
    "simulate": "sim.run",
    "sweep": "bijstand.questions.sweep",
    "voi": "bijstand.questions.voi",
}
_OTHER_NAMES = {"open": "open_answer"}


def _refuse_hidden() -> None:
    """Refuse to work with folders of the user's that hide ours; they would be imported instead."""
    ours = Path(__file__).resolve().parents[1]
    for package in ("sim", "experiments", "analysis"):
        spec = find_spec(package)
        places = list(spec.submodule_search_locations or []) if spec else []
        if spec and not any(Path(place).resolve() == ours / package for place in places):
            found = places[0] if places else spec.origin
            raise ImportError(
                f"'{found}' hides bijstand's own package '{package}'; allowed: another name for it,"
                " or to start Python in another folder"
            )


_refuse_hidden()


def __getattr__(name: str) -> Any:
    """Import a public name at first use, so that light commands do not load the compiler."""
    if name not in _HOMES:
        raise AttributeError(f"module 'bijstand' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), _OTHER_NAMES.get(name, name))


def __dir__() -> list[str]:
    """Name what there is, for completion."""
    return sorted(__all__)
