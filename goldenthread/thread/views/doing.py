"""Opening actions, changing them, and saying how they go."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.records import queries as records
from goldenthread.records.presenters import address_of
from goldenthread.thread import forms, operations, queries
from goldenthread.thread.queries.scope import ACTION
from goldenthread.thread.views import choices
from goldenthread.thread.views.lists import go
from goldenthread.ui.tasks import Task, run


@needs(Permission.ACTION_OPEN)
def open_action(request: HttpRequest) -> HttpResponse:
    """Ask what is to be done, and open the action. ``?for=`` names the record that asks for it."""
    viewer, asked = viewer_of(request), choices.identified(request.GET.get("for", ""))
    source = records.get(viewer, asked) if asked else None
    place = source.partnership_id if source else None
    options = {
        "places": choices.places(viewer, Permission.ACTION_OPEN),
        "agencies": choices.agencies(viewer, place),
        "groups": choices.groups(viewer, place),
        "demanded": source is not None,
        "records": choices.anything(viewer),
    }

    def make(data: Any) -> forms.ActionForm:
        form = forms.ActionForm(data, **options)
        if place:
            del form.fields["partnership"]
        return form

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        home = place or UUID(given.pop("partnership"))
        reason, named = given.pop("reason"), given.pop("demanding", None)
        asking = source or named
        for name in ("owner_agency", "owner_group"):
            given[name] = choices.identified(given[name])
        demands = [(asking.pk, reason)] if asking else []
        made = operations.open_action(by=viewer, at=clock.now(), partnership=home, demanded_by=demands, **given)
        return go("action", made)

    back = (source.title, address_of(source)) if source else ("Actions", go("actions"))
    caption = f"{source.reference} asks for it" if source else ""
    return run(request, Task("Open an action", back, make, act, "The action is open.", "Open it", caption))


@needs(Permission.ACTION_OPEN)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the words of an action."""
    viewer, row = the_action(request, pk)
    fields = {name: getattr(row, name) for name in ("text", "due_words", "administrative", "edition")}

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        operations.change_action(by=viewer, at=clock.now(), action=pk, seen=given.pop("edition"), **given)
        return go("action", pk)

    def make(data: Any) -> forms.ActionForm:
        return forms.ActionForm(data, initial={"title": row.record.title, **fields}, changing=True)

    def stored(theirs: Any) -> dict[str, str]:
        return {"title": queries.action(viewer, theirs.pk).record.title}

    return run(request, Task("Change the action", back_to(row), make, act, caption=row.record.reference, stored=stored))


@needs(Permission.ACTION_OPEN)
def due(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Set another date."""
    viewer, row = the_action(request, pk)
    day = row.deadline.due_on if row.deadline else None

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        operations.change_due(by=viewer, at=clock.now(), action=pk, seen=given.pop("edition"), **given)
        return go("action", pk)

    def make(data: Any) -> forms.DueForm:
        return forms.DueForm(data, initial={"due": day, "due_words": row.due_words, "edition": row.edition})

    def stored(theirs: Any) -> dict[str, Any]:
        return {"due": theirs.deadline.due_on if theirs.deadline else None, "why": ""}

    return run(request, Task("Change the date", back_to(row), make, act, caption=row.record.title, stored=stored))


@needs(Permission.ACTION_OPEN)
def hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give an action to another agency, group or person."""
    viewer, row = the_action(request, pk)
    place = row.record.partnership_id
    lists = {
        "agencies": choices.agencies(viewer, place),
        "groups": choices.groups(viewer, place),
        "people": choices.people(viewer, place),
    }

    def owners(of: Any) -> dict[str, str]:
        held = {"owner_agency": of.record.owner_agency_id, "owner_group": of.record.owner_group_id}
        return {name: str(pk or "") for name, pk in {**held, "owner_person": of.owner_person_id}.items()}

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        to = {name: choices.identified(given[name]) for name in ("owner_agency", "owner_group", "owner_person")}
        operations.hand_over(
            by=viewer, at=clock.now(), action=pk, note=given["note"], seen=given["edition"], **to
        )  # fmt: skip
        return go("action", pk)

    def make(data: Any) -> forms.OwnerForm:
        return forms.OwnerForm(data, initial={**owners(row), "edition": row.edition}, **lists)

    def stored(theirs: Any) -> dict[str, str]:
        return {**owners(theirs), "note": ""}

    title = "Who owns it, and who oversees it"
    return run(
        request, Task(title, back_to(row), make, act, "It is handed over.", caption=row.record.title, stored=stored)
    )


@needs(Permission.ACTION_UPDATE)
def delegate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put an action into a colleague's hands."""
    viewer, row = the_action(request, pk)
    people = choices.people(viewer, row.record.partnership_id, row.record.owner_agency_id)

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        operations.delegate(by=viewer, at=clock.now(), action=pk, person=UUID(given["person"]), note=given["note"])
        return go("action", pk)

    def make(data: Any) -> forms.ColleagueForm:
        return forms.ColleagueForm(data, people=people)

    return run(
        request,
        Task("Hand it to a colleague", back_to(row), make, act, "It is in their hands.", caption=row.record.title),
    )


@needs(Permission.WORK_VIEW)
def update(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say how an action goes."""
    viewer, row = the_action(request, pk)

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        operations.update_action(by=viewer, at=clock.now(), action=pk, seen=given.pop("edition"), **given)
        return go("action", pk)

    def make(data: Any) -> forms.UpdateForm:
        initial = {"status": row.status, "edition": row.edition}
        return forms.UpdateForm(data, initial=initial, status=row.status, administrative=row.administrative)

    def stored(theirs: Any) -> dict[str, Any]:
        return {"note": "", "on": None, "judge_on": None}

    task = Task(
        "Say how it goes",
        back_to(row),
        make,
        act,
        "Your update is kept.",
        "Keep the update",
        row.record.title,
        stored=stored,
    )
    return run(request, task)


@needs(Permission.ACTION_OPEN)
def shortfall(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accept, for now, that an action falls short."""
    viewer, row = the_action(request, pk)
    people = choices.people(viewer, row.record.partnership_id)

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        owner, seen = UUID(given.pop("owner")), given.pop("edition")
        operations.accept_shortfall(by=viewer, at=clock.now(), action=pk, owner=owner, seen=seen, **given)
        return go("action", pk)

    def make(data: Any) -> forms.ShortfallForm:
        return forms.ShortfallForm(data, initial={"edition": row.edition}, people=people)

    lede = "Falling short is accepted for a time, and somebody answers for it. On the last day the action is due again."
    task = Task("Accept the shortfall for now", back_to(row), make, act, "The shortfall is accepted.", "Accept it",
                row.record.title, lede)  # fmt: skip
    return run(request, task)


@needs(Permission.ACTION_OPEN)
def end(request: HttpRequest, pk: UUID, how: str) -> HttpResponse:
    """Withdraw, supersede or merge an action, with a reason and an approver."""
    viewer, row = the_action(request, pk)
    title, done, into = _ENDS[how]
    open_ones = choices.of_kind(viewer, ACTION, besides=pk).filter(closed_on__isnull=True)
    people = choices.people(viewer, row.record.partnership_id)

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        other = given.pop("into", None)
        more = {} if into == "no" else {"into": other.pk if other else None}
        seen, approver = given["edition"], UUID(given["approver"])
        write: Any = {"withdraw": operations.withdraw, "supersede": operations.supersede, "merge": operations.merge}[
            how
        ]
        write(by=viewer, at=clock.now(), action=pk, reason=given["reason"], approver=approver, seen=seen, **more)
        return go("action", pk)

    def make(data: Any) -> forms.EndForm:
        return forms.EndForm(data, initial={"edition": row.edition}, people=people, into=into, records=open_ones)

    return run(request, Task(title, back_to(row), make, act, done, title, row.record.title))


_ENDS = {
    "withdraw": ("Withdraw the action", "The action is withdrawn.", "no"),
    "supersede": ("Supersede the action", "The action is superseded.", "may"),
    "merge": (
        "Merge it into another action",
        "The action is merged. The other now answers what asked for this one.",
        "must",
    ),
}


@needs(Permission.ACTION_OPEN)
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a settled action again."""
    viewer, row = the_action(request, pk)

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        operations.reopen_action(by=viewer, at=clock.now(), action=pk, seen=given.pop("edition"), **given)
        return go("action", pk)

    def make(data: Any) -> forms.WhyForm:
        return forms.WhyForm(data, initial={"edition": row.edition}, with_due=True, editing=True)

    task = Task(
        "Open the action again", back_to(row), make, act, "The action is open again.", "Open it again", row.record.title
    )
    return run(request, task)


@needs(Permission.ACTION_OPEN)
def demand(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that another record asks for an action."""
    viewer, row = the_action(request, pk)

    def act(form: Any) -> str:
        asking, reason = form.cleaned_data["record"], form.cleaned_data["reason"]
        operations.demand(by=viewer, at=clock.now(), action=pk, record=asking.pk, reason=reason)
        return go("action", pk)

    def make(data: Any) -> forms.DemandForm:
        return forms.DemandForm(data, records=choices.anything(viewer, besides=pk))

    return run(request, Task("Something else asks for it", back_to(row), make, act, caption=row.record.title))


@needs(Permission.ACTION_OPEN)
def undemand(request: HttpRequest, pk: UUID, record: UUID) -> HttpResponse:
    """Say that a record no longer asks for an action."""
    viewer, row = the_action(request, pk)
    asking = records.get(viewer, record)

    def act(form: Any) -> str:
        operations.undemand(by=viewer, at=clock.now(), action=pk, record=asking.pk, why=form.cleaned_data["why"])
        return go("action", pk)

    title = f"{asking.reference} no longer asks for it"
    return run(request, Task(title, back_to(row), forms.WhyForm, act, caption=row.record.title))


def the_action(request: HttpRequest, pk: UUID) -> tuple[Viewer, Any]:
    """Return who looks, and the action they look at."""
    viewer = viewer_of(request)
    return viewer, queries.action(viewer, pk)


def back_to(row: Any) -> tuple[str, str]:
    """Return the way back to an action."""
    return row.record.title, go("action", row.pk)
