"""Pages on which a partnership chooses its indicators and says what they mean."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.evidence import forms, library, operations, presenters, queries
from goldenthread.evidence.views.supplying import address
from goldenthread.foundation import clock
from goldenthread.ui.forms import Form
from goldenthread.ui.tasks import Task, run

_EDIT = Permission.EVIDENCE_EDIT
_BACK = "Indicators"


_CHOOSE = "evidence/choose.jinja"


@needs(_EDIT)
def choose(request: HttpRequest) -> HttpResponse:
    """Choose indicators of the library."""
    viewer = viewer_of(request)
    places = queries.places_to_keep(viewer)
    held = (
        set(queries.indicators(viewer, UUID(places[0][0])).values_list("code", flat=True))
        if len(places) == 1
        else set()
    )
    groups = presenters.by_group([each for code, each in library.starters().items() if code not in held])

    def make(data: Any) -> Form:
        start = {"partnership": places[0][0] if len(places) == 1 else ""}
        return forms.ChooseForm(data, initial=start, places=places, groups=groups)

    def act(form: Form) -> str:
        place = UUID(form.cleaned_data["partnership"])
        kept = set(queries.indicators(viewer, place).values_list("code", flat=True))
        for code in form.cleaned_data["codes"]:
            if code not in kept:
                operations.choose_indicator(by=viewer, at=clock.now(), partnership=place, code=code)
        return reverse("evidence:indicators")

    lede = "Each comes with its definition, why it matters and what to ask. You can rename it, and add your own."
    back = (_BACK, reverse("evidence:indicators"))
    context = {"groups": groups}
    task = Task(
        "Choose indicators", back, make, act, "Kept.", "Keep these", lede=lede, template=_CHOOSE, context=context
    )
    return run(request, task)


@needs(_EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """Add an indicator of one's own."""
    viewer = viewer_of(request)
    places = queries.places_to_keep(viewer)

    def make(data: Any) -> Form:
        start = {
            **{"partnership": places[0][0] if len(places) == 1 else "", "group": library.OWN, "counts": "children"},
            **{"denominator_from": "none", "factor": "count", "decimals": 0, "polarity": "neither"},
            **{"frequency": "quarterly", "year_rule": "sum"},
        }
        return forms.NewForm(data, initial=start, places=places)

    def act(form: Any) -> str:
        data = form.cleaned_data
        made = operations.define_indicator(
            by=viewer,
            at=clock.now(),
            partnership=UUID(data["partnership"]),
            code=data["code"],
            name=data["name"],
            details=form.details,
            group=data["group"],
            why=data["why"],
            question=data["question"],
        )
        return address(made)

    back = (_BACK, reverse("evidence:indicators"))
    return run(request, Task("Add an indicator", back, make, act, save="Add it"))


@needs(_EDIT)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Rename an indicator, or change why it matters."""
    viewer = viewer_of(request)
    row = queries.indicator(viewer, pk)
    viewer.require(_EDIT, partnership=row.partnership_id)
    start = {name: getattr(row, name) for name in ("name", "why", "question", "key", "edition")}

    def act(form: Form) -> str:
        data = form.cleaned_data
        operations.change_indicator(
            by=viewer,
            at=clock.now(),
            indicator=pk,
            seen=data["edition"],
            name=data["name"],
            why=data["why"],
            question=data["question"],
            key=bool(data["key"]),
        )
        return address(pk)

    task = Task(f"Change {row.name}", (row.name, address(pk)), lambda data: forms.ChangeForm(data, initial=start), act)
    return run(request, task)


@needs(_EDIT)
def redefine(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what an indicator means, from a day on."""
    viewer = viewer_of(request)
    row = queries.indicator(viewer, pk)
    viewer.require(_EDIT, partnership=row.partnership_id)
    last = queries.definitions(viewer, pk).last()
    start = asdict(last.details) if last else {}

    def act(form: Any) -> str:
        data = form.cleaned_data
        operations.redefine(
            by=viewer, at=clock.now(), indicator=pk, details=form.details, from_on=data["from_on"], why=data["why"]
        )
        return address(pk)

    task = Task(
        "Change what it means",
        (row.name, address(pk)),
        lambda data: forms.RedefineForm(data, initial=start),
        act,
        caption=row.name,
        lede="The definition before stays for the figures before. Readers see where the series breaks.",
    )
    return run(request, task)


@needs(_EDIT)
def retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop collecting an indicator, or take it up again."""
    viewer = viewer_of(request)
    row = queries.indicator(viewer, pk)
    viewer.require(_EDIT, partnership=row.partnership_id)
    stop = row.retired_on is None

    def act(form: Form) -> str:
        on = clock.today() if stop else None
        operations.retire(by=viewer, at=clock.now(), indicator=pk, seen=form.cleaned_data["edition"], on=on)
        return address(pk)

    title = f"Stop collecting {row.name}?" if stop else f"Take up {row.name} again?"
    task = Task(
        title,
        (row.name, address(pk)),
        lambda data: forms.forms.EditForm(data, initial={"edition": row.edition}),
        act,
        save="Stop collecting it" if stop else "Take it up again",
        lede="Its figures stay.",
    )
    return run(request, task)
