"""The cheapest cells that meet conditions: a mixed-integer programme, answered by HiGHS through `scipy.optimize.milp`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor

from goldenthread.evidence.disclosure.conditions import Condition
from goldenthread.evidence.disclosure.model import Key

_INFEASIBLE = 2
_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Proposal:
    """Cells that meet all conditions, and how many any answer must have at the least. ``proved``: none are cheaper."""

    cells: frozenset[Key]
    needed: int
    proved: bool


def cheapest(cost: Mapping[Key, float], known: Sequence[Condition], seconds: float) -> Proposal | None:
    """Return the cheapest cells that meet all conditions; all cells if the time was too short; None if nothing does.

    Costs are as `secondary.costs` gives them: the sum of any cells is less than one above their number.
    """
    import numpy as np  # noqa: PLC0415 - only those who ask wait for it
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415
    from scipy.sparse import csr_array  # noqa: PLC0415

    keys = list(cost)
    if any(not each.weights and each.need > 0 for each in known) or not keys:
        return None
    place = {key: at for at, key in enumerate(keys)}
    entries = [(row, place[key], weight) for row, each in enumerate(known) for key, weight in each.weights.items()]
    rows, columns, weights = zip(*entries, strict=True)
    matrix = csr_array((np.array(weights), (rows, columns)), shape=(len(known), len(keys)))
    needs = np.array([each.need - _NEAR for each in known])
    answer = milp(
        np.array([cost[key] for key in keys]),
        constraints=LinearConstraint(matrix, needs, np.inf),
        bounds=Bounds(0, 1),
        integrality=np.ones(len(keys)),
        options={"time_limit": seconds, "mip_rel_gap": 1e-9},
    )
    if answer.status == _INFEASIBLE:
        return None
    needed = floor(max(answer.mip_dual_bound or 0, 0) + _NEAR)
    if answer.x is None:
        return Proposal(frozenset(keys), needed, False)
    chosen = frozenset(key for key, share in zip(keys, answer.x, strict=True) if share > 0.5)
    return Proposal(chosen, needed, answer.status == 0)
