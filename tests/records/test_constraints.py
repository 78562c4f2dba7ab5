from datetime import date

from goldenthread.records.models import Record


def test_a_record_cannot_close_before_it_opened(broken):
    with broken("record_closed_after_opened"):
        Record.objects.create(
            kind="x", reference="X-0001", title="X", opened_on=date(2026, 4, 2), closed_on=date(2026, 4, 1)
        )
