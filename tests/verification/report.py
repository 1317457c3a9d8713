"""The command that writes docs/verification.md: ``python -m tests.verification.report``.

The document shows the very comparisons that the tests judge; test_report holds the two together.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator
from pathlib import Path

import tests.verification
from tests.mutants.score import section
from tests.verification.limits.limit import (
    OPEN,
    STANDARD_ERRORS,
    Comparison,
    Estimate,
    Limit,
    compare,
)
from tests.verification.limits.limits import LIMITS

FILE = Path(__file__).parents[2] / "docs" / "verification.md"

HEAD = f"""# Verification

Does the program do what the model says? This page compares the product, in limits where the answer
is known, with closed forms and with [Ciw](https://ciw.readthedocs.io), an independent library for
queues. It is written by `python -m tests.verification.report` from the declarations that the tests
in `tests/verification/` judge. It says nothing about the world: that is validation.

**How.** In each limit the product's own handlers run, in a small world of its own, with the
other mechanisms switched off by conditions (values beyond the plausible ranges,
`limits="possible"`). No code of the model knows of these tests. Product and Ciw are means over
independent runs; in brackets stands the standard error of the last digits. The distance is in
standard errors between product and closed form; a test fails beyond {STANDARD_ERRORS:g}, also
between product and Ciw. Seeds are fixed; limits that share a seed share its incidents, so their
distances resemble each other.

**Off everywhere**, unless a limit says otherwise:
{{off}}.
"""

EXPLAINED = """
## Choices

* **Durations and deadlines are lognormal** in the model. Where a closed form needs exponential ones
  (the reserve, Erlang A) a world has 90 classes of one fixed value each, in the shares in which an
  exponential distribution falls into slices of a tenth of its mean. The slices keep the mean, and
  move the share that is too late by less than its standard error (a test of its own shows it).
* **The reserve** of E11 is a share of the people, not a number. A unit with strength C, without own
  load, offers (1 − ρ)C − B, so one more person goes while B < C − ρC. With ρC whole this is trunk
  reservation with r = ρC. A whole person goes also where the offer is less than one.
* **Deadlines on a desk.** A request is dropped three deadlines after filing, in the queue or with
  its officer, who finishes what is begun. So the queue is M/M/c+G with patience 3τ until service
  begins, and in addition a service that ends after 3τ is too late. With a fixed deadline this is
  M/M/c+D, with the product's lognormal ones M/M/c+G; Erlang A is the exponential case.
* **Fixed point of trust.** λ = 1 is the limit itself; for λ < 1 the ratio has no closed form, but
  kept and broken have, and they are compared.
* **Ciw** has no trunk reservation, no ordered hunt and no gates: there the closed form is alone.
* **Order of rows.** Luck is keyed by the place of a class and of a unit in its file. What is added
  at the end changes nothing; what is added in the middle is another draw of the same model.
* **Stretched time.** Exact for what is a length of time or a rate. The daily path of own loads, the
  candidates for contacts (12 a year) and the terms of partnerships live on the grid of days and
  years; they are left out.
* **No claim** that Y rises with willingness: congestion can turn it.
"""


def shown(estimate: Estimate | None) -> str:
    """Write a mean with the standard error of its last digits in brackets: 0.1095(5)."""
    if estimate is None:
        return "–"
    if estimate.error == 0.0:
        return f"{estimate.mean:.6g}"
    digits = 1
    while estimate.error * 10**digits < 1.0:
        digits += 1
    return f"{estimate.mean:.{digits}f}({round(estimate.error * 10**digits)})"


def row(found: Comparison, first: bool) -> str:
    """Write one row of the table; a limit is named in its first row."""
    name = found.limit.name if first else ""
    formula = found.limit.formula if first else ""
    numbers = (shown(found.product), shown(found.independent), f"{found.expected:.5g}")
    cells = (name, formula, found.quantity, *numbers, f"{found.distance:+.1f}")
    return f"| {' | '.join(cells)} |"


def theme(title: str, limits: tuple[Limit, ...]) -> Iterator[str]:
    """Write the table of one theme, and how its limits are reached."""
    yield f"\n## {title}\n"
    yield "| limit | formula | quantity | product | Ciw | closed form | distance |"
    yield "|---|---|---|---|---|---|---|"
    for limit in limits:
        for place, found in enumerate(compare(limit)):
            yield row(found, first=place == 0)
    yield "\nSwitched off, or set:\n"
    for limit in limits:
        yield f"* *{limit.name}*: {limit.off}."


def statements() -> Iterator[str]:
    """Write what the other tests of this package claim, by the first line of their docstrings."""
    for module in sorted(m.name for m in pkgutil.iter_modules(tests.verification.__path__)):
        if not module.startswith("test_") or module in ("test_limits", "test_report"):
            continue
        found = importlib.import_module(f"tests.verification.{module}")
        claims = [
            (name, inspect.getdoc(test))
            for name, test in vars(found).items()
            if name.startswith("test_") and inspect.getdoc(test)
        ]
        if claims and module != "test_closed_forms":
            yield f"\n### {(found.__doc__ or '').splitlines()[0]}\n"
            yield from (
                f"* {' '.join(str(text).split(chr(10) * 2)[0].split())} (`{module}.{name}`)"
                for name, text in claims
            )


def document() -> str:
    """Return the whole text."""
    off = ", ".join(f"`{name}` {value:g}" for name, value in OPEN.items())
    lines = [HEAD.format(off=textwrap.fill(off, 98, break_on_hyphens=False))]
    for title, limits in LIMITS.items():
        lines += theme(title, limits)
    lines += [EXPLAINED, "## What must hold whatever the setting"]
    lines += statements()
    lines += section()
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8")
    print(f"wrote {FILE.name}")
