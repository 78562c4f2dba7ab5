"""New banks: from the library, or begun with nothing in them."""

from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.quality import filling, keeping, library, queries
from goldenthread.quality.models import Bank, Edition
from goldenthread.quality.rules.asking import PURPOSES
from goldenthread.records import operations as spine


@writes
def adopt(*, by: Viewer, at: datetime, partnership: UUID, code: str, illustrative: bool = False) -> UUID:
    """Take a bank of the library over as a draft that can be edited. Returns the id of the edition.

    A partnership takes each bank once; what is new in the library afterwards it writes into its own next edition.
    """
    given = library.banks().get(code)
    if given is None:
        raise RuleBroken("There is no such bank in the library.", field="code")
    by.require(Permission.QUALITY_EDIT, partnership=partnership)
    if code in queries.adopted(by, partnership):
        raise RuleBroken(f"“{given.title}” was taken over already. Begin its next edition.", field="code")
    bank = _open(by, at, partnership, given.purpose, given.title, code, illustrative)
    edition = _begin(bank, given.label, given.in_force_from)
    count = filling.fill(edition, given.standards)
    trail.write("quality.adopted", by=by, at=at, **keeping.about(edition), questions=count)
    return edition.pk


@writes
def start_bank(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    purpose: str,
    title: str,
    label: str,
    in_force_from: date,
    illustrative: bool = False,
) -> UUID:
    """Begin a bank of one's own, with nothing in its first edition. Returns the id of the edition."""
    by.require(Permission.QUALITY_EDIT, partnership=partnership)
    if purpose not in PURPOSES:
        raise RuleBroken("Say what the questions are for.", field="purpose")
    name = keeping.needed(title, "title", "Say what it is called.", 200)
    bank = _open(by, at, partnership, purpose, name, "", illustrative)
    edition = _begin(bank, keeping.needed(label, "label", "Say which edition it is, such as 2026.", 60), in_force_from)
    trail.write("quality.bank_begun", by=by, at=at, **keeping.about(edition))
    return edition.pk


def _open(by: Viewer, at: datetime, partnership: UUID, purpose: str, title: str, code: str, illustrative: bool) -> Bank:
    record = spine.open_record(
        by=by,
        at=at,
        kind=queries.BANK,
        title=title,
        opened_on=london_day(at),
        partnership=partnership,
        illustrative=illustrative,
    )
    bank = Bank(record=record, partnership_id=partnership, purpose=purpose, library=code)
    bank.save(force_insert=True)
    return bank


def _begin(bank: Bank, label: str, in_force_from: date) -> Edition:
    edition = Edition(bank=bank, label=label, in_force_from=in_force_from)
    keeping.saved(edition)
    return edition
