"""What the area offers to others: tables of reports, parts of packs, the interface; and a school that sees its own alone."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.records import queries as records
from goldenthread.records import search
from goldenthread.scrutiny import materials, operations, packing, queries
from goldenthread.scrutiny.rules.evaluating import Judged
from tests.factories import accounts, viewers
from tests.factories import partnership as bodies
from tests.factories.scrutiny import AT, TODAY

pytestmark = pytest.mark.django_db
YEAR = Period(date(2025, 4, 1), date(2026, 4, 30))
GOOD = ("good", "good", "requires_improvement", "good", "good")


def test_reports_and_packs_tell_what_is_agreed_and_nothing_said_alone(site):
    made = site.agreed(*GOOD)
    waiting = site.evaluation(
        tool=queries.evaluation(site.manager, made).tool_id, title="Not agreed", end=date(2026, 4, 1)
    )
    operations.judge_alone(by=site.members[0], at=AT, evaluation=waiting, judged=site.judged(waiting, "inadequate"))
    site.written()
    site.graded("good", 2025)
    told = {key: materials.build(site.manager, site.place, YEAR, f"scrutiny.{key}") for key in materials.TABLES}
    assert [row[1:4] for row in told["evaluations"].rows][:2] == [
        ("Over all", "", "Good"),
        ("Leadership and governance", "", "Good"),
    ]
    assert [row[0] for row in told["visits"].rows] == ["Ward 4"]
    assert [row[2] for row in told["inspections"].rows] == ["Good"]
    assert told["looks"] is None
    pieces = list(packing.evaluations(site.manager, site.place, YEAR))
    assert [each.title for each in pieces] == ["Self-evaluation 2025-26"]
    assert "Requires improvement" in pieces[0].tell().text
    assert not list(packing.evaluations(site.stranger, site.place, YEAR))


@pytest.fixture
def school(site):
    """A lead of a school that serves the partnership."""
    agency = bodies.agency("Hill School", partnership=site.place).pk
    lead = viewers.holding("school_lead", agency=agency, around=[site.place], name="School Lead")
    accounts.make_user(lead)
    return agency, lead


def test_a_school_reads_and_answers_a_visit_to_itself_and_sees_nothing_of_others(site, school, client):
    agency, lead = school
    own, other = site.planned(team="Year 6", agency=agency), site.written()
    operations.write_up(
        by=site.members[0], at=AT, visit=own, on=TODAY, seen="A calm school.", reply_by=date(2026, 4, 30)
    )
    inspection, plan = site.inspection(), site.year()
    evaluation = site.evaluation()
    assert [each.pk for each in queries.visits(lead)] == [own]
    hidden = {other, inspection, plan, evaluation}
    assert not hidden & set(records.visible(lead).values_list("pk", flat=True))
    assert search.search(lead, "supervision") == [] or not hidden & {
        each.pk for each in search.search(lead, "supervision")
    }
    looking = client.look_as(lead)
    page = looking.get(reverse("scrutiny:visits")).content.decode()
    assert "Year 6" in page
    assert "Ward 4" not in page
    for name in ("Write up a visit", "Plan a visit"):
        assert name not in page
    page = looking.get(reverse("scrutiny:visit", args=[own])).content.decode()
    assert "Reply for Hill School" in page
    for name, pk in (("visit", other), ("reply", other), ("evaluation", evaluation)):
        assert looking.get(reverse(f"scrutiny:{name}", args=[pk])).status_code == 404
    for name in ("inspections", "progress", "plans"):
        assert looking.get(reverse(f"scrutiny:{name}")).status_code == 403
    assert looking.post(reverse("scrutiny:reply", args=[own]), {"words": "Thank you."}).status_code == 302
    assert queries.visit(site.lay, own).reply == "Thank you."


def test_a_school_that_is_asked_reads_its_own_answer_alone(site, school, client):
    agency, lead = school
    asked = site.evaluation(purpose="key_questions", title="Questions", agencies=[agency, *site.agencies])
    words = queries.tool(site.manager, queries.evaluation(site.manager, asked).tool_id)
    other = [Judged(question=each.id, words="Of the constabulary") for each in words.questions]
    operations.answer(by=site.members[0], at=AT, evaluation=asked, agency=site.agencies[0], judged=other)
    looking = client.look_as(lead)
    address = reverse("scrutiny:evaluation", args=[asked])
    page = looking.get(address).content.decode()
    assert "Answer for Hill School" in page
    assert page.count("Not in") == 1
    for hidden in ("Of the constabulary", "Constabulary", "Hospitals"):
        assert hidden not in page
    assert looking.get(reverse("scrutiny:answer", args=[asked, site.agencies[0]])).status_code == 403
    codes = ("1_1", "1_2", "1_3", "2_1", "2_2", "2_3")
    sent = looking.post(
        reverse("scrutiny:answer", args=[asked, agency]), {f"words_{code}": "Of the school" for code in codes}
    )
    assert sent.status_code == 302
    page = looking.get(address).content.decode()
    assert "Of the school" in page
    assert "Of the constabulary" not in page
    stranger = viewers.holding(
        "school_lead", agency=bodies.agency("Other School", partnership=site.place).pk, around=[site.place]
    )
    with pytest.raises(NotFound):
        queries.evaluation(stranger, asked)
