"""Editions of the published arrangements, and what each says."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access.guards import reads, unscoped
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership import library
from goldenthread.partnership.models import Arrangements, ArrangementWords, ChecklistCheck
from goldenthread.partnership.queries import scope
from goldenthread.partnership.queries.answers import Part, answer
from goldenthread.partnership.rules import checklist as rules


@dataclass(frozen=True, slots=True)
class Section:
    """One item of the checklist as an edition answers it."""

    code: str
    title: str
    strength: str
    needs_words: bool
    text: str
    version: int
    parts: tuple[dict[str, Any], ...]

    @property
    def answered(self) -> bool:
        """Whether there is something to read: words where words are needed, else words or rows."""
        return bool(self.text) or (not self.needs_words and any(part["rows"] for part in self.parts))

    @property
    def strength_words(self) -> str:
        """How strongly it is asked for."""
        return rules.STRENGTHS[self.strength]

    def frozen(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "code": self.code,
            "title": self.title,
            "strength": self.strength,
            "needs_words": self.needs_words,
            "text": self.text,
            "version": self.version,
            "parts": list(self.parts),
        }


@reads
def editions(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[Arrangements]:
    """Return the editions of arrangements of the partnerships the viewer may know of, newest first."""
    rows = Arrangements.objects.filter(scope.of_partnerships(viewer, field="partnership"))
    rows = rows if partnership is None else rows.filter(partnership=partnership)
    return rows.select_related("partnership", "record").order_by("partnership", "-number")


@reads
def edition(viewer: Viewer, arrangements_id: UUID) -> Arrangements:
    """Return one edition; raises `NotFound` when the viewer may not know of it."""
    found = editions(viewer).filter(pk=arrangements_id).first()
    if found is None:
        raise NotFound("There is no such edition, or you are not allowed to see it.")
    return found


@reads
def sections(viewer: Viewer, row: Arrangements, *, on: date) -> list[Section]:
    """Return what an edition says: a draft from the live register, a published one as it was frozen."""
    if row.frozen is not None:
        return frozen_sections(row)
    texts = newest_words(viewer, row)
    return [
        Section(
            code=item.code,
            title=item.title,
            strength=item.strength,
            needs_words=item.needs_words,
            text=texts[item.code].text if item.code in texts else "",
            version=texts[item.code].version if item.code in texts else 0,
            parts=tuple(answer(viewer, name, row.partnership_id, on).frozen() for name in item.answered_by),
        )
        for item in library.checklists()[row.checklist].items
    ]


@unscoped("reads only what an edition already in hand carries inside it")
def frozen_sections(row: Arrangements) -> list[Section]:
    """Return the sections of an edition as they were published."""
    frozen = row.frozen or {"sections": []}
    return [Section(**{**each, "parts": tuple(each["parts"])}) for each in frozen["sections"]]


@reads
def newest_words(viewer: Viewer, row: Arrangements) -> dict[str, ArrangementWords]:
    """Return the newest words of each item of an edition."""
    found: dict[str, ArrangementWords] = {}
    for words in ArrangementWords.objects.filter(arrangements=row).order_by("item", "version"):
        found[words.item] = words
    return found


@reads
def versions_of_words(viewer: Viewer, row: Arrangements, item: str) -> QuerySet[ArrangementWords]:
    """Return every version of the words of an item, newest first."""
    return ArrangementWords.objects.filter(arrangements=row, item=item).order_by("-version")


@reads
def checks(viewer: Viewer) -> dict[str, ChecklistCheck]:
    """Return which checklists a person has compared with the guidance."""
    return {check.checklist: check for check in ChecklistCheck.objects.all()}


@unscoped("published arrangements are for everybody to read; drafts and superseded editions are left out")
def published(slug: str) -> Arrangements:
    """Return the edition in force of the partnership with this name in its address; raises `NotFound`."""
    rows = Arrangements.objects.select_related("partnership", "partnership__kind", "record")
    found = rows.filter(partnership__slug=slug, status=Arrangements.Status.PUBLISHED).first()
    if found is None:
        raise NotFound("No arrangements are published here.")
    return found


@unscoped("published arrangements are for everybody to read")
def has_published_arrangements(slug: str) -> bool:
    """Say whether a partnership's arrangements can be read by everybody."""
    published_ones = Arrangements.objects.filter(status=Arrangements.Status.PUBLISHED)
    return published_ones.filter(partnership__slug=slug).exists()


__all__ = [
    "Part",
    "Section",
    "checks",
    "edition",
    "editions",
    "frozen_sections",
    "has_published_arrangements",
    "newest_words",
    "published",
    "sections",
    "versions_of_words",
]
