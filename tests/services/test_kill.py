"""Processes are killed, as by a power cut, and started again: nothing is half done, nothing accepted is lost."""

import signal

MAILS = "SELECT key FROM jobs_outgoingmail ORDER BY key"
JOBS = "SELECT status, attempts FROM jobs_job"
HELD = [
    f"SELECT count(*) FROM {table}"
    for table in ("records_record", "documents_document", "documents_version", "documents_blob", "audit_auditevent")
]


def test_a_worker_killed_in_the_middle_of_a_job_leaves_it_to_be_done_once(installation):
    worker = installation.process("worker")
    installation.wait_for("job")
    installation.kill(worker)
    assert installation.rows(MAILS) == [], "the half that was done is undone"
    assert installation.rows(JOBS) == [("running", 1)]
    installation.run("once")
    assert installation.rows(JOBS) == [("waiting", 1)], "it was found, and waits half a minute"
    installation.do(
        "UPDATE django_tasks_database_dbtaskresult SET run_after = '2026-01-01 00:00:00+00:00' WHERE status = 'READY'"
    )
    installation.run("once")
    assert installation.rows(MAILS) == [("step:1",), ("step:2",)]
    assert installation.rows(JOBS) == [("done", 2)]


def test_a_server_killed_in_the_middle_of_a_write_leaves_nothing_of_it(installation):
    for stage in ("upload", "write"):
        server = installation.process("write")
        installation.wait_for(stage)
        installation.kill(server)
        assert [installation.rows(each)[0][0] for each in HELD] == [0, 0, 0, 0, 0]
    server = installation.process("write")
    assert "True" in installation.finish(server), "the audit trail is whole"
    assert [installation.rows(each)[0][0] for each in HELD] == [1, 1, 1, 1, 1]


def test_two_workers_never_do_one_job_twice(installation):
    installation.run("ask-many")
    both = [installation.process("once"), installation.process("once")]
    for each in both:
        installation.finish(each)
    ran = [path.name.split("-")[1] for path in installation.place.glob("ran-*")]
    assert sorted(ran, key=int) == [str(number) for number in range(30)]


def test_regular_work_that_two_workers_find_due_is_done_once(installation):
    for each in [installation.process("schedule"), installation.process("schedule")]:
        installation.finish(each)
    assert len(list(installation.place.glob("ran-99-*"))) == 1


def test_a_worker_that_is_asked_to_stop_stops(installation):
    worker = installation.process("stop")
    installation.wait_for("workers")
    worker.send_signal(signal.SIGTERM)
    installation.finish(worker)
    assert list((installation.place / "workers").iterdir()) == []
