"""The rules of tokens, in plain Python."""

from datetime import datetime, timedelta  # not a deadline: how long a token works

LONGEST_DAYS = 365
MOST_TOKENS = 10
PREFIX = "gt_"
REQUESTS = 600
WRONG_TOKENS = 30
SECONDS = 300


def works(*, now: datetime, expires_at: datetime, revoked_at: datetime | None) -> bool:
    """Say whether a token opens the interface now."""
    return revoked_at is None and now < expires_at


def length_problem(days: int) -> str:
    """Return the sentence for a token that would live too short or too long, or nothing."""
    if 1 <= days <= LONGEST_DAYS:
        return ""
    return f"A token works for 1 to {LONGEST_DAYS} days."


def ends(at: datetime, days: int) -> datetime:
    """Return the moment a token made now stops working."""
    return at + timedelta(days=days)


def noted_since(at: datetime) -> datetime:
    """Return the moment since which a use of a token need not be noted again."""
    return at - timedelta(minutes=1)
