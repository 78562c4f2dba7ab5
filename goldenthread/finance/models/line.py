"""Lines of a year: contributions, other income, expenditure."""

from django.db import models

from goldenthread.finance import rules
from goldenthread.foundation.models import EditableModel


class Line(EditableModel):
    """One line. ``budget`` is the whole amount; when boards share it, ours is ``ours`` parts of ``of``.

    ``budget`` is empty while a contribution is to be confirmed. What has moved stands in entries.
    """

    year = models.ForeignKey("finance.FinancialYear", on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=12, choices=list(rules.KINDS.items()))
    heading = models.CharField(max_length=200)
    detail = models.CharField(max_length=500, blank=True)
    agency = models.ForeignKey("records.Record", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    fund = models.ForeignKey("finance.Fund", on_delete=models.PROTECT, related_name="lines")
    state = models.CharField(max_length=12, choices=list(rules.STATES.items()), blank=True)
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    forecast = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    ours = models.PositiveSmallIntegerField(default=1)
    of = models.PositiveSmallIntegerField(default=1)
    shared_with = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.UUIDField(null=True, blank=True)
    confirmed_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(kind=rules.CONTRIBUTION) & ~models.Q(state=""))
                | (~models.Q(kind=rules.CONTRIBUTION) & models.Q(state="")),
                name="finance_line_state_of_contributions",
                violation_error_message="A contribution is agreed, confirmed, to be confirmed or nil; other lines are not.",
            ),
            models.CheckConstraint(
                condition=models.Q(budget__isnull=False) | models.Q(state=rules.TO_CONFIRM),
                name="finance_line_settled",
                violation_error_message="Only a contribution that is to be confirmed has no amount.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=rules.NIL) | models.Q(budget=0),
                name="finance_line_nil_is_nothing",
                violation_error_message="A nil contribution has no amount.",
            ),
            models.CheckConstraint(
                condition=(models.Q(budget__isnull=True) | models.Q(budget__gte=0))
                & (models.Q(forecast__isnull=True) | models.Q(forecast__gte=0)),
                name="finance_line_amounts",
                violation_error_message="Amounts must be £0 or more.",
            ),
            models.CheckConstraint(
                condition=models.Q(ours__gte=1, of__gte=models.F("ours")),
                name="finance_line_parts",
                violation_error_message="Our parts must be at least 1 and no more than all parts.",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True, confirmed_by__isnull=True, confirmed_by_name="")
                | (models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False) & ~models.Q(confirmed_by_name="")),
                name="finance_line_confirmed_whole",
                violation_error_message="Say who confirmed the contribution, and when.",
            ),
        ]

    class Privacy:
        public = ["year", "kind", "heading", "detail", "agency", "fund", "state", "budget", "ours", "of", "shared_with"]
        internal = ["edition", "forecast", "position", "confirmed_at"]
        identity = ["confirmed_by", "confirmed_by_name"]
        retention = "seven years after the year ends"
        basis = "public task: Children Act 2004, sections 16E to 16L"
