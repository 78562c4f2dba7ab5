from datetime import date

import pytest

from goldenthread.audit.models import AuditEvent
from goldenthread.clocks import queries as clocks
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.records.models import Record
from goldenthread.thread import operations, queries
from tests.factories import thread as factory
from tests.factories import viewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factory.somewhere()


@pytest.fixture
def manager(place):
    return factory.manager(place)


def events(record, name):
    return AuditEvent.objects.filter(record=str(record), event=name).count()


def running(viewer, record):
    return [row.title for row in clocks.of_record(viewer, record).filter(status="open")]


class TestImpact:
    def test_the_whole_way_from_complete_to_closed(self, place, manager, at):
        made = factory.complete(place, owner_group=factory.group(place))
        with pytest.raises(RuleBroken, match="Nobody has judged"):
            operations.close_action(by=manager, at=at, action=made)
        with pytest.raises(RuleBroken, match="needs evidence"):
            operations.judge(by=manager, at=at, action=made, judgement="some", words="Better")
        operations.add_evidence(by=manager, at=at, action=made, record=place, words="The second audit")
        said = operations.judge(by=manager, at=at, action=made, judgement="sustained", words="It has held a year")
        operations.close_action(by=manager, at=at, action=made, judgement=said)
        row = factory.row(place, made)
        assert (row.status, row.closing_judgement_id) == ("closed", said)
        assert row.record.closed_on == date(2026, 4, 2)
        assert [each.status for each in queries.updates_of(manager, made)] == ["complete", "closed"]
        assert queries.judgements_of(manager, made).get().group_id == row.record.owner_group_id

    def test_too_early_cannot_close_and_comes_back(self, place, manager, at):
        made = factory.complete(place, owner_group=factory.group(place))
        operations.judge(by=manager, at=at, action=made, judgement="too_early", words="Wait", again_on=date(2026, 9, 1))
        assert running(manager, made) == ["Judge the difference it made: Write the meeting into the plan"]
        with pytest.raises(RuleBroken, match="too early"):
            operations.close_action(by=manager, at=at, action=made)
        operations.judge(by=manager, at=at, action=made, judgement="none", words="Nothing moved")
        assert running(manager, made) == []
        with pytest.raises(RuleBroken, match="what happens next"):
            operations.close_action(by=manager, at=at, action=made)
        operations.close_action(by=manager, at=at, action=made, next="A new recommendation follows")
        assert factory.row(place, made).next_step == "A new recommendation follows"

    def test_the_judgement_of_another_action_closes_nothing(self, place, manager, at):
        one, two = factory.judged(place), factory.judged(place)
        other = queries.judgements_of(manager, two).get()
        with pytest.raises(NotFound):
            operations.close_action(by=manager, at=at, action=one, judgement=other.pk)

    def test_whoever_does_the_work_does_not_judge_it(self, place, at):
        person = factory.person(place)
        made = factory.complete(place, owner_person=person)
        chair = viewers.holding("independent_chair", partnership=place, person_id=person)
        with pytest.raises(NotAllowed, match="does not judge"):
            operations.judge(by=chair, at=at, action=made, judgement="none", words="X")
        with pytest.raises(NotAllowed, match="does not judge"):
            operations.judge(by=factory.manager(place), at=at, action=made, judgement="none", words="X", person=person)

    def test_evidence_is_withdrawn_with_a_reason_and_not_after_closing(self, place, manager, at):
        made = factory.judged(place)
        proof = queries.evidence_of(manager, made).get()
        with pytest.raises(RuleBroken, match="why"):
            operations.withdraw_evidence(by=manager, at=at, action=made, evidence=proof.pk, why="")
        operations.withdraw_evidence(by=manager, at=at, action=made, evidence=proof.pk, why="Another audit")
        assert not queries.evidence_of(manager, made).exists()
        assert queries.evidence_of(manager, made, withdrawn=True).count() == 1
        with pytest.raises(RuleBroken, match="withdrawn"):
            operations.close_action(by=manager, at=at, action=made)
        with pytest.raises(NotFound):
            operations.withdraw_evidence(by=manager, at=at, action=made, evidence=proof.pk, why="Again")
        closed = factory.closed(place)
        kept = queries.evidence_of(manager, closed).get()
        with pytest.raises(RuleBroken, match="Open it again"):
            operations.withdraw_evidence(by=manager, at=at, action=closed, evidence=kept.pk, why="No")

    def test_evidence_says_something_and_is_not_the_action_itself(self, place, manager, at):
        made = factory.action(place)
        for given in ({}, {"record": made}):
            with pytest.raises(RuleBroken):
                operations.add_evidence(by=manager, at=at, action=made, **given)

    def test_a_closed_action_is_opened_again_with_a_reason(self, place, manager, at):
        made = factory.closed(place)
        with pytest.raises(RuleBroken, match="why"):
            operations.reopen_action(by=manager, at=at, action=made, why="")
        operations.reopen_action(by=manager, at=at, action=made, why="It came back", due=date(2026, 8, 1))
        row = factory.row(place, made)
        assert (row.status, row.closing_judgement, row.record.closed_on) == ("under_way", None, None)
        assert queries.judgements_of(manager, made).count() == 1
        with pytest.raises(RuleBroken, match="open already"):
            operations.reopen_action(by=manager, at=at, action=made, why="Again")
        officer = viewers.holding("qa_officer", partnership=place)
        with pytest.raises(NotAllowed):
            operations.reopen_action(by=officer, at=at, action=factory.closed(place), why="X")


class TestEndings:
    def test_withdrawing_needs_a_reason_and_an_approver_and_can_be_undone(self, place, manager, at):
        made, approver = factory.action(place, due=date(2026, 5, 1)), factory.person(place)
        with pytest.raises(RuleBroken, match="why it ends"):
            operations.withdraw(by=manager, at=at, action=made, reason="", approver=approver)
        operations.withdraw(by=manager, at=at, action=made, reason="The law changed", approver=approver)
        row = factory.row(place, made)
        assert (row.status, row.ended_approver_id, running(manager, made)) == ("withdrawn", approver, [])
        for write, given in (
            (operations.demand, {"record": place}),
            (operations.add_evidence, {"words": "X"}),
        ):
            with pytest.raises(RuleBroken):
                write(by=manager, at=at, action=made, **given)
        operations.reopen_action(by=manager, at=at, action=made, why="The law changed back")
        assert factory.row(place, made).ended_reason == ""

    def test_merging_moves_the_demands(self, place, manager, at):
        thread, approver = factory.whole_thread(place), factory.person(place)
        into = factory.action(place, demanded_by=[(thread["finding"], "Here too")])
        operations.demand(by=manager, at=at, action=thread["action"], record=thread["finding"])
        given = {"action": thread["action"], "reason": "The same thing", "approver": approver}
        with pytest.raises(RuleBroken, match="another action"):
            operations.merge(by=manager, at=at, into=thread["action"], **given)
        operations.merge(by=manager, at=at, into=into, **given)
        assert {each.reference[:3] for each in queries.demands_of(manager, into)} == {"FND", "REC"}
        assert queries.demands_of(manager, thread["action"]) == []
        assert factory.row(place, thread["action"]).went_into_id == into
        with pytest.raises(RuleBroken, match="choose one that is open"):
            operations.merge(by=manager, at=at, action=into, into=thread["action"], reason="X", approver=approver)

    def test_one_is_superseded_by_another_of_the_same_partnership(self, place, manager, at):
        approver, other = factory.person(place), factory.somewhere()
        both = viewers.viewer(*manager.grants, *factory.manager(other).grants)
        made = factory.action(place)
        with pytest.raises(RuleBroken, match="same partnership"):
            operations.supersede(
                by=both, at=at, action=made, reason="New law", approver=approver, into=factory.action(other)
            )
        operations.supersede(by=manager, at=at, action=made, reason="New law", approver=approver)
        assert factory.row(place, made).status == "superseded"
        assert Record.objects.get(pk=made).closed_on == date(2026, 4, 2)
