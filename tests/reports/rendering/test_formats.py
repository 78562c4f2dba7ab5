"""Publication keeps every format, or none."""

import pytest

from goldenthread.foundation.errors import NotFound
from goldenthread.reports import models as m
from goldenthread.reports import operations, queries
from goldenthread.reports.rendering import FORMATS, WHOLE, files, setting
from tests.factories import reports as make
from tests.reports.rendering import sample


def test_files_for_young_people_are_made_only_where_something_is_written_for_them(monkeypatch):
    document = sample.document()
    for format in FORMATS:
        monkeypatch.setitem(FORMATS, format, lambda _: b"made")
    assert [format for format, _ in files(document)] == list(FORMATS)
    silent = {**document, "sections": [{**one, "plain": " "} for one in document["sections"]]}
    assert [format for format, _ in files(silent)] == [format for format in FORMATS if format in WHOLE]


@pytest.mark.django_db
def test_an_edition_is_published_with_all_its_files_or_not_at_all(report, manager, chair, monkeypatch):
    make.write_all(report, manager, "What we did.")
    operations.approve(by=chair, at=make.AT, report=report)

    def broken(_):
        raise setting.NotSet("The pages were not set.")

    with monkeypatch.context() as patched:
        patched.setitem(FORMATS, "docx", broken)
        with pytest.raises(setting.NotSet):
            operations.publish(by=manager, at=make.AT, report=report)
    assert not m.Edition.objects.exists()
    edition = operations.publish(by=manager, at=make.AT, report=report)
    begins = {format: queries.file_of(edition, format)[:5] for format in WHOLE}
    assert (begins["pdf"], begins["docx"][:2], begins["html"].lower()) == (b"%PDF-", b"PK", b"<!doc")
    with pytest.raises(NotFound):
        queries.file_of(edition, "young_pdf")
