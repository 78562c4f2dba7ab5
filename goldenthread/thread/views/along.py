"""The thread line on the page of every record, and the whole thread on a page of its own."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.records import queries as records
from goldenthread.records.presenters import address_of
from goldenthread.thread import presenters, queries
from goldenthread.thread.queries.scope import ACTION, FINDING
from goldenthread.thread.queries.walk import Thread
from goldenthread.ui.pages import page

Shown = tuple[str, Mapping[str, Any]] | None
_KEPT = "_thread_walked"
_PLACES = ("partnership.partnership", "partnership.agency", "partnership.group")


def walk(request: HttpRequest, record: UUID) -> Shown:
    """Show where a record stands on its thread, in one line."""
    walked = _walked(request, record)
    if not walked:
        return None
    words, links = presenters.walk_words(walked)
    return "thread/panel_walk.jinja", {"words": words, "links": links}


def line(request: HttpRequest, record: UUID) -> Shown:
    """Show the thread of a record, and what can be hung on it."""
    viewer, walked = viewer_of(request), _walked(request, record)
    row = records.visible_among(viewer, [record]).first()
    may_record = may_open = False
    if row is not None and row.kind not in _PLACES and row.kind not in (FINDING, ACTION):
        here = {"partnership": row.partnership_id, "group": row.owner_group_id}
        may_record = not row.kind.startswith("thread.") and viewer.may(Permission.FINDING_RECORD, **here)
        may_open = not row.kind.startswith("thread.") and viewer.may(Permission.ACTION_OPEN, **here)
    if not walked and not (may_record or may_open):
        return None
    steps = presenters.steps(walked) if walked else []
    return "thread/panel_line.jinja", {"steps": steps, "record": record, "may_record": may_record, "may_open": may_open}


def _walked(request: HttpRequest, record: UUID) -> Thread:
    """Return the thread, walked once for both panels of a page."""
    kept = getattr(request, _KEPT, None)
    if kept is None or kept.record != record:
        kept = queries.thread_of(viewer_of(request), record)
        setattr(request, _KEPT, kept)
    return kept


@needs(Permission.THREAD_VIEW)
def whole(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the whole thread of a record, each step with what it hangs on."""
    viewer = viewer_of(request)
    row = records.get(viewer, pk)
    walked = queries.thread_of(viewer, pk)
    context = {"row": row, "address": address_of(row), "steps": presenters.steps(walked, all_of_it=True)}
    return page(request, "thread/whole.jinja", context)
