"""Published editions, read once and kept: what never changes need not be read for each request.

Nothing here asks who is looking. An area that shows somebody a sheet with questions has checked that they may see the sheet.
"""

from collections import OrderedDict
from collections.abc import Iterable
from uuid import UUID

from goldenthread.quality.models import Edition, Question, Scale, ScaleValue, Standard
from goldenthread.quality.rules.asking import Questionnaire, QuestionView, ScaleView, StandardView, ValueView

_MOST = 64
_kept: "OrderedDict[UUID, Questionnaire]" = OrderedDict()


def questionnaire(edition: UUID) -> Questionnaire:
    """Return an edition whole; raises `Edition.DoesNotExist`. A published one is read once; a draft each time."""
    if edition in _kept:
        _kept.move_to_end(edition)
        return _kept[edition]
    row = Edition.objects.select_related("bank__record").get(pk=edition)
    found = whole(row)
    if row.state != "draft":
        _kept[edition] = found
        if len(_kept) > _MOST:
            _kept.popitem(last=False)
    return found


def whole(row: Edition) -> Questionnaire:
    """Read an edition, in three queries and one more where a scale of numbers is used."""
    questions = list(Question.objects.filter(of_edition=row))
    scales = _scales({each.scale_id for each in questions if each.scale_id})
    return _whole(row, Standard.objects.filter(of_edition=row), questions, scales)


def _scales(ids: set[UUID]) -> dict[UUID, ScaleView]:
    values: dict[UUID, list[ScaleValue]] = {}
    for each in ScaleValue.objects.filter(scale__in=ids).select_related("scale"):
        values.setdefault(each.scale_id, []).append(each)
    found = {pk: scale(own[0].scale, own) for pk, own in values.items()}
    if len(found) < len(ids):  # scales of numbers have no values
        found |= {each.pk: scale(each, ()) for each in Scale.objects.filter(pk__in=ids - set(found))}
    return found


def scale(row: Scale, values: Iterable[ScaleValue]) -> ScaleView:
    """Return a scale in the shape every area reads it in."""
    views = tuple(ValueView(each.code, each.label, each.points, each.descriptor, each.colour) for each in values)
    return ScaleView(row.pk, row.code, row.name, row.kind, row.better, views, row.step)


def _whole(
    edition: Edition, standards: Iterable[Standard], questions: Iterable[Question], scales: dict[UUID, ScaleView]
) -> Questionnaire:
    of: dict[UUID, list[QuestionView]] = {}
    for each in sorted(questions, key=lambda row: (row.order, row.pk)):
        of.setdefault(each.standard_id, []).append(
            QuestionView(
                *(each.pk, each.code, each.text, each.guidance, each.evidence_wanted, each.kind),
                scale=scales[each.scale_id] if each.scale_id else None,
                required=each.required,
                weight=each.weight,
                allows_not_applicable=each.allows_not_applicable,
            )
        )
    return Questionnaire(
        *(edition.pk, edition.bank_id, edition.bank.title, edition.label, edition.bank.purpose),
        standards=tuple(
            StandardView(each.pk, each.code, each.title, each.guidance, each.weight, tuple(of.get(each.pk, ())))
            for each in standards
        ),
    )
