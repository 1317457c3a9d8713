"""Theories and worlds of a user's own: centred when first used, told, and remembered."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.levels import centring, kept, stored
from sim.levels.centring import Constants
from sim.setting.theories import levelling
from sim.setting.theories.level import NEUTRAL, Level
from sim.setting.theories.levelling import key_of, level_of
from sim.setting.theories.theory import load_theory
from sim.world import load_world
from tests.reading.refusals import refusal
from tests.verification.metamorphic import netherlands

WORLD = load_world()
OWN = {"trust": "moderator", "conditions": {"trust_start": 0.75}}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Remember in a folder of the test, and work out on few seeds."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(centring, "SEEDS", range(1, 4))
    for known in (levelling._level, centring.target_rate, kept.standard_in):
        known.cache_clear()
    yield tmp_path / "bijstand" / "levels"
    for known in (levelling._level, centring.target_rate, kept.standard_in):
        known.cache_clear()


def again(theory: Any) -> Level:
    """Return the level as another process would find it."""
    levelling._level.cache_clear()
    return level_of(load_theory(theory), WORLD)


def test_an_own_theory_is_centred_when_first_used_told_and_remembered(
    cache: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with caplog.at_level(logging.WARNING, "bijstand.levels"):
        found = again(OWN)
    assert found.origin_requester == found.origin_provider != 0.0
    (line,) = [record.getMessage() for record in caplog.records]
    assert "trust=moderator, trust_start=0.75" in line and str(cache) in line
    assert len(list(cache.glob("*.json"))) == 1
    caplog.clear()
    monkeypatch.setattr(centring, "index_constant", lambda *_: pytest.fail("worked out again"))
    assert again(OWN) == found and caplog.records == []


def test_conditions_that_a_theory_fixes_have_a_level_of_their_own() -> None:
    other = {**OWN, "conditions": {"trust_start": 0.45}}
    assert key_of(load_theory(OWN)) != key_of(load_theory(other))
    assert key_of(load_theory({**OWN, "conditions": {"trust_start": 0.6}})) == key_of(
        load_theory({"trust": "moderator"})
    ), "a condition at its default is fixed to nothing"
    assert again(OWN).origin_requester < again(other).origin_requester


def test_what_is_not_whole_in_the_cache_is_worked_out_anew(cache: Path) -> None:
    found = again(OWN)
    (file,) = cache.glob("*.json")
    for broken in ("", "{", "[]", '{"question": {}, "answer": [9.0, 9.0]}'):
        file.write_text(broken)
        assert again(OWN) == found
        assert file.read_text() != broken


def test_without_a_place_for_a_cache_constants_are_worked_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert again(OWN) != NEUTRAL
    assert "not remembered" in caplog.text


def test_processes_that_ask_the_same_at_once_work_it_out_once(tmp_path: Path) -> None:
    asking = (
        "import time\nfrom pathlib import Path\nfrom sim.levels.stored import remembered\n"
        "def work_out():\n"
        f"    with Path({str(tmp_path / 'done')!r}).open('a') as log: log.write('once ')\n"
        "    time.sleep(0.5)\n    return [1.5, 2.0]\n"
        "assert remembered({'asked': 1}, work_out) == [1.5, 2.0]\n"
    )
    started = [subprocess.Popen([sys.executable, "-c", asking]) for _ in range(4)]
    assert [process.wait(120) for process in started] == [0, 0, 0, 0]
    assert (tmp_path / "done").read_text() == "once "


def test_a_theory_that_no_constant_brings_to_level_is_refused_in_one_line() -> None:
    scarce = {
        "shortage_defence": 0.4,
        "own_load_defence": 0.7,
        "nato_commitment": 0.3,
        "reserve_neutral": 0.5,
        "least_useful_share": 0.6,
        "shortage_police": 0.4,
    }
    message = refusal(lambda: again({"procedure": "no", "conditions": scarce}))
    for words in ("procedure=no", "shortage_defence=0.4", "at most", "theory.level=raw"):
        assert words in message, message


def test_another_world_has_constants_of_its_own(tmp_path: Path) -> None:
    def busier(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{**row, "severity": "0.9"} for row in rows]

    folder = netherlands(tmp_path / "busier", {"request_classes.csv": busier})
    other, theory = load_world(folder), load_theory({"procedure": "no"})
    assert stored.digest_of_world(other) != stored.digest_of_world(WORLD)
    assert level_of(theory, other) != level_of(theory, WORLD) != NEUTRAL
    copied = load_world(netherlands(tmp_path / "same", {}))
    assert stored.digest_of_world(copied) == stored.digest_of_world(WORLD)


def test_constants_are_put_on_a_level_side_by_side() -> None:
    assert Constants(0.1, 0.5).on(Level(0.2, 0.7, 0.3, 0.6)) == (
        pytest.approx(0.3),
        0.7,
        pytest.approx(0.4),
        0.6,
        0.5,
    )
