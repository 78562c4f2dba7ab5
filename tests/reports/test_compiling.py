"""Putting a report together: contents, order, what is ready, and what the proof-reader says."""

from decimal import Decimal

import pytest

from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.reports import models as m
from goldenthread.reports import operations, queries
from goldenthread.workbench import materials
from tests.factories import partnership as bodies
from tests.factories import reports as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db


def _block(viewer, partnership, period, key):
    if key == "sample.spent":
        return materials.Figure(
            key, "Expenditure in all", Decimal(245675), "£", period, "Everything paid", "The council", "signed off"
        )
    if key == "sample.money":
        head = (materials.Column("Spent on"), materials.Column("2017-18", number=True))
        return materials.TableBlock(
            key, "Expenditure", head, (("Staff", "172,213"), ("Chair", "19,879")), "The council"
        )
    return None


def _offers(viewer, partnership, period):
    return [materials.Offer("sample.spent", "Expenditure in all", "figure", "Everything paid")]


@pytest.fixture(autouse=True)
def sample(monkeypatch):
    served = {materials.Need.FINANCE}
    monkeypatch.setattr(
        materials, "_MATERIALS", {"sample": materials.Material("sample", "Sample", _offers, _block, served)}
    )


@pytest.fixture
def place():
    return bodies.partnership("West Partnership").pk


@pytest.fixture
def manager(place):
    return viewers.business_manager(place)


@pytest.fixture
def chair(place):
    return viewers.holding("independent_chair", partnership=place)


@pytest.fixture
def report(place, manager):
    return make.report(place, manager)


def section(viewer, report, code):
    return queries.report(viewer, report).sections.get(code=code)


def write(by, report, text, code="finance"):
    row = section(by, report, code)
    operations.write_section(by=by, at=make.AT, section=row.pk, text=text, seen=row.edition)
    return row.pk


def said(viewer, report):
    return [(mark.kind, mark.heading, mark.stops) for mark in queries.checked(viewer, report).marks]


class TestContents:
    def test_another_list_adds_what_it_asks_and_loses_nothing(self, report, manager):
        write(manager, report, "What we spent.")
        row = queries.report(manager, report)
        operations.rename(
            by=manager, at=make.AT, report=report, title="Our year", content_set="wt2018", seen=row.edition
        )
        row = queries.report(manager, report)
        codes = [each.code for each in row.sections.all()]
        assert row.title == "Our year"
        assert len(codes) == len(set(codes))
        assert {"weaknesses", "done", "impact", "decisions"} <= set(codes)
        assert section(manager, report, "finance").text == "What we spent."

    def test_two_who_change_the_title_do_not_overwrite_each_other(self, report, manager):
        with pytest.raises(EditConflict):
            operations.rename(by=manager, at=make.AT, report=report, title="A", content_set="wt2018", seen=99)

    def test_a_list_that_nobody_knows_is_refused(self, report, manager):
        with pytest.raises(RuleBroken, match="what the law asked"):
            operations.rename(by=manager, at=make.AT, report=report, title="A", content_set="wt1066", seen=1)

    def test_sections_stand_in_the_order_they_are_given(self, report, manager):
        order = [each.pk for each in queries.report(manager, report).sections.all()][::-1]
        operations.arrange(by=manager, at=make.AT, report=report, order=order)
        assert [each.pk for each in queries.report(manager, report).sections.all()] == order

    def test_an_order_that_lacks_a_section_is_refused(self, report, manager):
        order = [each.pk for each in queries.report(manager, report).sections.all()]
        with pytest.raises(RuleBroken, match="meanwhile"):
            operations.arrange(by=manager, at=make.AT, report=report, order=order[1:])

    def test_only_an_empty_section_that_nobody_asks_for_is_removed(self, report, manager):
        with pytest.raises(RuleBroken, match="The law asks"):
            operations.remove_section(by=manager, at=make.AT, section=section(manager, report, "finance").pk)
        extra = operations.add_section(by=manager, at=make.AT, report=report, heading="Thanks")
        operations.write_section(by=manager, at=make.AT, section=extra, text="Thank you.", seen=1)
        with pytest.raises(RuleBroken, match="has text"):
            operations.remove_section(by=manager, at=make.AT, section=extra)
        operations.write_section(by=manager, at=make.AT, section=extra, text="", seen=2)
        operations.remove_section(by=manager, at=make.AT, section=extra)
        assert not m.Section.objects.filter(pk=extra).exists()

    def test_an_empty_section_is_not_ready_and_one_that_is_written_again_is_a_draft(self, report, manager):
        empty = section(manager, report, "finance")
        with pytest.raises(RuleBroken, match="no text"):
            operations.mark_ready(by=manager, at=make.AT, section=empty.pk, seen=empty.edition)
        pk = write(manager, report, "What we spent.")
        operations.mark_ready(by=manager, at=make.AT, section=pk, seen=2)
        assert section(manager, report, "finance").state == "ready"
        operations.mark_drafting(by=manager, at=make.AT, section=pk, seen=3)
        assert section(manager, report, "finance").state == "drafting"
        operations.mark_ready(by=manager, at=make.AT, section=pk, seen=4)
        write(manager, report, "What we really spent.")
        assert section(manager, report, "finance").state == "drafting"


class TestProof:
    def test_a_placeholder_stops_approval_until_it_is_mended(self, report, manager, chair):
        make.write_all(report, manager, "What we did.")
        write(manager, report, "Our accounts are at (add link).")
        assert said(manager, report) == [("placeholder", "Money", True)]
        with pytest.raises(RuleBroken, match=r"Money: .*add link"):
            operations.approve(by=chair, at=make.AT, report=report)
        write(manager, report, "Our accounts are on our pages.")
        operations.approve(by=chair, at=make.AT, report=report)

    def test_what_is_right_as_it_stands_is_left_with_a_reason_and_can_be_heard_again(self, report, manager, chair):
        make.write_all(report, manager, "What we did.")
        write(manager, report, "Our accounts are at (add link).")
        (mark,) = queries.checked(manager, report).marks
        ours = {"report": report, "kind": mark.kind, "quote": mark.quote}
        with pytest.raises(RuleBroken, match="Say why"):
            operations.silence(by=manager, at=make.AT, why=" ", **ours)
        silence = operations.silence(by=manager, at=make.AT, why="It is the name of a course", **ours)
        with pytest.raises(RuleBroken, match="already"):
            operations.silence(by=manager, at=make.AT, why="Again", **ours)
        assert said(manager, report) == []
        operations.hear_again(by=manager, at=make.AT, silence=silence)
        assert said(manager, report) == [("placeholder", "Money", True)]

    def test_a_live_figure_is_read_as_it_is_shown_and_one_that_is_typed_is_told(self, report, manager):
        write(manager, report, "Expenditure in all was [[sample.spent]].")
        assert said(manager, report) == []
        write(manager, report, "Expenditure in all was £245,675.\n\n[[sample.spent]]")
        assert said(manager, report) == [("typed_figure", "Money", False)]

    def test_a_total_is_added_up_over_a_live_table(self, report, manager):
        write(manager, report, "| Spent on | Amount |\n|---|---|\n| Staff | 100 |\n| Chair | 50 |\n| Total | 170 |")
        assert said(manager, report) == [("total", "Money", True)]

    def test_a_kind_that_nobody_knows_is_refused(self, report, manager):
        with pytest.raises(RuleBroken, match="no such kind"):
            operations.silence(by=manager, at=make.AT, report=report, kind="taste", why="So")

    @pytest.mark.parametrize(
        ("model", "fields", "name"),
        [
            (m.Silence, {"kind": "total"}, "reports_silence_once"),
            (m.Release, {"number": "Money: 3"}, "reports_release_once"),
        ],
    )
    def test_the_database_keeps_each_decision_once(self, report, manager, broken, model, fields, name):
        whole = {"report_id": report, "why": "So", "at": make.AT, "by": manager.user_id, "by_name": "Robin", **fields}
        model.objects.create(**whole)
        with broken(name):
            model.objects.create(**whole)


class TestWho:
    def test_nobody_without_the_right_changes_anything(self, report, manager, chair, place):
        reader = viewers.holding("scrutineer", partnership=place)
        row = section(manager, report, "finance")
        with pytest.raises(NotAllowed):
            operations.mark_ready(by=reader, at=make.AT, section=row.pk, seen=1)
        with pytest.raises(NotAllowed):
            operations.arrange(by=reader, at=make.AT, report=report, order=[])
        with pytest.raises(NotAllowed):
            operations.silence(by=chair, at=make.AT, report=report, kind="total", why="So")

    def test_people_of_another_partnership_cannot_tell_that_it_exists(self, report, manager):
        other = viewers.business_manager(bodies.partnership("East Partnership").pk)
        row = section(manager, report, "finance")
        silence = operations.silence(by=manager, at=make.AT, report=report, kind="total", why="So")
        for act in (
            lambda: queries.checked(other, report),
            lambda: operations.mark_ready(by=other, at=make.AT, section=row.pk, seen=1),
            lambda: operations.hear_again(by=other, at=make.AT, silence=silence),
            lambda: operations.release(by=other, at=make.AT, report=report, numbers=["x"], why="So"),
        ):
            with pytest.raises(NotFound):
                act()


class TestPages:
    def test_a_report_is_started_written_checked_and_left_as_it_is(self, client, place, manager):
        go = client.look_as(manager)
        first = {"start-day": "1", "start-month": "4", "start-year": "2017"}
        days = {**first, "end-day": "31", "end-month": "3", "end-year": "2018"}
        assert go.get("/reports/start/").status_code == 200
        started = go.post("/reports/start/", {"partnership": str(place), "title": "Our year", **days})
        assert started.status_code == 302, started.content.decode()
        page = go.get(started["Location"]).content.decode()
        assert "0 of 5 required sections have text" in page
        report = queries.reports(manager).get().pk
        row = section(manager, report, "finance")
        words = {"heading": "Money", "text": "See (add link).", "plain": "", "edition": row.edition}
        assert go.post(f"/reports/sections/{row.pk}/", words)["Location"] == f"/reports/{report}/"
        assert "1 to mend" in go.get(f"/reports/{report}/").content.decode()
        why = {"why": "It is right", "quote": queries.checked(manager, report).marks[0].quote}
        assert go.post(f"/reports/{report}/silence/placeholder/", why).status_code == 302
        page = go.get(f"/reports/{report}/").content.decode()
        assert "Left as they are: 1" in page
        assert "It is right" in page
        assert go.post(f"/reports/silences/{m.Silence.objects.get().pk}/end/").status_code == 302
        assert m.Silence.objects.count() == 0

    def test_without_a_script_a_key_is_put_in_at_the_end_and_nothing_typed_is_lost(self, client, report, manager):
        go, row = client.look_as(manager), section(manager, report, "finance")
        words = {"heading": "Money", "text": "Typed.", "plain": "Short.", "edition": row.edition}
        page = go.post(f"/reports/sections/{row.pk}/", {**words, "insert": "sample.spent"}).content.decode()
        assert "Typed.\n\n[[sample.spent]]" in page
        assert "Short." in page
        page = go.post(f"/reports/sections/{row.pk}/", {**words, "find-now": "1", "find": "nothing"}).content.decode()
        assert "Nothing holds “nothing”" in page
        assert section(manager, report, "finance").text == ""

    def test_two_authors_see_both_versions(self, client, report, manager):
        row = section(manager, report, "finance")
        operations.write_section(by=manager, at=make.AT, section=row.pk, text="Mine.", seen=row.edition)
        words = {"heading": "Money", "text": "Theirs.", "plain": "", "edition": row.edition}
        answer = client.look_as(manager).post(f"/reports/sections/{row.pk}/", words)
        assert answer.status_code == 409
        assert "Mine." in (page := answer.content.decode())
        assert "Theirs." in page

    def test_a_report_is_approved_released_published_and_taken_down(self, client, report, manager, chair, monkeypatch):
        make.write_all(report, manager, "What we did.")
        row = section(manager, report, "finance")
        assert client.look_as(manager).post(f"/reports/sections/{row.pk}/ready/", {"edition": 2}).status_code == 302
        page = client.look_as(chair).get(f"/reports/{report}/finish/").content.decode()
        assert "It is not approved yet" in page
        client.look_as(chair).post(f"/reports/{report}/approve/")
        assert queries.report(manager, report).approved_by_name == chair.name
        published = client.look_as(manager).post(f"/reports/{report}/publish/")
        assert published["Location"].startswith("/reports/published/")
        edition = queries.editions(manager, report).get()
        client.look_as(manager).post(f"/reports/editions/{edition.pk}/take-down/", {"why": "A wrong name"})
        assert "A wrong name" in client.look_as(manager).get(f"/reports/{report}/").content.decode()
        client.look_as(chair).post(f"/reports/{report}/reopen/", {"why": "To mend it"})
        assert queries.report(manager, report).approved_at is None

    def test_what_stops_it_is_said_on_the_page_and_nothing_is_published(self, client, report, chair):
        answer = client.look_as(chair).post(f"/reports/{report}/approve/", follow=True)
        assert "The law wants these sections" in answer.content.decode()
        assert queries.report(chair, report).approved_at is None

    def test_sections_are_ordered_in_a_form(self, client, report, manager):
        sections = list(queries.report(manager, report).sections.all())
        places = {str(each.pk): 500 - place for place, each in enumerate(sections)}
        assert client.look_as(manager).get(f"/reports/{report}/order/").status_code == 200
        assert client.look_as(manager).post(f"/reports/{report}/order/", places).status_code == 302
        assert [each.pk for each in queries.report(manager, report).sections.all()] == [s.pk for s in sections][::-1]

    def test_its_pages_cost_the_same_for_many_sections(self, client, report, manager, django_assert_max_num_queries):
        make.write_all(report, manager, "We spent [[sample.spent]].")
        go = client.look_as(manager)
        go.get(f"/reports/{report}/")
        for address in (
            f"/reports/{report}/",
            f"/reports/{report}/preview/",
            f"/reports/{report}/finish/",
            "/reports/",
        ):
            with django_assert_max_num_queries(45):
                assert go.get(address).status_code == 200
