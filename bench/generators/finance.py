"""Money: a year of accounts for each partnership and year, with forty lines on each of which money moved four times."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID

from bench.sizes import Made
from goldenthread.finance import rules
from goldenthread.finance.models import Entry, FinancialYear, Fund, Line
from goldenthread.foundation.ids import uuid7
from goldenthread.records.models import Record

_BATCH = 2000
_CONTRIBUTIONS, _LINES, _MOVED = 12, 40, 4
_WHO = uuid7()
_number = count(1)


def generate(made: Made) -> None:
    """Keep the accounts of every partnership."""
    for place in made.partnerships:
        fund = Fund.objects.create(
            partnership_id=place,
            name="General reserve",
            general=True,
            opening=Decimal(50_000),
            opening_on=made.begun,
            opening_source="The first accounts",
        )
        lines = [
            line
            for first in range(made.begun.year, made.begun.year + made.size.years)
            for line in _year(made, place, fund, first)
        ]
        Line.objects.bulk_create(lines, batch_size=_BATCH)
        moved = [entry for line in lines for entry in _entries(made, line)]
        Entry.objects.bulk_create(moved, batch_size=_BATCH)
        made.count("lines of accounts", len(lines))
        made.count("entries", len(moved))


def _year(made: Made, place: UUID, fund: Fund, first: int) -> list[Line]:
    title = f"Accounts {first}-{(first + 1) % 100:02d}"
    record = Record.objects.create(
        kind="finance.year",
        reference=f"FIN-{next(_number):06d}",
        title=title,
        opened_on=date(first, 4, 1),
        partnership_id=place,
    )
    year = FinancialYear.objects.create(
        record=record, partnership_id=place, start=date(first, 4, 1), end=date(first + 1, 3, 31)
    )
    agencies = made.agencies[place]
    return [_line(year, fund, agencies[number % len(agencies)], number) for number in range(_LINES)]


def _line(year: FinancialYear, fund: Fund, agency: UUID, number: int) -> Line:
    giving = number < _CONTRIBUTIONS
    return Line(
        year=year,
        kind=rules.CONTRIBUTION if giving else rules.EXPENDITURE,
        heading=f"Line {number + 1}",
        agency_id=agency if giving else None,
        fund=fund,
        state=rules.AGREED if giving else "",
        budget=Decimal(1_000 * (number + 1)),
        position=number,
    )


def _entries(made: Made, line: Line) -> list[Entry]:
    start = line.year.start
    return [
        Entry(
            line=line,
            on=start + timedelta(days=60 * step),
            amount=Decimal(250 * (line.position + 1)),
            words="Quarterly",
            at=made.at,
            by=_WHO,
            by_name="Bench",
        )
        for step in range(_MOVED)
    ]
