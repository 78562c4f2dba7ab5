import pytest
from django.db import transaction

from goldenthread import jobs
from goldenthread.foundation.errors import RuleBroken
from goldenthread.jobs import registry
from goldenthread.jobs.models import Job
from goldenthread.jobs.testing import run_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_registries")]
seen: list = []


@pytest.fixture(autouse=True)
def nothing_seen():
    seen.clear()


def test_what_is_queued_is_done_with_its_payload():
    jobs.task("sample.add")(lambda *, a, b: a + b)
    job = jobs.enqueue("sample.add", a=2, b=3)
    assert run_all() == 1
    kept = Job.objects.get(pk=job)
    assert (kept.status, kept.result, kept.attempts) == ("done", 5, 1)


def test_a_job_is_undone_with_the_transaction_that_asked_for_it():
    jobs.task("sample.see")(lambda: seen.append(1))
    with transaction.atomic():
        jobs.enqueue("sample.see")
        transaction.set_rollback(True)
    assert run_all() == 0
    assert not Job.objects.exists()


def test_who_asked_is_kept(admin):
    jobs.task("sample.see")(lambda: seen.append(1))
    job = Job.objects.get(pk=jobs.enqueue("sample.see", by=admin))
    assert (job.asked_by, job.asked_by_email) == (admin.user_id, admin.email)


def test_a_failure_is_tried_again_later_then_laid_aside(clock_at, at):
    clock_at(at)

    @jobs.task("sample.fail", retries=1)
    def fail():
        raise RuleBroken("The register is closed.")

    job = jobs.enqueue("sample.fail")
    run_all()
    kept = Job.objects.get(pk=job)
    assert (kept.status, kept.attempts, kept.problem) == ("waiting", 1, "The register is closed.")
    assert (kept.next_at - at).total_seconds() == 30
    assert run_all() == 0, "it is not tried before its time"
    clock_at(kept.next_at)
    run_all()
    kept.refresh_from_db()
    assert (kept.status, kept.attempts) == ("failed", 2)
    assert "RuleBroken" in kept.traceback


def test_a_task_that_fails_leaves_nothing_of_its_work(at):
    @jobs.task("sample.half", retries=0)
    def half():
        jobs.enqueue("sample.half")
        raise ValueError("in the middle")

    jobs.enqueue("sample.half")
    run_all()
    assert Job.objects.count() == 1


def test_progress_is_shown():
    @jobs.task("sample.long", atomic=False)
    def long():
        jobs.progress(3, 10, "agencies")
        row = Job.objects.get()
        seen.append((row.done, row.of, row.doing))

    jobs.enqueue("sample.long")
    run_all()
    assert seen == [(3, 10, "agencies")]


def test_a_task_nobody_registered_is_refused():
    with pytest.raises(KeyError, match="unknown"):
        jobs.enqueue("sample.unknown")


def test_a_payload_that_json_cannot_hold_is_refused():
    jobs.task("sample.see")(lambda thing: seen.append(1))
    with pytest.raises(TypeError):
        jobs.enqueue("sample.see", thing=object())


def test_a_code_is_taken_once():
    jobs.task("sample.see")(lambda: seen.append(1))
    with pytest.raises(ValueError, match="Two functions"):
        jobs.task("sample.see")(test_who_asked_is_kept)


def test_a_job_whose_task_is_gone_is_laid_aside():
    jobs.task("sample.see")(lambda: seen.append(1))
    job = jobs.enqueue("sample.see")

    registry._TASKS.pop("sample.see")
    run_all()
    assert Job.objects.get(pk=job).status == "failed"


def test_a_job_that_is_over_says_when(broken, at):
    with broken("job_finished_when_over"):
        Job.objects.create(code="x", status="done", created_at=at)


def test_progress_stays_within_the_whole(broken, at):
    with broken("job_progress_within"):
        Job.objects.create(code="x", done=3, of=2, created_at=at)


def test_all_regular_work_has_a_task_to_do():
    assert all(registry.find(each.code) for each in registry.regular())
    assert len(registry.regular()) > 5
