"""Years of standing samples: three series in each partnership, counted every month by one of its agencies."""

from datetime import date
from itertools import count
from uuid import UUID, uuid4

from bench.sizes import Made
from goldenthread.case_audits.models import Audit, Participant, Tally
from goldenthread.foundation.ids import uuid7
from goldenthread.records.models import Record

_BATCH = 2000
_SERIES = (
    ("Front-door dip sample", "dip_sample", "Decisions met the standard"),
    ("Step-up and step-down", "step", "Where they belong"),
    ("Early-help sample", "early_help", "Adequate or better"),
)
_number = count(1)


def generate(made: Made) -> None:
    """Make the standing samples of every partnership: one a month in each series."""
    for place in made.partnerships:
        audits = [
            _audit(place, series, date(made.begun.year + month // 12, month % 12 + 1, 20))
            for series in _SERIES
            for month in range(12 * made.size.years)
        ]
        Record.objects.bulk_create([each.record for each in audits], batch_size=_BATCH)
        Audit.objects.bulk_create(audits, batch_size=_BATCH)
        agency = made.agencies[place][0]
        Participant.objects.bulk_create(
            [Participant(audit=each, agency_id=agency) for each in audits], batch_size=_BATCH
        )
        Tally.objects.bulk_create([_tally(each, number) for number, each in enumerate(audits)], batch_size=_BATCH)
        made.count("standing samples", len(audits))


def _audit(place: UUID, series: tuple[str, str, str], day: date) -> Audit:
    name, kind, _ = series
    title = f"{name}, {day:%B %Y}"
    record = Record(
        id=uuid7(), kind="case_audits.audit", reference=f"MAA-{next(_number):07d}", title=title, opened_on=day,
        partnership_id=place,
    )  # fmt: skip
    said = {"begun_at": f"{day}T09:00Z", "begun_by": uuid4(), "begun_by_name": "Bench"}
    ended = {"ended_at": f"{day}T09:00Z", "ended_by": uuid4(), "ended_by_name": "Bench"}
    return Audit(
        record=record, partnership_id=place, kind=kind, title=title, series=name, recorded=True, cases_told=20,
        state="complete", held_on=day, **said, **ended,
    )  # fmt: skip


def _tally(audit: Audit, number: int) -> Tally:
    words = next(words for _, kind, words in _SERIES if kind == audit.kind)
    return Tally(audit=audit, words=words, met=13 + number * 7 % 8, of=20, source="Bench", order=1)
