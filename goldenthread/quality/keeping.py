"""What the operations share: finding what somebody may change, saving with sentences, telling the trail."""

from typing import Any
from uuid import UUID

from django.db import models

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import EditConflict, RuleBroken
from goldenthread.foundation.saving import checked as checked
from goldenthread.foundation.saving import needed as needed
from goldenthread.quality import queries
from goldenthread.quality.models import Bank, Edition


def bank_of(by: Viewer, pk: UUID) -> Bank:
    """Return a bank that ``by`` keeps; raises `NotFound` or `NotAllowed`."""
    found = queries.bank(by, pk)
    by.require(Permission.QUALITY_EDIT, partnership=found.partnership_id)
    return found


def edition_of(by: Viewer, pk: UUID) -> Edition:
    """Return an edition that ``by`` keeps, locked; raises `NotFound` or `NotAllowed`."""
    found = queries.edition(by, pk)
    by.require(Permission.QUALITY_EDIT, partnership=found.bank.partnership_id)
    return Edition.objects.select_related("bank__record").select_for_update(of=("self",)).get(pk=found.pk)


def draft_of(by: Viewer, pk: UUID) -> Edition:
    """Return a draft that ``by`` keeps, locked; raises `RuleBroken` once it is published."""
    found = edition_of(by, pk)
    if found.state != "draft":
        raise RuleBroken("This edition is published and never changes. Begin the next edition.")
    return found


def as_seen(row: Any, seen: int) -> None:
    """Raise `EditConflict` when a row was saved since somebody opened it."""
    if row.edition != seen:
        raise EditConflict(theirs=row, seen=seen)


def saved(row: models.Model) -> None:
    """Save a new row, with the sentence of the constraint that it breaks, if any."""
    checked(row)
    row.save(force_insert=True)


def about(row: Edition) -> dict[str, Any]:
    """Return what every event of an edition says."""
    bank = row.bank
    return {"record": bank.pk, "partnership": bank.partnership_id, "title": bank.title, "label": row.label}
