"""What stands of several versions of one thing that somebody said."""

from collections.abc import Iterable
from uuid import UUID

from goldenthread.scrutiny.models import Contribution
from goldenthread.scrutiny.rules.evaluating import Judged


def standing(found: Iterable[Contribution]) -> dict[UUID | None, Judged]:
    """Return what stands of versions of one thing, by standard (or by question): of each the newest."""
    kept: dict[UUID | None, Judged] = {}
    for contribution in sorted(found, key=lambda each: each.number):
        for each in contribution.judgements.all():
            shown = tuple(one.record_id for one in each.shown.all())
            kept[each.question_id or each.standard_id] = Judged(
                each.standard_id, each.question_id, each.value, each.words, each.onward, shown
            )
    return kept
