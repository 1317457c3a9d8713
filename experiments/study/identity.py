"""What a study is: all that decides its numbers, and the refusal of what would change them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments.running import provenance
from experiments.running.plan import Plan
from sim.errors import UserError
from sim.words import Message

# What may not change in a folder, and how it is called in the message.
PARTS = {
    "design": Message("another design"),
    "frame": Message("other settings"),
    "seeds": Message("other seeds"),
    "kept": Message("another choice of what is kept of runs"),
    "decisive": Message("another question"),
    "code": Message("another version of the model"),
    "libraries": Message("other versions of numpy or numba"),
}


def identity_of(plan: Plan, growing: bool, decisive: object) -> dict[str, Any]:
    """Return all that decides the numbers of a study; digests where it is long.

    Args:
        plan: What is run.
        growing: Whether the number of replications is found on the way.
        decisive: What else the caller says may not change.
    """
    words: dict[str, list[str]] = {
        factor.name: list(factor.words)
        for factor in plan.design.factors
        if factor.words and "." not in factor.name
    }
    seeds, keep = plan.seeds.contents(), plan.keep
    named = getattr(keep, "__qualname__", None) or repr(keep)
    return {
        "design": plan.design.digest,
        "frame": provenance.digest_of_content(plan.frame.contents(words)),
        "seeds": {**seeds, "count": "auto"} if growing else seeds,
        "kept": None if keep is None else named,
        "decisive": None if decisive is None else json.loads(json.dumps(decisive, default=str)),
        "code": provenance.code_digest(),
        "libraries": provenance.decisive_versions(),
    }


def described(plan: Plan) -> dict[str, Any]:
    """Return what a manifest says of a plan."""
    design = plan.design
    return {
        "design_hash": design.digest,
        "design": {
            "kind": design.kind,
            "points": len(design),
            "options": dict(design.options),
        },
        "seeds": plan.seeds.contents(),
    }


def refuse_changes(folder: Path, theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> None:
    """Refuse a folder whose study would give other numbers.

    Raises:
        UserError: For the first part that differs.
    """
    for part, said in PARTS.items():
        if theirs.get(part) != ours[part]:
            raise UserError(
                "output.name: '{folder}' holds the results of {other} ({part} {theirs} there, "
                "{ours} here); allowed: a name that is not in use, or none (output.name=null)",
                folder=folder,
                other=said,
                part=part,
                theirs=_short(theirs.get(part)),
                ours=_short(ours[part]),
            )


def _short(part: object) -> str:
    return part if isinstance(part, str) else json.dumps(part)
