"""The due list as a file."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.clocks.rules import Calendar
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed
from goldenthread.ui.lists import exports
from goldenthread.workbench import presenters
from goldenthread.workbench.due import Moment
from goldenthread.workbench.queries import due as queries

FORMATS = ("csv", "xlsx")
HEAD = ["What", "Reference", "About", "Kind", "Whose answer", "Partnership", "Group of the list", "Due on", "Due at"]
HEAD += ["State", "Rule or reason", "Checked against the guidance", "Why this date", "In hand with"]


def due_file(
    request: HttpRequest, rows: Any, when: Moment, calendar: Calendar, extension: str, title: str
) -> HttpResponse:
    """Return the due list as CSV or Excel; needs the permission to export, and is announced as every export is."""
    viewer = viewer_of(request)
    if not viewer.may_somewhere(Permission.LIST_EXPORT):
        raise NotAllowed(f"Your roles do not let you {Permission.LIST_EXPORT.sentence}.")
    found = list(rows)
    handed = queries.delegations(viewer, [row.pk for row in found])
    cells = _cells(found, presenters.lines(found, handed, when, calendar))
    content, number = exports.as_csv(HEAD, cells) if extension == "csv" else exports.as_xlsx(title, HEAD, cells)
    made = exports.ExportMade(viewer, when.now, "workbench.due", title, extension, number, ())
    exports.announce(made)
    return exports.download(content, name=f"{title} {clock.london_day(when.now).isoformat()}", extension=extension)


def _cells(rows: Iterable[Any], lines: Iterable[presenters.Line]) -> Iterable[list[Any]]:
    for row, line in zip(rows, lines, strict=True):
        checked = "No" if line.face.unverified else ("Yes" if row.rule_version_id else "Not from a rule")
        yield [
            line.title,
            line.reference,
            line.record_title,
            line.kind,
            line.whose,
            line.partnership,
            line.bucket.heading,
            row.due_on,
            row.due_at,
            line.face.words,
            line.face.rule_words,
            checked,
            line.face.why,
            line.in_hand,
        ]
