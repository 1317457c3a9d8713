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


def quoted_value(value: str) -> str:
    """Return a text in quotes, as Hydra's grammar has them: nothing in it means anything."""
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def parted(text: str) -> list[str]:
    """Return the parts of a text that commas part, quotes and all."""
    parts, quote, depth, escaped = [""], "", 0, False
    for character in text:
        begins = not parts[-1].strip()
        if quote:
            quote = "" if character == quote and not escaped else quote
            escaped = character == "\\" and not escaped
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
