"""A round from its beginning to its last signature, and everything that must not happen on the way."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from goldenthread.clocks import queries as clocks
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.self_assessment import operations, queries
from goldenthread.self_assessment.models import Answer, Judgement, Signature, Version
from goldenthread.thread import queries as thread
from tests.factories import partnership as bodies
from tests.factories import quality, viewers
from tests.factories.self_assessment import AT, LATER, NEXT_YEAR, Year

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return Year()


def states(viewer, row, on=LATER):
    return {each.question.code: each.state for each in queries.book(viewer, row.pk, on.date()).asked}


def test_a_round_gives_each_agency_its_return_and_a_date(year):
    row = year.send()
    assert row.likeness == "Primary school"
    assert clocks.deadlines(year.lead).get(record=row.pk).due_on == row.round.sign_by
    assert states(year.lead, row) == dict.fromkeys(["1.1", "1.2", "2.1", "2.2"], "new")


def test_nobody_is_asked_twice_or_without_an_edition_that_is_published(year):
    made = year.start()
    with pytest.raises(RuleBroken, match="who must answer"):
        operations.send_round(by=year.qa, at=AT, round=made)
    stranger = bodies.agency("Elsewhere Primary", partnership=bodies.partnership().pk).pk
    with pytest.raises(RuleBroken, match="serves none"):
        operations.ask(by=year.qa, at=AT, round=made, agencies=[stranger])
    draft = quality.later(year.edition)
    with pytest.raises(RuleBroken, match="published edition"):
        year.start(asked=draft.pk)


def test_an_answer_is_kept_as_it_is_typed_and_said_to_be_wrong(year):
    row = year.send()
    year.fill(row, q1_1="9")
    asked = queries.book(year.lead, row.pk, LATER.date()).asked[0]
    assert asked.value == "9"
    assert "not on the scale" in asked.fault
    with pytest.raises(RuleBroken, match="4 questions wait"):
        operations.sign(by=year.lead, at=LATER, sheet=row.pk, role="lead")


def test_two_people_never_lose_each_others_words(year):
    row = year.send()
    year.fill(row, q1_1="2", q1_2="2")
    mine = {"1.1": (1, {"words": "Mine"}), "1.2": (1, {"words": "Mine too"})}
    yours = {"1.1": (1, {"words": "Yours"}), "2.1": (0, {"words": "Yours too"})}
    operations.keep_answers(by=year.lead, at=LATER, sheet=row.pk, answers=mine)
    kept = operations.keep_answers(by=year.head, at=LATER, sheet=row.pk, answers=yours)
    assert list(kept.theirs) == ["1.1"]
    assert list(kept.changed) == ["2.1"]
    assert dict(Answer.objects.values_list("code", "words"))["1.1"] == "Mine"


def test_an_answer_that_somebody_made_meanwhile_is_told(year):
    row = year.send()
    year.fill(row, q1_1="2")
    kept = operations.keep_answers(by=year.head, at=LATER, sheet=row.pk, answers={"1.1": (0, {"value": "3"})})
    assert kept.theirs["1.1"].value == "2"


def test_the_first_signature_freezes_and_the_last_one_returns(year):
    row = year.send()
    year.fill(row)
    operations.sign(by=year.lead, at=LATER, sheet=row.pk, role="lead")
    with pytest.raises(RuleBroken, match="This return is signed"):
        year.fill(row, q1_1="3")
    assert queries.signed_lines(year.qa, row.pk) == {}
    with pytest.raises(RuleBroken, match="You signed this already"):
        operations.sign(by=year.lead, at=LATER, sheet=row.pk, role="head")
    operations.sign(by=year.head, at=LATER, sheet=row.pk, role="head")
    assert queries.signed_lines(year.qa, row.pk)["1.1"]["value"] == "2"
    assert not clocks.running(year.lead).filter(record=row.pk).exists()


def test_a_governor_signs_on_paper_and_nobody_else_does(year):
    row = year.send(signers=["lead", "governor"])
    year.fill(row)
    operations.sign(by=year.lead, at=LATER, sheet=row.pk, role="lead")
    paper = {"by": year.lead, "at": LATER, "sheet": row.pk, "name": "Chair of governors", "on": date(2026, 5, 20)}
    with pytest.raises(RuleBroken, match="signs here, not on paper"):
        operations.sign_on_paper(role="lead", **paper)
    operations.sign_on_paper(role="governor", **paper)
    assert Signature.objects.get(role="governor").on_paper
    assert queries.sheet(year.qa, row.pk).signed_at is not None


def test_a_return_opened_again_is_signed_anew_with_a_reason(year):
    row = year.signed()
    operations.open_again(by=year.lead, at=LATER, sheet=row.pk, why="A slip in 1.1")
    year.fill(row, q1_1="3")
    with pytest.raises(RuleBroken, match="Say why"):
        operations.sign(by=year.lead, at=LATER, sheet=row.pk, role="lead")
    assert queries.signed_lines(year.qa, row.pk)["1.1"]["value"] == "2"
    year.sign(row, why="A slip in 1.1")
    assert queries.signed_lines(year.qa, row.pk)["1.1"]["value"] == "3"
    assert [each.number for each in queries.versions(year.qa, row.pk)] == [2, 1]


def test_what_was_signed_never_changes(year):
    row = year.signed()
    operations.judge(by=year.qa, at=LATER, sheet=row.pk, code="1.1", sort="moderated", value="1", reason="No evidence")
    for model, change in ((Version, {"lines": []}), (Signature, {"name": "Other"}), (Judgement, {"value": "3"})):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            model.objects.update(**change)


def test_last_years_answers_are_carried_forward_and_only_what_changed_needs_an_answer(year):
    year.signed(q1_2="1")
    after = quality.later(year.edition, published=True, q1_1={"text": "Is it always so?"})
    row = year.send(at=NEXT_YEAR, asked=after.pk, title="Next year", year="2027-28")
    assert states(year.lead, row) == {"1.1": "changed", "1.2": "confirm", "2.1": "confirm", "2.2": "confirm"}
    asked = {each.question.code: each for each in queries.book(year.lead, row.pk, NEXT_YEAR.date()).asked}
    assert (asked["1.1"].value, asked["1.1"].before["value"], asked["1.2"].value) == ("", "2", "1")
    assert operations.confirm(by=year.lead, at=NEXT_YEAR, sheet=row.pk, codes=["1.1", "1.2", "2.1", "2.2"]) == 3
    assert states(year.lead, row)["1.2"] == "answered"
    year.fill(row, at=NEXT_YEAR, q1_1="3")
    assert not queries.book(year.lead, row.pk, NEXT_YEAR.date()).waiting
    assert queries.signed_lines(year.qa, year.sign(row, NEXT_YEAR).pk)["1.2"]["words"] == "We know 1.2."


def test_evidence_is_carried_and_tells_when_it_expired(year):
    row = year.send()
    year.fill(row)
    piece = operations.add_evidence(
        by=year.lead, at=LATER, agency=year.agency, title="Policy", valid_until=date(2026, 12, 31)
    )
    operations.attach(by=year.lead, at=LATER, sheet=row.pk, code="1.1", evidence=piece)
    year.sign(row)
    after = year.send(at=NEXT_YEAR, title="Next year", year="2027-28")
    asked = queries.book(year.lead, after.pk, NEXT_YEAR.date()).asked[0]
    assert asked.expired == ("Policy",)
    assert operations.confirm(by=year.lead, at=NEXT_YEAR, sheet=after.pk, codes=["1.1"]) == 0
    operations.change_evidence(
        by=year.lead, at=NEXT_YEAR, evidence=piece, seen=1, changes={"valid_until": date(2027, 12, 31)}
    )
    assert operations.confirm(by=year.lead, at=NEXT_YEAR, sheet=after.pk, codes=["1.1"]) == 1
    operations.detach(by=year.lead, at=NEXT_YEAR, sheet=after.pk, code="1.1", evidence=piece)
    assert queries.library(year.lead).get().pk == piece


def test_a_colleague_answers_the_part_in_hand_and_nothing_else(year):
    row = year.send()
    with pytest.raises(NotFound):
        queries.book(year.colleague, row.pk, LATER.date())
    operations.hand_part(by=year.lead, at=LATER, sheet=row.pk, standard="2", person=year.colleague.person_id)
    book = queries.book(year.colleague, row.pk, LATER.date())
    assert [each.standard.code for each in book.sections] == ["2"]
    year.fill(row, by=year.colleague, q2_1="3", q2_2="3")
    with pytest.raises(NotAllowed):
        operations.keep_answers(by=year.colleague, at=LATER, sheet=row.pk, answers={"1.1": (0, {"value": "3"})})
    with pytest.raises(NotAllowed):
        operations.sign(by=year.colleague, at=LATER, sheet=row.pk, role="lead")
    with pytest.raises(NotAllowed):
        operations.hand_part(by=year.colleague, at=LATER, sheet=row.pk, standard="1", person=year.head.person_id)
    operations.finish_part(by=year.colleague, at=LATER, sheet=row.pk, standard="2")
    assert clocks.running(year.lead).filter(record=row.pk).count() == 1


def test_a_part_taken_back_is_closed_to_the_colleague(year):
    row = year.send()
    operations.hand_part(by=year.lead, at=LATER, sheet=row.pk, standard="2", person=year.colleague.person_id)
    with pytest.raises(RuleBroken, match="not answered yet"):
        operations.finish_part(by=year.colleague, at=LATER, sheet=row.pk, standard="2")
    operations.take_part_back(by=year.lead, at=LATER, sheet=row.pk, standard="2")
    with pytest.raises(NotFound):
        queries.book(year.colleague, row.pk, LATER.date())


def test_another_agency_neither_sees_nor_types(year):
    row = year.signed()
    other = bodies.agency("Hazel Lane Primary School", partnership=year.place, kind="school").pk
    theirs = year.of_school("school_lead", "Sasha Other", other)
    for attempt in (
        lambda: queries.book(theirs, row.pk, LATER.date()),
        lambda: operations.keep_answers(by=theirs, at=LATER, sheet=row.pk, answers={"1.1": (0, {"value": "3"})}),
        lambda: operations.sign(by=theirs, at=LATER, sheet=row.pk, role="lead"),
        lambda: operations.open_again(by=theirs, at=LATER, sheet=row.pk, why="Because"),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert not queries.returns(theirs).exists()
    assert not queries.judgements(theirs).exists()


def test_a_draft_is_the_agencys_own(year):
    row = year.send()
    year.fill(row)
    book = queries.book(year.qa, row.pk, LATER.date())
    assert (book.sections, book.whole) == ((), False)


def test_one_return_answers_several_partnerships_and_each_sees_it(year):
    other = bodies.partnership().pk
    police = bodies.agency("Testshire Police", partnership=year.place)
    bodies.serving(police, other)
    year.qa = viewers.viewer(
        viewers.grant("qa_officer", partnership=year.place), viewers.grant("qa_officer", partnership=other)
    )
    row = year.send(police.pk, year.agency, places=[other])
    assert {each.partnership_id for each in row.answered.all()} == {year.place, other}
    school = queries.returns(year.qa).get(agency=year.agency)
    there = viewers.holding("qa_officer", partnership=other)
    assert queries.sheet(there, row.pk).pk == row.pk
    with pytest.raises(NotFound):
        queries.sheet(there, school.pk)


def test_grades_of_each_sort_are_kept_apart(year):
    row = year.signed()
    scrutineer = viewers.holding("scrutineer", partnership=year.place)
    with pytest.raises(RuleBroken, match="Say why it differs"):
        operations.judge(by=year.qa, at=LATER, sheet=row.pk, code="1.1", sort="moderated", value="1")
    operations.judge(by=year.qa, at=LATER, sheet=row.pk, code="1.1", sort="moderated", value="2")
    operations.judge(by=scrutineer, at=LATER, sheet=row.pk, code="1.1", sort="scrutineer", value="0", reason="Not so")
    for by, sort in ((year.qa, "scrutineer"), (scrutineer, "moderated")):
        with pytest.raises(RuleBroken, match="scrutineer's grade"):
            operations.judge(by=by, at=LATER, sheet=row.pk, code="1.1", sort=sort, value="2")
    with pytest.raises(NotAllowed):
        operations.judge(by=year.lead, at=LATER, sheet=row.pk, code="1.1", sort="moderated", value="3")
    assert queries.signed_lines(year.qa, row.pk)["1.1"]["value"] == "2"
    assert {each.sort: each.value for each in queries.judgements(year.qa)} == {"moderated": "2", "scrutineer": "0"}


def test_an_action_from_an_answer_stands_in_the_thread(year):
    row = year.signed()
    made = operations.open_step(by=year.lead, at=LATER, sheet=row.pk, code="1.1", title="Write the policy anew")
    assert queries.steps(year.qa, row.pk).get().action_id == made
    assert thread.action(year.qa, made).record.owner_agency_id == year.agency
    assert [each.pk for each in thread.actions(year.qa).filter(thread.asked_for_by(year.qa, row.pk))] == [made]


def test_a_closed_round_takes_nothing_any_more(year):
    row = year.send()
    operations.close_round(by=year.qa, at=LATER, round=row.round_id)
    with pytest.raises(RuleBroken, match="round is closed"):
        year.fill(row, q1_1="3")
    assert not clocks.running(year.lead).filter(record=row.pk).exists()


def test_the_same_round_begins_again_for_those_who_still_serve(year):
    row = year.signed()
    made = operations.repeat_round(
        by=year.qa,
        at=NEXT_YEAR,
        round=row.round_id,
        asked=year.edition.pk,
        title="Next year",
        year="2027-28",
        fill_by=date(2027, 7, 2),
        sign_by=date(2027, 7, 16),
    )
    found = queries.one_round(year.qa, made)
    assert (found.to_ask, found.signers) == ([str(year.agency)], ["lead", "head"])


def test_more_time_moves_the_dates_of_those_who_have_not_signed(year):
    row = year.send()
    changes = {"sign_by": date(2026, 9, 1)}
    with pytest.raises(RuleBroken, match="put back, not brought forward"):
        operations.change_round(by=year.qa, at=LATER, round=row.round_id, seen=3, changes={"fill_by": date(2026, 6, 2)})
    operations.change_round(by=year.qa, at=LATER, round=row.round_id, seen=3, changes=changes)
    assert clocks.deadlines(year.lead).get(record=row.pk).due_on == date(2026, 9, 1)
