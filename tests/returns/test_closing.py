"""Closing a call: nobody is chased any more, what was not signed is missing, and what still comes says that it came late."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.returns import checking, operations, queries
from goldenthread.returns.models import Call
from goldenthread.returns.rules import states, timeliness
from tests.factories import partnership as bodies
from tests.factories.returns import AT, LATER, Round

pytestmark = pytest.mark.django_db
SOON = LATER + timedelta(days=1)


@pytest.fixture
def one():
    return Round("exclusions")


def close(one, at=LATER):
    return operations.close_call(by=one.qa, at=at, call=one.call)


def standing(one, on=SOON):
    (found,) = queries.standings(one.qa, queries.listed(one.qa).filter(call=one.call), on.date())
    return found


def test_what_was_not_signed_is_missing_once_the_call_is_closed_though_there_was_time(one):
    one.send()
    assert standing(one).state == ("Not begun", "grey")
    assert close(one) == 1
    assert standing(one).state == ("Missing", "red")
    assert queries.matrix(one.qa, SOON.date()).rows[0].cells == ((("Missing", "red"),),)
    (found,) = checking.missing(one.qa, SOON.date())
    assert "The call was closed without a signature" in found.detail


def test_nobody_is_chased_any_more(one):
    one.send()
    late = AT + timedelta(days=60)
    close(one)
    assert operations.chase_due(by=one.qa, at=late) == 0
    operations.reopen_call(by=one.qa, at=late, call=one.call, why="Two agencies asked for more time.")
    assert operations.chase_due(by=one.qa, at=late) == 1


def test_an_answer_that_still_comes_is_taken_and_says_that_it_came_after_the_call_was_closed(client, one):
    answer = one.send()
    close(one)
    answer = one.sign(answer, at=SOON, exclusions=3)
    found = standing(one)
    assert (found.facts.signed, found.late_words) == (True, "After the call was closed")
    assert queries.matrix(one.qa, SOON.date()).rows[0].cells == ((("After closing", "amber"),),)
    assert queries.matrix(one.qa, SOON.date()).rows[0].on_time == "0 of 1"
    operations.accept(by=one.qa, at=SOON, answer=answer.pk)
    shown = client.look_as(one.qa).get(reverse("returns:return", args=[answer.pk])).content.decode()
    assert "After the call was closed" in shown
    assert states.late_words(3, after=True) == "3 working days late, after the call was closed"


def test_what_came_before_stays_on_time_and_a_restatement_afterwards_changes_nothing_of_that(one):
    answer = one.signed(exclusions=3)
    assert close(one, SOON) == 0
    one.sign(answer, at=SOON + timedelta(days=1), why="One was counted twice.", exclusions=2)
    assert standing(one).late_words == "On time"


def test_a_call_is_closed_once_after_it_was_sent_and_its_days_stay(one):
    with pytest.raises(RuleBroken, match="not sent"):
        close(one)
    one.send()
    close(one)
    with pytest.raises(RuleBroken, match="closed already"):
        close(one)
    row = queries.call(one.qa, one.call)
    with pytest.raises(RuleBroken, match="Open it again"):
        operations.change_call(
            by=one.qa, at=LATER, call=one.call, seen=row.edition, changes={"due_on": date(2018, 8, 1)}
        )
    operations.reopen_call(by=one.qa, at=SOON, call=one.call, why="Too early.")
    with pytest.raises(RuleBroken, match="is open"):
        operations.reopen_call(by=one.qa, at=SOON, call=one.call, why="Again.")


def test_only_those_who_call_close(one):
    one.send()
    with pytest.raises(NotAllowed):
        operations.close_call(by=one.senior, at=LATER, call=one.call)


def test_who_closed_a_call_and_when_stand_together(one, broken):
    one.send()
    with broken("returns_call_closed_whole"):
        Call.objects.filter(pk=one.call).update(closed_at=LATER)


def test_a_call_is_closed_and_opened_on_its_page(client, one):
    one.send()
    looking = client.look_as(one.qa)
    address = reverse("returns:call", args=[one.call])
    assert "1 return is not signed." in looking.get(reverse("returns:close_call", args=[one.call])).content.decode()
    looking.post(reverse("returns:close_call", args=[one.call]), {})
    shown = looking.get(address).content.decode()
    assert "Closed by Quinn Example" in shown
    assert reverse("returns:change_call", args=[one.call]) not in shown
    looking.post(reverse("returns:reopen_call", args=[one.call]), {"why": "Too early."})
    assert "Closed by" not in looking.get(address).content.decode()


def test_a_return_that_came_after_closing_is_told_apart_from_a_late_one():
    came = timeliness.One("A", "P", (1,), True, 2, 1, 1, closed=True, after=True)
    assert timeliness.word(came) == ("After closing", "amber")


def test_many_indicators_are_asked_by_group_and_by_the_breakdowns_that_are_wanted(client, one):
    looking = client.look_as(one.qa)
    address = reverse("returns:ask", args=[one.call])
    shown = looking.get(address).content.decode()
    assert "data-sift" in shown
    assert "Supplied by:" in shown
    group = next(code for code, *_ in queries.indicators_to_ask(one.qa, one.place))
    given = {"agency": str(one.agency), f"of_{group}": ["exclusions"], "groups": ["sex"]}
    assert looking.post(address, {"agency": str(one.agency)}).status_code == 422
    assert looking.post(address, given).status_code == 302
    (ask,) = queries.asks(one.qa, one.call)
    assert ask.cells
    assert all(each.startswith("sex=") for each in ask.cells)
    split = reverse("returns:split_ask", args=[one.call, ask.pk])
    assert "Girls" in looking.get(split).content.decode()
    looking.post(split, {"groups": [ask.cells[0]]})
    assert queries.asks(one.qa, one.call).get().cells == [ask.cells[0]]
    looking.post(split, {})
    assert queries.asks(one.qa, one.call).get().cells == []
    operations.send_call(by=one.qa, at=AT, call=one.call)
    with pytest.raises(RuleBroken, match="is sent"):
        operations.split_ask(by=one.qa, at=AT, call=one.call, ask=ask.pk, groups=[])
    assert looking.get(reverse("returns:split_ask", args=[one.call, bodies.partnership("Other").pk])).status_code == 404
