"""Preparing an edition: its tables are drawn, protected, proved and frozen. Nobody but those who decide sees it yet."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import clean
from goldenthread.partnership import queries as partnerships
from goldenthread.records import operations as spine
from goldenthread.releases import queries
from goldenthread.releases.holding import about
from goldenthread.releases.models import Edition, Release
from goldenthread.releases.queries import Tables
from goldenthread.releases.rules import audiences
from goldenthread.releases.rules.periods import code_of, from_codes
from goldenthread.releases.rules.proving import proof_of


@writes
def prepare(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    title: str,
    audience: str,
    indicators: Sequence[str],
    periods: Sequence[Period],
    breakdowns: Sequence[str] = (),
    drawn: Tables | None = None,
) -> UUID:
    """Prepare the first edition of a release. Returns the id of the edition.

    ``drawn``: the tables, as `queries.protected` has just drawn them in a job that shows how far it is. They are proved again
    before they go out.

    Raises `RuleBroken` when a number could be worked out however much is hidden.
    """
    by.require(Permission.RELEASE_PREPARE, partnership=partnership)
    name = clean(title)[:200]
    if not name:
        raise RuleBroken("Say what the release is called.", field="title")
    audiences.check_audience(audience)
    chosen = _chosen(indicators, periods, breakdowns)
    found = drawn or _tables(by, partnership, audience, chosen)
    record = spine.open_record(
        by=by, at=at, kind=queries.KIND, title=name, opened_on=london_day(at), partnership=partnership
    )
    row = Release.objects.create(record=record, partnership_id=partnership, title=name, audience=audience)
    return _kept(by, at, row, chosen, found, "")


@writes
def prepare_again(
    *,
    by: Viewer,
    at: datetime,
    release: UUID,
    periods: Sequence[Period],
    changed: str,
    drawn: Tables | None = None,
) -> UUID:
    """Prepare a corrected or continued edition of a release, with the figures of now. Returns the id of the edition."""
    row = queries.release(by, release)
    by.require(Permission.RELEASE_PREPARE, partnership=row.partnership_id)
    words = clean(changed)
    if not words:
        raise RuleBroken("Say what changed in this edition: it stands on its page.", field="changed")
    last = Edition.objects.filter(release=row).order_by("-number").select_related("decision").first()
    if last is None or not hasattr(last, "decision"):
        raise RuleBroken("An edition of this release still waits for somebody to decide about it.")
    chosen = _chosen(last.chosen["indicators"], periods, last.chosen["breakdowns"])
    found = drawn or _tables(by, row.partnership_id, row.audience, chosen)
    return _kept(by, at, row, chosen, found, words)


def _tables(by: Viewer, partnership: UUID, audience: str, chosen: dict[str, Any]) -> Tables:
    """Return the protected tables of what was chosen, with the figures of now."""
    periods = from_codes(chosen["periods"])
    return queries.protected(by, partnership, chosen["indicators"], periods, chosen["breakdowns"], audience)


def _chosen(indicators: Sequence[str], periods: Sequence[Period], breakdowns: Sequence[str]) -> dict[str, Any]:
    if not indicators:
        raise RuleBroken("Choose at least one indicator.", field="indicators")
    if not periods:
        raise RuleBroken("Choose at least one period.", field="periods")
    return {
        "indicators": list(dict.fromkeys(indicators)),
        "periods": [code_of(each) for each in sorted(set(periods))],
        "breakdowns": list(dict.fromkeys(breakdowns)),
    }


def _kept(by: Viewer, at: datetime, row: Release, chosen: dict[str, Any], found: Tables, changed: str) -> UUID:
    number = (Edition.objects.filter(release=row).aggregate(last=Max("number"))["last"] or 0) + 1
    slug = partnerships.partnership(by, row.partnership_id).slug
    document = {**found.document, "title": row.title, "slug": slug}
    made = Edition.objects.create(
        release=row,
        number=number,
        chosen=chosen,
        document=document,
        sha256=hashlib.sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest(),
        proof=proof_of(found.found),
        changed=changed,
        prepared_at=at,
        prepared_by=by.user_id,
        prepared_by_name=by.name[:200],
    )
    hidden = len(found.found.kept.hidden)
    trail.write(
        "releases.prepared",
        by=by,
        at=at,
        **about(row),
        number=number,
        audience=audiences.AUDIENCES[row.audience],
        hidden=hidden,
    )
    return made.pk
