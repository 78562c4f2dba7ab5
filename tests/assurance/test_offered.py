"""What the area offers beyond its pages: to reports, to data checks, through the programming interface."""

from datetime import date

import pytest

from goldenthread.assurance import checking, operations, rules
from goldenthread.foundation.periods import Period
from goldenthread.workbench import materials
from tests.factories import accounts
from tests.factories import assurance as make

pytestmark = pytest.mark.django_db
SPRING, SUMMER = Period(date(2026, 4, 1), date(2026, 6, 30)), Period(date(2026, 7, 1), date(2026, 9, 30))


def table(site, name, period=SPRING, by=None):
    return materials.build(by or site.by, site.place, period, f"assurance.{name}")


def test_a_report_takes_what_was_asked_of_agencies_in_its_period_and_what_came_of_it(site, call):
    site.answer(call)
    site.accept(call, follows="We look again in a year.")
    report = site.ask(kind=rules.REPORT, points=())
    told = [material for material in materials.every() if material.code == "assurance"]
    offered = {offer.key for offer in told[0].offers(site.by, site.place, SPRING)}
    assert offered == {"assurance.calls", "assurance.reports", "assurance.exceptions"}
    (row,) = table(site, "calls").rows
    assert row == (
        "Children on plans",
        "Exampleshire Constabulary",
        "2 April 2026",
        "Accepted",
        "We look again in a year.",
    )
    assert table(site, "calls", SUMMER) is None
    assert table(site, "nothing") is None
    assert report
    assert [each[3] for each in table(site, "reports").rows] == ["Asked"]


def test_a_report_takes_the_exceptions_of_its_period_and_none_its_author_may_not_know(site):
    site.report()
    assert table(site, "exceptions").rows == (("Children on plans", "It rises.", "An audit.", "Not decided yet"),)
    assert table(site, "exceptions", by=site.member) is None


def test_what_nobody_has_answered_or_decided_in_time_is_found_at_night(site, call):
    site.report()
    reader = site.scrutineer
    on, after = make.DUE, date(2026, 5, 1)
    assert not [*checking.unanswered(reader, on), *checking.undecided(reader, on)]
    told = [each.detail for each in (*checking.unanswered(reader, after), *checking.undecided(reader, after))]
    assert told == [
        "Exampleshire Constabulary was asked to answer by 30 April 2026.",
        "Executive was to decide by 30 April 2026.",
    ]


@pytest.fixture
def ask(client, site, clock_at):
    clock_at(accounts.AT)
    headers = {"Authorization": f"Bearer {accounts.token('qa_officer', site.place)}"}

    def get(path, status=200, **query):
        response = client.get(f"/api/v1/assurance/{path}", query, headers=headers)
        assert response.status_code == status, response.content
        return response.json()

    return get


def test_the_interface_tells_what_was_asked_with_the_figures_and_the_answers_that_were_sent(ask, site, call):
    operations.write_part(by=site.member, at=make.AT, enquiry=call, part="what", text="Half an answer.")
    assert ask(f"enquiries/{call}/")["answers"] == []
    site.write(call, why="W", so_what="S", next="N")
    operations.send(by=site.member, at=make.AT, enquiry=call, signed_by=site.officer.pk)
    (listed,) = ask("enquiries/", partnership=str(site.place))["items"]
    assert (listed["reference"], listed["state"]) == ("CFE-2026-001", "answered")
    whole = ask(f"enquiries/{call}/")
    assert whole["points"][0]["stood"] == "320 children"
    assert whole["answers"][0]["parts"] == {"what": "Half an answer.", "why": "W", "so_what": "S", "next": "N"}
    ask(f"enquiries/{make.Site().ask()}/", 404)


def test_the_interface_tells_exceptions_and_signals(ask, site):
    site.report()
    assert [each["state"] for each in ask("exceptions/", partnership=str(site.place))["items"]] == ["reported"]
    assert ask("signals/", partnership=str(site.place))["total"] == 0
