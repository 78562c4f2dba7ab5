"""Rows that hold from one day until another."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

PUBLIC_TASK = "public task: Children Act 2004, sections 16E to 16L"
AS_LONG_AS_THE_PARTNERSHIP = "ten years after the partnership ends, as its history"
TWO_YEARS_AFTER_LEAVING = "two years after the person's last post, office and seat have ended"


def on_day(day: date, prefix: str = "") -> Q:
    """Return the condition that a dated row holds on ``day``. An open side has no limit; the last day counts."""
    begun = Q(**{f"{prefix}from_on__isnull": True}) | Q(**{f"{prefix}from_on__lte": day})
    not_over = Q(**{f"{prefix}until_on__isnull": True}) | Q(**{f"{prefix}until_on__gte": day})
    return begun & not_over


class DatedQuerySet(models.QuerySet[Any]):
    """Rows with dates."""

    def on(self, day: date) -> Self:
        """Return the rows that hold on ``day``."""
        return self.filter(on_day(day))


class Dated(models.Model):
    """``from_on`` is the first day and ``until_on`` the last; an empty one is not known or not yet."""

    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="%(class)s_ends_after_it_begins",
                violation_error_message="The last day cannot be before the first.",
            )
        ]

    def holds_on(self, day: date) -> bool:
        """Say whether the row holds on ``day``."""
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or self.until_on >= day)
