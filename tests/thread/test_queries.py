from datetime import UTC, date, datetime

import pytest

from goldenthread.access.guards import ViewerMissing
from goldenthread.audit.models import AuditEvent
from goldenthread.audit.queries import events
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.ids import uuid7
from goldenthread.foundation.periods import year_from_april
from goldenthread.records import queries as spine
from goldenthread.records import search
from goldenthread.thread import operations, queries
from tests.factories import partnership as register
from tests.factories import records, viewers
from tests.factories import thread as factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factory.somewhere()


@pytest.fixture
def manager(place):
    return factory.manager(place)


def steps(thread):
    return [(bead.step, bead.reference[:3] or bead.title) for bead in thread.beads]


class TestTheThread:
    def test_it_is_walked_from_every_record_on_it_both_ways(self, place, manager, at):
        source = register.agency(partnership=place).pk
        proof = register.group(partnership=place).pk
        thread = factory.whole_thread(place, source=source)
        made = thread["action"]
        operations.update_action(by=manager, at=at, action=made, status="complete", note="Done")
        operations.add_evidence(by=manager, at=at, action=made, record=proof)
        operations.judge(by=manager, at=at, action=made, judgement="some", words="Better")
        whole = [
            ("evidence", "AG-"),
            ("finding", "FND"),
            ("recommendation", "REC"),
            ("action", "ACT"),
            ("impact", "GRP"),
            ("impact", "Some difference"),
        ]
        for record in (source, thread["finding"], thread["recommendation"], made, proof):
            walked = queries.thread_of(manager, record)
            assert steps(walked) == whole
            assert [bead.record.pk for bead in walked.beads if bead.here] == [record]

    def test_each_bead_says_what_it_hangs_on(self, place, manager):
        thread = factory.whole_thread(place)
        walked = queries.thread_of(manager, thread["recommendation"])
        assert (walked.here, walked.before.reference, walked.after.reference) == (3, "FND-2026-001", "ACT-2026-001")
        assert [(bead.title, bead.missing) for bead in walked.of("impact")] == [("Not judged yet", True)]
        assert bool(walked)

    def test_most_records_are_on_no_thread(self, place, manager, django_assert_max_num_queries):
        group = factory.group(place)
        with django_assert_max_num_queries(2):
            assert not queries.thread_of(manager, group)
        alone = queries.thread_of(manager, factory.recommendation(place))
        assert not alone
        assert alone.before is None

    def test_its_cost_does_not_grow(self, place, manager, django_assert_max_num_queries):
        for number in range(4):
            found = factory.finding(place, f"Number {number}")
            asked = factory.recommendation(place, findings=[(found, "")])
            factory.action(place, demanded_by=[(asked, ""), (found, "")])
        with django_assert_max_num_queries(14):
            assert len(queries.thread_of(manager, place).of("action")) == 4

    def test_administrative_and_ended_actions_leave_no_gap(self, place, manager, at):
        made = factory.action(place, demanded_by=[(place, "")], administrative=True)
        assert queries.thread_of(manager, made).of("impact") == []


@pytest.mark.usefixtures("kept_registries")
class TestWalls:
    @pytest.fixture
    def behind(self, place):
        records.kind("sample.case", prefix="CASE", walled=True)
        return records.record("sample.case", partnership=place, title="What happened to a family")

    @pytest.fixture
    def inside(self, place):
        lead, manager = viewers.holding("case_review_lead", partnership=place), factory.manager(place)
        return viewers.viewer(*lead.grants, *manager.grants)

    @pytest.fixture
    def crossing(self, place, behind, inside):
        """A thread that begins behind the wall and goes on in front of it."""
        found = factory.finding(place, "A secret finding", by=inside, source=behind.pk, themes=["Hidden harm"])
        asked = factory.recommendation(place, "Ask every family.", by=inside, findings=[(found, "Seen there")])
        made = factory.action(place, by=inside, demanded_by=[(asked, ""), (found, "")])
        operations.add_evidence(by=inside, at=factory.AT, action=made, record=behind.pk, words="The case shows it")
        return {"finding": found, "recommendation": asked, "action": made}

    def test_who_stands_outside_sees_neither_title_nor_count(self, manager, place, behind, crossing):
        assert not queries.findings(manager, partnership=place).exists()
        with pytest.raises(NotFound):
            queries.finding(manager, crossing["finding"])
        assert queries.recommendation(manager, crossing["recommendation"]).grounds == []
        assert [each.reference for each in queries.demands_of(manager, crossing["action"])] == ["REC-2026-001"]
        assert not queries.evidence_of(manager, crossing["action"]).exists()
        assert queries.themes(manager).get().number == 0
        assert queries.themes_recurring(manager)[0].seen.findings == 0
        for record in crossing.values():
            walked = queries.thread_of(manager, record)
            assert "secret" not in repr(walked)
            assert "family" not in repr(walked).replace("every family", "")
            assert not [bead for bead in walked.beads if len(bead.comes_from) > 1]
        assert not queries.thread_of(manager, behind.pk).beads
        assert queries.counts_by_status(manager, [behind.pk, crossing["finding"]]) == {
            behind.pk: {},
            crossing["finding"]: {},
        }
        assert not queries.actions(manager, demanded_by=crossing["finding"]).exists()
        theme = queries.themes(manager).get().pk
        assert not queries.actions(manager, theme=theme).exists()

    def test_search_and_trail_keep_quiet_too(self, manager, crossing):
        assert not search.search(manager, "secret").exists()
        assert not spine.visible(manager).filter(pk=crossing["finding"]).exists()
        assert AuditEvent.objects.filter(record=str(crossing["finding"])).exists()
        assert not events(manager).filter(record=str(crossing["finding"])).exists()

    def test_who_stands_inside_walks_the_whole_way(self, inside, behind, crossing):
        walked = queries.thread_of(inside, crossing["action"])
        assert [bead.step for bead in walked.beads] == [
            "evidence", "finding", "recommendation", "action", "impact", "impact"
        ]  # fmt: skip
        assert queries.thread_of(inside, behind.pk).of("action")

    def test_opening_a_walled_record_opens_what_came_of_it(self, place, behind, crossing):
        opened = viewers.business_manager(place, opened=frozenset({behind.pk}))
        assert queries.findings(opened).count() == 1
        assert queries.finding(opened, crossing["finding"]).record.sensitivity == "walled"

    def test_another_partnership_sees_nothing(self, crossing):
        other = factory.manager(factory.somewhere())
        assert not queries.actions(other).exists()
        assert not queries.recommendations(other).exists()
        for read, record in ((queries.action, crossing["action"]), (queries.theme, crossing["action"])):
            with pytest.raises(NotFound):
                read(other, record)
        assert not queries.thread_of(other, crossing["action"]).beads

    def test_a_kind_may_let_it_be_said_that_there_is_something(self, place, at):
        boss = factory.manager(place)
        records.kind("sample.quiet", prefix="QUI", hint=True, visible=records.walled_in_reach)
        hidden = records.record("sample.quiet", partnership=place, title="Not for all")
        lead = viewers.holding("case_review_lead", partnership=place)
        inside = viewers.viewer(*lead.grants, *boss.grants)
        found = factory.finding(place, "Quiet finding", by=inside, source=hidden.pk)
        made = factory.action(place, by=inside, demanded_by=[(hidden.pk, "So it asks"), (found, "")])
        assert [(each.title, each.record, each.reason) for each in queries.demands_of(boss, made)] == [
            ("Restricted source", None, "")
        ]
        walked = queries.thread_of(boss, made)
        assert [(bead.title, bead.reference) for bead in walked.of("evidence")] == [
            ("Restricted source", "QUI-2026-001")
        ]
        assert "Quiet" not in repr(walked)
        assert "Not for all" not in repr(walked)


class TestLists:
    def test_actions_are_chosen_by_what_demands_them_and_by_theme(self, place, manager):
        thread = factory.whole_thread(place)
        direct = factory.action(place, demanded_by=[(thread["finding"], "")])
        factory.action(place)
        theme = queries.themes(manager).get().pk
        assert {row.pk for row in queries.actions(manager, theme=theme)} == {thread["action"], direct}
        assert [row.pk for row in queries.actions(manager, demanded_by=thread["finding"])] == [direct]
        assert [row.pk for row in queries.actions(manager, owner_agency=thread["agency"])] == [thread["action"]]
        assert queries.actions(manager, partnership=place, status=["planned"]).count() == 3
        assert not queries.actions(manager, owner_group=thread["agency"]).exists()

    def test_progress_is_counted_for_many_records_at_once(self, place, manager, at, django_assert_num_queries):
        one, two = factory.finding(place), factory.finding(place)
        for _ in range(2):
            factory.action(place, demanded_by=[(one, ""), (two, "")])
        factory.complete(place, demanded_by=[(two, "")])
        with django_assert_num_queries(1):
            counted = queries.counts_by_status(manager, [one, two])
        assert counted == {one: {"planned": 2}, two: {"planned": 2, "complete": 1}}

    def test_findings_are_chosen_by_source_kind_and_period(self, place, manager):
        then = datetime(2017, 6, 1, tzinfo=UTC)
        old = factory.finding(place, "An old strength", kind="strength", at=then)
        factory.finding(place)
        assert [row.pk for row in queries.findings(manager, period=year_from_april("2017-18"))] == [old]
        assert [row.pk for row in queries.findings(manager, kind="strength", source=place)] == [old]
        theme = factory.finding(place, themes=["One"]) and queries.themes(manager).get().pk
        assert queries.findings(manager, theme=theme).count() == 1

    def test_recommendations_say_whose_answer_is_outstanding(self, place, manager):
        thread = factory.whole_thread(place)
        factory.recommendation(place)
        assert [row.waits for row in queries.recommendations(manager)] == [False, True]
        [waiting] = queries.unanswered(manager, partnership=place)
        assert waiting.agency_id == thread["agency"]
        assert queries.recommendations(manager, agency=thread["agency"], period=year_from_april("2026-27")).count() == 1

    def test_a_theme_comes_back_after_its_action_was_closed(self, place, manager):
        first = factory.finding(place, themes=["Step-down"], at=datetime(2025, 5, 1, tzinfo=UTC))
        asked = factory.recommendation(place, findings=[(first, "")])
        factory.closed(place, demanded_by=[(asked, "")])
        factory.finding(place, themes=["Step-down"], at=datetime(2026, 9, 1, tzinfo=UTC))
        factory.finding(place, themes=["Quiet"], at=datetime(2015, 9, 1, tzinfo=UTC))
        told = queries.themes_recurring(manager, partnership=place)
        assert [(each.theme.name, each.seen.recurs) for each in told] == [("Step-down", True), ("Quiet", False)]
        assert told[0].seen.back_on == date(2026, 9, 1)
        this_year = queries.themes_recurring(manager, period=year_from_april("2026-27"))
        assert [each.theme.name for each in this_year] == ["Step-down"]
        assert len(queries.themes_recurring(manager, only=[told[1].theme.pk])) == 1

    def test_nothing_is_read_without_a_viewer(self):
        for read in (queries.actions, queries.findings, queries.recommendations, queries.themes, queries.thread_of):
            with pytest.raises(ViewerMissing):
                read()


def test_who_reaches_everything_may_open_each_action_they_are_shown(place, manager):
    made = factory.whole_thread(place)["action"]
    admin = viewers.holding("system_administrator", person_id=uuid7())
    assert queries.actions(admin).filter(pk=made).exists()
    assert spine.get(admin, made).pk == made
