"""Question banks: those of the partnership, and the library they can be taken from."""

from itertools import pairwise
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.quality import forms, library, operations, queries
from goldenthread.quality.rules.asking import PURPOSES
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, ListView, TextFilter
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run
from goldenthread.workbench.pages import Happened, record_page

_EDIT = Permission.QUALITY_EDIT
STATE_TAGS = {"draft": "grey", "published": "green", "retired": "purple"}


def _list() -> ListView:
    return ListView(
        code="quality.banks",
        title="Question banks",
        lede="What self-assessments, audits and visits ask, in editions that never change once they are published.",
        columns=[
            Column(
                "title",
                "Bank",
                lambda row: row.title,
                link=lambda row: reverse("quality:bank", args=[row.pk]),
                sort="record__title",
                below=lambda row: row.record.reference,
            ),
            Column("purpose", "For", lambda row: row.get_purpose_display(), sort="purpose"),
            Column("partnership", "Partnership", lambda row: row.partnership.title, sort="partnership__title"),
        ],
        filters=[
            TextFilter("q", "Name", lambda rows, text: rows.filter(record__title__icontains=text)),
            ChoiceFilter("purpose", "For", list(PURPOSES.items()), lambda rows, code: rows.filter(purpose=code)),
        ],
        default_sort="title",
        empty=Empty("No question bank yet", "Take one over from the library, or write your own."),
    )


@needs(Permission.QUALITY_VIEW)
def every(request: HttpRequest) -> HttpResponse:
    """List the question banks."""
    viewer = viewer_of(request)
    context = {"may_edit": viewer.may_somewhere(_EDIT)}
    return _list().respond(request, queries.banks(viewer), "quality/banks.jinja", context)


@needs(Permission.QUALITY_VIEW)
def library_page(request: HttpRequest) -> HttpResponse:
    """Show what the library offers."""
    viewer = viewer_of(request)
    context = {
        "banks": list(library.banks().values()),
        "scales": library.scales(),
        "purposes": PURPOSES,
        "may_edit": viewer.may_somewhere(_EDIT),
    }
    return page(request, "quality/library.jinja", context, section="quality", item="quality.banks")


@needs(_EDIT)
def adopt(request: HttpRequest, code: str) -> HttpResponse:
    """Take a bank of the library over."""
    viewer = viewer_of(request)
    given = library.banks().get(code)
    if given is None:
        raise NotFound("There is no such bank in the library.")
    places = queries.places_to_edit(viewer)
    start = {"partnership": places[0][0] if len(places) == 1 else ""}

    def act(form: Any) -> str:
        place = UUID(form.cleaned_data["partnership"])
        made = operations.adopt(by=viewer, at=clock.now(), partnership=place, code=code)
        return reverse("quality:edition", args=[made])

    task = Task(
        f"Take over: {given.title}",
        ("The library", reverse("quality:library")),
        lambda data: forms.AdoptForm(data, initial=start, places=places),
        act,
        lede=given.about,
        save="Take it over",
        done="Taken over as a draft. Edit it as you like; nobody is asked before you publish it.",
    )
    return run(request, task)


@needs(_EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a bank with nothing in it."""
    viewer = viewer_of(request)
    places = queries.places_to_edit(viewer)
    start = {"partnership": places[0][0] if len(places) == 1 else ""}

    def act(form: Any) -> str:
        given = form.cleaned_data | {"partnership": UUID(form.cleaned_data["partnership"])}
        made = operations.start_bank(by=viewer, at=clock.now(), **given)
        return reverse("quality:edition", args=[made])

    task = Task(
        "Write a question bank",
        ("Question banks", reverse("quality:banks")),
        lambda data: forms.BankForm(data, initial=start, places=places),
        act,
        save="Begin",
        done="Begun. Add a standard, then its questions.",
    )
    return run(request, task)


@needs(Permission.QUALITY_VIEW)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a bank with its editions."""
    viewer = viewer_of(request)
    row = queries.bank(viewer, pk)
    editions = list(queries.editions(viewer).filter(bank=pk))
    history = [
        Happened(f"Edition {each.label} published", each.published_by_name, each.published_at)
        for each in editions
        if each.published_at
    ]
    context = {
        "row": row,
        "editions": editions,
        "pairs": list(pairwise(editions)),
        "tags": STATE_TAGS,
        "purpose": PURPOSES[row.purpose],
        "may_edit": viewer.may(_EDIT, partnership=row.partnership_id),
    }
    return record_page(
        request, pk, "quality/bank.jinja", context, history=history, section="quality", item="quality.banks"
    )
