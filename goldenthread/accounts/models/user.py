"""Which account clicked. Who decided is `partnership.Person`."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from goldenthread.foundation.models import BaseModel


class UserManager(BaseUserManager["User"]):
    """Finds accounts by their e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the account with this e-mail."""
        return self.get(email__iexact=username)


class User(BaseModel, AbstractBaseUser):
    """An account that can sign in."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    person = models.OneToOneField(
        "partnership.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_once", violation_error_message="There is an account with this e-mail."
            )
        ]

    class Privacy:
        identity = ["email", "name", "person"]
        restricted = ["password", "last_login"]
        internal = ["is_active", "joined_at"]
        retention = "two years after the account is closed"
        basis = "public task: Children Act 2004, sections 16E to 16L"
