"""Measures, actions and ties of a part of a plan."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.partnership import queries as register
from goldenthread.plans import operations, queries
from goldenthread.plans.forms.base import initial_of
from goldenthread.plans.forms.items import ActionForm, AttachForm, BaseForm, MeasureEditForm, MeasureForm, TiesForm
from goldenthread.plans.models import Item
from goldenthread.plans.views.choosing import by_reference, chosen_ids, go, require
from goldenthread.records import kinds
from goldenthread.records import queries as spine
from goldenthread.ui.forms import Form
from goldenthread.ui.tasks import Task, field, pk_of, run, without

_EDIT = Permission.PLAN_EDIT
INDICATOR = "evidence.indicator"


def _to_change(request: HttpRequest, pk: UUID) -> Item:
    row = queries.item(viewer_of(request), pk)
    require(viewer_of(request), _EDIT, row.plan)
    return row


def _with_indicators(request: HttpRequest, form: Form) -> Form:
    known = spine.visible(viewer_of(request), kind=INDICATOR if _known(INDICATOR) else None)
    rows = known.order_by("title") if _known(INDICATOR) else known.none()
    field(form, "indicator").queryset = rows
    field(form, "indicator").label_from_instance = lambda row: f"{row.title} ({row.reference})"
    return form


def _known(code: str) -> bool:
    return any(kind.code == code for kind in kinds.every())


@needs(_EDIT)
def add_measure(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say how one will know that something is reached."""
    viewer, row = viewer_of(request), _to_change(request, pk)

    def act(form: Form) -> str:
        given = form.cleaned_data
        indicator = pk_of(given["indicator"])
        operations.add_measure(by=viewer, at=clock.now(), item=pk, indicator=indicator, **without(given, "indicator"))
        return go("item", pk)

    task = Task(
        "How will one know?",
        ("Back", go("item", pk)),
        lambda data: _with_indicators(request, MeasureForm(data)),
        act,
        caption=row.text[:200],
        done="The measure is added.",
    )
    return run(request, task)


@needs(_EDIT)
def change_measure(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a measure."""
    viewer = viewer_of(request)
    measure = queries.measure(viewer, pk)
    row = _to_change(request, measure.item_id)

    def act(form: Form) -> str:
        given = form.cleaned_data
        values = {**without(given), "indicator": pk_of(given["indicator"])}
        operations.change_measure(by=viewer, at=clock.now(), measure=pk, seen=given["edition"], **values)
        return go("item", row.pk)

    initial = initial_of(measure, MeasureEditForm)
    task = Task(
        "Change the measure",
        ("Back", go("item", row.pk)),
        lambda data: _with_indicators(request, MeasureEditForm(data, initial=initial)),
        act,
        caption=row.text[:200],
    )
    return run(request, task)


@needs(_EDIT)
def add_action(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open an action under a part of a plan."""
    viewer, row = viewer_of(request), _to_change(request, pk)
    home = row.plan.partnership_id
    mine = queries.actions_under(viewer, [pk], on=clock.today()).get(pk, [])

    def make(data: Any) -> ActionForm:
        form = ActionForm(
            data, initial={"owner_agency": row.plan.owner_agency_id, "owner_group": row.plan.owner_group_id}
        )
        field(form, "owner_agency").queryset = register.agencies(viewer, partnership=home).order_by("name")
        field(form, "owner_group").queryset = register.groups(viewer, partnership=home).order_by("name")
        parts = [(str(each.placed.pk), each.action.record.title[:150]) for each in mine]
        field(form, "parent").choose_from(parts)
        return form

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.add_action(
            by=viewer,
            at=clock.now(),
            item=pk,
            owner_agency=pk_of(given["owner_agency"]),
            owner_group=pk_of(given["owner_group"]),
            parent=UUID(given["parent"]) if given["parent"] else None,
            **without(given, "owner_agency", "owner_group", "parent"),
        )
        return go("item", pk)

    task = Task(
        "Add an action",
        ("Back", go("item", pk)),
        make,
        act,
        caption=row.text[:200],
        lede="It closes once somebody has said what difference it made.",
        done="The action is opened.",
    )
    return run(request, task)


@needs(_EDIT)
def attach(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let an action that exists serve a part of a plan too."""
    viewer, row = viewer_of(request), _to_change(request, pk)

    def act(form: Form) -> str:
        given = form.cleaned_data
        action = by_reference(viewer, given["reference"])
        operations.attach_action(by=viewer, at=clock.now(), item=pk, action=action, reason=given["reason"])
        return go("item", pk)

    task = Task(
        "Let an action serve this too", ("Back", go("item", pk)), AttachForm, act, caption=row.text[:200], done="Done."
    )
    return run(request, task)


@needs(_EDIT)
def ties(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what a part of a plan serves, with whom it is shared, beside what it stands."""
    viewer, row = viewer_of(request), _to_change(request, pk)
    home = row.plan.partnership_id
    held = queries.ties(viewer, row)
    shared = {tie.board_id: tie.words for tie in held.joint}

    def make(data: Any) -> TiesForm:
        initial = {
            "statements": [str(tie.statement_id) for tie in held.services],
            "boards": [str(board) for board in shared],
            "boards_words": next(iter(shared.values()), ""),
            "strategies": [str(tie.strategy_id) for tie in held.alignments],
        }
        form = TiesForm(data, initial=initial)
        said = queries.statements(viewer, home, on=row.plan.starts_on)
        field(form, "statements").choices = [(str(each.pk), each.text[:200]) for each in said]
        boards = register.boards(viewer, partnership=home).order_by("name")
        field(form, "boards").choices = [(str(each.pk), each.name) for each in boards]
        strategies = queries.strategies(viewer, partnership=home)
        field(form, "strategies").choices = [(str(each.pk), each.name) for each in strategies]
        return form

    def act(form: Form) -> str:
        given, now = form.cleaned_data, clock.now()
        operations.serve(by=viewer, at=now, item=pk, statements=chosen_ids(given["statements"]))
        boards = dict.fromkeys(chosen_ids(given["boards"]), given["boards_words"])
        operations.share(by=viewer, at=now, item=pk, boards=boards)
        said = {tie.strategy_id: tie.words for tie in held.alignments}
        chosen = {each: said.get(each, "") for each in chosen_ids(given["strategies"])}
        operations.align(by=viewer, at=now, item=pk, strategies=chosen)
        return go("item", pk)

    return run(
        request, Task("What it hangs together with", ("Back", go("item", pk)), make, act, caption=row.text[:200])
    )


@needs(_EDIT)
def base(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tie a part of a plan to a finding, a recommendation, or a part of another plan."""
    viewer, row = viewer_of(request), _to_change(request, pk)

    def act(form: Form) -> str:
        given = form.cleaned_data
        record = by_reference(viewer, given["reference"])
        operations.base_on(by=viewer, at=clock.now(), item=pk, record=record, way=given["way"], words=given["words"])
        return go("item", pk)

    return run(request, Task("Tie it to something", ("Back", go("item", pk)), BaseForm, act, caption=row.text[:200]))
