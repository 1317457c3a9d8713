"""What an attribution keeps of a run once more: need by need, from its table of text."""

from __future__ import annotations

from typing import Any

from sim.state.codes import REASONS
from tests.again.portraits import SUPPORTED_OR_ALONE

CAUSES = {
    "want": ("not_asked", "unwilling"),
    "can": ("absent", "reserved", "nato", "short_notice"),
    "may": ("no_basis", "approval", "veto", "too_late"),
    "none": ("no_go",),
}


def kept_again(run: Any) -> dict[str, list[float]]:
    """Return what ``keep_gates`` gives: numbers by class, in the order of the world."""
    classes = [each.id for each in run.setting.world.classes]
    consented = {each.id for each in run.setting.world.classes if each.pre_authorised}
    names = [cause for causes in CAUSES.values() for cause in causes]
    parts = ["closed", "open", *(f"{part}_{name}" for part in ("lost", "sole") for name in names)]
    found = {part: [0.0] * len(classes) for part in parts}
    for need in run.requests.to_dict("records"):
        if need["class"] in consented:
            continue
        place = classes.index(need["class"])
        found["closed"][place] += need["severity"] * (need["y1"] - need["y0"])
        found["open"][place] += need["severity"] * (1.0 - need["y0"])
        if need["end_state"] in SUPPORTED_OR_ALONE or not need["gap"] > 0:
            continue
        shut = [gate for gate in ("want", "can", "may") if not need[gate]]
        for gate in shut or ["none"]:
            cause = _cause(gate, need, run.state.requests[need["incident"]])
            assert cause in CAUSES[gate]
            loss = need["severity"] * (1.0 - need["y0"]) / max(len(shut), 1)
            found[f"lost_{cause}"][place] += loss
            found[f"sole_{cause}"][place] += loss if len(shut) < 2 else 0.0
    return found


def _cause(gate: str, need: dict[str, Any], record: Any) -> str:
    if gate == "none":
        return "no_go"
    if gate == "want":
        return "not_asked" if need["end_state"] == "not_asked" else "unwilling"
    return REASONS[int(record[f"{gate}_cause"])]
