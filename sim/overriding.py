"""What may be overridden in the agents of the Mesa model, and what would change nothing."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from copy import deepcopy
from typing import Any, Self

import mesa

from sim.errors import UserError, shown

# Where the classes stand that a researcher's own are made from.
_HOMES = (__name__, "sim.agents")


def may_be_overridden[Method: Callable[..., Any]](method: Method) -> Method:
    """Mark a method that the model calls, so that another one in its place changes the run."""
    method.may_be_overridden = True  # type: ignore[attr-defined]  # a mark on a function
    return method


def overridable(agent_class: type[ModelAgent]) -> list[str]:
    """Return the names of the methods that a subclass may override."""
    return [
        name for name in dir(agent_class) if _is_asked(inspect.getattr_static(agent_class, name))
    ]


def _is_asked(member: Any) -> bool:
    return getattr(member, "may_be_overridden", False)


class ModelAgent(mesa.Agent):
    """What units and desks have in common.

    An agent is copied with its model, in which it stands: ``copy.copy`` too gives an agent in a
    model of its own.
    """

    def __init_subclass__(cls, **options: Any) -> None:
        """Refuse a subclass that overrides what the model does not ask.

        Raises:
            UserError: Where an override would change nothing.
        """
        super().__init_subclass__(**options)
        for base in (base for base in cls.__mro__ if base.__module__ in _HOMES):
            for name, member in inspect.getmembers_static(base):
                idle = not name.startswith("_") and not _is_asked(member)
                if idle and inspect.getattr_static(cls, name) is not member:
                    raise UserError(
                        "{kind} overrides '{name}', which would change nothing in a run; allowed: "
                        "{allowed}",
                        kind=cls.__name__,
                        name=name,
                        allowed=", ".join(overridable(base)),
                    )

    def __copy__(self) -> Self:
        """Copy it with its model."""
        return deepcopy(self)

    @may_be_overridden
    def step(self) -> None:
        """A day has passed; nothing happens here of itself."""

    @property
    def has_own_step(self) -> bool:
        """Whether a subclass does something each day."""
        return type(self).step is not ModelAgent.step

    def _ask(
        self,
        method: str,
        is_allowed: Callable[[Any], bool],
        allowed: Callable[[], str],
        *arguments: Any,
    ) -> Any:
        """Ask a method that a subclass may have overridden, and check its answer."""
        answer = getattr(self, method)(*arguments)
        try:
            if is_allowed(answer):
                return answer
        except (TypeError, ValueError):  # of another kind: told below
            pass
        raise UserError(
            "{method} of {kind} gave {answer}; allowed: {allowed}",
            method=method,
            kind=type(self).__name__,
            answer=shown(answer),
            allowed=allowed(),
        )

    def remove(self) -> None:
        """Refuse: units and desks stand in the model for the whole run.

        Raises:
            UserError: Always.
        """
        raise UserError("an agent cannot be removed from a run; leave its row out of the world")
