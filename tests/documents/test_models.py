import pytest

from goldenthread.documents.models import Blob, Document, Version
from goldenthread.foundation.ids import uuid7
from tests.factories import records

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_registries")]


@pytest.fixture
def document(at):
    return Document.objects.create(record_id=records.partnership().pk, title="Minutes", created_at=at)


@pytest.fixture
def blob():
    return Blob.objects.create(sha256="0" * 64, size=1, media_type="text/plain")


def version(document, blob, at, number):
    return Version.objects.create(
        document=document, blob=blob, number=number, uploaded_at=at, uploaded_by=uuid7(), uploaded_by_name="x"
    )


def test_a_withdrawn_paper_says_who_when_and_why(broken, document, at):
    with broken("document_withdrawn_with_reason"):
        Document.objects.filter(pk=document.pk).update(withdrawn_at=at, withdrawn_by=uuid7())


def test_a_paper_is_published_only_when_cleared(broken, document, at):
    with broken("document_published_when_cleared"):
        Document.objects.filter(pk=document.pk).update(published_on=at.date())


def test_a_restricted_paper_is_never_cleared(broken, document):
    with broken("document_restricted_not_published"):
        Document.objects.filter(pk=document.pk).update(sensitivity="restricted", may_be_published=True)


def test_two_versions_never_share_a_number(broken, document, blob, at):
    version(document, blob, at, 1)
    with broken("version_number_once"):
        version(document, blob, at, 1)


def test_versions_count_from_one(broken, document, blob, at):
    with broken("version_number_from_one"):
        version(document, blob, at, 0)


def test_bytes_that_were_scanned_say_when(broken, blob):
    with broken("blob_scanned_when_said"):
        Blob.objects.filter(pk=blob.pk).update(scan="clean")
