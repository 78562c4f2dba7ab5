"""By which routes agencies take part: not every agency need attend every meeting."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import EditableModel
from goldenthread.partnership.models.dated import AS_LONG_AS_THE_PARTNERSHIP, PUBLIC_TASK, Dated


class Route(EditableModel, Dated):
    """A way to take part: membership of a group, quality assurance activity, wider events. One route may have several names."""

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="routes")
    name = models.CharField(max_length=120)
    group = models.ForeignKey("partnership.Group", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=100)

    class Meta(Dated.Meta):
        ordering = ["partnership", "position", "name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["partnership", "name"],
                condition=Q(until_on__isnull=True),
                name="route_open_once",
                violation_error_message="There is a route of this name.",
            ),
        ]

    class Privacy:
        public = ["partnership", "name", "group", "position", "from_on", "until_on"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK


class Engagement(EditableModel, Dated):
    """An agency takes part by a route; ``through`` says who speaks for it, such as the named doctor for general practices."""

    route = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="engagements")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="engagements")
    through = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "agency"],
                condition=Q(until_on__isnull=True),
                name="engagement_open_once",
                violation_error_message="The agency already takes part by this route.",
            ),
        ]

    class Privacy:
        public = ["route", "agency", "through", "from_on", "until_on"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK
