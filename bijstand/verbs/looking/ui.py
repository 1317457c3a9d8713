"""``bijstand ui``: the browser page, opened on this machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bijstand.command_line.options import refuse_options
from experiments.running.telling import say, telling_in, told
from sim.errors import UserError, shown, unknown_name
from sim.extras import require_extra
from sim.words import Message

if TYPE_CHECKING:
    from bijstand.page.case.choices import Choices
    from bijstand.page.server.addresses import Addresses
    from experiments.configuration.job import Job

HOST, PORT = "127.0.0.1", 8765
HIGHEST_PORT = 65_535
LONGEST_NUMBER = 10
OWN_KEYS = ("host", "port", "seed", "proxy", "root_path")
SETTING_KEYS = ("scenario", "policy", "theory", "world", "world.path", "language", "from")
# Keys of bijstand run that say nothing about one run on a page.
NOT_HERE = ("run.seeds", "run.first_seed", "output.name", "output.folder")

HELP = Message("""\
bijstand ui: the browser page

Opens a page that leads from a question to one A4: situations, options, what each brings and costs,
why, whether it holds, and what is taken along; and one run to watch, with a map on which requests
travel. Each answer is a study below outputs/ that the other verbs open. The page needs no network,
and is seen on this machine only unless host= says otherwise. The address that is printed ends with
a token, which lets in the browser that opens it, and nobody else. Ctrl-C ends it.

usage: bijstand ui [key=value …]

keys and defaults
  port={port}               the port; 0 takes one that is free
  host={host}          the address to listen at; 0.0.0.0 shows the page to the whole network
  proxy=                  the address at which a reverse proxy shows the page, as
                          https://hub.example/user/x/proxy/{port}
  root_path=              the path alone, where that proxy says the rest in X-Forwarded-Host
  seed=1                  the seed that the page starts with
  scenario, policy, theory, theory.<switch>, conditions.<name>, run.days, run.warm_up_days,
  world.path, language, from
                          what the page starts with, as in bijstand run

examples
  bijstand ui
  bijstand ui scenario=flood policy=liaisons language=nl
  bijstand ui conditions.trust_start=0.4 theory.trust=moderator seed=7 port=9000
  bijstand ui port=8765 root_path=/user/x/proxy/8765
  bijstand ui from=outputs/run/oostflank/resolved_config.yaml
""")


def help_text() -> str:
    """Return what ``--help`` shows."""
    return told(HELP).format(host=HOST, port=PORT)


def run(arguments: Sequence[str]) -> int:
    """Run the verb.

    Args:
        arguments: The words after the verb.

    Returns:
        The exit status, once the page is closed.

    Raises:
        UserError: For what the user did wrong.
    """
    refuse_options(arguments)
    require_extra("page", "bijstand ui")
    own, words = _split(arguments)
    port = _whole(own.get("port", str(PORT)), "port", 0, HIGHEST_PORT)
    host, proxy, root_path = (own.get(key, "") for key in ("host", "proxy", "root_path"))
    from bijstand.page.budgets import HIGHEST_SEED
    from bijstand.page.server.addresses import addresses_of
    from experiments.configuration.settings import read_job

    addresses_of(host or HOST, port, proxy, root_path)
    job = read_job([*words, "run.seeds=1", "beside=none"])
    seed = own.get("seed")
    start = _start(job, None if seed is None else _whole(seed, "seed", 0, HIGHEST_SEED))
    # The page and its server take seconds to import, which a wrong word need not wait for.
    from bijstand.page.server.serve import Place, serve
    from bijstand.page.work.outside import Outside
    from bijstand.verbs.looking.for_page import asking
    from sim.world import load_world

    point = job.points[0]
    write = configuration_in(point.world)
    _ = job.resolved(point)
    given = Outside(
        write, asking(point.world), start, job.language, load_world(point.world), point.world
    )
    with telling_in(job.language):
        say(Message("setting up the page …"))
        serve(given, Place(host or HOST, port, proxy, root_path), _say_where)
    return 0


def _say_where(address: str, addresses: Addresses) -> None:
    opened = Message("open {address} in a browser; Ctrl-C ends it", address=address)
    print(f"bijstand: {told(opened)}", flush=True)
    if addresses.told_by_proxy:
        below = address.removeprefix(addresses.printed)
        say(Message("behind the proxy, open {path} at its own address", path=below))
    if addresses.seen_elsewhere:
        say(
            Message(
                "host={host}: whoever can reach this machine can ask for the page, and gets in "
                "with that token; what is sent can be read on the way",
                host=addresses.host,
            )
        )


def _split(arguments: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Separate the page's own keys from the words of a setting."""
    own: dict[str, str] = {}
    words = []
    for word in arguments:
        key, equals, value = word.partition("=")
        if equals and key in OWN_KEYS:
            own[key] = value
        elif equals and (key in NOT_HERE or ("." not in key and key not in SETTING_KEYS)):
            allowed = [*OWN_KEYS, *SETTING_KEYS, "conditions.<name>", "theory.<switch>"]
            raise unknown_name("key", key, [*allowed, "run.days", "run.warm_up_days"])
        else:
            words.append(word)
    return own, words


def _whole(text: str, key: str, low: int, high: int) -> int:
    # Other digits than 0 to 9 are digits to Python too; ten digits are more than any of these.
    plain = text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
    if not plain or not low <= int(text) <= high:
        raise UserError(
            "{key} is {value}; allowed: a whole number from {low} to {high}",
            key=key,
            value=shown(text),
            low=low,
            high=high,
        )
    return int(text)


def _start(job: Job, seed: int | None) -> Choices:
    """Return what a session starts with."""
    from bijstand.page.case.choices import Choices, from_pairs
    from sim.setting.theories.theory import load_theory

    point = job.points[0]
    unlike = point.theory.answers_unlike(load_theory(point.theory.name))
    pairs = [
        ("scenario", point.scenario),
        ("policy", point.policy),
        ("theory", point.theory.name),
        *((f"theory.{key}", answer) for key, answer in unlike.items()),
        *((f"conditions.{k}", v) for k, v in point.conditions.items()),
        ("seed", job.seeds.start if seed is None else seed),
        ("days", job.days),
        ("warm_up_days", job.warm_up_days),
    ]
    return from_pairs(Choices(), pairs, own_files=True)


def configuration_in(world: str | None) -> Callable[[Choices, str], str]:
    """Return what writes choices, and a language, as the file that ``bijstand run from=`` takes.

    Args:
        world: The folder of the world in which the page runs; None for the Netherlands.
    """

    def write(choices: Choices, language: str) -> str:
        from experiments.configuration.settings import read_job
        from experiments.study.output import saved_text

        words = [*choices.words, "run.seeds=1", "beside=none", f"language={language}"]
        if world is not None:
            words.append(f"world.path={world}")
        return saved_text(read_job(words), "run", "resolved_config.yaml")

    return write
