"""Text from outside: UTF-8 and nothing else, said in a line that tells how to get there."""

from __future__ import annotations

import codecs

from sim.errors import UserError
from sim.words import Message

# The longer marks first: that of UTF-32 begins with that of UTF-16.
WIDE_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
MANY = 4
HOW = Message("allowed: UTF-8 (in Notepad and Excel: save as UTF-8; in PowerShell: -Encoding utf8)")


def text_from(content: bytes | str, where: str) -> str:
    """Return a content as text, without a mark at its beginning.

    Args:
        content: The bytes of a file, or a text that was read already.
        where: What it is called in a message.

    Raises:
        UserError: For another encoding than UTF-8, or what is no text.
    """
    text = content if isinstance(content, str) else _decoded(content, where)
    text = text.removeprefix("\ufeff")
    # Where every second character is none, it is UTF-16 without a mark, or no text at all.
    if text.count("\0") * MANY > len(text):
        raise UserError(
            "{where} cannot be read (it is no text, or UTF-16 text); {how}", where=where, how=HOW
        )
    return text


def _decoded(content: bytes, where: str) -> str:
    for mark, name in WIDE_MARKS.items():
        if content.startswith(mark):
            raise UserError(
                "{where} is {encoding} text, which cannot be read; {how}",
                where=where,
                encoding=name,
                how=HOW,
            )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UserError(
            "{where} is not UTF-8 text (byte {byte}) and cannot be read; {how}",
            where=where,
            byte=error.start,
            how=HOW,
        ) from error
