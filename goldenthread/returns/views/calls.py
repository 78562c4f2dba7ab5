"""Pages of the QA officer: calls, what they ask, who has answered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.clocks.rules import chasing
from goldenthread.evidence.rules import cuts
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.text import counted
from goldenthread.returns import forms, operations, presenters, queries
from goldenthread.returns.rules import rounds, states
from goldenthread.returns.views import lists
from goldenthread.ui.forms import Form
from goldenthread.ui.tasks import Task, run
from goldenthread.workbench.pages import record_page

_CALL = Permission.RETURN_CALL


def address(pk: UUID) -> str:
    """Return the address of a call."""
    return reverse("returns:call", args=[pk])


@needs(Permission.RETURN_VIEW)
def every(request: HttpRequest) -> HttpResponse:
    """List the calls."""
    viewer = viewer_of(request)
    rows = queries.calls_listed(viewer)
    places = rows.order_by("partnership__title").values_list("partnership", "partnership__title").distinct()
    context = {"may_call": viewer.may_somewhere(_CALL)}
    found = lists.calls([(str(pk), name) for pk, name in places])
    return found.respond(request, rows, "returns/calls.jinja", context)


@needs(_CALL)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a call."""
    viewer = viewer_of(request)
    places = queries.places_to_call(viewer)
    groups = queries.groups_to_tell(viewer)

    def make(data: Any) -> Any:
        start = {
            "partnership": places[0][0] if len(places) == 1 else "",
            "grace": 0,
            "reminders": "10, 3",
            "ladder": "1: supplier\n3: lead\n6: chair",
        }
        return forms.CallForm(data, initial=start, places=places, groups=groups)

    def act(form: Any) -> str:
        given = form.cleaned_data
        return address(
            operations.start_call(
                by=viewer,
                at=clock.now(),
                partnership=UUID(given["partnership"]),
                period=given["period"],
                title=given["title"],
                **_dates(given),
            )
        )

    lede = "Nobody is asked before you send it. Next time you begin from this one."
    back = ("Calls for data", reverse("returns:calls"))
    return run(
        request, Task("Call for data", back, make, act, lede=lede, save="Begin the call", done="Now say what is asked.")
    )


def _dates(given: dict[str, Any]) -> dict[str, Any]:
    names = ("due_on", "grace", "lock_on", "words", "reminders", "ladder")
    return {name: given[name] for name in names} | {"group": UUID(given["group"]) if given["group"] else None}


@needs(_CALL)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the days and words of a call."""
    viewer = viewer_of(request)
    row = queries.call(viewer, pk)
    groups = queries.groups_to_tell(viewer)
    start = {
        **{name: getattr(row, name) for name in ("due_on", "grace", "lock_on", "words", "edition")},
        "group": str(row.group_id or ""),
        "reminders": ", ".join(map(str, row.reminders)),
        "ladder": chasing.written(row.ladder),
    }

    def act(form: Any) -> str:
        given = form.cleaned_data
        operations.change_call(by=viewer, at=clock.now(), call=pk, seen=given["edition"], changes=_dates(given))
        return address(pk)

    def stored(theirs: Any) -> dict[str, Any]:
        return {name: getattr(theirs, name) for name in ("due_on", "grace", "lock_on", "words", "reminders", "ladder")}

    task = Task(
        "Change the call",
        (row.record.title, address(pk)),
        lambda data: forms.ChangeCallForm(data, initial=start, groups=groups),
        act,
        stored=stored,
    )
    return run(request, task)


@needs(_CALL)
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask an agency for indicators."""
    viewer = viewer_of(request)
    row = queries.call(viewer, pk)
    agencies = queries.agencies_to_ask(viewer, row.partnership_id)
    indicators = queries.indicators_to_ask(viewer, row.partnership_id)
    dimensions = queries.breakdowns_to_ask(viewer, row.partnership_id)

    def act(form: Any) -> str:
        given = form.cleaned_data
        codes = given["indicators"]
        groups = queries.usual_groups(viewer, row.partnership_id, codes, given.get("groups") or ())
        operations.ask(
            by=viewer, at=clock.now(), call=pk, agency=UUID(given["agency"]), indicators=codes, groups=groups
        )
        return address(pk)

    task = Task(
        "Ask an agency",
        (row.record.title, address(pk)),
        lambda data: forms.AskForm(data, agencies=agencies, indicators=indicators, dimensions=dimensions),
        act,
        caption=presenters.heading(row.period),
        done="It is asked.",
        save="Ask for these",
        template="returns/ask.jinja",
        context={"groups": [(code, name) for code, name, *_ in indicators]},
    )
    return run(request, task)


@needs(_CALL)
def split(request: HttpRequest, pk: UUID, ask: UUID) -> HttpResponse:
    """Say by which groups one indicator is asked for."""
    viewer = viewer_of(request)
    row = queries.call(viewer, pk)
    found = queries.asks(viewer, pk).filter(pk=ask).first()
    if found is None:
        raise NotFound("This is not asked.")
    usual = queries.usual_groups(viewer, row.partnership_id, [found.indicator.code]).get(found.indicator.code, [])
    cells = dict.fromkeys([*usual, *found.cells])
    choices = [(each, f"{cuts.words(each)} ({presenters.breakdown_words(each)})") for each in cells]

    def act(form: Any) -> str:
        operations.split_ask(by=viewer, at=clock.now(), call=pk, ask=ask, groups=form.cleaned_data["groups"])
        return address(pk)

    task = Task(
        found.indicator.name,
        (row.record.title, address(pk)),
        lambda data: forms.SplitForm(data, initial={"groups": found.cells}, groups=choices),
        act,
        caption=f"Asked of {found.agency.title}",
        done="It is asked for in these groups.",
    )
    return run(request, task)


@needs(_CALL)
@require_POST
def stop_asking(request: HttpRequest, pk: UUID, ask: UUID) -> HttpResponse:
    """Take a line out of a call that is not sent."""
    operations.stop_asking(by=viewer_of(request), at=clock.now(), call=pk, ask=ask)
    return HttpResponseRedirect(address(pk))


@needs(_CALL)
@require_POST
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send a call."""
    made = operations.send_call(by=viewer_of(request), at=clock.now(), call=pk)
    messages.success(request, f"Sent to {counted(len(made), 'agency', 'agencies')}. Each finds it among its work.")
    return HttpResponseRedirect(address(pk))


@needs(_CALL)
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close a call."""
    viewer = viewer_of(request)
    row = queries.call(viewer, pk)
    missing = sum(not each.version for each in queries.listed(viewer).filter(call=pk))

    def act(form: Any) -> str:
        operations.close_call(by=viewer, at=clock.now(), call=pk)
        return address(pk)

    told = f"{counted(missing, 'return is', 'returns are')} not signed. " if missing else "Every return is signed. "
    task = Task(
        "Close the call",
        (row.record.title, address(pk)),
        Form,
        act,
        caption=presenters.heading(row.period),
        lede=f"{told}Once the call is closed nobody is chased any more. An answer that still comes is taken, and says that it came "
        "after the call was closed.",
        save="Close the call",
        done="The call is closed.",
    )
    return run(request, task)


@needs(_CALL)
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a closed call again."""
    viewer = viewer_of(request)
    row = queries.call(viewer, pk)

    def act(form: Any) -> str:
        operations.reopen_call(by=viewer, at=clock.now(), call=pk, why=form.cleaned_data["why"])
        return address(pk)

    back = (row.record.title, address(pk))
    return run(
        request, Task("Open the call again", back, forms.WhyForm, act, save="Open it", done="The call is open again.")
    )


@needs(_CALL)
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the same call for the next period."""
    viewer = viewer_of(request)
    row = queries.call(viewer, pk)
    period = rounds.following(row.period)
    start = {"title": f"{say(period)} data", "due_on": rounds.same_day_after(row.due_on, row.period.months or 3)}

    def act(form: Any) -> str:
        given = form.cleaned_data
        return address(operations.repeat_call(by=viewer, at=clock.now(), call=pk, **given))

    task = Task(
        "The same call for the next period",
        (row.record.title, address(pk)),
        lambda data: forms.AgainForm(data, initial=start),
        act,
        caption=presenters.heading(period),
        lede="The same agencies are asked for the same indicators. You can change that before you send it.",
        save="Begin the call",
        done="The call is begun. Nobody is asked before you send it.",
    )
    return run(request, task)


@needs(Permission.RETURN_VIEW)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a call: what it asks, and who has answered."""
    viewer, today = viewer_of(request), clock.today()
    row = queries.call(viewer, pk)
    asked: dict[str, list[Any]] = {}
    for each in queries.asks(viewer, pk):
        asked.setdefault(each.agency.title, []).append(each)
    rows = queries.standings(viewer, queries.listed(viewer).filter(call=pk), today)
    context = {
        "row": row,
        "asked": sorted(asked.items()),
        "rows": rows,
        "say": presenters,
        "due": lists.due_words(row),
        "group_words": cuts.words,
        "ladder": [(days, states.LADDER[who]) for days, who in row.ladder],
        "counted": _counts(rows),
        "may_call": viewer.may(_CALL, partnership=row.partnership_id),
    }
    return record_page(request, row.pk, "returns/call.jinja", context, section="evidence", item="returns.calls")


def _counts(rows: list[queries.Standing]) -> list[tuple[int, str]]:
    facts = [each.facts for each in rows]
    return [
        (len(rows), "asked"),
        (sum(each.complete for each in facts), "complete"),
        (sum(each.signed for each in facts), "signed"),
        (sum(each.verdict == states.ACCEPTED for each in facts), "accepted"),
        (sum(bool(each.days_late or (each.closed and not each.signed)) for each in facts), "missing and late"),
    ]
