import io

import pytest

from goldenthread.access.permissions import Permission
from goldenthread.audit.models import AuditEvent
from goldenthread.documents import operations, queries, storage
from goldenthread.documents.models import Blob, Document, Version
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.ids import uuid7
from tests.documents.files import DOCX, EXE, PDF
from tests.factories import records, viewers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_registries")]


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CLAMAV = ""
    return settings.MEDIA_ROOT


@pytest.fixture
def home(store):
    return records.partnership()


@pytest.fixture
def thing(home):
    records.kind()
    return records.record(partnership=home.pk)


@pytest.fixture
def manager(home):
    return viewers.business_manager(home.pk)


def add(by, at, thing, content=PDF, **fields):
    given = {"title": "Minutes", "name": "minutes.pdf", **fields}
    return operations.add_document(by=by, at=at, record=thing.pk, content=io.BytesIO(content), **given)


def test_a_paper_is_kept_with_its_size_seal_and_kind(manager, at, thing):
    ref = add(manager, at, thing)
    paper = queries.paper(manager, ref.id)
    version = paper.newest
    assert (paper.title, version.number, version.size, version.media_type) == (
        "Minutes",
        1,
        len(PDF),
        "application/pdf",
    )
    assert storage.path_of(version.sha256).read_bytes() == PDF
    assert AuditEvent.objects.get(event="documents.added").details["sha256"] == version.sha256


def test_a_new_version_stands_before_the_old_one(manager, at, thing):
    ref = add(manager, at, thing)
    operations.add_version(
        by=manager, at=at, document=ref.id, name="minutes.docx", content=io.BytesIO(DOCX), note="Agreed"
    )
    assert [(each.number, each.note) for each in queries.paper(manager, ref.id).versions] == [(2, "Agreed"), (1, "")]


def test_the_same_bytes_are_kept_once(manager, at, thing, store):
    add(manager, at, thing)
    add(manager, at, thing, title="A copy")
    assert (Version.objects.count(), Blob.objects.count(), len(list(storage.all_stored()))) == (2, 1, 1)


def test_a_refused_file_leaves_nothing(manager, at, thing):
    with pytest.raises(RuleBroken, match="is a program") as refusal:
        add(manager, at, thing, content=EXE)
    assert refusal.value.field == "file"
    assert not Document.objects.exists()
    assert list(storage.left_behind()) == []


def test_a_file_that_is_too_large_is_stopped_at_the_limit(manager, at, thing, settings):
    settings.UPLOAD_BYTES = 1024 * 1024

    class Endless:
        read_bytes = 0

        def read(self, size):
            self.read_bytes += size
            return b"x" * size

    content = Endless()
    with pytest.raises(RuleBroken, match="larger than 1 MB"):
        operations.add_document(by=manager, at=at, record=thing.pk, title="x", name="x.txt", content=content)
    assert content.read_bytes <= 1024 * 1024 + storage.BLOCK
    assert list(storage.left_behind()) == []


def test_papers_of_a_record_one_may_not_know_of_are_not_there(manager, at, thing):
    ref = add(manager, at, thing)
    other = viewers.business_manager(uuid7())
    for act in [
        lambda: queries.paper(other, ref.id),
        lambda: add(other, at, thing),
        lambda: operations.add_version(by=other, at=at, document=ref.id, name="x.pdf", content=io.BytesIO(PDF)),
        lambda: operations.open_version(by=other, at=at, document=ref.id, number=1),
        lambda: operations.withdraw_document(by=other, at=at, document=ref.id, seen=1, reason="x"),
    ]:
        with pytest.raises(NotFound):
            act()
    assert queries.of_record(other, thing.pk) == []


def test_a_reader_reads_and_may_not_write(manager, at, thing, home):
    ref = add(manager, at, thing)
    reader = viewers.holding("lay_member", partnership=home.pk)
    assert operations.open_version(by=reader, at=at, document=ref.id, number=1).file_name == "minutes.pdf"
    assert not queries.may_edit(reader, thing.pk)
    with pytest.raises(NotAllowed, match="add and replace papers"):
        add(reader, at, thing)


def test_who_may_see_the_record_but_not_papers_sees_none(manager, at, thing, home):
    add(manager, at, thing)
    young = viewers.holding("young_adviser", partnership=home.pk)
    assert queries.of_record(young, thing.pk) == []


def test_an_agency_adds_to_its_own_record_and_to_no_other(manager, at, home, thing):
    agency = records.record(title="Agency")
    own = records.record(partnership=home.pk, owner_agency=agency.pk)
    member = viewers.holding("agency_member", agency=agency.pk, around=[home.pk])
    add(member, at, own)
    with pytest.raises(NotAllowed):
        add(member, at, thing)


def test_a_walled_record_s_papers_are_behind_the_wall(at, home, manager):
    records.kind("sample.case", prefix="CSE", walled=True)
    case = records.record("sample.case", partnership=home.pk)
    lead = viewers.who_may(Permission.WALLED_CASEWORK, partnership=home.pk)
    ref = add(lead, at, case)
    assert queries.paper(lead, ref.id).sensitivity == "restricted"
    with pytest.raises(NotFound):
        queries.paper(manager, ref.id)
    operations.open_version(by=lead, at=at, document=ref.id, number=1)
    assert AuditEvent.objects.filter(event="documents.opened").count() == 1


def test_reading_an_ordinary_paper_is_not_written_but_a_restricted_one_is(manager, at, thing):
    plain, secret = add(manager, at, thing), add(manager, at, thing, title="Draft", sensitivity="restricted")
    operations.open_version(by=manager, at=at, document=plain.id, number=1)
    operations.open_version(by=manager, at=at, document=secret.id, number=1)
    assert [event.details["title"] for event in AuditEvent.objects.filter(event="documents.opened")] == ["Draft"]


def test_a_file_changed_on_the_disk_is_never_served(manager, at, thing):
    ref = add(manager, at, thing)
    storage.path_of(queries.paper(manager, ref.id).newest.sha256).write_bytes(b"%PDF-other")
    with pytest.raises(RuleBroken, match="damaged"):
        operations.open_version(by=manager, at=at, document=ref.id, number=1)


def test_withdrawing_needs_a_reason_and_keeps_the_paper(manager, at, thing):
    ref = add(manager, at, thing)
    with pytest.raises(RuleBroken, match="why"):
        operations.withdraw_document(by=manager, at=at, document=ref.id, seen=1, reason="  ")
    operations.withdraw_document(by=manager, at=at, document=ref.id, seen=1, reason="Wrong meeting")
    assert queries.of_record(manager, thing.pk) == []
    kept = queries.of_record(manager, thing.pk, withdrawn=True)[0]
    assert (kept.withdrawn_reason, kept.withdrawn_by_name) == ("Wrong meeting", manager.name)
    with pytest.raises(RuleBroken, match="withdrawn"):
        operations.add_version(by=manager, at=at, document=ref.id, name="x.pdf", content=io.BytesIO(PDF))


def change(by, at, ref, **fields):
    given = {"seen": 1, "title": "Minutes", "sensitivity": "partners", **fields}
    operations.change_document(by=by, at=at, document=ref.id, **given)


def test_two_people_who_change_one_paper_do_not_overwrite_each_other(manager, at, thing):
    ref = add(manager, at, thing)
    change(manager, at, ref, title="Minutes of 2 April")
    with pytest.raises(EditConflict):
        change(manager, at, ref, title="Minutes, April")


def test_publication_follows_clearance_and_never_a_restricted_paper(manager, at, thing):
    ref = add(manager, at, thing)
    with pytest.raises(RuleBroken, match="restricted"):
        change(manager, at, ref, sensitivity="restricted", may_be_published=True)
    with pytest.raises(RuleBroken, match="cleared"):
        change(manager, at, ref, published_on=at.date())
    change(manager, at, ref, may_be_published=True, published_on=at.date())
    assert queries.paper(manager, ref.id).may_be_published


def test_many_papers_are_read_in_a_fixed_number_of_queries(manager, at, thing, django_assert_max_num_queries):
    for number in range(5):
        add(manager, at, thing, title=f"Paper {number}")
    with django_assert_max_num_queries(2):
        assert len(queries.of_record(manager, thing.pk)) == 5
