"""Joint updates to other boards."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.partnership import queries as partnerships
from goldenthread.reports import forms, operations, queries
from goldenthread.reports.presenters.published import FORMATS as LABELS
from goldenthread.reports.rendering import FORMATS, WHOLE
from goldenthread.ui.lists import Column, DateRangeFilter, Empty, FlagFilter, ListView, TextFilter
from goldenthread.ui.tasks import Task, field, run
from goldenthread.workbench.pages import record_page


def _state(row: Any) -> tuple[str, str]:
    if row.given_on is not None:
        return ("Given", "green")
    return ("Being written", "open")


_LIST = ListView(
    "reports.updates",
    "Joint updates",
    [
        Column(
            "title",
            "Update",
            value=lambda row: row.title,
            link=lambda row: _address(row.pk),
            below=lambda row: row.record.reference,
            sort="title",
        ),
        Column("reference", "Reference", value=lambda row: row.record.reference, hidden=True),
        Column("board", "To", value=lambda row: row.board, sort="board"),
        Column(
            "period",
            "About",
            value=lambda row: row.period.name.replace("-", "\N{NON-BREAKING HYPHEN}"),
            export=lambda row: row.period.name,
            sort="start",
        ),
        Column("parts", "Parts written", value=lambda row: _written(row)),
        Column("state", "State", value=lambda row: _state(row)[0], tag=_state),
        Column("due", "Due", value=lambda row: row.due_on, sort="due_on"),
        Column("given", "Given", value=lambda row: row.given_on, sort="given_on"),
        Column("link", "The link", value=lambda row: row.why, hidden=True),
        Column("words", "What came of it", value=lambda row: row.given_words, hidden=True),
    ],
    [
        TextFilter("board", "To"),
        DateRangeFilter("due_on", "Due"),
        FlagFilter("open", "Not given yet", apply=lambda rows, value: rows.filter(given_on__isnull=True)),
    ],
    "-due",
    empty=Empty("No updates yet", "Tell other boards together what your agencies have done."),
    lede="What the partnership tells other boards: each agency writes its part, and what was given stays as it was.",
)


@needs(Permission.REPORT_VIEW)
def updates(request: HttpRequest) -> HttpResponse:
    """List the joint updates."""
    viewer = viewer_of(request)
    context = {"places": queries.places_to_start(viewer)}
    return _LIST.respond(request, queries.updates(viewer), "reports/updates.jinja", context)


@needs(Permission.REPORT_VIEW)
def update(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a joint update: its parts, and the whole as it would be given."""
    viewer = viewer_of(request)
    row, state = queries.update(viewer, pk), queries.told(viewer, pk)
    open_now = row.given_on is None
    parts = [(each, open_now and queries.may_write_part(viewer, each)) for each in row.parts.all()]
    context = {
        "update": row,
        "state": _state(row),
        "parts": parts,
        "whole": all(each.text for each, _ in parts),
        "document": state.document,
        "unknown": state.unknown,
        "small": state.small,
        "formats": [(each, LABELS[each][0]) for each in WHOLE],
        "may": open_now and viewer.may(Permission.REPORT_WRITE, partnership=row.partnership_id),
    }
    return record_page(request, pk, "reports/update.jinja", context)


@needs(Permission.REPORT_VIEW)
def download_update(request: HttpRequest, pk: UUID, format: str) -> HttpResponse:
    """Give a joint update as a file: as it stands, or as it was given."""
    viewer = viewer_of(request)
    if format not in WHOLE:
        raise NotFound("There is no such file.")
    document = queries.told(viewer, pk).document
    answer = HttpResponse(FORMATS[format](document), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="update.{format}"'
    return answer


@needs(Permission.REPORT_WRITE)
def begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin a joint update of a partnership."""
    viewer = viewer_of(request)
    viewer.require(Permission.REPORT_WRITE, partnership=pk)

    def make(data: Any) -> Any:
        form = forms.UpdateForm(data)
        field(form, "agencies").choices = _agencies(viewer, pk)
        return form

    def act(form: Any) -> str:
        given = form.cleaned_data
        chosen = [UUID(each) for each in given["agencies"]]
        made = operations.begin_update(by=viewer, at=clock.now(), partnership=pk, **{**given, "agencies": chosen})
        return _address(made)

    back = ("Joint updates", reverse("reports:updates"))
    return run(
        request, Task("Begin a joint update", back, make, act, "The agencies are asked for their parts.", "Begin")
    )


@needs(Permission.REPORT_WRITE)
def ask_agency(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask one more agency for its part."""
    viewer, row = _found(request, pk)

    def make(data: Any) -> Any:
        form = forms.AgencyForm(data)
        field(form, "agency").choose_from(_agencies(viewer, row.partnership_id))
        return form

    def act(form: Any) -> str:
        operations.ask_agency(by=viewer, at=clock.now(), update=pk, agency=UUID(form.cleaned_data["agency"]))
        return _address(pk)

    return run(request, Task("Ask one more agency", (row.title, _address(pk)), make, act, "It is asked.", "Ask"))


@needs(Permission.REPORT_WRITE)
def introduce(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the introduction."""
    viewer, row = _found(request, pk)
    initial = {"introduction": row.introduction, "edition": row.edition}

    def act(form: Any) -> str:
        given = form.cleaned_data
        operations.introduce(
            by=viewer, at=clock.now(), update=pk, seen=given["edition"], introduction=given["introduction"]
        )
        return _address(pk)

    def make(data: Any) -> Any:
        return forms.IntroductionForm(data, initial=initial)

    return run(request, Task("Introduction", (row.title, _address(pk)), make, act, caption=row.title))


@needs(Permission.REPORT_WRITE)
def give(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that an update was given."""
    viewer, row = _found(request, pk)

    def act(form: Any) -> str:
        operations.give(by=viewer, at=clock.now(), update=pk, **form.cleaned_data)
        return _address(pk)

    def make(data: Any) -> Any:
        return forms.GiveForm(data, initial={"on": clock.today()})

    lede = "From then on it stays as it is."
    task = Task("It was given", (row.title, _address(pk)), make, act, "Noted.", "It was given", row.title, lede)
    return run(request, task)


@needs(Permission.REPORT_COMMENT)
def write_part(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the part of an agency."""
    viewer = viewer_of(request)
    part = queries.update_part(viewer, pk)
    if not queries.may_write_part(viewer, part):
        raise NotAllowed("Only the agency itself and those who write reports can write this part.")
    initial = {"text": part.text, "edition": part.edition}

    def act(form: Any) -> str:
        given = form.cleaned_data
        operations.write_part(by=viewer, at=clock.now(), part=pk, seen=given["edition"], text=given["text"])
        return _address(part.update_id)

    def make(data: Any) -> Any:
        return forms.PartForm(data, initial=initial)

    back = (part.update.title, _address(part.update_id))
    return run(request, Task(part.agency.title, back, make, act, caption=part.update.title))


@needs(Permission.REPORT_WRITE)
def drop_part(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an agency's part out."""
    viewer = viewer_of(request)
    part = queries.update_part(viewer, pk)
    viewer.require(Permission.REPORT_WRITE, partnership=part.update.partnership_id)
    address = _address(part.update_id)

    def act(form: Any) -> str:
        operations.drop_part(by=viewer, at=clock.now(), part=pk, why=form.cleaned_data["why"])
        return address

    back = (part.update.title, address)
    return run(
        request, Task("No part of this agency", back, forms.WhyForm, act, "Taken out.", caption=part.agency.title)
    )


def _agencies(viewer: Any, partnership: UUID) -> list[tuple[str, str]]:
    found = partnerships.agencies(viewer, partnership=partnership, schools=False)
    return [(str(each.pk), each.name) for each in found]


def _found(request: HttpRequest, pk: UUID) -> tuple[Any, Any]:
    viewer = viewer_of(request)
    row = queries.update(viewer, pk)
    viewer.require(Permission.REPORT_WRITE, partnership=row.partnership_id)
    return viewer, row


def _written(row: Any) -> str:
    parts = row.parts.all()
    return f"{sum(bool(each.text) for each in parts)} of {len(parts)}"


def _address(pk: Any) -> str:
    return reverse("reports:update", args=[pk])
