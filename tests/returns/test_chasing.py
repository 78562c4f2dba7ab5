"""Reminders, the chase, locks, hand-over, completeness and signals."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goldenthread.access.roles import Scope
from goldenthread.accounts.models import RoleGrant
from goldenthread.clocks import queries as clocks
from goldenthread.evidence import signals
from goldenthread.evidence.signals import Kind
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.jobs.models import OutgoingMail
from goldenthread.returns import checking, operations, presenters, queries
from goldenthread.returns.rules import chasing, timeliness
from goldenthread.returns.rules.states import Facts
from tests.factories import accounts, viewers
from tests.factories import partnership as bodies
from tests.factories.returns import AT, DUE, LATER, Q1, Round

pytestmark = pytest.mark.django_db
LADDER = [[1, "supplier"], [3, "lead"], [6, "chair"]]


def facts(left, **more):
    return Facts(0, 3, False, more.pop("signed", False), more.pop("locked", False), days_left=left, **more)


@pytest.mark.parametrize(
    ("left", "taken", "code", "who"),
    [
        (11, [], "", ()),
        (10, [], "before:10", ("supplier",)),
        (8, [], "before:10", ("supplier",)),
        (8, ["before:10"], "", ()),
        (3, ["before:10"], "before:3", ("supplier",)),
        (0, [], "before:3", ("supplier",)),
        (-1, [], "late:1:supplier", ("supplier",)),
        (-2, ["late:1:supplier"], "", ()),
        (-4, [], "late:3:lead", ("supplier", "lead")),
        (-9, ["late:3:lead"], "late:6:chair", ("supplier", "lead", "chair")),
        (-9, ["late:6:chair"], "", ()),
    ],
)
def test_each_step_is_due_once_and_only_the_last_of_those_missed(left, taken, code, who):
    found = chasing.due(facts(left), [10, 3], LADDER, taken)
    assert [(each.code, each.who) for each in found] == ([(code, who)] if code else [])


def test_nobody_is_chased_in_the_days_of_grace_nor_for_what_is_signed_or_locked():
    assert chasing.due(facts(-1, grace=2), [], LADDER, []) == []
    assert chasing.due(facts(-9, signed=True), [], LADDER, []) == []
    assert chasing.due(facts(-9, locked=True), [], LADDER, []) == []
    assert chasing.due(facts(-9), [], [], []) == []


@pytest.fixture
def one():
    found = Round("exclusions", group=None)
    group = bodies.group("Quality group", partnership=found.place)
    operations.change_call(by=found.qa, at=AT, call=found.call, seen=1, changes={"group": group.pk})
    found.group = group
    for email, role, scope, place in (
        ("fran@example.org", "data_supplier", Scope.AGENCY, found.agency),
        ("sam@example.org", "agency_member", Scope.AGENCY, found.agency),
        ("chris@example.org", "group_chair", Scope.GROUP, group.pk),
    ):
        given(accounts.account(email=email, name=email.split("@")[0].title()), role, scope, place)
    return found


def given(user, role, scope, place):
    """A role held since before the call."""
    RoleGrant.objects.create(
        user=user, role=role, scope=scope, place_id=place, from_on=date(2018, 1, 1), granted_by=user, granted_at=AT
    )


def mails():
    return sorted(OutgoingMail.objects.filter(key__startswith="return:").values_list("to", flat=True))


def night(moment):
    return operations.chase_due(by=viewers.administrator(), at=moment)


def test_the_night_reminds_chases_and_puts_a_late_return_before_the_group(one):
    answer = one.send()
    assert night(AT) == 1  # nine working days before
    assert mails() == ["fran@example.org", "sam@example.org"]
    assert night(AT + timedelta(hours=1)) == 0
    assert night(LATER + timedelta(days=14)) == 1  # Monday 30 July: six working days late
    assert "chris@example.org" in mails()
    told = queries.chases(one.qa, answer.pk).first()
    assert told.step == "late:6:chair"
    assert "6 working days late" in told.words
    escalated = clocks.running(one.qa).get(owner_group=one.group.pk)
    assert escalated.title == "Late return: Example children's social care, Q1 2018-19"
    one.sign(answer, at=LATER + timedelta(days=15), exclusions=1)
    assert not clocks.running(one.qa).filter(record=answer.pk).exists()
    assert night(LATER + timedelta(days=16)) == 0


def test_a_chase_by_hand_is_kept_and_needs_something_to_chase(client, one, clock_at):
    clock_at(LATER)
    answer = one.send()
    address = reverse("returns:chase", args=[answer.pk])
    assert "This return is due on 20 July 2018." in client.look_as(one.qa).get(address).content.decode()
    client.look_as(one.qa).post(address, {"who": ["supplier"], "words": "Please ring us."})
    assert (
        "Please ring us. Told: Fran and Sam."
        in client.get(reverse("returns:return", args=[answer.pk])).content.decode()
    )
    with pytest.raises(RuleBroken, match="who is told"):
        operations.chase(by=one.qa, at=LATER, answer=answer.pk, who=["boss"])
    with pytest.raises(NotAllowed):
        operations.chase(by=one.filler, at=LATER, answer=answer.pk, who=["supplier"])
    one.sign(answer, exclusions=1)
    with pytest.raises(RuleBroken, match="Nothing is to be chased"):
        operations.chase(by=one.qa, at=LATER, answer=answer.pk, who=["supplier"])


def test_returns_lock_on_their_day_but_one_that_was_opened_for_longer():
    one = Round("exclusions", lock_on=DUE)
    answer = one.send()
    admin, on = viewers.administrator(), LATER + timedelta(days=4)
    assert operations.lock_due(by=admin, at=LATER) == 0
    assert operations.lock_due(by=admin, at=on) == 1
    operations.unlock(by=one.qa, at=on, answer=answer.pk, until=date(2018, 7, 25), why="The system was down.")
    assert operations.lock_due(by=admin, at=on + timedelta(days=5)) == 0
    assert operations.lock_due(by=admin, at=on + timedelta(days=6)) == 1


def test_a_part_is_handed_to_a_colleague_until_its_lines_are_answered(client, clock_at):
    clock_at(LATER)
    one = Round("exclusions", "cpp")
    answer = one.send()
    person = one.somebody("Cole League")
    user = accounts.account(email="cole@example.org", name="Cole League")
    given(user, "data_supplier", Scope.AGENCY, one.agency)
    type(user).objects.filter(pk=user.pk).update(person=person)
    address = reverse("returns:hand", args=[one.agency, Q1.start.isoformat(), Q1.end.isoformat(), "education"])
    assert "Cole League" in client.look_as(one.filler).get(address).content.decode()
    client.look_as(one.filler).post(address, {"person": str(person.pk), "note": "Please."})
    work = client.get(presenters.work_address(one.agency, Q1)).content.decode()
    assert "With Cole League." in work
    assert clocks.running(one.filler).filter(title__startswith="Fill education").count() == 1
    one.fill(answer, exclusions=3)
    assert operations.part_is_done(by=one.filler, at=LATER, answer=answer.pk) == 1
    assert not clocks.running(one.filler).filter(title__startswith="Fill education").exists()
    again = {"by": one.filler, "at": LATER, "answers": [answer.pk]}
    with pytest.raises(RuleBroken, match="Choose somebody"):
        operations.hand_part(**again, part="education", person=one.senior.person_id)
    with pytest.raises(RuleBroken, match="Nothing of this part"):
        operations.hand_part(**again, part="missing", person=person.pk)
    assert client.get(address.replace("education", "missing")).status_code == 404


def test_completeness_and_timeliness_count_what_never_came_as_missing(client, clock_at):
    one = Round("exclusions", "cpp")
    other = bodies.agency("Example trust", partnership=one.place)
    operations.ask(by=one.qa, at=AT, call=one.call, agency=other.pk, indicators=["cpp", "exclusions"])
    operations.ask(by=one.qa, at=AT, call=one.call, agency=one.agency, indicators=["cpp", "exclusions"])
    operations.send_call(by=one.qa, at=AT, call=one.call)
    answer = queries.answers(one.qa).get(agency=one.agency)
    one.sign(answer, exclusions=3, cpp={"missing_why": "The system changed."})
    after = DUE + timedelta(days=14)
    found = queries.matrix(one.qa, after)
    assert found.periods == ("Q1 2018-19",)
    rows = {each.agency: each for each in found.rows}
    assert rows["Example trust"].cells == ((("Missing", "red"),),)
    assert (rows["Example trust"].on_time, rows["Example trust"].given) == ("0 of 1", "0 of 2")
    mine = rows["Example children's social care"]
    assert (mine.cells, mine.on_time, mine.given) == (((("On time", "green"),),), "1 of 1", "1 of 2")
    clock_at(AT + timedelta(days=25))
    page = client.look_as(one.qa).get(reverse("returns:timeliness"))
    assert "Missing" in page.content.decode()
    exported = client.get(reverse("returns:timeliness"), {"format": "csv", "unsigned": "1"}).content.decode()
    assert "Example trust" in exported
    assert "Example children" not in exported


def test_the_nightly_checks_tell_what_nobody_answered_and_what_was_never_signed():
    one = Round("exclusions")
    answer = one.signed(exclusions=3)
    fortnight = LATER.date() + timedelta(days=15)
    assert list(checking.unanswered(one.qa, fortnight - timedelta(days=2))) == []
    (waiting,) = checking.unanswered(one.qa, fortnight)
    assert waiting.record == answer.pk
    other = Round("exclusions")
    silent = other.send()
    assert list(checking.missing(other.qa, fortnight)) == []
    operations.lock(by=other.qa, at=LATER, answer=silent.pk)
    (found,) = checking.missing(other.qa, fortnight)
    assert "Locked without a signature. It was due on 20 July 2018." in found.detail


def test_the_table_keeps_the_newest_periods_oldest_first():
    rows = [timeliness.One("A", f"P{each}", (each,), True, 0, 1, 1) for each in range(12)]
    found = timeliness.matrix(rows, most=3)
    assert found.periods == ("P9", "P10", "P11")
    assert timeliness.word(timeliness.One("A", "P", (1,), False, None, 1, 0)) == ("Waiting", "grey")
    assert timeliness.word(timeliness.One("A", "P", (1,), True, 2, 1, 1)) == ("2 days late", "amber")


def of_kind(viewer, place, kind, on):
    return [each for each in signals.found(viewer, place, on) if each.kind == kind]


def test_a_late_return_is_a_signal_that_is_raised_again_after_a_week():
    one = Round("exclusions")
    answer = one.send()
    assert of_kind(one.qa, one.place, Kind.LATE, DUE) == []
    (first,) = of_kind(one.qa, one.place, Kind.LATE, date(2018, 7, 23))
    (same,) = of_kind(one.qa, one.place, Kind.LATE, date(2018, 7, 26))
    (again,) = of_kind(one.qa, one.place, Kind.LATE, date(2018, 7, 30))
    assert (first.what, first.facts) == (same.what, same.facts)
    assert first.facts != again.facts
    assert "has not returned 1 figure for Q1 2018-19: 1 working day late" in first.words
    assert first.address == reverse("returns:return", args=[answer.pk])


def test_signed_figures_that_do_not_agree_are_a_signal():
    one = Round("exclusions")
    groups = {"exclusions": ["sex=Girls", "sex=Boys"]}
    one.signed(groups=groups, exclusions={"cells": {"": 12, "sex=Girls": 5, "sex=Boys": 5}, "note": "Two not known."})
    (found,) = of_kind(one.qa, one.place, Kind.INCONSISTENT, DUE)
    assert "2 fewer than the whole" in found.words
    assert found.indicator == one.home.ids["exclusions"]
