"""From a line as it is stored to a line as the rules count it."""

from decimal import Decimal

from goldenthread.finance import filing, rules
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


def details_of(row: Line) -> rules.LineDetails:
    """Return what was said about a line, as the rules take it."""
    return rules.LineDetails(
        heading=row.heading,
        budget=row.budget,
        state=row.state,
        agency=row.agency_id,
        fund=row.fund_id,
        detail=row.detail,
        forecast=row.forecast,
        ours=row.ours,
        of=row.of,
        shared_with=row.shared_with,
    )


def key_of(row: Line) -> filing.Key:
    """Return what makes a line of a file this line."""
    return filing.key_of(row.kind, str(row.agency_id or ""), row.heading, str(row.fund_id))
