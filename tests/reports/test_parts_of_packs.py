"""What each area puts into an evidence pack: what it says of a site that is known, and nothing to those who may not see it."""

import io
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.urls import reverse

from goldenthread.documents import operations as documents
from goldenthread.foundation.periods import Period
from goldenthread.plans import operations as plans
from goldenthread.thread import queries as threads
from goldenthread.workbench import packs
from goldenthread.workbench.materials import Figure, TableBlock, ThreadBlock
from tests.factories import accounts, finance, scrutiny, self_assessment, thread, viewers
from tests.factories import partnership as bodies
from tests.factories import plans as plan
from tests.factories.assurance import Site

pytestmark = pytest.mark.django_db
YEAR = Period(date(2025, 7, 1), date(2026, 6, 30))
MONEY = Period(date(2025, 4, 1), date(2026, 3, 31))


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """A partnership with something of each area, made once: what a test adds is undone before the next."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = Site()
        made.manager = viewers.business_manager(made.place)
        _money(made)
        made.thread = thread.whole_thread(made.place, source=made.police)
        thread.end(made.place, made.thread["action"])
        made.unjudged = thread.complete(made.place, title="Done and not judged")
        made.call = made.ask()
        made.answer(made.call)
        made.accept(made.call)
        yield made
        transaction.set_rollback(True)


def _money(site):
    by = site.manager
    year = finance.year(site.place)
    for agency, budget, paid in ((site.police, 30_000, 30_000), (site.health, 20_000, 5_000)):
        finance.entry(finance.line(year, by, "contribution", budget=budget, agency=agency), by, paid, date(2025, 5, 1))
    finance.line(
        year, by, "contribution", agency=bodies.agency("Probation", partnership=site.place).pk, state="to_confirm"
    )
    for heading, budget, paid in (("Staff", 40_000, 44_000), ("Training", 10_000, 6_500)):
        finance.entry(finance.line(year, by, "expenditure", heading, budget), by, paid, date(2025, 9, 1))
    site.year = year


def told(site, code, period=YEAR, viewer=None):
    """Return the pieces of a part by their titles, each with what its pages say."""
    part = next(each for each in packs.every() if each.code == code)
    found = packs.pieces(viewer or site.manager, part, site.place, period)
    return {each.title: SimpleNamespace(piece=each, text=each.tell().text, blocks=each.tell().blocks) for each in found}


def words(block):
    """Return every word of a block."""
    if isinstance(block, TableBlock):
        cells = [[f"{cell.value:,.0f}" if isinstance(cell, Figure) else cell for cell in row] for row in block.rows]
        return " ".join(
            [block.title, *(column.label for column in block.head), *(each for row in cells for each in row)]
        )
    return " ".join([block.claim, *(step.words for step in block.steps)]) if isinstance(block, ThreadBlock) else ""


def gaps(site, code, on=date(2026, 7, 1), period=YEAR):
    part = next(each for each in packs.every() if each.code == code)
    return [each.sentence for each in packs.gaps(site.manager, part, site.place, period, on)]


def test_the_money_is_accounted_for_by_line_and_by_agency(site):
    found = told(site, "money", MONEY)
    spent, given = found["Budget and spend, 2025-26"], found["Contributions by agency, 2025-26"]
    assert (spent.piece.about, spent.piece.record) == ("Accounts, not signed off yet", site.year)
    assert spent.text == (
        "£50,500 was spent of a budget of £50,000. Over budget: Staff by £4,000. If all goes as now foreseen, the year ends "
        "with an overspend of £4,000. The reserve was £0 when the year began and stands at -£15,500."
    )
    assert given.text == "Partners agreed to give £50,000; £35,000 was received. 1 contribution still to be confirmed."
    assert "Exampleshire Hospitals Agreed 20,000 5,000" in words(given.blocks[0])
    assert "Staff 40,000 44,000" in words(spent.blocks[1])
    assert gaps(site, "money") == [
        "The accounts of 2025-26 ended on 31 March 2026 and are not signed off.",
        "1 contribution of 2025-26 is not settled.",
    ]
    assert told(site, "money", Period(date(2023, 4, 1), date(2024, 3, 31))) == {}


def test_a_recommendation_is_told_with_its_thread_and_an_action_with_the_difference_it_made(site):
    advice = told(site, "recommendations")["Hold a meeting before any plan ends"]
    assert advice.piece.record == site.thread["recommendation"]
    assert "Plans end without a meeting" in words(advice.blocks[0])
    assert advice.blocks[0].claim == "1 action: closed"
    found = told(site, "actions")
    assert found["Write the meeting into the plan"].piece.about.endswith("Some difference")
    assert "18 of 20 plans" in words(found["Write the meeting into the plan"].blocks[0])
    assert "Done and not judged" in words(found["Actions of the period"].blocks[0])
    assert gaps(site, "actions") == ["1 action is done and nobody has judged what difference that made."]
    assert gaps(site, "recommendations") == ["1 recommendation is not answered by everybody who was asked."]


def test_what_came_from_a_restricted_source_is_in_no_thread_of_a_pack(site):
    secret = thread.finding(site.place, "Nobody may read this.", source=site.call)
    type(threads.finding(site.manager, secret).record).objects.filter(pk=secret).update(sensitivity="restricted")
    thread.recommendation(site.place, "Do better", findings=[(secret, "")])
    assert "Nobody may read" not in words(told(site, "recommendations")["Do better"].blocks[0])


def test_what_was_asked_of_agencies_is_told_with_how_it_stands_and_who_is_late(site):
    [asked] = told(site, "assurance").values()
    assert "Children on plans Exampleshire Constabulary 2 April 2026 Accepted" in words(asked.blocks[0])
    site.ask(title="Another")
    assert gaps(site, "assurance") == ["1 answer that agencies owe is late."]


def test_figures_stand_by_quarter_with_what_they_say_and_what_is_lacking_is_named(site):
    assert gaps(site, "figures") == [
        "1 indicator of 1 has no figure for these days: Children with a child protection plan."
    ]
    found = told(site, "figures", period=Period(date(2024, 4, 1), date(2025, 3, 31)))
    assert "320 Too early to say" in words(found["Figures by quarter: Child protection"].blocks[0])


def test_a_plan_is_told_by_its_priorities(site):
    made = plan.plan(site.place)
    plan.item(made)
    plans.agree_plan(by=site.manager, at=plan.AT, plan=made.pk, seen=made.edition, on=date(2026, 4, 1), agreed_by="All")
    said = " ".join(words(block) for each in told(site, "plans").values() for block in each.blocks)
    assert "Children who go missing are found and heard" in said


def test_the_arrangements_are_told_from_the_register_and_papers_by_group(site):
    assert "Exampleshire Constabulary" in words(told(site, "arrangements")["Relevant agencies"].blocks[0])
    assert gaps(site, "arrangements")[1] == "No terms of reference are kept for Executive and Scrutiny group."
    accounts.make_user(site.manager)
    documents.add_document(
        by=site.manager,
        at=finance.AT,
        record=site.group,
        title="Minutes",
        name="minutes.txt",
        content=io.BytesIO(b"All."),
    )
    [kept] = told(site, "papers").values()
    assert (kept.piece.title, kept.piece.files[0].name) == ("Scrutiny group: papers and minutes", "minutes.txt")
    assert gaps(site, "papers") == ["No papers or minutes of these days are kept for Executive."]


def test_schools_alone_make_no_list_of_relevant_agencies():
    place = bodies.partnership().pk
    bodies.agency("Hill School", kind="school", partnership=place)
    here = SimpleNamespace(place=place, manager=viewers.business_manager(place))
    assert "Relevant agencies" not in told(here, "arrangements")


def test_a_round_of_returns_is_told_with_who_signed_and_how_each_standard_stands():
    year = self_assessment.Year()
    year.signed()
    here = SimpleNamespace(place=year.place, manager=viewers.business_manager(year.place))
    days = Period(date(2026, 4, 1), date(2027, 3, 31))
    [found] = told(here, "self_assessment", days).values()
    assert found.text == "1 of 1 return signed by everybody."
    assert "Alder Brook Primary School" in " ".join(words(block) for block in found.blocks)
    assert told(here, "self_assessment", Period(date(2020, 4, 1), date(2021, 3, 31))) == {}


def test_nobody_from_elsewhere_finds_any_part_nor_what_is_lacking_in_it(site):
    elsewhere = viewers.business_manager(bodies.partnership().pk)
    for part in packs.every():
        assert packs.pieces(elsewhere, part, site.place, YEAR) == [], part.code
        assert packs.gaps(elsewhere, part, site.place, YEAR, YEAR.end) == [], part.code


def test_the_page_of_an_inspection_leads_to_the_pack_for_it_with_its_name(client):
    home = scrutiny.Site()
    made = home.inspection(title="Joint inspection")
    for viewer in (home.manager, home.scrutineer):
        accounts.make_user(viewer)
    address = reverse("scrutiny:inspection", args=[made])
    page = client.look_as(home.manager).get(address).content.decode()
    lead = f"{reverse('reports:make_pack', args=[home.place])}?title=Joint%20inspection"
    assert lead in page
    assert 'value="Joint inspection"' in client.get(lead).content.decode()
    assert lead not in client.look_as(home.scrutineer).get(address).content.decode()
