"""What the programming interface tells of the evidence: indicators, figures with their provenance, printed and published ones."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router

from goldenthread.access.permissions import Permission
from goldenthread.evidence import blocks, judging, queries
from goldenthread.evidence.judgement import Judgement, judgement
from goldenthread.evidence.rules import cuts
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.workbench.interface import Page, Paging, Shape, Words, offer, paged, viewer

router = Router()
_SEE = Permission.EVIDENCE_VIEW


class IndicatorsQuery(Paging):
    """Which indicators."""

    partnership: UUID | None = None
    code: Words = ""


class FiguresQuery(Shape):
    """Which figures of an indicator. Without days: its whole series. With both: the figure of those days alone."""

    from_day: date | None = Field(None, alias="from", description="The first day of a period.")
    to_day: date | None = Field(None, alias="to", description="The last day of that period.")
    breakdown: Words = Field("", description="A group, such as category: Neglect; sex: Girls.")
    by_year: bool = Field(False, description="Years from April, worked out from shorter periods where they must be.")


class RowsQuery(Paging):
    """Which rows: of which partnership, of which indicator."""

    partnership: UUID | None = None
    indicator: UUID | None = None


class DefinitionOut(Shape):
    """A version of what an indicator means, with the day from which it holds (none: from the beginning)."""

    version: int
    from_on: date | None
    why_changed: str
    words: str
    numerator: str
    denominator: str
    denominator_from: str
    counts: str
    unit: str
    decimals: int
    polarity: str
    frequency: str
    year_rule: str
    breakdowns: list[str]


class IndicatorOut(Shape):
    """An indicator."""

    id: UUID
    reference: str
    code: str
    name: str
    group: str
    key: bool
    why: str
    question: str
    retired_on: date | None
    partnership: UUID
    definitions: list[DefinitionOut]


class SuppliedOut(Shape):
    """What an agency supplied. ``current`` is false for a version that was restated since."""

    id: UUID
    indicator: UUID
    starts_on: date
    ends_on: date
    breakdown: str
    numerator: float
    denominator: float | None
    months_covered: int | None
    months_of: int | None
    supplier: str
    supplied_on: date
    source: str
    version: int
    current: bool
    why_restated: str
    signed_off_by: str
    signed_off_on: date | None
    illustrative: bool


class PrintedOut(Shape):
    """A figure as it was printed somewhere. ``differs`` says whether another follows from what was supplied."""

    id: UUID
    indicator: UUID
    starts_on: date
    ends_on: date
    breakdown: str
    printed: float
    where: str
    why_differs: str
    follows: float | None
    differs: bool


class PopulationOut(Shape):
    """The population a rate stands on: of which mid-year, by whom published, in which release."""

    count: int
    mid_year: int
    source: str
    release: str
    approximate: bool


class FigureOut(Shape):
    """A figure and all it stands on. ``how``: supplied, breakdown, periods or missing; a missing value is null, never 0."""

    starts_on: date
    ends_on: date
    breakdown: str
    value: float | None
    unit: str
    decimals: int
    numerator: float | None
    denominator: float | None
    how: str
    status: str
    months_covered: int | None
    months_of: int | None
    definition: int
    suppliers: str
    signed_off: str
    population: PopulationOut | None
    notes: list[str]
    supplied: list[SuppliedOut]
    printed: list[PrintedOut]
    address: str


class LimitsOut(Shape):
    """The usual range of a stretch of time, in the unit of the values; ``provisional`` below 13 values."""

    starts_on: date
    ends_on: date
    values: int
    mean: float | None
    lower: float | None
    upper: float | None
    provisional: bool


class JudgedOut(Shape):
    """What the usual series of the whole says. ``variation`` is null while it is too early to say, ``assurance`` without target."""

    grain: str
    reading: str
    variation: str | None
    assurance: str | None
    method: str
    limits: list[LimitsOut]


class FiguresOut(Shape):
    """The figures of an indicator, oldest first, and what its usual series says."""

    indicator: UUID
    code: str
    figures: list[FigureOut]
    judged: JudgedOut


class PublishedOut(Shape):
    """A value that others published, of one release, typed by hand: none that an imported release has.

    Imported figures of every authority stand under ``benchmarks``.
    """

    starts_on: date
    ends_on: date
    kind: str
    place: str
    value: float
    source: str
    release: str


class PublishedListOut(Shape):
    """What others published for an indicator."""

    indicator: UUID
    published: list[PublishedOut]


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _days(row: Any) -> dict[str, Any]:
    return {"starts_on": row.period.start, "ends_on": row.period.end}


def _definition(row: Any) -> dict[str, Any]:
    plain = (
        *("version", "from_on", "why_changed", "words", "numerator", "denominator", "denominator_from", "counts"),
        *("decimals", "polarity", "frequency", "year_rule"),
    )
    return {name: getattr(row, name) for name in plain} | {"unit": row.details.unit, "breakdowns": row.dimensions}


def _indicator(row: Any) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("code", "name", "group", "key", "why", "question", "retired_on")}
    return {
        "id": row.pk,
        "reference": row.record.reference,
        **plain,
        "partnership": row.partnership_id,
        "definitions": [_definition(each) for each in row.definitions.all()],
    }


def _supplied(row: Any) -> dict[str, Any]:
    plain = ("supplied_on", "source", "version", "current", "why_restated", "illustrative")
    return {
        "id": row.pk,
        "indicator": row.indicator_id,
        **_days(row),
        "breakdown": cuts.typed(row.cut),
        "numerator": float(row.numerator),
        "denominator": _float(row.denominator),
        "months_covered": row.covered,
        "months_of": row.covered_of,
        "supplier": row.supplier.title,
        "signed_off_by": row.signed_by.name if row.signed_by else "",
        "signed_off_on": row.signed_on,
        **{name: getattr(row, name) for name in plain},
    }


def _printed(one: queries.Printed) -> dict[str, Any]:
    claim = one.claim
    return {
        "id": claim.pk,
        "indicator": claim.indicator_id,
        **_days(claim),
        "breakdown": cuts.typed(claim.cut),
        "printed": float(claim.printed),
        "where": claim.where,
        "why_differs": claim.why_differs,
        "follows": _float(one.derived),
        "differs": one.differs,
    }


def _population(one: queries.Figure) -> dict[str, Any] | None:
    people = one.derived.people
    if people is None:
        return None
    return {
        "count": people.count,
        "mid_year": people.year,
        "source": people.source,
        "release": people.vintage,
        "approximate": people.approximate,
    }


def _figure(one: queries.Figure) -> dict[str, Any]:
    coverage = one.derived.coverage
    return {
        **_days(one),
        "breakdown": cuts.typed(one.derived.cut),
        "value": _float(one.value),
        "unit": one.details.unit,
        "decimals": one.details.decimals,
        "numerator": _float(one.numerator),
        "denominator": _float(one.denominator),
        "how": one.derived.how,
        "status": one.status,
        "months_covered": coverage.months if coverage else None,
        "months_of": coverage.of if coverage else None,
        "definition": one.version,
        "suppliers": one.suppliers,
        "signed_off": one.signed_off,
        "population": _population(one),
        "notes": list(one.notes),
        "supplied": [_supplied(each) for each in one.readings],
        "printed": [_printed(each) for each in one.printed],
        "address": blocks.address(one.book.row.pk, one.period, one.derived.cut),
    }


@offer(router, "indicators/", _SEE, answer=Page[IndicatorOut], name="indicators")
def list_indicators(request: HttpRequest, query: Query[IndicatorsQuery]) -> dict[str, Any]:
    """The indicators the account may know of, each with every version of what it means."""
    rows = queries.indicators(viewer(request), query.partnership).prefetch_related("definitions")
    return paged(rows.filter(code=query.code) if query.code else rows, query, _indicator)


@offer(router, "indicators/{uuid:indicator}/figures/", _SEE, answer=FiguresOut, name="figures")
def list_figures(request: HttpRequest, indicator: UUID, query: Query[FiguresQuery]) -> dict[str, Any]:
    """The figures of an indicator with their parts, suppliers, sign-off, restatements and printed figures."""
    book = queries.book(viewer(request), indicator)
    figures = [_figure(each) for each in _asked(book, query)]
    return {"indicator": indicator, "code": book.row.code, "figures": figures, "judged": _judged(judgement(book))}


def _judged(made: Judgement) -> dict[str, Any]:
    judged = made.judged
    limits = [
        {
            **{"starts_on": each.start, "ends_on": each.end, "values": each.n, "provisional": each.too_few},
            **{"mean": each.mean, "lower": each.lower, "upper": each.upper},
        }
        for each in judged.chart.segments
    ]
    return {
        "grain": made.grain,
        "reading": " ".join(judging.reading(judged, made.grain)).strip(),
        "variation": judging.told(judged),
        "assurance": judged.assurance,
        "method": judging.method(judged),
        "limits": limits,
    }


def _asked(book: queries.Book, query: FiguresQuery) -> Iterable[queries.Figure]:
    cut = cuts.cut(cuts.read(query.breakdown))
    if query.from_day and query.to_day:
        return [book.figure(Period(query.from_day, query.to_day), cut)]
    if query.from_day or query.to_day:
        raise RuleBroken("Give both days, or neither.", field="to" if query.from_day else "from")
    if query.by_year and cut:
        raise RuleBroken("Years are worked out for the whole. Leave the group out, or give two days.", field="by_year")
    return book.years() if query.by_year else book.series(cut)


@offer(router, "indicators/{uuid:indicator}/published/", _SEE, answer=PublishedListOut, name="published")
def list_published(request: HttpRequest, indicator: UUID) -> dict[str, Any]:
    """What others published for an indicator: England, the region, neighbours; each value with its release."""
    looking = viewer(request)
    queries.indicator(looking, indicator)
    rows = [
        {
            **{"starts_on": each.start, "ends_on": each.end, "value": float(each.value)},
            **{name: getattr(each, name) for name in ("kind", "place", "source", "release")},
        }
        for each in queries.typed(looking, indicator)
    ]
    return {"indicator": indicator, "published": rows}


@offer(router, "supplied/", _SEE, answer=Page[SuppliedOut], name="supplied")
def list_supplied(request: HttpRequest, query: Query[RowsQuery]) -> dict[str, Any]:
    """The figures as agencies supplied them, the newest period first, also those that were restated since."""
    rows = queries.readings(viewer(request), current=False).order_by("-end", "start", "cut", "-version", "pk")
    return paged(_of(rows, query), query, _supplied)


@offer(router, "printed/", _SEE, answer=Page[PrintedOut], name="printed")
def list_printed(request: HttpRequest, query: Query[RowsQuery]) -> dict[str, Any]:
    """The figures as reports printed them, beside those that follow from what was supplied."""
    looking, books = viewer(request), dict[UUID, queries.Book]()

    def shape(claim: Any) -> dict[str, Any]:
        if claim.indicator_id not in books:
            books[claim.indicator_id] = queries.book(looking, claim.indicator_id)
        found = books[claim.indicator_id].figure(claim.period, claim.cut).printed
        return _printed(next(each for each in found if each.claim.pk == claim.pk))

    return paged(_of(queries.claims(looking), query), query, shape)


def _of(rows: Any, query: RowsQuery) -> Any:
    if query.partnership is not None:
        rows = rows.filter(indicator__partnership=query.partnership)
    return rows if query.indicator is None else rows.filter(indicator=query.indicator)
