"""One run of the peer, and its log in the columns of the product's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from sim.errors import UserError
from sim.measures.measures import COLUMNS
from sim.setting.setting import Setting
from sim.streams.tape import Tape
from tests.peer.model import PeerModel
from tests.peer.needs import Need


@dataclass(frozen=True, eq=False)
class PeerRun:
    """What came of one run of the peer."""

    model: PeerModel

    @cached_property
    def requests(self) -> pd.DataFrame:
        """A row per incident after the warm-up, in the product's columns."""
        warm_up = self.model.setting.warm_up_days
        rows = [
            row(need, warm_up)
            for need in self.model.needs
            if need.happened and need.time >= warm_up
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    @cached_property
    def outcomes(self) -> dict[str, float]:
        """Y, the shares of end states, and how relations and society stand at the end."""
        log = self.requests
        consent = {kind.row.id for kind in self.model.kinds if kind.row.pre_authorised}
        log = log[~log["class"].isin(consent)]
        gap = float((log.severity * (1.0 - log.y0)).sum())
        closed = float((log.severity * (log.y1 - log.y0)).sum())
        found = {"gap_closed": closed / gap if gap > 0.0 else float("nan")}
        for state, part in log["end_state"].value_counts(normalize=True).items():
            found[f"share_{state}"] = float(part)
        found["aversion_end"] = self.model.aversion
        pairs = self.model.setting.tables.contact_pairs
        units = self.model.units
        relations = [self.model.relation(units[i], units[j]) for i, j in pairs]
        found["understanding_end"] = mean([relation.understanding for relation in relations])
        found["trust_end"] = mean([r.bond.trust for r in self.model.relations if r.deployed])
        return found


def mean(values: list[float]) -> float:
    """Return the mean; NaN of nothing."""
    return sum(values) / len(values) if values else float("nan")


def run_peer(setting: Setting, tape: Tape) -> PeerRun:
    """Run the peer on a tape.

    Raises:
        UserError: For idealised gates, which the peer does not have.
    """
    if setting.ideal:
        raise UserError(f"the peer has no idealised gates; ideal is {setting.ideal!r}")
    model = PeerModel(setting, tape)
    model.run_until(model.horizon)
    return PeerRun(model)


def row(need: Need, warm_up: float) -> dict[str, Any]:
    """Return the log's row of a need."""
    gates = need.gates
    alone = need.end_state == "alone"
    days = need.support_days if need.started else 0.0
    value = need.severity * (need.y1 - need.y0) - need.c.unit_cost * need.offered * days / 100.0
    return {
        "incident": need.number,
        "class": need.kind.id,
        "time": need.time - warm_up,
        "requester": need.requester.row.id,
        "provider": "" if alone or not need.candidates else need.provider.row.id,
        "size": need.size,
        "gap": need.gap,
        "severity": need.severity,
        "deadline_days": need.deadline,
        "duration_days": need.duration,
        "legal_basis": need.basis,
        "informal": need.informal,
        "filed": need.filed,
        "want": alone or gates.want,
        "can": alone or gates.can,
        "may": alone or gates.may,
        "want_margin": gates.want_margin,
        "can_margin": gates.can_margin,
        "may_margin": gates.may_margin,
        "end_state": need.end_state,
        "stated_reason": need.stated_reason,
        "true_reason": need.true_reason,
        "lead_time_days": need.lead_time,
        "persons": need.persons,
        "person_days": need.persons * days,
        "y0": need.y0,
        "y1": need.y1,
        "added_value": value,
        "shared_information": need.shared_information,
        "extensions": need.extensions,
        "leak": need.leak,
        "unlawful": need.unlawful,
        "distrust": gates.distrust,
    }
