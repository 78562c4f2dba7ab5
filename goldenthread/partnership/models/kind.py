"""Kinds of things, kept as data: what the founding guidance calls them changes every few years."""

from django.db import models

from goldenthread.foundation.models import BaseModel
from goldenthread.partnership.models.dated import AS_LONG_AS_THE_PARTNERSHIP, PUBLIC_TASK


class Kind(BaseModel):
    """One kind of partnership, agency, group or other board, with the words people use for it.

    ``time_limited`` groups go through the stages of a task and finish group.
    """

    class Of(models.TextChoices):
        """What it is a kind of."""

        PARTNERSHIP = "partnership", "Partnership"
        AGENCY = "agency", "Agency"
        GROUP = "group", "Group"
        BOARD = "board", "Other board"

    of = models.CharField(max_length=12, choices=Of.choices)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    explained = models.CharField(max_length=300, blank=True)
    time_limited = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["of", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["of", "code"], name="kind_code_once", violation_error_message="There is a kind with this code."
            )
        ]

    class Privacy:
        public = ["of", "code", "name", "explained", "time_limited", "position"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK
