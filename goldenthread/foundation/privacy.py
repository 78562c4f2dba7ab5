"""How private each field is, and how long its row is kept: decided for every field of every table.

A model carries::

    class Privacy:
        internal = ["edition", "name"]
        identity = ["email"]
        retention = "until two years after the person leaves"
        basis = "public task: Children Act 2004, sections 16E to 16L"

A field stands in exactly one of the five lists. Exports, redaction and destruction follow these lists. ``id`` is internal
everywhere and need not be listed.
"""

from typing import Protocol

CLASSES = {
    "public": "May be printed in a published document",
    "internal": "For people who work in the partnership",
    "restricted": "Only for those who need it for the case or the account",
    "identity": "Says who a person is",
    "special": "Special category data in the sense of UK GDPR Article 9",
}


class PrivacyRules(Protocol):
    """The shape of a model's inner class ``Privacy``; the five lists may be left out when empty."""

    retention: str
    basis: str
