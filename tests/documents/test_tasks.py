import io
import os
import socket
import threading

import pytest

from goldenthread.documents import operations, queries, storage, tasks
from goldenthread.documents.models import Blob
from goldenthread.foundation.errors import RuleBroken
from goldenthread.jobs.models import Job
from goldenthread.jobs.testing import run_all
from tests.documents.files import PDF
from tests.factories import records, viewers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_registries")]


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CLAMAV = ""


class Scanner(threading.Thread):
    """Speaks clamd's INSTREAM to one caller and keeps what it was sent."""

    def __init__(self, answer):
        super().__init__(daemon=True)
        self.answer, self.received = answer, b""
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.door.getsockname()[1]}"

    def run(self):
        caller, _ = self.door.accept()
        with caller, caller.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while length := int.from_bytes(stream.read(4), "big"):
                self.received += stream.read(length)
            caller.sendall(self.answer)
        self.door.close()


@pytest.fixture
def manager():
    return viewers.business_manager(records.partnership().pk)


def add(manager, at):
    home = next(iter(manager.grants)).scope_id
    ref = operations.add_document(by=manager, at=at, record=home, title="x", name="x.pdf", content=io.BytesIO(PDF))
    return ref.id


def open_it(manager, at, document):
    return operations.open_version(by=manager, at=at, document=document, number=1)


def test_a_clean_file_is_served_once_it_is_checked(manager, at, settings):
    scanner = Scanner(b"stream: OK\0")
    settings.CLAMAV = scanner.address
    scanner.start()
    document = add(manager, at)
    with pytest.raises(RuleBroken, match="not been checked"):
        open_it(manager, at, document)
    run_all()
    scanner.join(5)
    assert scanner.received == PDF
    assert open_it(manager, at, document).size == len(PDF)


def test_an_infected_file_is_locked_away_and_never_served(manager, at, settings):
    scanner = Scanner(b"stream: Eicar-Signature FOUND\0")
    settings.CLAMAV = scanner.address
    scanner.start()
    document = add(manager, at)
    run_all()
    scanner.join(5)
    with pytest.raises(RuleBroken, match="virus was found"):
        open_it(manager, at, document)
    blob = Blob.objects.get()
    assert blob.finding == "Eicar-Signature"
    assert not storage.path_of(blob.sha256).exists()
    settings.CLAMAV = ""
    again = add(manager, at)
    assert "virus" in queries.paper(manager, again).newest.held_back, "the same bytes stay locked away"


def test_while_the_scanner_is_away_the_file_waits(manager, at, settings):
    settings.CLAMAV = "127.0.0.1:1"
    document = add(manager, at)
    run_all()
    assert Job.objects.get().status == "waiting"
    with pytest.raises(RuleBroken, match="not been checked"):
        open_it(manager, at, document)


def test_bytes_that_belong_to_no_paper_are_swept_away_after_a_day(manager, at):
    document = add(manager, at)
    kept = storage.path_of(queries.paper(manager, document).newest.sha256)
    orphan = storage.receive(io.BytesIO(b"orphan")).accept().path
    young = storage.receive(io.BytesIO(b"young")).accept().path
    half = storage.receive(io.BytesIO(b"half")).path
    for path in (kept, orphan, half):
        os.utime(path, (1, 1))
    assert tasks.sweep() == 2
    assert [path.exists() for path in (kept, orphan, young, half)] == [True, False, True, False]
