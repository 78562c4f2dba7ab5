"""Recording an inspection, changing it, and saying what it judged, found and what was signed off."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.scrutiny import library, operations, queries
from goldenthread.scrutiny.forms import inspections as forms
from goldenthread.scrutiny.presenters import address
from goldenthread.ui.tasks import Task, field, run

_KEEP = Permission.SCRUTINY_KEEP
_LIST = ("Inspections and reviews", "scrutiny:inspections")
_PLAIN = (
    *(
        "title",
        "precision",
        "from_on",
        "to_on",
        "letter_on",
        "letter_month",
        "about",
        "words",
        "source",
        "link",
        "told_strengths",
    ),
    *("told_improvements", "plan_due_on", "plan_sent_on", "next_on"),
)


@needs(_KEEP)
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose what kind is recorded; ``pk`` is the partnership."""
    place = _place(viewer_of(request), pk)

    def act(form: Any) -> str:
        return reverse("scrutiny:record_inspection", args=[pk, form.cleaned_data["kind"]])

    back = (_LIST[0], reverse(_LIST[1]))
    return run(request, Task("Record an inspection or review", back, forms.KindForm, act, "", "Go on", place))


@needs(_KEEP)
def record(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Record an inspection or a review of a kind; ``pk`` is the partnership."""
    viewer = viewer_of(request)
    _place(viewer, pk)
    known = library.kinds().get(kind)
    if known is None:
        raise NotFound(queries.NOTHING_HERE)

    def make(data: Any) -> Any:
        initial = {"inspectorates": "\n".join(known.inspectorates), "scale": known.scale}
        return _filled(forms.InspectionForm(data, initial=initial), viewer, pk)

    def act(form: Any) -> str:
        return address(
            operations.record_inspection(
                by=viewer, at=clock.now(), partnership=pk, kind=kind, **_said(form.cleaned_data)
            )
        )

    back = ("Choose the kind", reverse("scrutiny:new_inspection", args=[pk]))
    return run(
        request,
        Task(known.label, back, make, act, "Recorded. Now say what it judged and found.", "Record", known.about),
    )


@needs(_KEEP)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what an inspection says of itself."""
    viewer, row = _kept(request, pk)

    def stored(given: Any) -> dict[str, Any]:
        return {
            "inspectorates": "\n".join(given.inspectorates),
            "bodies": [str(each) for each in given.bodies.values_list("agency", flat=True)],
            "scale": given.scale.code if given.scale_id else "",
            "before": str(given.before_id or ""),
            "group": str(given.group_id or ""),
        }

    def make(data: Any) -> Any:
        initial = {name: getattr(row, name) for name in (*_PLAIN, "edition")} | stored(row)
        return _filled(forms.InspectionEditForm(data, initial=initial), viewer, row.partnership_id, row)

    def act(form: Any) -> str:
        seen = form.cleaned_data["edition"]
        operations.change_inspection(
            by=viewer, at=clock.now(), inspection=pk, seen=seen, changes=_said(form.cleaned_data)
        )
        return address(pk)

    return run(
        request, Task("Change the inspection", (row.title, address(pk)), make, act, caption=row.title, stored=stored)
    )


@needs(_KEEP)
def judge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what an inspection judged, area by area."""
    viewer, row = _kept(request, pk)
    scale = queries.scale_of(viewer, row)
    there = [(each.area, each.value, each.words) for each in row.judgements.all()]
    rows = there or [(area, "", "") for area in library.kinds()[row.kind].areas]
    grades = [(each.code, each.label) for each in reversed(scale.ordered)] if scale else []

    def make(data: Any) -> Any:
        return forms.JudgementsForm(data, rows=rows, grades=grades)

    def act(form: Any) -> str:
        operations.judge_areas(by=viewer, at=clock.now(), inspection=pk, areas=form.areas)
        return address(pk)

    lede = f"Grades: {scale.name}." if scale else "It gives no grade: keep what was said of each area."
    back = (row.title, address(pk))
    return run(request, Task("What it judged", back, make, act, "Kept.", "Keep it", row.title, lede,
                             template="scrutiny/judge.jinja"))  # fmt: skip


@needs(_KEEP)
def found(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take what a letter found into the thread, many lines at once."""
    viewer, row = _kept(request, pk)

    def make(data: Any) -> Any:
        form = forms.FoundForm(data)
        field(form, "addressed_to").choices = queries.agencies(viewer, row.partnership_id)
        return form

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        themes, to = given.pop("themes").split(","), [UUID(each) for each in given.pop("addressed_to")]
        operations.record_found(by=viewer, at=clock.now(), inspection=pk, themes=themes, addressed_to=to, **given)
        return address(pk)

    lede = "Each line becomes a finding, with this inspection as its source. What stands in the thread already is not taken twice."
    return run(
        request,
        Task(
            "What it found",
            (row.title, address(pk)),
            make,
            act,
            "The findings are in the thread.",
            "Take them in",
            row.title,
            lede,
        ),
    )


@needs(_KEEP)
def sign_off(request: HttpRequest, pk: UUID, target: UUID) -> HttpResponse:
    """Say that something was signed off."""
    viewer, row = _kept(request, pk)
    point = queries.point(viewer, row, target, clock.today())
    if point is None:
        raise NotFound(queries.NOTHING_HERE)

    def act(form: Any) -> str:
        operations.sign_off(by=viewer, at=clock.now(), inspection=pk, target=target, **form.cleaned_data)
        return f"{address(pk)}#progress"

    back = (row.title, address(pk))
    return run(request, Task("Sign off", back, forms.SignOffForm, act, "Kept.", "Keep it", row.title, point.text))


def _kept(request: HttpRequest, pk: UUID) -> tuple[Viewer, Any]:
    viewer = viewer_of(request)
    row = queries.inspection(viewer, pk)
    if not queries.may_keep(viewer, row.partnership_id):
        raise NotAllowed(f"Your roles do not let you {_KEEP.sentence} here.")
    return viewer, row


def _place(viewer: Viewer, pk: UUID) -> str:
    place = dict(queries.places(viewer)).get(str(pk))
    if place is None:
        raise NotFound(queries.NOTHING_HERE)
    return place


def _filled(form: Any, viewer: Viewer, partnership: UUID, row: Any = None) -> Any:
    earlier = queries.inspections(viewer, partnership=partnership)
    earlier = earlier.exclude(pk=row.pk).filter(from_on__lte=row.from_on) if row else earlier
    field(form, "bodies").choices = queries.agencies(viewer, partnership)
    field(form, "scale").choose_from(queries.scales(viewer, partnership))
    field(form, "group").choose_from(queries.groups(viewer, partnership))
    field(form, "before").choose_from([(str(each.pk), f"{each.title} ({each.when})") for each in earlier[:200]])
    return form


def _said(given: Any) -> dict[str, Any]:
    said = {name: value for name, value in given.items() if name != "edition"}
    for name in ("before", "group"):
        said[name] = UUID(said[name]) if said[name] else None
    said["bodies"] = [UUID(each) for each in said["bodies"]]
    said["inspectorates"] = said["inspectorates"].splitlines()
    return said
