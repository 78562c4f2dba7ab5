"""Protecting figures in the background: when somebody asks, and soon after figures have come in."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from goldenthread import jobs
from goldenthread.access import eyes
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.partnership import queries as partnerships
from goldenthread.releases import operations, queries
from goldenthread.releases.rules.audiences import BOARD, PUBLIC

PROTECT, KEEP_UP = "releases.protect", "releases.keep_up"


def _to_the_paper(payload: Any, result: Any) -> tuple[str, str]:
    """Return where to go once figures are protected."""
    return "Back to where you were", payload.get("back") or reverse("releases:releases")


@jobs.task(PROTECT, retries=1, atomic=False, words="Protect small numbers", leads=_to_the_paper)
def protect(*, partnership: str, back: str = "") -> int:
    """Protect the figures of a partnership for its boards and for the public. Returns how many indicators were looked at."""
    return _protect(eyes.through(jobs.acting(), UUID(partnership), eyes.SCRUTINEER), UUID(partnership))


@jobs.task(KEEP_UP, retries=0, atomic=False, words="Protect figures that came in")
def keep_up() -> None:
    """Protect the figures of every partnership in which something came in or was decided since."""
    by = jobs.acting()
    for home in partnerships.partnerships(by).order_by("name"):
        reader = eyes.through(by, home.pk, eyes.SCRUTINEER)
        if queries.outdated(reader, home.pk):
            _protect(reader, home.pk)


def _protect(by: Viewer, partnership: UUID) -> int:
    looked = 0
    for audience in (BOARD, PUBLIC):
        looked += operations.protect(
            by=by, at=clock.now(), partnership=partnership, audience=audience, tell=jobs.progress
        )
    return looked
