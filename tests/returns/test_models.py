"""The database holds what it can hold: each constraint is broken once."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from goldenthread.foundation.ids import uuid7
from goldenthread.returns import models as m
from goldenthread.returns import operations
from tests.factories.returns import LATER, Round

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 7, 16, 15, tzinfo=UTC)


@pytest.fixture
def round_():
    found = Round("exclusions")
    answer = found.signed(exclusions=12)
    operations.query(by=found.qa, at=LATER, answer=answer.pk, text="Is it right?")
    m.Chase.objects.create(answer_id=answer.pk, step="now:1", words="Chased", at=NOW, by_name="Quinn Example")
    return found


@pytest.mark.parametrize(
    ("model", "name", "changes"),
    [
        ("Call", "returns_call_period", {"start": date(2018, 7, 1)}),
        ("Call", "returns_call_due_after_period", {"due_on": date(2018, 6, 30)}),
        ("Call", "returns_call_locks_after_due", {"lock_on": date(2018, 7, 19)}),
        ("Call", "returns_call_sent_whole", {"sent_at": None}),
        ("Return", "returns_return_complete_whole", {"complete_at": None}),
        ("Return", "returns_return_signed_whole", {"signed_at": None}),
        ("Return", "returns_return_locked_whole", {"locked_at": NOW}),
        ("Return", "returns_return_verdict_whole", {"verdict_words": ""}),
        ("Line", "returns_line_coverage", {"covered": 3, "covered_of": 2}),
        ("Line", "returns_line_entered_whole", {"entered_at": None}),
        ("Question", "returns_question_replied_whole", {"replied_at": NOW}),
        ("Question", "returns_question_asks", {"text": ""}),
        ("Version", "returns_version_accepted_whole", {"accepted_at": NOW}),
    ],
)
def test_a_half_told_row_is_refused(round_, broken, model, name, changes):
    row = getattr(m, model).objects.first()
    with broken(name):
        type(row).objects.filter(pk=row.pk).update(**changes)


def test_another_version_says_why(round_, broken):
    row = m.Version.objects.get()
    row.pk, row.number = uuid7(), 2
    with broken("returns_version_says_why"):
        row.save(force_insert=True)


@pytest.mark.parametrize("changes", [{"lines": []}, {"number": 2}, {"signed_at": NOW}])
def test_what_was_signed_never_changes(round_, changes):
    with pytest.raises(IntegrityError, match="A signed version never changes"), transaction.atomic():
        m.Version.objects.update(**changes)


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("Ask", "returns_ask_once"),
        ("Return", "returns_return_once"),
        ("Version", "returns_version_once"),
        ("Chase", "returns_chase_once"),
    ],
)
def test_nothing_is_there_twice(round_, broken, model, name):
    row = getattr(m, model).objects.first()
    if model == "Return":
        from goldenthread.records.models import Record

        spine = row.record
        other = Record.objects.get(pk=spine.pk)
        other.pk, other.reference = uuid7(), "RET-2018-999"
        other.save(force_insert=True)
        row.record = other
    else:
        row.pk = uuid7()
    with broken(name):
        row.save(force_insert=True)
