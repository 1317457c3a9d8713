"""Outcomes that take paired runs on the same tape (see ``sim.measures.references`` for how)."""

from __future__ import annotations

from sim.outcomes.declare import Outcome

PAIRED = (
    Outcome(
        "frictionless", "share", "good",
        "Gap closed without friction", "Tekort gedicht zonder wrijving",
        "Gap closed with the same people and the gates open: both willing, all allowed at once, no "
        "reserve and no limit by short notice. A reference, not a ceiling: more support may "
        "exhaust people.",
        "Tekort gedicht met dezelfde mensen en open poorten: beide willen, alles mag meteen, geen "
        "reserve en geen grens door korte termijn. Een vergelijking, geen plafond: meer steun kan "
        "mensen opmaken.", in_table=True, paired=True,
    ),
    Outcome(
        "own_task_loss", "share", "bad",
        "Own tasks lost to support", "Eigen taken verloren aan steun",
        "Person-days that own tasks of {military} lacked because people supported: with support "
        "minus without, over the person-days of its own tasks.",
        "Persoonsdagen die eigen taken van {military} misten doordat mensen steunden: met steun "
        "min zonder, gedeeld door de persoonsdagen van de eigen taken.", in_table=True, paired=True,
    ),
    Outcome(
        "net_value_after_own_tasks", "value", "good",
        "Net value after own tasks", "Netto waarde na eigen taken",
        "Net added value less own_task_weight for each 100 person-days that own tasks lost.",
        "Netto meerwaarde min own_task_weight per 100 persoonsdagen die eigen taken misten.",
        paired=True,
    ),
    Outcome(
        "crisis_service_lost", "share", "bad",
        "Service lost in the crisis", "Dienstverlening verloren in de crisis",
        "Over the days of the scenario's windows that pass and its single needs: the share of "
        "needs met in the run without them minus with them. Does not exist without such a window.",
        "Over de dagen van de tijdelijke vensters en losse behoeften van het scenario: het deel "
        "van de behoeften dat vervuld is zonder min met. Bestaat niet zonder zo'n venster.",
        paired=True,
    ),
    Outcome(
        "crisis_recovery_days", "days", "bad",
        "Time to recover from the crisis", "Hersteltijd na de crisis",
        "Days after the last window until no more than a tenth is left of the most people that "
        "were busy beyond the run without it. Does not exist without a window, without more busy "
        "people, or where the end of the run comes first.",
        "Dagen na het laatste venster tot hoogstens een tiende over is van het hoogste aantal "
        "mensen dat meer bezet was dan zonder. Bestaat niet zonder venster, zonder extra "
        "bezetting, of waar het einde van de run eerder komt.", paired=True,
    ),
    Outcome(
        "pooling_gain", "share", "neutral",
        "Peak that one pool would save", "Piek die een pool zou besparen",
        "Scale: 1 minus the peak of all work over the sum of both sides' own peaks, as if "
        "everybody could do all work. Reported without weight.",
        "Schaal: 1 min de piek van al het werk gedeeld door de som van de pieken van beide kanten, "
        "alsof iedereen al het werk kan. Zonder gewicht gemeld.", paired=True,
    ),
)  # fmt: skip
