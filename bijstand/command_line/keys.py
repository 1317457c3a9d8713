"""The keys of a command line: what each means, and which verb takes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from experiments.running.telling import told
from sim.setting.configuration import CONFIGURATION, names_in
from sim.words import Message

KEYS: dict[str, Message] = {
    "scenario": Message("what happens: {scenario}; several joined with +"),
    "policy": Message("which levers are pulled: {policy}; several joined with +"),
    "theory": Message("which reading of the study: {theory}"),
    "theory.<switch>": Message("one open question answered otherwise: {switches}"),
    "theory.level": Message(
        "how theories are brought to one level before they are compared: {levels}"
    ),
    "conditions.<name>": Message("one condition; bijstand conditions lists all with their ranges"),
    "compare.scenarios": Message(
        "the scenarios that are compared, as scenario=baseline,flood says too"
    ),
    "compare.policies": Message("the policies, as policy=none,liaisons says too"),
    "compare.theories": Message("the theories, as theory=figure_2,figure_1 says too"),
    "compare.outcome": Message("the outcome whose interval decides, and that is drawn"),
    "compare.half_width": Message("what half of the interval of its differences may be at most"),
    "compare.at_least": Message("replications to begin with, with replications=auto"),
    "compare.at_most": Message("replications at most"),
    "design": Message("which points: {design}"),
    "design.points": Message(
        "how many (points, base rows, trajectories or levels: see conf/design)"
    ),
    "design.factors": (
        Message(
            "what is varied: names as trust_start, theory.trust, group.trust, scenario, policy;"
            " group.world, world.severity (a column of the tables), world.severity.flood (a cell);"
            " null: all conditions and all switches"
        )
    ),
    "design.file": Message(
        "with design=list: a CSV, XLSX or Parquet file, a column per factor, a row per point"
    ),
    "design.<other>": Message(
        "seed, range, seed_rule, scenarios, policies, theories; levels, groups, …"
    ),
    "method": Message("how the study is analysed"),
    "replications": (
        Message(
            "runs per point: a number, or auto (compare); null: auto there, 30 for patterns, else 1"
        )
    ),
    "sensitivity.<key>": (
        Message(
            "outcomes, noise_points, ranges (halved, evidence), course_factors, … "
            "(see conf/analysis)"
        )
    ),
    "attribute.<key>": Message(
        "outcome, scenarios, theories: of what, and where (see conf/analysis)"
    ),
    "mediate.<key>": Message("outcome, theories, willingness, moderators, … (see conf/analysis)"),
    "discover.<key>": Message("outcome, threshold or worst, seeds (see conf/analysis)"),
    "robust.<key>": Message("outcome, policies, scenarios, theories, draws, seeds, good_enough"),
    "voi.<key>": Message(
        "outcome, policies, scenarios, futures, seeds, persons, euro, worth, person"
    ),
    "choose.<key>": Message(
        "outcome, levers, strengths, scenarios, persons, euro, at_most, packages, futures, seeds, "
        "survivors, fresh, apart, alpha"
    ),
    "plausible.<key>": Message(
        "targets, waves, points, seeds (see conf/analysis and conf/plausible)"
    ),
    "calibrate.<key>": Message(
        "targets, waves, points, seeds, effective, made, … (see conf/analysis and conf/plausible)"
    ),
    "elicit.<key>": Message(
        "kind, factors, answers (files, or example; null: forms), … (see conf/analysis)"
    ),
    "belief": Message(
        "a belief.json, or a folder of bijstand elicit or calibrate: drawn from instead of the"
        " ranges"
    ),
    "implied.<key>": Message("draws (from the ranges of all conditions)"),
    "within": Message("a folder of bijstand plausible: draws that the data do not rule out"),
    "patterns.only": Message("the patterns that are measured, as [P03,P09]; null: all"),
    "patterns.draws": Message("draws of conditions, for patterns that are over many settings"),
    "patterns.theories": Message("theories under which they are judged too, as [figure_1,triade]"),
    "patterns.futures": Message(
        "in how many draws of all that is uncertain each is judged; null: 100 with belief=, else 0"
    ),
    "beside": (
        Message(
            "the reference: auto (the same without its policy; without one the plain baseline, and"
            " beside that itself crisis_and_shortage), same (without its policy), plain (the plain"
            " baseline), none, or a scenario (the setting under that one; its own: that one by"
            " itself)"
        )
    ),
    "world.path": Message("a folder with a world of your own; null: the Netherlands"),
    "run.seeds": Message("runs per setting, the same seeds for each setting"),
    "run.first_seed": Message("the first seed"),
    "run.days": Message("measured days"),
    "run.warm_up_days": Message("days before them that are not measured"),
    "run.start_date": Message(
        "the date of the first measured day, as 2026-01-01: for levers from one date up to another,"
        " and legal bases that come into force"
    ),
    "references": Message(
        "true: also outcomes that take paired runs on the same tape (two or three more)"
    ),
    "executor": Message("where it is run: {executor}"),
    "executor.<key>": Message(
        "workers; address of a Dask scheduler; job.queue of SLURM; chunk_seconds"
    ),
    "output.folder": Message("where results go: <folder>/<verb>/<name>"),
    "output.name": Message("their name; null: made from the setting"),
    "language": Message("en or nl"),
    "experiment": Message("a whole study in a file of conf/experiment: {experiment}"),
    "from": Message("start from the resolved_config.yaml of an earlier run"),
}
GROUPS_WITH_NAMES = ("scenario", "policy", "theory", "design", "executor", "experiment")

# The keys, or sections of keys, that each verb takes; a verb that is not named takes all.
EVERYWHERE = (
    "scenario",
    "policy",
    "theory",
    "conditions",
    "world",
    "run.first_seed",
    "run.days",
    "run.warm_up_days",
    "run.start_date",
    "references",
    "executor",
    "output",
    "language",
    "experiment",
    "from",
)
KEYS_OF: dict[str, tuple[str, ...]] = {
    "run": (*EVERYWHERE, "run.seeds", "beside", "belief"),
    "interview": (*EVERYWHERE, "run.seeds"),
    "sweep": (*EVERYWHERE, "design", "replications", "belief"),
    "attribute": (*EVERYWHERE, "run.seeds", "attribute"),
    "mediate": (*EVERYWHERE, "run.seeds", "mediate"),
    "discover": (*EVERYWHERE, "design", "discover", "within", "belief"),
    "robust": (*EVERYWHERE, "robust", "within", "belief"),
    "voi": (*EVERYWHERE, "voi", "belief"),
    "choose": (*EVERYWHERE, "choose", "belief"),
    "elicit": ("output", "language", "from", "elicit"),
    "plausible": (*EVERYWHERE, "plausible", "belief"),
    "calibrate": (*EVERYWHERE, "calibrate"),
    "implied": (*EVERYWHERE, "implied"),
    "sensitivity": (
        *EVERYWHERE,
        "design",
        "replications",
        "method",
        "sensitivity",
        "within",
        "belief",
    ),
    "compare": (*EVERYWHERE, "compare", "replications"),
    "patterns": (
        "run.first_seed",
        "run.days",
        "run.warm_up_days",
        "executor",
        "output",
        "language",
        "from",
        "replications",
        "patterns",
        "belief",
        "world",
    ),
}


def is_among(key: str, keys: Sequence[str]) -> bool:
    """Return whether a key is one of some keys, or in a section that is."""
    return any(key == known or key.startswith(f"{known}.") for known in keys)


def keys_text(verb: str = "run") -> str:
    """Return the keys of a verb with their defaults and what there is to choose from."""
    # These bring numpy and Hydra's reader along, which the help of other verbs need not wait for.
    from omegaconf import OmegaConf

    from sim.setting.theories.level import LEVELS
    from sim.setting.theories.theory import SWITCHES

    config = OmegaConf.load(CONFIGURATION / "config.yaml")
    groups = {
        group: _shown(name)
        for chosen in config.defaults
        if not isinstance(chosen, str)
        for group, name in chosen.items()
    }
    names = {group: ", ".join(names_in(group)) for group in GROUPS_WITH_NAMES}
    lines = []
    for key, meaning in KEYS.items():
        if verb in KEYS_OF and not is_among(key, KEYS_OF[verb]):
            continue
        declared = groups[key] if key in groups else OmegaConf.select(config, key, default="…")
        known = "<" not in key and declared
        default = "…" if known is False else "null" if known is None else known
        text = told(meaning).format(**names, switches=", ".join(SWITCHES), levels=", ".join(LEVELS))
        lines.append(wrapped(f"{key}={default}", text))
    return "\n".join(lines)


def _shown(chosen: str | Iterable[str] | None) -> str | None:
    return chosen if chosen is None or isinstance(chosen, str) else "+".join(chosen)


def wrapped(key: str, text: str) -> str:
    """Return a line of help for a key, or several."""
    from textwrap import fill

    head = f"  {key}  ".ljust(26)
    return fill(text, width=98, initial_indent=head, subsequent_indent=" " * 26)
