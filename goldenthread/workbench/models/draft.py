"""What somebody has typed and not sent yet."""

from django.db import models

from goldenthread.foundation.models import BaseModel


class Draft(BaseModel):
    """The fields of one form as one account left them. Nobody else reads it; it goes when the form is sent."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=80)
    about = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=300, blank=True)
    content = models.JSONField(default=dict)
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-kept_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "form", "about"],
                name="draft_once_per_form",
                violation_error_message="There is a draft of this form already.",
            )
        ]

    class Privacy:
        internal = ["user", "form", "about", "title", "address", "kept_at"]
        restricted = ["content"]
        retention = "90 days after the last change"
        basis = "public task: Children Act 2004, sections 16E to 16L"
