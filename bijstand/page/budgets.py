"""What the page gives to those who ask, at most: each limit declared once, and met before the cost.

A page is shown to a handful of people on one machine. The limits are far above what they need, and
low enough that nobody can fill the machine's memory or keep its processor from the others.
"""

from __future__ import annotations

from sim.errors import UserError

# Who may be there at once. A session holds a model, some 20 MB; a kernel is what the server keeps
# for each browser tab, with or without a session; a connection is one socket, of which a browser
# opens up to seven.
SESSIONS = 30
KERNELS = 60
CONNECTIONS = 300

# How long a tab that has lost its connection is kept. One that is closed ends at once.
SECONDS_WITHOUT_A_TAB = 45
# How long the models of one session may compute, all turns together.
SECONDS_OF_WORK = 3_600.0

# What a browser may say: bytes of a message, messages at once, and in each second after.
LONGEST_MESSAGE = 600_000
MESSAGES_AT_ONCE = 200
MESSAGES_A_SECOND = 40
# Characters of an address with its headers, and of its path alone.
LONGEST_HEAD = 32_768
LONGEST_PATH = 400

# Characters of a configuration that is opened on the page, which has some 5,000. Depth, aliases and
# length of numbers are bounded where all YAML from outside is read (sim.reading.yaml_text).
LARGEST_FILE = 100_000

# One run: days that are measured and days before them, and both times the units of the world.
LONGEST_DAYS = 3_650
LONGEST_WARM_UP = 1_000
UNIT_DAYS = 500_000
HIGHEST_SEED = 2**32 - 2


def refuse_too_large(days: int, warm_up_days: int, units: int) -> None:
    """Refuse a run that is larger than a page shows, before anything is set up for it.

    Raises:
        UserError: Where days times units are more than ``UNIT_DAYS``.
    """
    asked = (days + warm_up_days) * units
    if asked > UNIT_DAYS:
        raise UserError(
            "days is {days} after {warm_up_days} of warm-up, in a world of {units} units: "
            "{asked} days of a unit; allowed on the page: {most} (bijstand run takes "
            "more)",
            days=days,
            warm_up_days=warm_up_days,
            units=units,
            asked=asked,
            most=UNIT_DAYS,
        )
