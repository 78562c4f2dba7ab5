"""Pages of groups."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import queries as clocks
from goldenthread.clocks.presenters import clock_face
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.partnership import operations, presenters, queries
from goldenthread.partnership.forms.base import initial_of
from goldenthread.partnership.forms.bodies import (
    GroupEditForm,
    GroupForm,
    ReportForm,
    SeatForm,
    ShareForm,
    StageForm,
    TermsForm,
)
from goldenthread.partnership.models import Group, Partnership
from goldenthread.partnership.queries import scope
from goldenthread.partnership.rules import stages
from goldenthread.partnership.views import lists
from goldenthread.partnership.views.engine import Task, chosen_day, field, go, pk_of, run, without
from goldenthread.partnership.views.papers import shelf
from goldenthread.ui.pages import page


@needs(Permission.PARTNERSHIP_VIEW)
def groups(request: HttpRequest) -> HttpResponse:
    """List the groups."""
    viewer = viewer_of(request)
    context = {"may_add": bool(viewer.reach(Permission.GROUP_EDIT).partnerships) or viewer.may(Permission.GROUP_EDIT)}
    return lists.groups(viewer).respond(request, queries.groups(viewer), "partnership/groups.jinja", context)


@needs(Permission.PARTNERSHIP_VIEW)
def group(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one group as it was on a day."""
    viewer, now = viewer_of(request), clock.now()
    day = chosen_day(request)
    row = queries.group(viewer, id)
    sitting = list(queries.sitting_on(viewer, row.pk, day).order_by("capacity", "person__name"))
    seats = list(queries.seats(viewer, row.pk, on=day))
    taken = {member.seat_id for member in sitting}
    due = clocks.running(viewer).filter(record=row.pk)[:6]
    context = {
        "group": row,
        "day": day,
        "is_today": day == clock.london_day(now),
        "sitting": presenters.in_order(sitting),
        "seats": seats,
        "empty_seats": [seat for seat in seats if seat.pk not in taken],
        "terms": list(queries.terms_of_reference(viewer, row.pk)),
        "lines": queries.reporting_lines(viewer, row.pk),
        "changes": list(queries.stage_changes(viewer, row.pk)) if row.stage else [],
        "stages": stages.STAGES,
        "below": queries.groups(viewer).filter(parent=row.pk),
        "aliases": queries.aliases(viewer, record=row.pk),
        "faces": [(deadline, clock_face(deadline, now)) for deadline in due],
        "shelf": shelf(viewer, row.pk),
        "may_edit": scope.may_change_group(viewer, row.pk),
        "edit_permission": Permission.GROUP_EDIT,
        "sees_people": viewer.may_somewhere(Permission.PERSON_VIEW),
    }
    return page(request, "partnership/group.jinja", context)


def _home(viewer: Viewer, text: str) -> Partnership:
    """Return the partnership an address names; without one, the first in which the viewer may set up groups."""
    mine = queries.partnerships(viewer).filter(scope.of_partnerships(viewer, Permission.GROUP_EDIT, to_change=True))
    try:
        return queries.partnership(viewer, UUID(text))
    except ValueError:
        first = mine.order_by("name").first()
    if first is None:
        raise NotAllowed(f"Your roles do not let you {Permission.GROUP_EDIT.sentence} here.")
    return first


def _to_change(viewer: Viewer, id: UUID) -> Group:
    row = queries.group(viewer, id)
    if not scope.may_change_group(viewer, row.pk):
        raise NotAllowed(f"Your roles do not let you {Permission.GROUP_EDIT.sentence} here.")
    return row


@needs(Permission.GROUP_EDIT)
def new_group(request: HttpRequest) -> HttpResponse:
    """Set up a group."""
    viewer = viewer_of(request)
    home = _home(viewer, request.GET.get("partnership", ""))
    viewer.require(Permission.GROUP_EDIT, partnership=home.pk)

    def make(data: Any) -> GroupForm:
        form = GroupForm(data)
        field(form, "kind").choices = [("", "Select an answer"), *presenters.kind_choices(viewer, "group")]
        field(form, "parent").queryset = queries.groups(viewer, partnership=home.pk).order_by("name")
        return form

    def act(form: GroupForm) -> str:
        values = without(form.cleaned_data, "parent")
        parent = pk_of(form.cleaned_data["parent"])
        row = operations.create_group(by=viewer, at=clock.now(), partnership=home.pk, parent=parent, **values)
        return go("group", row.pk)

    task = Task(
        "Set up a group",
        (home.name, go("partnership", home.pk)),
        make,
        act,
        caption=home.name,
        done="The group is set up.",
    )
    return run(request, task)


@needs(Permission.GROUP_EDIT)
def edit_group(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change a group's details."""
    viewer = viewer_of(request)
    row = _to_change(viewer, id)

    def make(data: Any) -> GroupEditForm:
        form = GroupEditForm(data, initial=initial_of(row, GroupEditForm, kind=row.kind.code))
        field(form, "kind").choices = presenters.kind_choices(viewer, "group")
        field(form, "parent").queryset = queries.groups(viewer).exclude(pk=row.pk).order_by("name")
        return form

    def act(form: GroupEditForm) -> str:
        values = without(form.cleaned_data, "parent")
        operations.change_group(
            by=viewer,
            at=clock.now(),
            group=row.pk,
            seen=form.cleaned_data["edition"],
            parent=pk_of(form.cleaned_data["parent"]),
            **values,
        )
        return go("group", row.pk)

    task = Task(
        "Change the group's details",
        (row.name, go("group", row.pk)),
        make,
        act,
        caption=row.name,
        stored=lambda theirs: {"kind": theirs.kind.code},
    )
    return run(request, task)


@needs(Permission.GROUP_EDIT)
def write_terms(request: HttpRequest, id: UUID) -> HttpResponse:
    """Write the next version of a group's terms of reference."""
    viewer = viewer_of(request)
    row = _to_change(viewer, id)
    newest = queries.terms_of_reference(viewer, row.pk).first()

    def make(data: Any) -> TermsForm:
        initial = initial_of(newest, TermsForm) if newest else {"purpose": row.purpose}
        initial |= {"after": newest.version if newest else 0, "effective_from": None, "next_review_on": None}
        return TermsForm(data, initial=initial)

    def act(form: TermsForm) -> str:
        operations.write_terms(by=viewer, at=clock.now(), group=row.pk, **form.cleaned_data)
        return go("group", row.pk) + "#terms"

    task = Task(
        f"Terms of reference: version {newest.version + 1 if newest else 1}",
        (row.name, go("group", row.pk)),
        make,
        act,
        caption=row.name,
        lede="A version is never changed. The one before stays readable with its date.",
        done="The terms of reference are saved.",
    )
    return run(request, task)


@needs(Permission.GROUP_EDIT)
def move_stage(request: HttpRequest, id: UUID) -> HttpResponse:
    """Move a time-limited group to its next stage."""
    viewer = viewer_of(request)
    row = _to_change(viewer, id)
    if row.stage not in stages.STAGES:
        raise NotFound("Only a time-limited group has stages.")
    ways = [stages.STAGES[code] for code in stages.STAGES[row.stage].next]

    def make(data: Any) -> StageForm:
        form = StageForm(data, initial={"edition": row.edition, "on": clock.today()})
        field(form, "to").choices = [(stage.code, stage.name) for stage in ways]
        field(form, "to").hints = {stage.code: stage.sentence for stage in ways}
        return form

    def act(form: StageForm) -> str:
        values = without(form.cleaned_data)
        operations.move_stage(by=viewer, at=clock.now(), group=row.pk, seen=form.cleaned_data["edition"], **values)
        return go("group", row.pk)

    task = Task("Move to the next stage", (row.name, go("group", row.pk)), make, act, caption=row.name)
    return run(request, task)


@needs(Permission.GROUP_EDIT)
def share_group(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let another partnership use a group."""
    viewer = viewer_of(request)
    row = _to_change(viewer, id)

    def make(data: Any) -> ShareForm:
        form = ShareForm(data)
        using = row.uses.filter(until_on__isnull=True).values("partnership")
        field(form, "partnership").queryset = queries.partnerships(viewer).exclude(pk__in=using)
        return form

    def act(form: ShareForm) -> str:
        chosen = form.cleaned_data["partnership"]
        operations.share_group(
            by=viewer, at=clock.now(), group=row.pk, partnership=chosen.pk, from_on=form.cleaned_data["from_on"]
        )
        return go("group", row.pk)

    task = Task("Share the group", (row.name, go("group", row.pk)), make, act, caption=row.name)
    return run(request, task)


@needs(Permission.GROUP_EDIT)
def report_to(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say to whom a group reports."""
    viewer = viewer_of(request)
    row = _to_change(viewer, id)

    def make(data: Any) -> ReportForm:
        form = ReportForm(data)
        field(form, "to").choices = [("", "Select an answer"), *presenters.reporting_choices(viewer, row)]
        return form

    def act(form: ReportForm) -> str:
        sort, _, pk = form.cleaned_data["to"].partition(":")
        values = without(form.cleaned_data, "to")
        values[f"to_{sort}"] = UUID(pk)
        operations.report_to(by=viewer, at=clock.now(), group=row.pk, **values)
        return go("group", row.pk)

    task = Task("Say to whom it reports", (row.name, go("group", row.pk)), make, act, caption=row.name)
    return run(request, task)


@needs(Permission.GROUP_EDIT)
def add_seat(request: HttpRequest, id: UUID) -> HttpResponse:
    """Add a seat to a group."""
    viewer = viewer_of(request)
    row = _to_change(viewer, id)

    def make(data: Any) -> SeatForm:
        form = SeatForm(data)
        field(form, "agency").queryset = queries.agencies(viewer).order_by("name")
        return form

    def act(form: SeatForm) -> str:
        values = without(form.cleaned_data, "agency")
        agency = pk_of(form.cleaned_data["agency"])
        operations.add_seat(by=viewer, at=clock.now(), group=row.pk, agency=agency, **values)
        return go("group", row.pk)

    task = Task("Add a seat", (row.name, go("group", row.pk)), make, act, caption=row.name, done="The seat is added.")
    return run(request, task)
