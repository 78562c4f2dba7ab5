"""Frameworks: how quality is judged, how learning is found, which tools are endorsed, what a policy does to children."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.quality import queries
from goldenthread.quality.rules.asking import FRAMEWORKS
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, ListView
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
