"""A plan that somebody is bringing in from a file, until it is kept."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import EditableModel
from goldenthread.plans.models.plan import PUBLIC_TASK, Plan


class PlanImport(EditableModel):
    """A file and how it is being read: its columns, the cells that were mended, the rows left out.

    Once the plan is kept the bytes go to its papers, and ``content`` is emptied.
    """

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    owner_agency = models.ForeignKey(
        "partnership.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_group = models.ForeignKey(
        "partnership.Group", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200)
    content = models.BinaryField(default=bytes, editable=False)
    details = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    mended = models.JSONField(default=dict)
    left_out = models.JSONField(default=dict)
    started_by = models.UUIDField()
    started_by_name = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="imports")
    kept_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(plan__isnull=True, kept_at__isnull=True) | Q(plan__isnull=False, kept_at__isnull=False),
                name="planimport_kept_whole",
                violation_error_message="What is kept has a plan and a moment.",
            ),
        ]

    class Privacy:
        internal = ["partnership", "owner_agency", "owner_group", "name", "content", "details", "mapping", "mended"]
        internal += ["left_out", "started_at", "plan", "kept_at"]
        identity = ["started_by", "started_by_name"]
        retention = "until the plan is kept or the import is thrown away"
        basis = PUBLIC_TASK
