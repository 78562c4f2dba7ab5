"""What everything that was looked at says together: fair beside each other, and honest about what has held."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.foundation.periods import Period
from goldenthread.quality import looked, materials, presenters, queries
from goldenthread.quality.looked import Looked, Source
from goldenthread.quality.rules import together as rules
from goldenthread.quality.rules.together import Done
from tests.factories import partnership as bodies
from tests.factories import records, viewers
from tests.factories import thread as make

YEAR = Period(date(2025, 4, 2), date(2026, 4, 2))


class TestTheMiddle:
    def test_of_fewer_than_six_grades_nothing_is_said_but_how_many(self):
        found = rules.compare({"a": [0.2] * 5, "b": [0.9] * 40})["a"]
        assert (found.number, found.middle, found.lower, found.apart) == (5, None, None, "")

    def test_the_interval_is_that_of_the_sign_test(self):
        # of six the least and the greatest, of ten the second and the ninth (tables of the binomial, 95%)
        assert rules.interval([1, 2, 3, 4, 5, 6]) == (1, 6)
        assert rules.interval(list(range(1, 11))) == (2, 9)
        assert rules.interval(list(range(1, 21))) == (6, 15)

    def test_an_agency_stands_apart_only_where_the_middle_of_all_lies_outside_its_interval(self):
        grades = {"a": [0.5, 0.6] * 10, "b": [0.5, 0.6] * 10, "c": [0.1] * 12}
        found = rules.compare(grades)
        assert [found[each].apart for each in "abc"] == ["", "", "worse"]

    @given(st.lists(st.floats(0, 1), min_size=6, max_size=60))
    def test_the_middle_lies_in_its_interval(self, values):
        found = rules.compare({"one": values})["one"]
        assert found.lower <= found.middle <= found.upper
        assert found.apart == ""


@pytest.mark.parametrize(
    ("done", "last", "back_on", "said"),
    [
        (Done(0, None, False), date(2026, 1, 1), None, rules.NOTHING),
        (Done(1, None, False), date(2026, 1, 1), None, rules.DOING),
        (Done(1, date(2025, 1, 1), True), date(2024, 1, 1), None, rules.HELD),
        (Done(1, date(2025, 1, 1), False), date(2024, 1, 1), None, rules.UNSURE),
        (Done(1, date(2025, 1, 1), True), date(2024, 1, 1), date(2025, 6, 1), rules.BACK),
        (Done(1, date(2025, 1, 1), True), date(2025, 6, 1), None, rules.BACK),
    ],
)
def test_whether_what_was_done_has_held(done, last, back_on, said):
    assert rules.held(done, last, back_on) == said


@pytest.mark.django_db
@pytest.mark.usefixtures("kept_registries")
class TestThePage:
    @pytest.fixture
    def place(self):
        return bodies.partnership("West Partnership")

    @pytest.fixture
    def manager(self, place):
        return viewers.business_manager(place.pk)

    @pytest.fixture
    def seen(self, place, monkeypatch):
        """Two visits to each of two agencies, one of them a second look, and an audit of both together."""
        monkeypatch.setattr(looked, "_sources", {})
        records.kind()
        one, two = (bodies.agency(name, partnership=place.pk) for name in ("The council", "The police"))

        def record(title, **fields):
            return records.record(partnership=place.pk, title=title, **fields).pk

        first = record("Visit to the front door")
        told = [
            Looked(first, "Visit", "Visit to the front door", date(2024, 6, 1), "/a/", agencies=(one.pk,), grade="Fair",
                   points=0.4),
            Looked(record("Second visit"), "Visit", "Second visit", date(2025, 6, 1), "/b/", agencies=(one.pk,),
                   grade="Good", points=0.7, before=first),
            Looked(record("Custody visit"), "Visit", "Custody visit", date(2025, 7, 1), "/c/", agencies=(two.pk,),
                   points=0.5),
            Looked(record("A neglect audit"), "Audit", "A neglect audit", date(2025, 8, 1), "/d/",
                   agencies=(one.pk, two.pk), points=0.6),
            Looked(record("A guarded audit", sensitivity="restricted"), "Audit", "A guarded audit", date(2025, 9, 1), "/e/"),
        ]  # fmt: skip
        looked.register(
            Source("t", "Of a test", lambda viewer, home, days: [each for each in told if days.holds(each.on)])
        )
        return {"one": one, "two": two, "told": told}

    def test_a_second_look_is_told_with_what_it_changed_also_when_the_first_was_before_the_period(
        self, place, manager, seen
    ):
        found = queries.together(manager, place.pk, YEAR)
        (again,) = found.again
        assert round(again.change, 6) == 0.3

    def test_agencies_stand_beside_each_other_by_name_and_only_for_what_was_about_one_alone(self, place, manager, seen):
        found = queries.together(manager, place.pk, YEAR)
        assert list(found.beside) == ["Visit"]
        assert [(each.name, each.found.number, each.found.middle) for each in found.beside["Visit"]] == [
            ("The council", 1, None), ("The police", 1, None),
        ]  # fmt: skip

    def test_what_is_chosen_narrows_everything_on_the_page(self, place, manager, seen):
        asked = queries.Asked(agency=seen["two"].pk)
        assert {each.title for each in queries.together(manager, place.pk, YEAR, asked).seen} == {
            "Custody visit", "A neglect audit",
        }  # fmt: skip
        kind = queries.Asked(kind="Audit")
        assert len(queries.together(manager, place.pk, YEAR, kind).seen) == 2
        unknown = queries.Asked(agency=uuid4(), kind="Nothing")
        assert len(queries.together(manager, place.pk, YEAR, unknown).seen) == 4

    def test_who_may_not_see_the_quality_of_a_partnership_is_told_nothing_of_it(self, place, seen):
        elsewhere = viewers.business_manager(bodies.partnership("East Partnership").pk)
        assert queries.together(elsewhere, place.pk, YEAR).seen == ()
        assert queries.together(viewers.stranger(), place.pk, YEAR).seen == ()

    def test_a_report_holds_nothing_restricted(self, place, manager, seen):
        table = materials.build(manager, place.pk, YEAR, "quality.looked")
        assert [row[0] for row in table.rows] == ["Second visit", "Custody visit", "A neglect audit"]
        figure = materials.build(manager, place.pk, YEAR, "quality.looked_at")
        assert (figure.value, figure.supplier) == (3, "West Partnership")
        assert materials.build(manager, place.pk, YEAR, "quality.elsewhere") is None
        assert materials.build(manager, place.pk, YEAR, "quality.back") is None
        assert {each.key for each in materials.offers(manager, place.pk, YEAR)} >= {
            "quality.looked",
            "quality.concerns",
        }

    def test_a_theme_that_comes_back_says_what_was_done_and_that_nothing_was(self, place, manager, seen):
        for each in seen["told"][1:3]:
            make.finding(place.pk, by=manager, source=each.record, themes=["neglect"], kind="concern")
        (back,) = queries.together(manager, place.pk, YEAR).back
        assert back.theme.name == "neglect"
        assert back.held == rules.NOTHING

    def test_what_was_done_is_told_by_its_newest_with_how_many_more_and_whether_it_held(self, place, manager, seen):
        visit, audit = seen["told"][1].record, seen["told"][3].record
        first = make.finding(place.pk, by=manager, source=visit, themes=["neglect", "plans"])
        make.finding(place.pk, by=manager, source=audit, themes=["neglect", "plans"])
        make.finding(place.pk, by=manager, source=audit, themes=["neglect"], kind="strength")
        make.finding(place.pk, by=manager, source=visit, themes=["once"])
        advice = make.recommendation(place.pk, findings=[(first, "")])
        for number in range(3):
            make.action(place.pk, title=f"Open {number}", demanded_by=[(first, ""), (advice, "")])
        by_advice = make.action(place.pk, title="Asked by advice", demanded_by=[(advice, "")])
        open_ones = [queries.together(manager, place.pk, YEAR)]
        make.end(place.pk, by_advice)
        told = [open_ones[0], queries.together(manager, place.pk, YEAR)]
        one, other = ({each.name: each for each in map(presenters.back, page.back)} for page in told)
        assert [each.more for each in (*one.values(), *other.values())] == [1, 1, 1, 1]
        assert [each.tag[0] for each in (*one.values(), *other.values())] == [
            "Being done", "Being done", "Has held so far", "Has held so far",
        ]  # fmt: skip
        assert one["neglect"].seen == (
            "A concern 2 times, from 2 sources, first on 2 April 2026 and last on 2 April 2026."
        )
        (newest, _, state), *_ = other["neglect"].done
        assert (newest, state) == ("Asked by advice", "closed on 2 April 2026, some difference")
        assert presenters.counts(told[1]) == [
            (4, "looked at"), (1, "strengths and good practice"), (3, "concerns"), (2, "themes that come back"),
        ]  # fmt: skip
        assert [(each.name, each.strengths, each.concerns, each.sources) for each in presenters.by_theme(told[1])] == [
            ("neglect", 1, 2, 2), ("plans", 0, 2, 2), ("once", 0, 1, 1),
        ]  # fmt: skip

    def test_what_was_found_is_told_by_the_agencies_it_names_in_the_order_of_their_names(self, place, manager, seen):
        one, two, visit, audit = seen["one"].pk, seen["two"].pk, seen["told"][1].record, seen["told"][3].record
        make.finding(place.pk, by=manager, source=audit, agencies=[two], themes=["neglect", "plans"])
        make.finding(place.pk, by=manager, source=visit, agencies=[two, one], themes=["neglect"])
        make.finding(place.pk, by=manager, source=visit, agencies=[one], kind="strength")
        make.finding(place.pk, by=manager, source=audit, text="Between them.")
        found = queries.together(manager, place.pk, YEAR)
        assert [(row[0][0], *row[1:]) for row in presenters.by_agency(found, YEAR)] == [
            ("The council", 2, 1, 1, "neglect (1)"), ("The police", 2, 0, 2, "neglect (2), plans (1)"),
        ]  # fmt: skip
        police = queries.together(manager, place.pk, YEAR, queries.Asked(agency=two))
        assert {each.text for each in police.found.concerns.newest} == {"Plans end without a meeting.", "Between them."}
        assert (police.found.strengths.number, police.found.concerns.number) == (0, 3)
        assert list(police.names.values()) == ["The council", "The police"]
        visits = queries.together(manager, place.pk, YEAR, queries.Asked(agency=two, kind="Visit"))
        assert visits.found.concerns.number == 1
        assert (
            presenters.worries([("One", 4), ("Two", 3), ("Three", 2), ("Four", 1)])
            == "One (4), Two (3), Three (2) and 1 more"
        )

    def test_one_page_for_all_of_it_with_export_and_paper(
        self, client, clock_at, place, manager, seen, at, django_assert_max_num_queries
    ):
        clock_at(at)
        for each in seen["told"][1:3]:
            make.finding(
                place.pk, by=manager, source=each.record, themes=["neglect"], kind="concern", agencies=each.agencies
            )
        address = reverse("quality:overview")
        browser = client.look_as(manager)
        with django_assert_max_num_queries(34):
            page = browser.get(address).content.decode()
        for words in (
            "neglect",
            "Nothing was done",
            "30 of 100 points better",
            "Second visit",
            "too few to say",
            "What was found, by agency",
            "neglect (1)",
        ):
            assert words in page
        assert "Second visit" not in browser.get(f"{address}?kind=Audit").content.decode()
        assert "Visit to the front door" in browser.get(f"{address}?span=3").content.decode()
        assert "Custody visit" in browser.get(f"{address}?view=print").content.decode()
        rows = browser.get(f"{address}?kind=Visit&format=csv").content.decode()
        assert "Custody visit" in rows
        assert "A neglect audit" not in rows
        assert browser.get(f"{address}?theme=x&agency=y&days_from=z&span=9").status_code == 200
        assert browser.get(f"{address}?partnership={uuid4()}").status_code == 404
