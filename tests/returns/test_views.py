"""Pages of calls and returns, as people meet them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.evidence import queries as evidence
from goldenthread.returns import operations, presenters, queries
from goldenthread.returns.views import reading
from tests.factories import partnership as bodies
from tests.factories import viewers
from tests.factories.evidence import quarter
from tests.factories.returns import LATER, Q1, Round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(clock_at):
    clock_at(LATER)


@pytest.fixture
def one():
    return Round("exclusions", "taf_partner_led")


def at(name, *args):
    return reverse(f"returns:{name}", args=args)


def work(one, name="workspace"):
    return presenters.work_address(one.agency, Q1, name)


def page(client, viewer, address):
    return client.look_as(viewer).get(address).content.decode()


def post(client, viewer, address, **data):
    return client.look_as(viewer).post(address, data)


def days(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def boxes(one, answer, **lines):
    """What the page of a return would send: ``code={"n0": "12"}``."""
    data = {}
    for row in queries.sheet(one.filler, answer.pk).rows:
        if row.asked.code in lines:
            data[reading.name(row, "edition")] = str(row.line.edition)
            data |= {reading.name(row, each): value for each, value in lines[row.asked.code].items()}
    return data


def test_the_qa_officer_begins_a_call_asks_and_sends_it(client, one):
    given = {
        "partnership": str(one.place), "title": "Quarter 1", "year": "2018-19", "quarter": "1", "grace": "2",
        "reminders": "5, 2", "ladder": "1: supplier\n4: chair", "group": "", "words": "Thank you.",
    } | days("due_on", date(2018, 7, 27))  # fmt: skip
    wrong = post(client, one.qa, at("new_call"), **given | {"ladder": "1: the boss", "year": "soon"})
    assert "is not a step" in wrong.content.decode()
    assert "is not a year" in wrong.content.decode()
    address = post(client, one.qa, at("new_call"), **given)["Location"]
    assert "Nothing is asked yet" in page(client, one.qa, address)
    ask = address + "ask/"
    assert "Permanent exclusions" in page(client, one.qa, ask)
    post(
        client,
        one.qa,
        ask,
        agency=str(one.agency),
        of_education=["exclusions"],
        of_early_help=["taf_partner_led"],
        groups=["sex"],
    )
    text = page(client, one.qa, address)
    assert "Not sent yet" in text
    taken = queries.asks(one.qa, queries.calls(one.qa).order_by("-pk").first().pk).first()
    post(client, one.qa, at("stop_asking", taken.call_id, taken.pk))
    assert post(client, one.qa, address + "send/").status_code == 302
    text = page(client, one.qa, address)
    for words in ("Who has answered", "Not begun", "There is time", "2 working days of grace", "4 working days late"):
        assert words in text
    assert "Waiting" in page(client, one.qa, at("calls"))
    post(client, one.qa, address + "change/", **given | {"edition": "2", "grace": "3"})
    assert "3 working days of grace" in page(client, one.qa, address)
    stale = post(client, one.qa, address + "change/", **given | {"edition": "1", "grace": "4"})
    assert stale.status_code == 409
    again = post(client, one.qa, address + "again/", title="Quarter 2", **days("due_on", date(2018, 10, 26)))
    assert "Q2 2018-19" in page(client, one.qa, again["Location"])


def test_an_agency_finds_its_return_fills_it_and_sees_the_checks(client, one):
    one.home.supply("exclusions", quarter(2017, 4), 40)
    answer = one.send()
    assert "Quarter 1 data" in page(client, one.filler, at("mine"))
    text = page(client, one.filler, work(one))
    for words in (
        "0 of 2 lines entered",
        "Q4 2017-18",
        "Counted in",
        "Definition in full",
        "We cannot give all",
    ):
        assert words.lower() in text.lower()
    sent = boxes(one, answer, exclusions={"n0": "90"}, taf_partner_led={"n0": "30", "d0": "20", "covered": "2"})
    post(client, one.filler, work(one), **sent, do="keep", show="todo")
    text = page(client, one.filler, work(one))
    for words in ("2 of 2 lines entered", "Changed more than usual", "Enter 20 or fewer", "lines are not ready"):
        assert words in text
    assert "Permanent exclusions" in page(client, one.filler, work(one) + "?show=unusual")
    assert "No line of this kind" in page(client, one.filler, work(one) + "?show=same")
    assert post(client, one.filler, work(one), do="complete")["Location"].endswith("show=todo")
    assert "It is not complete yet" in page(client, one.filler, work(one) + "?show=todo")


def test_two_people_on_one_line_see_both_figures(client, one):
    answer = one.send()
    mine = boxes(one, answer, exclusions={"n0": "7", "note": "Mine."}, taf_partner_led={"n0": "3", "d0": "6"})
    one.fill(answer, exclusions=5)
    told = post(client, one.filler, work(one), **mine, do="keep")
    text = told.content.decode()
    assert told.status_code == 409
    assert "Saved meanwhile by Fran Example" in text
    assert 'value="7"' in text
    lines = {each.ask.indicator.code: each for each in queries.lines(one.qa, answer.pk)}
    assert lines["exclusions"].cells == {"": ["5", ""]}
    assert lines["taf_partner_led"].cells == {"": ["3", "6"]}


def test_the_script_keeps_one_line_and_hears_what_the_checks_find(client, one):
    answer = one.send()
    sent = boxes(one, answer, taf_partner_led={"n0": "30", "d0": "60"})
    found = post(client, one.filler, work(one, "keep"), **sent).json()
    ((line, told),) = found["lines"].items()
    assert told["worked"] == "50.0%: 30 ÷ 60, worked out for you"
    assert told["edition"] == 2
    assert found["progress"] == "1 of 2 lines entered"
    stale = post(client, one.filler, work(one, "keep"), **{**sent, f"n0-{line}": "31"}).json()
    assert stale["lines"][line]["edition"] is None
    assert "Somebody else saved this line" in stale["lines"][line]["html"]


def test_the_agency_completes_takes_back_and_signs_and_the_partnership_accepts(client, one):
    answer = one.send()
    sent = boxes(one, answer, exclusions={"n0": "12"}, taf_partner_led={"n0": "30", "d0": "60"})
    post(client, one.filler, work(one), **sent, do="complete")
    post(client, one.filler, work(one, "take_back"))
    assert client.look_as(one.senior).get(work(one, "sign")).status_code == 404
    post(client, one.filler, work(one), do="complete")
    assert "Sign and send" in page(client, one.senior, work(one))
    assert "Sign and send" not in page(client, one.filler, work(one))
    assert "50.0%" in page(client, one.senior, work(one, "sign"))
    assert post(client, one.senior, work(one, "sign")).status_code == 422
    post(client, one.senior, work(one, "sign"), sure="on")
    address = at("return", answer.pk)
    text = page(client, one.qa, address)
    for words in ("Signed, to be answered", "50.0%", "Sam Senior", "On time"):
        assert words in text
    assert post(client, one.qa, at("accept", answer.pk)).status_code == 302
    assert "2 figures supplied" in page(client, one.qa, address)
    assert evidence.readings(one.qa).count() == 2


def test_a_question_a_return_a_new_version_and_what_changed(client, one):
    answer = one.signed(exclusions=12, taf_partner_led=(30, 60))
    address, line = at("return", answer.pk), queries.lines(one.qa, answer.pk).first()
    assert "selected" in page(client, one.qa, at("query", answer.pk) + f"?line={line.pk}")
    post(client, one.qa, at("query", answer.pk), line=str(line.pk), text="Is it all schools?")
    assert "Is it all schools?" in page(client, one.filler, work(one))
    (asked,) = queries.questions(one.qa, answer.pk)
    assert "Is it all schools?" in page(client, one.filler, at("reply", asked.pk))
    post(client, one.filler, at("reply", asked.pk), text="No, half of them.")
    assert "No, half of them." in page(client, one.qa, address)
    post(client, one.qa, at("send_back", answer.pk), reason="Half are missing.")
    assert "Half are missing." in page(client, one.filler, work(one))
    one.fill(answer, exclusions=24)
    assert "The agency is changing it" in page(client, one.qa, address)
    assert "Draft now" in page(client, one.filler, address)
    operations.complete(by=one.filler, at=LATER, answers=[answer.pk])
    assert "Changed since it was signed" in page(client, one.senior, work(one, "sign"))
    post(client, one.senior, work(one, "sign"), sure="on", why="All are in it.")
    text = page(client, one.qa, at("version", answer.pk, 2))
    for words in ("All are in it.", "Version 1", "24", "12"):
        assert words in text
    assert "Version 2" in page(client, one.qa, at("version", answer.pk, 1) + "?with=2")
    assert client.look_as(one.qa).get(at("version", answer.pk, 9)).status_code == 404


def test_what_is_typed_and_not_signed_is_the_agencys_own(client, one):
    answer = one.send()
    one.fill(answer, exclusions=8731)
    assert "8,731" not in page(client, one.qa, at("return", answer.pk))
    assert "8,731" in page(client, one.filler, at("return", answer.pk))


def test_a_missing_return_is_shown_as_missing(client, one, clock_at):
    answer = one.send()
    clock_at(LATER + timedelta(days=10))
    text = page(client, one.qa, at("return", answer.pk))
    assert "they are not nought" in text
    assert "4 working days late" in text
    assert "Missing" in page(client, one.qa, at("call", one.call))


def test_a_return_is_locked_and_opened_again_on_pages(client, one):
    answer = one.send()
    post(client, one.qa, at("lock", answer.pk))
    assert "Nothing can be typed" in page(client, one.filler, work(one))
    assert (
        post(client, one.filler, work(one), **boxes(one, answer, exclusions={"n0": "1"}), do="keep").status_code == 302
    )
    assert queries.sheet(one.qa, answer.pk).filled == 0
    post(client, one.qa, at("unlock", answer.pk), why="Late.", **days("until", date(2018, 7, 20)))
    assert "Open until 20 July 2018" in page(client, one.qa, at("return", answer.pk))


def test_addresses_of_others_are_not_found(client, one):
    answer = one.send()
    elsewhere = viewers.holding("qa_officer", partnership=bodies.partnership().pk)
    for address in (at("call", one.call), at("return", answer.pk), work(one), at("query", answer.pk)):
        assert client.look_as(elsewhere).get(address).status_code == 404
    assert client.look_as(one.filler).get(presenters.work_address(one.agency, quarter(2018, 2))).status_code == 404
    assert client.look_as(one.filler).get(work(one).replace("2018-04-01", "soon")).status_code == 404
    assert post(client, one.filler, at("accept", answer.pk)).status_code == 403
    lay = viewers.holding("lay_member", partnership=one.place)
    assert client.look_as(lay).get(at("calls")).status_code == 403


def test_the_workspace_asks_a_fixed_number_of_questions(client):
    def count(*codes):
        one = Round(*codes)
        one.send()
        page(client, one.filler, work(one))
        with CaptureQueriesContext(connection) as asked:
            page(client, one.filler, work(one))
        return len(asked)

    assert count("exclusions") == count("exclusions", "cpp", "cla", "cin", "contacts")


def test_the_page_of_a_call_asks_a_fixed_number_of_questions(client):
    def count(agencies):
        one = Round("exclusions")
        for _ in range(agencies):
            other = bodies.agency(partnership=one.place).pk
            operations.ask(by=one.qa, at=LATER, call=one.call, agency=other, indicators=["exclusions"])
        operations.send_call(by=one.qa, at=LATER, call=one.call)
        page(client, one.qa, at("call", one.call))
        with CaptureQueriesContext(connection) as asked:
            page(client, one.qa, at("call", one.call))
        return len(asked)

    assert count(1) == count(5)


def test_who_may_see_returns_but_no_figures_sees_how_far_one_is_and_none_of_its_lines(client, one):
    answer = one.send()
    administrator = viewers.viewer(viewers.grant("system_administrator"))
    sheet = queries.sheet(administrator, answer.pk)
    assert sheet.rows == ()
    assert client.look_as(administrator).get(at("return", answer.pk)).status_code == 200


def test_who_may_see_returns_but_no_figures_opens_a_signed_one_without_them_and_none_of_its_versions(client, one):
    answer = one.signed(exclusions=7391, taf_partner_led=(30, 60))
    administrator = client.look_as(viewers.viewer(viewers.grant("system_administrator")))
    page = administrator.get(at("return", answer.pk))
    assert page.status_code == 200
    assert "Version 1" in page.content.decode()
    assert "7,391" not in page.content.decode()
    assert administrator.get(at("version", answer.pk, 1)).status_code == 404
