import pytest
from django.core import mail as outbox

from goldenthread.jobs import mail
from goldenthread.jobs.models import Job, OutgoingMail
from goldenthread.jobs.testing import run_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    settings.OUTGOING_MAIL = {"backend": "django.core.mail.backends.locmem.EmailBackend"}


@pytest.fixture
def deaf_server(settings):
    settings.OUTGOING_MAIL = {"backend": "django.core.mail.backends.smtp.EmailBackend", "host": "127.0.0.1", "port": 1}


def test_without_a_mail_server_mail_is_kept_and_no_work_fails():
    assert mail.send("a@example.org", "Hello", "Words", "hello:1")
    assert OutgoingMail.objects.get().status == "kept"
    assert run_all() == 0


def test_mail_is_sent_by_the_worker_not_by_the_page(server):
    mail.send("a@example.org", "Hello", "Words", "hello:1")
    assert outbox.outbox == []
    run_all()
    assert [message.subject for message in outbox.outbox] == ["Hello"]
    assert OutgoingMail.objects.get().status == "sent"


def test_the_same_mail_is_never_sent_twice(server):
    assert mail.send("a@example.org", "Hello", "Words", "hello:1")
    assert not mail.send("a@example.org", "Hello", "Words", "hello:1")
    run_all()
    assert len(outbox.outbox) == 1


def test_a_copy_after_a_crash_carries_the_same_message_id(server):
    mail.send("a@example.org", "Hello", "Words", "hello:1")
    row = OutgoingMail.objects.get()
    mail._transmit(row)
    mail._transmit(row)
    first, second = (message.extra_headers["Message-ID"] for message in outbox.outbox)
    assert first == second


def test_a_mail_server_that_is_away_delays_mail_and_nothing_else(deaf_server):
    mail.send("a@example.org", "Hello", "Words", "hello:1")
    run_all()
    row = OutgoingMail.objects.get()
    assert (row.status, row.attempts) == ("failed", 1)
    assert "refused" in row.problem.lower()
    assert Job.objects.get().status == "waiting"


def test_a_subject_cannot_smuggle_in_a_header(server):
    mail.send("a@example.org", "Hello\r\nBcc: everybody@example.org", "Words", "hello:1")
    run_all()
    assert outbox.outbox[0].subject == "Hello Bcc: everybody@example.org"


def test_libraries_send_through_the_same_table(settings, server):
    settings.EMAIL_BACKEND = "goldenthread.jobs.mailbox.KeptMail"
    outbox.send_mail("Your link", "Words", None, ["a@example.org", "b@example.org"])
    assert OutgoingMail.objects.count() == 2


def test_mail_that_was_sent_says_when(broken, at):
    with broken("mail_sent_when_sent"):
        OutgoingMail.objects.create(key="x", to="a@example.org", subject="x", status="sent", created_at=at)
