"""Indicators and figures: 150 indicators, each supplied every quarter, for as many years and partnerships as the size has."""

from dataclasses import asdict
from datetime import date, timedelta

from bench.sizes import Made
from goldenthread.evidence import library
from goldenthread.evidence.models import Definition, Indicator, Reading
from goldenthread.foundation.ids import uuid7
from goldenthread.partnership.models import Area, Coverage, Population
from goldenthread.records.models import Record

INDICATORS = 150
_WHO = uuid7()


def generate(made: Made) -> None:
    """Make the indicators of every partnership with their quarters; the library's, as often as it takes."""
    starters = list(library.starters().values())
    for number, place in enumerate(made.partnerships, start=1):
        _people(made, place, number)
        readings: list[Reading] = []
        for position in range(INDICATORS):
            starter = starters[position % len(starters)]
            row = _indicator(made, place, number, position, starter)
            readings += _readings(made, place, row, starter, position)
        Reading.objects.bulk_create(readings, batch_size=2_000)
        made.count("indicators", INDICATORS)
        made.count("figures", len(readings))


def _people(made: Made, place, number: int) -> None:
    area, _ = Area.objects.get_or_create(code=f"E99{number:06d}", defaults={"name": f"Bench area {number}"})
    Coverage.objects.create(partnership_id=place, area=area, from_on=made.begun)
    Population.objects.bulk_create(
        Population(area=area, year=year, age_to=age, count=60_000 + year, source="ONS", vintage="2026")
        for year in range(made.begun.year - 1, made.today.year + 1)
        for age in (14, 17)
    )


def _indicator(made: Made, place, number: int, position: int, starter) -> Indicator:
    record = Record.objects.create(
        kind="evidence.indicator",
        reference=f"IND-9{number:03d}-{position:04d}",
        title=starter.name,
        partnership_id=place,
        opened_on=made.begun,
    )
    row = Indicator.objects.create(
        record=record,
        partnership_id=place,
        code=f"{starter.code}_{position}",
        name=f"{starter.name} {position}",
        group=starter.group,
        position=position,
    )
    values = asdict(starter.details) | {"dimensions": list(starter.details.dimensions)}
    Definition.objects.create(indicator=row, version=1, made_at=made.at, made_by=_WHO, made_by_name="Bench", **values)
    return row


def _readings(made: Made, place, row: Indicator, starter, position: int):
    supplier = made.agencies[place][position % len(made.agencies[place])]
    given = starter.details.denominator_from == "given"
    for step in range(made.size.years * 4):
        start = _month(made.begun, step * 3)
        end = _month(made.begun, step * 3 + 3) - timedelta(days=1)
        if end >= made.today:
            return
        yield Reading(
            indicator=row,
            start=start,
            end=end,
            numerator=(position * 7 + step * 13) % 300,
            denominator=300 if given else None,
            supplier_id=supplier,
            supplied_on=end + timedelta(days=1),
            entered_at=made.at,
            entered_by=_WHO,
            entered_by_name="Bench",
        )


def _month(day: date, months: int) -> date:
    place = day.month - 1 + months
    return date(day.year + place // 12, place % 12 + 1, 1)
