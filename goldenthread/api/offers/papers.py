"""Rules, papers and records."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from goldenthread.access.permissions import Permission
from goldenthread.clocks import queries as clocks
from goldenthread.documents import queries as documents
from goldenthread.records import queries as spine
from goldenthread.records import search
from goldenthread.workbench.interface import Page, Paging, Shape, Words, offer, paged, viewer

rules, papers, records = Router(), Router(), Router()


class RuleOut(Shape):
    """One edition of a statutory or local rule. ``verified``: a person compared it with the guidance."""

    id: UUID
    rule: str
    version: str
    variant: str
    title: str
    domain: str
    count: str
    strength: str
    source: str
    applies_from: date | None
    applies_to: date | None
    verified: bool


def _rule(row: Any) -> dict[str, Any]:
    names = ("rule", "version", "variant", "title", "domain", "strength", "applies_from", "applies_to", "verified")
    plain = {name: getattr(row, name) for name in names}
    return {"id": row.pk, "count": row.count_words, "source": row.source_name, **plain}


@offer(rules, "", Permission.RULE_VIEW, answer=Page[RuleOut], name="rules")
def list_rules(request: HttpRequest, query: Query[Paging]) -> dict[str, Any]:
    """The register of rules that set dates."""
    return paged(
        clocks.rule_register(viewer(request)).order_by("order", "rule", "version", "variant", "pk"), query, _rule
    )


class PaperQuery(Paging):
    """Which papers."""

    record: UUID | None = Field(None, description="Only those of one record.")


class PaperOut(Shape):
    """What is known of a paper; its content is opened on the page."""

    id: UUID
    record: UUID
    title: str
    sensitivity: str
    may_be_published: bool
    published_on: date | None
    created_at: datetime
    withdrawn: bool


def _paper(row: Any) -> dict[str, Any]:
    names = ("title", "sensitivity", "may_be_published", "published_on", "created_at")
    plain = {name: getattr(row, name) for name in names}
    return {"id": row.pk, "record": row.record_id, "withdrawn": row.withdrawn_at is not None, **plain}


@offer(papers, "", Permission.DOCUMENT_VIEW, answer=Page[PaperOut], name="documents")
def list_papers(request: HttpRequest, query: Query[PaperQuery]) -> dict[str, Any]:
    """The papers the account may open, without their content."""
    rows = documents.documents(viewer(request))
    rows = rows if query.record is None else rows.filter(record=query.record)
    return paged(rows.order_by("title", "pk"), query, _paper)


class RecordQuery(Paging):
    """Which records."""

    q: Words = Field("", description="Words of the title, the reference or the text; the best hit comes first.")
    kind: str = Field("", max_length=60, pattern=r"^[a-z_.]*$")


class RecordOut(Shape):
    """One record: anything that has a reference."""

    id: UUID
    kind: str
    reference: str
    title: str
    partnership: UUID | None
    opened_on: date
    closed_on: date | None


def _record(row: Any) -> dict[str, Any]:
    names = ("kind", "reference", "title", "opened_on", "closed_on")
    return {"id": row.pk, "partnership": row.partnership_id, **{name: getattr(row, name) for name in names}}


@offer(records, "", Permission.WORK_VIEW, answer=Page[RecordOut], name="records")
def find_records(request: HttpRequest, query: Query[RecordQuery]) -> dict[str, Any]:
    """The records the account may know of, by words and kind."""
    asked = viewer(request)
    rows = search.search(asked, query.q) if query.q else spine.visible(asked).order_by("reference", "pk")
    return paged(rows.filter(kind=query.kind) if query.kind else rows, query, _record)


@offer(records, "{record}/", Permission.WORK_VIEW, answer=RecordOut, name="record")
def one_record(request: HttpRequest, record: UUID) -> dict[str, Any]:
    """One record."""
    return _record(spine.get(viewer(request), record))
