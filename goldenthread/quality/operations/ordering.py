"""The order of a draft: standards and questions moved to any place, questions into any standard."""

from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.quality import keeping, queries
from goldenthread.quality.models import Question, Standard


@writes
def move_standard(*, by: Viewer, at: datetime, standard: UUID, up: bool) -> None:
    """Move a standard of a draft one place up or down."""
    found = queries.standard(by, standard)
    edition = keeping.draft_of(by, found.of_edition_id)
    _swap(list(edition.standards.all()), found.pk, up)
    trail.write("quality.standard_changed", by=by, at=at, **keeping.about(edition), what=found.code)


@writes
def move_question(*, by: Viewer, at: datetime, question: UUID, up: bool) -> None:
    """Move a question of a draft one place up or down in its standard."""
    found = queries.question(by, question)
    edition = keeping.draft_of(by, found.of_edition_id)
    _swap(_of(found.standard), found.pk, up)
    trail.write("quality.question_changed", by=by, at=at, **keeping.about(edition), what=found.code)


@writes
def place_standard(*, by: Viewer, at: datetime, standard: UUID, after: UUID | None = None) -> None:
    """Put a standard of a draft behind another, or first."""
    found = queries.standard(by, standard)
    edition = keeping.draft_of(by, found.of_edition_id)
    _put(found, list(edition.standards.all()), after)
    trail.write("quality.standard_changed", by=by, at=at, **keeping.about(edition), what=found.code)


@writes
def place_question(*, by: Viewer, at: datetime, question: UUID, standard: UUID, after: UUID | None = None) -> None:
    """Put a question of a draft into a standard, behind another question of it or first. Its code stays, so answers carry."""
    found = queries.question(by, question)
    edition = keeping.draft_of(by, found.of_edition_id)
    goes_to = edition.standards.filter(pk=standard).first()
    if goes_to is None:
        raise RuleBroken("Choose a standard of this edition.", field="place")
    if found.standard_id != goes_to.pk:
        row = Question.objects.select_for_update().get(pk=found.pk)
        row.apply({"standard": goes_to})
    _put(found, _of(goes_to), after)
    trail.write("quality.question_changed", by=by, at=at, **keeping.about(edition), what=found.code)


def _of(standard: Standard) -> list[Question]:
    return list(Question.objects.filter(standard=standard).order_by("order", "pk"))


def _put(found: Any, rows: list[Any], after: UUID | None) -> None:
    """Put one of some rows behind another, or first."""
    others = [each for each in rows if each.pk != found.pk]
    places = {each.pk: place for place, each in enumerate(others, start=1)}
    if after is not None and after not in places:
        raise RuleBroken("What it should stand behind is not there any more. Choose again.", field="place")
    others.insert(places[after] if after else 0, found)
    _number(others)


def _swap(rows: list[Any], pk: UUID, up: bool) -> None:
    """Move one of some rows by one place."""
    place = next(number for number, each in enumerate(rows) if each.pk == pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    _number(rows)


def _number(rows: list[Any]) -> None:
    for number, each in enumerate(rows, start=1):
        type(each).objects.filter(pk=each.pk).exclude(order=number).update(order=number)
