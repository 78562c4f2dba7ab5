"""Input of the accounts area."""

from collections.abc import Iterable
from typing import Any

from allauth.account import forms as allauth
from django.db.models import QuerySet

from goldenthread.access.roles import ROLES, Scope
from goldenthread.accounts.models import Opening
from goldenthread.accounts.operations.openings import HOURS
from goldenthread.foundation.text import counted
from goldenthread.ui.forms import (
    ChoiceField,
    DateField,
    EmailField,
    Form,
    PasswordField,
    RadioField,
    SearchedField,
    TextAreaField,
    TextField,
)

EVERYWHERE = "everywhere"


def role_choices() -> Iterable[tuple[str, str]]:
    """Return the roles in the order of the page of roles."""
    return [(code, role.name) for code, role in ROLES.items()]


def place_words(place: Any) -> str:
    """Return what a place is and is called."""
    return f"{place.kind.partition('.')[2].capitalize()}: {place.title}"


class GrantForm(Form):
    """A role in a place. ``places`` are what the giver may choose from; installation-wide only where she may."""

    role = ChoiceField("Role", choices=role_choices, hint="“Who may do what” says what each role allows")
    place = SearchedField(
        "Where is it held?", search=("title",), label_of=place_words, hint="A partnership, a group or an agency"
    )
    until_on = DateField("Last day", required=False, hint="Leave empty if it has no end. External reviewers need one")

    def __init__(self, *args: Any, places: QuerySet[Any], everywhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["place"]
        field.queryset = places
        field.besides = ((EVERYWHERE, "The whole installation"),) if everywhere else ()

    def scope_and_place(self) -> dict[str, Any]:
        """Return ``scope`` and ``place`` as operations take them."""
        chosen = self.cleaned_data["place"]
        if chosen == EVERYWHERE:
            return {"scope": Scope.INSTALLATION, "place": None}
        return {"scope": Scope(chosen.kind.partition(".")[2]), "place": chosen.pk}


class InviteForm(GrantForm):
    """Somebody to invite."""

    field_order = ["name", "email", "role", "place", "until_on"]
    name = TextField("Name", required_message="Enter the person's name")
    email = EmailField("Work e-mail address", required_message="Enter the person's work e-mail address")


class ReasonForm(Form):
    """Why something ends or closes."""

    reason = TextField("Why?", max_length=300, required_message="Say why")


class ResetForm(Form):
    """How one knows that somebody who lost their second factor is who they say."""

    reason = TextField(
        "How did you make sure that it is them?",
        max_length=300,
        hint="For example: spoke on a number we held before, or saw them in person",
        required_message="Say how you made sure that it is them",
    )


class AcceptForm(Form):
    """Making one's account."""

    name = TextField("Your name", autocomplete="name", required_message="Enter your name")
    password = PasswordField(
        "Choose a password", hint="Twelve characters or more: three random words are good", autocomplete="new-password"
    )


class BreakGlassForm(Form):
    """Opening a walled record in an emergency."""

    reference = TextField("Reference of the record", max_length=40, width=20, hint="As in RR-2026-004")
    reason = TextAreaField(
        "Why must it be opened now?", max_length=1000, count=True, hint="Your reason will be reviewed"
    )
    hours = RadioField("For how long?", choices=[(str(hours), counted(hours, "hour")) for hours in HOURS])


class ReviewForm(Form):
    """What the reviewer concluded."""

    verdict = RadioField("What did you conclude?", choices=Opening.Verdict.choices)
    note = TextAreaField("Note", max_length=1000, required=False, hint="Needed when you question it")


class SignInForm(allauth.LoginForm):
    """E-mail and password. The way to a new password stands below the button, where a thumb finds it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
