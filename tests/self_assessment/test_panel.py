"""The panel: dealt out, read alone, met over what is furthest apart, and what follows in the thread."""

from datetime import date
from uuid import UUID

import pytest
from django.core import mail
from django.urls import reverse

from goldenthread.access.roles import Scope
from goldenthread.clocks import queries as clocks
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.jobs.models import OutgoingMail
from goldenthread.self_assessment import operations, queries
from goldenthread.self_assessment.models import Judgement, Reader
from goldenthread.self_assessment.rules import panel
from goldenthread.thread import queries as thread
from tests.factories import accounts, viewers
from tests.factories import partnership as bodies
from tests.factories.self_assessment import LATER, Year

pytestmark = pytest.mark.django_db
DUE = date(2026, 7, 31)


class Panel:
    """A school whose return is signed, and three people of the panel, of whom one works for the school."""

    def __init__(self):
        self.year = Year()
        accounts.make_user(self.year.qa)
        self.first, self.second = self.member("Avery First"), self.member("Blake Second")
        self.home = self.member("Chris Conflict", self.year.agency)
        self.row = self.year.signed(q1_1="3")
        self.round = self.row.round_id

    def member(self, name, agency=None):
        known = bodies.person(name, partnership=self.year.place, **({"agency": agency} if agency else {}))
        user = accounts.account(name, person=known.pk)
        accounts.given(user, "qa_officer", Scope.PARTNERSHIP, self.year.place)
        return accounts.viewer_of(user, LATER)

    def deal(self, each=2, people=None):
        chosen = [one.person_id for one in people or (self.first, self.second, self.home)]
        given = {"round": self.round, "people": chosen, "each": each, "due": DUE}
        return operations.deal_out(by=self.year.qa, at=LATER, **given)

    def read(self, by, **given):
        rows = {code.removeprefix("q").replace("_", "."): pair for code, pair in given.items()}
        operations.read(by=by, at=LATER, sheet=self.row.pk, given=rows)

    def done(self, *people):
        for by in people:
            operations.finish_reading(by=by, at=LATER, sheet=self.row.pk)

    def meeting(self, by=None):
        return queries.meeting(by or self.year.qa, queries.one_round(self.year.qa, self.round))


@pytest.fixture
def met():
    return Panel()


def test_returns_are_dealt_out_evenly_and_nobody_reads_their_own():
    sheets, people = [UUID(int=each) for each in range(6)], [UUID(int=each) for each in range(10, 13)]
    barred = [(sheets[0], people[0]), (sheets[1], people[0]), (sheets[1], people[1])]
    made, short = panel.deal(sheets, people, 2, [(sheets[2], people[1])], barred)
    load = {person: sum(one == person for _, one in made) for person in people}
    assert not set(made) & set(barred)
    assert short == [sheets[1]]
    assert max(load.values()) - min(load.values()) <= 1
    assert len(set(made)) == len(made) == 10


def test_a_reader_finds_the_return_on_the_list_of_work_and_grades_alone(met):
    assert met.deal() == []
    held = queries.readers(met.year.qa, met.round)
    assert {each.person.name for each in held} == {"Avery First", "Blake Second"}
    titles = [each.title for each in clocks.of_record(met.year.qa, met.row.pk)]
    assert titles.count("Read for the panel: Alder Brook Primary School") == 2
    met.read(met.first, q1_1=("1", "Nobody could say"))
    with pytest.raises(RuleBroken, match="say why"):
        met.read(met.first, q1_2=("0", ""))
    with pytest.raises(NotFound):
        queries.reading(met.home, met.row.pk)
    with pytest.raises(NotFound):
        met.meeting(met.second)
    assert met.meeting().cells == []
    for by in (met.year.lead, met.second, met.year.qa):
        assert not queries.judgements(by, met.row.pk).exists()
    assert queries.own_grades(met.second, met.row.pk) == {}


def test_the_meeting_opens_on_the_furthest_apart_and_leaves_with_what_was_agreed(client, met):
    met.deal()
    met.read(met.first, q1_1=("0", "Nobody could say"), q2_1=("1", "Once only"))
    met.read(met.second, q2_1=("3", "We saw it"))
    met.done(met.first, met.second)
    found = met.meeting()
    first, second = panel.furthest(found.cells)
    assert (first.question.code, first.own, first.steps) == ("1.1", "3", 3)
    assert {each.name: each.value for each in first.given} == {"Avery First": "0", "Blake Second": "3"}
    assert (second.question.code, second.steps, found.alike) == ("2.1", 2, 2)
    page = client.look_as(met.year.qa)
    shown = page.get(reverse("self_assessment:meeting", args=[met.round])).text
    assert shown.index("Primary School: 1.1") < shown.index("Primary School: 2.1")
    address = reverse("self_assessment:meet", args=[met.row.pk, "1.1"])
    assert "Nobody could say" in page.get(address).text
    sent = page.post(address, {"value": "1", "reason": "No evidence of it"})
    assert sent.headers["Location"] == reverse("self_assessment:meet", args=[met.row.pk, "2.1"])
    page.post(reverse("self_assessment:meet", args=[met.row.pk, "2.1"]) + "?view=wall", {"value": "2", "reason": ""})
    assert "Everything is agreed" in page.get(reverse("self_assessment:meeting", args=[met.round])).text
    assert {each.code: each.value for each in queries.judgements(met.year.lead)} == {"1.1": "1", "2.1": "2"}
    told = reverse("self_assessment:finding", args=[met.row.pk, "1.1"])
    assert "No evidence of it" in page.get(told).text
    page.post(told, {"kind": "concern", "text": "Nobody can say who leads.", "themes": "Leadership"})
    (made,) = thread.findings(met.year.qa)
    assert made.source_id == met.row.pk
    page.post(reverse("self_assessment:step", args=[met.row.pk, "1.1"]), {"title": "Name the lead"})
    assert "Name the lead" in page.get(address).text


def test_the_panel_is_dealt_chased_and_let_off_on_its_page(client, met):
    page, address = client.look_as(met.year.qa), reverse("self_assessment:panel", args=[met.round])
    days = {"due-day": "31", "due-month": "7", "due-year": "2040"}
    given = {"people": [str(met.first.person_id), str(met.home.person_id)], "each": "2", **days}
    assert "Too few readers for Alder Brook" in page.post(address, given, follow=True).text
    more = reverse("self_assessment:ask_to_read", args=[met.row.pk])
    assert "their own agency" in page.post(more, {"person": str(met.home.person_id), **days}).text
    page.post(more, {"person": str(met.second.person_id), **days})
    assert "1 reader told" not in page.get(address).text
    page.post(reverse("self_assessment:remind_panel", args=[met.round]))
    own = queries.readers(met.second, met.round).get(person=met.second.person_id)
    page.post(reverse("self_assessment:let_off", args=[own.pk]))
    assert "Blake Second" not in [each.person.name for each in queries.readers(met.year.qa, met.round)]
    assert not mail.outbox
    assert OutgoingMail.objects.filter(subject="Section 175 return").count() == 2


def test_a_reader_reads_on_one_page_and_says_that_it_is_read(client, met):
    met.deal()
    page, address = client.look_as(met.first), reverse("self_assessment:read", args=[met.row.pk])
    seen = page.get(address).text
    assert "We know 1.1." in seen
    wrong = page.post(address, {"value-1.1": "0", "reason-1.1": "", "do": "done"}).text
    assert "1.1: say why it differs" in wrong
    page.post(address, {"value-1.1": "0", "reason-1.1": "Not seen", "value-1.2": "2", "do": "keep"})
    page.post(address, {"value-1.1": "1", "reason-1.1": "Seen once", "do": "done"})
    assert "You: 1: partly met" not in seen
    assert [each.value for each in Judgement.objects.filter(sort="panel")] == ["0", "1"]
    assert "What you gave stands" in page.get(address).text
    assert "What you gave stands" in page.post(address, {"value-1.1": "3"}).text
    assert client.look_as(met.year.lead).get(address).status_code == 403
    assert [each.value for each in met.meeting(met.first).cells[0].given] == ["1"]


def test_the_scrutineer_stands_apart_and_single_grades_need_a_reader(client, met, broken):
    met.deal()
    met.read(met.first, q1_1=("0", "Nobody could say"))
    met.done(met.first)
    scrutineer = viewers.holding("scrutineer", partnership=met.year.place)
    operations.judge(
        by=scrutineer, at=LATER, sheet=met.row.pk, code="1.1", sort="scrutineer", value="2", reason="Saw it"
    )
    address = reverse("self_assessment:meet", args=[met.row.pk, "1.1"])
    page = client.look_as(scrutineer)
    assert "Saw it" in page.get(address).text
    assert page.post(address, {"value": "1", "reason": "x"}).status_code == 404
    assert met.meeting().cells[0].agreed is None
    one = Judgement.objects.filter(sort="panel").get()
    with broken("self_assessment_judgement_reader"):
        Judgement.objects.create(
            sheet=one.sheet, version=1, code="1.1", sort="panel", value="1", at=LATER, by=one.by, by_name="X"
        )
    with broken("self_assessment_reader_once"):
        Reader.objects.create(
            sheet=one.sheet, person=one.reader.person, deadline=one.pk, given_at=LATER, given_by_name="X"
        )
    with pytest.raises(RuleBroken, match="the panel the moderated one"):
        operations.judge(by=met.first, at=LATER, sheet=met.row.pk, code="1.1", sort="panel", value="1", reason="x")
