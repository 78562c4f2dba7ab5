"""Preparing an audit: what it is about, who takes part, which cases are drawn."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import forms, library, lists, operations, presenters, queries
from goldenthread.case_audits.presenters import address
from goldenthread.case_audits.rules import results, sampling, states
from goldenthread.foundation import clock, sheets
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.text import counted
from goldenthread.quality import queries as quality
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, field, run

_LEAD = Permission.CASE_AUDIT_LEAD
_BACK = ("Audits", "case_audits:audits")


@needs(_LEAD)
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin an audit, of a topic of the programme or by itself; ``pk`` is the partnership. Its type comes first."""
    viewer = viewer_of(request)
    place, topic = _place(viewer, pk), _topic(request, viewer)
    kind = library.types().get(request.GET.get("kind", topic.kind if topic else ""))
    back = (_BACK[0], reverse(_BACK[1]))
    if kind is None:
        context = {"place": place, "types": library.types().values(), "back": back}
        return page(request, "case_audits/begin.jinja", context)
    initial: dict[str, Any] = {"held_on": clock.today()}
    if topic is not None:
        initial |= {"title": topic.title, "lead": str(topic.lead_id or ""), "purpose": topic.why}
        initial["group"] = str(topic.programme.group_id or "")

    def make(data: Any) -> Any:
        return _filled(forms.AuditForm(data, type=kind, initial=initial), viewer, pk, kind.tools)

    def act(form: Any) -> str:
        made = operations.begin_audit(
            by=viewer, at=clock.now(), partnership=pk, kind=kind.code, topic=topic.pk if topic else None,
            **_said(form.cleaned_data),
        )  # fmt: skip
        return address(made)

    return run(request, Task(f"Begin: {kind.label}", back, make, act, "Begun.", "Begin", place, kind.about))


@needs(_LEAD)
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep an audit that was held elsewhere; ``pk`` is the partnership."""
    viewer = viewer_of(request)
    place, topic = _place(viewer, pk), _topic(request, viewer)

    def make(data: Any) -> Any:
        initial = {"title": topic.title, "kind": topic.kind} if topic else {}
        form = _filled(forms.RecordForm(data, initial=initial), viewer, pk)
        field(form, "agency").choose_from(queries.agencies(viewer, pk))
        return form

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        told, agency = _told(given.pop("told")), given.pop("agency")
        made = operations.record_audit(
            by=viewer,
            at=clock.now(),
            partnership=pk,
            told=told,
            topic=topic.pk if topic else None,
            agencies=[UUID(agency)] if agency else [],
            **_said(given),
        )
        return address(made)

    lede = "For an audit that was not graded here. Give its results as numbers: percentages are worked out."
    back = (_BACK[0], reverse(_BACK[1]))
    return run(request, Task("Record an audit held elsewhere", back, make, act, "Recorded.", "Record", place, lede))


def _told(text: str) -> list[results.Told]:
    found = []
    for line in filter(None, (each.strip() for each in text.splitlines())):
        words, _, said = line.rpartition(":")
        met, _, of = said.lower().partition(" of ")
        if words and met.strip().isdigit() and of.strip().isdigit():
            found.append(results.Told(words.strip(), met=int(met), of=int(of)))
        elif words and said.strip().endswith("%") and said.strip()[:-1].strip().isdigit():
            found.append(results.Told(words.strip(), percent=int(said.strip()[:-1])))
        else:
            raise RuleBroken(
                f"“{line[:80]}” ends with neither numbers (40 of 42) nor a percentage (91%).", field="told"
            )
    return found


@needs(_LEAD)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what an audit says of itself."""
    viewer, row = led(request, pk)
    names = ("title", "purpose", "series", "joint_words", "again_on", "edition")

    def make(data: Any) -> Any:
        initial = {name: getattr(row, name) for name in names}
        initial |= {
            name: str(getattr(row, f"{name}_id") or "") for name in ("tool", "lead", "scrutineer", "joint_with")
        }
        return _filled(
            forms.AuditEditForm(data, type=row.type, initial=initial), viewer, row.partnership_id, row.type.tools
        )

    def act(form: Any) -> str:
        said = _said(form.changed_values())
        operations.change_audit(by=viewer, at=clock.now(), audit=pk, seen=form.cleaned_data["edition"], changes=said)
        return address(pk)

    return run(request, Task("Change the audit", (row.title, address(pk)), make, act, caption=row.title))


@needs(_LEAD)
def draw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draw the cases from a list of references. The list is read, drawn from and forgotten."""
    viewer, row = led(request, pk)
    kind = row.type
    again = queries.draws(viewer, pk).exists()
    parts = [(str(each.agency_id), each.agency.title) for each in queries.participants(viewer, pk)]
    holders = parts or queries.agencies(viewer, row.partnership_id, row.joint_with_id)

    def make(data: Any) -> Any:
        files = request.FILES if data is not None else None
        form = forms.DrawForm(data, files, type=kind, again=again, initial={"method": kind.method, "size": kind.size})
        field(form, "holder").choose_from(holders)
        return form

    def act(form: Any) -> str:
        given = form.cleaned_data
        plan = sampling.Plan(given["method"], given["size"] or 0, sampling.quotas(given["quotas"]))
        divided = given["divided_by"] if plan.method in sampling.DIVIDED else ""
        if plan.method in sampling.DIVIDED and not divided:
            raise RuleBroken("Say which column divides the list.", field="divided_by")
        number = operations.draw_cases(
            by=viewer, at=clock.now(), audit=pk, plan=plan, holder=UUID(given["holder"]), column=divided,
            listed=_listed(given["file"], given["column"], divided, given.get("since", "")), why=given.get("why", ""),
            months=given.get("months") or 0,
        )  # fmt: skip
        messages.success(request, f"{counted(number, 'case')} drawn. The list was forgotten.")
        return address(pk)

    lede = "The list is read, drawn from, and forgotten. Kept are the references drawn, the seed, and how many stood on the list."
    return run(request, Task("Draw the cases", (row.title, address(pk)), make, act, "", "Draw", row.title, lede,
                             template="case_audits/upload.jinja"))  # fmt: skip


@needs(_LEAD)
def check_draw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draw once more from the same list, to see that the same cases come."""
    viewer, row = led(request, pk)
    last = queries.draws(viewer, pk).last()
    if last is None:
        raise NotFound("Nothing was drawn yet.")

    def make(data: Any) -> Any:
        return forms.CheckDrawForm(data, request.FILES if data is not None else None)

    def act(form: Any) -> str:
        listed = _listed(form.cleaned_data["file"], form.cleaned_data["column"], last.column)
        if sampling.digest(listed) != last.digest:
            raise RuleBroken(
                "This is not the list that was drawn from: its references, or its parts, differ.", field="file"
            )
        drawn = [each.reference for each in sampling.draw(listed, last.plan, last.seed)]
        here = list(queries.cases(viewer, pk).order_by("number").values_list("reference", flat=True))
        if drawn != here:
            raise RuleBroken(
                "The list is the same, and other cases come: tell who keeps this installation.", field="file"
            )
        messages.success(request, f"The same list and the same seed draw the same {counted(len(drawn), 'case')}.")
        return address(pk)

    lede = (
        f"{presenters.drawn(last)}. {sampling.ORDER} The seed is {last.seed}." if last.seed else presenters.drawn(last)
    )
    return run(request, Task("Check the draw", (row.title, address(pk)), make, act, "", "Check", row.title, lede,
                             template="case_audits/upload.jinja"))  # fmt: skip


def _listed(file: Any, column: str, divided_by: str, since: str = "") -> Any:
    found = lists.read(file.read(sheets.MOST_BYTES + 1), column, divided_by, since)
    if found.fault:
        raise RuleBroken(f"{found.fault} Nothing was kept.", field="file")
    return found.listed


@needs(_LEAD)
def holder(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say which agency holds a case."""
    viewer = viewer_of(request)
    row = queries.case(viewer, pk)
    parts = [(str(each.agency_id), each.agency.title) for each in queries.participants(viewer, row.audit_id)]

    def make(data: Any) -> Any:
        form = forms.HolderForm(data, initial={"holder": str(row.holder_id)})
        field(form, "holder").choose_from(parts)
        return form

    def act(form: Any) -> str:
        operations.change_holder(by=viewer, at=clock.now(), case=pk, holder=UUID(form.cleaned_data["holder"]))
        return presenters.case_address(pk)

    return run(
        request, Task("Who holds the case", (row.name, presenters.case_address(pk)), make, act, caption=row.audit.title)
    )


@needs(_LEAD)
def take_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave a case ungraded, with the reason."""
    viewer = viewer_of(request)
    row = queries.case(viewer, pk)

    def act(form: Any) -> str:
        operations.take_out(by=viewer, at=clock.now(), case=pk, **form.cleaned_data)
        return presenters.case_address(pk)

    back = (row.name, presenters.case_address(pk))
    lede = "It stays known as drawn, with your reason, and is not graded."
    return run(
        request, Task("Take the case out", back, forms.WhyForm, act, "Taken out.", "Take it out", row.audit.title, lede)
    )


def led(request: HttpRequest, pk: UUID) -> tuple[Viewer, Any]:
    """Return the viewer and an audit they run; raises `NotFound` or `NotAllowed`."""
    viewer = viewer_of(request)
    row = queries.audit(viewer, pk)
    if not queries.may_lead(viewer, row):
        raise NotAllowed("Only those who run this audit can do that.")
    return viewer, row


def _place(viewer: Viewer, pk: UUID) -> str:
    place = dict(queries.places(viewer)).get(str(pk))
    if place is None:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    return place


def _topic(request: HttpRequest, viewer: Viewer) -> Any:
    named = request.GET.get("topic", "")
    try:
        return queries.topic(viewer, UUID(named)) if named else None
    except ValueError as error:
        raise NotFound("There is no such topic.") from error


def banks(viewer: Viewer, partnership: UUID, purposes: Sequence[str]) -> list[tuple[str, str]]:
    """Return the published editions of question banks for some purposes: (id, name)."""
    return [
        (str(each.pk), f"{each.bank.title}, {each.label}")
        for purpose in purposes
        for each in quality.editions(viewer, partnership=partnership, purpose=purpose).filter(state="published")
    ]


def _filled(form: Any, viewer: Viewer, partnership: UUID, tools: Sequence[str] = ()) -> Any:
    others = [each for each in queries.homes(viewer) if each[0] != str(partnership)]
    earlier = queries.audits(viewer, partnership=partnership).filter(state=states.COMPLETE)
    people = queries.people(viewer, partnership=partnership)
    choices = {
        "tool": banks(viewer, partnership, tools),
        "lead": people,
        "scrutineer": people,
        "group": queries.groups(viewer, partnership),
        "joint_with": others,
        "again": [(str(each.pk), f"{each.title} ({each.record.reference})") for each in earlier[:200]],
    }
    for name, pairs in choices.items():
        if name in form.fields:
            field(form, name).choose_from(pairs)
    return form


def _said(given: Any) -> dict[str, Any]:
    """Return what a form said with ids as ids, and nothing for what was left empty."""
    said = {name: value for name, value in given.items() if name != "edition"}
    for name in ("tool", "lead", "scrutineer", "group", "joint_with", "again"):
        if name in said:
            said[name] = UUID(str(said[name])) if said[name] else None
    return said
