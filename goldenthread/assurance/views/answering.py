"""Where an agency answers: part by part, then signed and sent; and where an answer is typed in that came another way."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import forms, operations, presenters, queries, rules
from goldenthread.assurance.views.asking import address
from goldenthread.documents import queries as documents
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.partnership import queries as partnerships
from goldenthread.ui.tasks import Task, field, run
from goldenthread.workbench import drafts


@needs(Permission.ASSURANCE_ANSWER)
def write(request: HttpRequest, pk: UUID, part: str) -> HttpResponse:
    """Write one part of an answer. What is typed is kept; colleagues see it once it is saved, the group once it is sent."""
    viewer, row = _found(request, pk)
    try:
        asked = row.shape.part(part)
    except RuleBroken as broken:
        raise NotFound(broken.sentence) from broken
    answer = _newest(row)
    there = {each.code: said for each, said in presenters.parts(row, answer)}.get(part)
    kept = drafts.restore(request, f"assurance.answer.{part}", str(pk), title=f"{asked.label}: {row.title}")
    initial = {"text": there.text if there else "", "edition": there.edition if there else 0}

    def make(data: Any) -> Any:
        return forms.PartForm(asked, data, initial={**initial, **(kept.data.dict() if kept.data else {})})

    def act(form: Any) -> str:
        given = form.cleaned_data
        operations.write_part(
            by=viewer, at=clock.now(), enquiry=pk, part=part, text=given["text"], seen=given["edition"]
        )
        drafts.sent(request, kept)
        following = presenters.next_part(row, answer, part)
        return reverse("assurance:write", args=[pk, following]) if following else address(pk)

    context = {"kept": kept, "row": row}
    return run(
        request,
        Task(
            asked.ask,
            (row.title, address(pk)),
            make,
            act,
            caption=presenters.part_of(row, part),
            template="assurance/write.jinja",
            context=context,
        ),
    )


@needs(Permission.ASSURANCE_ANSWER)
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign the answer and send it to the group."""
    viewer, row = _found(request, pk)
    people = partnerships.people(viewer, agency=row.agency_id, on=clock.today()).order_by("name")
    papers = presenters.papers(documents.of_record(viewer, pk))

    def make(data: Any) -> Any:
        start = {"signed_by": viewer.person_id, "papers": presenters.fresh(row, papers)}
        form = forms.SendForm(data, initial=start, papers=papers)
        field(form, "signed_by").queryset = people
        return form

    def act(form: Any) -> str:
        given = form.cleaned_data
        person = given["signed_by"].pk if given["signed_by"] else None
        name = given["signed_name"]
        rests = _papers(given)
        operations.send(by=viewer, at=clock.now(), enquiry=pk, signed_by=person, signed_name=name, papers=rests)
        return address(pk)

    lede = f"{presenters.asker(row)} reads it then. Once it is accepted, all agencies of the partnership can read it."
    back = (row.title, address(pk))
    return run(request, Task("Sign and send", back, make, act, "The answer is sent.", "Sign and send", row.title, lede))


@needs(Permission.ASSURANCE_ASK)
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Type in an answer that came another way."""
    viewer = viewer_of(request)
    row = queries.enquiry(viewer, pk)
    if not queries.may_ask(viewer, row):
        raise NotAllowed("Only those who may ask in the name of this group can type in an answer.")
    papers = presenters.papers(documents.of_record(viewer, pk))

    def make(data: Any) -> Any:
        return forms.RecordForm(row.shape, data, papers=papers)

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        words = {name: given.pop(name) for name in ("came_by", "signed_name")}
        rests = _papers(given)
        given.pop("papers", None)
        operations.record_answer(by=viewer, at=clock.now(), enquiry=pk, parts=given, papers=rests, **words)
        return address(pk)

    lede = f"For an answer of {row.agency.title} that was not given here."
    back = (row.title, address(pk))
    task = Task("Type in an answer", back, make, act, "The answer is kept.", "Keep it", row.title, lede)
    return run(request, task)


def _papers(given: Any) -> list[UUID]:
    return [UUID(each) for each in given.get("papers") or ()]


def _found(request: HttpRequest, pk: UUID) -> tuple[Viewer, Any]:
    viewer = viewer_of(request)
    row = queries.enquiry(viewer, pk)
    if not queries.may_write(viewer, row):
        raise NotAllowed("Only the agency that was asked can answer.")
    rules.check_open(row.state)
    return viewer, row


def _newest(row: Any) -> Any:
    return next(iter(reversed(row.answers.all())), None)
