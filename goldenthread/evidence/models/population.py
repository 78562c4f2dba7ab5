"""How many people of a group there are: what a rate of girls, of a ward or of an ethnicity stands on."""

from django.db import models
from django.db.models import F, Q

from goldenthread.evidence.models.indicator import BASIS, KEPT
from goldenthread.foundation.models import BaseModel


class GroupPopulation(BaseModel):
    """People of one group at mid-year, as somebody published them. Whole areas are kept with the partnership's areas.

    ``area`` is the code of the council area the number is of, in a partnership of several; "" for the partnership as a whole.
    """

    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=9, blank=True)
    dimension = models.CharField(max_length=20)
    value = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    age_from = models.PositiveSmallIntegerField(default=0)
    age_to = models.PositiveSmallIntegerField(default=17)
    count = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    vintage = models.CharField(max_length=60)
    kept_at = models.DateTimeField()
    kept_by = models.UUIDField()
    kept_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["dimension", "year", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "area", "dimension", "value", "year", "age_from", "age_to", "vintage"],
                name="evidence_group_population_once",
                violation_error_message="The number of people of this group, in this release, is there already.",
            ),
            models.CheckConstraint(
                condition=Q(age_to__gte=F("age_from")),
                name="evidence_group_population_ages",
                violation_error_message="The last age cannot be below the first.",
            ),
            models.CheckConstraint(
                condition=Q(count__gt=0) & ~Q(source="") & ~Q(vintage="") & ~Q(value=""),
                name="evidence_group_population_has_source",
                violation_error_message="Give a number above 0, who published it, and in which release.",
            ),
        ]

    class Privacy:
        public = [
            *("partnership", "area", "dimension", "value", "year", "age_from", "age_to", "count", "source", "vintage"),
        ]
        internal = ["kept_at"]
        identity = ["kept_by", "kept_by_name"]
        retention = KEPT
        basis = BASIS
