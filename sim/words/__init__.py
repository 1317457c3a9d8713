"""What people read, in every language: messages with their values, and one way to write numbers."""

from sim.words.message import (
    LANGUAGES,
    ByLanguage,
    Joined,
    Message,
    Text,
    from_elsewhere,
    in_language,
)

__all__ = ["LANGUAGES", "ByLanguage", "Joined", "Message", "Text", "from_elsewhere", "in_language"]
