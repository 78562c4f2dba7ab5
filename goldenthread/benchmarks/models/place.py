"""England, its regions and its local authorities, as they were and as they are."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel

KEPT = "as long as the installation compares with it"
BASIS = "published under the Open Government Licence; says nothing of a person"
KINDS = {"england": "England", "region": "Region", "authority": "Local authority"}


class Place(BaseModel):
    """A place that figures are published for.

    ``code`` is the number of the Department for Education ("896"; 970 to 990 for England and its regions), which stays when
    the code of the Office for National Statistics (``ons``, "E06000050") changes with a boundary; ``earlier`` keeps those it
    had before, with spaces between.
    """

    code = models.CharField(max_length=3, unique=True)
    ons = models.CharField(max_length=9, unique=True)
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    name = models.CharField(max_length=120)
    region = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    earlier = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="authority") | Q(region__isnull=False),
                name="benchmarks_place_in_region",
                violation_error_message="Say in which region the authority lies.",
            ),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="benchmarks_place_dates",
                violation_error_message="A place cannot end before it begins.",
            ),
        ]

    class Privacy:
        public = ["code", "ons", "kind", "name", "region", "from_on", "until_on", "earlier"]
        retention = KEPT
        basis = BASIS

    def __str__(self) -> str:
        return self.name
