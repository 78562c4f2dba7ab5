"""Due dates for a calendar program: no sign-in, a secret address instead."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from goldenthread.access.guards import public
from goldenthread.access.identity import viewer_for
from goldenthread.foundation import clock
from goldenthread.foundation.errors import GoldenThreadError
from goldenthread.workbench import ical, limits, moments, presenters
from goldenthread.workbench.operations import feeds
from goldenthread.workbench.queries import due
from goldenthread.workbench.queries.feeds import feed_with
from goldenthread.workbench.rules import secret_hash

READS, WRONG, SECONDS = 60, 20, 3600
MOST = 1000


@public("A calendar program cannot sign in: the address itself is the secret, kept as a hash and revocable")
@require_GET
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Return the dates of the account that the address belongs to, as it may see them now."""
    now = clock.now()
    feed = feed_with(secret_hash(secret))
    who = f"feed {feed.pk}" if feed else f"feed stranger {request.META.get('REMOTE_ADDR', '')}"
    if not limits.allowed(who, limit=READS if feed else WRONG, seconds=SECONDS, at=now):
        return HttpResponse("Too many requests", status=429, headers={"Retry-After": str(SECONDS)})
    if feed is None:
        raise Http404
    try:
        viewer = replace(viewer_for(feed.user.email, through="calendar"), opened=frozenset())
    except GoldenThreadError as closed:
        raise Http404 from closed
    feeds.note_read(by=viewer, at=now, feed=feed.pk)
    when, days = moments.at(viewer, now)
    rows = list(due.listed(viewer, due.outside(viewer), when)[:MOST])
    lines = presenters.lines(rows, {}, when, days)
    dates = [_date(row, line) for row, line in zip(rows, lines, strict=True)]
    response = HttpResponse(ical.calendar("Golden Thread: my work", dates), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = 'inline; filename="my-work.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _date(row: object, line: presenters.Line) -> ical.DueDate:
    checked = "Not checked against the guidance." if line.face.unverified else ""
    said = [line.whose, line.face.rule_words, checked, line.face.why]
    moment = getattr(row, "due_at", None)
    return ical.DueDate(
        uid=f"{line.id}@goldenthread",
        summary=f"Due: {line.title}",
        when=moment or row.due_on,  # type: ignore[attr-defined]
        changed_at=row.started_at,  # type: ignore[attr-defined]
        description="\n".join(each for each in said if each),
        address=settings.ADDRESS + (line.why_address or reverse("workbench:my_work")),
        category=line.kind,
    )
