"""Calls, returns, versions and acceptance: what can be done, by whom, and what becomes of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from goldenthread.audit.models import AuditEvent
from goldenthread.clocks import queries as clocks
from goldenthread.evidence import queries as evidence
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.returns import operations, queries
from tests.factories import partnership as bodies
from tests.factories import viewers
from tests.factories.evidence import quarter
from tests.factories.returns import AT, DUE, FOUR, LATER, Q1, Round

pytestmark = pytest.mark.django_db


def events():
    return list(
        AuditEvent.objects.filter(event__startswith="returns.").order_by("number").values_list("event", flat=True)
    )


def refused(sentence):
    return pytest.raises(RuleBroken, match=sentence)


def test_from_the_call_to_a_signed_dataset_nobody_types_a_figure_twice():
    one = Round("exclusions", "taf_partner_led")
    answer = one.signed(exclusions=12, taf_partner_led=(30, 60))
    done = operations.accept(by=one.qa, at=LATER, answer=answer.pk)
    assert done == {"supplied": 2, "restated": 0, "same": 0}
    kept = {each.indicator.code: each for each in evidence.readings(one.qa)}
    assert (kept["taf_partner_led"].numerator, kept["taf_partner_led"].denominator) == (30, 60)
    assert {each.signed_by.name for each in kept.values()} == {"Sam Senior"}
    assert {each.signed_on for each in kept.values()} == {date(2018, 7, 16)}
    assert kept["exclusions"].supplier_id == one.agency
    row = queries.answer(one.qa, answer.pk)
    assert (row.verdict, row.version, row.locked_at) == ("accepted", 1, None)
    assert events() == [
        f"returns.{name}" for name in ("call_begun", "asked", "call_sent", "filled", "completed", "signed", "accepted")
    ]


def test_a_sent_call_stands_on_the_agencys_list_of_work_until_it_is_signed():
    one = Round("exclusions")
    answer = one.send()
    (due,) = clocks.running(one.filler)
    assert (due.owner_agency_id, due.due_on, due.record_id) == (one.agency, DUE, answer.pk)
    one.sign(answer, exclusions=1)
    assert not clocks.running(one.filler).exists()


def test_the_due_day_of_a_sent_call_can_be_put_back_for_those_who_have_not_signed():
    one = Round("exclusions")
    one.send()
    seen = queries.call(one.qa, one.call).edition
    given = {"by": one.qa, "at": LATER, "call": one.call}
    with refused("not brought forward"):
        operations.change_call(**given, seen=seen, changes={"due_on": DUE - timedelta(days=1)})
    with pytest.raises(EditConflict):
        operations.change_call(**given, seen=seen + 1, changes={"grace": 2})
    operations.change_call(
        **given, seen=seen, changes={"due_on": DUE + timedelta(days=7), "reminders": [3, 5], "grace": 1}
    )
    assert clocks.running(one.filler).get().due_on == DUE + timedelta(days=7)
    assert queries.call(one.qa, one.call).reminders == [5, 3]
    with pytest.raises(TypeError):
        operations.change_call(**given, seen=2, changes={"start": DUE})


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": " "}, "what the call is called"),
        ({"due_on": date(2018, 6, 30)}, "after the period"),
        ({"lock_on": date(2018, 7, 19)}, "or later"),
        ({"reminders": [0]}, "between 1 and 60"),
        ({"ladder": [(1, "nobody")]}, "who is told"),
    ],
)
def test_a_call_that_does_not_hang_together_is_refused(fields, sentence):
    with refused(sentence):
        Round("exclusions", **fields)


def test_a_call_is_sent_once_with_something_asked_and_then_stays_as_it_is():
    one = Round("exclusions", "cpp")
    send = {"by": one.qa, "at": AT, "call": one.call}
    with refused("Ask at least one"):
        operations.send_call(**send)
    ask = {**send, "agency": one.agency, "indicators": ["exclusions", "exclusions", "cpp"]}
    assert operations.ask(**ask) == 2
    assert operations.ask(**ask) == 0
    cpp = queries.asks(one.qa, one.call).get(indicator__code="cpp")
    operations.stop_asking(**send, ask=cpp.pk)
    with refused("This is not asked"):
        operations.stop_asking(**send, ask=cpp.pk)
    with refused("on the day the call is sent"):
        operations.send_call(**{**send, "at": AT + timedelta(days=30)})
    operations.send_call(**send)
    for again in (
        operations.send_call,
        lambda **given: operations.ask(**given | {"agency": one.agency, "indicators": []}),
    ):
        with refused("call is sent|sent already"):
            again(**send)
    with refused("call is sent"):
        operations.stop_asking(**send, ask=cpp.pk)


def test_the_same_again_asks_the_same_for_the_quarter_that_follows():
    one = Round("exclusions", "cpp", lock_on=DUE + timedelta(days=10), grace=2, words="Thank you.")
    one.send(cpp=["sex=Girls", "sex=Boys"])
    made = operations.repeat_call(by=one.qa, at=LATER, call=one.call, due_on=date(2018, 10, 19), title="Quarter 2 data")
    row = queries.call(one.qa, made)
    assert (row.period, row.lock_on, row.grace, row.previous_id) == (quarter(2018, 2), date(2018, 10, 29), 2, one.call)
    assert row.sent_at is None
    cells = {each.indicator.code: each.cells for each in queries.asks(one.qa, made)}
    assert cells == {"exclusions": [], "cpp": ["sex=Girls", "sex=Boys"]}


def test_several_agencies_asked_for_one_indicator_are_kept_apart():
    one = Round("exclusions")
    other = bodies.agency("Example trust", partnership=one.place)
    operations.ask(by=one.qa, at=AT, call=one.call, agency=other.pk, indicators=["exclusions"])
    operations.ask(by=one.qa, at=AT, call=one.call, agency=one.agency, indicators=["exclusions"])
    operations.send_call(by=one.qa, at=AT, call=one.call)
    answer = queries.answers(one.qa).get(agency=one.agency)
    one.sign(answer, exclusions=3)
    operations.accept(by=one.qa, at=LATER, answer=answer.pk)
    assert evidence.readings(one.qa).get().cut == "agency=Example children's social care"


def test_what_is_typed_is_kept_right_or_wrong_and_tells_who_typed_it():
    one = Round("exclusions")
    answer = one.send()
    one.fill(answer, exclusions="about twelve")
    line = queries.lines(one.qa, answer.pk).get()
    assert line.cells == {"": ["about twelve", ""]}
    assert line.entered_by_name == "Fran Example"
    one.fill(answer, exclusions="")
    line.refresh_from_db()
    assert (line.cells, line.entered_at) == ({}, None)
    assert one.fill(answer, exclusions="").changed == []


def test_a_line_somebody_else_saved_meanwhile_is_told_and_the_others_are_kept():
    one = Round("exclusions", "cpp")
    answer = one.send()
    before = {each.asked.code: each.line for each in queries.sheet(one.filler, answer.pk).rows}
    one.fill(answer, exclusions=5)
    mine = {
        before["exclusions"].pk: (before["exclusions"].edition, {"cells": {"": ("6", "")}}),
        before["cpp"].pk: (before["cpp"].edition, {"cells": {"": ("7", "")}, "note": "Counted."}),
    }
    kept = operations.keep_lines(by=one.senior, at=LATER, answer=answer.pk, lines=mine)
    assert kept.changed == [before["cpp"].pk]
    assert kept.theirs[before["exclusions"].pk].cells == {"": ["5", ""]}


def test_lines_and_groups_that_are_not_asked_are_refused():
    one, other = Round("exclusions"), Round("exclusions")
    answer, elsewhere = one.send(), other.send()
    line = queries.lines(other.qa, elsewhere.pk).get()
    given = {"by": one.filler, "at": LATER, "answer": answer.pk}
    with refused("not part of this return"):
        operations.keep_lines(**given, lines={line.pk: (1, {})})
    line = queries.lines(one.qa, answer.pk).get()
    with refused("not asked for"):
        operations.keep_lines(**given, lines={line.pk: (1, {"cells": {"sex=Girls": ("1", "")}})})


def test_complete_is_not_signed_and_typing_takes_it_back():
    one = Round("exclusions", "cpp")
    answer = one.send()
    one.fill(answer, exclusions=12)
    given = {"by": one.filler, "at": LATER, "answers": [answer.pk]}
    with refused("Enter the figure"):
        operations.complete(**given)
    one.fill(answer, cpp={"missing_why": "The system changed."})
    operations.complete(**given)
    with refused("complete already"):
        operations.complete(**given)
    row = queries.answer(one.qa, answer.pk)
    assert (row.complete_by_name, row.signed_at, row.locked_at) == ("Fran Example", None, None)
    one.fill(answer, exclusions=13)
    assert queries.answer(one.qa, answer.pk).complete_at is None
    operations.complete(**given)
    operations.take_back(**given)
    with refused("not complete"):
        operations.take_back(**given)


def test_signing_needs_a_senior_of_the_agency_who_is_a_person_and_typed_nothing():
    one = Round("exclusions")
    answer = one.send()
    given = {"at": LATER, "answers": [answer.pk]}
    one.fill(answer, by=one.senior, exclusions=12)
    with refused("Say first that the return is complete"):
        operations.sign_off(by=one.senior, **given)
    operations.complete(by=one.filler, at=LATER, answers=[answer.pk])
    with refused("You typed some of these figures"):
        operations.sign_off(by=one.senior, **given)
    for nobody in (one.filler, one.qa):
        with pytest.raises(NotAllowed):
            operations.sign_off(by=nobody, **given)
    with refused("not joined to a person"):
        operations.sign_off(by=one.of_agency("agency_member"), **given)
    partner = viewers.viewer(
        viewers.grant("lead_partner", partnership=one.place),
        agencies=frozenset({one.agency}),
        person_id=one.somebody("Lee Lead").pk,
    )
    operations.sign_off(by=partner, **given)
    assert queries.answer(one.qa, answer.pk).signed_by.name == "Lee Lead"


def test_nothing_is_signed_before_the_period_has_ended_or_when_nothing_changed():
    one = Round("exclusions")
    early = datetime(2018, 6, 30, 9, tzinfo=UTC)
    operations.ask(by=one.qa, at=early, call=one.call, agency=one.agency, indicators=["exclusions"])
    (pk,) = operations.send_call(by=one.qa, at=early, call=one.call)
    answer = queries.answer(one.qa, pk)
    with refused("has not ended"):
        one.sign(answer, at=early, exclusions=3)
    one.sign(answer, exclusions=4)
    with refused("why the return is signed again"):
        operations.sign_off(by=one.senior, at=LATER, answers=[pk])
    with refused("Nothing has changed"):
        operations.sign_off(by=one.senior, at=LATER, answers=[pk], why="Again")
    with refused("Choose what you sign"):
        operations.sign_off(by=one.senior, at=LATER, answers=[])


def test_an_unusual_figure_is_signed_only_with_what_why_so_what_and_what_next():
    one = Round("exclusions")
    for place, number in enumerate([40, 42, 38, 41, 40, 39, 42, 40]):
        one.home.supply("exclusions", quarter(2016 + place // 4, place % 4 + 1), number)
    answer = one.send()
    with refused("Answer “What has happened"):
        one.sign(answer, exclusions=140)
    row = queries.answer(one.qa, answer.pk)
    assert row.version == 0
    one.sign(answer, exclusions={"cells": {"": 140}, **FOUR})
    (line,) = queries.version(one.qa, answer, 1).lines
    assert line["met"][0][0] == "unusual"
    assert line["comment"]["so_what"] == "More are seen."


def test_one_signature_sends_to_every_partnership_and_each_sees_only_its_own():
    one = Round("exclusions")
    second = bodies.partnership()
    bodies.serving(type("Agency", (), {"pk": one.agency}), second.pk)
    from tests.factories.evidence import Home

    home = Home.__new__(Home)
    home.place, home.supplier, home.by = second.pk, one.agency, viewers.holding("qa_officer", partnership=second.pk)
    home.ids = {}
    other = Round("exclusions", home=home, supplier=one.agency)
    both = [one.place, second.pk]
    filler = viewers.holding("data_supplier", agency=one.agency, around=both, name="Fran Example")
    senior = viewers.holding("agency_member", agency=one.agency, around=both, person_id=one.senior.person_id)
    here, there = one.send(), other.send()
    work = queries.workspace(filler, one.agency, Q1)
    assert [len(each.rows) for each in work.items] == [2]
    one.fill(here, by=filler, exclusions=3)
    other.fill(there, by=filler, exclusions=4)
    answers = [here.pk, there.pk]
    operations.complete(by=filler, at=LATER, answers=answers)
    assert len(operations.sign_off(by=senior, at=LATER, answers=answers)) == 2
    assert queries.answer(other.qa, there.pk).version == 1
    with pytest.raises(NotFound):
        queries.answer(other.qa, here.pk)
    with pytest.raises(NotFound):
        operations.accept(by=other.qa, at=LATER, answer=here.pk)
    operations.accept(by=other.qa, at=LATER, answer=there.pk)
    assert evidence.readings(other.qa).get().numerator == 4


def test_returns_of_two_agencies_are_not_signed_together():
    one = Round("exclusions")
    other = bodies.agency("Example trust", partnership=one.place)
    for agency in (one.agency, other.pk):
        operations.ask(by=one.qa, at=AT, call=one.call, agency=agency, indicators=["exclusions"])
    made = operations.send_call(by=one.qa, at=AT, call=one.call)
    both = replace(one.senior, grants=(*one.senior.grants, viewers.grant("agency_member", agency=other.pk)))
    with refused("one agency at a time"):
        operations.sign_off(by=both, at=LATER, answers=made)
