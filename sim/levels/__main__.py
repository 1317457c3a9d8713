"""Make the data files of a world.

    python -m sim.levels                  both files of the Netherlands (a quarter of an hour)
    python -m sim.levels 1/4              the first quarter of the work
    python -m sim.levels built-in:germany both files of the other world that comes along
    python -m sim.levels my_world         both files of a world of your own

Every row is remembered once it is made, so that a command goes on where one before it stopped; the
files are written when all rows are there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from sim.levels import centring, stored
from sim.levels.kept import constants_for, standard_in
from sim.levels.readings import DRAWS, TAPE_SEED, readings
from sim.levels.standard import standard_of
from sim.setting.configuration import names_in
from sim.setting.theories.level import NO_TRUST, PLAIN_KEY, PRODUCT, SUM, Key
from sim.setting.theories.levelling import key_of
from sim.setting.theories.theory import SWITCHES, load_theory
from sim.world import World, load_world

# Also kept by themselves, so that a test can make them again.
FIRST_DRAWS = 100
GATES = [answer for answer in SWITCHES["gates"].values if answer != PRODUCT]


def keys() -> Iterator[Key]:
    """Return the keys that a file has: all answers, and the theories that come with the model."""
    values = {name: SWITCHES[name].values for name in Key._fields if name in SWITCHES}
    values["gates"] = (PRODUCT,)
    choices: list[dict[str, Any]] = [
        dict(zip(values, each, strict=True)) for each in product(*values.values())
    ]
    found = [Key(**chosen) for chosen in choices]
    counting = [key for key in found if key.trust != NO_TRUST or _without_trust(key) == key]
    named = [key_of(load_theory(name))._replace(gates=PRODUCT) for name in names_in("theory")]
    yield from dict.fromkeys([*counting, *named])


def _without_trust(key: Key) -> Key:
    return key._replace(formality=PLAIN_KEY.formality, trust_level=PLAIN_KEY.trust_level)


def row_for(key: Key, scaled: bool, world: World) -> dict[str, Any]:
    """Return the row of a key, each part remembered as soon as it is there."""
    row: dict[str, Any] = {**stored.row_of(key, scaled), "conditions": key.conditions}
    row["index"] = constants_for(key, scaled, world, True).shift
    for gates in GATES:
        row[gates] = constants_for(key._replace(gates=gates), scaled, world, True).odds
    return row


def main(arguments: Sequence[str]) -> None:
    """Make both files, or a part of what they hold."""
    parts = [word for word in arguments if word.replace("/", "").isdigit()]
    folders = [word for word in arguments if word not in parts]
    world = load_world(folders[0]) if folders else load_world()
    part, of = map(int, parts[0].split("/")) if parts else (1, 1)
    standard = standard_in(world, True)
    wanted = [(key, scaled) for key in keys() for scaled in _scalings(key)]
    rows = [row_for(key, scaled, world) for key, scaled in wanted[part - 1 :: of]]
    if of > 1:
        print(f"{len(rows)} of {len(wanted)} rows are remembered")
        return
    content = {
        "digest": stored.standard_digest(world),
        "draws": DRAWS,
        "tape_seed": TAPE_SEED,
        "first_draws": FIRST_DRAWS,
        "first": stored.rows_of(standard_of(readings(world, FIRST_DRAWS))),
        "rules": stored.rows_of(standard),
    }
    print(stored.put_data_file(world, stored.STANDARD_FILE, content, "rules"))
    first, *_, last = centring.SEEDS
    content = {
        "digest": stored.centring_digest(world, centring.SEEDS),
        "seeds": [first, last],
        "standard": stored.digest_of_rows(standard),
        "figure_2": centring.target_rate(world),
        "theories": rows,
    }
    print(stored.put_data_file(world, stored.CENTRING_FILE, content, "theories"))


def _scalings(key: Key) -> tuple[bool, ...]:
    """Return which levels differ for a key: the sum has no other spread to be brought to."""
    return (False,) if key.drivers == SUM else (False, True)


if __name__ == "__main__":
    main(sys.argv[1:])
