"""Pages on which figures are supplied, signed off, restated, and said to be complete."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.evidence import blocks, forms, operations, presenters, queries
from goldenthread.evidence.rules import cuts
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation import clock
from goldenthread.foundation.periods import Period
from goldenthread.ui.forms import Form
from goldenthread.ui.tasks import Task, run


def address(indicator: UUID) -> str:
    """Return the address of an indicator."""
    return reverse("evidence:indicator", args=[indicator])


def figure_address(reading: Any) -> str:
    """Return the address of the figure a reading gives."""
    return blocks.address(reading.indicator_id, reading.period, reading.cut)


@needs(Permission.EVIDENCE_SUPPLY)
def supply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Supply one figure."""
    viewer = viewer_of(request)
    row = queries.indicator(viewer, pk)
    details = queries.definitions(viewer, pk).last().details  # type: ignore[union-attr]  # each has a first version
    agencies = queries.agencies_to_choose(viewer, row.partnership_id)

    def make(data: Any) -> Form:
        start = {"supplied_on": clock.today(), "supplier": agencies[0][0] if len(agencies) == 1 else ""}
        words = {"numerator": details.numerator, "denominator": _denominator(details)}
        return forms.SupplyForm(data, initial=start, agencies=agencies, **words)

    def act(form: Any) -> str:
        made = operations.supply(
            by=viewer, at=clock.now(), partnership=row.partnership_id, indicator=row.code, **given(form)
        )
        return figure_address(queries.reading(viewer, made))

    lede = "Percentages, rates and totals are worked out. A missing figure is left out: 0 means that none was found."
    return run(request, Task("Supply a figure", (row.name, address(pk)), make, act, caption=row.name, lede=lede))


def _denominator(details: Any) -> str:
    return (
        details.denominator or f"Leave it empty: {presenters.defining.DENOMINATORS[details.denominator_from].lower()}"
    )


def given(form: Any) -> dict[str, Any]:
    """Return what a form of one figure says, as the operations take it."""
    data = form.cleaned_data
    return {
        "period": Period(data["start"], data["end"]),
        "breakdown": cuts.read(data["breakdown"]),
        "numerator": data["numerator"],
        "denominator": data["denominator"],
        "supplier": UUID(data["supplier"]),
        "supplied_on": data["supplied_on"],
        "coverage": form.coverage,
        "source": data["source"],
    }


@needs(Permission.EVIDENCE_SUPPLY)
def restate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put new numbers in the place of old ones."""
    viewer = viewer_of(request)
    row = queries.reading(viewer, pk)

    def make(data: Any) -> Form:
        start = {"numerator": row.numerator, "denominator": row.denominator, "supplied_on": clock.today()}
        return forms.RestateForm(data, initial=start)

    def act(form: Form) -> str:
        operations.restate(by=viewer, at=clock.now(), reading=pk, **form.cleaned_data)
        return figure_address(row)

    task = Task(
        f"Restate {say(row.period)}",
        (row.indicator.name, figure_address(row)),
        make,
        act,
        save="Restate it",
        caption=row.indicator.name,
        lede="The old figure stays to be read, with the reason. The new one is signed off anew.",
    )
    return run(request, task)


@needs(Permission.EVIDENCE_VIEW)
def sign_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign a figure off, or record who did."""
    viewer = viewer_of(request)
    row = queries.reading(viewer, pk)
    people = who_may_have_signed(viewer, row.indicator.partnership_id)

    def make(data: Any) -> Form:
        return forms.SignForm(data, initial={"on": clock.today()}, people=people)

    def act(form: Form) -> str:
        person, on = signed(form)
        operations.sign_off(by=viewer, at=clock.now(), reading=pk, person=person, on=on)
        return figure_address(row)

    back = (row.indicator.name, figure_address(row))
    lede = "Whoever signs a figure off stands for it. Nobody signs off what they entered."
    return run(request, Task(f"Sign off {say(row.period)}", back, make, act, save="Sign off", lede=lede))


def who_may_have_signed(viewer: Any, partnership: UUID) -> list[tuple[str, str]]:
    """Return the people to choose from: none for those who sign as themselves alone."""
    return queries.signers(viewer, partnership) if viewer.may(Permission.EVIDENCE_EDIT, partnership=partnership) else []


def signed(form: Form) -> tuple[UUID | None, Any]:
    """Return who signed, and when."""
    person = form.cleaned_data.get("person")
    return (UUID(person) if person else None), form.cleaned_data["on"]


@needs(Permission.EVIDENCE_EDIT)
def complete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that the parts of a breakdown make up the whole of a period."""
    viewer = viewer_of(request)
    book = queries.book(viewer, pk)
    known = {
        f"{period.start}|{period.end}|{name}": f"{presenters.group_words(name)}, {say(period)}"
        for period, name in sorted(
            {(each.period, cuts.dimensions(each.cut)) for each in book.sheet.observations if each.cut}
        )
        if (period, name) not in book.sheet.complete
    }

    def make(data: Any) -> Form:
        return forms.CompleteForm(data, choices=list(known.items()))

    def act(form: Form) -> str:
        start, end, name = form.cleaned_data["parts"].split("|")
        period = Period(date.fromisoformat(start), date.fromisoformat(end))
        place, code = book.row.partnership_id, book.row.code
        operations.declare_complete(
            by=viewer, at=clock.now(), partnership=place, indicator=code, period=period, dimension=name
        )
        return address(pk)

    lede = "Only then are they added to a total. A total that was supplied stays as it is; a disagreement is shown."
    title = "Parts that make up the whole"
    return run(request, Task(title, (book.row.name, address(pk)), make, act, save="They are complete", lede=lede))
