"""The list of audits, and the page of one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import library, presenters, queries
from goldenthread.case_audits import report as reports
from goldenthread.case_audits.rules import hearing, states
from goldenthread.foundation.text import counted, short_date
from goldenthread.records import queries as records
from goldenthread.ui.lists import ChoiceFilter, Column, DateRangeFilter, Empty, ListView, TextFilter
from goldenthread.ui.lists.filters import Filter
from goldenthread.workbench.pages import record_page

_SEE = Permission.CASE_AUDIT_VIEW
_COLUMNS = [
    Column(
        "title",
        "Audit",
        value=lambda row: row.title,
        link=lambda row: presenters.address(row.pk),
        below=lambda row: f"{row.record.reference}, {presenters.kind(row)}",
        sort="title",
    ),
    Column("reference", "Reference", value=lambda row: row.record.reference, hidden=True),
    Column("kind", "Type", value=presenters.kind, hidden=True),
    Column("runs", "Run by", value=presenters.runs),
    Column("state", "State", value=lambda row: presenters.state(row)[0], tag=presenters.state, sort="state"),
    Column("held", "Held", value=lambda row: row.held_on, sort="held_on"),
    Column("due", "Grades due", value=lambda row: row.due_on, sort="due_on"),
    Column("again", "Looks again at", value=lambda row: row.again.record.reference if row.again else "", hidden=True),
]


def _filters(viewer: Viewer, rows: Any) -> list[Filter]:
    return [
        TextFilter("q", "Words", apply=lambda found, words: found.filter(title__icontains=words)),
        ChoiceFilter("kind", "Type", choices=[(each.code, each.label) for each in library.types().values()],
                     apply=lambda found, value: found.filter(kind=value)),
        ChoiceFilter("state", "State", choices=states.AUDITS.items(), apply=lambda found, value: found.filter(state=value)),
        ChoiceFilter("partnership", "Partnership", choices=records.named_in(viewer, rows, "partnership", "partnership"),
                     apply=lambda found, value: found.filter(partnership=value)),
        DateRangeFilter("held_on", "Held"),
    ]  # fmt: skip


@needs(_SEE)
def audits(request: HttpRequest) -> HttpResponse:
    """List the audits."""
    viewer = viewer_of(request)
    rows = queries.audits(viewer)
    view = ListView(
        "case_audits.audits",
        "Audits",
        _COLUMNS,
        _filters(viewer, rows),
        "-held",
        empty=Empty("No audit yet", "What is audited, by whom and with what result stands here once one is begun."),
        lede="What we looked at in practice. Grades are given alone and opened together; results tell of no case.",
    )
    context = {"places": queries.places(viewer)}
    return view.respond(
        request, rows, "case_audits/audits.jinja", context, section="quality", item="case_audits.audits"
    )


@needs(_SEE)
def audit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one audit: how far it is, who takes part, how its cases were drawn, and what it found."""
    viewer = viewer_of(request)
    row = queries.audit(viewer, pk)
    leads, parts = queries.may_lead(viewer, row), list(queries.participants(viewer, pk))
    known = list(queries.cases(viewer, pk))
    groups = list(queries.heard(viewer, pk)) if row.type.hears else []
    context = {
        "row": row,
        "say": presenters,
        "leads": leads,
        "parts": parts,
        "mine": list(queries.parts_of(viewer, pk)),
        "draws": list(queries.draws(viewer, pk)),
        "results": queries.results(viewer, row) if row.is_open else [],
        "tallies": list(row.tallies.all()) if row.recorded else [],
        "later": queries.later(viewer, row),
        "wanting": queries.wanting(viewer, row) if leads and row.state == states.PREPARING else [],
        "cases": row.cases.filter(out_why="").count(),
        "known": bool(known),
        "known_rows": [[(each.name, presenters.case_address(each.pk)), each.holder.title, each.part or "–"] for each in known],
        "compared": reports.compared(viewer, row),
        "concerns": list(queries.concerns(viewer, audit=pk)),
        "moderated": queries.is_moderated(viewer, row),
        "heard": _heard(groups),
        "unshared": sum(1 for each in groups for one in each.said.all() if one.finding_id is None),
        "groups": queries.groups_heard(viewer, row) if not groups else [],
        "table": queries.at_table(viewer, row),
        "may_find": (row.state in states.OPENED or groups) and viewer.may(
            Permission.FINDING_RECORD, partnership=row.partnership_id, group=row.group_id
        ),
        "finding": f"{reverse('thread:record')}?source={pk}",
    }  # fmt: skip
    history = presenters.audit_history(row, parts)
    return record_page(
        request, pk, "case_audits/audit.jinja", context, history=history, section="quality", item="case_audits.audits"
    )


def _heard(groups: list[Any]) -> list[list[Any]]:
    """Return the groups that were heard as a table, for those who run the audit."""
    return [
        [
            (f"{each.sort_words}, {short_date(each.held_on)}", reverse("case_audits:heard", args=[each.pk])),
            hearing.told(each.roles),
            f"{each.questions.bank.title}, {each.questions.label}",
            counted(len(each.said.all()), "thing"),
        ]
        for each in groups
    ]
