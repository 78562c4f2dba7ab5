"""Reads of the accounts area."""

from goldenthread.accounts.queries.accounts import (
    RoleCoverage,
    account,
    accounts,
    coverage,
    grants_of,
    invitations,
    live_grant,
    places_to_grant,
)
from goldenthread.accounts.queries.openings import my_openings, opening, openings_to_review
from goldenthread.accounts.queries.who import Contact, contacts, people_who_may

__all__ = [
    "Contact",
    "RoleCoverage",
    "account",
    "accounts",
    "contacts",
    "coverage",
    "grants_of",
    "invitations",
    "live_grant",
    "my_openings",
    "opening",
    "openings_to_review",
    "people_who_may",
    "places_to_grant",
]
