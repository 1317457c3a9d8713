"""The manifest of a study: what must stand in it, whoever wrote or edited it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    FiniteFloat,
    NonNegativeInt,
    PositiveInt,
)

from experiments.design.seeds import Rule
from experiments.design.stored import Kind
from experiments.study.files import MANIFEST
from sim.errors import UserError
from sim.outcomes import DECLARED
from sim.reading import read_json
from sim.reading.schema import held_against
from sim.words import Message

TABLE = "design.parquet"


def _moment(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("a moment such as 2026-01-31T12:00:00+00:00") from None
    return text


def _outcome(name: str) -> str:
    if name not in DECLARED:
        raise ValueError(Message("an outcome: {names}, …", names=", ".join(list(DECLARED)[:4])))
    return name


Text = Annotated[str, Field(max_length=1_000)]
Moment = Annotated[Text, AfterValidator(_moment)]
Outcome = Annotated[Text, AfterValidator(_outcome)]
Digests = dict[Text, Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]]


class _Part(BaseModel):
    """Some keys; others may stand beside them."""

    model_config = ConfigDict(strict=True)


class _Runs(_Part):
    asked: NonNegativeInt
    done: NonNegativeInt
    failed: NonNegativeInt


class _Seeds(_Part):
    first: NonNegativeInt
    count: PositiveInt
    rule: Rule


class _Design(_Part):
    kind: Kind
    points: PositiveInt
    options: dict[str, Any]


class _Decisive(_Part):
    outcome: Outcome | None = None
    outcomes: list[Outcome] = []
    method: Text | None = None
    threshold: FiniteFloat | None = None
    worst: Annotated[FiniteFloat, Field(ge=0, le=1)] | None = None


class _Identity(_Part):
    design: Text
    frame: Text
    seeds: dict[str, Any]
    kept: str | None
    decisive: _Decisive | None
    code: Text
    libraries: dict[str, Text]


class _Choices(_Part):
    scenario: Text
    policy: Text
    theory: Text


class _Length(_Part):
    days: PositiveInt
    warm_up_days: NonNegativeInt


class _Asked(_Part):
    outcome: Outcome | None = None


class _Robust(_Asked):
    good_enough: FiniteFloat | None = None


class _Voi(_Asked):
    worth: FiniteFloat | None = None
    person: FiniteFloat = 0.0
    persons: FiniteFloat | None = None
    euro: FiniteFloat | None = None


class _Choose(_Asked):
    persons: FiniteFloat | list[FiniteFloat] | None = None
    euro: FiniteFloat | list[FiniteFloat] | None = None
    apart: Annotated[FiniteFloat, Field(gt=0)] | None = None
    alpha: Annotated[FiniteFloat, Field(gt=0, lt=0.5)] | None = None


class _World(_Part):
    path: Text | None = None


class _Note(_Part):
    en: Text
    nl: Text
    about: list[Text] = []


class _Output(_Part):
    folder: Text
    name: Text | None


class _Configuration(_Part):
    choices: _Choices
    theory: dict[str, Text]
    conditions: dict[str, FiniteFloat]
    run: _Length
    language: Literal["en", "nl"]
    output: _Output | None = None
    world: _World | None = None
    method: Text | None = None
    compare: _Asked | None = None
    attribute: _Asked | None = None
    discover: _Decisive | None = None
    robust: _Robust | None = None
    voi: _Voi | None = None
    choose: _Choose | None = None


class _Versions(_Part):
    bijstand: Text


class _Commit(_Part):
    id: Text | None


class _Manifest(_Part):
    """What every study says of itself."""

    verb: Text | None = None
    name: Text | None = None
    labels: list[Text] = []
    warnings: list[_Note] = []
    configuration: _Configuration | None = None
    status: Literal["running", "interrupted", "complete"]
    design_hash: Text
    design: _Design
    seeds: _Seeds
    runs: _Runs
    started: Moment
    written: Moment
    seconds: Annotated[FiniteFloat, Field(ge=0)]
    versions: _Versions
    commit: _Commit
    identity: _Identity
    files: Digests = {}
    answer: Digests = {}
    own_files: Digests = {}


class _Complete(_Manifest):
    """What it says beside when it is finished."""

    replications: PositiveInt
    without_value: dict[Text, NonNegativeInt]
    files: Digests


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a study as it stands there, once it is known to be one.

    Raises:
        UserError: Where it cannot be read, or a key is missing or holds something else.
    """
    file = folder / MANIFEST
    content = read_json(
        file,
        Message("'{folder}' holds no study: {manifest}", folder=folder, manifest=MANIFEST),
        Message("the {manifest} that bijstand wrote", manifest=MANIFEST),
    )
    if not isinstance(content, dict) or "identity" not in content:
        raise UserError(
            "'{folder}' holds a {manifest} that is not of a study", folder=folder, manifest=MANIFEST
        )
    schema = _Complete if content.get("status") == "complete" else _Manifest
    held_against(schema, content, str(file))
    return content
