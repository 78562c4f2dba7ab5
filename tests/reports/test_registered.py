"""What the register offers to reports, and the arrangements that begin with it."""

from datetime import date

import pytest

from goldenthread.foundation.periods import year_from_april
from goldenthread.partnership import operations as register
from goldenthread.reports import content, operations, queries, registered
from goldenthread.workbench import materials
from tests.factories import partnership as bodies
from tests.factories import reports as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db
YEAR = year_from_april("2019-20")


@pytest.fixture
def council(place, admin, at):
    row = bodies.agency("The council")
    register.classify_agency(
        by=admin, at=at, agency=row.pk, partnership=place.pk, agency_class="statutory", statutory_role="authority",
        from_on=date(2018, 1, 1),
    )  # fmt: skip
    return row


@pytest.fixture
def arrangements(place, manager, council):
    return operations.start(
        by=manager, at=make.AT, partnership=place.pk, kind=content.ARRANGEMENTS, start=YEAR.start, end=YEAR.end
    )


def offered(viewer, place):
    return {one.key for each in registered.MATERIALS for one in each.offers(viewer, place.pk, YEAR)}


def built(viewer, place, key):
    return materials.build(viewer, place.pk, YEAR, key)


def test_the_register_offers_only_tables_that_have_rows(place, manager, council):
    keys = offered(manager, place)
    assert "bodies.partners" in keys
    assert "working.checklist" in keys
    assert "working.memoranda" not in keys
    assert "bodies.voluntary" not in keys
    assert built(manager, place, "working.memoranda") is None
    assert built(manager, place, "bodies.nothing") is None


def test_every_table_that_is_offered_can_be_built(place, manager, council):
    assert all(built(manager, place, key) is not None for key in offered(manager, place))


def test_a_table_says_what_the_register_holds_for_the_last_day_of_the_period(place, manager, council):
    table = built(manager, place, "bodies.partners")
    assert table.rows == (("The council", "Local authority"),)
    assert table.source == "The partnership's register, for 31 March 2020."
    before = year_from_april("2015-16")
    assert materials.build(manager, place.pk, before, "bodies.partners") is None


def test_the_list_of_the_guidance_says_what_answers_each_line_and_that_nobody_checked_it(place, manager, council):
    table = built(manager, place, "working.checklist")
    lines = {line[0]: line[1:] for line in table.rows}
    assert lines["Who the safeguarding partners are"] == ("Required by law or guidance", "Safeguarding partners")
    assert lines["The voice of children and families"] == ("Expected by guidance", "In words")
    assert table.title == "What Working Together 2018 asks for"
    assert table.notes == ("Nobody has compared this list with the text yet.",)


def test_memoranda_are_told_with_the_other_parties_while_they_hold(place, manager, admin, at, council):
    board = register.add_board(
        by=admin, at=at, partnership=place.pk, name="The adults board", kind="adults", relation="Equal"
    )
    register.add_memorandum(
        by=admin, at=at, partnership=place.pk, title="How we share", boards=(board.pk,), signed_on=date(2018, 5, 1)
    )
    table = built(manager, place, "working.memoranda")
    assert table.rows == (("How we share", "The adults board", "1 May 2018", "Not recorded"),)
    assert materials.build(manager, place.pk, year_from_april("2016-17"), "working.memoranda") is None


def test_ways_to_take_part_are_told_by_agency_and_by_way(place, manager, admin, at, council):
    route = register.add_route(by=admin, at=at, partnership=place.pk, name="Wider events", from_on=date(2018, 1, 1))
    register.engage(
        by=admin, at=at, agency=council.pk, route=route.pk, through="the named officer", from_on=date(2018, 1, 1)
    )
    assert built(manager, place, "bodies.engagement").rows == (
        ("The council", "Wider events (through the named officer)"),
    )
    assert built(manager, place, "bodies.routes").rows == (("Wider events", "", "1 agency"),)


def test_arrangements_begin_with_what_the_register_says_and_want_words_beside_it(arrangements, manager, place):
    sections = {each.code: each for each in queries.report(manager, arrangements).sections.all()}
    assert "[[bodies.partners]]" in sections["partners"].text
    assert "memoranda" not in sections["together"].text  # there are none
    assert sections["training"].text == ""
    state = queries.compiled(manager, arrangements)
    assert state.unknown == ()
    assert state.document["blocks"]["bodies.partners"]["rows"] == [["The council", "Local authority"]]
    assert not state.meters[0].complete


def test_a_yearly_report_begins_empty_but_is_offered_the_register(place, manager, council):
    made = operations.start(by=manager, at=make.AT, partnership=place.pk, start=YEAR.start, end=YEAR.end)
    rows = list(queries.report(manager, made).sections.all())
    assert not any(row.text for row in rows)
    titles = [title for title, _ in queries.offers(manager, rows[0])]
    assert "Partners and agencies" in titles


def test_every_table_with_which_a_section_begins_exists():
    told = {f"{each.code}.{name}" for each, names in zip(
        registered.MATERIALS, (registered.BODIES, registered.PLACES, registered.WORKING), strict=True
    ) for name in names}  # fmt: skip
    begun = {key for each in content.sets().values() for one in each.sections for key in one.begins}
    assert begun
    assert begun <= told


def test_the_register_of_another_partnership_says_nothing(place, council):
    stranger = viewers.business_manager(bodies.partnership("Elsewhere").pk)
    assert built(stranger, place, "bodies.partners") is None


def test_a_group_without_recorded_members_says_so_instead_of_none(place, manager, council):
    bodies.group("Executive", partnership=place.pk)
    (line,) = built(manager, place, "working.groups").rows
    assert (line[0], line[-1]) == ("Executive", "Not recorded")
