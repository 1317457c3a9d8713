"""A belief: what is held of conditions, tables and open questions, instead of the declared priors.

It is what experts, officials or data gave, as one file that every study which draws can take
(``belief=``): distributions of single conditions, or draws of several together with their weights,
and the weights of the answers to open questions. It says how it came about, and names nobody. A
belief holds for the model and the declarations that it was made with, and for nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, FiniteFloat

from experiments.design.digest import cell_of, digest_of
from experiments.design.factors import WORLD
from experiments.design.mixture import Component, Family, Mixture
from sim.conditions import CONDITIONS, in_any_words
from sim.conditions.values import checked
from sim.errors import UserError, shown, unknown_name
from sim.reading import read_json
from sim.reading.schema import held_against
from sim.setting.theories.theory import SWITCHES
from sim.sources import MODEL
from sim.words import Message
from sim.world import World

FORMAT = "bijstand belief 1"
BELIEF = "belief.json"
FEWEST_EFFECTIVE, FEW_EFFECTIVE = 100, 400
"""Effective draws below which a belief is refused, and below which it is noted."""

MADE_BY_RULE = "of_them_made_by_a_rule"
"""Under what its provenance says how many respondents are nobody."""

ALLOWED = Message("a belief.json, or the folder of bijstand elicit or calibrate that holds one")


@dataclass(frozen=True, eq=False)
class Belief:
    """What is held of conditions and open questions.

    Attributes:
        distributions: By condition (``conditions.agreements``), each on its own.
        theories: By open question (``theory.drivers``), the weight of each answer; each on its own.
        draws: What is held of several together: a column per condition or open question.
        weights: The weight of each draw.
        provenance: How it came about: plain data, without persons.
        model: The digest of the model that it was made with.
        declared: By name, the digest of the declaration that it was made with.
    """

    distributions: Mapping[str, Mixture] = field(default_factory=dict)
    theories: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    draws: pd.DataFrame = field(default_factory=pd.DataFrame)
    weights: npt.NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    provenance: Mapping[str, Any] = field(default_factory=dict)
    model: str = MODEL
    declared: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The conditions and open questions that it says something of."""
        return (*self.distributions, *self.theories, *map(str, self.draws.columns))

    def of_conditions(self) -> Belief:
        """Return what it says of conditions alone: open questions and cells of tables left out."""
        named = [name for name in self.draws if str(name).startswith("conditions.")]
        mixtures = {n: m for n, m in self.distributions.items() if n.startswith("conditions.")}
        weights = self.weights if named else np.empty(0)
        return replace(
            self, distributions=mixtures, theories={}, draws=self.draws[named], weights=weights
        )

    @property
    def effective(self) -> float:
        """How many draws of equal weight its draws are worth; infinite where it has none."""
        if len(self.weights) == 0:
            return float("inf")
        return float(self.weights.sum() ** 2 / (self.weights**2).sum())

    @property
    def digest(self) -> str:
        """A digest of all that it says, and of how it came about."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:16]

    def answers(self, switch: str) -> dict[str, float]:
        """Return the weight of each answer to an open question, whichever way it is held."""
        name = f"theory.{switch}"
        if name in self.theories:
            return dict(self.theories[name])
        held = self.draws[name] if name in self.draws else pd.Series(dtype=str)
        total = self.weights.sum()
        return {
            answer: float(self.weights[(held == answer).to_numpy()].sum() / total)
            for answer in (SWITCHES[switch].values if len(held) else ())
        }

    def to_json(self) -> str:
        """Return the text of its file."""
        content = {
            "format": FORMAT,
            "model": self.model,
            "declared": {n: self.declared.get(n) or digest_of(n) for n in self.names},
            "provenance": dict(self.provenance),
            "distributions": {
                name: [asdict(each) for each in mixture.components]
                for name, mixture in self.distributions.items()
            },
            "theories": {name: dict(held) for name, held in self.theories.items()},
            "draws": {
                "weights": [float(weight) for weight in self.weights],
                "columns": {str(name): self.draws[name].tolist() for name in self.draws},
            },
        }
        return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class _Component(_Part):
    family: Family
    first: FiniteFloat
    second: Annotated[FiniteFloat, Field(gt=0)]


class _Draws(_Part):
    weights: list[Annotated[FiniteFloat, Field(ge=0)]]
    columns: dict[str, list[FiniteFloat | str]]


class _Belief(_Part):
    format: Literal["bijstand belief 1"]
    model: str
    declared: dict[str, str]
    provenance: dict[str, Any]
    distributions: dict[str, Annotated[list[_Component], Field(min_length=1)]]
    theories: dict[str, dict[str, Annotated[FiniteFloat, Field(ge=0)]]]
    draws: _Draws


def read_belief(path: str | Path, world: World | None = None) -> Belief:
    """Read a belief from its file, or from the folder that holds it.

    Args:
        path: The file or the folder.
        world: Whose tables its cells are of; None for the Netherlands.

    Raises:
        UserError: For what is no belief, was made with another model or another declaration, says
            what the model cannot take, or has draws that are worth too few.
    """
    file = Path(path) / BELIEF if Path(path).is_dir() else Path(path)
    where = f"belief={path}"
    content = read_json(file, where, ALLOWED)
    _refuse_other_format(content, where)
    held = held_against(_Belief, content, where)
    if held.model != MODEL:
        raise UserError(
            "{where} was made with another model ({theirs}, this one is {ours}), so that it says "
            "nothing of this one; allowed: one that is made anew, from the same answers or data",
            where=where,
            theirs=shown(held.model)[1:-1],
            ours=MODEL,
        )
    named = [*held.distributions, *held.theories, *held.draws.columns]
    _refuse_names(named, held.declared, where, world)
    belief = Belief(
        {
            name: Mixture(tuple(Component(each.family, each.first, each.second) for each in rows))
            for name, rows in held.distributions.items()
        },
        {name: _weights_of(name, answers, where) for name, answers in held.theories.items()},
        _draws(held.draws, where),
        np.array(held.draws.weights),
        held.provenance,
        held.model,
        held.declared,
    )
    if belief.effective < FEWEST_EFFECTIVE:
        raise UserError(
            "{where}: its {draws} draws are worth {effective:.0f} of equal weight; allowed: "
            "{fewest} or more",
            where=where,
            draws=len(belief.weights),
            effective=belief.effective,
            fewest=FEWEST_EFFECTIVE,
        )
    return belief


def _refuse_other_format(content: object, where: str) -> None:
    theirs = content.get("format") if isinstance(content, Mapping) else None
    if theirs != FORMAT:
        raise UserError(
            "{where} is no belief (its format is {theirs}); allowed: {allowed}",
            where=where,
            theirs=shown(theirs),
            allowed=ALLOWED,
        )


def _refuse_names(
    named: Iterable[str], declared: Mapping[str, str], where: str, world: World | None
) -> None:
    """Refuse a name that does not exist, stands twice, or is declared otherwise today."""
    seen: set[str] = set()
    for name in named:
        head, _, rest = name.partition(".")
        known = SWITCHES if head == "theory" else CONDITIONS if head == "conditions" else {}
        if rest not in known and not (head == WORLD and cell_of(rest, world)):
            allowed = [*(f"theory.{s}" for s in SWITCHES), *(f"conditions.{c}" for c in CONDITIONS)]
            raise unknown_name("condition or open question", name, allowed, where)
        if {f"{head}.{word}" for word in in_any_words([rest])} & seen:
            raise UserError(
                "{where}: '{name}' is held in two ways; allowed: one", where=where, name=name
            )
        seen.add(name)
        if declared.get(name) != digest_of(name, world):
            raise UserError(
                "{where}: '{name}' was declared otherwise when it was made (another range, unit "
                "or answers); allowed: one that is made anew, from the same answers or data",
                where=where,
                name=name,
            )


def _weights_of(name: str, given: Mapping[str, float], where: str) -> dict[str, float]:
    values = SWITCHES[name.partition(".")[2]].values
    for answer in given:
        if answer not in values:
            raise unknown_name(Message("value of {name}", name=name), answer, values, where)
    total = sum(given.values())
    if not total > 0.0:
        raise UserError(
            "{where}: no answer to '{name}' has a weight; allowed: weights above 0",
            where=where,
            name=name,
        )
    return {answer: given.get(answer, 0.0) / total for answer in values}


def _draws(given: _Draws, where: str) -> pd.DataFrame:
    """Return the draws as a table, every value checked."""
    for name, column in given.columns.items():
        if len(column) != len(given.weights):
            raise UserError(
                "{where}: '{name}' has {rows} draws and there are {weights} weights; allowed: as "
                "many",
                where=where,
                name=name,
                rows=len(column),
                weights=len(given.weights),
            )
        _refuse_values(name, column, where)
    if given.columns and not sum(given.weights) > 0.0:
        raise UserError("{where}: no draw has a weight; allowed: weights above 0", where=where)
    if given.weights and not given.columns:
        raise UserError("{where}: weights without draws; allowed: both", where=where)
    return pd.DataFrame(given.columns)


def _refuse_values(name: str, column: Iterable[object], where: str) -> None:
    head, _, rest = name.partition(".")
    for value in column:
        if head == "theory":
            if value not in SWITCHES[rest].values:
                allowed = SWITCHES[rest].values
                raise unknown_name(Message("value of {name}", name=name), value, allowed, where)
            continue
        if head == WORLD:
            if not (isinstance(value, float) and -1.0 <= value <= 1.0):
                raise UserError(
                    "{where}: '{name}' is {value}; allowed: a number from -1 to 1",
                    where=where,
                    name=name,
                    value=shown(value),
                )
            continue
        try:
            checked(rest, value)
        except UserError as error:
            raise UserError("{where}: {error}", where=where, error=error) from error
