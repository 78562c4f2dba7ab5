"""The builder: standards and questions of a draft, added, changed and taken out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.quality import filling, keeping, library, queries
from goldenthread.quality.models import Edition, Question, Scale, Standard
from goldenthread.quality.rules.asking import KINDS
from goldenthread.quality.rules.drafting import next_code

_STANDARD = frozenset({"title", "guidance", "weight"})
_QUESTION = frozenset(
    {"text", "guidance", "evidence_wanted", "kind", "scale", "required", "weight", "allows_not_applicable"}
)


@writes
def add_standard(
    *, by: Viewer, at: datetime, edition: UUID, title: str, guidance: str = "", weight: Any = 1, code: str = ""
) -> UUID:
    """Add a standard at the end of a draft. Without a code it gets the next number. Returns its id."""
    row = keeping.draft_of(by, edition)
    taken = list(row.standards.values_list("code", "order"))
    numbers = [int(each) for each, _ in taken if each.isdecimal()]
    made = Standard(
        of_edition=row,
        code=clean(code)[:40] or str(max(numbers, default=0) + 1),
        title=keeping.needed(title, "title", "Say what the standard is called.", 200),
        guidance=clean(guidance)[:5_000],
        weight=weight,
        order=max((order for _, order in taken), default=0) + 1,
    )
    keeping.saved(made)
    _tell("quality.standard_added", by, at, row, what=made.code)
    return made.pk


@writes
def change_standard(*, by: Viewer, at: datetime, standard: UUID, seen: int, changes: Mapping[str, Any]) -> None:
    """Change the words or the weight of a standard of a draft."""
    found = queries.standard(by, standard)
    edition = keeping.draft_of(by, found.of_edition_id)
    row = Standard.for_edit(found.pk, seen=seen)
    given = {name: changes[name] for name in _STANDARD & set(changes)}
    if "title" in given:
        given["title"] = keeping.needed(given["title"], "title", "Say what the standard is called.", 200)
    row.apply(given)
    _tell("quality.standard_changed", by, at, edition, what=row.code)


@writes
def remove_standard(*, by: Viewer, at: datetime, standard: UUID) -> None:
    """Take a standard with its questions out of a draft."""
    found = queries.standard(by, standard)
    edition = keeping.draft_of(by, found.of_edition_id)
    code = found.code
    found.delete()
    _tell("quality.standard_removed", by, at, edition, what=code)


@writes
def add_question(
    *, by: Viewer, at: datetime, standard: UUID, text: str, scale: UUID | None = None, code: str = "", **fields: Any
) -> UUID:
    """Add a question at the end of a standard of a draft. Without a code it gets the next number. Returns its id."""
    found = queries.standard(by, standard)
    edition = keeping.draft_of(by, found.of_edition_id)
    taken = list(edition.questions.values_list("code", flat=True))
    made = Question(
        standard=found,
        of_edition=edition,
        code=clean(code)[:40] or next_code(found.code, taken),
        order=found.questions.count() + 1,
        **_checked(by, edition, {"text": text, "scale": scale, **fields}),
    )
    keeping.saved(made)
    _tell("quality.question_added", by, at, edition, what=made.code)
    return made.pk


@writes
def change_question(*, by: Viewer, at: datetime, question: UUID, seen: int, changes: Mapping[str, Any]) -> None:
    """Change a question of a draft. Its code stays, so that answers can be carried forward."""
    found = queries.question(by, question)
    edition = keeping.draft_of(by, found.of_edition_id)
    row = Question.for_edit(found.pk, seen=seen)
    given = _checked(by, edition, {"kind": row.kind, "scale": row.scale_id, "text": row.text, **changes})
    row.apply(given)
    _tell("quality.question_changed", by, at, edition, what=row.code)


@writes
def remove_question(*, by: Viewer, at: datetime, question: UUID) -> None:
    """Take a question out of a draft."""
    found = queries.question(by, question)
    edition = keeping.draft_of(by, found.of_edition_id)
    code = found.code
    found.delete()
    _tell("quality.question_removed", by, at, edition, what=code)


def _checked(by: Viewer, edition: Edition, given: Mapping[str, Any]) -> dict[str, Any]:
    wrong = set(given) - _QUESTION
    if wrong:
        raise TypeError(f"A question has no {', '.join(sorted(wrong))}.")
    found = dict(given)
    found["text"] = keeping.needed(found["text"], "text", "Write the question.", 4_000)
    for name in ("guidance", "evidence_wanted"):
        if name in found:
            found[name] = clean(found[name])[:5_000]
    kind = found.setdefault("kind", "grade")
    if kind not in KINDS:
        raise RuleBroken("Say how the question is answered.", field="kind")
    scale = found.pop("scale", None)
    if kind != "grade":
        return found | {"scale": None}
    row = _scale(edition.bank.partnership_id, scale)
    if found.get("allows_not_applicable") and not row.allows_not_applicable:
        raise RuleBroken("This scale has no “not applicable”.", field="allows_not_applicable")
    return found | {"scale": row}


def _scale(partnership: UUID, scale: UUID | str | None) -> Scale:
    """Return a scale of a partnership by its id; by a code one of the library, which is taken over if it is not held yet."""
    if isinstance(scale, str) and scale in library.scales():
        return filling.scales_of(partnership, [scale])[scale]
    row = Scale.objects.filter(pk=scale, partnership=partnership).first() if isinstance(scale, UUID) else None
    if row is None:
        raise RuleBroken("Choose the scale it is graded on.", field="scale")
    return row


def _tell(event: str, by: Viewer, at: datetime, edition: Edition, *, what: str) -> None:
    trail.write(event, by=by, at=at, **keeping.about(edition), what=what)
