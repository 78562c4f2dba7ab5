"""Lists, and the pages of findings, recommendations, actions and themes."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks.presenters import clock_face
from goldenthread.foundation import clock
from goldenthread.records.presenters import address_of
from goldenthread.thread import keeping, presenters, queries
from goldenthread.thread.rules import impact, statuses
from goldenthread.thread.views import lists
from goldenthread.ui.pages import page
from goldenthread.workbench.pages import Happened, record_page

SHOWN = 30  # of a theme; all of them stand in the lists, filtered


@needs(Permission.THREAD_VIEW)
def actions(request: HttpRequest) -> HttpResponse:
    """List the actions."""
    viewer = viewer_of(request)
    rows = lists.in_order(queries.actions(viewer))
    context = {
        "may_open": viewer.may_somewhere(Permission.ACTION_OPEN),
        "may_update": viewer.may_somewhere(Permission.ACTION_UPDATE),
        "query": request.GET.urlencode(),
    }
    return lists.actions(viewer, rows, clock.now()).respond(request, rows, "thread/actions.jinja", context)


@needs(Permission.THREAD_VIEW)
def findings(request: HttpRequest) -> HttpResponse:
    """List the findings."""
    viewer = viewer_of(request)
    rows = queries.findings(viewer)
    context = {"may_record": viewer.may_somewhere(Permission.FINDING_RECORD)}
    return lists.findings(viewer, rows).respond(request, rows, "thread/findings.jinja", context)


@needs(Permission.THREAD_VIEW)
def recommendations(request: HttpRequest) -> HttpResponse:
    """List the recommendations."""
    viewer = viewer_of(request)
    rows = queries.recommendations(viewer)
    context = {"may_record": viewer.may_somewhere(Permission.FINDING_RECORD)}
    return lists.recommendations(viewer, rows).respond(request, rows, "thread/recommendations.jinja", context)


@needs(Permission.THREAD_VIEW)
def themes(request: HttpRequest) -> HttpResponse:
    """List the themes with their recurrence."""
    viewer = viewer_of(request)
    rows = [presenters.ThemeRow(each.theme, each.seen) for each in queries.themes_recurring(viewer)]
    return lists.themes(viewer).respond(request, rows)


@needs(Permission.THREAD_VIEW)
def theme(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show where a theme was seen, over time, and what was done about it."""
    viewer = viewer_of(request)
    row = queries.theme(viewer, pk)
    [recurring] = queries.themes_recurring(viewer, only=[row.pk])
    context = {
        "row": row,
        "seen": recurring.seen,
        "recurs": presenters.recurs_tag(recurring),
        "findings": [(each, presenters.finding_tag(each)) for each in queries.findings(viewer, theme=row.pk)[:SHOWN]],
        "actions": [(each, presenters.status_tag(each)) for each in queries.actions(viewer, theme=row.pk)[:SHOWN]],
        "shown": SHOWN,
        "may_change": viewer.may(Permission.FINDING_RECORD, partnership=row.partnership_id),
    }
    return page(request, "thread/theme.jinja", context)


@needs(Permission.THREAD_VIEW)
def finding(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a finding: what was found, where, and whether its themes recur."""
    viewer = viewer_of(request)
    row = queries.finding(viewer, pk)
    themed = [each.theme_id for each in row.finding_themes.all()]
    context = {
        "row": row,
        "kind": presenters.finding_tag(row),
        "source_address": address_of(row.source),
        "themes": queries.themes_recurring(viewer, only=themed) if themed else [],
        "concerns": [each.agency.title for each in row.concerns.all()],
        "may_record": _may(viewer, Permission.FINDING_RECORD, row.record),
        "may_open": _may(viewer, Permission.ACTION_OPEN, row.record),
    }
    recorded = Happened("Recorded", row.by_name, row.record.opened_on)
    return record_page(request, row.pk, "thread/finding.jinja", context, history=[recorded])


@needs(Permission.THREAD_VIEW)
def recommendation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a recommendation: what it rests on, what agencies answer, what is done about it."""
    viewer = viewer_of(request)
    row = queries.recommendation(viewer, pk)
    given = {each.agency_id: each for each in row.answered}
    place = row.record.partnership_id
    answers = [
        {
            "agency": each.agency.title,
            "id": each.agency_id,
            "given": given.get(each.agency_id),
            "tag": presenters.answer_tag(given[each.agency_id]) if each.agency_id in given else None,
            "may": viewer.may(Permission.RECOMMENDATION_ANSWER, partnership=place, agency=each.agency_id),
        }
        for each in row.asked
    ]
    may_record = _may(viewer, Permission.FINDING_RECORD, row.record)
    context = {
        "row": row,
        "answers": answers,
        "advice": presenters.advice_on(row) if may_record else [],
        "actions": [(each, presenters.status_tag(each)) for each in queries.actions(viewer, demanded_by=row.pk)],
        "may_record": may_record,
        "may_open": _may(viewer, Permission.ACTION_OPEN, row.record),
    }
    return record_page(request, row.pk, "thread/recommendation.jinja", context, history=_answers(viewer, row))


def _answers(viewer: Viewer, row: Any) -> list[Happened]:
    """What happened to a recommendation: it was made, answered, and answers were taken back."""
    told = [Happened("Made", row.by_name, row.record.opened_on)]
    told += [
        Happened(f"{each.agency.title}: {presenters.answer_tag(each)[0].lower()}", each.by_name, each.at, each.reason)
        for each in row.answered
    ]
    return told + [
        Happened(
            f"{each.agency.title} took its answer back",
            each.taken_back_by_name,
            each.taken_back_at,
            each.taken_back_why,
        )
        for each in queries.taken_back(viewer, row.pk)
        if each.taken_back_at is not None
    ]


@needs(Permission.WORK_VIEW)
def action(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an action: who does what by when, what asks for it, how it goes, and what difference it made."""
    viewer, now = viewer_of(request), clock.now()
    row = queries.action(viewer, pk)
    evidence = list(queries.evidence_of(viewer, row.pk))
    judgements = list(queries.judgements_of(viewer, row.pk))
    last = judgements[-1] if judgements else None
    context = {
        "row": row,
        "status": presenters.status_tag(row),
        "due": presenters.due_words(row),
        "owner": presenters.owner_words(row),
        "face": clock_face(row.deadline, now) if row.deadline and row.is_running else None,
        "demands": [
            (each, address_of(each.record) if each.record else "") for each in queries.demands_of(viewer, row.pk)
        ],
        "evidence": [(each, address_of(each.record) if each.record else "") for each in evidence],
        "judgements": [(each, presenters.verdict_tag(each)) for each in reversed(judgements)],
        "missing": impact.what_closing_needs(row.status, last.verdict if last else None, row.next_step, len(evidence))
        if row.status == statuses.COMPLETE
        else [],
        "shortfall": next((each for each in queries.shortfalls_of(viewer, row.pk) if each.ended_on is None), None),
        **_rights(viewer, row),
    }
    return record_page(request, row.pk, "thread/action.jinja", context, history=_told(viewer, row))


def _told(viewer: Viewer, row: Any) -> list[Happened]:
    """What was said of an action and judged of it, from its own rows."""
    told = [Happened("Opened", row.by_name, row.record.opened_on)]
    told += [
        Happened(statuses.WORDS[each.status], each.by_name, each.on, each.note)
        for each in queries.updates_of(viewer, row.pk)
    ]
    return told


def _rights(viewer: Viewer, row: Any) -> dict[str, bool]:
    """What the viewer may do with an action as it now stands."""
    settled = row.status in statuses.SETTLED
    may_open, may_judge = (_may(viewer, each, row.record) for each in (Permission.ACTION_OPEN, Permission.IMPACT_JUDGE))
    may_update = _may(viewer, Permission.ACTION_UPDATE, row.record) or keeping.in_hand(viewer, row)
    return {
        "may_update": may_update and not settled,
        "may_prove": may_update and row.status not in statuses.ENDED,
        "may_judge": may_judge and row.status not in statuses.ENDED and not keeping.in_hand(viewer, row),
        "may_close": may_judge and row.status == statuses.COMPLETE,
        "may_open": may_open and not settled,
        "may_date": may_open and row.is_running,
        "may_reopen": may_open
        and settled
        and row.status != statuses.MERGED
        and (may_judge or row.status != statuses.CLOSED),
        "settled": settled,
    }


def _may(viewer: Viewer, permission: Permission, record: Any) -> bool:
    return viewer.may(
        permission, partnership=record.partnership_id, group=record.owner_group_id, agency=record.owner_agency_id
    )
