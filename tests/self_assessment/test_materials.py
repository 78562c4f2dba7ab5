"""What rounds offer to reports: who returned, what was said of each standard, and nothing of fewer than six."""

from datetime import date

import pytest

from goldenthread.foundation.periods import Period
from goldenthread.self_assessment import operations, queries
from goldenthread.workbench import materials
from tests.factories import partnership as bodies
from tests.factories.self_assessment import LATER, NEXT_YEAR, Year

pytestmark = pytest.mark.django_db
FIRST = Period(date(2026, 4, 1), date(2027, 3, 31))
SECOND = Period(date(2027, 4, 1), date(2028, 3, 31))


def answer(year, row, at, value):
    lead = year.of_school("school_lead", f"Lead {row.pk.hex[-4:]}", row.agency_id)
    values = {"q1_1": value, "q1_2": value, "q2_1": value, "q2_2": value}
    year.fill(row, by=lead, at=at, **values)
    operations.sign(by=lead, at=at, sheet=row.pk, role="lead")


def rounds(count):
    """Two years of a round that asks so many schools, all of whom sign; one more school never answers."""
    year = Year(count=2, questions=2)
    schools = [bodies.agency(f"School {each}", partnership=year.place, kind="school").pk for each in range(count + 1)]
    before = None
    for at, value in ((LATER, "1"), (NEXT_YEAR, "2")):
        year.send(*schools, at=at, signers=["lead"], title=f"Return {at.year}", previous=before)
        before = queries.rounds(year.qa).get(record__title=f"Return {at.year}").pk
        for row in (
            queries.returns(year.qa).filter(round__record__title=f"Return {at.year}").exclude(agency=schools[-1])
        ):
            answer(year, row, at, value)
    return year


def block(year, period, name):
    return materials.build(year.qa, year.place, period, f"self_assessment.section_175.{name}")


def test_a_report_can_say_who_returned_and_what_changed():
    year = rounds(6)
    assert [each.key for each in materials_of(year)] == [
        f"self_assessment.section_175.{name}" for name in ("completeness", "standards", "returned")
    ]
    assert block(year, FIRST, "completeness").rows[-1] == ("All", "7", "6", "86%")
    figure = block(year, FIRST, "returned")
    assert (figure.numerator, figure.denominator, round(figure.value)) == (6, 7, 86)
    assert block(year, SECOND, "standards").rows[0][1:] == ("67%", "33%", "+33")


def materials_of(year, viewer=None):
    found = next(each for each in materials.every() if each.code == "self_assessment")
    return found.offers(viewer or year.qa, year.place, FIRST)


def test_nothing_is_said_of_the_standards_of_fewer_than_six_nor_to_those_who_see_a_part():
    year = Year()
    year.signed()
    assert block(year, FIRST, "standards") is None
    assert block(year, SECOND, "returned") is None
    assert block(year, FIRST, "nothing") is None
    assert materials_of(year, year.lead) == []
