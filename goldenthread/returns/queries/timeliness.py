"""Completeness and timeliness of returns: what came, when, and how much of what was asked."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.evidence.rules.sheet import say
from goldenthread.returns.models import Return
from goldenthread.returns.queries.standing import standings
from goldenthread.returns.queries.workspaces import listed
from goldenthread.returns.rules import timeliness


@reads
def timed(viewer: Viewer) -> QuerySet[Return]:
    """Return the returns the viewer may know of, with how many figures were asked, answered and given."""
    figure = Q(lines__entered_at__isnull=False, lines__missing_why="")
    return listed(viewer).annotate(given=Count("lines", filter=figure))


@reads
def matrix(viewer: Viewer, on: date, rows: QuerySet[Return] | None = None) -> timeliness.Matrix:
    """Return agencies by periods, for the newest eight periods. What was typed and never signed counts as not given."""
    found = standings(viewer, timed(viewer) if rows is None else rows, on)
    return timeliness.matrix(
        timeliness.One(
            agency=each.answer.agency.title,
            period=say(each.answer.call.period),
            order=(each.answer.call.end, each.answer.call.start),
            signed=each.facts.signed,
            late=each.late if each.facts.signed or each.late else None,
            asked=each.facts.asked,
            given=each.answer.given if each.facts.signed else 0,  # type: ignore[attr-defined]
            closed=each.facts.closed,
            after=each.facts.after,
        )
        for each in found
    )
