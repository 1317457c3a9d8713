"""All that a calibration found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.calibration.made import Made
from analysis.calibration.weighing.posterior import Posterior
from analysis.calibration.weighing.proposed import Beside
from analysis.plausible.targets import Target


@dataclass(frozen=True, eq=False)
class Findings:
    """All that a calibration says.

    Attributes:
        posterior: The weighted draws.
        made: What came of made data.
        beside: The default, and a proposal beside it.
        targets: What was seen.
    """

    posterior: Posterior
    made: Made
    beside: Beside
    targets: Sequence[Target]
