"""Frameworks: how quality is judged, how learning is found, which tools are endorsed, what a policy does to children."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.partnership import queries as partnerships
from goldenthread.quality import forms, operations, queries
from goldenthread.quality.rules.asking import FRAMEWORKS
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, ListView
from goldenthread.ui.tasks import Task, run
from goldenthread.workbench.pages import Happened, record_page

_VIEW, _EDIT = Permission.QUALITY_VIEW, Permission.QUALITY_EDIT


def _list() -> ListView:
    return ListView(
        code="quality.frameworks",
        title="Frameworks and tools",
        lede="How the partnership judges quality and finds learning, the tools it endorses, and what its policies do to children.",
        columns=[
            Column(
                "title",
                "Name",
                lambda row: row.record.title,
                link=lambda row: reverse("quality:framework", args=[row.pk]),
                sort="record__title",
                below=lambda row: row.record.reference,
            ),
            Column("kind", "Kind", lambda row: row.get_kind_display(), sort="kind"),
            Column("partnership", "Partnership", lambda row: row.partnership.title, sort="partnership__title"),
            Column("review_on", "Review", lambda row: row.review_on, sort="review_on"),
        ],
        filters=[ChoiceFilter("kind", "Kind", list(FRAMEWORKS.items()), lambda rows, code: rows.filter(kind=code))],
        default_sort="title",
        empty=Empty(
            "Nothing here yet", "Frameworks, endorsed tools and impact assessments stand here with their versions."
        ),
    )


@needs(_VIEW)
def every(request: HttpRequest) -> HttpResponse:
    """List the frameworks."""
    viewer = viewer_of(request)
    context = {"may_edit": viewer.may_somewhere(_EDIT)}
    return _list().respond(request, queries.frameworks(viewer), "quality/frameworks.jinja", context)


@needs(_VIEW)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a framework with its newest version."""
    viewer = viewer_of(request)
    row = queries.framework(viewer, pk)
    versions = list(queries.versions(viewer, pk))
    history = [Happened(f"Version {each.number}", each.made_by_name, each.made_at, each.changed) for each in versions]
    context = {
        "row": row,
        "newest": versions[0] if versions else None,
        "versions": versions,
        "kind": FRAMEWORKS[row.kind],
        "may_edit": viewer.may(_EDIT, partnership=row.partnership_id),
    }
    return record_page(
        request, pk, "quality/framework.jinja", context, history=history, section="quality", item="quality.frameworks"
    )


def _groups(viewer: Viewer) -> list[tuple[str, str]]:
    return [(str(each.pk), each.name) for each in partnerships.groups(viewer, on=clock.today())]


def _address(pk: UUID) -> str:
    return reverse("quality:framework", args=[pk])


@needs(_EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """Add a framework, an endorsed tool or an impact assessment."""
    viewer = viewer_of(request)
    places, groups = queries.places_to_edit(viewer), _groups(viewer)
    start = {"partnership": places[0][0] if len(places) == 1 else "", "sections": STARTS}

    def act(form: Any) -> str:
        given = form.cleaned_data | {"partnership": UUID(form.cleaned_data["partnership"])}
        given["group"] = UUID(given["group"]) if given["group"] else None
        return _address(operations.add_framework(by=viewer, at=clock.now(), **given))

    def make(data: Any) -> Any:
        return forms.FrameworkForm(data, initial=start, places=places, groups=groups)

    return run(
        request, Task("Add a framework or tool", ("Frameworks and tools", reverse("quality:frameworks")), make, act)
    )


STARTS = (
    "# What it is for\n\n# Which children it concerns, and how\n\n# What children and families said\n\n# What changes\n"
)
"""What a new text begins from: the questions an impact assessment asks."""


@needs(_EDIT)
def version(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the next version."""
    viewer = viewer_of(request)
    row, last = queries.framework(viewer, pk), queries.versions(viewer, pk).first()
    text = "\n\n".join(f"# {title}\n{words}" for title, words in last.sections) if last else ""

    def act(form: Any) -> str:
        operations.add_version(by=viewer, at=clock.now(), framework=pk, **form.cleaned_data)
        return _address(pk)

    back = (row.record.title, _address(pk))
    return run(
        request, Task("The next version", back, lambda data: forms.VersionForm(data, initial={"sections": text}), act)
    )


@needs(_EDIT)
def endorse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record that a group endorsed the newest version."""
    viewer = viewer_of(request)
    row = queries.framework(viewer, pk)
    groups = _groups(viewer)

    def act(form: Any) -> str:
        group = UUID(form.cleaned_data["group"])
        operations.endorse(by=viewer, at=clock.now(), framework=pk, group=group, on=form.cleaned_data["on"])
        return _address(pk)

    back = (row.record.title, _address(pk))
    return run(request, Task("Endorsed by a group", back, lambda data: forms.EndorseForm(data, groups=groups), act))
