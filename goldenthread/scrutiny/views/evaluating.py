"""The tasks of self-evaluations, the six steps and key questions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.foundation.text import counted
from goldenthread.scrutiny import library, operations, queries
from goldenthread.scrutiny.forms import evaluations as forms
from goldenthread.scrutiny.models import Evaluation
from goldenthread.scrutiny.rules import evaluating
from goldenthread.scrutiny.saying_evaluations import address
from goldenthread.scrutiny.versions import standing
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, field, run
from goldenthread.workbench import drafts

_KEEP = Permission.SCRUTINY_KEEP
_PLAIN = ("title", "start", "end", "due_on", "held_on", "words")


@needs(_KEEP)
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose what to begin; ``pk`` is the partnership."""
    viewer = viewer_of(request)
    place = _place(viewer, pk)
    choices = [(each, queries.banks_for(viewer, pk, each.code)) for each in library.purposes().values()]
    return page(request, "scrutiny/new_evaluation.jinja", {"choices": choices, "place": place, "pk": pk})


@needs(_KEEP)
def begin(request: HttpRequest, pk: UUID, purpose: str) -> HttpResponse:
    """Begin to judge, or to ask; ``pk`` is the partnership."""
    viewer = viewer_of(request)
    place, known = _place(viewer, pk), library.purposes().get(purpose)
    if known is None:
        raise NotFound(queries.NOTHING_HERE)
    banks, today = queries.banks_for(viewer, pk, purpose), clock.today()

    def make(data: Any) -> Any:
        initial = {
            "title": f"{known.title} {today:%B %Y}",
            "end": today,
            "tool": banks[0][0] if len(banks) == 1 else "",
        }
        form = forms.EvaluationForm(data, initial=initial)
        field(form, "tool").choose_from(banks)
        field(form, "group").choose_from(queries.groups(viewer, pk))
        field(form, "agencies").choices = queries.agencies(viewer, pk)
        form.suit(of_members=known.asked == library.MEMBERS, day=known.day)
        return form

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        group, agencies = given.pop("group", ""), [UUID(each) for each in given.pop("agencies", [])]
        made = operations.begin_evaluation(
            by=viewer, at=clock.now(), partnership=pk, purpose=purpose, tool=UUID(given.pop("tool")), agencies=agencies,
            group=UUID(group) if group else None, **given,
        )  # fmt: skip
        return address(made)

    back = ("Choose what to begin", reverse("scrutiny:new_evaluation", args=[pk]))
    return run(
        request,
        Task(
            known.label,
            back,
            make,
            act,
            "Begun. Those who are asked find it in their work.",
            "Begin",
            place,
            known.about,
        ),
    )


@needs(_KEEP)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what it is called, its days and its words."""
    viewer, row = _kept(request, pk)

    def make(data: Any) -> Any:
        form = forms.EvaluationEditForm(data, initial={name: getattr(row, name) for name in (*_PLAIN, "edition")})
        field(form, "held_on").label = row.kind.day
        return form

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        seen = given.pop("edition")
        operations.change_evaluation(by=viewer, at=clock.now(), evaluation=pk, seen=seen, changes=given)
        return address(pk)

    return run(request, Task("Change it", (row.title, address(pk)), make, act, caption=row.title))


@needs(Permission.SCRUTINY_OWN)
def alone(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Judge alone, before all look at it together."""
    viewer = viewer_of(request)
    row = queries.evaluation(viewer, pk)
    if queries.my_part(viewer, row) is None:
        raise NotAllowed("Only members of the group who are asked can judge.")
    evaluating.check_state(
        row.state, (evaluating.GATHERING,), "All look at it together now, so nobody judges alone any more."
    )
    mine = [each for each in queries.contributions(viewer, row) if each.sort == evaluating.SELF]
    lede = "Judge as you see it. Nobody else sees your grades before all look at them together."
    return _judge(
        request,
        row,
        mine,
        operations.judge_alone,
        "Judge alone",
        lede,
        "Your grades are kept. Until the day you can send newer ones.",
    )


@needs(_KEEP)
def agree(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what all agreed."""
    viewer, row = _kept(request, pk)
    if row.state == evaluating.GATHERING and not row.source:
        messages.info(request, "Members still judge alone. Open it to all first.")
        return HttpResponseRedirect(address(pk))
    said = [each for each in queries.contributions(viewer, row) if each.sort == evaluating.AGREED]
    lede = "What the meeting agrees, standard by standard. What you leave empty stays open."
    return _judge(request, row, said, operations.agree, "Keep what all agree", lede, "Kept.")


@needs(Permission.SCRUTINY_JUDGE)
def scrutinise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Judge as the scrutineer."""
    viewer = viewer_of(request)
    row = queries.evaluation(viewer, pk)
    viewer.require(Permission.SCRUTINY_JUDGE, partnership=row.partnership_id)
    said = [each for each in queries.contributions(viewer, row) if each.sort == evaluating.SCRUTINEER]
    lede = "Your grades stand beside what partners say of themselves, and replace none."
    return _judge(
        request, row, said, operations.judge_as_scrutineer, "Judge as the scrutineer", lede, "Your grades are kept."
    )


def _judge(
    request: HttpRequest, row: Evaluation, said: list[Any], operation: Any, title: str, lede: str, done: str
) -> HttpResponse:
    viewer = viewer_of(request)
    asked = queries.tool(viewer, row.tool_id)
    scale, now, lines = evaluating.scale_of(asked), standing(said), queries.lines(viewer, row)
    references = _references(viewer, now)
    places = [_placed(each) for each in (*lines[1:], lines[0])]
    kept = drafts.restore(request, f"scrutiny.{operation.__name__}", str(row.pk), title=f"{title}: {row.title}")

    def make(data: Any) -> Any:
        return forms.JudgeForm(data or kept.data or None, places=places, scale=scale, now=now, references=references)

    def act(form: Any) -> str:
        judged = form.judged(queries.by_reference(viewer, form.references))
        operation(by=viewer, at=clock.now(), evaluation=row.pk, judged=judged)
        drafts.sent(request, kept)
        return address(row.pk)

    context = {"kept": kept, "row": row, "scale": scale}
    task = Task(
        title,
        (row.title, address(row.pk)),
        make,
        act,
        done,
        "Keep it",
        row.title,
        lede,
        template="scrutiny/evaluate.jinja",
        context=context,
    )
    return run(request, task)


def _placed(line: queries.Line) -> forms.Place:
    asked = line.standard.questions if line.standard else ()
    weigh = tuple((each.text, each.evidence_wanted) for each in asked if each.kind == "grade")
    return forms.Place(
        line.title, line.code, line.standard.id if line.standard else None, weigh, line.change, line.alone
    )


@needs(_KEEP)
@require_POST
def open_to_all(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open what members judged alone to all."""
    operations.open_to_all(by=viewer_of(request), at=clock.now(), evaluation=pk)
    messages.success(request, "Open: all see what each member judged.")
    return HttpResponseRedirect(address(pk))


@needs(_KEEP)
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask members who joined since, or more agencies."""
    viewer, row = _kept(request, pk)
    if row.of_members:
        if request.method == "POST":
            number = operations.ask(by=viewer, at=clock.now(), evaluation=pk)
            messages.success(
                request,
                f"{counted(number, 'member')} asked." if number else "All who sit in the group are asked already.",
            )
        return HttpResponseRedirect(address(pk))
    there = {each.asked.agency_id for each in queries.waiting(viewer, row)}

    def make(data: Any) -> Any:
        form = forms.MoreAgenciesForm(data)
        field(form, "agencies").choices = [
            each for each in queries.agencies(viewer, row.partnership_id) if UUID(each[0]) not in there
        ]
        return form

    def act(form: Any) -> str:
        operations.ask(
            by=viewer, at=clock.now(), evaluation=pk, agencies=[UUID(each) for each in form.cleaned_data["agencies"]]
        )
        return address(pk)

    return run(request, Task("Ask more agencies", (row.title, address(pk)), make, act, "Asked.", "Ask them", row.title))


@needs(_KEEP)
def settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say which meeting agreed or took it."""
    viewer, row = _kept(request, pk)

    def make(data: Any) -> Any:
        day = row.held_on if row.held_on and row.held_on <= clock.today() else clock.today()
        return forms.SettleForm(data, initial={"on": day})

    def act(form: Any) -> str:
        operations.settle(by=viewer, at=clock.now(), evaluation=pk, **form.cleaned_data)
        return address(pk)

    title = "Say who agreed it" if row.of_members else "Close the questions"
    lede = (
        "It then stays as it is: the next one is compared with it."
        if row.of_members
        else "Nobody answers any more after that."
    )
    return run(
        request,
        Task(
            title,
            (row.title, address(pk)),
            make,
            act,
            "Agreed." if row.of_members else "Closed.",
            title,
            row.title,
            lede,
        ),
    )


@needs(_KEEP)
def findings(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take strengths and gaps into the thread."""
    viewer, row = _kept(request, pk)

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        themes = forms.themes_of(given.pop("themes"))
        operations.keep_findings(by=viewer, at=clock.now(), evaluation=pk, themes=themes, **given)
        return address(pk)

    lede = "Each line becomes a finding with this as its source. From it you recommend and open actions."
    return run(
        request,
        Task("Add what it found", (row.title, address(pk)), forms.FindingsForm, act, caption=row.title, lede=lede),
    )


@needs(Permission.SCRUTINY_ANSWER)
def answer(request: HttpRequest, pk: UUID, agency: UUID) -> HttpResponse:
    """Answer key questions for an agency."""
    viewer = viewer_of(request)
    row = queries.evaluation(viewer, pk)
    if not queries.may_answer(viewer, row, agency):
        raise NotAllowed("Only an agency that is asked can answer.")
    evaluating.check_state(row.state, (evaluating.GATHERING,), "The questions are closed.")
    said = [
        each for each in queries.contributions(viewer, row) if each.sort == evaluating.SELF and each.agency_id == agency
    ]
    asked, now = queries.tool(viewer, row.tool_id), standing(said)
    references = _references(viewer, now)
    kept = drafts.restore(
        request,
        "scrutiny.answer",
        str(next(each.asked.pk for each in queries.waiting(viewer, row) if each.asked.agency_id == agency)),
        title=row.title,
    )

    def make(data: Any) -> Any:
        return forms.AnswerForm(data or kept.data or None, tool=asked, now=now, references=references)

    def act(form: Any) -> str:
        judged = form.judged(queries.by_reference(viewer, form.references))
        operations.answer(by=viewer, at=clock.now(), evaluation=pk, agency=agency, judged=judged)
        drafts.sent(request, kept)
        return address(pk)

    lede = "All members of the partnership read it. Until the questions are closed you can send a newer one; the older is kept."
    task = Task(row.title, (row.title, address(pk)), make, act, "Your answer is sent.", "Send it", "", lede,
                template="scrutiny/evaluate.jinja", context={"kept": kept, "row": row})  # fmt: skip
    return run(request, task)


@needs(Permission.SCRUTINY_JUDGE)
def reply(request: HttpRequest, pk: UUID, agency: UUID) -> HttpResponse:
    """Reply to what an agency answered."""
    viewer = viewer_of(request)
    row = queries.evaluation(viewer, pk)
    viewer.require(Permission.SCRUTINY_JUDGE, partnership=row.partnership_id)
    who = next(
        (each.name for each in queries.waiting(viewer, row) if each.asked.agency_id == agency and each.is_in), None
    )
    if who is None:
        raise NotFound(queries.NOTHING_HERE)

    def act(form: Any) -> str:
        operations.reply_to_answer(by=viewer, at=clock.now(), evaluation=pk, agency=agency, **form.cleaned_data)
        return address(pk)

    lede = "All who can read the answers read your reply too."
    return run(
        request,
        Task(
            f"Reply to {who}",
            (row.title, address(pk)),
            forms.ReplyToAnswerForm,
            act,
            "Replied.",
            "Send it",
            row.title,
            lede,
        ),
    )


def _references(viewer: Viewer, now: Any) -> dict[UUID, str]:
    found = queries.evidence(viewer, (pk for each in now.values() for pk in each.evidence))
    return {pk: each.reference for pk, each in found.items()}


def _kept(request: HttpRequest, pk: UUID) -> tuple[Viewer, Evaluation]:
    viewer = viewer_of(request)
    row = queries.evaluation(viewer, pk)
    viewer.require(_KEEP, partnership=row.partnership_id)
    return viewer, row


def _place(viewer: Viewer, pk: UUID) -> str:
    found = dict(queries.places(viewer)).get(str(pk))
    if found is None:
        raise NotFound(queries.NOTHING_HERE)
    return found
