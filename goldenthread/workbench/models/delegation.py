"""Who was asked to answer something on behalf of an agency or a group."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel


class Delegation(BaseModel):
    """One deadline handed to one colleague, with a note. The agency or group still owes the answer.

    A row is never changed but to take it back; handing it on takes back and begins a new row.
    """

    deadline = models.ForeignKey("clocks.Deadline", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at"]
        indexes = [models.Index(fields=["person", "taken_back_at"], name="delegation_by_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["deadline"],
                condition=Q(taken_back_at__isnull=True),
                name="delegation_to_one_at_a_time",
                violation_error_message="A colleague has this already: take it back first.",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | Q(taken_back_at__gte=F("given_at")),
                name="delegation_taken_back_later",
                violation_error_message="It cannot be taken back before it was given.",
            ),
        ]

    class Privacy:
        identity = ["person", "given_by"]
        internal = ["deadline", "note", "given_at", "taken_back_at"]
        retention = "as long as the deadline"
        basis = "public task: Children Act 2004, sections 16E to 16L"
