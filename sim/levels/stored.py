"""Where constants are kept: the data files of a world, and what is remembered of a user's own.

A world's folder may hold ``standard.json`` and ``centring.json``, made by ``python -m sim.levels``.
Each carries the digest of what it was made from, and holds for nothing else. What no file has is
worked out when it is first used and remembered in the user's cache, in a file per question that is
written whole: processes that ask the same at once wait for the first of them.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from filelock import FileLock

from sim.levels.readings import DRAWS, TAPE_SEED
from sim.levels.standard import Spread, Standard
from sim.setting.partnerships.partnership_file import standing
from sim.setting.theories.level import LEVEL, STANDARDISED, Key
from sim.sources import MODEL
from sim.world import World, load_world

STANDARD_FILE, CENTRING_FILE = "standard.json", "centring.json"
MADE_BY = "make levels"
_ANSWERS = tuple(name for name in Key._fields if name not in ("gates", "conditions"))


# A user's world is read anew at every call, so that only the latest few are kept.
@lru_cache(maxsize=8)
def digest_of_world(world: World) -> str:
    """Return a digest of the tables of a world, wherever it lies."""
    tables = [world.units, world.classes, world.desks, world.bases, sorted(world.fit.items())]
    found = [repr(table) for table in (*tables, standing(world))]
    # As long as there was one world, digests said nothing of these.
    usual = load_world()
    for of in (_who_asks, _ladders, _weights):
        if of(world) != of(usual) and any(of(world)):
            found.append(repr(of(world)))
    return _digest(found)


def _who_asks(world: World) -> list[str]:
    named = ("id", "side", "asks", "needs_in", "or_needs_in", "shortage", "own_load")
    return [repr([getattr(own, name) for name in named]) for own in world.organisations]


def _ladders(world: World) -> dict[str, str]:
    return {basis.id: basis.ladder for basis in world.bases if basis.ladder}


def _weights(world: World) -> dict[str, float]:
    return {unit.id: unit.need_weight for unit in world.units if unit.need_weight is not None}


def standard_digest(world: World) -> str:
    """Return the digest of what the means and spreads of a world are made from."""
    return _digest([digest_of_world(world), DRAWS, TAPE_SEED])


def centring_digest(world: World, seeds: range) -> str:
    """Return the digest of what the constants of a world are made from."""
    return _digest([standard_digest(world), [*seeds]])


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]


def rows_of(standard: Standard) -> list[dict[str, Any]]:
    """Return means and spreads as plain rows."""
    return [
        {"drivers": rule, "trust_is_driver": trust, "side": side, "mean": own.mean, "sd": own.sd}
        for (rule, trust, side), own in standard.items()
    ]


def digest_of_rows(standard: Standard) -> str:
    """Return a digest of means and spreads, for what is made with them."""
    return _digest(rows_of(standard))


def standard_from(rows: list[dict[str, Any]]) -> Standard:
    """Return means and spreads from their rows."""
    return {
        (row["drivers"], row["trust_is_driver"], row["side"]): Spread(row["mean"], row["sd"])
        for row in rows
    }


def row_of(key: Key, scaled: bool) -> dict[str, str]:
    """Return how a row of the centring file starts: the answers of a key but S1, and its level."""
    answers = {name: getattr(key, name) for name in _ANSWERS}
    return {**answers, "level": STANDARDISED if scaled else LEVEL}


def row_in(content: Mapping[str, Any] | None, key: Key, scaled: bool) -> dict[str, Any] | None:
    """Return the row of a key in a centring file; None where it has none."""
    named = row_of(key, scaled)
    conditions = [list(pair) for pair in key.conditions]
    rows: list[dict[str, Any]] = content["theories"] if content is not None else []
    for row in rows:
        if row["conditions"] == conditions and all(row[k] == v for k, v in named.items()):
            return row
    return None


@lru_cache(maxsize=32)
def _read(file: Path, _changed: int) -> dict[str, Any]:
    found: Any = json.loads(file.read_text(encoding="utf-8"))
    return found if isinstance(found, dict) else {}


def data_file(world: World, name: str, digest: str) -> dict[str, Any] | None:
    """Return a data file of a world; None where there is none that was made from the same."""
    file = world.path / name
    try:
        content = _read(file, file.stat().st_mtime_ns)
    except (OSError, ValueError):
        return None
    return content if content.get("digest") == digest else None


def put_data_file(world: World, name: str, content: Mapping[str, Any], rows: str) -> Path:
    """Write a data file of a world, a line per row.

    Args:
        world: Where.
        name: Of the file.
        content: What it holds.
        rows: The key of its rows.
    """
    head = {"made_by": MADE_BY, **{key: v for key, v in content.items() if key != rows}}
    lines = ",\n  ".join(json.dumps(row) for row in content[rows])
    text = json.dumps(head, indent=1)[:-2] + f',\n "{rows}": [\n  {lines}\n ]\n}}\n'
    file = world.path / name
    file.write_text(text, encoding="utf-8")
    return file


def cache_folder() -> Path | None:
    """Return where constants are remembered; None where this user has no place for it."""
    try:
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        folder = home / "bijstand" / "levels"
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.W_OK) else None


def remembered(question: Mapping[str, Any], work_out: Callable[[], Any]) -> Any:
    """Return the answer to a question from the cache, or work it out and put it there.

    Args:
        question: All that decides the answer beside the model, as plain data.
        work_out: Makes the answer, plain data.
    """
    folder = cache_folder()
    if folder is None:
        return work_out()
    asked = {"model": MODEL, **question}
    file = folder / f"{_digest(asked)}.json"
    with _alone(file):
        try:
            known = json.loads(file.read_text(encoding="utf-8"))
            if known["question"] == json.loads(json.dumps(asked)):
                return known["answer"]
        except (OSError, ValueError, KeyError, TypeError):
            pass  # not there, or not whole
        answer = work_out()
        _put(file, json.dumps({"question": asked, "answer": answer}, indent=1))
        return answer


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Hold a file for this thread; where locks cannot be had the work is done twice, no more."""
    lock = FileLock(file.with_suffix(".lock"), fallback_to_soft=False)
    try:
        lock.acquire()
    except OSError:
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _put(file: Path, text: str) -> None:
    """Write a file whole; a full disk is no reason not to run."""
    try:
        with NamedTemporaryFile(
            "w", dir=file.parent, prefix=".", suffix=".draft", delete=False, encoding="utf-8"
        ) as draft:
            draft.write(text)
        Path(draft.name).replace(file)
    except OSError:
        return
