"""What the programming interface tells of releases: what went out, to whom, and its open data."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router

from goldenthread.access.permissions import Permission
from goldenthread.foundation.london import london_day
from goldenthread.releases import queries
from goldenthread.releases.rules.audiences import PUBLIC
from goldenthread.releases.rules.document import SYMBOLS, lines
from goldenthread.workbench.interface import Page, Paging, Shape, offer, paged, viewer

router = Router()
_SEE = Permission.RELEASE_VIEW


class ReleasesQuery(Paging):
    """Which releases."""

    partnership: UUID | None = None


class ReleaseOut(Shape):
    """A release of which an edition is out. ``address`` is its public page, empty where it is not for the public."""

    id: UUID
    reference: str
    title: str
    audience: str
    partnership: UUID
    edition: int
    released_on: date
    policy: str
    sha256: str
    address: str
    data: str


class LineOut(Shape):
    """One number of a release, as in its data.csv. A number that is hidden or not there is null; its symbol says which."""

    indicator_code: str
    indicator_name: str
    period_start: date
    period_end: date
    breakdown: str
    group: str
    value: float | None
    value_symbol: str
    numerator: float | None
    numerator_symbol: str
    denominator: float | None
    denominator_symbol: str
    unit: str


class DataOut(Shape):
    """The numbers of the newest edition that is out, with what the symbols stand for."""

    release: UUID
    edition: int
    policy: str
    symbols: dict[str, str]
    lines: list[LineOut]


@offer(router, "/", _SEE, answer=Page[ReleaseOut], name="releases")
def releases(request: HttpRequest, query: Query[ReleasesQuery]) -> Any:
    """List the releases that are out and were made for the reader."""
    rows = queries.out(viewer(request))
    if query.partnership:
        rows = rows.filter(release__partnership=query.partnership)
    return paged(rows, query, _release)


@offer(router, "/{uuid:release}/data/", _SEE, answer=DataOut, name="release_data")
def data(request: HttpRequest, release: UUID) -> Any:
    """Return the numbers of a release: those of its newest edition that is out."""
    row = queries.newest_out(viewer(request), release)
    return {
        "release": release,
        "edition": row.number,
        "policy": row.document["policy_words"],
        "symbols": SYMBOLS,
        "lines": [_line(each) for each in lines(row.document["tables"])],
    }


def _release(row: Any) -> dict[str, Any]:
    public = row.release.audience == PUBLIC
    return {
        "id": row.release_id,
        "reference": row.release.record.reference,
        "title": row.release.title,
        "audience": row.release.audience,
        "partnership": row.release.partnership_id,
        "edition": row.number,
        "released_on": london_day(row.decision.at),
        "policy": row.document["policy_words"],
        "sha256": row.sha256,
        "address": reverse("releases:newest", args=[row.release_id]) if public else "",
        "data": reverse("releases:data", args=[row.release_id, row.number]) if public else "",
    }


def _line(each: dict[str, str]) -> dict[str, Any]:
    numbers = {name: float(each[name]) if each[name] else None for name in ("value", "numerator", "denominator")}
    words = ("indicator_code", "indicator_name", "period_start", "period_end", "breakdown", "group", "unit")
    symbols = ("value_symbol", "numerator_symbol", "denominator_symbol")
    return {name: each[name] for name in (*words, *symbols)} | numbers
