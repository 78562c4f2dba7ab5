"""Practitioners are heard without a name, sectors are challenged, and the nightly checks see what is missing."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from goldenthread.audit.models import AuditEvent
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.self_assessment import checking, operations, queries, report
from goldenthread.self_assessment.models import Heard, SurveyLink
from goldenthread.self_assessment.views.listening import NOBODY
from tests.factories import quality
from tests.factories.self_assessment import LATER, SIGN_BY, Year

pytestmark = pytest.mark.django_db
CLOSES = date(2026, 6, 30)
AFTER = date(2026, 7, 1)


@pytest.fixture
def year(clock_at):
    clock_at(LATER)
    found = Year(purpose="section_11")
    found.row = found.send()
    return found


@pytest.fixture
def survey(year):
    asked = quality.adopted(year.place, "survey")
    days = {"opens_on": LATER.date(), "closes_on": CLOSES}
    operations.open_survey(by=year.qa, at=LATER, round=year.row.round_id, asked=asked.pk, **days)
    return SurveyLink.objects.get()


def heard(link, count, value="agree"):
    for _ in range(count):
        operations.hear(by=NOBODY, at=LATER, token=link.token, values={"1.1": value, "2.1": "strongly_agree"})


def test_nothing_is_shown_below_six_not_even_how_many(year, survey):
    heard(survey, 5)
    assert queries.voices(year.qa, year.row.pk, AFTER).of == 0
    heard(survey, 1)
    found = queries.voices(year.qa, year.row.pk, AFTER)
    assert found.of == 6
    assert {code: float(each) for code, each in found.standards.items() if each} == {"1": 66.7, "2": 100.0}


def test_a_part_that_fewer_than_six_answered_is_not_shown(year, survey):
    heard(survey, 6)
    operations.hear(by=NOBODY, at=LATER, token=survey.token, values={"5.1": "disagree"})
    assert queries.voices(year.qa, year.row.pk, AFTER).standards["5"] is None


def test_nothing_is_shown_while_the_survey_is_open(year, survey):
    heard(survey, 8)
    assert queries.voices(year.qa, year.row.pk, CLOSES).standards == {}


def test_neither_the_row_nor_the_trail_tells_who_answered_or_when(year, survey):
    before = AuditEvent.objects.count()
    heard(survey, 1)
    assert AuditEvent.objects.count() == before
    assert {field.name for field in Heard._meta.concrete_fields} == {"id", "link", "values"}


def test_a_survey_is_answered_from_its_address_without_signing_in(client, year, survey):
    address = reverse("self_assessment:survey", args=[survey.token])
    assert "Alder Brook Primary School" in client.get(address).text
    assert client.post(address, {"value-1.1": "perhaps"}).status_code == 422
    assert client.post(address, {}).status_code == 422
    sent = client.post(address, {"value-1.1": "agree"}, follow=True)
    assert "Thank you" in sent.text
    assert Heard.objects.get().values == {"1.1": "agree"}
    assert client.get(reverse("self_assessment:survey", args=["nothing"])).status_code == 404


def test_a_closed_survey_hears_nobody(year, survey):
    late = LATER + timedelta(days=60)
    with pytest.raises(NotFound):
        operations.hear(by=NOBODY, at=late, token=survey.token, values={"1.1": "agree"})
    with pytest.raises(NotFound):
        queries.survey_asked(survey.token, late.date())


def test_an_agency_gets_its_own_address_and_the_partnership_all(client, year, survey):
    address = reverse("self_assessment:survey_links", args=[year.row.round_id])
    assert survey.token in client.look_as(year.qa).get(address).text
    assert survey.token in client.look_as(year.lead).get(address).text


def test_a_survey_is_opened_from_the_page_of_a_round(client, year):
    asked = quality.adopted(year.place, "survey")
    days = {
        f"{name}-{part}": value
        for name, month in (("opens_on", 6), ("closes_on", 7))
        for part, value in (("day", "1"), ("month", str(month)), ("year", "2026"))
    }
    page = client.look_as(year.qa)
    sent = page.post(reverse("self_assessment:open_survey", args=[year.row.round_id]), {"asked": str(asked.pk)} | days)
    assert sent.url == reverse("self_assessment:survey_links", args=[year.row.round_id])
    assert SurveyLink.objects.count() == 1
    with pytest.raises(RuleBroken, match="published survey"):
        operations.open_survey(
            by=year.qa, at=LATER, round=year.row.round_id, asked=year.edition.pk, opens_on=CLOSES, closes_on=CLOSES
        )


def test_a_sector_is_challenged_by_a_panel_with_young_people(client, year):
    page = client.look_as(year.qa)
    day = {"held_on-day": "20", "held_on-month": "5", "held_on-year": "2026"}
    given = {"sector": "Health", "panel": "Independent chair\nyoung: Two members of the youth board", "asked": "How?"}
    sent = page.post(reverse("self_assessment:new_session", args=[year.row.round_id]), given | day)
    row = queries.sessions(year.qa).get()
    assert row.panel == [["Independent chair", False], ["Two members of the youth board", True]]
    assert "Fewer than two young people" in page.get(sent.url).text
    changed = {"outcome": "A plan for supervision", "edition": "1"} | day
    page.post(reverse("self_assessment:change_session", args=[row.pk]), changed)
    assert "A plan for supervision" in page.get(sent.url).text
    assert queries.sessions(year.lead).get() == row
    assert not queries.sessions(Year().qa).exists()


def test_the_nightly_checks_tell_of_what_never_came_and_of_sectors_nobody_challenged(year):
    (late,) = checking.missing(year.qa, SIGN_BY + timedelta(days=1))
    assert "17 July 2026" in late.detail
    assert not list(checking.missing(year.qa, SIGN_BY))
    operations.close_round(by=year.qa, at=LATER, round=year.row.round_id)
    assert [each.subject for each in checking.unchallenged(year.qa, AFTER)] == ["Section 175 return"]
    operations.hold_session(
        by=year.qa, at=LATER, round=year.row.round_id, sector="Police", held_on=LATER.date(), panel=[("Chair", False)]
    )
    assert not list(checking.unchallenged(year.qa, AFTER))


def test_what_practitioners_say_stands_beside_the_agencys_own_answers_and_in_its_report(client, year, survey, clock_at):
    heard(survey, 6)
    year.fill(year.row)
    year.sign(year.row)
    clock_at(datetime.combine(AFTER, LATER.timetz()))
    address = reverse("self_assessment:return", args=[year.row.pk])
    for person in (year.lead, year.qa):
        seen = client.look_as(person).get(address).text
        assert "What practitioners say beside it" in seen
        assert "33 points higher" in seen
    made = report.paper(year.lead, queries.sheet(year.lead, year.row.pk), AFTER)
    (chapter,) = [each for each in made.chapters if each.heading == "What practitioners say"]
    assert chapter.text == "6 people answered, without names."
    assert made.period.name == "2026-27"
    answered = next(each for each in made.chapters if each.heading == "1 Standard 1").blocks[0]
    assert [each.label for each in answered.head] == ["Question", "Our answer", "How we know"]


def test_a_report_does_not_tell_of_a_survey_that_too_few_answered(year, survey):
    heard(survey, 5)
    year.fill(year.row)
    year.sign(year.row)
    made = report.paper(year.lead, queries.sheet(year.lead, year.row.pk), AFTER)
    assert "What practitioners say" not in [each.heading for each in made.chapters]
