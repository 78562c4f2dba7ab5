"""Forms for papers."""

from typing import Any

from goldenthread.documents.models import Document
from goldenthread.documents.rules import ACCEPTED, KINDS
from goldenthread.ui.forms import (
    CheckboxField,
    DateField,
    EditForm,
    FileField,
    Form,
    RadioField,
    TextAreaField,
    TextField,
)

_ACCEPT = ",".join(f".{each}" for each in KINDS)
_SENSITIVITY_HINTS = {
    "public": "Anybody may read it",
    "partners": "Everybody in the partnership who may open papers",
    "restricted": "As partners, and every opening is written to the audit trail",
}


def _file(limit_mb: int) -> FileField:
    hint = f"Up to {limit_mb} MB. One of: {ACCEPTED}"
    return FileField("File", hint=hint, limit_mb=limit_mb, accept=_ACCEPT, required_message="Select the file")


def _note() -> TextField:
    return TextField(
        "What is new in it?", required=False, max_length=500, hint="Optional. It stands beside the version"
    )


class AddForm(Form):
    """A new paper."""

    title = TextField("Title", required=False, hint="Leave empty to use the file’s name. No child’s or worker’s name")
    sensitivity = RadioField(
        "How private is it?", choices=Document.Sensitivity.choices, hints=_SENSITIVITY_HINTS, initial="partners"
    )

    def __init__(self, *args: Any, limit_mb: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"] = _file(limit_mb)


class VersionForm(Form):
    """A new version of a paper."""

    def __init__(self, *args: Any, limit_mb: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"] = _file(limit_mb)
        self.fields["note"] = _note()


class ChangeForm(EditForm):
    """What is said of a paper."""

    title = TextField("Title", required_message="Enter a title")
    sensitivity = RadioField("How private is it?", choices=Document.Sensitivity.choices, hints=_SENSITIVITY_HINTS)
    may_be_published = CheckboxField("It may be published", required=False)
    published_on = DateField("When was it published?", required=False)


class WithdrawForm(EditForm):
    """Why a paper is withdrawn."""

    reason = TextAreaField(
        "Why is it withdrawn?", max_length=500, rows=3, required_message="Say why the paper is withdrawn"
    )
