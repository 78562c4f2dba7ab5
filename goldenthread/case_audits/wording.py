"""What is written to people. Mails leave the product, so they hold no word of a case: the audit's number and where to sign in."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from goldenthread.foundation.text import moment

SIDES = {"agency": "the agency that holds the case", "lead": "the audit"}
NO_REFERRAL = (
    "This is not a referral, and nobody reads it as one. If a child is in danger now, call 999. If a child may be suffering harm, "
    "make a referral to children's social care by your own procedure, today."
)


def concern(
    reference: str, raised_at: datetime, due: datetime | None, pk: UUID, *, late: bool, alone: bool = False
) -> str:
    """Return the mail that tells of a safety concern, or that nobody has acknowledged it in time.

    ``alone``: nobody of the agency that holds the case could be written to.
    """
    by = f" by {moment(due)}" if due else ""
    first = (
        f"A safety concern raised in audit {reference} at {moment(raised_at)} was not acknowledged in time."
        if late
        else f"A safety concern was raised in audit {reference} at {moment(raised_at)}. Please acknowledge it{by}."
    )
    ring = ["Nobody of the agency that holds the case could be written to. Ring them now."] if alone else []
    return "\n\n".join(
        [
            first,
            *ring,
            f"Sign in to read it: {settings.ADDRESS}{reverse('case_audits:concern', args=[pk])}",
            "This e-mail says nothing about the case. Do not answer it with details of a child.",
            NO_REFERRAL,
        ]
    )
