from datetime import date

import pytest

from goldenthread.documents import queries as documents
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.partnership import operations as partnership
from goldenthread.plans import operations, queries
from goldenthread.plans.rules import imported
from tests.factories import partnership as register
from tests.factories import plans as factory
from tests.factories import viewers

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 2)
READING = {
    "priorities": [
        {
            "number": "1",
            "title": "Children who go missing",
            "leads": ["Police"],
            "where": "page 3",
            "outcomes": [
                {
                    "number": "1a",
                    "kind": "outcome",
                    "text": "Fewer go missing",
                    "where": "row 2",
                    "actions": [
                        {
                            "number": "",
                            "text": "Audit return interviews",
                            "owners": ["QA Group", "Health & Care"],
                            "due_text": "September",
                            "due": "2026-09-30",
                            "where": "row 2",
                            "actions": [{"number": "", "text": "Choose the twenty", "owners": [], "due": None}],
                        },
                        {"number": "", "text": "Tell the board", "owners": [], "due_text": "ongoing", "due": None},
                    ],
                }
            ],
        },
        {"number": "2", "title": "Neglect", "leads": [], "where": "page 4", "outcomes": []},
    ],
    "gaps": [
        {"where": "row 2", "field": "measure", "message": "It has no measure."},
        {"where": "", "field": "period", "message": "The plan says no dates."},
    ],
    "unread": [{"where": "page 9", "text": "A footnote that belongs nowhere"}],
}


@pytest.fixture
def place():
    return factory.somewhere()


@pytest.fixture
def manager(place):
    return viewers.business_manager(place)


def test_rows_have_keys_that_say_where_they_stand():
    found = imported.rows(READING)
    assert [(row.key, row.level) for row in found] == [
        ("0", "priority"),
        ("0.0", "outcome"),
        ("0.0.0", "action"),
        ("0.0.0.0", "part"),
        ("0.0.1", "action"),
        ("1", "priority"),
    ]
    assert found[1].gaps == ("It has no measure.",)
    assert imported.other_gaps(READING) == ["The plan says no dates."]
    assert imported.counted(found) == {"priority": 2, "outcome": 1, "action": 2, "part": 1}


def test_mends_and_what_is_left_out_reach_the_rows_below():
    found = imported.rows(READING, mended={"1": {"title": "Neglect, early"}}, left_out={"0.0": "Done already"})
    assert found[-1].text == "Neglect, early"
    assert [row.key for row in found if row.left_out] == ["0.0", "0.0.0", "0.0.0.0", "0.0.1"]


def test_a_cell_is_read_as_what_it_is():
    assert imported.cell("owners", "Police\n\n Health ") == ["Police", "Health"]
    assert imported.cell("due", "2026-03-31") == "2026-03-31"
    assert imported.cell("due", " ") is None
    assert imported.as_words(["A", "B"]) == "A\nB"
    with pytest.raises(RuleBroken):
        imported.cell("due", "soon")
    for key, name in (("9", "title"), ("0", "owners")):
        with pytest.raises(RuleBroken):
            imported.field_of(READING, key, name)


def read(place, manager, at, **fields):
    return operations.start_import(
        by=manager, at=at, partnership=place, name="plan.md", content=b"# A plan\n", details=READING, **fields
    )


def keep(row, manager, at, **fields):
    given = {"title": "Plan 2026-28", "starts_on": date(2026, 4, 1), "ends_on": date(2028, 3, 31), **fields}
    return operations.keep_import(by=manager, at=at, planimport=row.pk, seen=row.edition, **given)


def test_a_file_becomes_a_plan_with_its_actions_and_nothing_is_lost(place, manager, at):
    police = register.agency("Police", partnership=place)
    group = register.group("Quality assurance group", partnership=place)
    partnership.add_alias(by=manager, at=at, name="QA Group", record=group.pk)
    row = read(place, manager, at)
    row = operations.mend_cell(
        by=manager, at=at, planimport=row.pk, seen=row.edition, key="1", field="title", value="Neglect, early"
    )
    row = operations.leave_out(by=manager, at=at, planimport=row.pk, seen=row.edition, key="0.0.1", reason="Done")
    plan = keep(row, manager, at)
    lines = queries.lines(manager, plan)
    assert [(line.number, line.item.text) for line in lines] == [
        ("1", "Children who go missing"),
        ("1a", "Fewer go missing"),
        ("2", "Neglect, early"),
    ]
    assert lines[0].leads[0].body_id == police.pk
    [first, part] = queries.actions_under(manager, [lines[1].item.pk], on=TODAY)[lines[1].item.pk]
    assert first.owner == "Quality assurance group, said as “QA Group, Health & Care”"
    assert (first.due_on, first.action.due_words) == (date(2026, 9, 30), "September")
    assert (part.action.text, part.depth) == ("Choose the twenty", 1)
    notes = {note.sort: note for note in queries.notes(manager, plan)}
    assert notes["unread"].text == "A footnote that belongs nowhere"
    assert "Tell the board" in notes["left_out"].text
    assert notes["left_out"].why == "Done"
    assert [paper.title for paper in documents.of_record(manager, plan.pk)] == ["The file plan.md"]
    assert not queries.imports(manager).exists()
    with pytest.raises(NotFound):
        keep(row, manager, at)


def test_actions_of_a_plan_whose_time_is_over_stay_parts_of_it(place, manager, at):
    plan = keep(read(place, manager, at), manager, at, open_actions=False)
    lines = queries.lines(manager, plan)
    assert [line.level for line in lines][:4] == ["Priority", "Outcome", "Action", "Sub-action"]
    assert [duty.who for duty in lines[2].leads] == ["QA Group", "Health & Care"]
    assert not queries.actions_under(manager, [line.item.pk for line in lines], on=TODAY)


def test_another_mapping_reads_the_file_again_and_undoes_mends(place, manager, at):
    row = read(place, manager, at)
    row = operations.mend_cell(
        by=manager, at=at, planimport=row.pk, seen=row.edition, key="1", field="title", value="Mine"
    )
    row = operations.leave_out(by=manager, at=at, planimport=row.pk, seen=row.edition, key="0", reason="x")
    row = operations.leave_out(by=manager, at=at, planimport=row.pk, seen=row.edition, key="0", reason="")
    assert row.left_out == {}
    row = operations.read_again(
        by=manager, at=at, planimport=row.pk, seen=row.edition, mapping={"A": "text"}, details=READING
    )
    assert (row.mended, row.mapping) == ({}, {"A": "text"})
    with pytest.raises(RuleBroken):
        operations.leave_out(by=manager, at=at, planimport=row.pk, seen=row.edition, key="9", reason="x")


def test_only_who_reads_a_file_keeps_it_or_throws_it_away(place, manager, at):
    row = read(place, manager, at)
    other = viewers.business_manager(place)
    with pytest.raises(NotFound):
        operations.throw_away(by=other, at=at, planimport=row.pk)
    with pytest.raises(NotFound):
        queries.being_read(other, row.pk)
    operations.throw_away(by=manager, at=at, planimport=row.pk)
    assert not queries.imports(manager).exists()
    with pytest.raises(NotAllowed):
        read(place, viewers.holding("scrutineer", partnership=place), at)


def test_what_stands_under_something_left_out_goes_with_it_and_an_empty_plan_is_refused(place, manager, at):
    row = read(place, manager, at)
    for key in ("0", "1"):
        row = operations.leave_out(by=manager, at=at, planimport=row.pk, seen=row.edition, key=key, reason="Old")
    with pytest.raises(RuleBroken, match="Nothing is left"):
        keep(row, manager, at)


def test_an_agency_lead_brings_a_plan_of_her_agency_in(place, at):
    agency = register.agency("Police", partnership=place)
    lead = viewers.holding("agency_member", agency=agency.pk, around=[place])
    plan = keep(read(place, lead, at, owner_agency=agency.pk), lead, at)
    assert (plan.kind, plan.owner_agency) == ("agency", agency)
    assert len(queries.lines(lead, plan)) == 3
