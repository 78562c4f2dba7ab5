"""Scales of a partnership: made, and changed until an edition on them is published."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import EditConflict, RuleBroken
from goldenthread.foundation.text import clean, slug
from goldenthread.quality import keeping, queries
from goldenthread.quality.models import Question, Scale, ScaleValue
from goldenthread.quality.rules.asking import BETTER, COLOURS, NOT_APPLICABLE, STEPS, ValueView


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
    title = _named(name, partnership)
    _check(better=better, step=step)
    row = Scale(
        partnership_id=partnership,
        code=slug(title)[:60] or "scale",
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
    """Change the name, the values, the step or the direction of a scale that no published edition uses."""
    row = _kept(by, scale)
    if row.edition != seen:
        raise EditConflict(theirs=row, seen=seen)
    given = {each: changes[each] for each in ("name", "better", "allows_not_applicable") if each in changes}
    if "name" in given:
        given["name"] = _named(given["name"], row.partnership_id, but=row.pk)
    if row.kind == "number" and changes.get("step"):
        given["step"] = changes["step"]
    _check(better=given.get("better", row.better), step=given.get("step", row.step))
    row.apply(given)
    if "values" in changes and row.kind == "choice":
        row.values.all().delete()
        _put(row, changes["values"])
    trail.write("quality.scale_changed", by=by, at=at, partnership=row.partnership_id, title=row.name)


@writes
def remove_scale(*, by: Viewer, at: datetime, scale: UUID) -> None:
    """Take away a scale that no question is graded on."""
    row = _kept(by, scale)
    if Question.objects.filter(scale=row).exists():
        raise RuleBroken("Questions of a draft are graded on this scale. Choose another scale for them first.")
    place, title = row.partnership_id, row.name
    row.delete()
    trail.write("quality.scale_removed", by=by, at=at, partnership=place, title=title)


def _kept(by: Viewer, scale: UUID) -> Scale:
    """Return a scale that ``by`` keeps and no published edition uses, locked."""
    found = queries.scale_row(by, scale)
    by.require(Permission.QUALITY_EDIT, partnership=found.partnership_id)
    row = Scale.objects.select_for_update().get(pk=found.pk)
    if Question.objects.filter(scale=row).exclude(of_edition__state="draft").exists():
        raise RuleBroken(
            "A published edition uses this scale, so it never changes. Make a copy of it, change that, and choose it in "
            "the next edition."
        )
    return row


def _named(name: str, partnership: UUID, but: UUID | None = None) -> str:
    """Return the cleaned name of a scale; raises `RuleBroken` when another of the partnership has it."""
    title = keeping.needed(name, "name", "Say what the scale is called.", 120)
    others = Scale.objects.filter(partnership=partnership)
    others = others.exclude(pk=but) if but else others
    if others.filter(Q(name__iexact=title) | Q(code=slug(title)[:60])).exists():
        raise RuleBroken("The partnership has a scale of this name. Give this one another.", field="name")
    return title


def _check(*, better: str, step: int) -> None:
    if better not in BETTER:
        raise RuleBroken("Say which end of the scale is better.", field="better")
    if step and step not in STEPS:
        raise RuleBroken(f"Numbers from 0 to 100 go in steps of {', '.join(map(str, sorted(STEPS)))}.", field="step")


def _put(row: Scale, values: Sequence[ValueView]) -> None:
    if row.kind == "number":
        return
    if len(values) < 2:
        raise RuleBroken("A scale has two values or more.", field="values")
    codes = [each.code or slug(each.label) or f"value-{place}" for place, each in enumerate(values, start=1)]
    names = {clean(each.label).casefold() for each in values}
    if len(set(codes)) < len(codes) or len(names) < len(values):
        raise RuleBroken("Two values have the same name.", field="values")
    if any(code == NOT_APPLICABLE for code in codes):
        raise RuleBroken("“Not applicable” is no value: tick that it can be allowed.", field="values")
    ScaleValue.objects.bulk_create(
        ScaleValue(
            scale=row,
            code=code[:60],
            label=clean(each.label)[:120],
            points=each.points,
            descriptor=clean(each.descriptor)[:2_000],
            colour=each.colour if each.colour in COLOURS else "none",
            order=place,
        )
        for place, (code, each) in enumerate(zip(codes, values, strict=True), start=1)
    )
