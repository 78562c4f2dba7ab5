"""Pages on which keepers say how many people each group has."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.evidence import forms, operations, queries
from goldenthread.evidence.rules import cuts
from goldenthread.evidence.views import lists
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.ui.forms import Form
from goldenthread.ui.tasks import Task, run

_EDIT = Permission.EVIDENCE_EDIT


@needs(Permission.EVIDENCE_VIEW)
def every(request: HttpRequest) -> HttpResponse:
    """List how many people each group has."""
    viewer = viewer_of(request)
    context = {"may_edit": viewer.may_somewhere(_EDIT)}
    return lists.group_populations(viewer).respond(
        request, queries.group_populations(viewer), "evidence/populations.jinja", context
    )


@needs(_EDIT)
def add(request: HttpRequest) -> HttpResponse:
    """Say how many people the groups of a breakdown have."""
    viewer = viewer_of(request)
    places = queries.places_to_keep(viewer)
    start = {"partnership": places[0][0] if len(places) == 1 else "", "age_from": 0, "age_to": 17}

    def act(form: Form) -> str:
        data = form.cleaned_data
        operations.keep_group_populations(
            by=viewer,
            at=clock.now(),
            partnership=UUID(data["partnership"]),
            dimension=data["dimension"],
            year=int(data["year"]),
            counts=_counts(data["counts"]),
            source=data["source"],
            vintage=data["vintage"],
            age_from=int(data["age_from"]),
            age_to=int(data["age_to"]),
        )
        return reverse("evidence:group_populations")

    task = Task(
        "How many people does each group have?",
        ("People of groups", reverse("evidence:group_populations")),
        lambda data: forms.GroupPeopleForm(data, initial=start, places=places),
        act,
        lede="With them, every indicator says for whom it is worse. Without them it shows shares only: no rate is made up.",
    )
    return run(request, task)


@needs(_EDIT)
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a number that was kept by mistake."""
    viewer = viewer_of(request)
    row = queries.group_population(viewer, pk)
    viewer.require(_EDIT, partnership=row.partnership_id)

    def act(form: Form) -> str:
        operations.remove_group_population(by=viewer, at=clock.now(), population=pk, why=form.cleaned_data["why"])
        return reverse("evidence:group_populations")

    task = Task(
        f"Remove {row.count:,} for {row.value}?",
        ("People of groups", reverse("evidence:group_populations")),
        forms.ReasonForm,
        act,
        save="Remove it",
        caption=f"{cuts.DIMENSIONS[row.dimension]}, mid-{row.year}, {row.source}, {row.vintage}",
    )
    return run(request, task)


def _counts(text: str) -> dict[str, int]:
    """Read one group a line, such as "Girls: 32,410"."""
    found: dict[str, int] = {}
    for number, line in enumerate(filter(None, (each.strip() for each in text.splitlines())), start=1):
        name, mark, count = line.rpartition(":")
        digits = count.replace(",", "").strip()
        if not mark or not digits.isdecimal():
            raise RuleBroken(
                f"Line {number}: write the group, a colon and the number, such as Girls: 32,410.", field="counts"
            )
        if name.strip() in found:
            raise RuleBroken(f"{name.strip()} is given twice.", field="counts")
        found[name.strip()] = int(digits)
    return found
