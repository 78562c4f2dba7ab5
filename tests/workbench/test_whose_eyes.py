"""The nightly checks see what they are about: the operator who runs them reads no figures, so each says whose eyes it uses."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from goldenthread import jobs
from goldenthread.access import eyes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.accounts.setting_up import make_ready
from goldenthread.foundation.ids import uuid7
from goldenthread.jobs.testing import run_all
from goldenthread.workbench import checks
from goldenthread.workbench.models import CheckResult, CheckRun
from tests.factories import assurance, evidence, finance, viewers
from tests.factories import partnership as bodies
from tests.factories.returns import Round

pytestmark = pytest.mark.django_db
# Asked beside a permission that is enough to read.
EITHER = {"assurance.decide", "release.approve", "release.prepare"}
# Cases stand behind a wall: no check looks there with the eyes of a role.
WALLED = {"case_audit.grade", "case_audit.lead"}
NIGHT = datetime(2026, 6, 12, 2, 30, tzinfo=UTC)


@pytest.fixture
def by_night(clock_at):
    """Run the regular task as the scheduler does: for nobody in particular."""
    clock_at(NIGHT)
    make_ready()

    def run():
        jobs.enqueue("workbench.checks")
        run_all()
        assert not CheckRun.objects.exclude(failure="").exists()
        return set(CheckResult.objects.filter(mended_at__isnull=True).values_list("check_code", flat=True))

    return run


def test_the_nightly_task_finds_what_is_wrong_in_every_area_that_the_operator_does_not_read(by_night):
    site = assurance.Site()  # a figure that nobody signed off
    site.ask()
    finance.year(site.place, 2023, by=viewers.business_manager(site.place))
    Round("exclusions").signed(exclusions=3)
    assert by_night() >= {"evidence.unsigned", "assurance.unanswered", "finance.unsigned", "returns.unanswered"}


def test_each_partnership_is_looked_at_with_its_own_scrutineers_eyes(by_night):
    homes = [evidence.Home("cpp"), evidence.Home("cpp")]
    for home in homes:
        home.supply("cpp", "2024-25", 320)
    by_night()
    told = CheckResult.objects.filter(check_code="evidence.unsigned").values_list("partnership", flat=True)
    assert set(told) == {home.place for home in homes}


def test_what_is_found_is_read_by_those_who_know_of_the_record_only(by_night):
    from goldenthread.workbench.queries.checks import check_results

    site = assurance.Site()
    by_night()
    mine = viewers.holding("scrutineer", partnership=site.place)
    others = viewers.holding("scrutineer", partnership=bodies.partnership("Another Partnership").pk)
    codes = [set(check_results(each).values_list("check_code", flat=True)) for each in (mine, others)]
    assert "evidence.unsigned" in codes[0]
    assert "evidence.unsigned" not in codes[1]


def test_every_check_looks_with_eyes_that_see_what_it_asks_for(monkeypatch):
    """A permission that the eyes do not hold would make a check find nothing, for ever and in silence."""
    home = assurance.Site().place
    operator = viewers.administrator()
    held, refused = Viewer.reach, set()

    def reach(self, permission):
        found = held(self, permission)
        if found.nowhere:
            refused.add(permission.value)
        return found

    monkeypatch.setattr(Viewer, "reach", reach)
    blind = {}
    for check in checks.every():
        refused.clear()
        list(check.find(eyes.through(operator, home, check.eyes) if check.eyes else replace(operator), NIGHT.date()))
        blind[check.code] = refused - EITHER - WALLED
    assert {code: found for code, found in blind.items() if found} == {}


def test_eyes_are_those_of_one_partnership_and_of_nothing_else(admin):
    home = uuid7()
    seen = eyes.through(admin, home)
    assert (seen.user_id, seen.name) == (admin.user_id, admin.name)
    assert seen.may(Permission.EVIDENCE_VIEW, partnership=home)
    assert not seen.may(Permission.EVIDENCE_VIEW, partnership=uuid7())
    assert not seen.may(Permission.ACCOUNT_INVITE)


@pytest.mark.parametrize("role", ["nobody", "system_administrator"])
def test_nobody_looks_with_eyes_that_do_not_look_at_a_partnership(admin, role):
    with pytest.raises(ValueError, match=role):
        eyes.through(admin, uuid7(), role)
