import io
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from goldenthread.documents import operations, queries
from goldenthread.foundation.ids import uuid7
from tests.documents.files import EXE, PDF
from tests.factories import records, viewers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_registries")]


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CLAMAV = ""


@pytest.fixture
def home():
    return records.partnership()


@pytest.fixture
def thing(home):
    records.kind()
    return records.record(partnership=home.pk)


@pytest.fixture
def manager(home):
    return viewers.business_manager(home.pk)


@pytest.fixture
def ref(manager, at, thing):
    return operations.add_document(
        by=manager, at=at, record=thing.pk, title="Minutes", name="Café “minutes”.pdf", content=io.BytesIO(PDF)
    )


def to(name, *args):
    return reverse(f"documents:{name}", args=args)


def upload(name="minutes.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def body(response):
    return b"".join(response.streaming_content)


def test_a_paper_is_added_on_its_page(client, manager, thing):
    client.look_as(manager)
    assert client.get(to("add", thing.pk)).status_code == 200
    response = client.post(to("add", thing.pk), {"title": "", "sensitivity": "partners", "file": upload()}, follow=True)
    assert "“minutes” is added." in response.content.decode()
    assert "version 1" in response.content.decode()


def test_a_renamed_program_is_refused_beside_the_field(client, manager, thing):
    client.look_as(manager)
    response = client.post(to("add", thing.pk), {"title": "x", "sensitivity": "partners", "file": upload(content=EXE)})
    assert response.status_code == 422
    assert "is a program, whatever its name says" in response.content.decode()


def test_a_file_leaves_as_a_file_and_never_as_a_page_of_ours(client, manager, ref):
    response = client.look_as(manager).get(to("download", ref.id, 1))
    assert body(response) == PDF
    assert response["Content-Disposition"].startswith("attachment; ")
    assert f"filename*=UTF-8''{quote('Café “minutes”.pdf')}" in response["Content-Disposition"]
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_a_paper_is_replaced_changed_and_withdrawn_on_its_pages(client, manager, thing, ref):
    client.look_as(manager)
    client.post(to("replace", ref.id), {"file": upload("new.pdf"), "note": "Agreed on 2 April"})
    html = client.get(to("document", ref.id)).content.decode()
    assert "Agreed on 2 April" in html
    assert "new.pdf" in html
    changed = {"edition": 1, "title": "Agreed minutes", "sensitivity": "partners", "may_be_published": "on"}
    assert client.post(to("change", ref.id), changed).status_code == 302
    assert "May be published" in client.get(to("document", ref.id)).content.decode()
    conflict = client.post(to("change", ref.id), {**changed, "title": "Other words"})
    assert "Agreed minutes" in conflict.content.decode()
    assert "Other words" in conflict.content.decode()
    stale = client.post(to("withdraw", ref.id), {"edition": 1, "reason": "Wrong meeting"})
    assert stale.status_code == 422
    assert "Somebody changed this paper while you were writing." in stale.content.decode()
    assert "Wrong meeting" in stale.content.decode()
    assert 'value="2"' in stale.content.decode()
    assert client.post(to("withdraw", ref.id), {"edition": 2, "reason": ""}).status_code == 422
    client.post(to("withdraw", ref.id), {"edition": 2, "reason": "Wrong meeting"})
    html = client.get(to("document", ref.id)).content.decode()
    assert "This paper was withdrawn" in html
    assert "Wrong meeting" in html


@pytest.mark.parametrize("name", ["document", "replace", "change", "withdraw"])
def test_others_papers_are_not_there(client, ref, name):
    other = viewers.business_manager(uuid7())
    assert client.look_as(other).get(to(name, ref.id)).status_code == 404


def test_others_files_are_not_there(client, ref, thing):
    client.look_as(viewers.business_manager(uuid7()))
    assert client.get(to("download", ref.id, 1)).status_code == 404
    assert client.get(to("of_record", thing.pk)).status_code == 404
    assert client.get(to("add", thing.pk)).status_code == 404


def test_a_version_that_is_not_there_is_not_found(client, manager, ref):
    client.look_as(manager)
    for number in (0, 2, 2**70):
        assert client.get(to("download", ref.id, number)).status_code == 404


def test_a_reader_sees_no_way_to_change(client, home, thing, ref):
    client.look_as(viewers.holding("lay_member", partnership=home.pk))
    html = client.get(to("document", ref.id)).content.decode()
    assert "Withdraw" not in html
    assert client.get(to("withdraw", ref.id)).status_code == 403


def test_a_page_of_papers_takes_a_fixed_number_of_queries(client, manager, at, thing, django_assert_max_num_queries):
    for number in range(12):
        operations.add_document(
            by=manager, at=at, record=thing.pk, title=f"P{number}", name="a.pdf", content=io.BytesIO(PDF)
        )
    client.look_as(manager)
    with django_assert_max_num_queries(14):
        client.get(to("of_record", thing.pk))


def test_a_huge_upload_is_refused_before_a_byte_is_read(client, manager, thing, settings):
    client.look_as(manager)
    settings.UPLOAD_BYTES = 50 * 1024 * 1024

    class NeverRead(io.BytesIO):
        def read(self, *args):
            raise AssertionError("the body was read")

    response = client.request(
        **{
            "REQUEST_METHOD": "POST",
            "PATH_INFO": to("add", thing.pk),
            "CONTENT_TYPE": "multipart/form-data; boundary=x",
            "CONTENT_LENGTH": str(300 * 1024 * 1024),
            "wsgi.input": NeverRead(),
        }
    )
    assert response.status_code == 413
    assert "50 MB at most" in response.content.decode()


def test_a_file_just_over_the_limit_is_refused_beside_the_field(client, manager, thing, settings):
    settings.UPLOAD_BYTES = 1024 * 1024
    client.look_as(manager)
    big = upload("big.txt", b"x" * (1024 * 1024 + 10))
    response = client.post(to("add", thing.pk), {"title": "x", "sensitivity": "partners", "file": big})
    assert response.status_code == 422
    assert "1 MB" in response.content.decode()
    assert queries.of_record(manager, thing.pk) == []
