"""Who answers every year and who was never asked; and the actions of a round."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.self_assessment import presenters, queries
from goldenthread.thread import presenters as thread
from goldenthread.thread.views import lists as thread_lists
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, ListView, TextFilter

_ITEM = {"section": "quality", "item": "self_assessment.rounds"}


@needs(Permission.ASSESSMENT_VIEW)
def yearly(request: HttpRequest, purpose: str = "section_11", place: UUID | None = None) -> HttpResponse:
    """List who answers every year, who has, and who was never asked."""
    viewer, today = viewer_of(request), clock.today()
    places = queries.places_watched(viewer)
    if not places:
        raise NotFound("There is no such page, or you are not allowed to see it.")
    place = place or places[0][0]
    if purpose not in queries.YEARLY or place not in dict(places):
        raise NotFound("There is no such page, or you are not allowed to see it.")
    found = queries.asked_this_year(viewer, place, purpose, today)
    context = {
        "purposes": [(words, _address(place, code), code == purpose) for code, words in queries.YEARLY.items()],
        "places": [(name, _address(pk, purpose), pk == place) for pk, name in places] if len(places) > 1 else [],
    }
    view = _yearly(purpose)
    return view.respond(request, found.order_by("name"), "self_assessment/yearly.jinja", context, **_ITEM)


def _address(place: UUID, purpose: str) -> str:
    return reverse("self_assessment:yearly_of", args=[purpose, place])


_STATES = {
    "never": ("Never asked", "red"),
    "late": ("Not returned", "red"),
    "open": ("Asked, not signed yet", "amber"),
    "signed": ("Signed", "green"),
}


def _state(row: Any) -> tuple[str, str]:
    code = "never" if row.sheet is None else "signed" if row.signed else "late" if row.ended else "open"
    return _STATES[code]


def _with_state(rows: Any, code: str) -> Any:
    asked = rows.filter(sheet__isnull=False)
    return {
        "never": rows.filter(sheet__isnull=True),
        "signed": asked.filter(signed__isnull=False),
        "late": asked.filter(signed__isnull=True, ended__isnull=False),
        "open": asked.filter(signed__isnull=True, ended__isnull=True),
    }.get(code, rows)


def _yearly(purpose: str) -> ListView:
    return ListView(
        code=f"self_assessment.yearly.{purpose}",
        title=f"{queries.YEARLY[purpose]}: who answers every year",
        lede="Everybody who serves the partnership today, with the newest return whose last day is not a year ago.",
        columns=[
            Column("name", "Agency", lambda row: row.name, sort="name", below=lambda row: row.kind.name),
            Column("state", "State", lambda row: _state(row)[0], tag=_state),
            Column(
                "round",
                "Return",
                lambda row: row.title or "",
                link=lambda row: presenters.address(row.sheet) if row.sheet else None,
            ),
            Column("signed", "Signed", lambda row: presenters.day(row.signed) if row.signed else "", sort="signed"),
        ],
        filters=[
            ChoiceFilter("state", "State", [(code, words) for code, (words, _) in _STATES.items()], _with_state),
            TextFilter("q", "Name", lambda rows, text: rows.filter(name__icontains=text)),
        ],
        default_sort="name",
        empty=Empty("Nobody answers here yet", "Agencies that serve the partnership stand in its register."),
    )


@needs(Permission.ASSESSMENT_VIEW)
def actions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """List the actions that the returns of a round asked for: who owns them, where they stand, what difference they made."""
    viewer, now = viewer_of(request), clock.now()
    row = queries.one_round(viewer, pk)
    found = queries.actions(viewer, pk)
    why = queries.reasons(viewer, pk)
    view = thread_lists.actions(viewer, found, now)
    columns = [
        *(each for each in view.columns if each.key != "group"),
        Column(
            "asked",
            "Asked for by",
            lambda each: f"{why[each.pk][0].agency.title}, {why[each.pk][1]}",
            link=lambda each: f"{presenters.address(why[each.pk][0].pk)}#q-{why[each.pk][1]}",
        ),
        Column(
            "impact",
            "Difference it made",
            lambda each: thread.verdict_tag(each.closing_judgement)[0] if each.closing_judgement else "",
            hidden=True,
        ),
    ]
    view = replace(
        view,
        code="self_assessment.actions",
        title="Actions of the round",
        lede=f"What the returns to {row.record.title} showed to be missing: who does it, by when, and what it changed.",
        columns=columns,
        filters=[each for each in view.filters if each.name not in ("for", "group", "partnership")],
        empty=Empty(
            "No action yet", "An action is opened from an answer, by the agency or by those who run the round."
        ),
    )
    context = {"row": row}
    return view.respond(request, thread_lists.in_order(found), "self_assessment/actions.jinja", context, **_ITEM)
