"""Changes to the evidence: who may, what is refused, what is kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from goldenthread.audit.models import AuditEvent
from goldenthread.evidence import library, operations, queries
from goldenthread.evidence.keeping import Given
from goldenthread.evidence.models import Reading
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.periods import year_from_april
from tests.factories import partnership as bodies
from tests.factories import viewers
from tests.factories.evidence import AT, Home, day, quarter

pytestmark = pytest.mark.django_db
YEAR = year_from_april("2017-18")


@pytest.fixture
def home():
    return Home("exclusions", "taf_partner_led", "cpp_rate", "cpp")


def test_an_indicator_is_chosen_once(home):
    with pytest.raises(RuleBroken, match="has an indicator with this code"):
        home.choose("exclusions")
    with pytest.raises(RuleBroken, match="library"):
        home.choose("nothing")


def test_an_indicator_has_a_record_that_is_found(home):
    row = queries.indicator(home.by, home.ids["exclusions"])
    assert row.record.reference.startswith("IND-")
    assert row.record.title == "Permanent exclusions"


def test_somebody_else_may_not_choose(home):
    with pytest.raises(NotAllowed):
        operations.choose_indicator(
            by=viewers.holding("lay_member", partnership=home.place), at=AT, partnership=home.place, code="cla"
        )


def test_an_indicator_of_ones_own_is_defined_renamed_and_retired(home):
    details = replace(library.starters()["exclusions"].details, words="Our own")
    pk = operations.define_indicator(
        by=home.by, at=AT, partnership=home.place, code="Our-own one", name="Ours", details=details
    )
    row = queries.indicator(home.by, pk)
    assert (row.code, row.group) == ("our_own_one", "own")
    operations.change_indicator(by=home.by, at=AT, indicator=pk, seen=row.edition, name="Better", key=True)
    with pytest.raises(EditConflict):
        operations.retire(by=home.by, at=AT, indicator=pk, seen=row.edition, on=date(2026, 1, 1))
    row = queries.indicator(home.by, pk)
    assert (row.name, row.record.title, row.key) == ("Better", "Better", True)
    operations.retire(by=home.by, at=AT, indicator=pk, seen=row.edition, on=date(2026, 1, 1))
    assert queries.indicator(home.by, pk).retired_on == date(2026, 1, 1)


def test_a_new_definition_breaks_the_series(home):
    before = library.starters()["exclusions"].details
    version = operations.redefine(
        by=home.by,
        at=AT,
        indicator=home.ids["exclusions"],
        details=replace(before, words="Counted otherwise"),
        from_on=date(2018, 4, 1),
        why="The department changed its census.",
    )
    book = queries.book(home.by, home.ids["exclusions"])
    assert version == 2
    assert book.breaks() == [(date(2018, 4, 1), "The department changed its census.")]
    home.supply("exclusions", "2017-18", 30)
    home.supply("exclusions", "2018-19", 20)
    assert [each.version for each in book_of(home, "exclusions").series()] == [1, 2]


@pytest.mark.parametrize(
    ("changes", "from_on", "why"),
    [
        ({}, date(2018, 4, 1), "Why"),
        ({"words": "New"}, date(2018, 4, 1), " "),
        ({"counts": "families"}, date(2018, 4, 1), "Why"),
    ],
)
def test_a_definition_is_not_changed_for_nothing(home, changes, from_on, why):
    details = replace(library.starters()["exclusions"].details, **changes)
    with pytest.raises(RuleBroken):
        operations.redefine(
            by=home.by, at=AT, indicator=home.ids["exclusions"], details=details, from_on=from_on, why=why
        )


def book_of(home, code):
    return queries.book(home.by, home.ids[code])


def test_a_figure_keeps_its_parts_and_never_a_value(home):
    pk = home.supply("taf_partner_led", day("2018-03-31"), 335, 508, source="Early help system")
    row = queries.reading(home.by, pk)
    assert (row.numerator, row.denominator, row.version, row.signed_on) == (335, 508, 1, None)
    found = queries.figure(home.by, home.place, "taf_partner_led", YEAR)
    assert (found.value, found.words, found.suppliers) == (Decimal("65.9"), "65.9%", "Example children's social care")
    assert found.status == "worked out"


def test_a_rate_names_the_population_it_stands_on(home):
    home.people(2017, 67823, vintage="June 2018")
    home.people(2017, 68000, vintage="March 2019")
    home.supply("cpp_rate", day("2018-03-31"), 215, vintage="June 2018")
    found = queries.figure(home.by, home.place, "cpp_rate", day("2018-03-31"))
    assert (found.value, found.denominator) == (Decimal("31.7"), 67823)
    assert found.derived.people.vintage == "June 2018"
    home.supply("cpp_rate", day("2018-03-30"), 215)
    assert queries.figure(home.by, home.place, "cpp_rate", day("2018-03-30")).denominator == 68000


@pytest.mark.parametrize(
    ("code", "numbers", "fields"),
    [
        ("exclusions", (-1, None), {}),
        ("exclusions", (1, 2), {}),
        ("taf_partner_led", (3, 2), {}),
        ("taf_partner_led", (3, 0), {}),
        ("cpp_rate", (3, 5), {}),
        ("exclusions", (1, None), {"supplied_on": date(2018, 3, 1)}),
        ("exclusions", (1, None), {"supplied_on": date(2027, 3, 1)}),
        ("exclusions", (1, None), {"coverage": (13, 12)}),
        ("exclusions", (1, None), {"breakdown": {"hair": "red"}}),
        ("exclusions", (1, None), {"vintage": "June 2018"}),
    ],
)
def test_a_figure_that_cannot_be_is_refused(home, code, numbers, fields):
    with pytest.raises(RuleBroken):
        home.supply(code, "2017-18", *numbers, **fields)
    assert not Reading.objects.exists()


def test_a_figure_of_a_period_to_come_is_refused(home):
    with pytest.raises(RuleBroken, match="not ended"):
        home.supply("exclusions", "2026-27", 1)


def test_a_figure_is_supplied_once_and_then_restated(home):
    pk = home.supply("exclusions", "2017-18", 30)
    with pytest.raises(RuleBroken, match="Restate it"):
        home.supply("exclusions", "2017-18", 31)
    made = operations.restate(by=home.by, at=AT, reading=pk, numerator=31, reason="One was found later.")
    found = queries.figure(home.by, home.place, "exclusions", YEAR)
    assert (found.value, found.status) == (31, "received, restated")
    assert "One was found later." in found.notes[0]
    assert [each.numerator for each in queries.readings_behind(home.by, found)] == [30]
    with pytest.raises(RuleBroken, match="Restate the newer"):
        operations.restate(by=home.by, at=AT, reading=pk, numerator=5, reason="Again")
    with pytest.raises(RuleBroken, match="are there already"):
        operations.restate(by=home.by, at=AT, reading=made, numerator=31, reason="Again")
    with pytest.raises(RuleBroken, match="Say why"):
        operations.restate(by=home.by, at=AT, reading=made, numerator=32, reason=" ")


def test_a_data_supplier_supplies_for_their_agency_alone(home):
    theirs = bodies.agency("Another agency", partnership=home.place).pk
    by = viewers.holding("data_supplier", agency=theirs, around=[home.place])
    home.supply("exclusions", "2017-18", 30, by=by, supplier=theirs)
    with pytest.raises(NotAllowed):
        home.supply("exclusions", "2016-17", 30, by=by)
    with pytest.raises(NotAllowed):
        operations.sign_off(by=by, at=AT, reading=Reading.objects.get().pk)


def test_a_senior_signs_as_themselves(home):
    who = bodies.person("Sam Senior", partnership=home.place)
    by = viewers.holding("lead_partner", partnership=home.place, person_id=who.pk)
    pk = home.supply("exclusions", "2017-18", 30)
    operations.sign_off(by=by, at=AT, reading=pk)
    found = queries.figure(home.by, home.place, "exclusions", YEAR)
    assert (found.status, found.signed_off) == ("signed off", "Sam Senior, 2 April 2026")
    with pytest.raises(RuleBroken, match="signed off already"):
        operations.sign_off(by=by, at=AT, reading=pk)


def test_a_keeper_records_that_another_person_signed(home):
    who = bodies.person("Sam Senior", partnership=home.place)
    pk = home.supply("exclusions", "2017-18", 30)
    with pytest.raises(RuleBroken, match="Say who"):
        operations.sign_off(by=home.by, at=AT, reading=pk)
    with pytest.raises(RuleBroken, match="on or after"):
        operations.sign_off(by=home.by, at=AT, reading=pk, person=who.pk, on=date(2018, 3, 1))
    operations.sign_off(by=home.by, at=AT, reading=pk, person=who.pk, on=date(2018, 5, 1))
    assert queries.reading(home.by, pk).signed_on == date(2018, 5, 1)


def test_nobody_signs_off_what_they_entered(home):
    who = bodies.person("Robin Example", partnership=home.place)
    by = viewers.holding("qa_officer", partnership=home.place, person_id=who.pk)
    pk = home.supply("exclusions", "2017-18", 30, by=by)
    with pytest.raises(RuleBroken, match="Somebody else"):
        operations.sign_off(by=by, at=AT, reading=pk, person=who.pk)


def _given(home, when, count):
    return Given(when, Decimal(count), None, "", home.supplier, when.end + timedelta(days=1))


def test_several_figures_are_kept_and_signed_together_or_not_at_all(home):
    who = {"by": home.by, "at": AT}
    pair = [("exclusions", _given(home, quarter(2017, 1), 5)), ("cpp", _given(home, day("2018-03-31"), 216))]
    with pytest.raises(NotFound):
        operations.supply_many(**who, partnership=home.place, figures=[*pair, ("nothing", pair[0][1])])
    assert not queries.readings(home.by).exists()
    made = operations.supply_many(**who, partnership=home.place, figures=pair)
    senior = bodies.person(partnership=home.place).pk
    with pytest.raises(NotFound):
        operations.sign_off_many(**who, readings=[*made, home.place], person=senior)
    assert operations.sign_off_many(**who, readings=made, person=senior) == 2
    with pytest.raises(RuleBroken, match="already"):
        operations.sign_off_many(**who, readings=made, person=senior)
    assert not queries.unsigned(home.by).exists()


def test_a_supplier_keeps_several_figures_of_their_own_agency_alone(home):
    other = bodies.agency(partnership=home.place).pk
    by = viewers.viewer(viewers.grant("data_supplier", agency=other, around=[home.place]))
    with pytest.raises((NotAllowed, NotFound)):
        operations.supply_many(
            by=by, at=AT, partnership=home.place, figures=[("exclusions", _given(home, quarter(2017, 1), 5))]
        )


def test_a_restated_figure_is_signed_off_anew(home):
    who = bodies.person("Sam Senior", partnership=home.place)
    pk = home.supply("exclusions", "2017-18", 30)
    operations.sign_off(by=home.by, at=AT, reading=pk, person=who.pk)
    operations.restate(by=home.by, at=AT, reading=pk, numerator=31, reason="Late entry")
    assert queries.figure(home.by, home.place, "exclusions", YEAR).signed_off == ""
    with pytest.raises(RuleBroken, match="newer"):
        operations.sign_off(by=home.by, at=AT, reading=pk, person=who.pk)


def test_parts_are_declared_complete_once_they_are_there(home):
    with pytest.raises(RuleBroken, match="No part"):
        operations.declare_complete(
            by=home.by, at=AT, partnership=home.place, indicator="cpp", period=YEAR, dimension="category"
        )
    for name, number in (("Neglect", 99), ("Emotional", 62)):
        home.supply("cpp", "2017-18", number, breakdown={"category": name})
    for _ in range(1):
        operations.declare_complete(
            by=home.by, at=AT, partnership=home.place, indicator="cpp", period=YEAR, dimension="category"
        )
    with pytest.raises(RuleBroken, match="already"):
        operations.declare_complete(
            by=home.by, at=AT, partnership=home.place, indicator="cpp", period=YEAR, dimension="category"
        )
    assert queries.figure(home.by, home.place, "cpp", YEAR).value == 161


def test_a_printed_figure_stands_beside_the_derived_one(home):
    home.supply("taf_partner_led", day("2018-03-31"), 335, 508)
    pk = operations.keep_claim(
        by=home.by,
        at=AT,
        partnership=home.place,
        indicator="taf_partner_led",
        period=YEAR,
        printed=Decimal("61"),
        where="Annual report 2017-18, page 9",
    )
    found = queries.figure(home.by, home.place, "taf_partner_led", YEAR)
    assert (found.value, found.printed[0].differs) == (Decimal("65.9"), True)
    assert "61 is printed in Annual report 2017-18, page 9." in found.notes
    operations.explain_claim(by=home.by, at=AT, claim=pk, seen=1, why="A slip of the pen.")
    row = queries.claim(home.by, pk)
    assert (row.why_differs, row.explained_by_name) == ("A slip of the pen.", home.by.name)
    with pytest.raises(RuleBroken, match="Say why the printed figure is removed"):
        operations.remove_claim(by=home.by, at=AT, claim=pk, why=" ")
    operations.remove_claim(by=home.by, at=AT, claim=pk, why="Kept for the wrong year.")
    event = AuditEvent.objects.get(event="evidence.claim_removed")
    assert event.details["why"] == "Kept for the wrong year."
    assert event.details["where"] == "Annual report 2017-18, page 9"
    with pytest.raises(NotFound):
        queries.claim(home.by, pk)


def test_a_claim_compares_at_the_precision_it_was_printed(home):
    home.people(2017, 67823)
    home.supply("cpp_rate", day("2018-03-31"), 215)
    operations.keep_claim(
        by=home.by,
        at=AT,
        partnership=home.place,
        indicator="cpp_rate",
        period=day("2018-03-31"),
        printed=32,
        where="p 1",
    )
    assert not queries.figure(home.by, home.place, "cpp_rate", day("2018-03-31")).printed[0].differs


def test_what_others_publish_is_kept_with_its_release(home):
    given = {"by": home.by, "at": AT, "partnership": home.place, "indicator": "cpp_rate", "period": YEAR}
    told = {"kind": "england", "value": Decimal("43.3"), "source": "DfE", "release": "November 2017"}
    operations.add_benchmark(**given, **told)
    row = queries.benchmarks(home.by, home.ids["cpp_rate"]).get()
    assert (row.place, row.value, row.decimals) == ("England", Decimal("43.3"), 1)
    with pytest.raises(RuleBroken, match="there already"):
        operations.add_benchmark(**given, **told)
    for changes in ({"kind": "moon"}, {"kind": "other"}, {"source": ""}, {"release": ""}, {"value": -1}):
        with pytest.raises(RuleBroken):
            operations.add_benchmark(**given, **(told | changes))


def test_another_partnership_sees_nothing(home):
    pk = home.supply("exclusions", "2017-18", 30)
    other = Home().by
    with pytest.raises(NotFound):
        queries.reading(other, pk)
    with pytest.raises(NotFound):
        queries.figure(other, home.place, "exclusions", YEAR)
    assert not queries.indicators(other).exists()


def test_the_moment_of_writing_is_kept(home):
    at = datetime(2026, 4, 3, 9, tzinfo=UTC)
    pk = operations.supply(
        by=home.by,
        at=at,
        partnership=home.place,
        indicator="cpp",
        period=quarter(2025, 1),
        numerator=3,
        supplier=home.supplier,
        supplied_on=date(2025, 7, 8),
    )
    assert queries.reading(home.by, pk).entered_at == at
