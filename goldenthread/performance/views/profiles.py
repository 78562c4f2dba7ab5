"""Pages of profiles: those of the library, and those a partnership made."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.evidence.veiling import audience_of
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.text import slug
from goldenthread.performance import exports, gathering, library, queries, rules, shielding
from goldenthread.performance.rules import Section
from goldenthread.performance.views import asked
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, ListView
from goldenthread.ui.lists.exports import download
from goldenthread.ui.pages import page
from goldenthread.workbench.pages import record_page

_VIEW = Permission.EVIDENCE_READ


@needs(_VIEW)
def every(request: HttpRequest) -> HttpResponse:
    """List the profiles: those every partnership has, and those it made."""
    viewer = viewer_of(request)
    context = {
        "starters": library.starters().values(),
        "may_edit": viewer.may_somewhere(Permission.PERFORMANCE_EDIT),
    }
    return _list(viewer).respond(request, queries.profiles(viewer), "performance/profiles.jinja", context)


def _list(viewer: Viewer) -> ListView:
    return ListView(
        code="performance.profiles",
        title="Profiles and spotlights",
        lede="One topic on one page: what has changed, for whom, and what is missing.",
        columns=[
            Column("title", "Title", lambda row: row.title, link=lambda row: _address(row.pk), sort="title"),
            Column("form", "Kind", lambda row: rules.FORMS[row.form].split(":")[0], sort="form"),
            Column("period", "About", lambda row: row.period.name if row.period else "Always the newest", sort="end"),
            Column("partnership", "Partnership", lambda row: row.partnership.title, sort="partnership__title"),
            Column("state", "State", lambda row: "Ended" if row.retired_on else "In use"),
        ],
        filters=[
            ChoiceFilter("form", "Kind", [(code, words.split(":")[0]) for code, words in rules.FORMS.items()]),
            ChoiceFilter("partnership", "Partnership", queries.places(viewer), any_label="All I can see"),
        ],
        default_sort="title",
        empty=Empty(
            "None made here yet", "A partnership adds its own profiles, spotlights and its outcomes framework."
        ),
    )


def _address(pk: UUID) -> str:
    return reverse("performance:profile", args=[pk])


@needs(_VIEW)
def starter(request: HttpRequest, code: str) -> HttpResponse:
    """Show a profile of the library for a partnership."""
    viewer = viewer_of(request)
    found = _starter(code)
    here, places = asked.place(request, viewer)
    year, wrong = asked.year(request)
    sections = gathering.sections(viewer, here, found.sections, f"performance.{code}", year) if here else []
    context = {
        "profile": found,
        "sections": sections,
        "veiled": here is not None and audience_of(viewer, here) != "",
        "may_take": viewer.may_somewhere(Permission.LIST_EXPORT),
        "here": str(here or ""),
        "places": places,
        "years": asked.years(clock.today()),
        "year": request.GET.get("year", "") if not wrong else "",
        "wrong": wrong,
    }
    return page(request, "performance/starter.jinja", context, section="evidence", item="performance.profiles")


@needs(Permission.LIST_EXPORT)
def starter_data(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the data behind a profile of the library."""
    viewer = viewer_of(request)
    found = _starter(code)
    here, _ = asked.place(request, viewer)
    return _workbook(viewer, here, found.title, found.sections)


@needs(_VIEW)
def own(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a profile that a partnership made."""
    viewer = viewer_of(request)
    row = queries.profile(viewer, pk)
    period = row.period if row.form == rules.SPOTLIGHT else None
    context = {
        "row": row,
        "sections": gathering.sections(
            viewer, row.partnership_id, row.shown, f"performance.{slug(row.record.reference)}", period
        ),
        "veiled": audience_of(viewer, row.partnership_id) != "",
        "may_take": viewer.may_somewhere(Permission.LIST_EXPORT),
        "asked_words": rules.ASKED,
        "form": rules.FORMS[row.form].split(":")[0],
        "may_edit": viewer.may(Permission.PERFORMANCE_EDIT, partnership=row.partnership_id),
    }
    return record_page(request, row.pk, "performance/profile.jinja", context)


@needs(Permission.LIST_EXPORT)
def own_data(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand out the data behind a profile that a partnership made."""
    viewer = viewer_of(request)
    row = queries.profile(viewer, pk)
    return _workbook(viewer, row.partnership_id, row.title, row.shown)


def _starter(code: str) -> library.Starter:
    found = library.starters().get(code)
    if found is None:
        raise NotFound("There is no such profile.")
    return found


def _workbook(viewer: Viewer, here: UUID | None, title: str, sections: Sequence[Section]) -> HttpResponse:
    codes = dict.fromkeys(code for each in sections for code in each.indicators)
    judged: list[Any] = []
    if here is not None:
        found = queries.looked(shielding.reader(viewer), here, codes)
        judged = [found.judged(code) for code in codes if code in found.books]
    return download(exports.workbook(title, judged), name=slug(title), extension="xlsx")
