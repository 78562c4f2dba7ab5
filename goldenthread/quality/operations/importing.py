"""Taking questions into a draft, many at once: new ones are added, those of the same code changed, the others left."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.quality import filling, keeping, queries
from goldenthread.quality.models import Edition, Question, Standard
from goldenthread.quality.rules.drafting import QuestionSpec, StandardSpec, of_edition
from goldenthread.quality.rules.importing import Read
from goldenthread.quality.rules.merging import Changed, Plan, plan


@writes
def take_in(*, by: Viewer, at: datetime, edition: UUID, read: Read, take_out: bool = False, file: str = "") -> Plan:
    """Take what a spreadsheet says into a draft. Returns what was done.

    With ``take_out`` the questions that the spreadsheet does not have are taken out of the draft; else they are left.
    """
    row = keeping.draft_of(by, edition)
    if not read.standards:
        raise RuleBroken("No row of the file can be used.", field="file")
    held = of_edition(queries.questionnaire(by, row.pk))
    found = plan(held, read)
    if held:
        _merge(row, found, take_out)
    else:
        filling.fill(row, read.standards)
    told: dict[str, Any] = {
        "added": len(found.added),
        "changed": len(found.changed),
        "removed": len(found.missing) if take_out else 0,
    }
    trail.write("quality.taken_in", by=by, at=at, **keeping.about(row), **told, file=file[:200])
    return found


def _merge(row: Edition, found: Plan, take_out: bool) -> None:
    """Write what a spreadsheet does to a draft that has questions."""
    if take_out:
        row.questions.filter(code__in=[question.code for _, question in found.missing]).delete()
    order = row.standards.aggregate(last=Max("order"))["last"] or 0
    filling.add_standards(row, found.new_standards, after=order)
    for old, new in found.renamed:
        _renamed(row, old, new)
    standards = {each.code: each for each in row.standards.all()}
    for change in found.changed:
        _change(row, change, standards[change.standard])
    by_standard: dict[str, list[QuestionSpec]] = {}
    for code, question in found.added:
        by_standard.setdefault(code, []).append(question)
    for code, questions in by_standard.items():
        filling.add_questions(row, standards[code], questions, after=_last(standards[code]))
    if take_out:
        row.standards.filter(questions=None, code__in={code for code, _ in found.missing}).delete()


def _renamed(row: Edition, old: StandardSpec, new: StandardSpec) -> None:
    standard = row.standards.select_for_update().get(code=old.code)
    standard.apply({"title": new.title, "guidance": new.guidance})


def _change(row: Edition, change: Changed, standard: Standard) -> None:
    new = change.new
    question = Question.objects.select_for_update().get(of_edition=row, code=change.old.code)
    given = {
        name: getattr(new, name)
        for name in ("text", "guidance", "evidence_wanted", "kind", "required", "weight", "allows_not_applicable")
    }
    given["scale"] = filling.scales_of(row.bank.partnership_id, [new.scale])[new.scale] if new.scale else None
    if change.moves:
        given |= {"standard": standard, "order": _last(standard) + 1}
    question.apply(given)


def _last(standard: Standard) -> int:
    return standard.questions.aggregate(last=Max("order"))["last"] or 0
