"""Words for the whole numbers that compiled code works with: declared once, used everywhere.

The place of a word in its tuple is its code in the records; tables show the words.
"""

from __future__ import annotations

# Sides: who keeps order and helps at home, who defends, and units of both together.
SIDES = ("civil", "military", "joint")
CIVIL, MILITARY, JOINT = range(3)

END_STATES = (
    "open",
    "alone",
    "not_asked",
    "withdrawn_in_consultation",
    "refused",
    "no_capacity",
    "not_permitted",
    "too_late",
    "no_go",
    "supported",
    "support_withdrawn",
)
(
    OPEN,
    ALONE,
    NOT_ASKED,
    WITHDRAWN_IN_CONSULTATION,
    REFUSED,
    NO_CAPACITY,
    NOT_PERMITTED,
    TOO_LATE,
    NO_GO,
    SUPPORTED,
    SUPPORT_WITHDRAWN,
) = range(11)

REASONS = (
    "",
    "not_asked",
    "unwilling",
    "absent",
    "reserved",
    "nato",
    "short_notice",
    "no_basis",
    "approval",
    "veto",
    "too_late",
    "no_go",
    "withdrawn",
)
(
    NO_REASON,
    BECAUSE_NOT_ASKED,
    BECAUSE_UNWILLING,
    BECAUSE_ABSENT,
    BECAUSE_RESERVED,
    BECAUSE_NATO,
    BECAUSE_SHORT_NOTICE,
    BECAUSE_NO_BASIS,
    BECAUSE_APPROVAL,
    BECAUSE_VETO,
    BECAUSE_TOO_LATE,
    BECAUSE_NO_GO,
    BECAUSE_WITHDRAWN,
) = range(13)

# The time of a need that did not arise after all: before the run, so that nobody counts it.
NEVER = -1.0

# Where the people of a request are.
NOBODY, BOOKED, HELD = range(3)

# Kinds of event on the agenda.
EVENTS = (
    "incident",
    "contact",
    "day",
    "own_start",
    "own_end",
    "call_answered",
    "desk_done",
    "dropped",
    "asks_again",
    "start",
    "end",
    "withdrawal",
    "stage",
)
(
    INCIDENT,
    CONTACT,
    DAY,
    OWN_START,
    OWN_END,
    CALL_ANSWERED,
    DESK_DONE,
    DROPPED,
    ASKS_AGAIN,
    START,
    END,
    WITHDRAWAL,
    STAGE,
) = range(13)

# Kinds of contact between two units outside requests.
CONTACTS = ("exercise", "session", "meeting", "exchange")
EXERCISE, SESSION, MEETING, EXCHANGE = range(4)

# Values of the theory's switches that the rules compare with (0 is the default).
GATES_MINIMUM, GATES_COMPENSATORY = 1, 2
TRUST_NONE, TRUST_MODERATOR, TRUST_DRIVER = 0, 1, 2
FORMALITY_STRENGTHENS, FORMALITY_UNDERMINES = 1, 2
PROCEDURE_NO = 1
AVERSION_NEUTRAL, AVERSION_HABITUATES = 1, 2
CLARITY_GENERAL = 1
INFORMATION_BENEFIT = 1
INFORMAL_SEED = 1
DEFINITION_PLURAL = 1
DRIVERS_BALANCED, DRIVERS_WEAKEST = 1, 2
TRUST_OF_ORGANISATION = 1
