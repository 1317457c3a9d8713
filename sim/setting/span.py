"""From when to when something holds: ``start..end``, in days after the warm-up or as dates.

Either side may be left out. A day begins at its midnight: what ends on a day holds up to its
beginning, so that ``0..180`` and ``180..365`` follow each other without a gap.
"""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from typing import NamedTuple

from sim.errors import UserError, shown
from sim.words import Message, Text

TO = ".."
_DAY, _DATE = re.compile(r"-?\d{1,6}"), re.compile(r"\d{4}-\d{2}-\d{2}")
Moment = int | date


class Span(NamedTuple):
    """From when to when something holds.

    Attributes:
        start: The first day; None: from the start of the warm-up.
        end: The first day on which it no longer holds; None: to the end of the run.
    """

    start: Moment | None = None
    end: Moment | None = None

    def __str__(self) -> str:
        """Write it as it is read."""
        return TO.join("" if moment is None else str(moment) for moment in self)

    @property
    def needs_a_date(self) -> bool:
        """Whether it has a date in it, which is a day only of a run that starts on one."""
        return any(isinstance(moment, date) for moment in self)

    def in_words(self) -> Text:
        """Return it in words."""
        start, end = (_in_words(moment) for moment in self)
        if self.end is None:
            return Message("from {start}", start=start)
        if self.start is None:
            return Message("up to {end}", end=end)
        return Message("from {start} up to {end}", start=start, end=end)

    def in_days(self, start_date: date | None, place: str) -> Span:
        """Return it in days after the warm-up.

        Args:
            start_date: The date of the first measured day.
            place: Whose it is, for messages.

        Raises:
            UserError: For a date where the run has none, or an end that is not after the start.
        """
        if self.needs_a_date and start_date is None:
            raise UserError(
                "{place} holds {span}, but the run has no date; allowed: "
                "run.start_date=2026-01-01, the date of its first measured day, or days after the "
                "warm-up, as 180..540",
                place=place,
                span=self.in_words(),
            )
        start, end = (_day(moment, start_date) for moment in self)
        if start is not None and end is not None and start >= end:
            raise UserError(
                "{place} starts on {start} and ends on {end}; allowed: an end after the start",
                place=place,
                start=_in_words(self.start),
                end=_in_words(self.end),
            )
        return Span(start, end)

    def in_run(self, days: int, warm_up_days: int, place: str) -> Span:
        """Return what of it lies in a run, None for its ends.

        Args:
            days: Days that are measured.
            warm_up_days: Days before them.
            place: Whose it is, for messages.

        Raises:
            UserError: Where nothing of it does.
        """
        first, last = self.bounds
        if first >= days or last <= -warm_up_days:
            raise UserError(
                "{place} holds {span}, outside of the run, which lasts from day {first} up to day "
                "{days}; allowed: a time in it (see run.days and run.warm_up_days)",
                place=place,
                span=self.in_words(),
                first=-warm_up_days,
                days=days,
            )
        return Span(
            self.start if first > -warm_up_days else None, self.end if last < days else None
        )

    @property
    def bounds(self) -> tuple[float, float]:
        """First day, and the first after it, of a span in days; infinite where it has no end."""
        start = -math.inf if self.start is None else float(self.start)  # type: ignore[arg-type]
        return start, math.inf if self.end is None else float(self.end)  # type: ignore[arg-type]

    def overlaps(self, other: Span) -> bool:
        """Return whether two spans in days have a day in common."""
        (first, last), (start, end) = self.bounds, other.bounds
        return max(first, start) < min(last, end)


ALWAYS = Span()
FORM = Message(
    "start{to}end in days after the warm-up or as dates, as 180..540, 180.. or ..2026-12-31", to=TO
)


def read_span(text: str, place: str) -> Span:
    """Read ``start..end``.

    Raises:
        UserError: For anything else.
    """
    start, to, end = text.partition(TO)
    if not to or not (start or end):
        raise UserError(
            "{place}: {value} is no time; allowed: {form}",
            place=place,
            value=shown(text),
            form=FORM,
        )
    span = Span(*(_moment(part, place) for part in (start, end)))
    if isinstance(span.start, date) == isinstance(span.end, date):
        span.in_days(date.min if span.needs_a_date else None, place)
    return span


def _moment(text: str, place: str) -> Moment | None:
    if not text:
        return None
    if _DAY.fullmatch(text):
        return int(text)
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # as 2026-02-30
    raise UserError(
        "{place}: {value} is no day; allowed: {form}", place=place, value=shown(text), form=FORM
    )


def is_time(text: str) -> bool:
    """Return whether a text is meant as a time: it has two points in it, or is a day."""
    return TO in text or bool(_DAY.fullmatch(text) or _DATE.fullmatch(text))


def _day(moment: Moment | None, start_date: date | None) -> int | None:
    if isinstance(moment, date):
        return (moment - (start_date or date.min)).days
    return moment


def date_of(day: float, start_date: date) -> date:
    """Return the date of a day after the warm-up."""
    return start_date + timedelta(days=math.floor(day))


def _in_words(moment: Moment | None) -> Text:
    if isinstance(moment, date):
        return Message("{date}", date=moment.isoformat())
    return Message("day {day}", day=moment if moment is not None else 0)
