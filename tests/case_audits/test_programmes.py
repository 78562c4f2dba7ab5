"""The programme of a year, audits recorded from papers, audits looked at again, and series."""

from datetime import date

import pytest

from goldenthread.case_audits import checking, operations, queries, trending
from goldenthread.case_audits import report as reports
from goldenthread.case_audits.rules.results import Told
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.periods import year_from_april
from goldenthread.thread import operations as threads
from tests.factories import evidence, quality
from tests.factories.case_audits import AT, LATER

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(site):
    return operations.begin_programme(
        by=site.lead, at=AT, partnership=site.place, year=year_from_april("2026-27"), title="The year", group=site.group
    )


def topic(site, programme, **fields):
    known = {"title": "Neglect", "kind": "thematic", "quarter": 1}
    return operations.add_topic(by=site.lead, at=AT, programme=programme, **{**known, **fields})


def test_topics_are_agreed_in_advance_and_themes_come_in_with_a_reason(site, programme):
    with pytest.raises(RuleBroken, match="nothing to agree"):
        operations.agree_programme(by=site.lead, at=AT, programme=programme, on=date(2026, 4, 1))
    planned = topic(site, programme)
    operations.agree_programme(by=site.lead, at=AT, programme=programme, on=date(2026, 4, 1))
    with pytest.raises(RuleBroken, match="say why this theme comes in"):
        topic(site, programme, title="Knives")
    late = topic(site, programme, title="Knives", why="Three signals in a row.")
    assert [queries.topic(site.scrutineer, each).in_year for each in (planned, late)] == [False, True]


def test_a_theme_stays_tied_to_the_figure_it_came_from_and_to_its_audit(site, programme):
    home = evidence.Home("cpp")
    made = operations.begin_programme(
        by=home.by, at=AT, partnership=home.place, year=year_from_april("2026-27"), title="The year"
    )
    mine = operations.add_topic(
        by=home.by, at=AT, programme=made, title="Plans", kind="thematic", quarter=1, source=home.ids["cpp"]
    )
    audit = operations.begin_audit(
        by=home.by, at=AT, partnership=home.place, kind="thematic", title="Plans", held_on=date(2026, 5, 1), topic=mine
    )
    assert list(queries.origins(home.by, [home.ids["cpp"]])) == [(home.ids["cpp"], audit)]
    assert list(queries.origins(home.by, [audit])) == [(home.ids["cpp"], audit)]


def test_a_year_is_closed_when_every_topic_was_audited_or_dropped(site, programme):
    mine, other = topic(site, programme), topic(site, programme, title="Knives")
    operations.agree_programme(by=site.lead, at=AT, programme=programme, on=date(2026, 4, 1))
    site.begin(topic=mine)
    with pytest.raises(RuleBroken, match="1 of its topics"):
        operations.close_programme(by=site.lead, at=AT, programme=programme)
    operations.drop_topic(by=site.lead, at=AT, topic=other, why="A review looks at it.")
    operations.close_programme(by=site.lead, at=AT, programme=programme)
    with pytest.raises(RuleBroken, match="stays as it is"):
        operations.drop_topic(by=site.lead, at=AT, topic=other, why="Again.")


def test_a_topic_can_be_changed_until_its_audit_begins(site, programme):
    mine = topic(site, programme)
    said = {
        "title": "Neglect of babies",
        "kind": "deep_dive",
        "quarter": 2,
        "method": "",
        "lead": None,
        "lead_words": "The chair",
    }
    operations.change_topic(by=site.lead, at=AT, topic=mine, seen=1, changes=said)
    assert queries.topic(site.lead, mine).quarter == 2
    with pytest.raises(NotAllowed):
        operations.change_topic(by=site.scrutineer, at=AT, topic=mine, seen=2, changes=said)


def test_the_nightly_checks_say_what_waits_and_never_a_grade(site, programme):
    topic(site, programme)
    operations.agree_programme(by=site.lead, at=AT, programme=programme, on=date(2026, 4, 1))
    audit = site.asked()
    site.grade(audit, 0)
    site.hand_in(audit, 0)
    (found,) = checking.late(site.scrutineer, date(2026, 5, 1))
    assert found.detail == (
        "Not in, though asked by 30 April 2026: Exampleshire Children's services and Exampleshire Hospitals."
    )
    assert not list(checking.behind(site.scrutineer, date(2026, 5, 1)))
    assert list(checking.behind(site.scrutineer, date(2027, 3, 1)))
    for who in (1, 2):
        site.grade(audit, who)
        site.hand_in(audit, who)
    assert not list(checking.unmoderated(site.scrutineer, date(2026, 4, 20)))
    assert list(checking.unmoderated(site.scrutineer, date(2026, 6, 20)))
    site.complete(audit, again_on=date(2026, 10, 1))
    assert not list(checking.to_look_again(site.scrutineer, date(2026, 9, 1)))
    assert list(checking.to_look_again(site.scrutineer, date(2026, 11, 1)))


def recorded(site, month, met, **fields):
    return operations.record_audit(
        by=site.lead, at=LATER, partnership=site.place, kind="dip_sample", title=f"Dip sample {month}",
        held_on=date(2025, month, 1), source="Report, page 3", series="Front door",
        told=[Told("Met the standard", met, 20)], **fields,
    )  # fmt: skip


def test_a_recorded_audit_keeps_what_was_told_and_shows_it(site):
    audit = recorded(site, 1, 18, cases=20, words="Sound decisions.")
    row = queries.audit(site.scrutineer, audit)
    assert (row.state, row.recorded, row.cases_told) == ("complete", True, 20)
    paper = reports.paper(site.scrutineer, row, date(2026, 4, 2))
    assert [each.heading for each in paper.chapters] == ["What was looked at", "What it says in all", "Results"]
    assert paper.chapters[2].blocks[0].rows == (("Met the standard", "18 of 20 (90%)"),)


def test_standing_audits_become_a_trend_with_its_usual_range(site):
    for month in range(1, 7):
        recorded(site, month, 14 + month % 3)
    ((_, held),) = queries.series(site.scrutineer).items()
    assert [each.share for each in held][:2] == [0.75, 0.8]
    drawn = trending.picture("Front door", held)
    assert drawn is not None
    assert "usual range" in drawn.description
    assert "15 of 20" in held[0].words
    assert trending.picture("Front door", held[:1]) is None


def test_an_audit_looked_at_again_says_how_each_section_moved(site):
    first = site.opened()
    site.complete(first, "requires_improvement")
    second = site.opened(again=first, title="Neglect again")
    site.complete(second, "good")
    row = queries.audit(site.scrutineer, second)
    assert reports.compared(site.scrutineer, row) == (
        ("Recognition", "None", "All", "Better"),
        ("The work as a whole", "None", "All", "Better"),
    )
    assert [each.pk for each in queries.later(site.scrutineer, queries.audit(site.scrutineer, first))] == [second]


def test_the_report_tells_findings_and_what_must_change_and_no_reference(site):
    audit = site.opened()
    site.complete(audit, words="Plans lack dates.")
    finding = threads.record_finding(
        by=site.lead, at=LATER, source=audit, kind="concern", text="Plans have no dates.", themes=["Planning"]
    )
    threads.recommend(
        by=site.lead,
        at=LATER,
        partnership=site.place,
        text="Every plan has dates.",
        findings=[(finding, "It asks for it.")],
    )
    paper = reports.paper(site.scrutineer, queries.audit(site.scrutineer, audit), date(2026, 4, 21))
    told = str(paper)
    assert "Plans have no dates." in told
    assert "Every plan has dates." in told
    assert "CS0" not in told
    assert "2 cases" in told


def test_nobody_records_or_begins_an_audit_without_the_role(site):
    with pytest.raises(NotAllowed):
        site.begin(by=site.scrutineer)
    with pytest.raises(RuleBroken, match="day that has not come"):
        operations.record_audit(
            by=site.lead,
            at=AT,
            partnership=site.place,
            kind="dip_sample",
            title="x",
            held_on=date(2030, 1, 1),
            source="x",
        )
    with pytest.raises(RuleBroken, match="Choose the type"):
        site.begin(kind="seance")
    draft = quality.adopted(site.place, "audit_tool", published=False).pk
    with pytest.raises(RuleBroken, match="published edition"):
        site.begin(tool=draft)


def test_an_agency_presents_its_own_audit_and_the_group_says_whether_it_is_assured(site):
    audit = operations.record_audit(
        by=site.lead, at=LATER, partnership=site.place, kind="single_agency", title="Our own records", source="Its paper",
        held_on=date(2026, 3, 1), agencies=[site.agencies[1]], told=[Told("Plans had dates", 18, 20)],
    )  # fmt: skip
    said = {"at": LATER, "on": date(2026, 4, 10), "verdict": "partly", "words": "Two plans had none."}
    with pytest.raises(NotAllowed):
        operations.present(by=site.colleagues[1], audit=audit, **said)
    operations.present(by=site.lead, audit=audit, **said)
    assert queries.audit(site.colleagues[1], audit).get_verdict_display() == "Partly assured"
    with pytest.raises(RuleBroken, match="audits of its own"):
        operations.present(by=site.lead, audit=recorded(site, 1, 18), **said)
    with pytest.raises(RuleBroken, match="day that has not come"):
        operations.present(by=site.lead, audit=audit, **{**said, "on": date(2030, 1, 1)})
