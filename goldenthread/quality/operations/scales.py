"""Scales of a partnership: made, and changed until an edition on them is published."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import EditConflict, RuleBroken
from goldenthread.foundation.text import clean, slug
from goldenthread.quality import keeping, queries
from goldenthread.quality.models import Question, Scale, ScaleValue
from goldenthread.quality.rules.asking import ValueView


@writes
def add_scale(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    name: str,
    values: Sequence[ValueView] = (),
    step: int = 0,
    better: str = "high",
    allows_not_applicable: bool = True,
) -> UUID:
    """Add a scale: named values from the first to the last, or with ``step`` the numbers from 0 to 100. Returns its id."""
    by.require(Permission.QUALITY_EDIT, partnership=partnership)
    title = keeping.needed(name, "name", "Say what the scale is called.", 120)
    row = Scale(
        partnership_id=partnership,
        code=slug(title)[:60],
        name=title,
        kind="number" if step else "choice",
        step=step,
        better=better,
        allows_not_applicable=allows_not_applicable,
    )
    keeping.saved(row)
    _put(row, values)
    trail.write("quality.scale_added", by=by, at=at, partnership=partnership, title=title)
    return row.pk


@writes
def change_scale(*, by: Viewer, at: datetime, scale: UUID, seen: int, changes: Mapping[str, Any]) -> None:
    """Change the name, the values or the direction of a scale that no published edition uses."""
    found = queries.scales(by).filter(pk=scale).first()
    if found is None:
        raise RuleBroken("There is no such scale.")
    by.require(Permission.QUALITY_EDIT, partnership=found.partnership_id)
    row = Scale.objects.select_for_update().get(pk=found.pk)
    if row.edition != seen:
        raise EditConflict(theirs=row, seen=seen)
    if Question.objects.filter(scale=row).exclude(of_edition__state="draft").exists():
        raise RuleBroken("A published edition uses this scale, so it never changes. Make another scale.")
    given = {each: changes[each] for each in ("name", "better", "allows_not_applicable") if each in changes}
    if "name" in given:
        given["name"] = keeping.needed(given["name"], "name", "Say what the scale is called.", 120)
    row.apply(given)
    if "values" in changes:
        row.values.all().delete()
        _put(row, changes["values"])
    trail.write("quality.scale_changed", by=by, at=at, partnership=row.partnership_id, title=row.name)


def _put(row: Scale, values: Sequence[ValueView]) -> None:
    if row.kind == "number":
        return
    if len(values) < 2:
        raise RuleBroken("A scale has two values or more.", field="values")
    codes = [each.code or slug(each.label) for each in values]
    if len(set(codes)) < len(codes):
        raise RuleBroken("Two values have the same name.", field="values")
    ScaleValue.objects.bulk_create(
        ScaleValue(
            scale=row,
            code=code[:60],
            label=clean(each.label)[:120],
            points=each.points,
            descriptor=clean(each.descriptor)[:2_000],
            colour=each.colour,
            order=place,
        )
        for place, (code, each) in enumerate(zip(codes, values, strict=True), start=1)
    )
