"""A list as somebody likes to see it: its filters and order, under a name."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import EditableModel


class SavedView(EditableModel):
    """The filters and order of one list, kept by one account, and shared with a partnership if its keeper wants.

    ``query`` is the part of the address after the question mark. It holds no rows: whoever opens a shared view sees only
    what they may see.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    list_code = models.CharField(max_length=80)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000, blank=True)
    partnership = models.ForeignKey("records.Record", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "list_code", "name"],
                name="saved_view_name_once",
                violation_error_message="You have a view of this list with that name.",
            ),
            models.UniqueConstraint(
                fields=["user", "list_code"],
                condition=Q(is_default=True),
                name="saved_view_one_default",
                violation_error_message="A list opens with one view at most.",
            ),
        ]

    class Privacy:
        internal = ["edition", "user", "list_code", "name", "query", "partnership", "is_default"]
        retention = "until its keeper deletes it or leaves"
        basis = "public task: Children Act 2004, sections 16E to 16L"
