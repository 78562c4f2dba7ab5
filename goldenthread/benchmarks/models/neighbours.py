"""Statistical neighbours: the authorities most like one another, by model and with the day each model began to serve."""

from django.db import models
from django.db.models import F, Q

from goldenthread.benchmarks.models.place import BASIS, KEPT, Place
from goldenthread.benchmarks.models.release import File
from goldenthread.foundation.models import BaseModel


class NeighbourSet(BaseModel):
    """One model of neighbours, such as that of 2025, for every authority."""

    model = models.CharField(max_length=20, unique=True)
    from_on = models.DateField(unique=True)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="neighbour_sets")

    class Meta:
        ordering = ["-from_on"]

    class Privacy:
        public = ["model", "from_on", "file"]
        retention = KEPT
        basis = BASIS

    def __str__(self) -> str:
        return self.model


class Neighbour(BaseModel):
    """An authority that is like another: ``rank`` 1 is the most like it."""

    set = models.ForeignKey(NeighbourSet, on_delete=models.CASCADE, related_name="neighbours")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="neighbours")
    neighbour = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()
    closeness = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["place", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "set", "rank"],
                name="benchmarks_neighbour_rank",
                violation_error_message="Two neighbours have the same rank.",
            ),
            models.UniqueConstraint(
                fields=["place", "set", "neighbour"],
                name="benchmarks_neighbour_once",
                violation_error_message="This neighbour stands in the list twice.",
            ),
            models.CheckConstraint(
                condition=Q(rank__gte=1) & ~Q(place=F("neighbour")),
                name="benchmarks_neighbour_another",
                violation_error_message="A place is not its own neighbour, and ranks begin at 1.",
            ),
        ]

    class Privacy:
        public = ["set", "place", "neighbour", "rank", "closeness"]
        retention = KEPT
        basis = BASIS
