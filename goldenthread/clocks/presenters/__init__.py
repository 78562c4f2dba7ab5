"""How clocks, rules and calendars look on pages."""

from goldenthread.clocks.presenters.days import changes_of, face_rows, weeks_of
from goldenthread.clocks.presenters.faces import UNVERIFIED, ClockFace, clock_face, date_words, rule_words
from goldenthread.clocks.presenters.register import checked_tag, facts, force_words, numbers

__all__ = [
    "UNVERIFIED",
    "ClockFace",
    "changes_of",
    "checked_tag",
    "clock_face",
    "date_words",
    "face_rows",
    "facts",
    "force_words",
    "numbers",
    "rule_words",
    "weeks_of",
]
