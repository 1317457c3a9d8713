"""The document that Solara puts around the page, with what it does to readers mended.

Solara's own says that nobody may enlarge the page, names no language, and calls its progress bar
nothing. What is replaced must be there: another release of Solara is noticed, not passed over.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2

MENDED = {
    "solara.html.j2": (
        ("<html>", '<html lang="en">'),
        (
            "width=device-width, initial-scale=1, maximum-scale=1, user-scalable=no, minimal-ui",
            "width=device-width, initial-scale=1",
        ),
        (
            ':indeterminate="kernelBusyLong && isMounted"',
            ':indeterminate="kernelBusyLong && isMounted" aria-hidden="true"',
        ),
    ),
}
"""What is replaced in which of Solara's templates."""


def mended(folder: Path, name: str) -> str:
    """Return a template of Solara's as the page uses it.

    Args:
        folder: Where Solara keeps its templates.
        name: Its name.

    Raises:
        RuntimeError: Where it is not the one that is known here.
    """
    text = (folder / name).read_text(encoding="utf-8")
    for before, after in MENDED.get(name, ()):
        if before not in text:
            raise RuntimeError(f"{name} of this release of Solara has no '{before}'")
        text = text.replace(before, after)
    return text


def mend_document() -> None:
    """Have Solara use its templates as they are mended here."""
    from solara.server import server  # noqa: PLC0415 - after the settings, which it reads on import

    folder = Path(server.__file__).parent / "templates"
    loader = jinja2.FunctionLoader(lambda name: mended(folder, name))
    environment = jinja2.Environment(loader=loader, autoescape=True)

    def made(app_name: str) -> Any:
        del app_name  # there is one page
        return environment

    server.get_jinja_env = made
