"""How small a number each audience may not see, as a partnership decided it."""

from django.db import models

from goldenthread.foundation.models import BaseModel
from goldenthread.releases.rules.audiences import AUDIENCES

BASIS = "public task: Children Act 2004, section 16G; UK GDPR, article 5(1)(f)"


class Policy(BaseModel):
    """One decision about one audience. The newest counts; none is ever changed."""

    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=12, choices=list(AUDIENCES.items()))
    threshold = models.PositiveSmallIntegerField(default=5)
    rounding = models.PositiveSmallIntegerField(default=1)
    whole_groups = models.BooleanField(default=False)
    why = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rounding__gte=1) & ~models.Q(why=""),
                name="releases_policy_whole",
                violation_error_message="Say why the policy is as it is.",
            ),
        ]

    class Privacy:
        public = ["partnership", "audience", "threshold", "rounding", "whole_groups"]
        internal = ["why", "at"]
        identity = ["by", "by_name"]
        retention = "as long as anything released under it can be read"
        basis = BASIS
