"""Protecting figures in the background: when somebody asks, and soon after figures have come in."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from goldenthread import jobs
from goldenthread.access import eyes
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.partnership import queries as partnerships
from goldenthread.releases import operations, queries
from goldenthread.releases.rules.audiences import AUDIENCES, BOARD, PUBLIC
from goldenthread.releases.rules.periods import from_codes

PROTECT, KEEP_UP = "releases.protect", "releases.keep_up"
PREPARE, PREPARE_AGAIN = "releases.prepare", "releases.prepare_again"
_AT_ONCE = 8


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
    """Protect some families at a time, each kept as soon as it is done."""
    families = queries.families(by, partnership)
    steps = [
        (audience, families[at : at + _AT_ONCE])
        for audience in (BOARD, PUBLIC)
        for at in range(0, len(families), _AT_ONCE)
    ]
    looked = 0
    for done, (audience, some) in enumerate(steps):
        jobs.progress(done, len(steps), f"parts of the figures, for {AUDIENCES[audience].lower()}")
        looked += operations.protect(by=by, at=clock.now(), partnership=partnership, audience=audience, families=some)
    return looked


def _to_the_edition(payload: Any, result: Any) -> tuple[str, str]:
    """Return where to go once an edition is drawn, or could not be."""
    if result:
        return "Look at what was drawn", reverse("releases:edition", args=[result])
    if payload.get("release"):
        return "Choose otherwise", reverse("releases:prepare_again", args=[payload["release"]])
    chosen = {name: payload[name] for name in ("title", "audience", "indicators", "periods", "breakdowns")}
    address = reverse("releases:prepare", args=[payload["partnership"]])
    return "Choose otherwise", f"{address}?{urlencode(chosen, doseq=True)}"


@jobs.task(PREPARE, retries=0, atomic=False, words="Draw the tables of a release", leads=_to_the_edition)
def prepare(
    *, partnership: str, title: str, audience: str, indicators: list[str], periods: list[str], breakdowns: list[str]
) -> str:
    """Prepare the first edition of a release. Returns the id of the edition."""
    by, home, spans = jobs.acting(), UUID(partnership), from_codes(periods)
    drawn = queries.protected(by, home, indicators, spans, breakdowns, audience, jobs.progress)
    chosen: dict[str, Any] = {"indicators": indicators, "periods": spans, "breakdowns": breakdowns}
    made = operations.prepare(
        by=by, at=clock.now(), partnership=home, title=title, audience=audience, drawn=drawn, **chosen
    )
    return str(made)


@jobs.task(PREPARE_AGAIN, retries=0, atomic=False, words="Draw the tables of a new edition", leads=_to_the_edition)
def prepare_again(*, release: str, periods: list[str], changed: str) -> str:
    """Prepare a new edition of a release. Returns the id of the edition."""
    by, spans = jobs.acting(), from_codes(periods)
    row = queries.release(by, UUID(release))
    last = queries.editions(by, row)[0].chosen
    drawn = queries.protected(
        by, row.partnership_id, last["indicators"], spans, last["breakdowns"], row.audience, jobs.progress
    )
    made = operations.prepare_again(by=by, at=clock.now(), release=row.pk, periods=spans, changed=changed, drawn=drawn)
    return str(made)
