"""What standards and questions weigh, set many at once."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import listed
from goldenthread.quality import keeping
from goldenthread.quality.models import Question, Standard

Weights = Mapping[UUID, tuple[Decimal, Decimal]]
"""Weights by the id of a standard or a question: as the page showed it, and as it shall be."""


@writes
def set_weights(*, by: Viewer, at: datetime, edition: UUID, weights: Weights) -> int:
    """Set the weights of standards and questions of a draft. Returns how many changed.

    One that somebody else changed since the page was opened is not written over: nothing is saved then.
    """
    row = keeping.draft_of(by, edition)
    changed = {pk: new for pk, (was, new) in weights.items() if was != new}
    kinds: tuple[Any, ...] = (Standard, Question)
    found = [each for kind in kinds for each in kind.objects.filter(of_edition=row, pk__in=changed).select_for_update()]
    if len(found) < len(changed):
        raise RuleBroken("Something was taken out of the draft meanwhile. Open the weights again.")
    meanwhile = [each.code for each in found if each.weight != weights[each.pk][0]]
    if meanwhile:
        raise RuleBroken(f"Somebody changed the weight of {listed(meanwhile)} meanwhile. Open the weights again.")
    for each in found:
        if not 0 <= changed[each.pk] < 10_000:
            raise RuleBroken("A weight is a number of 0 or more.", field=f"w-{each.pk}")
        each.apply({"weight": changed[each.pk]})
    if found:
        trail.write("quality.weighed", by=by, at=at, **keeping.about(row), codes=sorted(each.code for each in found))
    return len(found)
