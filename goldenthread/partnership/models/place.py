"""Local authority areas and how many people live in them."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.partnership.models.dated import AS_LONG_AS_THE_PARTNERSHIP, PUBLIC_TASK, Dated


class Area(BaseModel):
    """A local authority area, by the code of the Office for National Statistics."""

    code = models.CharField(max_length=9, unique=True)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]

    class Privacy:
        public = ["code", "name"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK


class Coverage(EditableModel, Dated):
    """A partnership covers an area, from a day and until one."""

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="coverage")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["partnership", "area"],
                condition=Q(until_on__isnull=True),
                name="coverage_open_once",
                violation_error_message="The partnership already covers this area.",
            ),
        ]

    class Privacy:
        public = ["partnership", "area", "from_on", "until_on"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK


class Population(BaseModel):
    """How many people of an age band lived in an area at mid-year, by whom it was published and when.

    A later release gives a new row (another ``vintage``), so a rate can name the population it was worked out from.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="populations")
    year = models.PositiveSmallIntegerField()
    age_from = models.PositiveSmallIntegerField(default=0)
    age_to = models.PositiveSmallIntegerField(default=17)
    count = models.PositiveIntegerField()
    approximate = models.BooleanField(default=False)
    source = models.CharField(max_length=200)
    vintage = models.CharField(max_length=60)

    class Meta:
        ordering = ["area", "-year", "age_from", "vintage"]
        constraints = [
            models.CheckConstraint(
                condition=Q(age_to__gte=F("age_from")) & Q(age_to__lte=150),
                name="population_ages_in_order",
                violation_error_message="The last age cannot be below the first.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1900) & Q(year__lte=2200),
                name="population_year_likely",
                violation_error_message="Give the year in four figures, such as 2023.",
            ),
            models.UniqueConstraint(
                fields=["area", "year", "age_from", "age_to", "source", "vintage"],
                name="population_once",
                violation_error_message="This figure, of this release, is already there.",
            ),
        ]

    class Privacy:
        public = ["area", "year", "age_from", "age_to", "count", "approximate", "source", "vintage"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK
