"""The source study's conclusions, each with what is measured beside it and what stays unsaid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.report.results import Results
from analysis.report.verdicts import OPEN, Size, numbers, said
from experiments.keys.standing import Declared

Measure = Callable[[Results], Sequence[Size]]


@dataclass(frozen=True, slots=True)
class Conclusion(Declared):
    """A conclusion of the source study.

    Attributes:
        claim: The conclusion, with its section.
        measured: What is measured beside it, in words.
        sizes: The effects, positive where the source study expects it.
        remark: How far the simulation can speak.
        by_itself: Whether the measure can decide; if not, the verdict is that it cannot tell.
    """

    claim: str
    measured: str
    sizes: Measure
    remark: str
    by_itself: bool = True

    def row(self, results: Results) -> list[str]:
        """Return claim, measure with numbers, verdict and remark, for a table."""
        sizes = self.sizes(results)
        judged = said(sizes) if self.by_itself else f"**{OPEN}**"
        return [self.claim, f"{self.measured}: {numbers(sizes)}", judged, self.remark]


CONCLUSIONS: tuple[Conclusion, ...] = (
    Conclusion(
        "Willingness is a critical precondition, with a direct effect (§4.6, §5)",
        "opening the gate *want* would bring",
        lambda r: r.worth("want"),
        "that nothing happens without any will is by construction; what more of it would bring is"
        " not",
    ),
    Conclusion(
        "Available people can be a substantial obstacle (§4.6, §6.1)",
        "opening the gate *can* would bring",
        lambda r: r.worth("can"),
        "can fail; an ideal, not a measure that can be taken",
    ),
    Conclusion(
        "Willingness is what decides; capacity follows from it (§4.6)",
        "*want* is worth more than *can* by",
        lambda r: r.worth_more("want", "can"),
        "the two ideals are not of equal strength: opening *can* means people without limit, and"
        " lifts the reserve, which the source study counts as priority and so as will; whether"
        " capacity mediates is asked by `bijstand mediate` and in [patterns](patterns.md)",
        by_itself=False,
    ),
    Conclusion(
        "Shortages and crisis can wreck collaboration despite willingness (discussion)",
        "less of the gap is closed, by",
        lambda r: r.scenario_costs(),
        "can fail; the size of the shock is the scenario's",
    ),
    Conclusion(
        "Urgency strengthens the collaboration (§4.1.3, §4.6)",
        "over the range of `urgency`",
        lambda r: r.effect("urgency", +1),
        "the direction is built in for each request, its size over the whole is not",
    ),
    Conclusion(
        "Mutual understanding is of great importance (§4.6, §6.2)",
        "over the ranges of the two that keep it alive, `shared_values` and then `liaison_cover`",
        lambda r: [*r.effect("shared_values", +1), *r.effect("liaison_cover", +1)],
        "can fail: other conditions of contact cost people",
    ),
    Conclusion(
        "A common goal creates commitment (§4.6)",
        "over the range of `joint_goal`",
        lambda r: r.effect("joint_goal", +1),
        "the direction is built in, its size is not",
    ),
    Conclusion(
        "Transparency of the process enlarges what willingness does (§4.6)",
        "over the range of `transparency`",
        lambda r: r.effect("transparency", +1),
        "acts through the desks' time in the model, which is one reading of it",
    ),
    Conclusion(
        "Financial consequences weigh little, and their absence helps (§4.2.2, §4.6)",
        "over the range of `compensation`",
        lambda r: r.effect("compensation", +1),
        "weights of cost were set low because respondents say so",
    ),
    Conclusion(
        "Trust enlarges what willingness does (§4.6)",
        "over the range of `trust_start`, by what trust does",
        lambda r: r.effect_under("trust_start", +1, "trust"),
        "that it does so is what one of the answers says; how much it then brings is not",
    ),
    Conclusion(
        "Clear agreements minimise what barriers do (§4.6, §5)",
        "gain of the joint assessment framework",
        lambda r: r.gain("joint_framework"),
        "the direction is by construction, its size beside other levers and its cost is not",
    ),
    Conclusion(
        "Talk beforehand about the limits of powers (§6.2)",
        "gain of a briefing on powers",
        lambda r: r.gain("powers_briefing"),
        "the direction is by construction, its size is not",
    ),
    Conclusion(
        "Prioritise capacity, with an exception in a crisis (§6.1)",
        "gain of priority for support, NATO lifted in a crisis",
        lambda r: r.gain("capacity_priority_crisis"),
        "own tasks that are lost are not in this outcome; see the costs",
    ),
    Conclusion(
        "Liaisons and joint exercises make the parties know each other (§6.2)",
        "gain of liaisons and joint exercises",
        lambda r: r.gain("liaisons"),
        "can fail: the people that they take are away from their units",
    ),
    Conclusion(
        "Working sessions make unique qualities known (§6.2)",
        "gain of working sessions",
        lambda r: r.gain("working_sessions"),
        "can fail, for the same reason",
    ),
    Conclusion(
        "Defence says which requests add value for it (§6.2)",
        "gain of announcing wanted training",
        lambda r: r.gain("training_match"),
        "can fail",
    ),
    Conclusion(
        "Explain the use of soldiers to society (§6.1)",
        "gain of an official explanation",
        lambda r: r.gain("official_explanation"),
        "acts on aversion, and hardly on this outcome; whether society is served by it is not"
        " measured",
    ),
    Conclusion(
        "Politics and society's aversion weigh on it (§4.3.1, §4.6)",
        "over the range of `aversion_start`",
        lambda r: r.effect("aversion_start", -1),
        "what officials presume went in, so its size is theirs",
    ),
    Conclusion(
        "Taking away all legal limits is not wanted (§4.6, §6.2)",
        "opening the gate *may* would bring",
        lambda r: r.worth("may"),
        "what it would bring is no answer to whether it is wanted: legitimacy is not in the"
        " outcome",
        by_itself=False,
    ),
)
