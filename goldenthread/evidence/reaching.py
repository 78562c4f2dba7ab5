"""A point on a chart in an address, and back: for the forms that areas above open from one."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict

from goldenthread.evidence.rules import cuts
from goldenthread.evidence.steps import Spot
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.periods import Period


def asked(spot: Spot) -> str:
    """Return a point as the end of an address."""
    days = {"from": spot.period.start.isoformat(), "to": spot.period.end.isoformat()}
    return urlencode({"indicator": spot.indicator, **days, **({"group": spot.cut} if spot.cut else {})})


def spot(partnership: UUID, query: QueryDict) -> Spot | None:
    """Return the point an address names, None where it names none; raises `NotFound` for one nobody could be given."""
    if not query.get("indicator"):
        return None
    days = period(query)
    try:
        cut = cuts.cut(cuts.breakdown(query.get("group", "")))
        indicator = UUID(query.get("indicator", ""))
    except (ValueError, RuleBroken) as error:
        raise NotFound("There is no such figure.") from error
    if days is None:
        raise NotFound("There is no such figure.")
    return Spot(indicator, partnership, days, cut)


def period(query: QueryDict) -> Period | None:
    """Return the days an address names, None where it names none; raises `NotFound` for days there are not."""
    if not query.get("from") and not query.get("to"):
        return None
    try:
        return Period(*[date.fromisoformat(query.get(name, "")) for name in ("from", "to")])
    except (ValueError, RuleBroken) as error:
        raise NotFound("There is no such period.") from error
