import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from goldenthread import jobs
from goldenthread.access.permissions import Permission
from goldenthread.audit.models import AuditEvent
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.ids import uuid7
from goldenthread.jobs import mail, operations, registry
from goldenthread.jobs.models import Job, OutgoingMail
from goldenthread.jobs.testing import run_all
from tests.factories import viewers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_registries")]


@pytest.fixture
def keeper():
    return viewers.who_may(Permission.JOB_VIEW)


@pytest.fixture
def failed(stranger):
    @jobs.task("sample.fail", retries=0, words="Import the register")
    def fail():
        raise RuleBroken("The register is closed.")

    job = jobs.enqueue("sample.fail", by=stranger)
    run_all()
    return Job.objects.get(pk=job)


def page_of(job):
    return reverse("jobs:job", args=[job.pk])


def test_whoever_asked_follows_the_work_and_nobody_else(client, stranger, failed):
    html = client.look_as(stranger).get(page_of(failed)).content.decode()
    assert "Import the register" in html
    assert "The register is closed." in html
    assert "Traceback" not in html
    assert client.look_as(viewers.stranger()).get(page_of(failed)).status_code == 404


def test_a_page_of_running_work_looks_again_by_itself(client, stranger):
    jobs.task("sample.wait")(lambda: None)
    job = jobs.enqueue("sample.wait", by=stranger)
    response = client.look_as(stranger).get(reverse("jobs:job", args=[job]))
    assert response["Refresh"]
    assert "waits for its turn" in response.content.decode()
    run_all()
    assert "Refresh" not in client.get(reverse("jobs:job", args=[job]))


def test_failed_work_is_run_again_by_whoever_keeps_the_installation(client, keeper, failed):
    client.look_as(keeper)
    assert "Run it again" in client.get(page_of(failed)).content.decode()
    registry._TASKS["sample.fail"] = registry.Task("sample.fail", "Import", lambda: 1, 0, True, 1)
    client.post(reverse("jobs:run_again", args=[failed.pk]))
    run_all()
    failed.refresh_from_db()
    assert failed.status == "done"
    assert AuditEvent.objects.filter(event="jobs.rerun").exists()


def test_only_failed_work_is_run_again(keeper, at):
    jobs.task("sample.wait")(lambda: None)
    job = jobs.enqueue("sample.wait")
    with pytest.raises(RuleBroken, match="Only work that failed"):
        operations.run_again(by=keeper, at=at, job=job)


def test_the_list_shows_work_and_when_regular_work_is_due(client, keeper, failed, at):
    from goldenthread.jobs import schedules

    schedules.agree(at=at)
    html = client.look_as(keeper).get(reverse("jobs:jobs")).content.decode()
    assert "Import the register" in html
    assert "Clear away old jobs" in html


def test_who_may_not_see_background_work_is_refused(client, stranger):
    client.look_as(stranger)
    for name in ("jobs:jobs", "jobs:mails"):
        assert client.get(reverse(name)).status_code == 403
    assert client.get(reverse("jobs:job", args=[uuid7()])).status_code == 404


def test_without_a_mail_server_mail_is_shown_to_be_passed_on(client, keeper):
    mail.send("a@example.org", "Your invitation", "Follow this link", "invite:1")
    client.look_as(keeper)
    assert "No mail leaves this installation" in client.get(reverse("jobs:mails")).content.decode()
    row = OutgoingMail.objects.get()
    assert "Follow this link" in client.get(reverse("jobs:mail", args=[row.pk])).content.decode()


def test_with_a_mail_server_nobody_reads_other_people_s_mail(client, keeper, settings, at):
    settings.OUTGOING_MAIL = {"backend": "django.core.mail.backends.smtp.EmailBackend", "host": "127.0.0.1", "port": 1}
    mail.send("a@example.org", "Your invitation", "Follow this link", "invite:1")
    run_all()
    row = OutgoingMail.objects.get()
    html = client.look_as(keeper).get(reverse("jobs:mail", args=[row.pk])).content.decode()
    assert "Follow this link" not in html
    assert "Send it again" in html
    settings.OUTGOING_MAIL = {"backend": "django.core.mail.backends.locmem.EmailBackend"}
    client.post(reverse("jobs:send_again", args=[row.pk]))
    run_all()
    row.refresh_from_db()
    assert row.status == "sent"


def test_the_installation_says_that_it_is_well(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response["X-Request-ID"]


def test_the_installation_says_when_its_database_is_away(client, monkeypatch):
    def away():
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", away)
    assert client.get("/healthz").status_code == 503
