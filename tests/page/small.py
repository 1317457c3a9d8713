"""The page with small studies, so that a test can wait for them: ``python -m tests.page.small``.

Everything else is as a user has it: the words after the verb, the runner, the folder, the answers.
"""

import sys

from bijstand.command_line.main import main
from bijstand.page.case import asked
from tests.made.few_draws import draw_few

SIZES = {
    "SEEDS": (5, 8),
    "LOSS_SEEDS": (5,),
    "GATE_SEEDS": 5,
    "HELD_FUTURES": 20,
    "FUTURES": 10,
    "FUTURE_SEEDS": 1,
}

if __name__ == "__main__":
    draw_few()
    for name, size in SIZES.items():
        setattr(asked, name, size)
    sys.exit(main(["ui", *sys.argv[1:]]))
