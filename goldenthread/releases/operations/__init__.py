"""Every write of the releases."""

from goldenthread.releases.operations.deciding import send_back, set_out, withdraw
from goldenthread.releases.operations.policies import decide_policy
from goldenthread.releases.operations.preparing import prepare, prepare_again
from goldenthread.releases.operations.standing import protect

__all__ = ["decide_policy", "prepare", "prepare_again", "protect", "send_back", "set_out", "withdraw"]
