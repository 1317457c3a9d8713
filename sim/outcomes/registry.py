"""All outcomes. Where not said otherwise they are over needs without consent in advance."""

from __future__ import annotations

from sim.outcomes.declare import Outcome
from sim.outcomes.gap import GAP
from sim.outcomes.paired import PAIRED
from sim.state.codes import END_STATES
from sim.words import ByLanguage, Message

END_STATE_TITLES: dict[str, tuple[str, str]] = {
    "open": ("still open at the end", "nog open aan het einde"),
    "alone": ("met by own people", "zelf vervuld"),
    "not_asked": ("not asked", "niet gevraagd"),
    "withdrawn_in_consultation": ("withdrawn in consultation", "ingetrokken in vooroverleg"),
    "refused": ("refused", "geweigerd"),
    "no_capacity": ("no capacity", "geen capaciteit"),
    "not_permitted": ("not permitted", "niet toegestaan"),
    "too_late": ("decided too late", "te laat besloten"),
    "no_go": ("no-go (weather, technique)", "no-go (weer, techniek)"),
    "supported": ("supported", "gesteund"),
    "support_withdrawn": ("support withdrawn", "steun teruggetrokken"),
}

_GOOD_ENDS = ("alone", "supported")
_NEUTRAL_ENDS = ("open", "withdrawn_in_consultation")


def _share_of(state: str) -> Outcome:
    end = ByLanguage(*END_STATE_TITLES[state])
    return Outcome(
        f"share_{state}",
        "share",
        "good" if state in _GOOD_ENDS else "neutral" if state in _NEUTRAL_ENDS else "bad",
        Message("Needs: {end}", end=end),
        Message("Share of needs that ended so: {end}.", end=end),
    )


_SUPPORT = (
    Outcome(
        "on_time_share",
        "share",
        "good",
        Message("Support that came on time"),
        Message(
            "Share of support that started within the deadline. Does not exist without support."
        ),
        in_table=True,
    ),
    Outcome(
        "lead_time_median_days",
        "days",
        "bad",
        Message("Time to support, median"),
        Message("Days from need to start, median over support. Does not exist without support."),
        in_table=True,
    ),
    Outcome(
        "lead_time_p90_days",
        "days",
        "bad",
        Message("90% of support came within"),
        Message("Days from need to start within which nine in ten supports came."),
        in_table=True,
    ),
    Outcome(
        "formal_acceptance",
        "share",
        "good",
        Message("Formal requests honoured"),
        Message(
            "Of filed requests of {civil} the share that was promised support; a no-go or a later "
            "withdrawal counts as honoured."
        ),
        in_table=True,
    ),
    Outcome(
        "informal_share",
        "share",
        "neutral",
        Message("Support that was informal"),
        Message("Share of support that went around the desks."),
        in_table=True,
    ),
    Outcome(
        "pareto_share",
        "share",
        "good",
        Message("Both parties better off"),
        Message(
            "Share of support by which the requester gained and the provider did not lose: "
            "training and information less the cost that nobody paid back."
        ),
    ),
    Outcome(
        "knowledge_shared",
        "share",
        "good",
        Message("Sensitive knowledge shared"),
        Message("Over support, information shared, weighted by how sensitive the need is."),
    ),
    Outcome(
        "fragmentation",
        "share",
        "bad",
        Message("Fragmented complex needs"),
        Message(
            "Share of complex needs handled by one party, or by both without a joint goal and with "
            "less than half of the information shared."
        ),
    ),
    Outcome(
        "comparative_advantage",
        "share",
        "good",
        Message("Support with what the other lacks"),
        Message("Share of the effect sent that was given where the requester lacks the skill."),
    ),
    Outcome(
        "active_pairs",
        "count",
        "neutral",
        Message("Pairs of units that worked together"),
        Message(
            "Actors brought together: pairs of a requester and a leading unit with support for a "
            "need that arose in the measured time. Reported without weight."
        ),
    ),
)

_RELATIONS = (
    Outcome(
        "aversion_end",
        "level",
        "bad",
        Message("Societal aversion at end"),
        Message("Society's aversion to visible deployment on the last day."),
        in_table=True,
    ),
    Outcome(
        "vetoes",
        "count",
        "bad",
        Message("Political vetoes"),
        Message(
            "Requests that were made and whose permission failed by a political no, foreseen in "
            "consultation or given."
        ),
        in_table=True,
    ),
    Outcome(
        "unlawful_acts",
        "count",
        "bad",
        Message("Unlawful acts"),
        Message("Deployments in which unclear powers led to an unlawful act."),
    ),
    Outcome(
        "learning_dividend",
        "share",
        "good",
        Message("Last year against first"),
        Message("Gap closed in the last year minus the first. Does not exist below two years."),
    ),
    Outcome(
        "understanding_end",
        "level",
        "good",
        Message("Mutual understanding at end"),
        Message("Mean over all pairs of units that could work together."),
        in_table=True,
    ),
    Outcome(
        "trust_end",
        "level",
        "good",
        Message("Trust at end"),
        Message("Mean over pairs with a deployment. Does not exist without one."),
        in_table=True,
    ),
)

_EVERY_RUN = (*GAP, *_SUPPORT, *_RELATIONS, *(_share_of(state) for state in END_STATES))

DECLARED: dict[str, Outcome] = {outcome.name: outcome for outcome in (*_EVERY_RUN, *PAIRED)}
"""Every outcome by its key, in the order of the tables."""

OUTCOMES = tuple(outcome.name for outcome in _EVERY_RUN)
"""The keys that every run has."""

REFERENCES = tuple(outcome.name for outcome in PAIRED)
"""The keys that a run has beside these with ``references=True``."""

LOWER_IS_BETTER = frozenset(o.name for o in DECLARED.values() if o.direction == "bad")
"""Outcomes of which less is better, as declared; of the others more is taken to be better."""
