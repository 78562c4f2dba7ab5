"""What e-mail somebody wants about their work."""

from django.db import models

from goldenthread.foundation.models import EditableModel


class MailPreference(EditableModel):
    """How often an account wants a digest of what is due, and whether a reminder before each date."""

    class Digest(models.TextChoices):
        """How often."""

        DAILY = "daily", "Every working day"
        WEEKLY = "weekly", "Every Monday, or the first working day after it"
        NONE = "none", "Never"

    user = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=8, choices=Digest.choices, default=Digest.WEEKLY)
    reminders = models.BooleanField(default=True)

    class Privacy:
        internal = ["edition", "user", "digest", "reminders"]
        retention = "until the account is removed"
        basis = "public task: Children Act 2004, sections 16E to 16L"
