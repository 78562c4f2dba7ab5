"""One deadline: why its date is what it is, and everything that can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import forms, operations, presenters, queries, rights, rules
from goldenthread.clocks.models import Deadline
from goldenthread.clocks.rules import Due
from goldenthread.clocks.rules.shapes import PAUSE_REASONS
from goldenthread.foundation import clock
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.text import moment
from goldenthread.records import kinds
from goldenthread.records import queries as records
from goldenthread.ui.conflicts import conflict_page
from goldenthread.ui.forms import Form
from goldenthread.ui.pages import page

Given = dict[str, Any]


def _here(deadline: Deadline) -> str:
    return reverse("clocks:deadline", args=[deadline.pk])


@needs(Permission.WORK_VIEW)
def deadline(request: HttpRequest, deadline: UUID) -> HttpResponse:
    """Show a deadline: its date, the rule, the days that counted, pauses and history."""
    viewer, now = viewer_of(request), clock.now()
    row = queries.deadline(viewer, deadline)
    calendar = queries.calendar(viewer, terms=row.term_calendar_id)
    places = rights.places_of(row)
    closures = queries.closures_on(viewer, [row.due_on, clock.london_day(now)], places=places)
    pauses = list(row.pauses.all())
    context = {
        "deadline": row,
        "face": presenters.clock_face(row, now, calendar),
        "facts": presenters.face_rows(row),
        "weeks": presenters.weeks_of(row, calendar, clock.london_day(now), pauses=pauses, closures=closures),
        "closed": closures.get(row.due_on, []),
        "pauses": pauses,
        "history": presenters.changes_of(list(row.changes.all())),
        "breach": getattr(row, "breach", None),
        "next": getattr(row, "next", None),
        "record_url": record_url(row.record),
        "actions": _actions(viewer, row, now),
        "approves": _may(viewer, row, Permission.BREACH_APPROVE),
        "rule_url": reverse("clocks:rule", args=[row.rule_version.rule])
        if row.rule_version and viewer.may_somewhere(Permission.RULE_VIEW)
        else "",
    }
    return page(request, "clocks/deadline.jinja", context)


def record_url(record: Any) -> str:
    """Return the address of the page of a record, or nothing where it has none."""
    try:
        return reverse(kinds.get(record.kind).url_name, args=[record.pk])
    except (KeyError, NoReverseMatch):
        return ""


def _may(viewer: Viewer, row: Deadline, permission: Permission = Permission.DEADLINE_EDIT) -> bool:
    return rights.may_somewhere_here(viewer, permission, *rights.places_of(row))


def _late(row: Deadline, now: datetime) -> bool:
    return rules.is_late(Due(row.due_on, row.due_at), row.completed_at or now)


def _can_pause(row: Deadline) -> bool:
    return row.rule_version is None or bool(row.rule_version.as_rule().pause_reasons)


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done with a deadline: its form, when it is offered, and the operation."""

    code: str
    words: str
    title: str
    done: str
    form: type[Form]
    offered: Callable[[Deadline, datetime], bool]
    act: Callable[[Viewer, Deadline, Given], object]
    lede: str = ""

    def address(self, row: Deadline) -> str:
        """Return the address of its form."""
        return reverse("clocks:act", args=[row.pk, self.code])


def _complete(by: Viewer, row: Deadline, given: Given) -> object:
    done = rules.local(forms.moment_of(given["day"], given["time"]))
    now = clock.now()
    if given["time"] is None and given["day"] == clock.london_day(now):
        done = now
    covers = [UUID(other) for other in given.get("covers", [])]
    return operations.complete(by=by, at=now, deadline=row.pk, on=done, words=given["words"], covers=covers)


def _hand_over(by: Viewer, row: Deadline, given: Given) -> object:
    place = records.get(by, UUID(given["owner"]))
    to_group = kinds.get(place.kind).place == "group"
    return operations.hand_over(
        by=by,
        at=clock.now(),
        deadline=row.pk,
        owner_agency=None if to_group else place.pk,
        owner_group=place.pk if to_group else None,
        why=given["why"],
    )


def _correct(by: Viewer, row: Deadline, given: Given) -> object:
    trigger: datetime | date = forms.moment_of(given["day"], given["time"])
    seen = given["edition"]
    return operations.correct_trigger(
        by=by, at=clock.now(), deadline=row.pk, trigger=trigger, why=given["why"], seen=seen
    )


ACTIONS = {
    action.code: action
    for action in [
        Action(
            "complete", "Mark as done", "Mark as done", "It is marked as done.", forms.CompleteForm,
            lambda row, now: row.is_running, _complete,
        ),
        Action(
            "pause", "Pause the clock", "Pause the clock", "The clock stands still.", forms.PauseForm,
            lambda row, now: row.status == Deadline.Status.OPEN and _can_pause(row),
            lambda by, row, given: operations.pause(by=by, at=clock.now(), deadline=row.pk, **given),
            "When it goes on, the date moves by as long as the clock stood still.",
        ),
        Action(
            "resume", "Let the clock go on", "Let the clock go on", "The clock goes on.", forms.ResumeForm,
            lambda row, now: row.status == Deadline.Status.PAUSED,
            lambda by, row, given: operations.resume(by=by, at=clock.now(), deadline=row.pk, **given),
            "The date moves by as long as the clock stood still.",
        ),
        Action(
            "explain", "Say why it was missed", "Say why the date was missed", "The reason is kept.", forms.ExplainForm,
            lambda row, now: row.status != Deadline.Status.CANCELLED and _late(row, now) and not _approved(row),
            lambda by, row, given: operations.explain_breach(by=by, at=clock.now(), deadline=row.pk, **given),
            "Somebody who may approve it will read it.",
        ),
        Action(
            "date", "Set another date", "Set another date", "The date is changed.", forms.DateForm,
            lambda row, now: row.is_running,
            lambda by, row, given: operations.change_date(
                by=by, at=clock.now(), deadline=row.pk, due=given["due"], why=given["why"], seen=given["edition"]
            ),
            "A date that a rule sets may be brought forward, never put back.",
        ),
        Action(
            "start", "Correct the start", "Correct when the clock started", "The start is corrected.", forms.StartForm,
            lambda row, now: row.is_running and row.rule_version is not None, _correct,
            "The date is worked out again with the same edition of the rule. Both dates are kept.",
        ),
        Action(
            "hand-over", "Hand it over", "Hand it to another agency or group", "It is handed over.", forms.HandOverForm,
            lambda row, now: row.is_running, _hand_over,
            "The date stays as it is: a clock does not begin again because somebody else keeps it.",
        ),
        Action(
            "cancel", "Cancel it", "Cancel this deadline", "The deadline is cancelled.", forms.WhyForm,
            lambda row, now: row.is_running,
            lambda by, row, given: operations.cancel(by=by, at=clock.now(), deadline=row.pk, **given),
            "It stays in the history with its reason.",
        ),
        Action(
            "reopen", "Open it again", "Open this deadline again", "The deadline is open again.", forms.WhyForm,
            lambda row, now: row.status == Deadline.Status.DONE,
            lambda by, row, given: operations.reopen(by=by, at=clock.now(), deadline=row.pk, **given),
            "For what was marked as done by mistake.",
        ),
    ]
}  # fmt: skip


def _approved(row: Deadline) -> bool:
    breach = getattr(row, "breach", None)
    return breach is not None and breach.approved_at is not None


def _actions(viewer: Viewer, row: Deadline, now: datetime) -> list[tuple[str, str]]:
    if not _may(viewer, row):
        return []
    return [(action.words, action.address(row)) for action in ACTIONS.values() if action.offered(row, now)]


@needs(Permission.DEADLINE_EDIT)
def act(request: HttpRequest, deadline: UUID, action: str) -> HttpResponse:
    """Show the form of one action, and do it."""
    viewer = viewer_of(request)
    row = queries.deadline(viewer, deadline)
    chosen = ACTIONS.get(action)
    if chosen is None:
        raise NotFound("There is no such page.")
    if not _may(viewer, row):
        raise NotAllowed(f"Your roles do not let you {Permission.DEADLINE_EDIT.sentence} here.")
    form = chosen.form(forms.posted(request), initial=_initial(row, chosen.code))
    _fill_choices(form, viewer, row)
    if request.method == "POST" and form.is_valid():
        try:
            chosen.act(viewer, row, form.cleaned_data)
        except RuleBroken as broken:
            form.add_rule_broken(broken)
        except EditConflict as conflict:
            values = {"day": conflict.theirs.trigger_on, "due": conflict.theirs.due_on, "time": None, "why": ""}
            back = ("Back to the deadline", _here(row))
            return conflict_page(request, form, conflict.theirs, title=chosen.title, back=back, values=values)  # type: ignore[arg-type]
        else:
            messages.success(request, chosen.done)
            return HttpResponseRedirect(_here(row))
    face = presenters.clock_face(row, clock.now(), queries.calendar(viewer))
    context = {"form": form, "title": chosen.title, "lede": chosen.lede, "back_url": _here(row), "words": chosen.words}
    return page(request, "clocks/act.jinja", {**context, "deadline": row, "face": face})


def _initial(row: Deadline, code: str) -> Given:
    known: dict[str, Given] = {
        "complete": {"day": clock.today()},
        "date": {"due": row.due_on, "edition": row.edition},
        "start": {"day": row.trigger_on, "edition": row.edition},
    }
    return known.get(code, {})


def _fill_choices(form: Any, viewer: Viewer, row: Deadline) -> None:
    """Offer what can be chosen for this deadline: the reasons its rule allows, the others it may meet, who can take it over."""
    fields = form.fields
    if isinstance(form, forms.PauseForm) and row.rule_version is not None:
        allowed = row.rule_version.as_rule().pause_reasons
        fields["reason"].choices = [(code, PAUSE_REASONS[code]) for code in allowed]
    if isinstance(form, forms.CompleteForm):
        others = [(str(other.pk), _told_apart(other)) for other in queries.alike(viewer, row)]
        fields["covers"].choices = others
        if not others:
            del fields["covers"]
    if isinstance(form, forms.HandOverForm):
        forms.offer(form, "owner", queries.owners(viewer))


def _told_apart(row: Deadline) -> str:
    return f"{row.title}, begun {moment(row.trigger_at)}"


@needs(Permission.BREACH_APPROVE)
def approve(request: HttpRequest, deadline: UUID) -> HttpResponse:
    """Approve the reason for a missed date."""
    viewer = viewer_of(request)
    row = queries.deadline(viewer, deadline)
    if request.method == "POST":
        operations.approve_breach(by=viewer, at=clock.now(), deadline=deadline)
        messages.success(request, "The reason is approved.")
        return HttpResponseRedirect(_here(row))
    face = presenters.clock_face(row, clock.now(), queries.calendar(viewer))
    breach = getattr(row, "breach", None)
    context = {"deadline": row, "face": face, "breach": breach, "back_url": _here(row)}
    return page(request, "clocks/approve.jinja", context)


@needs(Permission.DEADLINE_EDIT)
def set_deadline(request: HttpRequest, record: UUID) -> HttpResponse:
    """Set a deadline on a record, by a rule or with a date of its own."""
    viewer = viewer_of(request)
    spine = records.get(viewer, record)
    form = forms.SetForm(forms.posted(request))
    if form.is_valid():
        given = form.cleaned_data
        day = given["day"] or clock.today()
        try:
            made = operations.start(
                by=viewer,
                at=clock.now(),
                record=record,
                trigger=forms.moment_of(day, given["time"]),
                title=given["title"],
                rule=given["rule"] or None,
                variant=given["variant"] or None,
                due=None if given["rule"] else given["due"],
                why=given["why"],
            )
        except RuleBroken as broken:
            form.add_rule_broken(_on_the_page(broken))
        else:
            messages.success(request, "The deadline is set.")
            return HttpResponseRedirect(reverse("clocks:deadline", args=[made.id]))
    context = {"form": form, "title": "Set a deadline", "lede": spine.title, "words": "Set it"}
    return page(request, "clocks/form.jinja", {**context, "back_url": record_url(spine) or reverse("clocks:rules")})


def _on_the_page(broken: RuleBroken) -> RuleBroken:
    return RuleBroken(broken.sentence, field={"trigger": "day"}.get(broken.field or "", broken.field))
