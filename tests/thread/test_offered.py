from datetime import UTC, date, datetime

import pytest

from goldenthread.foundation.periods import year_from_april
from goldenthread.records.kinds import every
from goldenthread.thread import checking, operations
from goldenthread.workbench import materials
from goldenthread.workbench.materials import Need
from tests.factories import records, viewers
from tests.factories import thread as factory

pytestmark = pytest.mark.django_db
THIS_YEAR = year_from_april("2026-27")


@pytest.fixture
def place():
    return factory.somewhere()


@pytest.fixture
def manager(place):
    return factory.manager(place)


def built(viewer, place, name, period=THIS_YEAR):
    return materials.build(viewer, place, period, f"thread.{name}")


class TestMaterials:
    def test_everything_offered_can_be_built(self, place, manager):
        factory.whole_thread(place)
        factory.closed(place)
        [material] = [each for each in materials.serving(Need.IMPACT) if each.code == "thread"]
        offers = material.offers(manager, place, THIS_YEAR)
        assert {each.kind for each in offers} == {"figure", "table", "thread"}
        for offer in offers:
            assert material.build(manager, place, THIS_YEAR, offer.key) is not None, offer.key
        assert material.build(manager, place, THIS_YEAR, "thread.nothing") is None

    def test_figures_count_what_happened_in_the_period(self, place, manager):
        factory.whole_thread(place)
        factory.closed(place)
        factory.action(place, at=datetime(2020, 5, 1, tzinfo=UTC))
        counted = {name: int(built(manager, place, name).value) for name in (
            "findings", "recommendations_made", "actions_opened", "actions_completed", "actions_closed",
            "actions_with_difference",
        )}  # fmt: skip
        assert counted == {
            "findings": 1,
            "recommendations_made": 1,
            "actions_opened": 2,
            "actions_completed": 1,
            "actions_closed": 1,
            "actions_with_difference": 1,
        }
        figure = built(manager, place, "actions_opened")
        assert (figure.supplier != "", figure.status) == (True, "worked out")

    def test_an_action_stands_in_a_report_as_it_stood_at_the_end_of_the_period(self, place, manager, at):
        then = datetime(2017, 5, 1, tzinfo=UTC)
        made = factory.action(place, at=then, due=date(2017, 9, 1), opened_on=date(2017, 4, 3))
        operations.update_action(by=manager, at=then, action=made, status="under_way")
        operations.update_action(by=manager, at=at, action=made, status="complete", note="Done", on=date(2018, 6, 1))
        old = year_from_april("2017-18")
        assert built(manager, place, "actions_by_status", old).rows == (("Under way", "1"),)
        assert built(manager, place, "actions", old).rows[0][3] == "Under way"
        assert len(built(manager, place, "little_progress", old).rows) == 1
        assert built(manager, place, "little_progress", year_from_april("2018-19")).rows == ()

    def test_recommendations_and_themes_are_told_in_tables(self, place, manager, at):
        thread = factory.whole_thread(place)
        factory.recommendation(place, "Nobody is asked.")
        rows = built(manager, place, "recommendations").rows
        assert [row[2] for row in rows] == ["Outstanding", "Nobody is asked"]
        given = {"recommendation": thread["recommendation"], "agency": thread["agency"]}
        operations.respond(by=manager, at=at, answer="reject", reason="No power to", **given)
        assert built(manager, place, "recommendations").rows[0][2:] == ("Not accepted", "No power to")
        assert built(manager, place, "themes").rows == (("Step-down", "1", "1", "2 April 2026", "No"),)

    def test_a_claim_of_impact_carries_its_thread(self, place, manager, at):
        thread = factory.whole_thread(place)
        made = thread["action"]
        operations.update_action(by=manager, at=at, action=made, status="complete", note="Done")
        operations.add_evidence(by=manager, at=at, action=made, words="18 of 20")
        operations.judge(by=manager, at=at, action=made, judgement="too_early", words="Wait")
        assert built(manager, place, "act_2026_001") is None
        operations.judge(by=manager, at=at, action=made, judgement="some", words="More plans end well.")
        block = built(manager, place, "act_2026_001")
        assert block.claim == "More plans end well."
        assert [step.kind for step in block.steps] == [
            "evidence", "finding", "recommendation", "action", "impact", "impact"
        ]  # fmt: skip
        assert block.steps[-1].words == "Some difference: More plans end well."

    def test_nothing_from_behind_a_wall_is_printed_even_for_those_who_may_read_it(self, place, kept_registries, at):
        records.kind("sample.case", prefix="CASE", walled=True)
        behind = records.record("sample.case", partnership=place, title="What happened")
        lead, boss = viewers.holding("case_review_lead", partnership=place), factory.manager(place)
        inside = viewers.viewer(*lead.grants, *boss.grants)
        found = factory.finding(place, "A secret finding", by=inside, source=behind.pk, themes=["Hidden harm"])
        made = factory.complete(place, by=inside, demanded_by=[(found, "")])
        operations.add_evidence(by=inside, at=at, action=made, record=behind.pk)
        operations.judge(by=inside, at=at, action=made, judgement="some", words="Better")
        block = built(inside, place, "act_2026_001")
        assert [step.kind for step in block.steps] == ["action", "impact"]
        assert int(built(inside, place, "findings").value) == 0
        assert built(inside, place, "themes").rows == ()
        assert {"thread.finding", "sample.case"} <= {kind.code for kind in every()}


class TestChecks:
    def found(self, check, viewer, on=date(2027, 1, 1)):
        return [each.subject.partition(":")[0] for each in check(viewer, on)]

    def test_actions_without_owner_or_date_are_found(self, place, manager):
        factory.action(place, due_words="ongoing")
        factory.action(place, owner_agency=factory.agency(place), due=date(2027, 5, 1))
        assert self.found(checking.without_owner, manager) == ["ACT-2026-001"]
        [told] = checking.without_date(manager, date(2027, 1, 1))
        assert "ongoing" in told.detail

    def test_an_overdue_action_of_which_nothing_is_said_is_found(self, place, manager, at):
        factory.action(place, due=date(2026, 5, 1))
        spoken = factory.action(place, at=datetime(2026, 3, 1, tzinfo=UTC), due=date(2026, 3, 20))
        operations.update_action(by=manager, at=at, action=spoken, status="under_way", note="Late, but begun")
        assert self.found(checking.overdue_and_silent, manager) == ["ACT-2026-001"]

    def test_what_is_long_complete_and_not_judged_is_found(self, place, manager):
        factory.complete(place)
        factory.closed(place)
        assert self.found(checking.complete_not_judged, manager) == ["ACT-2026-001"]
        assert self.found(checking.complete_not_judged, manager, date(2026, 5, 1)) == []

    def test_outstanding_answers_and_run_out_shortfalls_are_found(self, place, manager, at):
        thread = factory.whole_thread(place)
        assert self.found(checking.unanswered, manager) == ["REC-2026-001"]
        owner = factory.person(place)
        operations.accept_shortfall(
            by=manager, at=at, action=thread["action"], owner=owner, reason="No money", until=date(2026, 6, 1)
        )
        assert self.found(checking.shortfalls_run_out, manager) == ["ACT-2026-001"]
        assert self.found(checking.shortfalls_run_out, manager, date(2026, 5, 1)) == []

    def test_each_check_has_a_reason_and_a_mend(self):
        assert all(check.why and check.mend for check in checking.CHECKS)
