"""What the area puts into an evidence pack: the audits of a period with their results, and what was looked at again."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import presenters, queries
from goldenthread.case_audits import report as reports
from goldenthread.case_audits.models import Audit
from goldenthread.case_audits.presenters import address
from goldenthread.case_audits.rules import states
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import counted, short_date
from goldenthread.workbench import packs
from goldenthread.workbench.materials import Block


def build(viewer: Viewer, partnership: UUID, period: Period) -> Iterable[packs.Piece]:
    """List the complete audits of a period, the newest first: what each looked at and found, never a case."""
    held = queries.audits(viewer, partnership=partnership).filter(
        state=states.COMPLETE, held_on__range=(period.start, period.end)
    )
    rows = list(held.order_by("-held_on", "pk"))
    papers = packs.papers_of(viewer, [row.pk for row in rows])
    return [
        packs.Piece(
            row.title, _about(row), row.held_on, address(row.pk), row.pk, _teller(viewer, row), papers.get(row.pk, ())
        )
        for row in rows
    ]


def gaps(viewer: Viewer, partnership: UUID, period: Period, on: date) -> Iterator[packs.Gap]:
    """Yield what an inspector would miss: audits that wait for moderation, and those that were to be looked at again."""
    rows = queries.audits(viewer, partnership=partnership)
    waiting = rows.filter(state=states.MODERATING).count()
    if waiting:
        yield packs.Gap(f"{counted(waiting, 'audit')} waits for moderation.", reverse("case_audits:audits"))
    for row in rows.filter(state=states.COMPLETE, again_on__lt=on, later__isnull=True):
        if row.again_on is None:
            continue
        yield packs.Gap(f"{row.title} was to be looked at again by {short_date(row.again_on)}.", address(row.pk))


def _about(row: Audit) -> str:
    return f"{presenters.kind(row)}{', looks again at ' + row.again.title if row.again else ''}"


def _teller(viewer: Viewer, row: Audit) -> Callable[[], packs.Told]:
    def tell() -> packs.Told:
        made = reports.paper(viewer, row, row.held_on)
        blocks: list[Block] = [block for chapter in made.chapters for block in chapter.blocks]
        words = [f"**{chapter.heading}**\n\n{chapter.text}" for chapter in made.chapters if chapter.text]
        return packs.Told("\n\n".join(words), blocks)

    return tell


PART = packs.Part("audits", "Audits of practice", 40, build, needs=Permission.CASE_AUDIT_VIEW, gaps=gaps)
