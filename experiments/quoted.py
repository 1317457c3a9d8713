"""Lists and quotes in the words of a command line, as a user writes them.

``[none,my policy.yaml,"a,b.yaml"]``: commas part, except inside quotes or brackets. A quote counts
where a part begins with it, so that ``o'brien.yaml`` needs none.
"""

from __future__ import annotations

QUOTES = "'\""
OPEN, CLOSE = "([{", ")]}"


def unquoted(text: str) -> str:
    """Return a text without the quotes around it, if it has them."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in QUOTES:
        quote = text[0]
        return text[1:-1].replace(f"\\{quote}", quote).replace("\\\\", "\\")
    return text


def parted(text: str) -> list[str]:
    """Return the parts of a text that commas part, quotes and all."""
    parts, quote, depth = [""], "", 0
    for place, character in enumerate(text):
        begins = not parts[-1].strip()
        if quote:
            quote = "" if character == quote and text[place - 1] != "\\" else quote
        elif character in QUOTES and begins:
            quote = character
        elif character in OPEN:
            depth += 1
        elif character in CLOSE:
            depth = max(0, depth - 1)
        elif character == "," and not depth:
            parts.append("")
            continue
        parts[-1] += character
    return [part.strip() for part in parts]


def listed(text: str) -> list[str]:
    """Return the names of a list in brackets."""
    inner = text[1:-1].strip()
    return [unquoted(part) for part in parted(inner)] if inner else []
