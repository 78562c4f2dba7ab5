"""What every operation does before it saves: say in words which rule a row breaks, and ask for the words it needs."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean


def checked(row: models.Model) -> None:
    """Raise `RuleBroken` with the sentence of the constraint that a row breaks."""
    try:
        row.validate_constraints()
    except ValidationError as error:
        messages = error.message_dict.get(NON_FIELD_ERRORS) or next(iter(error.message_dict.values()))
        raise RuleBroken(str(messages[0])) from error


def needed(text: str, field: str, sentence: str, most: int = 2_000) -> str:
    """Return cleaned text; raises `RuleBroken` when nothing is left."""
    found = clean(text)[:most]
    if not found:
        raise RuleBroken(sentence, field=field)
    return found
