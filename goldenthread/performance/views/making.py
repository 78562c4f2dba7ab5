"""Pages on which profiles are made, written and put together."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.evidence import queries as evidence
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.performance import forms, operations, queries, rules
from goldenthread.ui.forms import Form
from goldenthread.ui.tasks import Task, run

_EDIT = Permission.PERFORMANCE_EDIT


def _address(pk: UUID) -> str:
    return reverse("performance:profile", args=[pk])


@needs(_EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """Make a profile, a spotlight or an outcomes framework."""
    viewer = viewer_of(request)
    places = queries.places(viewer, _EDIT)
    others = [(str(row.pk), row.title) for row in queries.profiles(viewer) if str(row.partnership_id) in dict(places)]

    def make(data: Any) -> Form:
        start = {"partnership": places[0][0] if len(places) == 1 else "", "form": request.GET.get("form", "")}
        return forms.NewForm(data, initial={**start, "like": request.GET.get("like", "")}, places=places, others=others)

    def act(form: Form) -> str:
        data = form.cleaned_data
        made = operations.add_profile(
            by=viewer,
            at=clock.now(),
            partnership=UUID(data["partnership"]),
            form=data["form"],
            title=data["title"],
            lede=data["lede"],
            question=data["question"],
            period=data["period"],
            like=UUID(data["like"]) if data["like"] else None,
        )
        return _address(made)

    back = ("Profiles and spotlights", reverse("performance:profiles"))
    return run(request, Task("Make a profile", back, make, act, "Made. Now add its sections.", "Make it"))


@needs(_EDIT)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what a profile is called, asks and says."""
    viewer = viewer_of(request)
    row = queries.profile(viewer, pk)
    names = ("title", "lede", "question", "narrative", "start", "end", "edition")

    def make(data: Any) -> Form:
        return forms.ChangeForm(data, initial={name: getattr(row, name) for name in names})

    def act(form: Form) -> str:
        data = form.cleaned_data
        said = {name: data[name] for name in ("title", "lede", "question", "narrative", "period")}
        operations.change_profile(by=viewer, at=clock.now(), profile=pk, seen=data["edition"], **said)
        return _address(pk)

    return run(request, Task("Change the profile", (row.title, _address(pk)), make, act, caption=row.title))


@needs(_EDIT)
def add_section(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a section at the end of a profile."""
    return _section(request, pk, None)


@needs(_EDIT)
def change_section(request: HttpRequest, pk: UUID, place: int) -> HttpResponse:
    """Change a section of a profile, counted from 1."""
    return _section(request, pk, place - 1)


def _section(request: HttpRequest, pk: UUID, place: int | None) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.profile(viewer, pk)
    if place is not None and not 0 <= place < len(row.shown):
        raise NotFound("There is no such section.")
    start = {"shape": rules.MULTIPLES} if place is None else row.shown[place].plain
    kept = evidence.indicators(viewer, row.partnership_id).filter(retired_on__isnull=True)
    choices = [(code, name) for code, name in kept.order_by("position", "name").values_list("code", "name")]

    def make(data: Any) -> Form:
        return forms.SectionForm(data, initial={**start, "edition": row.edition}, indicators=choices)

    def act(form: Form) -> str:
        data = form.cleaned_data
        operations.put_section(
            by=viewer,
            at=clock.now(),
            profile=pk,
            seen=data["edition"],
            title=data["title"],
            shape=data["shape"],
            indicators=data["indicators"],
            asks=data["asks"],
            place=place,
        )
        return _address(pk)

    title = "Add a section" if place is None else "Change the section"
    return run(request, Task(title, (row.title, _address(pk)), make, act, caption=row.title))


@require_POST
@needs(_EDIT)
def move_section(request: HttpRequest, pk: UUID, place: int) -> HttpResponse:
    """Move a section one place up or down."""
    operations.move_section(
        by=viewer_of(request),
        at=clock.now(),
        profile=pk,
        seen=_seen(request),
        place=place - 1,
        up=request.POST.get("way") == "up",
    )
    return HttpResponseRedirect(_address(pk))


@require_POST
@needs(_EDIT)
def remove_section(request: HttpRequest, pk: UUID, place: int) -> HttpResponse:
    """Take a section out."""
    operations.remove_section(by=viewer_of(request), at=clock.now(), profile=pk, seen=_seen(request), place=place - 1)
    return HttpResponseRedirect(_address(pk))


def _seen(request: HttpRequest) -> int:
    try:
        return int(request.POST.get("edition", ""))
    except ValueError as error:
        raise RuleBroken("Open the page again and try once more: the form lost its number.") from error


@needs(_EDIT)
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a profile, or take it up again."""
    viewer = viewer_of(request)
    row = queries.profile(viewer, pk)

    def make(data: Any) -> Form:
        return forms.EndForm(data, initial={"edition": row.edition})

    def act(form: Form) -> str:
        day = None if row.retired_on else clock.today()
        operations.retire_profile(by=viewer, at=clock.now(), profile=pk, seen=form.cleaned_data["edition"], on=day)
        return _address(pk)

    title = "Take it up again" if row.retired_on else "End the profile"
    lede = "" if row.retired_on else "It stays to be read, and leaves the board paper."
    return run(request, Task(title, (row.title, _address(pk)), make, act, save=title, lede=lede, caption=row.title))
