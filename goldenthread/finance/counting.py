"""From a line as it is stored to a line as the rules count it."""

from decimal import Decimal

from goldenthread.finance import rules
from goldenthread.finance.models import Line


def sum_of(row: Line) -> rules.Sum:
    """Return a line of `lines` as the rules count it: our share of each amount."""

    def share(amount: Decimal | None) -> Decimal | None:
        return None if amount is None else rules.our_share(amount, row.ours, row.of)

    return rules.Sum(
        kind=row.kind,
        budget=share(row.budget),
        actual=share(row.actual) or rules.NOTHING,  # type: ignore[attr-defined]  # annotated by queries.lines
        forecast=share(row.forecast),
        state=row.state,
        fund=row.fund_id,
    )
