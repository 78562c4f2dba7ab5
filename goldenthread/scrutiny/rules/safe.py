"""Words that a note of a visit never holds: it tells of practice, and of no child, parent or worker by name."""

import re

from goldenthread.foundation.errors import RuleBroken

_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Master|Baby)\.?\s+[A-Z][a-z']+")
_NUMBER = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_BORN = re.compile(r"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)\W{0,3}\d", re.IGNORECASE)
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.\w+")
_FAULTS = (
    (_TITLED, "It seems to name a person. Tell of roles, such as: a health visitor."),
    (_NUMBER, "It seems to hold an NHS number or a phone number. Take it out."),
    (_BORN, "It seems to hold a date of birth. Take it out."),
    (_MAIL, "It holds an e-mail address. Take it out."),
)


def fault(text: str) -> str:
    """Return what should not stand in a text, as a sentence; "" where nothing is found. It finds the usual slips, not all."""
    return next((sentence for pattern, sentence in _FAULTS if pattern.search(text)), "")


def check(**texts: str) -> None:
    """Raise `RuleBroken` at the field of the first text that seems to tell of a person."""
    for field, text in texts.items():
        found = fault(text)
        if found:
            raise RuleBroken(found, field=field)
