"""The list of self-evaluations, six steps and key questions, and the page of one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.records import queries as records
from goldenthread.scrutiny import library, queries
from goldenthread.scrutiny import saying_evaluations as say
from goldenthread.scrutiny.models import Evaluation
from goldenthread.scrutiny.rules import evaluating
from goldenthread.scrutiny.versions import standing
from goldenthread.thread.rules import words
from goldenthread.ui.lists import ChoiceFilter, Column, DateRangeFilter, Empty, ListView, TextFilter
from goldenthread.ui.lists.filters import Filter
from goldenthread.workbench.pages import record_page

_SEE = Permission.SCRUTINY_OWN
_ITEM = "scrutiny.evaluations"
_COLUMNS = [
    Column("title", "What", value=lambda row: row.title, link=lambda row: say.address(row.pk),
           below=lambda row: f"{row.record.reference}, {row.kind.label}", sort="title"),
    Column("reference", "Reference", value=lambda row: row.record.reference, hidden=True),
    Column("purpose", "Kind", value=lambda row: row.kind.label, hidden=True),
    Column("end", "To", value=lambda row: row.end, sort="end"),
    Column("held", "Together on", value=lambda row: row.held_words, sort="held_on"),
    Column("due", "Answers by", value=lambda row: row.due_on, sort="due_on"),
    Column("state", "State", value=lambda row: say.state(row)[0], tag=say.state, sort="state"),
]  # fmt: skip


def _filters(viewer: Viewer, rows: Any) -> list[Filter]:
    return [
        TextFilter("q", "Words", apply=lambda found, text: found.filter(title__icontains=text)),
        ChoiceFilter("purpose", "Kind", choices=[(each.code, each.plural) for each in library.purposes().values()],
                     apply=lambda found, value: found.filter(purpose=value)),
        ChoiceFilter("partnership", "Partnership", choices=records.named_in(viewer, rows, "partnership", "partnership"),
                     apply=lambda found, value: found.filter(partnership=value)),
        DateRangeFilter("end", "Period ends"),
    ]  # fmt: skip


@needs(_SEE)
def evaluations(request: HttpRequest) -> HttpResponse:
    """List self-evaluations, six steps and key questions."""
    viewer = viewer_of(request)
    rows = queries.evaluations(viewer)
    view = ListView(
        "scrutiny.evaluations",
        "How we judge ourselves",
        _COLUMNS,
        _filters(viewer, rows),
        "-end",
        empty=Empty("Nothing yet", "Self-evaluations, the six steps and key questions to partners stand here."),
        lede="Self-evaluations against grade descriptors, the six steps of independent scrutiny, and key questions to partners.",
    )
    context = {"places": queries.places(viewer)}
    return view.respond(request, rows, "scrutiny/evaluations.jinja", context, section="quality", item=_ITEM)


@needs(_SEE)
def evaluation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what was judged or answered: alone, together and by the scrutineer, and what changed since the last time."""
    viewer = viewer_of(request)
    row = queries.evaluation(viewer, pk)
    said = queries.contributions(viewer, row)
    waiting = queries.waiting(viewer, row)
    context = {
        "row": row,
        "say": say,
        "keeps": queries.may_keep(viewer, row.partnership_id),
        "judges": viewer.may(Permission.SCRUTINY_JUDGE, partnership=row.partnership_id),
        "late": bool(row.due_on and row.due_on < clock.today() and row.state == evaluating.GATHERING),
        "reads_all": queries.reads_all(viewer, row),
        "waiting": waiting,
        "counts": [
            (sum(each.is_in for each in waiting), "in"),
            (sum(not each.is_in for each in waiting), "not in yet"),
        ],
        "gathering": row.state == evaluating.GATHERING,
        "ended": row.state == evaluating.AGREED_STATE,
    }
    shape = _judged if row.of_members else _answered
    template = "scrutiny/evaluation.jinja" if row.of_members else "scrutiny/questions.jinja"
    return record_page(
        request,
        pk,
        template,
        context | shape(viewer, row, said),
        history=say.history(row, said),
        section="quality",
        item=_ITEM,
    )


def _judged(viewer: Viewer, row: Evaluation, said: list[Any]) -> dict[str, Any]:
    asked = queries.tool(viewer, row.tool_id)
    lines = queries.lines(viewer, row)
    found = queries.findings_of(viewer, row.pk)
    given = [each for line in lines for each in (line.agreed, line.scrutineer, *(one for _, one in line.alone)) if each]
    mine = queries.my_part(viewer, row)
    return {
        "scale": evaluating.scale_of(asked),
        "lines": lines,
        "any_said": bool(given),
        "evidence": queries.evidence(viewer, (pk for each in given for pk in each.evidence)),
        "strengths": [each for each in found if each.kind != words.CONCERN],
        "gaps": [each for each in found if each.kind == words.CONCERN],
        "mine": mine,
        "mine_in": mine is not None
        and any(each.sort == evaluating.SELF and each.person_id == viewer.person_id for each in said),
        "may_find": viewer.may(Permission.FINDING_RECORD, partnership=row.partnership_id),
    }


def _answered(viewer: Viewer, row: Evaluation, said: list[Any]) -> dict[str, Any]:
    """The answers side by side: by question, the newest of each agency; and by agency its versions and the replies to it."""
    by_agency: dict[Any, list[Any]] = {}
    for each in said:
        by_agency.setdefault(each.agency, []).append(each)
    newest = {
        agency: standing(one for one in rows if one.sort == evaluating.SELF) for agency, rows in by_agency.items()
    }
    order = sorted(newest, key=lambda each: each.title)
    given = [each for answers in newest.values() for each in answers.values()]
    asked = queries.tool(viewer, row.tool_id)
    return {
        "asked": [
            (standard, [(question, [(agency, newest[agency][question.id]) for agency in order if question.id in newest[agency]])
                        for question in standard.questions])
            for standard in asked.standards
        ],
        "answers": [
            (
                agency,
                [each for each in by_agency[agency] if each.sort == evaluating.SELF],
                [each for each in by_agency[agency] if each.sort == evaluating.SCRUTINEER],
            )
            for agency in order
        ],
        "own": [each.asked.agency for each in queries.waiting(viewer, row)
                if each.asked.agency_id and queries.may_answer(viewer, row, each.asked.agency_id)],
        "evidence": queries.evidence(viewer, (pk for each in given for pk in each.evidence)),
    }  # fmt: skip
