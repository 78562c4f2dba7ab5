"""The catalogue of data checks: what is found stays known, is mended, comes back; a check that fails stops no other."""

from datetime import timedelta

import pytest

from goldenthread.foundation.errors import NotAllowed
from goldenthread.foundation.ids import uuid7
from goldenthread.workbench import checks
from goldenthread.workbench.checks import DataCheck, Found, Severity
from goldenthread.workbench.models import CheckResult
from goldenthread.workbench.operations.checks import run_checks
from goldenthread.workbench.queries.checks import check_results, check_runs
from tests.factories import viewers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_registries")]


def check(code, find, severity=Severity.LOOK):
    return checks.register(DataCheck(code, f"Check {code}", severity, "It matters.", "Mend it.", find))


@pytest.fixture
def found():
    rows = [Found("a", "Subject A"), Found("b", "Subject B")]
    check("test.some", lambda viewer, on: list(rows))
    return rows


def subjects(viewer, **options):
    return [row.subject for row in check_results(viewer, **options)]


def test_what_is_wrong_is_kept_with_the_day_it_was_first_found(admin, at, found):
    run_checks(by=admin, at=at, code="test.some")
    run_checks(by=admin, at=at + timedelta(days=1), code="test.some")
    row = CheckResult.objects.get(subject_key="a")
    assert (row.first_found_at, row.last_found_at) == (at, at + timedelta(days=1))


def test_what_is_no_longer_found_is_mended_and_may_come_back(admin, at, found):
    run_checks(by=admin, at=at, code="test.some")
    gone = found.pop()
    run_checks(by=admin, at=at + timedelta(days=1), code="test.some")
    assert subjects(admin) == ["Subject A"]
    assert subjects(admin, mended=True) == ["Subject B"]
    found.append(gone)
    run_checks(by=admin, at=at + timedelta(days=2), code="test.some")
    assert subjects(admin) == ["Subject A", "Subject B"]
    assert CheckResult.objects.get(subject_key="b").first_found_at == at + timedelta(days=2)


def test_a_check_that_fails_is_noted_and_the_others_run(admin, at, found):
    check("test.broken", lambda viewer, on: 1 / 0, Severity.STOP)
    assert run_checks(by=admin, at=at) >= 2
    assert "ZeroDivisionError" in check_runs(admin)["test.broken"].failure
    assert "Subject A" in subjects(admin)


def test_a_check_cannot_be_registered_twice(found):
    with pytest.raises(ValueError, match=r"test\.some"):
        check("test.some", lambda viewer, on: [])


def test_only_those_who_see_checks_run_or_read_them(stranger, at, found):
    with pytest.raises(NotAllowed):
        run_checks(by=stranger, at=at)
    assert subjects(stranger) == []
    assert check_runs(stranger) == {}


def test_results_about_a_record_one_may_not_know_of_are_not_shown(admin, at, found):
    from goldenthread.records.models import Record

    walled = Record.objects.create(kind="nobody.knows", reference="X-1", title="X", opened_on=at.date())
    found.append(Found("c", "Hidden", record=walled.pk))
    run_checks(by=admin, at=at, code="test.some")
    assert "Hidden" not in subjects(admin)


def test_a_manager_sees_results_of_own_partnerships_and_of_the_installation(admin, at, found):
    from goldenthread.records.models import Record

    mine, other = (
        Record.objects.create(kind="nobody.knows", reference=f"X-{n}", title="X", opened_on=at.date()) for n in (1, 2)
    )
    found[:] = [Found("m", "Mine", partnership=mine.pk), Found("o", "Other", partnership=other.pk), Found("i", "All")]
    run_checks(by=admin, at=at, code="test.some")
    assert set(subjects(viewers.business_manager(mine.pk))) == {"Mine", "All"}


def result(at, **fields):
    given = {"check_code": "x", "subject_key": uuid7().hex, "subject": "S", "severity": 1, "first_found_at": at}
    return CheckResult(**{**given, "last_found_at": at, **fields})


def test_the_database_keeps_one_result_for_one_thing(at, broken):
    result(at, subject_key="k").save()
    with broken("check_result_once"):
        result(at, subject_key="k").save()


def test_the_database_keeps_findings_in_order(at, broken):
    with broken("check_result_found_in_order"):
        result(at, last_found_at=at - timedelta(days=1)).save()
