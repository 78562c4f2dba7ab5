"""What the partnership says to a return, restatements, locks, and who sees what."""

from datetime import date, timedelta

import pytest

from goldenthread.clocks import queries as clocks
from goldenthread.evidence import queries as evidence
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.returns import operations, queries
from goldenthread.returns.rules import freezing
from tests.factories import partnership as bodies
from tests.factories import viewers
from tests.factories.returns import AT, DUE, LATER, Q1, Round

pytestmark = pytest.mark.django_db


def refused(sentence):
    return pytest.raises(RuleBroken, match=sentence)


def test_a_question_goes_to_the_agency_with_a_date_and_comes_back_answered():
    one = Round("exclusions")
    answer = one.signed(exclusions=12)
    line = queries.lines(one.qa, answer.pk).get()
    asked = operations.query(by=one.qa, at=LATER, answer=answer.pk, line=line.pk, text="Is that all schools?")
    operations.query(by=one.qa, at=LATER, answer=answer.pk, text="And the units?")
    (due,) = clocks.running(one.filler)
    assert due.due_on == date(2018, 7, 23)
    assert queries.answer(one.qa, answer.pk).verdict == "queried"
    operations.reply(by=one.filler, at=LATER, question=asked, text="Yes.")
    assert queries.answer(one.qa, answer.pk).verdict == "queried"
    with refused("answered already"):
        operations.reply(by=one.filler, at=LATER, question=asked, text="Yes.")
    (waiting,) = queries.questions(one.qa, answer.pk).filter(replied_at__isnull=True)
    operations.reply(by=one.filler, at=LATER, question=waiting.pk, text="Yes, too.")
    assert queries.answer(one.qa, answer.pk).verdict == ""
    assert not clocks.running(one.filler).exists()
    operations.accept(by=one.qa, at=LATER, answer=answer.pk)


def test_a_returned_version_waits_for_the_next_one():
    one = Round("exclusions")
    answer = one.signed(exclusions=12)
    operations.send_back(by=one.qa, at=LATER, answer=answer.pk, reason="Half the schools are missing.")
    for again in (
        lambda: operations.accept(by=one.qa, at=LATER, answer=answer.pk),
        lambda: operations.send_back(by=one.qa, at=LATER, answer=answer.pk, reason="x"),
        lambda: operations.query(by=one.qa, at=LATER, answer=answer.pk, text="x"),
    ):
        with refused("returned"):
            again()
    one.sign(answer, why="All schools are in it now.", exclusions=24)
    row = queries.answer(one.qa, answer.pk)
    assert (row.version, row.verdict, row.verdict_words) == (2, "", "")
    assert operations.accept(by=one.qa, at=LATER, answer=answer.pk)["supplied"] == 1


def test_a_late_correction_restates_the_evidence_with_its_reason():
    one = Round("exclusions", "cpp")
    answer = one.signed(exclusions={"cells": {"": 12}, "covered": (2, 3)}, cpp=7)
    operations.accept(by=one.qa, at=LATER, answer=answer.pk)
    with refused("accepted already"):
        operations.accept(by=one.qa, at=LATER, answer=answer.pk)
    after = LATER + timedelta(days=10)
    one.sign(answer, at=after, why="June has come.", exclusions={"cells": {"": 19}, "covered": None})
    assert operations.accept(by=one.qa, at=after, answer=answer.pk) == {"supplied": 0, "restated": 1, "same": 1}
    now = evidence.readings(one.qa).get(indicator__code="exclusions")
    assert (now.numerator, now.version, now.why_restated, now.covered, now.covered_of) == (
        19,
        2,
        "June has come.",
        3,
        3,
    )
    assert now.signed_by.name == "Sam Senior"
    first, second = (queries.version(one.qa, answer, number) for number in (1, 2))
    assert [each.what for each in freezing.compare(first.lines, second.lines)] == ["Figure", "Months covered"]
    assert queries.answer(one.qa, answer.pk).first_signed_at == LATER


def test_groups_are_kept_under_their_own_cut_and_what_cannot_be_given_stays_missing():
    one = Round("exclusions", "cpp")
    answer = one.signed(
        groups={"exclusions": ["sex=Girls", "sex=Boys"]},
        exclusions={"cells": {"": 12, "sex=Girls": 5, "sex=Boys": 7}},
        cpp={"missing_why": "The system changed."},
    )
    operations.accept(by=one.qa, at=LATER, answer=answer.pk)
    assert {each.cut: each.numerator for each in evidence.readings(one.qa)} == {"": 12, "sex=Girls": 5, "sex=Boys": 7}


def test_a_locked_return_takes_nothing_until_it_is_opened_for_a_reason():
    one = Round("exclusions")
    answer = one.send()
    given = {"by": one.qa, "at": LATER, "answer": answer.pk}
    with refused("not locked"):
        operations.unlock(**given, until=DUE, why="Late")
    operations.lock(**given)
    with refused("locked already"):
        operations.lock(**given)
    with refused("This return is locked"):
        one.fill(answer, exclusions=1)
    with refused("today or a later day"):
        operations.unlock(**given, until=date(2018, 7, 1), why="Late")
    with refused("why it is opened"):
        operations.unlock(**given, until=DUE, why=" ")
    operations.unlock(**given, until=DUE, why="The system was down.")
    one.fill(answer, exclusions=1)


def test_an_unsigned_return_is_neither_accepted_nor_asked_about():
    one = Round("exclusions")
    answer = one.send()
    with refused("not signed this return"):
        operations.accept(by=one.qa, at=LATER, answer=answer.pk)


@pytest.mark.parametrize("role", ["scrutineer", "independent_chair", "lead_partner"])
def test_those_who_read_a_partnership_see_its_returns_and_change_none(role):
    one = Round("exclusions")
    answer = one.signed(exclusions=12)
    reader = viewers.holding(role, partnership=one.place)
    assert queries.sheet(reader, answer.pk).filled == 1
    for change in (
        lambda: operations.accept(by=reader, at=LATER, answer=answer.pk),
        lambda: operations.lock(by=reader, at=LATER, answer=answer.pk),
        lambda: operations.start_call(by=reader, at=AT, partnership=one.place, period=Q1, title="x", due_on=DUE),
        lambda: one.fill(answer, by=reader, exclusions=13),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_an_agency_sees_its_own_return_and_of_the_call_only_that():
    one = Round("exclusions")
    other = bodies.agency("Example trust", partnership=one.place)
    operations.ask(by=one.qa, at=AT, call=one.call, agency=other.pk, indicators=["exclusions"])
    operations.ask(by=one.qa, at=AT, call=one.call, agency=one.agency, indicators=["exclusions"])
    assert not queries.calls(one.filler).exists()
    operations.send_call(by=one.qa, at=AT, call=one.call)
    answer = queries.answers(one.filler).get()
    assert answer.agency_id == one.agency
    assert [each.agency_id for each in queries.asks(one.filler, one.call)] == [one.agency]
    stranger = viewers.holding("data_supplier", agency=bodies.agency(partnership=one.place).pk, around=[one.place])
    assert not queries.answers(stranger).exists()
    with pytest.raises(NotFound):
        queries.workspace(stranger, one.agency, Q1)
