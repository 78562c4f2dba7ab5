"""Completing an audit: its results, what it found, and who does what by when, on one page."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import forms, operations, presenters, queries
from goldenthread.case_audits.models import Audit
from goldenthread.case_audits.operations.concluding import Concluded
from goldenthread.case_audits.presenters import address
from goldenthread.case_audits.queries.moderation import Meeting
from goldenthread.case_audits.rules import moderation
from goldenthread.case_audits.views.preparing import led
from goldenthread.foundation import clock
from goldenthread.thread import queries as thread
from goldenthread.thread.rules.words import CONCERN, GOOD_PRACTICE
from goldenthread.ui.tasks import Task, run

_LEAD = Permission.CASE_AUDIT_LEAD
_NEW = 4  # findings that can be written down at once, beside those the meeting recorded


@needs(_LEAD)
def complete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End an audit with what it leaves behind: findings, and actions with owners and days. All partners read it from then on."""
    viewer, row = led(request, pk)
    found = list(thread.findings(viewer).filter(source=pk).order_by("pk"))
    table = queries.meeting(viewer, row) if queries.is_moderated(viewer, row) else None
    good = _good_practice(table) if table else []
    may_find = viewer.may(Permission.FINDING_RECORD, partnership=row.partnership_id, group=row.group_id)
    rows = [
        forms.Row(f"f{place}", finding=each.pk, text=each.text, kind=each.kind) for place, each in enumerate(found, 1)
    ]
    if may_find:
        rows += [
            forms.Row(f"g{place}", kind=GOOD_PRACTICE, text=words, theme=theme, said=True)
            for place, (theme, words) in enumerate(good, 1)
        ]
        rows += [forms.Row(f"n{place}", kind=CONCERN) for place in range(1, _NEW + 1)]
    owners = _owners(viewer, row)

    def make(data: Any) -> Any:
        return forms.CompleteForm(data, initial={"on": clock.today()}, rows=rows, owners=owners)

    def act(form: Any) -> str:
        given = form.cleaned_data
        told = [_concluded(each, given) for each in rows if not each.said or given[f"share_{each.name}"]]
        operations.complete(
            by=viewer, at=clock.now(), audit=pk, on=given["on"], words=given["words"], again_on=given["again_on"],
            concluded=told,
        )  # fmt: skip
        return address(pk)

    waiting = len(moderation.furthest(table.cells)) if table else 0
    context = {
        "row": row,
        "say": presenters,
        "rows": rows,
        "waiting": waiting,
        "results": queries.results(viewer, row) if row.is_open else [],
    }
    lede = "All partners read its results and findings from then on. Cases stay behind their wall."
    task = Task("Complete the audit", (row.title, address(pk)), make, act, "The audit is complete.", "Complete the audit",
                row.title, lede, template="case_audits/complete.jinja", context=context)  # fmt: skip
    return run(request, task)


def _concluded(row: forms.Row, given: Any) -> Concluded:
    agency = given[f"agency_{row.name}"]
    said = {} if row.finding else {name: given[f"{name}_{row.name}"] for name in ("text", "theme")}
    if row.finding is None:
        said["kind"] = given[f"kind_{row.name}"] or row.kind
    return Concluded(
        row.name, **said, finding=row.finding, action=given[f"action_{row.name}"], agency=UUID(agency) if agency else None,
        due=given[f"due_{row.name}"],
    )  # fmt: skip


def _owners(viewer: Viewer, row: Audit) -> list[tuple[str, str]]:
    """Return the agencies that can own an action, those that took part first."""
    known = dict(queries.agencies(viewer, row.partnership_id, row.joint_with_id))
    first = [str(each.agency_id) for each in queries.participants(viewer, row.pk)]
    return [(pk, known.pop(pk)) for pk in first if pk in known] + list(known.items())


def _good_practice(found: Meeting) -> list[tuple[str, str]]:
    """Return what the meeting noted as good practice, by section: to be shared only where it is ticked."""
    names = {each.id: each.name for each in found.questions}
    kept = [each for each in found.kept.values() if each.good_practice and each.question_id in names]
    return [(names[each.question_id], each.good_practice) for each in sorted(kept, key=lambda one: one.pk)]
