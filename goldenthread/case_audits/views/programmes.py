"""The programme of a year: its topics, agreed in advance, and the themes that come in."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.case_audits import forms, operations, presenters, queries
from goldenthread.case_audits.rules import programmes as rules
from goldenthread.case_audits.rules import states
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.periods import year_from_april
from goldenthread.records import queries as records
from goldenthread.records.presenters import address_of
from goldenthread.ui.forms import Form, RadioField
from goldenthread.ui.lists import Column, Empty, ListView
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, field, run
from goldenthread.workbench.pages import Happened, record_page

_SEE, _LEAD = Permission.CASE_AUDIT_VIEW, Permission.CASE_AUDIT_LEAD
_LIST = "case_audits:programmes"
_COLUMNS = [
    Column(
        "title",
        "Programme",
        value=lambda row: row.title,
        link=lambda row: address(row.pk),
        below=lambda row: row.record.reference,
        sort="title",
    ),
    Column("year", "Year", value=lambda row: row.year.name, sort="start"),
    Column("runs", "Overseen by", value=presenters.runs),
    Column("state", "State", value=lambda row: presenters.programme_state(row)[0], tag=presenters.programme_state),
    Column("agreed", "Agreed on", value=lambda row: row.agreed_on, sort="agreed_on"),
]


def address(pk: Any) -> str:
    """Return the page of a programme."""
    return reverse("case_audits:programme", args=[pk])


@needs(_SEE)
def programmes(request: HttpRequest) -> HttpResponse:
    """List the programmes."""
    viewer = viewer_of(request)
    view = ListView(
        "case_audits.programmes",
        "Audit programmes",
        _COLUMNS,
        [],
        "-year",
        empty=Empty("No programme yet", "The topics of a year, agreed in advance, with room for themes that come in."),
    )
    context = {"places": queries.places(viewer)}
    rows = queries.programmes(viewer)
    return view.respond(
        request, rows, "case_audits/programmes.jinja", context, section="quality", item="case_audits.programmes"
    )


@needs(_SEE)
def programme(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one programme: its topics by quarter, and whether the year keeps to its rhythm."""
    viewer = viewer_of(request)
    row = queries.programme(viewer, pk)
    topics = list(row.topics.all())
    sources = [each.source_id for each in topics if each.source_id]
    begun = queries.audits(viewer, partnership=row.partnership_id).exclude(state=states.STOPPED)
    dates = list(
        begun.filter(held_on__range=(row.start, row.end))
        .exclude(kind="single_agency")
        .values_list("held_on", flat=True)
    )
    context = {
        "row": row,
        "say": presenters,
        "quarters": [
            (words, [each for each in topics if each.quarter == code]) for code, words in rules.QUARTERS.items()
        ],
        "rhythm": rules.rhythm(row.year, dates, clock.today(), row.a_year),
        "leads": viewer.may(_LEAD, partnership=row.partnership_id, group=row.group_id),
        "number": len(topics),
        "running": row.state != states.CLOSED and row.year.holds(clock.today()),
        "known": {each.pk: address_of(each) for each in records.visible_among(viewer, sources)} if sources else {},
        "in_year": sum(each.in_year for each in topics),
        "state": presenters.programme_state(row),
    }
    history = [Happened("Agreed", row.agreed_by_name, row.agreed_on)] if row.agreed_on else []
    return record_page(
        request, pk, "case_audits/programme.jinja", context, history=history, section="quality",
        item="case_audits.programmes",
    )  # fmt: skip


@needs(_LEAD)
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the programme of a year."""
    viewer = viewer_of(request)
    place = dict(queries.places(viewer)).get(str(pk))
    if place is None:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    groups, today = queries.groups(viewer, pk), clock.today()
    first = today.year - (today < date(today.year, 4, 1))
    years = [f"{year}-{(year + 1) % 100:02d}" for year in range(first + 1, first - 9, -1)]

    def make(data: Any) -> Any:
        form = forms.ProgrammeForm(data, initial={"year": f"{first}-{(first + 1) % 100:02d}"})
        field(form, "year").choose_from([(each, each) for each in years])
        field(form, "group").choose_from(groups)
        return form

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        year, group = year_from_april(given.pop("year")), given.pop("group")
        made = operations.begin_programme(
            by=viewer, at=clock.now(), partnership=pk, year=year, group=UUID(group) if group else None, **given
        )
        return address(made)

    return run(
        request, Task("Begin a programme", ("Audit programmes", reverse(_LIST)), make, act, "Begun.", "Begin", place)
    )


@needs(_LEAD)
def add_topic(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a topic, or a theme of the year; from a figure, the indicator stays tied to it."""
    viewer = viewer_of(request)
    row = queries.programme(viewer, pk)
    source, why = _source(request, viewer), request.GET.get("why", "")[:2_000]

    def make(data: Any) -> Any:
        quarter = min(max(_quarter(clock.today()), 1), 4)
        form = forms.TopicForm(
            data, initial={"why": why, "quarter": quarter, "title": request.GET.get("title", "")[:200]}
        )
        _filled(form, viewer, row.partnership_id)
        if source is not None:
            del form.fields["source"]
        if row.state == states.AGREED:
            field(form, "why").required = True
            field(form, "why").label = "Why does this theme come in during the year?"
        return form

    def act(form: Any) -> str:
        said = _said(form.cleaned_data)
        if source is not None:
            said["source"] = source.pk
        operations.add_topic(by=viewer, at=clock.now(), programme=pk, **said)
        return address(pk)

    title = "Add a theme of the year" if row.state == states.AGREED else "Add a topic"
    lede = f"It comes from {source.title}." if source else ""
    return run(request, Task(title, (row.title, address(pk)), make, act, "Added.", "Add", row.title, lede))


@needs(_LEAD)
def theme(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Come from a point on a chart or a signal: choose the programme that takes the theme up; ``pk`` is the partnership."""
    viewer = viewer_of(request)
    if str(pk) not in dict(queries.places(viewer)):
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    rows = list(queries.programmes(viewer, partnership=pk).exclude(state=states.CLOSED))

    def make(data: Any) -> Any:
        form = Form(data)
        form.fields["programme"] = RadioField(
            "Which programme takes it up?",
            choices=[(str(each.pk), each.title) for each in rows],
            required_message="Select a programme",
        )
        return form

    def act(form: Any) -> str:
        query = request.GET.copy()
        return f"{reverse('case_audits:add_topic', args=[form.cleaned_data['programme']])}?{query.urlencode()}"

    if not rows:
        raise RuleBroken("There is no programme of audits yet. Begin one first, under Quality, Audit programmes.")
    back = ("Audit programmes", reverse(_LIST))
    return run(
        request, Task("Audit this", back, make, act, "", "Go on", lede="It becomes a theme of the year's programme.")
    )


@needs(_LEAD)
def change_topic(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a topic that waits for its audit."""
    viewer = viewer_of(request)
    row = queries.topic(viewer, pk)
    names = ("title", "kind", "quarter", "method", "lead_words", "present_on", "why", "edition")

    def make(data: Any) -> Any:
        initial = {name: getattr(row, name) for name in names}
        initial |= {"lead": str(row.lead_id or ""), "agency": str(row.agency_id or "")}
        form = forms.TopicEditForm(data, initial=initial)
        return _filled(form, viewer, row.programme.partnership_id)

    def act(form: Any) -> str:
        operations.change_topic(
            by=viewer, at=clock.now(), topic=pk, seen=form.cleaned_data["edition"], changes=_said(form.changed_values())
        )
        return address(row.programme_id)

    return run(
        request,
        Task("Change the topic", (row.programme.title, address(row.programme_id)), make, act, caption=row.title),
    )


@needs(_LEAD)
def drop_topic(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a topic is not audited after all."""
    viewer = viewer_of(request)
    row = queries.topic(viewer, pk)

    def act(form: Any) -> str:
        operations.drop_topic(by=viewer, at=clock.now(), topic=pk, **form.cleaned_data)
        return address(row.programme_id)

    back = (row.programme.title, address(row.programme_id))
    lede = "It stays on the programme, with your reason."
    return run(
        request, Task("Do not audit it after all", back, forms.WhyForm, act, "Kept.", "Drop it", row.title, lede)
    )


@needs(_LEAD)
def agree(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that the group agreed the programme."""
    viewer = viewer_of(request)
    row = queries.programme(viewer, pk)

    def act(form: Any) -> str:
        operations.agree_programme(by=viewer, at=clock.now(), programme=pk, **form.cleaned_data)
        return address(pk)

    lede = "What is added from then on came in during the year, and says why."
    return run(
        request,
        Task("The group agreed it", (row.title, address(pk)), forms.AgreeForm, act, lede=lede, caption=row.title),
    )


@needs(_LEAD)
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close the programme of a year."""
    viewer = viewer_of(request)
    row = queries.programme(viewer, pk)

    def act(form: Any) -> str:
        operations.close_programme(by=viewer, at=clock.now(), programme=pk)
        return address(pk)

    lede = "Every topic was audited, or says why not."
    task = Task("Close the programme", (row.title, address(pk)), Form, act, "Closed.", "Close it", row.title, lede)
    return run(request, task)


def _source(request: HttpRequest, viewer: Any) -> Any:
    named = request.GET.get("indicator") or request.GET.get("source") or ""
    try:
        return records.get(viewer, UUID(named)) if named else None
    except ValueError as error:
        raise NotFound("There is no such record.") from error


def _said(given: Any) -> dict[str, Any]:
    said = {name: value for name, value in given.items() if name != "edition"}
    said["quarter"] = int(said["quarter"])
    for name in ("lead", "agency", "source"):
        if name in said:
            said[name] = UUID(said[name]) if said[name] else None
    return said


def _filled(form: Any, viewer: Any, partnership: UUID) -> Any:
    choices = {
        "lead": lambda: queries.people(viewer, partnership=partnership),
        "agency": lambda: queries.agencies(viewer, partnership),
        "source": lambda: queries.prompts(viewer, partnership),
    }
    for name, known in choices.items():
        if name in form.fields:
            field(form, name).choose_from(known())
    return form


@needs(_SEE)
def own(request: HttpRequest) -> HttpResponse:
    """Show what agencies audit alone over a year: planned, held, presented, what was learned, and what is behind."""
    viewer, today = viewer_of(request), clock.today()
    first = today.year - (today < date(today.year, 4, 1))
    years = [f"{year}-{(year + 1) % 100:02d}" for year in range(first + 1, first - 9, -1)]
    named = request.GET.get("year", "")
    chosen = named if named in years else years[1]
    topics = list(queries.own_topics(viewer, year_from_april(chosen)))
    lines = [(each, presenters.own_state(each, today)) for each in topics]
    counted = [sum(state == code for _, state in lines) for code in (rules.PRESENTED, rules.HELD, rules.BEHIND)]
    context = {
        "lines": lines,
        "say": presenters,
        "year_chips": [(each, f"?year={each}", each == chosen) for each in years[:4]],
        "chosen": chosen,
        "agencies": len({each.agency_id for each in topics}),
        "counted": counted,
        "quarters": rules.QUARTERS,
    }
    return page(request, "case_audits/own.jinja", context, section="quality", item="case_audits.own")


def _quarter(day: date) -> int:
    return (day.month - 4) % 12 // 3 + 1
