"""English words that no Dutch sentence has: what is found in one has leaked."""

from __future__ import annotations

import re

WORDS = """
the and with are this that these those from which who what when where there than more less least
between without under against each every none share mean low high lower upper gap unit units
outcome outcomes policy policies levers theory theories condition conditions request
requests need needs people police defence day days year years first second third worst only
could would should cannot not told held how why whether other others another both does said says
say same different difference change changes lost closed opened ways many few enough long short
left also always never unknown shortage
"""
ENGLISH = frozenset(WORDS.split())
# What is typed, or the name of a file, is no sentence: keys with a point, a line or an equals sign.
TYPED = re.compile(
    r"\{[^}]*\}|<[^>]*>|`[^`]*`|‘[^’]*’|'[^']*'"
    r"|[\w-]*[_.=/\[][\w.,=/\[\]<>-]*|\bbijstand \w+|\bfrom=?"
)
WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*")
ONE = re.compile(r"\b[Ee]en seed\b|\bmeer dan een (poort|theorie|scenario|run|blad)\b")
"""A count that Dutch writes with accents: één."""


def leaked(text: str) -> list[str]:
    """Return the English words of a Dutch text; what is typed as it stands is not read."""
    return [word for word in WORD.findall(TYPED.sub(" ", text)) if word.lower() in ENGLISH]
