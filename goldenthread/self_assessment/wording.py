"""Addresses that pages and mails share."""

from uuid import UUID

from django.urls import reverse


def address(pk: UUID, standard: str = "", code: str = "") -> str:
    """Return the address of a return, of one of its standards, or of a question in it."""
    found = reverse("self_assessment:return", args=[pk])
    found += f"?standard={standard}" if standard else ""
    return f"{found}#q-{code}" if code else found


def library_address() -> str:
    """Return the address of the evidence library."""
    return reverse("self_assessment:library")
