"""Joining and leaving groups."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed
from goldenthread.partnership import operations, presenters, queries
from goldenthread.partnership.forms.base import EndForm, initial_of
from goldenthread.partnership.forms.people import MemberEditForm, MemberForm
from goldenthread.partnership.models import Group
from goldenthread.partnership.queries import scope
from goldenthread.partnership.views.engine import Task, field, go, pk_of, run, without
from goldenthread.ui.pages import page


def _group(viewer: Viewer, id: UUID) -> Group:
    row = queries.group(viewer, id)
    if not scope.may_change_group(viewer, row.pk):
        raise NotAllowed(f"Your roles do not let you {Permission.GROUP_EDIT.sentence} here.")
    return row


@needs(Permission.GROUP_EDIT)
def choose_member(request: HttpRequest, id: UUID) -> HttpResponse:
    """Choose who joins a group: a search, never thousands of names in one list."""
    viewer = viewer_of(request)
    row = _group(viewer, id)
    text = request.GET.get("q", "").replace("\x00", "")[:100]
    found = queries.people(viewer, on=clock.today()).filter(left_on__isnull=True).order_by("name")
    found = found.filter(name__icontains=text) if text else found
    context = {
        "title": "Who joins the group?",
        "caption": row.name,
        "back": (row.name, go("group", row.pk)),
        "q": text,
        "people": [(each, go("add_member", row.pk, each.pk)) for each in found[:20]],
        "new_url": go("new_person", q=text) if viewer.may_somewhere(Permission.PERSON_EDIT) else "",
    }
    return page(request, "partnership/choose_person.jinja", context)


@needs(Permission.GROUP_EDIT)
def add_member(request: HttpRequest, id: UUID, person_id: UUID) -> HttpResponse:
    """Let somebody join a group in a capacity."""
    viewer, today = viewer_of(request), clock.today()
    row = _group(viewer, id)
    who = queries.person(viewer, person_id)

    def make(data: Any) -> MemberForm:
        home = next((post.agency_id for post in presenters.current_posts(who)), None)
        form = MemberForm(data, initial={"agency": home, "from_on": today, "capacity": "member"})
        field(form, "seat").queryset = queries.seats(viewer, row.pk, on=today)
        field(form, "agency").queryset = queries.agencies(viewer).order_by("name")
        main = field(form, "deputy_for")
        main.queryset = queries.sitting_on(viewer, row.pk, today).exclude(capacity="deputy")
        main.label_of = lambda each: f"{each.person.name}, {presenters.capacity(each.capacity).lower()}"
        return form

    def act(form: MemberForm) -> str:
        values = without(form.cleaned_data, "seat", "agency", "deputy_for")
        chosen = {name: pk_of(form.cleaned_data[name]) for name in ("seat", "agency", "deputy_for")}
        if chosen["seat"] and form.cleaned_data["seat"].agency_id:
            chosen["agency"] = None  # the seat settles for whom
        operations.add_member(by=viewer, at=clock.now(), group=row.pk, person=who.pk, **chosen, **values)
        return go("group", row.pk)

    task = Task(
        f"{who.name} joins",
        (row.name, go("group", row.pk)),
        make,
        act,
        caption=row.name,
        save="Add to the group",
        done=f"{who.name} is now in the group.",
    )
    return run(request, task)


@needs(Permission.GROUP_EDIT)
def edit_member(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change a membership's dates, term or sign-off."""
    viewer = viewer_of(request)
    held = queries.membership(viewer, id)
    row = _group(viewer, held.group_id)

    def act(form: MemberEditForm) -> str:
        operations.change_membership(
            by=viewer, at=clock.now(), membership=held.pk, seen=form.cleaned_data["edition"], **form.changed_values()
        )
        return go("group", row.pk)

    task = Task(
        f"{held.person.name}: {presenters.capacity(held.capacity).lower()}",
        (row.name, go("group", row.pk)),
        lambda data: MemberEditForm(data, initial=initial_of(held, MemberEditForm)),
        act,
        caption=row.name,
    )
    return run(request, task)


@needs(Permission.GROUP_EDIT)
def end_member(request: HttpRequest, id: UUID) -> HttpResponse:
    """End a membership on its last day."""
    viewer = viewer_of(request)
    held = queries.membership(viewer, id)
    row = _group(viewer, held.group_id)

    def act(form: EndForm) -> str:
        operations.end_membership(
            by=viewer,
            at=clock.now(),
            membership=held.pk,
            seen=form.cleaned_data["edition"],
            on=form.last_day(),
            reason=form.cleaned_data["reason"],
        )
        return go("group", row.pk)

    task = Task(
        f"End the membership of {held.person.name}",
        (row.name, go("group", row.pk)),
        lambda data: EndForm(data, initial={"edition": held.edition, "on": clock.today()}),
        act,
        caption=row.name,
        save="End the membership",
        done="The membership has ended. It stays in the register.",
        lede="Deputies for this member leave with them.",
    )
    return run(request, task)
