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

__all__ = [
    "RoleCoverage",
    "account",
    "accounts",
    "coverage",
    "grants_of",
    "invitations",
    "live_grant",
    "my_openings",
    "opening",
    "openings_to_review",
    "places_to_grant",
]
