"""Writing and publishing the arrangements."""

from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.clock import london_day
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean, listed, short_date
from goldenthread.partnership import diary, library, queries, saving
from goldenthread.partnership.models import Arrangements, ArrangementWords, ChecklistCheck
from goldenthread.partnership.queries import arrangements as reading
from goldenthread.partnership.rules import checklist as rules
from goldenthread.records import operations as records


def _to_change(by: Viewer, arrangements: UUID) -> Arrangements:
    row = queries.edition(by, arrangements)
    by.require(Permission.PARTNERSHIP_EDIT, partnership=row.partnership_id)
    if row.status != Arrangements.Status.DRAFT:
        raise RuleBroken("This edition is published: start the next one to change the arrangements.")
    return row


@writes
def start_arrangements(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    checklist: str = "",
    title: str = "",
    in_force_on: date | None = None,
    illustrative: bool = False,
    id: UUID | None = None,
) -> Arrangements:
    """Start the next edition as a draft. It takes over the words of the edition before.

    ``checklist`` is the code of an edition of the guidance; without it, the one that applies on the day.
    """
    home = queries.partnership(by, partnership)
    by.require(Permission.PARTNERSHIP_EDIT, partnership=home.pk)
    day = london_day(at)
    chosen = checklist or rules.in_force(library.checklists(), day).code
    if chosen not in library.checklists():
        raise RuleBroken("Choose one of the checklists listed.", field="checklist")
    before = queries.editions(by, partnership=home.pk).first()
    row = Arrangements(
        partnership=home,
        number=before.number + 1 if before else 1,
        title=clean(title) or f"Arrangements of the {home.name}",
        checklist=chosen,
        in_force_on=in_force_on,
    )
    saving.check(row)
    row.record = records.open_record(
        by=by,
        at=at,
        kind="partnership.arrangements",
        title=row.title,
        opened_on=day,
        partnership=home.pk,
        illustrative=illustrative,
        id=id,
    )
    saving.insert(row)
    if before is not None:
        for words in reading.newest_words(by, before).values():
            if words.text:
                _insert_words(by, at, row, words.item, words.text, 1)
    diary.arrangements_started(by, at, partnership=home.pk, checklist=chosen)
    trail.write(
        "partnership.arrangements_started",
        by=by,
        at=at,
        record=row.pk,
        partnership=home.pk,
        name=home.name,
        number=row.number,
        checklist=chosen,
    )
    return row


def _insert_words(by: Viewer, at: datetime, row: Arrangements, item: str, text: str, version: int) -> ArrangementWords:
    return saving.insert(
        ArrangementWords(arrangements=row, item=item, version=version, text=text, written_by=by.name, written_at=at)
    )


@writes
def write_words(*, by: Viewer, at: datetime, arrangements: UUID, item: str, text: str, after: int) -> ArrangementWords:
    """Save the words of one item as its next version. ``after`` is the version that was read; 0 when there was none."""
    row = _to_change(by, arrangements)
    known = library.checklists()[row.checklist].item(item)
    if known is None:
        raise RuleBroken("The checklist has no such item.")
    newest = reading.newest_words(by, row).get(item)
    if (newest.version if newest else 0) != after:
        raise RuleBroken(
            "Somebody else saved these words while you were writing. Theirs are shown below yours; bring them together.",
            field="text",
        )
    words = _insert_words(by, at, row, item, clean(text), after + 1)
    trail.write(
        "partnership.arrangements_written",
        by=by,
        at=at,
        record=row.pk,
        partnership=row.partnership_id,
        item=known.title,
        version=words.version,
    )
    return words


@writes
def publish_arrangements(
    *, by: Viewer, at: datetime, arrangements: UUID, seen: int, on: date, in_force_on: date | None = None
) -> Arrangements:
    """Publish a draft: freeze what it says, with its date, and supersede the edition before.

    Refused while something that the guidance requires is not answered.
    """
    row = _to_change(by, arrangements)
    said = reading.sections(by, row, on=on)
    missing = [section.title.lower() for section in said if section.strength == "must" and not section.answered]
    if missing:
        raise RuleBroken(f"These are required and not answered yet: {listed(missing)}.")
    if on > london_day(at):
        raise RuleBroken("The day of publication cannot be in the future.", field="on")
    old = Arrangements.objects.filter(partnership=row.partnership_id, status=Arrangements.Status.PUBLISHED).first()
    if old is not None:
        saving.change(Arrangements, old.pk, seen=old.edition, changes={"status": Arrangements.Status.SUPERSEDED})
        records.close_record(by=by, at=at, record=old.pk, on=max(on, old.record.opened_on))
    changes = {
        "status": Arrangements.Status.PUBLISHED,
        "published_on": on,
        "published_by": by.name,
        "in_force_on": in_force_on or row.in_force_on or on,
        "frozen": _frozen(row, said, on),
    }
    fresh, _ = saving.change(Arrangements, row.pk, seen=seen, changes=changes)
    diary.arrangements_published(by, at, partnership=row.partnership_id, on=on)
    trail.write(
        "partnership.arrangements_published",
        by=by,
        at=at,
        record=row.pk,
        partnership=row.partnership_id,
        name=row.partnership.name,
        number=row.number,
        on=on,
    )
    return fresh


def _frozen(row: Arrangements, said: list[reading.Section], on: date) -> dict[str, object]:
    home = row.partnership
    return {
        "on": on.isoformat(),
        "as_on": short_date(on),
        "checklist": library.checklists()[row.checklist].name,
        "partnership": {
            "name": home.name,
            "vision": home.vision,
            "contact_email": home.contact_email,
            "contact_address": home.contact_address,
            "website": home.website,
        },
        "sections": [section.frozen() for section in said],
    }


@writes
def check_checklist(*, by: Viewer, at: datetime, checklist: str, source: str, on: date) -> ChecklistCheck:
    """Record that a person compared a checklist with the text of the guidance, and which text that was."""
    if not by.may_somewhere(Permission.RULE_VERIFY):
        by.require(Permission.RULE_VERIFY)
    known = library.checklists().get(checklist)
    if known is None:
        raise RuleBroken("There is no such checklist.", field="checklist")
    row = saving.insert(
        ChecklistCheck(
            checklist=checklist,
            source=saving.words(source, "source", missing="Say which text you compared it with."),
            checked_on=on,
            checked_by=by.name,
        )
    )
    trail.write("partnership.checklist_checked", by=by, at=at, name=known.name, source=row.source)
    return row
