"""The chart of an indicator: how it is made, from when a new usual range holds, and the steps from its points."""

import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.audit.models import AuditEvent
from goldenthread.evidence import library, operations, queries, steps
from goldenthread.evidence.models import Rebase
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from tests.factories import viewers
from tests.factories.evidence import AT, Home, quarter

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(clock_at):
    clock_at(AT)
    made = Home("exclusions")
    for place, value in enumerate([20, 22, 19, 21, 20, 23, 20, 21, 22, 19, 21, 20, 22, 44]):
        made.supply("exclusions", quarter(2014 + place // 4, place % 4 + 1), value)
    return made


@pytest.fixture
def asking(monkeypatch):
    """A step and a mark, as an area above registers them."""
    monkeypatch.setattr(steps, "_steps", {})
    monkeypatch.setattr(steps, "_marks", {})

    def address(spot):
        return f"/calls/new/?indicator={spot.indicator}&from={spot.period.start}&to={spot.period.end}"

    steps.register(steps.NextStep("evidence_call", "Ask for evidence", address, Permission.EVIDENCE_EDIT))
    mark = steps.Mark(quarter(2017, 2), "", "Schools were asked why", "answered", date(2017, 11, 1), "/calls/7/")
    steps.register_marks("calls", lambda viewer, indicator: [mark])


def at(name, *args):
    return reverse(f"evidence:{name}", args=args)


def text_of(client, viewer, address):
    return client.look_as(viewer).get(address).content.decode()


def test_the_page_reads_the_chart_in_words_with_both_icons(client, home):
    text = text_of(client, home.by, at("indicator", home.ids["exclusions"]))
    assert "The number has risen, by more than chance: 44 children in Q2 2017-18." in text
    assert "Above the usual range: a concern" in text
    assert "<strong>Variation:</strong> high, and a concern" in text
    assert "<strong>Target:</strong> none set" in text
    assert text.count('class="gt-spc"') == 2
    assert "unusual jumps left out of the limits, as NHSRplotthedots does" in text


def test_each_point_offers_the_steps_and_keeps_what_was_asked(client, home, asking):
    pk = home.ids["exclusions"]
    text = text_of(client, home.by, at("indicator", pk))
    assert len(re.findall(r'href="/calls/new/[^"]*"', text)) == 15  # each quarter, and the newest again as a button
    assert f"/calls/new/?indicator={pk}&amp;from=2016-10-01&amp;to=2016-12-31" in text
    assert "What was asked, and what was done" in text
    assert text.count('href="/calls/7/"') == 2
    assert "A question was asked" in text


def test_nobody_sees_a_step_they_may_not_take(client, home, asking):
    reader = viewers.holding("scrutineer", partnership=home.place)
    assert not reader.may(Permission.EVIDENCE_EDIT, partnership=home.place)
    text = text_of(client, reader, at("indicator", home.ids["exclusions"]))
    assert "/calls/new/" not in text
    assert "Ask for evidence" not in text
    assert client.look_as(reader).get(at("rebase", home.ids["exclusions"])).status_code == 403


def test_without_areas_that_ask_there_is_no_button(client, home, monkeypatch):
    monkeypatch.setattr(steps, "_steps", {})
    monkeypatch.setattr(steps, "_marks", {})
    text = text_of(client, home.by, at("indicator", home.ids["exclusions"]))
    assert "ask about one" not in text
    assert "What was asked" not in text


def test_longer_periods_are_offered_and_shown(client, home):
    text = text_of(client, home.by, at("indicator", home.ids["exclusions"]) + "?by=year")
    assert "82 children in 2016-17, after 84 children in 2015-16" in text
    assert "Q1 2014-15" not in text
    assert client.look_as(home.by).get(at("indicator", home.ids["exclusions"]) + "?by=century").status_code == 200


def test_the_page_asks_a_fixed_number_of_questions(client, home):
    address = at("indicator", home.ids["exclusions"])

    def count():
        with CaptureQueriesContext(connection) as asked:
            text_of(client, home.by, address)
        return len(asked)

    home.supply("exclusions", quarter(2016, 1), 9, breakdown={"sex": "Girls"})
    count()
    before = count()
    for place in range(6):
        home.supply("exclusions", quarter(2012 + place // 4, place % 4 + 1), 20)
        home.supply("exclusions", quarter(2012 + place // 4, place % 4 + 1), 9, breakdown={"sex": "Girls"})
    assert count() == before


def test_a_known_change_begins_a_new_usual_range_and_can_be_taken_back(client, home):
    pk = home.ids["exclusions"]
    form = {"on-day": 1, "on-month": 10, "on-year": 2016, "why": "A new trust took over four schools."}
    assert client.look_as(home.by).post(at("rebase", pk), form).status_code == 302
    text = text_of(client, home.by, at("indicator", pk))
    assert "New usual range from Q3 2016-17: A new trust took over four schools." in text
    row = Rebase.objects.get()
    assert client.look_as(home.by).post(at("remove_rebase", pk, row.pk), {"why": "Wrong year"}).status_code == 302
    assert not Rebase.objects.exists()
    said = AuditEvent.objects.get(event="evidence.rebase_removed")
    assert "A new trust" in str(said.details)


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"on": date(2027, 1, 1)}, RuleBroken, "future"),
        ({"why": " "}, RuleBroken, "what changed"),
        ({"by": "reader"}, NotAllowed, None),
        ({"by": "stranger"}, NotFound, None),
    ],
)
def test_a_new_usual_range_has_a_day_a_reason_and_a_keeper(home, changes, error, words):
    given = {"by": home.by, "indicator": home.ids["exclusions"], "on": date(2016, 4, 1), "why": "New team"} | changes
    if given["by"] == "reader":
        given["by"] = viewers.holding("scrutineer", partnership=home.place)
    elif given["by"] == "stranger":
        given["by"] = viewers.holding("qa_officer", partnership=Home().place)
    with pytest.raises(error, match=words):
        operations.rebase(at=AT, **given)


def test_a_new_usual_range_begins_on_a_day_once_and_is_taken_back_by_its_keepers(home):
    given = {"by": home.by, "at": AT}
    pk = operations.rebase(**given, indicator=home.ids["exclusions"], on=date(2016, 4, 1), why="New team")
    with pytest.raises(RuleBroken, match="already"):
        operations.rebase(**given, indicator=home.ids["exclusions"], on=date(2016, 4, 1), why="New team")
    stranger = viewers.holding("qa_officer", partnership=Home().place)
    with pytest.raises(NotFound):
        operations.remove_rebase(by=stranger, at=AT, rebase=pk, why="Mine")
    with pytest.raises(NotFound):
        operations.remove_rebase(**given, rebase=uuid4(), why="Gone")
    with pytest.raises(NotFound):
        queries.rebase(home.by, pk, indicator=uuid4())


def test_the_method_of_the_chart_is_chosen(client, home):
    pk = home.ids["exclusions"]
    row = queries.indicator(home.by, pk)
    form = {"preset": "NHS Excel", "clamp": "no", "edition": row.edition}
    assert client.look_as(home.by).post(at("chart", pk), form).status_code == 302
    assert "every jump counted in the limits" in text_of(client, home.by, at("indicator", pk))
    with pytest.raises(EditConflict):
        operations.set_chart(by=home.by, at=AT, indicator=pk, seen=row.edition, preset="NHS Excel", clamp=True)
    with pytest.raises(RuleBroken, match="published ways"):
        operations.set_chart(by=home.by, at=AT, indicator=pk, seen=row.edition + 1, preset="Ours", clamp=True)


def test_the_list_is_narrowed_by_what_figures_say(client, home):
    for code in ("cla", "contacts", "taf_partner_led"):
        home.ids[code] = home.choose(code)
    for place in range(14):
        home.supply("cla", quarter(2022 + place // 4, place % 4 + 1), 40)
    home.supply("contacts", quarter(2017, 1), 40)
    address = at("indicators")

    def names(**query):
        text = client.look_as(home.by).get(address, query | {"format": "csv"}).content.decode()
        return {code for code, name in NAMES.items() if name in text}

    assert names() == {"exclusions", "cla", "contacts", "taf_partner_led"}
    assert names(change="worse") == {"exclusions"}
    assert names(change="better") == set()
    assert names(missing="on") >= {"contacts", "taf_partner_led"}
    assert names(agency=str(home.supplier)) == {"exclusions", "cla", "contacts"}
    operations.set_target(
        by=home.by, at=AT, indicator=home.ids["exclusions"], start=date(2014, 4, 1), value=Decimal(5), at_least=False,
        source="Plan", agreed_on=date(2014, 3, 1), agreed_by="The Executive",
    )  # fmt: skip
    assert names(missed="on") == {"exclusions"}
    text = client.look_as(home.by).get(address).content.decode()
    assert "high, and a concern" in text
    assert "at most 5 children" in text


NAMES = {
    "exclusions": "Permanent exclusions",
    "cla": library.starters()["cla"].name,
    "contacts": library.starters()["contacts"].name,
    "taf_partner_led": library.starters()["taf_partner_led"].name,
}
