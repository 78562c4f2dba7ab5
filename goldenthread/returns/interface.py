"""Returns through the programming interface: what is asked, what was typed, and the same steps as on the pages."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router

from goldenthread.access.permissions import Permission
from goldenthread.evidence.rules import cuts
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.returns import operations, queries
from goldenthread.returns.rules.asking import FOUR, WHOLE
from goldenthread.workbench.interface import Page, Paging, Shape, offer, paged, viewer

router = Router()
_FILL, _SIGN = Permission.RETURN_FILL, Permission.RETURN_SIGN
_MOST = 500


class ReturnsQuery(Paging):
    """Which returns of your agencies."""

    open: bool = Field(True, description="Only those that are not signed, or go back to you.")


class ReturnOut(Shape):
    """A return: what is asked of an agency for a period, and how far it is. Complete, signed and locked are three facts."""

    id: UUID
    reference: str
    title: str
    agency: UUID
    partnership: str
    starts_on: str
    ends_on: str
    due_on: str
    complete: bool
    signed_version: int
    locked: bool
    answer: str


class FigureIO(Shape):
    """A figure of a line, for the whole or a group: as text, the way it is typed."""

    group: str = Field("", max_length=400, description="Empty for the whole, else such as sex: Girls.")
    numerator: str = Field("", max_length=60)
    denominator: str = Field("", max_length=60)


class CheckOut(Shape):
    """A check that a line met. ``severity``: stop, look or note."""

    code: str
    severity: str
    group: str
    field: str
    sentence: str
    mend: str


class EarlierOut(Shape):
    """An earlier figure."""

    starts_on: str
    ends_on: str
    value: str


class LineOut(Shape):
    """One line: what is asked, what was typed, the last four figures, and what the checks say."""

    line: UUID
    edition: int
    indicator: str
    name: str
    meaning: str
    numerator_counts: str
    denominator_counts: str
    groups: list[str]
    earlier: list[EarlierOut]
    figures: list[FigureIO]
    missing_why: str
    months_covered: int | None
    note: str
    what: str
    why: str
    so_what: str
    what_next: str
    checks: list[CheckOut]
    to_do: list[str]


class WholeReturnOut(Shape):
    """A return with its lines."""

    about: ReturnOut
    lines: list[LineOut]


class LineIn(Shape):
    """What is typed into a line. ``edition`` is the one that was read; what is left out stays as it is."""

    line: UUID
    edition: int = Field(ge=1, le=2**31 - 1)
    figures: list[FigureIO] | None = Field(None, max_length=_MOST)
    missing_why: str | None = Field(None, max_length=4_000)
    months_covered: int | None = Field(None, ge=0, le=120, description="0 for all months.")
    note: str | None = Field(None, max_length=4_000)
    what: str | None = Field(None, max_length=4_000)
    why: str | None = Field(None, max_length=4_000)
    so_what: str | None = Field(None, max_length=4_000)
    what_next: str | None = Field(None, max_length=4_000)


class LinesIn(Shape):
    """Lines to keep, right or wrong: the answer says what the checks find."""

    lines: list[LineIn] = Field(max_length=_MOST)


class KeptOut(Shape):
    """What became of lines: those that changed, those somebody else changed meanwhile, and all of them as they now stand."""

    changed: list[UUID]
    conflicts: list[UUID]
    lines: list[LineOut]


class SignIn(Shape):
    """Signing. ``why`` is needed from the second version on."""

    why: str = Field("", max_length=2_000)


def _about(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "reference": row.record.reference,
        "title": row.call.record.title,
        "agency": row.agency_id,
        "partnership": row.call.partnership.title,
        "starts_on": row.call.start.isoformat(),
        "ends_on": row.call.end.isoformat(),
        "due_on": row.call.due_on.isoformat(),
        "complete": row.complete_at is not None,
        "signed_version": row.version,
        "locked": row.locked_at is not None,
        "answer": row.verdict,
    }


def _line(row: queries.Row) -> dict[str, Any]:
    asked, line, covered = row.asked, row.line, row.filled.covered
    return {
        "line": line.pk,
        "edition": line.edition,
        "indicator": asked.code,
        "name": asked.name,
        "meaning": asked.details.words,
        "numerator_counts": asked.details.numerator,
        "denominator_counts": asked.details.denominator,
        "groups": [cuts.typed(each) for each in asked.cells],
        "earlier": [
            {
                "starts_on": each.period.start.isoformat(),
                "ends_on": each.period.end.isoformat(),
                "value": asked.shown(each.parts),
            }
            for each in asked.past[-4:]
        ],
        "figures": [
            {"group": cuts.typed(cut), "numerator": cell.numerator, "denominator": cell.denominator}
            for cut, cell in row.filled.cells.items()
        ],
        "missing_why": line.missing_why,
        "months_covered": covered.months if covered else None,
        "note": line.note,
        **{name: getattr(line, name) for name in FOUR},
        "checks": [_check(each) for each in row.met],
        "to_do": row.to_do,
    }


def _check(met: Any) -> dict[str, str]:
    return {
        "code": met.code,
        "severity": met.severity,
        "group": "" if met.cut == WHOLE else cuts.typed(met.cut),
        "field": met.field,
        "sentence": met.sentence,
        "mend": met.check.mend,
    }


def _own(request: HttpRequest, pk: UUID) -> queries.Sheet:
    """Return a return of an agency of the account's own; the drafts of others are not to be seen."""
    looking = viewer(request)
    sheet = queries.sheet(looking, pk)
    if sheet.answer.agency_id not in looking.agencies:
        raise NotFound("There is no such return, or you are not allowed to see it.")
    return sheet


@offer(router, "/", _FILL, answer=Page[ReturnOut], name="returns")
def list_returns(request: HttpRequest, query: Query[ReturnsQuery]) -> dict[str, Any]:
    """The returns asked of your agencies, the newest period first."""
    rows = queries.mine(viewer(request)).order_by("-call__end", "call__partnership__title", "pk")
    return paged(queries.outstanding(viewer(request), rows) if query.open else rows, query, _about)


@offer(router, "{uuid:pk}/", _FILL, answer=WholeReturnOut, name="return")
def read_return(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """One return with its lines: definitions, earlier figures, what was typed, what the checks say."""
    sheet = _own(request, pk)
    return {"about": _about(sheet.answer), "lines": [_line(each) for each in sheet.rows]}


@offer(router, "{uuid:pk}/lines/", _FILL, answer=KeptOut, name="keep_lines", method="put")
def keep_lines(request: HttpRequest, pk: UUID, body: LinesIn) -> dict[str, Any]:
    """Keep what is typed into lines; each comes back with what the checks find, cell by cell."""
    sheet = _own(request, pk)
    months = sheet.period.months
    lines = {each.line: (each.edition, _typed(each, months)) for each in body.lines}
    kept = operations.keep_lines(by=viewer(request), at=clock.now(), answer=pk, lines=lines, through="interface")
    after = [_line(each) for each in _own(request, pk).rows if each.line.pk in lines]
    return {"changed": kept.changed, "conflicts": list(kept.theirs), "lines": after}


def _typed(line: LineIn, months: int | None) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for name in ("missing_why", "note", *FOUR):
        if getattr(line, name) is not None:
            given[name] = getattr(line, name)
    if line.figures is not None:
        given["cells"] = {cuts.cut(cuts.read(each.group)): (each.numerator, each.denominator) for each in line.figures}
    if line.months_covered is not None and months:
        given["covered"] = (line.months_covered, months) if 0 < line.months_covered < months else None
    return given


@offer(router, "{uuid:pk}/complete/", _FILL, answer=ReturnOut, name="complete_return", method="post")
def complete_return(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """Say that a return is complete: every line has a figure or a reason, and no check stands in the way."""
    _own(request, pk)
    operations.complete(by=viewer(request), at=clock.now(), answers=[pk])
    return _about(queries.answer(viewer(request), pk))


@offer(router, "{uuid:pk}/sign/", _SIGN, answer=ReturnOut, name="sign_return", method="post")
def sign_return(request: HttpRequest, pk: UUID, body: SignIn) -> dict[str, Any]:
    """Sign a complete return in the name of the agency. Whoever typed its figures does not sign it."""
    _own(request, pk)
    operations.sign_off(by=viewer(request), at=clock.now(), answers=[pk], why=body.why)
    return _about(queries.answer(viewer(request), pk))
