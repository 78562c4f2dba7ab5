"""Fields: label, hint and the errors people see. Text is cleaned, and everything has an upper bound."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from goldenthread.foundation.text import clean

Choices = Iterable[tuple[Any, Any]] | Callable[[], Iterable[tuple[Any, Any]]]
BIGGEST = 2**31 - 1


def lowered(label: str) -> str:
    """Return a label as it stands inside a sentence: its first letter small, unless it is an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def _missing(verb: str, label: str, given: str) -> str:
    if given:
        return given
    return f"Answer “{label}”" if label.endswith("?") or verb == "Tick" else f"{verb} {lowered(label)}"


class Labelled:
    """What all our fields take besides Django's arguments.

    ``width``: 2, 3, 4, 5, 10, 20 characters or ``full``. ``heading``: the label is the page's only heading.
    """

    verb = "Enter"

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        required: bool = True,
        required_message: str = "",
        width: int | str = "",
        heading: bool = False,
        prefix: str = "",
        suffix: str = "",
        autocomplete: str = "",
        **options: Any,
    ) -> None:
        options.setdefault("help_text", hint)
        super().__init__(label=label, required=required, **options)  # type: ignore[call-arg]
        self.width = width
        self.heading = heading
        self.affix = {"prefix": prefix, "suffix": suffix}
        self.autocomplete = autocomplete
        self.error_messages["required"] = _missing(self.verb, label, required_message)  # type: ignore[attr-defined]


class TextField(Labelled, forms.CharField):
    """One line of text, at most ``max_length`` characters (200 unless told)."""

    def __init__(self, label: str, *, max_length: int = 200, **options: Any) -> None:
        super().__init__(label, max_length=max_length, **options)
        for bound in self.validators:
            if getattr(bound, "code", "") == "max_length":
                bound.message = f"{subject(label)} must be {max_length:,} characters or fewer"

    def to_python(self, value: Any) -> str:
        """Return the text without control characters; a null character is refused."""
        text = str(value) if value not in self.empty_values else ""
        if "\x00" in text:
            raise ValidationError(f"{subject(str(self.label))} contains a character that cannot be used")
        return clean(text)


class TextAreaField(TextField):
    """Several lines. ``count`` shows how many characters are left; ``rows`` is the height."""

    widget = forms.Textarea

    def __init__(
        self, label: str, *, max_length: int = 10_000, rows: int = 5, count: bool = False, **options: Any
    ) -> None:
        super().__init__(label, max_length=max_length, **options)
        self.rows = rows
        self.count = count


class PasswordField(TextField):
    """A secret, as typed: it is not cleaned."""

    widget = forms.PasswordInput

    def to_python(self, value: Any) -> str:
        """Return the secret as typed; a null character is refused."""
        text = str(value) if value not in self.empty_values else ""
        if "\x00" in text:
            raise ValidationError("The password contains a character that cannot be used")
        return text


class EmailField(Labelled, forms.EmailField):
    """An e-mail address."""

    def __init__(self, label: str = "Email address", **options: Any) -> None:
        options.setdefault("autocomplete", "email")
        super().__init__(label, max_length=254, **options)
        wrong = "Enter an email address in the correct format, like name@example.com"
        for check in self.validators:
            check.message = wrong  # type: ignore[union-attr]


class NumberField(Labelled, forms.IntegerField):
    """A whole number between ``min_value`` (0) and ``max_value``."""

    widget = forms.TextInput

    def __init__(self, label: str, *, min_value: int = 0, max_value: int = BIGGEST, **options: Any) -> None:
        options.setdefault("width", 5)
        super().__init__(label, min_value=min_value, max_value=max_value, **options)
        self.error_messages["invalid"] = f"{subject(label)} must be a whole number, like 12"
        for bound in self.validators:
            if getattr(bound, "code", "") == "max_value":
                bound.message = f"{subject(label)} must be {max_value:,} or fewer"
            if getattr(bound, "code", "") == "min_value":
                bound.message = f"{subject(label)} must be {min_value:,} or more"

    def to_python(self, value: Any) -> int | None:
        """Return the number; commas between thousands are allowed, and endless digits are not even read."""
        text = str(value).strip().replace(",", "") if value not in self.empty_values else ""
        if len(text) > 12:
            raise ValidationError(self.error_messages["invalid"])
        return super().to_python(text)


class MoneyField(Labelled, forms.DecimalField):
    """An amount in pounds, with or without pence: a `Decimal`. "£1,234.50" is read as it is written."""

    widget = forms.TextInput

    def __init__(self, label: str, *, min_value: Decimal | None = Decimal(0), **options: Any) -> None:
        options.setdefault("width", 10)
        options.setdefault("prefix", "£")
        super().__init__(label, min_value=min_value, max_digits=14, decimal_places=2, **options)
        self.error_messages["invalid"] = f"{subject(label)} must be an amount in pounds, like 1,250 or 1,250.50"
        messages = {
            "max_decimal_places": "must have no more than 2 digits after the point",
            "max_digits": "is too large an amount",
            "max_whole_digits": "is too large an amount",
        }
        for bound in self.validators:
            if getattr(bound, "code", "") == "min_value":
                bound.message = f"{subject(label)} must be £{min_value} or more"
            if hasattr(bound, "messages"):
                bound.messages = {code: f"{subject(label)} {words}" for code, words in messages.items()}

    def to_python(self, value: Any) -> Any:
        """Return the amount as a `Decimal`, or None; the sign of pounds, spaces and commas between thousands are allowed."""
        text = str(value).strip() if value not in self.empty_values else ""
        text = text.replace("£", "").replace(",", "").replace(" ", "").replace("−", "-")
        if len(text) > 20 or "e" in text.lower():
            raise ValidationError(self.error_messages["invalid"])
        return super().to_python(text)


class HiddenNumberField(forms.IntegerField):
    """A number the page carries unseen."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_value", BIGGEST)
        super().__init__(**options)
        self.error_messages["required"] = "The page was incomplete. Open it again and repeat your change"
        self.error_messages["invalid"] = self.error_messages["required"]


class HiddenField(TextField):
    """Text the page carries unseen."""

    widget = forms.HiddenInput


class _Chosen(Labelled):
    verb = "Select"

    def __init__(
        self,
        label: str,
        *,
        choices: Choices = (),
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, str | Sequence[str]] | None = None,
        inline: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(label, choices=choices, **options)
        self.hints = {str(key): words for key, words in (hints or {}).items()}
        self.reveals = {str(key): names for key, names in (reveals or {}).items()}
        self.inline = inline
        self.error_messages["invalid_choice"] = "Select one of the answers on the list"


class ChoiceField(_Chosen, forms.ChoiceField):
    """One answer from a list that drops down. Begins with an empty answer unless ``empty`` is None."""

    def __init__(self, label: str, *, choices: Choices = (), empty: str | None = "Select an answer", **options: Any):
        given = choices
        if empty is not None:
            given = _with_empty(choices, empty)
        self.empty = empty
        super().__init__(label, choices=given, **options)

    def choose_from(self, choices: Choices) -> None:
        """Put answers in the list, after the empty one; setting ``choices`` itself would drop that."""
        self.choices = choices if self.empty is None else _with_empty(choices, self.empty)


class RadioField(_Chosen, forms.ChoiceField):
    """One answer of a few. ``hints`` explains single answers; ``reveals`` names fields shown when an answer is chosen."""

    widget = forms.RadioSelect


class YesNoField(RadioField):
    """Yes or no, as a bool (None when it may be left open)."""

    def __init__(self, label: str, **options: Any) -> None:
        options.setdefault("required_message", f"Select yes or no for “{label}”")
        super().__init__(label, choices=[("yes", "Yes"), ("no", "No")], inline=True, **options)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored bool as the answer it is."""
        return {True: "yes", False: "no"}.get(value, value)

    def clean(self, value: Any) -> bool | None:  # type: ignore[override]
        """Return True, False or None."""
        return {"yes": True, "no": False}.get(str(super().clean(value)))


class CheckboxesField(_Chosen, forms.MultipleChoiceField):
    """Any number of answers."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.error_messages["invalid_list"] = self.error_messages["invalid_choice"]


class CheckboxField(Labelled, forms.BooleanField):
    """One statement to tick."""

    verb = "Tick"


class ModelChoiceField(_Chosen, forms.ModelChoiceField):
    """One row of a queryset the view sets: ``form.fields["agency"].queryset = …``. ``radios`` for a few."""

    def __init__(
        self, label: str, *, queryset: Any = None, radios: bool = False, empty: str = "Select an answer", **options: Any
    ):
        options["empty_label"] = None if radios else empty
        if radios:
            options["widget"] = forms.RadioSelect
        self.hints, self.reveals, self.inline = {}, {}, False
        Labelled.__init__(self, label, queryset=queryset, **options)
        self.error_messages["invalid_choice"] = "Select one of the answers on the list"


class FileField(Labelled, forms.FileField):
    """A file; ``limit_mb`` is checked before anything reads it."""

    verb = "Select"

    def __init__(self, label: str, *, limit_mb: int = 50, accept: str = "", **options: Any) -> None:
        options.setdefault("required_message", "Select a file")
        super().__init__(label, max_length=255, **options)
        self.limit_mb = limit_mb
        self.accept = accept
        self.error_messages["empty"] = "The selected file is empty"
        self.error_messages["max_length"] = "The name of the selected file must be 255 characters or fewer"
        self.error_messages["invalid"] = "The selected file could not be uploaded. Try again"

    def to_python(self, data: Any) -> Any:
        """Return the uploaded file; raises when it is too big or its name cannot be used."""
        file = super().to_python(data)
        if file is not None and file.size > self.limit_mb * 1024 * 1024:
            raise ValidationError(f"The selected file must be smaller than {self.limit_mb} MB")
        return file


def subject(label: str) -> str:
    """Return what an error begins with: the label, unless it is a question."""
    return "Your answer" if label.endswith("?") else label


def _with_empty(choices: Choices, empty: str) -> Callable[[], list[tuple[Any, Any]]]:
    def listed() -> list[tuple[Any, Any]]:
        given = list(choices() if callable(choices) else choices)
        return given if any(value == "" for value, _ in given) else [("", empty), *given]

    return listed
