"""What people say about sections: commenting, asking, answering, settling and opening again."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.roles import Scope
from goldenthread.accounts import queries as people
from goldenthread.clocks import queries as clocks
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.reports import models as m
from goldenthread.reports import operations, queries
from goldenthread.workbench.queries import due
from tests.factories import accounts, viewers
from tests.factories import partnership as bodies
from tests.factories import reports as make

pytestmark = pytest.mark.django_db
DUE = make.AT.date() + timedelta(days=7)


@pytest.fixture
def colleague(place):
    """Return the viewer of a scrutineer with an account and a place in the register of people."""
    person = bodies.person("Lee Example", partnership=place.pk)
    user = accounts.account("Lee Example", person=person.pk)
    accounts.given(user, "scrutineer", Scope.PARTNERSHIP, place.pk, from_on=date(2018, 1, 1))
    return accounts.viewer_of(user, at=make.AT)


def text(response):
    return response.content.decode()


def said(by, section, words="Where is the voice of children?", **more):
    return operations.comment(by=by, at=make.AT, section=section.pk, text=words, **more)


def only(by, report, section):
    (talk,) = queries.comments_of(by, report)[section.pk]
    return talk


def test_members_comment_also_on_what_is_approved_and_their_words_are_kept(report, section, manager, chair, colleague):
    make.write_all(report, manager)
    operations.approve(by=chair, at=make.AT, report=report)

    said(colleague, section, "  Is it true?\r\n\x07")

    talk = only(manager, report, section)
    assert (talk.comment.text, talk.comment.by_name, talk.comment.open) == ("Is it true?", "Lee Example", True)
    assert list(queries.open_comments(manager, report)) == [talk.comment]


def test_a_comment_without_words_is_refused(section, manager):
    with pytest.raises(RuleBroken, match="Enter your comment"):
        said(manager, section, "  ")


def test_whoever_may_not_see_the_report_can_neither_comment_nor_know(report, section, manager):
    said(manager, section)
    elsewhere = viewers.business_manager(bodies.partnership().pk)
    lay = viewers.holding("lay_member", partnership=queries.report(manager, report).partnership_id)
    for viewer in (viewers.stranger(), elsewhere, lay):
        assert queries.comments_of(viewer, report) == {}
        with pytest.raises(NotFound):
            said(viewer, section)


def test_whoever_sees_the_report_without_being_asked_to_comment_is_refused(place, section, monkeypatch):
    reader = viewers.holding("scrutineer", partnership=place.pk)
    monkeypatch.setattr(queries, "may_comment", lambda viewer, report: False)
    with pytest.raises(NotAllowed, match="comment on the sections"):
        said(reader, section)


def test_the_one_who_is_asked_has_it_on_their_list_until_they_answer(report, section, manager, colleague):
    comment = said(manager, section, ask=colleague.person_id, due=DUE)
    (line,) = due.due(colleague)
    assert line.due_on == DUE
    assert line.title.startswith(f"Answer a comment on {section.heading}")
    assert only(manager, report, section).waits_for == "Lee Example"

    operations.answer_comment(by=manager, at=make.AT, comment=comment, text="A reminder.")
    assert due.due(colleague).exists(), "somebody else's answer does not answer for them"
    operations.answer_comment(by=colleague, at=make.AT, comment=comment, text="In section 4.")

    assert not due.due(colleague).exists()
    talk = only(manager, report, section)
    assert (talk.waits_for, talk.comment.open) == ("", True)
    assert [each.text for each in talk.replies] == ["A reminder.", "In section 4."]


def test_asking_somebody_else_takes_the_line_from_the_first(report, section, manager, colleague, place):
    other = accounts.account("Kit Example", person=bodies.person("Kit Example", partnership=place.pk).pk)
    accounts.given(other, "scrutineer", Scope.PARTNERSHIP, place.pk, from_on=date(2018, 1, 1))
    second = accounts.viewer_of(other, at=make.AT)
    comment = said(manager, section, ask=colleague.person_id, due=DUE)

    operations.ask(by=manager, at=make.AT, comment=comment, person=second.person_id, due=DUE)

    assert not due.due(colleague).exists()
    assert due.due(second).count() == 1


@pytest.mark.parametrize("day", [None, make.AT.date() - timedelta(days=1)])
def test_a_question_needs_a_day_that_is_to_come(section, manager, colleague, day):
    with pytest.raises(RuleBroken, match="by which day"):
        said(manager, section, ask=colleague.person_id, due=day)
    assert not m.Comment.objects.exists(), "nothing is half kept"


def test_only_people_who_may_see_the_report_can_be_asked(report, section, manager, place):
    bodies.person("No Account", partnership=place.pk)
    outsider = accounts.account("Out Sider", person=bodies.person("Out Sider", partnership=place.pk).pk)
    accounts.given(outsider, "scrutineer", Scope.PARTNERSHIP, bodies.partnership().pk)
    row = queries.report(manager, report)
    assert queries.askable(manager, row, DUE) == {}
    assert people.people_who_may(viewers.stranger(), Permission.REPORT_COMMENT, partnership=place.pk, day=DUE) == {}
    with pytest.raises(RuleBroken, match="may see this report"):
        said(manager, section, ask=outsider.person_id, due=DUE)


def test_members_of_agencies_of_the_partnership_can_be_asked(report, manager, place):
    agency = bodies.agency(partnership=place.pk)
    user = accounts.account("Ash Example", person=bodies.person("Ash Example", partnership=place.pk).pk)
    accounts.given(user, "agency_member", Scope.AGENCY, agency.pk, from_on=date(2018, 1, 1))
    assert list(queries.askable(manager, queries.report(manager, report), DUE).values()) == ["Ash Example"]


def test_settling_says_what_was_done_and_ends_the_question(report, section, manager, colleague):
    comment = said(manager, section, ask=colleague.person_id, due=DUE)
    with pytest.raises(RuleBroken, match="what was done"):
        operations.settle_comment(by=manager, at=make.AT, comment=comment, done=" ")

    operations.settle_comment(by=manager, at=make.AT, comment=comment, done="Added a paragraph.")

    talk = only(manager, report, section)
    assert not talk.comment.open
    assert not queries.open_comments(manager, report).exists()
    assert [(each.kind, each.text) for each in talk.replies] == [("settled", "Added a paragraph.")]
    assert [each.status for each in clocks.of_record(manager, report)] == ["done"]
    for act, words in ((operations.answer_comment, "text"), (operations.settle_comment, "done")):
        with pytest.raises(RuleBroken, match="has been settled"):
            act(by=manager, at=make.AT, comment=comment, **{words: "Again."})


def test_a_member_settles_their_own_comments_and_those_they_were_asked_but_no_others(section, manager, colleague):
    own, theirs = said(colleague, section), said(manager, section)
    asked = said(manager, section, ask=colleague.person_id, due=DUE)
    operations.settle_comment(by=colleague, at=make.AT, comment=own, done="I see it now.")
    operations.settle_comment(by=colleague, at=make.AT, comment=asked, done="Read it, nothing to change.")
    with pytest.raises(NotAllowed, match="Only its author"):
        operations.settle_comment(by=colleague, at=make.AT, comment=theirs, done="I do not like it.")


def test_what_was_settled_is_opened_again_with_a_reason_and_nothing_is_lost(report, section, manager, colleague):
    comment = said(colleague, section)
    with pytest.raises(RuleBroken, match="open already"):
        operations.reopen_comment(by=manager, at=make.AT, comment=comment, why="Why not.")
    operations.settle_comment(by=manager, at=make.AT, comment=comment, done="Done.")
    operations.reopen_comment(by=colleague, at=make.AT, comment=comment, why="It is still not there.")

    talk = only(manager, report, section)
    assert talk.comment.open
    assert [each.kind for each in talk.replies] == ["settled", "reopened"]


BROKEN = {
    "reports_comment_answers_stand_under_one": {"kind": "answer"},
    "reports_comment_only_comments_ask": {"kind": "answer", "open": True},
    "reports_comment_asked_by_a_day": {"asked": True},
    "reports_comment_says_something": {"text": ""},
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_comments_that_are_half_there(name, broken, section, manager, colleague):
    fields = {"text": "Words", "open": False, **BROKEN[name]}
    if name == "reports_comment_only_comments_ask":
        fields["parent_id"] = said(manager, section)
    if fields.pop("asked", False):
        fields["asked_id"] = colleague.person_id
    with broken(name):
        m.Comment.objects.create(section=section, at=make.AT, by=manager.user_id, by_name=manager.name, **fields)


class TestPages:
    def test_the_talk_of_a_report_costs_the_same_for_many(
        self, client, report, section, manager, colleague, django_assert_max_num_queries
    ):
        for number in range(6):
            comment = said(manager, section, f"Remark {number}", ask=colleague.person_id, due=DUE)
            operations.answer_comment(by=manager, at=make.AT, comment=comment, text="An answer.")
        client.look_as(manager)
        address = reverse("reports:comments", args=[report])
        client.get(address)
        with django_assert_max_num_queries(20):
            page = text(client.get(address))
        for words in ("Remark 5", "An answer.", "Waits for Lee Example", "Ask somebody else", "Settle"):
            assert words in page

    def test_a_comment_is_written_asked_answered_settled_and_opened_again_by_forms(
        self, client, report, section, manager, colleague
    ):
        client.look_as(manager)
        day = {"due-day": "10", "due-month": "9", "due-year": "2030"}
        page = client.get(reverse("reports:comment", args=[section.pk]))
        assert "Lee Example" in text(page)
        words = {"text": "Why?", "ask": str(colleague.person_id), **day}
        client.post(reverse("reports:comment", args=[section.pk]), words)
        comment = m.Comment.objects.get()
        assert comment.asked_id == colleague.person_id
        for name, words in (
            ("ask", {"person": str(colleague.person_id), **day}),
            ("answer_comment", {"text": "Because."}),
            ("settle_comment", {"done": "Said so."}),
            ("reopen_comment", {"why": "Not yet."}),
        ):
            address = reverse(f"reports:{name}", args=[comment.pk])
            assert "Why?" in text(client.get(address))
            answer = client.post(address, words)
            assert answer.status_code == 302, (name, text(answer))
        assert [each.kind for each in comment.replies.all()] == ["answer", "settled", "reopened"]

    def test_an_empty_form_says_what_is_missing(self, client, section, manager):
        client.look_as(manager)
        assert "Enter comment" in text(client.post(reverse("reports:comment", args=[section.pk]), {}))

    def test_a_report_without_comments_says_so(self, client, report, manager):
        client.look_as(manager)
        assert "Nobody has said anything" in text(client.get(reverse("reports:comments", args=[report])))

    def test_somebody_of_another_partnership_finds_nothing(self, client, report, section):
        client.look_as(viewers.business_manager(bodies.partnership().pk))
        for name, pk in (("comments", report), ("comment", section.pk)):
            assert client.get(reverse(f"reports:{name}", args=[pk])).status_code == 404
