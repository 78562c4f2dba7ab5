"""Making evidence packs in the background, and deleting old copies by night."""

from datetime import timedelta  # not a deadline: how long copies are kept
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from goldenthread import jobs
from goldenthread.foundation import clock
from goldenthread.reports import making, operations

MAKE, TIDY = "reports.pack", "reports.tidy_packs"


def _to_the_pack(payload: Any, result: Any) -> tuple[str, str]:
    """Return where to go once a pack is made, or could not be."""
    return "Open the pack", reverse("reports:pack", args=[payload["pack"]])


@jobs.task(MAKE, retries=2, atomic=False, minutes=30, words="Make an evidence pack", leads=_to_the_pack)
def make_pack(*, pack: str) -> str:
    """Make a pack with the eyes of whoever asked for it, as they stand now. Begun again, it makes the pack once."""
    making.make(jobs.acting(), clock.now(), UUID(pack), jobs.progress)
    return pack


@jobs.task(TIDY, retries=2, words="Delete old copies of evidence packs")
def tidy_packs() -> int:
    """Delete the files of packs that are older than the days that are set."""
    before = clock.today() - timedelta(days=settings.PACK_DAYS)
    return operations.delete_old_copies(by=jobs.acting(), at=clock.now(), before=before)
