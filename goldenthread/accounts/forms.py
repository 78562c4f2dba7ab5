"""Input of the accounts area."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from allauth.account import forms as allauth

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
    SearchedChoiceField,
    TextAreaField,
    TextField,
)

EVERYWHERE = "everywhere"


def role_choices() -> Iterable[tuple[str, str]]:
    """Return the roles in the order of the page of roles."""
    return [(code, role.name) for code, role in ROLES.items()]


class GrantForm(Form):
    """A role in a place. ``places`` are what the giver may choose from; installation-wide only where she may."""

    role = ChoiceField("Role", choices=role_choices, hint="“Who may do what” says what each role allows")
    place = SearchedChoiceField("Where is it held?", choices=[], hint="A partnership, a group or an agency")
    until_on = DateField("Last day", required=False, hint="Leave empty if it has no end. External reviewers need one")

    def __init__(self, *args: Any, places: Iterable[Any], everywhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"partnership.partnership": "Partnership", "partnership.group": "Group", "partnership.agency": "Agency"}
        ordered = sorted(places, key=lambda one: (list(words).index(one.kind), one.title))
        choices = [(f"{one.kind}:{one.pk}", f"{words[one.kind]}: {one.title}") for one in ordered]
        if everywhere:
            choices.append((EVERYWHERE, "The whole installation"))
        self.fields["place"].choices = [("", "Select an answer"), *choices]  # type: ignore[attr-defined]

    def scope_and_place(self) -> dict[str, Any]:
        """Return ``scope`` and ``place`` as operations take them."""
        kind, _, pk = self.cleaned_data["place"].partition(":")
        if kind == EVERYWHERE:
            return {"scope": Scope.INSTALLATION, "place": None}
        return {"scope": Scope(kind.partition(".")[2]), "place": UUID(pk)}


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
