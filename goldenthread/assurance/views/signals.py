"""The triage list: what in the data deserves a look, noting it, and the steps to take."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import forms, operations, presenters, queries, rules
from goldenthread.evidence import library, signals, steps
from goldenthread.evidence.rules import cuts
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation import clock
from goldenthread.foundation.text import counted
from goldenthread.records import queries as records
from goldenthread.ui.lists import ChoiceFilter, Column, DateRangeFilter, Empty, ListView, TextFilter
from goldenthread.ui.lists.filters import Filter
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run

_TRIAGE = Permission.ASSURANCE_TRIAGE
MOST = 100


def _about(row: Any) -> str:
    group = f", {cuts.words(row.cut)}" if row.cut else ""
    who = row.agency.title if row.agency else ""
    return f"{row.indicator.name}{group}" if row.indicator else who


def _columns(link: Any) -> list[Column]:
    return [
        Column("words", "What", value=lambda row: row.words, link=link, below=_about, sort="words"),
        Column("about", "About", value=_about, hidden=True),
        Column("kind", "Why it deserves a look", value=lambda row: row.get_kind_display(), sort="kind"),
        Column("lean", "Leans", value=lambda row: row.get_lean_display(), tag=presenters.lean, sort="lean"),
        Column("period", "Period", value=lambda row: say(row.period), sort="end start"),
        Column("agency", "Agency", value=lambda row: row.agency.title if row.agency else "", hidden=True),
        Column("partnership", "Partnership", value=lambda row: row.partnership.title, hidden=True),
    ]


def _filters(viewer: Viewer, rows: Any) -> list[Filter]:
    return [
        TextFilter("q", "Words", apply=lambda found, words: found.filter(words__icontains=words)),
        ChoiceFilter("kind", "Why", choices=[(each.value, words) for each, words in signals.KINDS.items()],
                     apply=lambda found, value: found.filter(kind=value)),
        ChoiceFilter("lean", "Leans", choices=signals.LEANS.items(), apply=lambda found, value: found.filter(lean=value)),
        ChoiceFilter("group", "Indicators about", choices=library.groups().items(),
                     apply=lambda found, value: found.filter(indicator__group=value)),
        ChoiceFilter("agency", "Agency", choices=records.named_in(viewer, rows, "agency", "agency"),
                     apply=lambda found, value: found.filter(agency=value)),
        ChoiceFilter("partnership", "Partnership", choices=records.named_in(viewer, rows, "partnership", "partnership"),
                     apply=lambda found, value: found.filter(partnership=value)),
        DateRangeFilter("end", "Period ends"),
    ]  # fmt: skip


def _to_look_at(viewer: Viewer, rows: Any) -> ListView:
    standing = ChoiceFilter(
        "standing",
        "New or changed",
        choices=[(code, rules.STANDINGS[code]) for code in (rules.NEW, rules.BACK)],
        apply=lambda found, value: found.filter(standing=value),
    )
    columns = _columns(lambda row: reverse("assurance:signal", args=[row.pk]))
    columns.append(
        Column(
            "standing",
            "Standing",
            value=lambda row: row.get_standing_display(),
            tag=presenters.standing,
            sort="standing",
        )
    )
    return ListView(
        "assurance.signals",
        "Signals",
        columns,
        [*_filters(viewer, rows), standing],
        "-period",
        empty=Empty("Nothing to look at", "Everything that stands out was looked at, and nothing has changed since."),
        lede="What in the data deserves a look. What you note or ask about is not raised again unless it changes.",
    )


@needs(_TRIAGE)
def to_look_at(request: HttpRequest) -> HttpResponse:
    """List what deserves a look."""
    viewer = viewer_of(request)
    rows, done, places = queries.raised(viewer), queries.worked_out(viewer), queries.places(viewer, _TRIAGE)
    context = {
        "done": [(pk, name, done.get(UUID(pk)), queries.outdated(viewer, UUID(pk))) for pk, name in places[:10]],
        "note": f"{reverse('assurance:note')}?{request.GET.urlencode()}",
        "some": rows.exists(),
    }
    return _to_look_at(viewer, rows).respond(request, rows, "assurance/signals.jinja", context)


@needs(_TRIAGE)
def looked_at(request: HttpRequest) -> HttpResponse:
    """List what was decided about what was looked at."""
    viewer = viewer_of(request)
    rows = queries.looks(viewer)
    decided = [
        Column("decision", "Decided", value=presenters.decided, link=presenters.decided_address, sort="decision"),
        Column("reason", "Why", value=lambda row: row.reason),
        Column("by", "By", value=lambda row: row.by_name, below=lambda row: f"{clock.london_day(row.at):%d/%m/%Y}"),
        Column("at", "On", value=lambda row: clock.london_day(row.at), sort="at", hidden=True),
    ]
    decision = ChoiceFilter(
        "decision", "Decided", choices=rules.DECISIONS.items(), apply=lambda found, value: found.filter(decision=value)
    )
    view = ListView(
        "assurance.looks",
        "Looked at",
        [*_columns(None), *decided],
        [*_filters(viewer, rows), decision],
        "-at",
        empty=Empty(
            "Nothing was looked at yet", "What you note or ask about stands here, with who decided it and why."
        ),
        lede="What was decided about signals, as each stood when somebody looked at it.",
    )
    return view.respond(request, rows, "assurance/looks.jinja", item="assurance.signals")


@needs(_TRIAGE)
def signal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one signal: where it is seen, what was decided before, and the steps to take."""
    viewer = viewer_of(request)
    row = queries.signal(viewer, pk)
    context = {
        "row": row,
        "about": _about(row),
        "when": say(row.period),
        "say": presenters,
        "looks": list(queries.looks(viewer, what=row.what, partnership=row.partnership_id)),
        "steps": _steps(viewer, row),
    }
    return page(request, "assurance/signal.jinja", context, section="assurance", item="assurance.signals")


def _steps(viewer: Viewer, row: Any) -> list[tuple[str, str]]:
    """Return (words, address) of the steps to take: from its point on a chart, or about the agency it is of."""
    if row.indicator_id is None:
        asked = urlencode({"signal": row.pk})
        kinds = ((rules.CALL, "Ask for evidence"), (rules.REPORT, "Ask for an assurance report"))
        return [
            (words, f"{reverse('assurance:ask', args=[row.partnership_id, kind])}?{asked}") for kind, words in kinds
        ]
    spot = steps.Spot(row.indicator_id, row.partnership_id, row.period, row.cut)
    known = steps.offered(viewer, row.partnership_id)
    return [(step.label, f"{step.address(spot)}&{urlencode({'signal': row.pk})}") for step in known]


@needs(_TRIAGE)
def note(request: HttpRequest) -> HttpResponse:
    """Note signals, one or many: the filters of the list, carried in the address, choose what is offered."""
    viewer = viewer_of(request)
    rows = queries.raised(viewer)
    one = request.GET.get("signal", "")
    if one:
        shown = [row for row in rows if str(row.pk) == one] if len(one) == 36 else []
    else:
        shown = _to_look_at(viewer, rows).build(request, rows).first(MOST)
    names = [(str(row.pk), row.words) for row in shown]

    def make(data: Any) -> Any:
        hints = {str(row.pk): f"{_about(row)}, {say(row.period)}" for row in shown}
        return forms.NoteForm(data, signals=names, hints=hints, one=bool(one))

    def act(form: Any) -> str:
        given = form.cleaned_data
        chosen = [UUID(each) for each in given.get("signals") or [pk for pk, _ in names]]
        number = operations.note(by=viewer, at=clock.now(), raised=chosen, reason=given["reason"])
        messages.success(request, f"{counted(number, 'signal')} noted.")
        return reverse("assurance:signals")

    lede = names[0][1] if one and names else "They are not raised again unless they change."
    return run(
        request, Task("Note it" if one else "Note several", ("Signals", reverse("assurance:signals")), make, act, "",
                      "Note", lede=lede)
    )  # fmt: skip


@require_POST
@needs(_TRIAGE)
def work_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Work the signals of a partnership out anew."""
    number = operations.work_out(by=viewer_of(request), at=clock.now(), partnership=pk)
    messages.success(request, f"Worked out: {counted(number, 'signal')}, with those that were looked at.")
    return HttpResponseRedirect(reverse("assurance:signals"))
