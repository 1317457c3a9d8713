"""The machine code of whole runs, compiled or read from disk before it is needed.

In one thread and with no file of results: a process that did this may be forked.

python -m tests.warm: compile it now, so that nothing waits for it later.
"""

from __future__ import annotations

from importlib import import_module

from sim.batches.many import run_many
from sim.run import run_setting
from tests.made.studies import SHORT


def load_machine_code() -> None:
    """Run a short setting by itself, as the page does, and in a batch, as studies do."""
    setting = SHORT.setting({})
    run_setting(setting, 1)
    run_many(setting, [1])


def load_libraries() -> None:
    """Import what a study imports when it comes to it, so that no forked process has to."""
    for name in ("SALib.sample", "dill", "pyarrow.dataset", "scipy.optimize", "sim.levels"):
        import_module(name)


if __name__ == "__main__":
    load_machine_code()
