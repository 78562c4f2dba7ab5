"""The calendar: bank holidays, closure days and term dates."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.clocks import operations, queries
from goldenthread.clocks.forms import (
    ClosureForm,
    HolidayForm,
    HolidayNameForm,
    TermCalendarForm,
    TermForm,
    WhyForm,
    offer,
    posted,
)
from goldenthread.foundation import clock
from goldenthread.foundation.errors import EditConflict, NotAllowed, RuleBroken
from goldenthread.foundation.text import short_date
from goldenthread.ui.conflicts import conflict_page
from goldenthread.ui.forms import Form
from goldenthread.ui.pages import page


@needs(Permission.RULE_VIEW)
def calendar(request: HttpRequest) -> HttpResponse:
    """Show a year of bank holidays, the closure days and the term dates."""
    viewer = viewer_of(request)
    holidays = list(queries.bank_holidays(viewer))
    years = sorted({row.day.year for row in holidays})
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked[:6]) in years else clock.today().year
    reach = viewer.reach(Permission.CALENDAR_EDIT)
    context = {
        "year": year,
        "holidays": [row for row in holidays if row.day.year == year],
        "years": [(str(each), f"?year={each}", each == year) for each in years if abs(each - year) <= 4],
        "last": holidays[-1].day if holidays else None,
        "closures": list(queries.closure_days(viewer).filter(day__gte=date(year, 1, 1), day__lte=date(year, 12, 31))),
        "terms": list(queries.term_calendars(viewer)),
        "edits_all": reach.everywhere,
        "edits": not reach.nowhere,
    }
    return page(request, "clocks/calendar.jinja", context, section="clocks", item="clocks.calendar")


def _asked(
    request: HttpRequest, form: Form, act: Callable[[dict[str, Any]], object], title: str, done: str, **more: Any
) -> HttpResponse:
    """Show a form, and when it is filled in do what it asks and go back to the calendar."""
    back = more.pop("back_url", reverse("clocks:calendar"))
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except RuleBroken as broken:
            form.add_rule_broken(broken)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(back)
    return page(request, "clocks/form.jinja", {"form": form, "title": title, "back_url": back, "words": "Save", **more})


def _for_all(request: HttpRequest) -> None:
    """Refuse, before any form is shown, those who may only change the days of their own place."""
    if not viewer_of(request).may(Permission.CALENDAR_EDIT):
        raise NotAllowed(
            "Bank holidays count for every partnership: only an administrator of the installation changes them."
        )


@needs(Permission.CALENDAR_EDIT)
def add_holiday(request: HttpRequest) -> HttpResponse:
    """Add a bank holiday that was proclaimed; open clocks move."""
    _for_all(request)
    return _asked(
        request,
        HolidayForm(posted(request)),
        lambda given: operations.add_bank_holiday(by=viewer_of(request), at=clock.now(), **given),
        "Add a bank holiday",
        "The bank holiday is added. Open clocks that count over it have moved by a day; each keeps both dates.",
        lede="Open clocks in working or school days that count over this day move by one such day. They keep both dates.",
    )


@needs(Permission.CALENDAR_EDIT)
def rename_holiday(request: HttpRequest, holiday: UUID) -> HttpResponse:
    """Give a bank holiday another name."""
    _for_all(request)
    row = queries.bank_holiday(viewer_of(request), holiday)
    form = HolidayNameForm(posted(request), initial={"name": row.name, "edition": row.edition})

    def act(given: dict[str, Any]) -> None:
        operations.rename_bank_holiday(
            by=viewer_of(request), at=clock.now(), holiday=holiday, name=given["name"], seen=given["edition"]
        )

    title = f"Rename the bank holiday of {short_date(row.day)}"
    try:
        return _asked(request, form, act, title, "The name is saved.")
    except EditConflict as conflict:
        back = ("Back to the calendar", reverse("clocks:calendar"))
        return conflict_page(request, form, conflict.theirs, title=title, back=back)


@needs(Permission.CALENDAR_EDIT)
def remove_holiday(request: HttpRequest, holiday: UUID) -> HttpResponse:
    """Take away a bank holiday that is not kept after all; open clocks move back."""
    _for_all(request)
    row = queries.bank_holiday(viewer_of(request), holiday)
    return _asked(
        request,
        WhyForm(posted(request)),
        lambda given: operations.remove_bank_holiday(by=viewer_of(request), at=clock.now(), holiday=holiday, **given),
        f"Remove {row.name}, {short_date(row.day)}",
        "The bank holiday is removed, and open clocks have moved back.",
        lede="Open clocks that counted over this day move back by one day. They keep both dates.",
        words="Remove",
    )


@needs(Permission.CALENDAR_EDIT)
def add_closure(request: HttpRequest) -> HttpResponse:
    """Note that a place is closed on a day."""
    viewer = viewer_of(request)
    form = ClosureForm(posted(request))
    field: Any = form.fields["place"]
    field.queryset = queries.places(viewer, Permission.CALENDAR_EDIT)

    def act(given: dict[str, Any]) -> None:
        place = given["place"].pk
        operations.add_closure_day(by=viewer, at=clock.now(), place=place, day=given["day"], name=given["name"])

    lede = "People see a warning beside dates on this day. No date moves: the law does not know your closure."
    return _asked(request, form, act, "Add a closure day", "The closure day is added.", lede=lede)


@needs(Permission.CALENDAR_EDIT)
def remove_closure(request: HttpRequest, closure: UUID) -> HttpResponse:
    """Take away a closure day."""
    viewer = viewer_of(request)
    row = queries.closure_day(viewer, closure)
    title = f"Remove the closure of {row.place.title} on {short_date(row.day)}"
    if request.method == "POST":
        operations.remove_closure_day(by=viewer, at=clock.now(), closure=closure)
        messages.success(request, "The closure day is removed.")
        return HttpResponseRedirect(reverse("clocks:calendar"))
    context = {"form": Form(), "title": title, "back_url": reverse("clocks:calendar"), "words": "Remove"}
    return page(request, "clocks/form.jinja", context)


@needs(Permission.CALENDAR_EDIT)
def add_terms(request: HttpRequest) -> HttpResponse:
    """Begin a set of term dates."""
    viewer = viewer_of(request)
    form = TermCalendarForm(posted(request))
    places = queries.places(viewer, Permission.CALENDAR_EDIT, only="partnership")
    offer(form, "partnership", places)

    def act(given: dict[str, Any]) -> None:
        operations.create_term_calendar(
            by=viewer,
            at=clock.now(),
            partnership=UUID(given["partnership"]),
            name=given["name"],
            standard=bool(given["standard"]),
        )

    return _asked(request, form, act, "Add term dates", "Now add the terms, one after another.")


@needs(Permission.CALENDAR_EDIT)
def add_term(request: HttpRequest, calendar: UUID) -> HttpResponse:
    """Add a stretch of school days."""
    viewer = viewer_of(request)
    row = queries.term_calendar(viewer, calendar)
    return _asked(
        request,
        TermForm(posted(request)),
        lambda given: operations.add_term(by=viewer, at=clock.now(), calendar=calendar, **given),
        f"Add a term to: {row.name}",
        "The term is added.",
        lede="A half-term break lies between two terms: enter each half by itself. Clocks already running keep their dates.",
    )


@needs(Permission.CALENDAR_EDIT)
def remove_term(request: HttpRequest, calendar: UUID, term: UUID) -> HttpResponse:
    """Take away a stretch of school days."""
    viewer = viewer_of(request)
    row = queries.term_calendar(viewer, calendar)
    if request.method == "POST":
        operations.remove_term(by=viewer, at=clock.now(), calendar=calendar, term=term)
        messages.success(request, "The term is removed.")
        return HttpResponseRedirect(reverse("clocks:calendar"))
    context = {"form": Form(), "title": f"Remove a term from: {row.name}", "words": "Remove"}
    return page(request, "clocks/form.jinja", {**context, "back_url": reverse("clocks:calendar")})
