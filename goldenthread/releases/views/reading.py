"""Pages inside the product on which releases are read."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation.errors import NotFound
from goldenthread.releases import presenters, queries
from goldenthread.releases.models import Edition, Release
from goldenthread.releases.rules import deciding
from goldenthread.releases.rules.audiences import AUDIENCES, PUBLIC
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, ListView, TextFilter
from goldenthread.ui.pages import page
from goldenthread.workbench.pages import Happened, record_page

_VIEW = Permission.RELEASE_VIEW


@needs(_VIEW)
def releases(request: HttpRequest) -> HttpResponse:
    """List the releases."""
    viewer = viewer_of(request)
    context = {"places": queries.partnerships_to_prepare(viewer), "decides": queries.partnerships_to_decide(viewer)}
    return _list().respond(request, queries.releases(viewer), "releases/releases.jinja", context)


def _list() -> ListView:
    return ListView(
        code="releases.releases",
        title="Releases",
        lede="Tables that went to an audience, with small numbers hidden and proved to stay hidden.",
        columns=[
            Column("title", "Release", lambda row: row.title, link=_address, sort="title"),
            Column("audience", "For", lambda row: AUDIENCES[row.audience], sort="audience"),
            Column("partnership", "Partnership", lambda row: row.partnership.title, sort="partnership__title"),
            Column("opened", "First prepared", lambda row: row.record.opened_on, sort="record__opened_on"),
        ],
        filters=[
            TextFilter("q", "Title", lambda rows, text: rows.filter(title__icontains=text)),
            ChoiceFilter("audience", "For", list(AUDIENCES.items())),
        ],
        default_sort="-opened",
        empty=Empty(
            "Nothing released yet",
            "Tables that were released to you stand here. Numbers that could point at a child are hidden in them.",
        ),
    )


def _address(row: Release) -> str:
    return reverse("releases:release", args=[row.pk])


@needs(_VIEW)
def release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a release: its newest edition, and the others."""
    viewer = viewer_of(request)
    row = queries.release(viewer, pk)
    editions = queries.editions(viewer, row)
    context = {
        "row": row,
        "audience": AUDIENCES[row.audience],
        "editions": [(each, *deciding.STATES[each.state]) for each in editions],
        "behind": queries.may_look_behind(viewer, row),
        "may_prepare": viewer.may(Permission.RELEASE_PREPARE, partnership=row.partnership_id),
        "shown": next((each for each in editions if each.state == deciding.OUT), None),
        "say": presenters,
        "public": row.audience == PUBLIC,
    }
    return record_page(request, row.pk, "releases/release.jinja", context, history=_history(editions))


def _history(editions: list[Edition]) -> list[Happened]:
    told = [Happened(f"Edition {each.number} prepared", each.prepared_by_name, each.prepared_at) for each in editions]
    for each in editions:
        if hasattr(each, "decision"):
            words = "released" if each.decision.released else "sent back"
            told.append(Happened(f"Edition {each.number} {words}", each.decision.by_name, each.decision.at))
        if hasattr(each, "withdrawal"):
            told.append(Happened(f"Edition {each.number} taken down", each.withdrawal.by_name, each.withdrawal.at))
    return told


@needs(_VIEW)
def edition(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an edition as its readers get it; with marks and the audit for those who decide about it."""
    viewer = viewer_of(request)
    row = queries.edition(viewer, pk)
    place, behind = row.release.partnership_id, queries.may_look_behind(viewer, row.release)
    state = row.state
    before = queries.edition_before(viewer, row)
    context = {
        "edition": row,
        "document": row.document,
        "state": state,
        "state_words": deciding.STATES[state],
        "audience": AUDIENCES[row.release.audience],
        "behind": behind,
        "marks": presenters.marks(row) if behind else {},
        "verdict": presenters.verdict(row) if behind else [],
        "symbols": presenters.symbols(row.document),
        "say": presenters,
        "before": before,
        "changes": presenters.changes(before.document, row.document) if before else [],
        "other_releases": queries.earlier_names(viewer, row) if behind else [],
        "may_decide": viewer.may(Permission.RELEASE_APPROVE, partnership=place),
        "mine": row.prepared_by == viewer.user_id,
        "public": row.release.audience == PUBLIC,
    }
    return page(request, "releases/edition.jinja", context, section="evidence", item="releases")


@needs(_VIEW)
def proof(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what could be worked out of each hidden cell: for those who prepare and decide, and never public."""
    viewer = viewer_of(request)
    row = queries.edition(viewer, pk)
    if not queries.may_look_behind(viewer, row.release):
        raise NotFound("There is no such page, or you are not allowed to see it.")
    context = {"edition": row, "hidden": presenters.hidden_rows(row), "verdict": presenters.verdict(row)}
    return page(request, "releases/proof.jinja", context, section="evidence", item="releases")
