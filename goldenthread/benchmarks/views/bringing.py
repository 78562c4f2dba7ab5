"""Bringing in what others publish: send it, look at what was read, keep it, date it, take it out."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.benchmarks import forms, operations, queries
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.ui.forms import Form
from goldenthread.ui.tasks import Task, run

_IMPORT = Permission.BENCHMARK_IMPORT


def _file(pk: UUID) -> str:
    return reverse("benchmarks:file", args=[pk])


@needs(_IMPORT)
def bring_in(request: HttpRequest) -> HttpResponse:
    """Take a published file; it is read in the background."""
    viewer = viewer_of(request)

    def make(data: Any) -> Form:
        return forms.FileForm(data, request.FILES if data is not None else None)

    def act(form: Form) -> str:
        given = form.cleaned_data
        told = operations.Told(given["publisher"], given["title"], given["name"], given["published_on"])
        made = operations.receive_file(
            by=viewer,
            at=clock.now(),
            name=given["file"].name,
            content=given["file"].read(),
            meta=given["meta"].read() if given["meta"] else None,
            told=told,
        )
        return _file(made.id)

    task = Task(
        "Bring in a published file",
        ("What others publish", reverse("benchmarks:releases")),
        make,
        act,
        save="Read the file",
        done="The file is received.",
        lede="It is read in the background. You see every symbol and every fault; the same file twice changes nothing.",
        template="benchmarks/bring_in.jinja",
    )
    return run(request, task)


@needs(_IMPORT)
@require_POST
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep the good lines of a file whose faults somebody has seen."""
    operations.keep_good_lines(by=viewer_of(request), at=clock.now(), file=pk)
    return HttpResponseRedirect(_file(pk))


@needs(_IMPORT)
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a file out again."""
    viewer = viewer_of(request)
    row = queries.file(viewer, pk)

    def act(form: Form) -> str:
        operations.remove_file(by=viewer, at=clock.now(), file=pk, why=form.cleaned_data["why"])
        return reverse("benchmarks:releases")

    task = Task(
        f"Take {row.name} out",
        ("The file", _file(pk)),
        forms.RemoveForm,
        act,
        save="Take it out",
        done="The file and its figures are taken out.",
        lede="Its figures go from every comparison, for every partnership here. Other releases stay.",
    )
    return run(request, task)


@needs(_IMPORT)
def describe(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say when a release was published and which populations it stands on."""
    viewer = viewer_of(request)
    row = queries.release(viewer, pk)

    def make(data: Any) -> Form:
        return forms.DescribeForm(data, initial={"published_on": row.published_on, "population": row.population})

    def act(form: Form) -> str:
        operations.describe_release(by=viewer, at=clock.now(), release=pk, **form.cleaned_data)
        return reverse("benchmarks:release", args=[pk])

    address = reverse("benchmarks:release", args=[pk])
    return run(request, Task(f"Describe {row.title}, {row.name}", ("The release", address), make, act))


@needs(_IMPORT)
def date_model(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say from which day a model of neighbours serves."""
    viewer = viewer_of(request)
    row = queries.neighbour_sets(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound("There is no such model.")

    def make(data: Any) -> Form:
        return forms.ModelForm(data, initial={"from_on": row.from_on})

    def act(form: Form) -> str:
        operations.date_model(by=viewer, at=clock.now(), model=row.model, from_on=form.cleaned_data["from_on"])
        return reverse("benchmarks:neighbours")

    address = reverse("benchmarks:neighbours")
    return run(request, Task(f"Neighbours of {row.model}", ("Statistical neighbours", address), make, act))
