"""Pages of targets: set one, change it, end it; accept a shortfall for a time, and end that."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.evidence import forms, operations, queries
from goldenthread.evidence.rules import defining
from goldenthread.evidence.views.supplying import address
from goldenthread.foundation import clock
from goldenthread.ui.forms import Form
from goldenthread.ui.tasks import Task, run

_EDIT = Permission.EVIDENCE_EDIT
_LEDE = "In the unit of the indicator. Readers see the target on the chart, where it stands and who agreed it."


def _row(viewer: Viewer, pk: UUID) -> Any:
    row = queries.indicator(viewer, pk)
    viewer.require(_EDIT, partnership=row.partnership_id)
    return row


@needs(_EDIT)
def set_target(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Set a target."""
    viewer = viewer_of(request)
    row = _row(viewer, pk)
    details = queries.definitions(viewer, pk).last().details  # type: ignore[union-attr]  # each has a first version
    start = {"way": "" if details.polarity == defining.NEITHER else _way(details.polarity == defining.HIGH)}

    def act(form: Form) -> str:
        operations.set_target(by=viewer, at=clock.now(), indicator=pk, **_given(form))
        return address(pk)

    task = Task(
        "Set a target",
        (row.name, address(pk)),
        lambda data: forms.TargetForm(data, initial=start),
        act,
        caption=row.name,
        lede=_LEDE,
    )
    return run(request, task)


@needs(_EDIT)
def change_target(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a target, with the reason."""
    viewer = viewer_of(request)
    old = queries.target(viewer, pk)
    row = _row(viewer, old.indicator_id)

    def act(form: Form) -> str:
        operations.change_target(
            by=viewer, at=clock.now(), target=pk, seen=form.cleaned_data["edition"], why=form.cleaned_data["why"],
            **_given(form),
        )  # fmt: skip
        return address(row.pk)

    task = Task(
        "Change the target",
        (row.name, address(row.pk)),
        lambda data: forms.ChangeTargetForm(data, initial=_stored(old) | {"edition": old.edition}),
        act,
        caption=row.name,
        lede="The target before stays to be read, with your reason.",
        stored=_stored,
    )
    return run(request, task)


@needs(_EDIT)
def end_target(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a target end."""
    viewer = viewer_of(request)
    old = queries.target(viewer, pk)
    row = _row(viewer, old.indicator_id)

    def act(form: Form) -> str:
        data = form.cleaned_data
        operations.end_target(
            by=viewer, at=clock.now(), target=pk, seen=data["edition"], on=data["on"], why=data["why"]
        )
        return address(row.pk)

    start = {"on": clock.today(), "edition": old.edition}
    task = Task(
        "End the target",
        (row.name, address(row.pk)),
        lambda data: forms.EndTargetForm(data, initial=start),
        act,
        save="End it",
        caption=row.name,
    )
    return run(request, task)


@needs(_EDIT)
def accept_shortfall(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accept a shortfall until a day."""
    viewer = viewer_of(request)
    row = _row(viewer, pk)
    people = queries.signers(viewer, row.partnership_id)

    def act(form: Form) -> str:
        data = form.cleaned_data
        operations.accept_shortfall(
            by=viewer, at=clock.now(), indicator=pk, start=data["start"], end=data["end"],
            owner=UUID(data["owner"]), reason=data["reason"], accepted_by=data["accepted_by"],
        )  # fmt: skip
        return address(pk)

    task = Task(
        "Accept a shortfall",
        (row.name, address(pk)),
        lambda data: forms.ShortfallForm(data, initial={"start": clock.today()}, people=people),
        act,
        save="Accept it",
        caption=row.name,
        lede="The target stays, and the chart shows that it is missed. Until the last day it raises no alarm.",
    )
    return run(request, task)


@needs(_EDIT)
def end_shortfall(request: HttpRequest, pk: UUID) -> HttpResponse:
    """No longer accept a shortfall."""
    viewer = viewer_of(request)
    found = queries.accepted_shortfall(viewer, pk)
    row = _row(viewer, found.indicator_id)

    def act(form: Form) -> str:
        data = form.cleaned_data
        operations.end_shortfall(by=viewer, at=clock.now(), shortfall=pk, seen=data["edition"], why=data["why"])
        return address(row.pk)

    task = Task(
        "No longer accept the shortfall?",
        (row.name, address(row.pk)),
        lambda data: forms.EndShortfallForm(data, initial={"edition": found.edition}),
        act,
        save="No longer accept it",
        caption=row.name,
        lede=f"It was accepted because: {found.reason}",
    )
    return run(request, task)


def _way(at_least: bool) -> str:
    return "at_least" if at_least else "at_most"


def _given(form: Form) -> dict[str, Any]:
    names = ("start", "end", "value", "near", "source", "agreed_on", "agreed_by")
    return {name: form.cleaned_data[name] for name in names} | {"at_least": form.cleaned_data["way"] == "at_least"}


def _stored(row: Any) -> dict[str, Any]:
    names = ("start", "end", "value", "near", "source", "agreed_on", "agreed_by")
    return {name: getattr(row, name) for name in names} | {"way": _way(row.at_least)}
