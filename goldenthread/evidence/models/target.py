"""What a partnership aims for, for a time; and where it has accepted, for a time, to fall short of it."""

from django.db import models
from django.db.models import F, Q

from goldenthread.evidence.models.indicator import BASIS, KEPT
from goldenthread.foundation.models import EditableModel


class Target(EditableModel):
    """A value to reach or to stay within, from a day on. A change is a new version with a reason; the old one stays to be read."""

    indicator = models.ForeignKey("evidence.Indicator", on_delete=models.PROTECT, related_name="targets")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    value = models.DecimalField(max_digits=16, decimal_places=4)
    near = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    at_least = models.BooleanField()
    source = models.CharField(max_length=300)
    agreed_on = models.DateField()
    agreed_by = models.CharField(max_length=200)
    version = models.PositiveSmallIntegerField(default=1)
    current = models.BooleanField(default=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    why_changed = models.TextField(blank=True)
    set_at = models.DateTimeField()
    set_by = models.UUIDField()
    set_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-start", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "start"],
                condition=Q(current=True),
                name="evidence_target_once",
                violation_error_message="A target holds from this day already. Change it instead.",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")),
                name="evidence_target_period",
                violation_error_message="A target ends on or after the day it begins.",
            ),
            models.CheckConstraint(
                condition=Q(near__isnull=True)
                | Q(at_least=True, near__lte=F("value"))
                | Q(at_least=False, near__gte=F("value")),
                name="evidence_target_near_side",
                violation_error_message="What counts as nearly met lies on the side on which the target is missed.",
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(agreed_by=""),
                name="evidence_target_has_source",
                violation_error_message="Say where the target stands, and who agreed it.",
            ),
            models.CheckConstraint(
                condition=Q(version=1, replaces__isnull=True, why_changed="")
                | (Q(version__gt=1, replaces__isnull=False) & ~Q(why_changed="")),
                name="evidence_target_changed_whole",
                violation_error_message="A changed target names the one it replaces, and why.",
            ),
        ]

    class Privacy:
        public = ["indicator", "start", "end", "value", "near", "at_least", "source", "agreed_on", "agreed_by"]
        internal = ["version", "current", "replaces", "why_changed", "set_at", "edition"]
        identity = ["set_by", "set_by_name"]
        retention = KEPT
        basis = BASIS


class AcceptedShortfall(EditableModel):
    """For a time a missed target raises no alarm: somebody owns it, and a reason stands beside it. It can be ended early."""

    indicator = models.ForeignKey("evidence.Indicator", on_delete=models.PROTECT, related_name="accepted_shortfalls")
    start = models.DateField()
    end = models.DateField()
    owner = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    accepted_by = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    set_by = models.UUIDField()
    set_by_name = models.CharField(max_length=200)
    ended_on = models.DateField(null=True, blank=True)
    why_ended = models.TextField(blank=True)
    ended_by = models.UUIDField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-start", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="evidence_shortfall_period",
                violation_error_message="It ends on or after the day it begins.",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(accepted_by=""),
                name="evidence_shortfall_has_reason",
                violation_error_message="Say why, and who accepted it.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, ended_by_name="", why_ended="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_by_name="") & ~Q(why_ended="")),
                name="evidence_shortfall_ended_whole",
                violation_error_message="Say when and why it was ended; who did is kept.",
            ),
        ]

    class Privacy:
        internal = [
            *("indicator", "start", "end", "reason", "accepted_by", "set_at", "ended_on", "why_ended", "edition"),
        ]
        identity = ["owner", "set_by", "set_by_name", "ended_by", "ended_by_name"]
        retention = KEPT
        basis = BASIS
