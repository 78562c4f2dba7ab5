"""Reading a number as people type it. What cannot be read stays as it was typed, with a sentence that says how to mend it."""

import re
from decimal import Decimal

from goldenthread.evidence.rules.deriving import LIMIT
from goldenthread.foundation.errors import RuleBroken

_NUMBER = re.compile(r"^-?\d{1,3}(,\d{3})*(\.\d{1,2})?$|^-?\d{1,13}(\.\d{1,2})?$")
_NONE = frozenset({"n/a", "na", "-", "–", "none", "nil", "not available", "not known", "tbc", "x", "c", "*", "z", ":"})


def read(typed: str) -> Decimal | None:
    """Return the number that was typed, None where nothing was; raises `RuleBroken` with what to do.

    Its ``field`` is the code of the check it fails, where that is not simply `unreadable`.
    """
    words = " ".join(typed.split())
    if not words:
        return None
    if words.endswith("%"):
        raise RuleBroken(
            "This is a percentage. Give the two numbers it comes from; it is worked out for you.", field="percentage"
        )
    if words.startswith("="):
        raise RuleBroken("This is a formula. Give its result as a number.", field="formula")
    if words.lower() in _NONE:
        raise RuleBroken(f"“{words}” is not a number. Leave it empty, and say below why the figure cannot be given.")
    if not _NUMBER.match(words):
        raise RuleBroken(
            f"“{words[:40]}” is not a number. Give figures alone, such as 1,234; put words in the comment."
        )
    number = Decimal(words.replace(",", ""))
    if number < 0:
        raise RuleBroken("Enter 0 or more: nothing can be counted less than no times.", field="negative")
    if number > LIMIT:
        raise RuleBroken("This number is too large to be kept. Check it.")
    return number


def held(typed: str) -> Decimal | None:
    """Return the number that was typed; None also where it cannot be read."""
    try:
        return read(typed)
    except RuleBroken:
        return None
