"""A plain-Mesa version of the same process, written from the description of the model alone.

Units, partnerships and desks are Mesa agents with methods, everything happens on Mesa's event
list, and nothing is compiled. It reads the same setting and tape as the product, takes nothing
from its rules, handlers or clock, and gives the same log: an independent verification, and the
yardstick for speed.
"""

from tests.peer.run import PeerRun, run_peer

__all__ = ["PeerRun", "run_peer"]
