"""Calls for evidence: asked of agencies, answered by them, read by the group."""

from datetime import date

import pytest

from goldenthread.assurance import models as m
from goldenthread.assurance import operations, queries, rules
from goldenthread.evidence import steps
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.workbench.queries import due
from tests.factories import assurance as make
from tests.factories import partnership as bodies
from tests.factories import viewers

pytestmark = pytest.mark.django_db
LATER = date(2026, 5, 29)


def state(site, call):
    return queries.enquiry(site.by, call).state


def test_a_call_keeps_the_figure_as_it_stood_and_stands_on_the_list_of_the_whole_agency(site, call):
    row = queries.enquiry(site.by, call)
    assert (row.state, row.record.reference, row.group.title) == (rules.ASKED, "CFE-2026-001", "Scrutiny group")
    (point,) = queries.points(site.by, call)
    assert (point.indicator_id, point.period, point.stood) == (site.indicator, make.YEAR, "320 children")
    assert [line.title for line in due.due(site.member)] == ["Answer: Children on plans"]
    colleague = viewers.holding("agency_member", agency=site.police, around=[site.place])
    assert due.due(colleague).count() == 1
    assert not due.due(site.other).exists()


def test_each_agency_answers_for_itself_and_none_sees_the_others_before_the_group_has_accepted(site):
    call = site.ask(agencies=[site.police, site.health])
    (other,) = queries.asked_together(site.by, queries.enquiry(site.by, call))
    assert other.agency_id == site.health
    site.answer(call)
    for viewer in (site.other, viewers.stranger(), viewers.holding("lay_member", partnership=site.place)):
        with pytest.raises(NotFound):
            queries.enquiry(viewer, call)
        assert call not in [row.pk for row in queries.enquiries(viewer)]
    assert not queries.asked_together(site.other, queries.enquiry(site.other, other.pk)).exists()
    site.accept(call)
    assert queries.enquiry(site.other, call).state == rules.ACCEPTED
    assert [row.pk for row in queries.asked_together(site.other, other)] == [call]
    with pytest.raises(NotFound):
        queries.enquiry(site.member, other.pk)


def test_another_agency_can_neither_write_send_judge_nor_withdraw(site, call):
    for act in (
        lambda by: operations.write_part(by=by, at=make.AT, enquiry=call, part="what", text="We did."),
        lambda by: operations.send(by=by, at=make.AT, enquiry=call, signed_name="Robin"),
        lambda by: operations.accept(by=by, at=make.AT, enquiry=call),
        lambda by: operations.ask_again(by=by, at=make.AT, enquiry=call, missing="All", due=LATER),
        lambda by: operations.withdraw(by=by, at=make.AT, enquiry=call, why="No."),
    ):
        with pytest.raises(NotFound):
            act(site.other)
    assert state(site, call) == rules.ASKED
    assert not m.AnswerPart.objects.exists()


def test_the_agency_asked_answers_but_does_not_judge_and_those_who_ask_do_not_answer(site, call):
    with pytest.raises(NotAllowed):
        operations.write_part(by=site.by, at=make.AT, enquiry=call, part="what", text="They did.")
    site.answer(call)
    for act in (
        lambda: operations.accept(by=site.member, at=make.AT, enquiry=call),
        lambda: operations.accept(by=site.by, at=make.AT, enquiry=call),
        lambda: operations.ask_again(by=site.member, at=make.AT, enquiry=call, missing="All", due=LATER),
        lambda: operations.withdraw(by=site.member, at=make.AT, enquiry=call, why="No."),
        lambda: operations.ask(
            **{"by": site.member, "at": make.AT, "kind": rules.CALL, "partnership": site.place, "title": "Y"},
            **{"agencies": [site.health], "question": "Why?", "due": LATER},
        ),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_colleagues_write_parts_and_a_half_answer_is_seen_by_the_agency_alone_and_cannot_be_sent(site, call):
    colleague = viewers.holding("agency_member", agency=site.police, around=[site.place], name="Sam Example")
    operations.write_part(by=site.member, at=make.AT, enquiry=call, part="what", text="It is right.")
    operations.write_part(by=colleague, at=make.AT, enquiry=call, part="why", text="A new form.")
    (answer,) = queries.enquiry(site.member, call).answers.all()
    assert {each.part: each.written_by_name for each in answer.parts.all()} == {
        "what": site.member.name,
        "why": "Sam Example",
    }
    with pytest.raises(EditConflict):
        operations.write_part(by=colleague, at=make.AT, enquiry=call, part="what", text="It is wrong.")
    with pytest.raises(RuleBroken, match="“so what” and “what next”"):
        operations.send(by=site.member, at=make.AT, enquiry=call, signed_by=site.officer.pk)


def test_an_answer_is_signed_by_a_person_of_the_agency_and_ends_the_date(site, call):
    site.write(call)
    stranger = bodies.person("Somebody else", partnership=site.place)
    for signed in ({}, {"signed_by": stranger.pk}):
        with pytest.raises(RuleBroken):
            operations.send(by=site.member, at=make.AT, enquiry=call, **signed)
    operations.send(by=site.member, at=make.AT, enquiry=call, signed_by=site.officer.pk)
    row = queries.enquiry(site.by, call)
    (answer,) = row.answers.all()
    assert (row.state, answer.signed_by_name, answer.sent_by_name) == (
        rules.ANSWERED,
        "Alex Example",
        site.member.name,
    )
    assert not due.due(site.member).exists()
    with pytest.raises(RuleBroken, match="answered already"):
        operations.write_part(by=site.member, at=make.AT, enquiry=call, part="what", text="More.")


def test_asking_again_keeps_the_first_answer_and_the_next_begins_with_its_words(site, call):
    site.answer(call)
    operations.ask_again(by=site.chair, at=make.AT, enquiry=call, missing="How many?", due=LATER)
    row = queries.enquiry(site.member, call)
    assert (row.state, row.due_on) == (rules.AGAIN, LATER)
    assert [line.due_on for line in due.due(site.member)] == [LATER]
    operations.write_part(by=site.member, at=make.AT, enquiry=call, part="what", text="Nine were.", seen=1)
    operations.send(by=site.member, at=make.AT, enquiry=call, signed_name="Sam Example, superintendent")
    first, second = queries.enquiry(site.by, call).answers.all()
    texts = [{each.part: each.text for each in answer.parts.all()} for answer in (first, second)]
    assert first.missing == "How many?"
    assert texts[0] == make.PARTS
    assert texts[1] == {**make.PARTS, "what": "Nine were."}
    site.accept(call, words="Thank you.", follows="We look again in a year.")
    row = queries.enquiry(site.by, call)
    assert (row.state, row.verdict, row.follows) == (rules.ACCEPTED, rules.ENOUGH, "We look again in a year.")
    assert row.record.closed_on == make.AT.date()


def test_what_is_withdrawn_needs_a_reason_stays_to_be_read_and_is_on_no_list(site, call):
    with pytest.raises(RuleBroken):
        operations.withdraw(by=site.by, at=make.AT, enquiry=call, why=" ")
    operations.withdraw(by=site.by, at=make.AT, enquiry=call, why="The figure was restated.")
    assert queries.enquiry(site.member, call).words == "The figure was restated."
    assert not due.due(site.member).exists()
    for act in (
        lambda: site.write(call),
        lambda: site.accept(call),
        lambda: operations.withdraw(by=site.by, at=make.AT, enquiry=call, why="Again."),
    ):
        with pytest.raises(RuleBroken, match="withdrawn"):
            act()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"due": make.AT.date()}, "due"),
        ({"agencies": []}, "agencies"),
        ({"title": " "}, "title"),
        ({"question": ""}, "question"),
    ],
)
def test_a_question_is_asked_whole(site, wrong, field):
    with pytest.raises(RuleBroken) as broken:
        site.ask(**wrong)
    assert broken.value.field == field


def test_agencies_groups_and_figures_of_other_partnerships_are_refused(site):
    other = make.Site()
    for wrong in ({"agencies": [other.police]}, {"group": other.group}):
        with pytest.raises((RuleBroken, NotAllowed)):
            site.ask(**wrong)
    with pytest.raises(NotFound):
        site.ask(points=[other.spot])


def test_a_group_chair_asks_in_the_name_of_the_group_alone(site):
    assert site.ask(by=site.chair)
    for wrong in (None, site.executive):
        with pytest.raises(NotAllowed):
            site.ask(by=site.chair, group=wrong)


def test_an_answer_that_came_another_way_is_typed_in_with_the_way_it_came(site, call):
    given = {"parts": make.PARTS, "signed_name": "Alex Example, inspector", "came_by": "E-mail of 2 April"}
    with pytest.raises(NotAllowed):
        operations.record_answer(by=site.member, at=make.AT, enquiry=call, **given)
    with pytest.raises(RuleBroken, match="“why”"):
        operations.record_answer(by=site.by, at=make.AT, enquiry=call, **{**given, "parts": {**make.PARTS, "why": ""}})
    operations.write_part(by=site.member, at=make.AT, enquiry=call, part="what", text="Ours.")
    with pytest.raises(RuleBroken, match="writing its answer here"):
        operations.record_answer(by=site.by, at=make.AT, enquiry=call, **given)
    again = site.ask()
    operations.record_answer(by=site.by, at=make.AT, enquiry=again, **given)
    (answer,) = queries.enquiry(site.by, again).answers.all()
    assert (answer.came_by, answer.signed_by_name) == ("E-mail of 2 April", "Alex Example, inspector")


def test_an_assurance_report_is_judged_with_a_reason(site):
    report = site.ask(kind=rules.REPORT, points=())
    assert queries.enquiry(site.by, report).record.reference == "ASR-2026-001"
    site.answer(report, report="All staff are trained.")
    with pytest.raises(RuleBroken, match="why"):
        site.accept(report, verdict=rules.PARTLY)
    with pytest.raises(RuleBroken, match="judged"):
        site.accept(report, words="Good.")
    site.accept(report, verdict=rules.PARTLY, words="No sample was looked at.", follows="An audit in May.")
    assert queries.enquiry(site.by, report).verdict_words == "Partly assured"


def test_the_question_stands_as_a_mark_on_the_chart_for_those_who_may_know_of_it(site, call):
    (mark,) = steps.marks(site.by, site.indicator)
    assert (mark.period, mark.cut, mark.state) == (make.YEAR, "", "Asked")
    assert mark.words == "Call for evidence CFE-2026-001, Exampleshire Constabulary"
    assert not steps.marks(site.other, site.indicator)
    site.answer(call)
    assert steps.marks(site.member, site.indicator)[0].state == "Answered, to be read"


def test_steps_are_offered_to_those_who_may_ask_and_lead_to_a_form_for_the_point(site):
    labels = [step.label for step in steps.offered(site.chair, site.place) if step.code.startswith("assurance.")]
    assert labels[:2] == ["Ask for evidence", "Ask for an assurance report"]
    assert not [step for step in steps.offered(site.member, site.place) if step.code.startswith("assurance.")]
