"""Scales: on what is graded, how it looks to those who grade, and where it is used."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import slug
from goldenthread.quality import forms, library, operations, queries, scaling
from goldenthread.quality.rules.asking import BETTER, ValueView
from goldenthread.ui.lists import Column, Empty, ListView, TextFilter
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run

_VIEW, _EDIT = Permission.QUALITY_VIEW, Permission.QUALITY_EDIT


def address(pk: UUID) -> str:
    """Return the address of a scale."""
    return reverse("quality:scale", args=[pk])


def _list() -> ListView:
    return ListView(
        code="quality.scales",
        title="Scales",
        lede="What a grade can be. A scale that a published edition uses never changes; a copy of it can.",
        columns=[
            Column("name", "Scale", lambda row: row.name, link=lambda row: address(row.pk), sort="name"),
            Column(
                "values",
                "Values",
                lambda row: ", ".join(each.label for each in row.values.all()) or f"0 to 100 in steps of {row.step}",
            ),
            Column("better", "Which end is better", lambda row: BETTER[row.better], sort="better"),
            Column("use", "Use", _use),
            Column("partnership", "Partnership", lambda row: row.partnership.title, sort="partnership__title"),
        ],
        filters=[TextFilter("q", "Name", lambda rows, text: rows.filter(name__icontains=text))],
        default_sort="name",
        empty=Empty("No scale yet", "Scales come with a bank of the library, or you make your own."),
    )


def _use(row: Any) -> str:
    if row.held:
        return "In a published edition"
    return "In a draft" if row.asked else "Not used"


@needs(_VIEW)
def every(request: HttpRequest) -> HttpResponse:
    """List the scales."""
    viewer = viewer_of(request)
    context = {"may_edit": viewer.may_somewhere(_EDIT)}
    return _list().respond(request, queries.scales_listed(viewer), "quality/scales.jinja", context)


@needs(_VIEW)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a scale, as it looks to those who grade on it, and where it is used."""
    viewer = viewer_of(request)
    row = queries.scale_row(viewer, pk)
    context = {
        "row": row,
        "shown": scaling.shown(queries.scale(viewer, pk)),
        "uses": queries.uses(viewer, pk),
        "keeps": viewer.may(_EDIT, partnership=row.partnership_id),
    }
    return page(request, "quality/scale.jinja", context, section="quality", item="quality.scales")


@needs(_EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """Make a scale, from nothing or like another: ``like`` is an id of the partnership's, or a code of the library's."""
    viewer = viewer_of(request)
    places = queries.places_to_edit(viewer)
    like = request.GET.get("like", "")
    start = {"partnership": places[0][0] if len(places) == 1 else "", **_start(viewer, like)}

    def act(form: Any) -> str:
        given = form.cleaned_data | {"partnership": UUID(form.cleaned_data["partnership"])}
        return address(operations.add_scale(by=viewer, at=clock.now(), **given))

    patterns = [("Nothing", "?", not like)]
    patterns += [(each.name, f"?like={code}", like == code) for code, each in library.scales().items()]
    task = Task(
        "Make a scale",
        ("Scales", reverse("quality:scales")),
        lambda data: forms.ScaleForm(data, initial=start, places=places),
        act,
        lede="Begin with one of the library, or with nothing.",
        done="The scale is made. Questions can be graded on it now.",
        template="quality/scale_form.jinja",
        context={"patterns": patterns, "named": True},
    )
    return _looked(
        request, task, lambda form: SimpleNamespace(kind="number" if form.cleaned_data["step"] else "choice")
    )


def _start(viewer: Viewer, like: str) -> dict[str, Any]:
    """What a new scale begins with."""
    if like in library.scales():
        return forms.start_of(library.scales()[like])
    try:
        row = queries.scale_row(viewer, UUID(like))
    except ValueError:
        return {"kind": "choice", "better": "high", "allows_not_applicable": True}
    start = forms.start_of(row, row.values.all())
    return start | {"name": f"{row.name}, second version", "partnership": str(row.partnership_id)}


@needs(_EDIT)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a scale that no published edition uses."""
    viewer = viewer_of(request)
    row = queries.scale_row(viewer, pk)
    start = forms.start_of(row, row.values.all()) | {"edition": row.edition}

    def act(form: Any) -> str:
        seen, changes = form.cleaned_data["edition"], form.changed_values()
        operations.change_scale(by=viewer, at=clock.now(), scale=pk, seen=seen, changes=changes)
        return address(pk)

    make = forms.ChangeScaleForm if row.kind == "choice" else forms.ChangeNumbersForm
    task = Task(
        f"Change the scale “{row.name}”",
        (row.name, address(pk)),
        lambda data: make(data, initial=start),
        act,
        lede="Every draft that uses it shows the change at once.",
        stored=lambda theirs: forms.start_of(theirs, theirs.values.all()),
        template="quality/scale_form.jinja",
        context={"named": row.kind == "choice"},
    )
    return _looked(request, task, lambda form: row)


def _looked(request: HttpRequest, task: Task, kind_of: Callable[[Any], Any]) -> HttpResponse:
    """Answer a request; with "more" or "look" the form is shown again, and nothing is kept."""
    if request.method != "POST" or not {"more", "look"} & set(request.POST):
        return run(request, task)
    form = task.make(request.POST)
    preview = None
    if form.is_valid():
        given = form.cleaned_data
        source = kind_of(form)
        values = [
            ValueView(slug(each.label) or str(place), each.label, each.points, each.descriptor, each.colour)
            for place, each in enumerate(given["values"], start=1)
        ]
        told = SimpleNamespace(
            name=given["name"],
            kind=source.kind,
            better=given["better"],
            step=given.get("step") or getattr(source, "step", 0),
        )
        preview = scaling.shown(scaling.view_of(told, values))
    return page(request, task.template, {"task": task, "form": form, "preview": preview, **task.context})


@needs(_EDIT)
@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take away a scale that nothing uses."""
    try:
        operations.remove_scale(by=viewer_of(request), at=clock.now(), scale=pk)
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
        return HttpResponseRedirect(address(pk))
    messages.success(request, "The scale is taken away.")
    return HttpResponseRedirect(reverse("quality:scales"))
