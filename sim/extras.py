"""Packages that only some of the project needs: an extra each, so that a worker installs less."""

from __future__ import annotations

from importlib.util import find_spec

from sim.errors import UserError

EXTRAS = {
    "page": ("solara", "solara_assets", "ipyvuetify", "starlette"),
    "cluster": ("dask", "distributed", "dask_jobqueue"),
    "discovery": ("ema_workbench",),
    "choose": ("pymoo",),
    "office": ("openpyxl", "docx", "reportlab"),
}
"""The extras of ``pyproject.toml``, each with the modules that it brings."""
PACKAGES = {"docx": "python-docx"}
"""Packages that are not called as their module is."""


def package_of(module: str) -> str:
    """Return the name under which a module is installed."""
    return PACKAGES.get(module, module.replace("_", "-"))


def require_extra(extra: str, asked_for: str) -> None:
    """Refuse to begin something whose packages are not installed.

    Args:
        extra: A key of ``EXTRAS``.
        asked_for: What needs it, as the user asked for it: "bijstand ui".

    Raises:
        UserError: With what is missing and the line that installs it.
    """
    missing = [module for module in EXTRAS[extra] if find_spec(module) is None]
    if missing:
        names = ", ".join(map(package_of, missing))
        raise UserError(
            "{asked_for} needs {names}: pip install 'bijstand[{extra}]'",
            asked_for=asked_for,
            names=names,
            extra=extra,
        )
