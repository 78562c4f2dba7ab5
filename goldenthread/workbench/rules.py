"""The workbench's rules, in plain Python: how due work is grouped, and when mail about it goes out."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime, timedelta  # not a deadline: which days mail goes out, when drafts go
from enum import StrEnum

SOON_WORKING_DAYS = 5
MONTH_WORKING_DAYS = 20
REMIND_WORKING_DAYS_BEFORE = (5, 1)
MAX_VIEWS_PER_LIST = 50
MAX_DRAFT_CHARACTERS = 200_000
MAX_DRAFTS = 200
DRAFT_DAYS = 90
MAX_FEEDS = 5

DayTest = Callable[[date], bool]


class Bucket(StrEnum):
    """Where a line of My work stands."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    PAUSED = "paused"

    @property
    def heading(self) -> str:
        """The words over the lines."""
        return {
            "overdue": "Overdue",
            "soon": f"Next {SOON_WORKING_DAYS} working days",
            "later": "Later",
            "paused": "Paused",
        }[self.value]


def bucket(*, paused: bool, overdue: bool, due_on: date, horizon: date) -> Bucket:
    """Say where a line stands; ``horizon`` is the last of the next five working days."""
    if paused:
        return Bucket.PAUSED
    if overdue:
        return Bucket.OVERDUE
    return Bucket.SOON if due_on <= horizon else Bucket.LATER


def digest_is_due(digest: str, on: date, is_working_day: DayTest) -> bool:
    """Say whether a digest goes out on a day: never on a day off; the weekly one on the week's first working day."""
    if digest == "none" or not is_working_day(on):
        return False
    if digest == "daily":
        return True
    return not any(is_working_day(on - timedelta(days=back)) for back in range(1, on.weekday() + 1))


def draft_fits(characters: int) -> bool:
    """Say whether a draft is small enough to keep."""
    return characters <= MAX_DRAFT_CHARACTERS


def secret_hash(secret: str) -> str:
    """Return the hash under which a secret address or token is kept; the secret itself is not."""
    return hashlib.sha256(secret.encode()).hexdigest()


def drafts_kept_since(at: datetime) -> datetime:
    """Return the moment before which an untouched draft is deleted."""
    return at - timedelta(days=DRAFT_DAYS)
