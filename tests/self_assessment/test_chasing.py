"""The chase: reminders before each of the two days, the ladder after, and evidence that expires."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.access.roles import Scope
from goldenthread.clocks import queries as clocks
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.jobs.models import OutgoingMail
from goldenthread.self_assessment import operations, queries
from goldenthread.self_assessment.models import Evidence, Round
from goldenthread.self_assessment.rules import chasing
from tests.factories import accounts, viewers
from tests.factories import partnership as bodies
from tests.factories.self_assessment import AT, FILL_BY, SIGN_BY, Year

LADDER = [[1, "filler"], [5, "signer"], [10, "group"]]


def days(on, frozen=False):
    """A calendar of which every day is a working day."""
    return chasing.Days(FILL_BY, SIGN_BY, frozen, on, lambda a, b: (b - a).days)


@pytest.mark.parametrize(
    ("on", "frozen", "taken", "code", "who"),
    [
        (date(2026, 6, 20), False, [], "", ()),
        (date(2026, 6, 23), False, [], "fill:before:10", ("filler",)),
        (date(2026, 7, 1), False, ["fill:before:10"], "fill:before:3", ("filler",)),
        (date(2026, 7, 1), False, ["fill:before:3"], "", ()),
        (date(2026, 7, 4), False, [], "fill:late:1:filler", ("filler",)),
        (date(2026, 7, 17), False, [], "fill:late:5:signer", ("filler", "signer")),
        (date(2026, 7, 15), True, [], "sign:before:3", ("signer",)),
        (date(2026, 7, 18), False, [], "sign:late:1:filler", ("filler",)),
        (date(2026, 7, 18), True, [], "", ()),
        (date(2026, 7, 22), True, [], "sign:late:5:signer", ("signer",)),
        (date(2026, 7, 30), False, ["sign:late:5:signer"], "sign:late:10:group", ("filler", "signer", "group")),
        (date(2026, 7, 30), True, ["sign:late:10:group"], "", ()),
    ],
)
def test_each_step_is_due_once_and_says_what_is_owed(on, frozen, taken, code, who):
    found = chasing.due(days(on, frozen), [10, 3], LADDER, taken)
    assert [(each.code, each.who) for each in found] == ([(code, who)] if code else [])


def told():
    return list(OutgoingMail.objects.order_by("created_at").values_list("to", flat=True))


def night(year, day):
    return operations.chase_due(by=viewers.administrator(), at=datetime(2026, *day, 5, 40, tzinfo=UTC))


@pytest.fixture
def year():
    found = Year()
    user = accounts.account("Lee Lead")
    accounts.given(user, "school_lead", Scope.AGENCY, found.agency, from_on=date(2026, 1, 1))
    return found


@pytest.mark.django_db
def test_a_late_return_climbs_the_ladder_until_it_stands_on_the_groups_list_of_work(year):
    group = bodies.group("Quality sub-group", partnership=year.place).pk
    row = year.send(group=group)
    assert (night(year, (6, 25)), night(year, (6, 25)), len(told())) == (1, 0, 1)
    assert night(year, (8, 10)) == 1
    assert clocks.deadlines(year.qa).filter(record=row.pk, owner_group=group, title__startswith="Not returned").exists()
    assert queries.chases(year.qa, row.pk).count() == 2


@pytest.mark.django_db
def test_nobody_is_chased_for_what_is_signed_or_in_a_closed_round(year):
    row = year.send()
    year.fill(row)
    year.sign(row)
    assert night(year, (8, 10)) == 0


@pytest.mark.django_db
def test_the_ladder_of_a_round_is_data(year):
    row = year.start()
    change = {"by": year.qa, "at": AT, "round": row, "seen": 1}
    operations.change_round(**change, changes={"reminders": [5, 8], "ladder": [[2, "signer"]]})
    assert Round.objects.get().reminders == [8, 5]
    with pytest.raises(RuleBroken, match="Say after how many"):
        operations.change_round(**change | {"seen": 2}, changes={"ladder": [[2, "nobody"]]})


@pytest.mark.django_db
def test_an_agency_hears_once_that_evidence_under_its_answers_expires(year):
    row = year.send()
    for title, until in (("Policy", date(2026, 5, 20)), ("Plan", date(2027, 5, 20)), ("Loose", date(2026, 5, 20))):
        piece = operations.add_evidence(by=year.lead, at=AT, agency=year.agency, title=title, valid_until=until)
        if title != "Loose":
            operations.attach(by=year.lead, at=AT, sheet=row.pk, code="1.1", evidence=piece)
    assert operations.warn_of_expiry(by=viewers.administrator(), at=AT) == 1
    assert operations.warn_of_expiry(by=viewers.administrator(), at=AT) == 0
    assert "Policy: 20 May 2026" in OutgoingMail.objects.first().text
    assert Evidence.objects.filter(told_of__isnull=False).count() == 1


@pytest.mark.django_db
def test_only_the_night_warns_of_expiry(year):
    with pytest.raises(NotAllowed):
        operations.warn_of_expiry(by=year.lead, at=AT)
