"""Bringing a plan in from a file: upload, map the columns, mend what was read, keep it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import counted
from goldenthread.plans import operations, queries, readers
from goldenthread.plans.forms.plans import KeepForm, LeaveOutForm, MendForm, UploadForm
from goldenthread.plans.models import PlanImport
from goldenthread.plans.rules import imported
from goldenthread.plans.views.choosing import go, place_of
from goldenthread.ui.forms import Form
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, field, run

_EDIT = Permission.PLAN_EDIT
MEANINGS = (
    ("", "Not part of the plan: keep it as a note"),
    ("number", "Number"),
    ("priority", "Priority"),
    ("outcome", "Outcome, objective"),
    ("action", "Action"),
    ("sub_action", "Part of an action"),
    ("owner", "Who does it"),
    ("lead", "Who leads"),
    ("due", "Date"),
    ("measure", "Measure"),
    ("why", "Why"),
    ("progress", "Progress: keep it as a note"),
)


@needs(_EDIT)
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file in and read it."""
    viewer = viewer_of(request)

    def make(data: Any) -> UploadForm:
        form = UploadForm(data, request.FILES if data is not None else None)
        field(form, "place").choose_from(queries.places(viewer))
        return form

    def act(form: Form) -> str:
        file = form.cleaned_data["file"]
        content = file.read()
        details = readers.read(content, file.name)
        row = operations.start_import(
            by=viewer,
            at=clock.now(),
            name=file.name,
            content=content,
            details=details,
            mapping=_mapping_of(details),
            **place_of(form.cleaned_data["place"]),
        )
        return go("preview", row.pk)

    task = Task(
        "Bring a plan in",
        ("Plans", go("list")),
        make,
        act,
        lede="From Word, Excel, Markdown or text. Next you see how each row was read, and can mend it before anything is kept.",
        save="Read the file",
        done="The file is read. Nothing is kept yet.",
        template="plans/upload.jinja",
        context={"waiting": list(queries.imports(viewer))},
    )
    return run(request, task)


def _mapping_of(details: Mapping[str, Any]) -> dict[str, str]:
    return {str(each["key"]): str(each.get("meaning", "")) for each in details.get("columns", ())}


def _rows(row: PlanImport) -> list[imported.Read]:
    return imported.rows(row.details, mended=row.mended, left_out=row.left_out)


@needs(_EDIT)
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show how each row of a file was read, and what is missing."""
    row = queries.being_read(viewer_of(request), pk)
    found = _rows(row)
    context = {
        "row": row,
        "rows": found,
        "counts": [
            (number, words)
            for number, words in _counts(imported.counted(found))
            if number or words != "parts of actions"
        ],
        "columns": [(each, row.mapping.get(str(each["key"]), "")) for each in row.details.get("columns", ())],
        "meanings": MEANINGS,
        "gaps": imported.other_gaps(row.details),
        "unread": row.details.get("unread", ()),
        "level_words": imported.WORDS,
        "labels": imported.LABELS,
        "as_words": imported.as_words,
    }
    return page(request, "plans/preview.jinja", context, section="plans")


def _counts(number: Mapping[str, int]) -> list[tuple[int, str]]:
    words = {"priority": "priorities", "outcome": "outcomes", "action": "actions", "part": "parts of actions"}
    return [(number[level], words[level]) for level in imported.LEVELS]


@require_POST
@needs(_EDIT)
def remap(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read the file again with its columns mapped otherwise."""
    viewer = viewer_of(request)
    row = queries.being_read(viewer, pk)
    known = {meaning for meaning, _ in MEANINGS}
    asked = {str(each["key"]): request.POST.get(f"column-{each['key']}", "") for each in row.details.get("columns", ())}
    mapping = {key: meaning for key, meaning in asked.items() if meaning in known}
    try:
        details = readers.read(bytes(row.content), row.name, mapping)
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
    else:
        operations.read_again(
            by=viewer, at=clock.now(), planimport=pk, seen=_seen(request), mapping=mapping, details=details
        )
        messages.success(request, "The file is read again. What you had mended is undone by it.")
    return HttpResponseRedirect(go("preview", pk))


def _seen(request: HttpRequest) -> int:
    edition = request.POST.get("edition", "")
    return int(edition) if edition.isascii() and edition.isdecimal() and len(edition) < 9 else 0


def _read(row: PlanImport, key: str, name: str) -> imported.Read:
    imported.field_of(row.details, key, name)
    return next(each for each in _rows(row) if each.key == key)


@needs(_EDIT)
def mend(request: HttpRequest, pk: UUID, key: str, name: str) -> HttpResponse:
    """Say how one cell should read."""
    viewer = viewer_of(request)
    row = queries.being_read(viewer, pk)
    read = _read(row, key, name)
    hint = {"due": "As 2026-03-31. Leave it empty if there is none"}
    hints = {**hint, **dict.fromkeys(imported.LISTS, "One a line")}

    def make(data: Any) -> MendForm:
        initial = {"edition": row.edition, "value": imported.as_words(read.values.get(name))}
        form = MendForm(data, initial=initial)
        field(form, "value").help_text = hints.get(name, "")
        return form

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.mend_cell(
            by=viewer, at=clock.now(), planimport=pk, seen=given["edition"], key=key, field=name, value=given["value"]
        )
        return f"{go('preview', pk)}#r-{key}"

    back = ("How the file was read", f"{go('preview', pk)}#r-{key}")
    caption = f"{imported.LABELS[name]}, {imported.WORDS[read.level].lower()}"
    return run(request, Task("Mend it", back, make, act, caption=caption, lede=read.text[:200], done="Mended."))


@needs(_EDIT)
def leave_out(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Leave a row out, with the reason."""
    viewer = viewer_of(request)
    row = queries.being_read(viewer, pk)
    read = next((each for each in _rows(row) if each.key == key), None)

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.leave_out(
            by=viewer, at=clock.now(), planimport=pk, seen=given["edition"], key=key, reason=given["reason"]
        )
        return f"{go('preview', pk)}#r-{key}"

    task = Task(
        "Leave it out",
        ("How the file was read", f"{go('preview', pk)}#r-{key}"),
        lambda data: LeaveOutForm(data, initial={"edition": row.edition}),
        act,
        lede=read.text[:200] if read else "",
        caption="With all that stands under it",
        done="It is left out. You can take it in again on this page.",
    )
    return run(request, task)


@require_POST
@needs(_EDIT)
def take_in(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Take a row in again that was left out."""
    viewer = viewer_of(request)
    operations.leave_out(by=viewer, at=clock.now(), planimport=pk, seen=_seen(request), key=key, reason="")
    return HttpResponseRedirect(f"{go('preview', pk)}#r-{key}")


@needs(_EDIT)
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a plan of what was read."""
    viewer = viewer_of(request)
    row = queries.being_read(viewer, pk)
    found = _rows(row)
    number = imported.counted(found)

    def act(form: Form) -> str:
        given = form.cleaned_data
        plan = operations.keep_import(
            by=viewer,
            at=clock.now(),
            planimport=pk,
            seen=row.edition,
            title=given["title"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            open_actions=given["actions"] == "yes",
        )
        return go("plan", plan.pk)

    title = str(row.details.get("title") or row.name.rpartition(".")[0] or row.name)
    parts = counted(number["priority"], "priority", "priorities"), counted(number["outcome"], "outcome")
    task = Task(
        "Keep it as a plan",
        ("How the file was read", go("preview", pk)),
        lambda data: KeepForm(data, initial={"title": title[:250], "actions": "yes"}),
        act,
        caption=row.name,
        lede=f"{parts[0]}, {parts[1]}, {counted(number['action'] + number['part'], 'action')}. It begins as a draft.",
        save="Keep it",
        done="The plan is kept as a draft. The file is among its papers.",
    )
    return run(request, task)


@require_POST
@needs(_EDIT)
def throw_away(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw the file away."""
    operations.throw_away(by=viewer_of(request), at=clock.now(), planimport=pk)
    messages.success(request, "The file is thrown away. Nothing of it was kept.")
    return HttpResponseRedirect(go("list"))
