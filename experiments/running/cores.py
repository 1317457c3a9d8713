"""How many cores this process may use, which may be fewer than the machine has."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

CGROUPS, OWN_CGROUPS = Path("/sys/fs/cgroup"), Path("/proc/self/cgroup")


def cores() -> int:
    """Return the number of cores that this process may use.

    The fewest of those that the machine has, those that it was bound to (``taskset``, SLURM) and
    what its container or control group is given of their time, rounded up.
    """
    return max(1, min([_bound_to(), *map(math.ceil, _quotas())]))


def _bound_to() -> int:
    if hasattr(os, "process_cpu_count"):  # from Python 3.13
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _quotas() -> Iterator[float]:
    """Yield the cores that each control group above this process may keep busy (Linux only)."""
    for group in _own_groups():
        with suppress(OSError, ValueError, ZeroDivisionError):
            quota, period = (group / "cpu.max").read_text(encoding="ascii").split()
            yield int(quota) / int(period)  # "max" is no number: no limit
        with suppress(OSError, ValueError, ZeroDivisionError):
            files = (group / f"cpu.cfs_{name}_us" for name in ("quota", "period"))
            quota, period = (file.read_text(encoding="ascii") for file in files)
            if int(quota) > 0:
                yield int(quota) / int(period)


def _own_groups() -> Iterator[Path]:
    """Yield the folders of the control groups of both versions, from the innermost outwards."""
    paths = {"": "/", "cpu": "/"}  # in a container its own group is the root that it sees
    with suppress(OSError, ValueError):
        for line in OWN_CGROUPS.read_text(encoding="utf-8").splitlines():
            _, controllers, path = line.split(":", 2)
            if not controllers or "cpu" in controllers.split(","):
                paths["cpu" if controllers else ""] = path
    for mount, path in paths.items():
        place = Path(path.lstrip("/"))
        for part in (place, *place.parents):
            yield CGROUPS / mount / part
