"""Forms of the programming interface."""

from goldenthread.api import rules
from goldenthread.ui.forms import ChoiceField, Form, TextField


class TokenForm(Form):
    """What a token is for, and how long it works."""

    name = TextField(
        "What is this token for?",
        hint="For example: the dashboard of the quality team.",
        required_message="Say what the token is for",
        max_length=80,
    )
    days = ChoiceField(
        "How long should it work?",
        choices=[("30", "30 days"), ("90", "90 days"), ("180", "180 days"), (str(rules.LONGEST_DAYS), "One year")],
        required_message="Select how long it should work",
    )
