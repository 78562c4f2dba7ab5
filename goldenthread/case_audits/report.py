"""The report of an audit, as PDF, Word and a page: what was looked at and found, and no case that anybody could know again."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import presenters, queries
from goldenthread.case_audits.models import Audit
from goldenthread.case_audits.rules import hearing
from goldenthread.case_audits.rules import results as rules
from goldenthread.case_audits.rules.results import Result
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import listed, long_date, short_date
from goldenthread.thread import queries as thread
from goldenthread.thread.rules.words import CONCERN
from goldenthread.workbench.materials import Block, Column, TableBlock
from goldenthread.workbench.printing import Chapter, Paper

CODE = "case_audits"
_NOBODY = "Nobody is named. Of a group of fewer than six no more is told, and roles of one or two are put together."
_HIDDEN = "No case is told of by itself. Of fewer than six cases, and where one or two differ, words stand in place of numbers."


def paper(viewer: Viewer, row: Audit, on: date) -> Paper:
    """Return the report of an audit as the viewer may read it on a day: its results only once it is complete."""
    chapters = [
        _about(viewer, row),
        *_in_all(viewer, row),
        *_heard(viewer, row),
        *_results(viewer, row),
        *_again(viewer, row),
        *_found(viewer, row),
        *_recommended(viewer, row),
        *_actions(viewer, row),
    ]
    about = f"{row.kind_words}, {presenters.runs(row)}"
    period = Period(row.held_on, max(row.held_on, row.moderated_on or row.held_on))
    return Paper(row.title, row.partnership.title, period, about, on, chapters)


def _about(viewer: Viewer, row: Audit) -> Chapter:
    draw = queries.draws(viewer, row.pk).last()
    agencies = [each.agency.title for each in queries.participants(viewer, row.pk) if row.recorded or each.in_at]
    number = presenters.cases_of(row, row.cases.filter(out_why="").count())
    told = [row.purpose, f"Looked at: {number}." if number else ""]
    if draw is not None:
        told.append(f"{presenters.drawn(draw)}." + (f" The seed of the draw was {draw.seed}." if draw.seed else ""))
    if agencies:
        told.append(f"Agencies: {listed(agencies)}.")
    if row.moderated_on and queries.is_moderated(viewer, row):
        told.append(
            f"Each agency graded alone; the grades were opened together and moderated on {long_date(row.moderated_on)}."
        )
    if row.close_reason:
        told.append(f"Grades were opened before all agencies were in: {row.close_reason}")
    if row.joint_with or row.joint_words:
        told.append(f"Together with {row.joint_with.title if row.joint_with else row.joint_words}.")
    return Chapter("What was looked at", "\n\n".join(filter(None, told)))


def _in_all(viewer: Viewer, row: Audit) -> list[Chapter]:
    return [Chapter("What it says in all", row.ended_words)] if row.state == "complete" and row.ended_words else []


def _found(viewer: Viewer, row: Audit) -> list[Chapter]:
    """What was found, strengths before concerns: each as one paragraph of a list."""
    found = list(thread.findings(viewer).filter(source=row.pk).order_by("pk"))
    parts = (
        ("Strengths and good practice", [each.text for each in found if each.kind != CONCERN]),
        ("Concerns", [each.text for each in found if each.kind == CONCERN]),
    )
    return [Chapter(heading, _bullets(texts)) for heading, texts in parts if texts]


def _heard(viewer: Viewer, row: Audit) -> list[Chapter]:
    groups = queries.groups_heard(viewer, row)
    if not groups:
        return []
    lines = [f"- {each.sort}, {long_date(each.on)}: {each.who}" for each in groups]
    told = hearing.heard([each.roles for each in row.heard.all()])
    return [Chapter("Who was heard", "\n".join([f"{told}.", "", *lines, "", _NOBODY]))]


def _results(viewer: Viewer, row: Audit) -> list[Chapter]:
    if row.recorded:
        tallies = list(row.tallies.all())
        if not tallies:
            return []
        lines = tuple((each.words, presenters.tally(each)) for each in tallies)
        table = _table("told", "What was found, in numbers", ("What", "Result"), lines, tallies[0].source)
        return [Chapter("Results", "", [table])]
    if row.state != "complete":
        return []
    found = queries.results(viewer, row)
    lines = tuple((each.name, each.words) for each in found)
    if not lines:
        return []
    table = _table("results", row.type.good, ("Section", "Cases"), lines, f"{row.record.reference}, agreed grades")
    return [Chapter("Results", _HIDDEN, [table])]


def _again(viewer: Viewer, row: Audit) -> list[Chapter]:
    lines = compared(viewer, row)
    if not lines or row.again is None:
        return []
    heads = ("Section", f"Then ({row.again.record.reference})", "Now", "Change")
    return [
        Chapter(
            "Compared with the audit before",
            "",
            [_table("again", "Looked at again", heads, lines, row.record.reference)],
        )
    ]


def compared(viewer: Viewer, row: Audit) -> tuple[tuple[str, str, str, str], ...]:
    """Return each section then, now and how it changed, where an audit looks at an earlier one again."""
    if row.again_id is None or row.state != "complete":
        return ()
    before: Sequence[Result] = queries.results(viewer, queries.audit(viewer, row.again_id))
    found = []
    for now in queries.results(viewer, row):
        then = rules.from_before(before, now)
        found.append((now.name, then.words if then else "Not asked", now.words, rules.change(then, now)))
    return tuple(found)


def _recommended(viewer: Viewer, row: Audit) -> list[Chapter]:
    texts = [each.text for each in _recommendations(viewer, row)]
    return [Chapter("What is recommended", _bullets(texts))] if texts else []


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"- {' '.join(text.split())}" for text in texts)


def _recommendations(viewer: Viewer, row: Audit) -> Iterable[Any]:
    return thread.recommendations(viewer).filter(rests_on__finding__source=row.pk).distinct().order_by("pk")


def _actions(viewer: Viewer, row: Audit) -> list[Chapter]:
    """Who does what by when: the actions that findings of the audit, and what was recommended from them, led to."""
    demanding = [*thread.findings(viewer).filter(source=row.pk).values_list("pk", flat=True)]
    demanding += [each.pk for each in _recommendations(viewer, row)]
    rows = thread.actions(viewer).filter(demands__record__in=demanding).distinct().order_by("pk")
    lines = tuple(
        (
            each.text or each.record.title,
            each.record.owner_agency.title if each.record.owner_agency else _group(each),
            short_date(each.deadline.due_on) if each.deadline else each.due_words,
            each.get_status_display(),
        )
        for each in rows
    )
    if not lines:
        return []
    heads = ("What is done", "By whom", "By when", "How it stands")
    return [Chapter("Actions", "", [_table("actions", "Who does what by when", heads, lines, row.record.reference)])]


def _group(action: Any) -> str:
    return str(action.record.owner_group.title) if action.record.owner_group else ""


def _table(key: str, title: str, heads: Sequence[str], lines: Sequence[tuple[str, ...]], source: str) -> Block:
    return TableBlock(f"{CODE}.{key}", title, tuple(Column(each) for each in heads), tuple(lines), source)
