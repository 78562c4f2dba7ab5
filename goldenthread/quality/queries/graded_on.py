"""Scales with where they are used."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.quality import library
from goldenthread.quality.models import Edition, Question, Scale
from goldenthread.quality.queries import rows


@reads
def scales_listed(viewer: Viewer) -> QuerySet[Any]:
    """Return the scales the viewer may know of, each with whether it is ``asked`` on, and ``held`` by a published edition."""
    on = Question.objects.filter(scale=OuterRef("pk"))
    held = Exists(on.exclude(of_edition__state="draft"))
    return rows.scales(viewer).select_related("partnership").annotate(asked=Exists(on), held=held)


@reads
def scale_row(viewer: Viewer, pk: UUID) -> Scale:
    """Return one scale as it is kept, with its values and ``held``; raises `NotFound`."""
    found = scales_listed(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such scale, or you are not allowed to see it.")
    return found  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Use:
    """An edition with how many of its questions are graded on a scale."""

    edition: Edition
    questions: int


@reads
def uses(viewer: Viewer, scale: UUID) -> list[Use]:
    """Return the editions that use a scale, as far as the viewer may know of them, newest first."""
    counted = dict(
        Question.objects.filter(scale=scale).order_by().values_list("of_edition").annotate(Count("pk"))  # type: ignore[misc]
    )
    return [Use(each, counted[each.pk]) for each in rows.editions(viewer).filter(pk__in=counted)]


@reads
def scale_choices(viewer: Viewer, partnership: UUID) -> list[tuple[str, str]]:
    """Return what a question can be graded on: scales of the partnership by id, then others of the library by code."""
    own = list(rows.scales(viewer, partnership))
    held = {each.code for each in own}
    more = [each for code, each in library.scales().items() if code not in held]
    return [(str(each.pk), each.name) for each in own] + [(each.code, f"{each.name} (library)") for each in more]
