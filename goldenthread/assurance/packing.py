"""What assurance puts into an evidence pack: what was asked of agencies, what they answered, and what went to the Executive."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import materials, queries
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import counted
from goldenthread.workbench import packs
from goldenthread.workbench.packs import Gap, Part, Piece


def build(viewer: Viewer, partnership: UUID, period: Period) -> Iterable[Piece]:
    """Return the tables of a period: those with a row."""
    return packs.offered(viewer, partnership, period, materials.CODE)


def gaps(viewer: Viewer, partnership: UUID, period: Period, on: date) -> Iterator[Gap]:
    """Say how many agencies still owe an answer whose day has passed."""
    late = queries.late(viewer, partnership=partnership).filter(due_on__lt=on).count()
    if late:
        are = "is" if late == 1 else "are"
        yield Gap(f"{counted(late, 'answer')} that agencies owe {are} late.", reverse("assurance:calls"))


PART = Part(
    "assurance", "Challenge: what was asked of agencies, and answered", 50, build, Permission.ASSURANCE_VIEW, gaps
)
