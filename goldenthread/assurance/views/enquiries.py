"""Lists of what was asked, and the page of one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import presenters, queries, rules
from goldenthread.assurance.views.asking import address
from goldenthread.documents import queries as documents
from goldenthread.evidence import blocks
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation import clock
from goldenthread.records import queries as records
from goldenthread.ui.lists import ChoiceFilter, Column, DateRangeFilter, Empty, FlagFilter, ListView, TextFilter
from goldenthread.ui.lists.filters import Filter
from goldenthread.workbench.pages import record_page

_SEE = Permission.ASSURANCE_VIEW
_COLUMNS = [
    Column(
        "title",
        "About",
        value=lambda row: row.title,
        link=lambda row: address(row.pk),
        below=lambda row: f"{row.record.reference}, {presenters.asker(row)}",
        sort="title",
    ),
    Column("reference", "Reference", value=lambda row: row.record.reference, hidden=True),
    Column("agency", "Agency", value=lambda row: row.agency.title, sort="agency__title"),
    Column("asker", "Asked by", value=presenters.asker, hidden=True),
    Column("state", "State", value=lambda row: presenters.state(row)[0], tag=presenters.state, sort="state"),
    Column("due", "Due", value=lambda row: row.due_on, sort="due_on"),
    Column("asked", "Asked on", value=lambda row: clock.london_day(row.asked_at), sort="asked_at"),
    Column("question", "Question", value=lambda row: row.question, hidden=True),
    Column("said", "What was said of the answer", value=lambda row: row.words, hidden=True),
    Column("follows", "What follows", value=lambda row: row.follows, hidden=True),
]


def _late(rows: Any) -> Any:
    return rows.filter(state__in=rules.OPEN, due_on__lt=clock.today())


def _list(viewer: Viewer, code: str, title: str, rows: Any, empty: Empty, lede: str) -> ListView:
    agencies = records.named_in(viewer, rows, "agency", "agency")
    groups = records.named_in(viewer, rows, "group", "group")
    filters: list[Filter] = [
        TextFilter("q", "About", apply=lambda found, words: found.filter(title__icontains=words)),
        ChoiceFilter("agency", "Agency", choices=agencies, apply=lambda found, pk: found.filter(agency=pk)),
        ChoiceFilter("group", "Asked by", choices=groups, apply=lambda found, pk: found.filter(group=pk)),
        ChoiceFilter("state", "State", choices=rules.WORDS.items(), apply=lambda found, at: found.filter(state=at)),
        DateRangeFilter("due_on", "Due"),
        FlagFilter("late", "Late", apply=lambda found, value: _late(found)),
    ]
    return ListView(code, title, _COLUMNS, filters, "-asked", empty=empty, lede=lede)


@needs(_SEE)
def calls(request: HttpRequest) -> HttpResponse:
    """List the calls for evidence."""
    empty = Empty("No calls for evidence yet", "Open an indicator, choose a point and ask the agency why.")
    lede = "Questions to agencies about what the data shows: each answers by a day what, why, so what and what next."
    return _respond(request, rules.CALL, "Calls for evidence", empty, lede)


@needs(_SEE)
def reports(request: HttpRequest) -> HttpResponse:
    """List the assurance reports."""
    empty = Empty("No assurance reports yet", "Ask an agency to say what it can assure the partnership of.")
    lede = "Reports in which agencies say what they can assure the partnership of, and what was judged of them."
    return _respond(request, rules.REPORT, "Assurance reports", empty, lede)


def _respond(request: HttpRequest, kind: str, title: str, empty: Empty, lede: str) -> HttpResponse:
    viewer = viewer_of(request)
    rows = queries.enquiries(viewer, kind)
    places = queries.places(viewer) if viewer.may_somewhere(Permission.ASSURANCE_ASK) else []
    context = {
        "asks": [(name, reverse("assurance:ask", args=[pk, kind])) for pk, name in places],
        "label": f"Ask for {'evidence' if kind == rules.CALL else 'a report'}",
    }
    view = _list(viewer, f"assurance.{kind}s", title, rows, empty, lede)
    return view.respond(request, rows, "assurance/enquiries.jinja", context)


@needs(Permission.ASSURANCE_ANSWER)
def asked_of_us(request: HttpRequest) -> HttpResponse:
    """List what the viewer's agencies were asked, whatever it is and by whomever."""
    viewer = viewer_of(request)
    rows = queries.enquiries(viewer, mine=True)
    empty = Empty("Nothing is asked of you", "Questions of the partnership's groups to your agency stand here.")
    lede = "What the groups of your partnerships ask of your agency."
    view = _list(viewer, "assurance.asked_of_us", "Asked of us", rows, empty, lede)
    return view.respond(request, rows)


@needs(_SEE)
def enquiry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what was asked, the figures it is about, and what was answered."""
    viewer = viewer_of(request)
    row = queries.enquiry(viewer, pk)
    writes = row.state in rules.OPEN and queries.may_write(viewer, row)
    answers = list(row.answers.all())
    in_hand = answers[-1] if answers and (answers[-1].sent_at is None or row.state in rules.OPEN) else None
    sent = presenters.sent(row)
    context = {
        "row": row,
        "say": presenters,
        "when": say,
        "state": presenters.state(row),
        "points": [
            (each, blocks.address(each.indicator_id, each.period, each.cut)) for each in queries.points(viewer, pk)
        ],
        "writing": presenters.parts(row, in_hand) if writes else [],
        "whole": writes and all(said for _, said in presenters.parts(row, in_hand)),
        "sent": [(answer, presenters.parts(row, answer), list(answer.papers.all())) for answer in sent],
        "may_add": writes and documents.may_edit(viewer, pk),
        "others": list(queries.asked_together(viewer, row)),
        "may_ask": row.state in rules.LIVE and queries.may_ask(viewer, row),
        "may_record": row.state in rules.OPEN and queries.may_ask(viewer, row) and not in_hand,
        "may_judge": row.state == rules.ANSWERED and queries.may_judge(viewer, row),
        "may_find": row.state in (rules.ANSWERED, rules.ACCEPTED)
        and viewer.may(Permission.FINDING_RECORD, partnership=row.partnership_id, group=row.group_id),
        "missing": sent[0].missing if sent and row.state == rules.AGAIN else "",
    }
    item = f"assurance.{row.kind}s"
    history = presenters.history(row)
    return record_page(request, pk, "assurance/enquiry.jinja", context, history=history, section="assurance", item=item)
