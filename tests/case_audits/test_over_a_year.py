"""What stands over a year: agencies' own audits with their days, standing series with the next one due, and the evidence pack."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.case_audits import checking, models, operations, packing, queries
from goldenthread.case_audits.rules import programmes, standing
from goldenthread.case_audits.rules.results import Told
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.workbench import packs
from tests.factories import accounts
from tests.factories.case_audits import AT, LATER

pytestmark = pytest.mark.django_db
YEAR = year_from_april("2026-27")


@pytest.mark.parametrize(
    ("on", "held", "presented", "present_on", "state"),
    [
        (date(2026, 6, 30), False, False, None, "planned"),
        (date(2026, 7, 1), False, False, None, "behind"),
        (date(2026, 7, 1), True, False, None, "held"),
        (date(2026, 6, 1), False, False, date(2026, 5, 31), "behind"),
        (date(2026, 7, 1), True, False, date(2026, 6, 30), "behind"),
        (date(2026, 7, 1), True, True, date(2026, 6, 30), "presented"),
    ],
)
def test_an_agencys_own_audit_is_behind_once_its_day_or_its_quarter_is_over(on, held, presented, present_on, state):
    found = programmes.own_state(YEAR, 1, on, held=held, presented=presented, present_on=present_on, dropped=False)
    assert found == state


def test_the_last_quarter_ends_in_the_next_calendar_year():
    assert [programmes.quarter_end(YEAR, each) for each in (1, 4)] == [date(2026, 6, 30), date(2027, 3, 31)]


@pytest.fixture
def programme(site):
    return operations.begin_programme(by=site.lead, at=AT, partnership=site.place, year=YEAR, title="The year")


def test_agencies_plan_audits_of_their_own_and_present_them(site, programme, client, clock_at):
    clock_at(LATER)
    topic = {"by": site.lead, "at": AT, "programme": programme, "title": "Our records", "quarter": 1}
    with pytest.raises(RuleBroken, match="which agency holds this audit alone"):
        operations.add_topic(**topic, kind="single_agency")
    with pytest.raises(RuleBroken, match="Several agencies hold"):
        operations.add_topic(**topic, kind="thematic", agency=site.agencies[1])
    planned = operations.add_topic(
        **topic, kind="single_agency", agency=site.agencies[1], present_on=date(2026, 4, 10), method="Twenty records"
    )
    accounts.make_user(site.colleagues[1])
    looking = client.look_as(site.colleagues[1])
    page = looking.get(reverse("case_audits:own"), {"year": "2026-27"}).content.decode()
    assert "Behind" in page
    assert "Twenty records" in page
    assert len(list(checking.own_behind(site.scrutineer, LATER.date()))) == 1
    audit = operations.record_audit(
        by=site.lead, at=LATER, partnership=site.place, kind="single_agency", title="Our records", held_on=date(2026, 4, 8),
        source="Its paper", told=[Told("Plans had dates", 18, 20)], agencies=[site.agencies[1]], topic=planned,
    )  # fmt: skip
    operations.present(
        by=site.lead, at=LATER, audit=audit, on=date(2026, 4, 20), verdict="assured", words="It looks for itself."
    )
    page = looking.get(reverse("case_audits:own"), {"year": "2026-27"}).content.decode()
    assert "It looks for itself." in page
    assert "1 of 1" in page
    assert not list(checking.own_behind(site.scrutineer, LATER.date()))


def test_a_topic_stays_tied_to_the_finding_that_prompted_it(site, programme, client):
    source = site.opened()
    cell = queries.cells(site.lead, queries.audit(site.lead, source))[0]
    found = operations.record_finding(
        by=site.lead, at=LATER, case=cell.case, question=cell.judged.id, kind="concern", text="Fathers were not asked."
    )
    assert str(found) in dict(queries.prompts(site.lead, site.place))
    assert not any("MAC-" in title for _, title in queries.prompts(site.lead, site.place))
    accounts.make_user(site.lead)
    looking = client.look_as(site.lead)
    said = {"title": "Fathers", "kind": "thematic", "quarter": "2", "method": "", "lead": "", "lead_words": "", "why": "",
            "agency": "", "source": str(found)}  # fmt: skip
    assert looking.post(reverse("case_audits:add_topic", args=[programme]), said).status_code == 302
    assert models.Topic.objects.get().source_id == found
    assert "Fathers were not asked" in looking.get(reverse("case_audits:programme", args=[programme])).content.decode()


@pytest.mark.parametrize(
    ("last", "rhythm", "due"),
    [
        (date(2026, 1, 31), "monthly", date(2026, 2, 28)),
        (date(2026, 12, 5), "monthly", date(2027, 1, 31)),
        (date(2026, 11, 5), "quarterly", date(2027, 2, 28)),
        (date(2026, 11, 5), "", None),
    ],
)
def test_the_next_of_a_series_is_due_by_the_end_of_a_month(last, rhythm, due):
    assert standing.next_due(last, rhythm) == due


@pytest.fixture
def sample(site):
    """The first dip sample of a series, held by the first agency."""
    return operations.record_audit(
        by=site.lead, at=AT, partnership=site.place, kind="dip_sample", title="Front door, March", held_on=date(2026, 3, 20),
        source="Its sheet", told=[Told("Decisions that met the standard", 14, 20)], series="Front door",
        agencies=[site.agencies[0]],
    )  # fmt: skip


def test_the_front_door_adds_its_sample_with_a_day_and_two_numbers(site, sample, client, clock_at):
    clock_at(LATER)
    accounts.make_user(site.colleagues[0])
    looking = client.look_as(site.colleagues[0])
    address = reverse("case_audits:add_to_series", args=[sample])
    assert address in looking.get(reverse("case_audits:trends")).content.decode()
    day = {"held_on-day": "20", "held_on-month": "4", "held_on-year": "2026"}
    assert looking.post(address, {**day, "met": "21", "of": "20", "words": ""}).status_code == 422
    assert looking.post(address, {**day, "met": "17", "of": "20", "words": "Feedback came late."}).status_code == 302
    made = queries.audits(site.scrutineer).get(title="Front door, April 2026")
    assert (made.cases_told, made.kind, made.tallies.get().met) == (20, "dip_sample", 17)
    shown = looking.get(reverse("case_audits:trends")).content.decode()
    assert "17 of 20" in shown
    assert "The next is due by" in shown
    assert reverse("case_audits:add_to_series", args=[made.pk]) in shown


def test_only_those_who_hold_a_series_add_to_it(site, sample):
    said = {"at": LATER, "last": sample, "held_on": date(2026, 4, 20), "met": 3, "of": 4}
    for viewer in (site.scrutineer, site.colleagues[1], site.auditors[2]):
        with pytest.raises(NotAllowed):
            operations.add_to_series(by=viewer, **said)
    operations.add_to_series(by=site.auditors[0], **said)
    with pytest.raises(RuleBroken, match="an audit of this day already"):
        operations.add_to_series(by=site.lead, **said)


def test_the_evidence_pack_holds_audits_with_results_and_says_what_waits(site, sample):
    first = site.opened(title="Neglect")
    site.complete(first, again_on=date(2026, 4, 30))
    waiting = site.opened(title="Still open")
    found = packs.pieces(site.lead, packing.PART, site.place, YEAR)
    assert [piece.title for piece in found] == ["Neglect"]
    told = found[0].tell()
    assert "Each agency graded alone" in told.text
    assert told.blocks
    assert "CS0" not in str(told)
    gaps = [each.sentence for each in packs.gaps(site.lead, packing.PART, site.place, YEAR, date(2026, 5, 20))]
    assert gaps == ["1 audit waits for moderation.", "Neglect was to be looked at again by 30 April 2026."]
    assert waiting not in [piece.record for piece in found]


def test_the_samples_of_a_series_are_one_item_of_the_pack(site, sample):
    operations.add_to_series(by=site.lead, at=LATER, last=sample, held_on=date(2026, 4, 20), met=17, of=20)
    [found] = packs.pieces(site.lead, packing.PART, site.place, Period(date(2026, 3, 1), date(2026, 4, 30)))
    told = found.tell()
    assert found.title == "Front door"
    assert told.text.startswith("2 samples, from 20 March 2026 to 20 April 2026, by ")
    assert [row[::2] for row in told.blocks[0].rows] == [("20 March 2026", "70%"), ("20 April 2026", "85%")]
