"""An edition whole, in the shape every area reads it in, in a fixed number of queries."""

from collections.abc import Iterable
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.quality.models import Edition, Question, Scale, ScaleValue, Standard
from goldenthread.quality.queries import rows
from goldenthread.quality.rules.asking import Questionnaire, QuestionView, ScaleView, StandardView, ValueView


@reads
def questionnaire(viewer: Viewer, edition: UUID) -> Questionnaire:
    """Return an edition with all its standards, questions and scales; raises `NotFound`.

    Four queries, whatever its size, and a fifth where a scale of numbers is used.
    """
    found = rows.edition(viewer, edition)
    questions = list(Question.objects.filter(of_edition=found))
    scales = _scales({each.scale_id for each in questions if each.scale_id})
    return _whole(found, Standard.objects.filter(of_edition=found), questions, scales)


@reads
def scale(viewer: Viewer, pk: UUID) -> ScaleView:
    """Return a scale with its values; raises `NotFound`."""
    found = rows.scales(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such scale, or you are not allowed to see it.")
    return _scale(found, found.values.all())


def _scales(ids: set[UUID]) -> dict[UUID, ScaleView]:
    values: dict[UUID, list[ScaleValue]] = {}
    for each in ScaleValue.objects.filter(scale__in=ids).select_related("scale"):
        values.setdefault(each.scale_id, []).append(each)
    found = {pk: _scale(own[0].scale, own) for pk, own in values.items()}
    if len(found) < len(ids):  # scales of numbers have no values
        found |= {each.pk: _scale(each, ()) for each in Scale.objects.filter(pk__in=ids - set(found))}
    return found


def _scale(row: Scale, values: Iterable[ScaleValue]) -> ScaleView:
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
