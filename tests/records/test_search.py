from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.access.permissions import Permission
from goldenthread.audit.models import AuditEvent
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.ids import uuid7
from goldenthread.records import operations, search
from goldenthread.records.models import Record, SearchDoc
from tests.factories import records, viewers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_registries")]


@pytest.fixture
def home():
    return records.partnership()


@pytest.fixture
def manager(home):
    return viewers.business_manager(home.pk)


@pytest.fixture
def things(home):
    records.kind()
    records.kind("sample.case", prefix="CSE", walled=True, label="Case", plural="Cases")
    make = [
        ("Threshold guidance", "Neglect and early help"),
        ("Café meeting notes", "Children’s voices"),
        ("Budget", "Neglect of the accounts"),
    ]
    made = []
    for title, body in make:
        row = records.record(title=title, partnership=home.pk)
        search.index(row.pk, body)
        made.append(row)
    case = records.record("sample.case", title="Neglect review", partnership=home.pk)
    return [*made, case]


def titles(viewer, text, **more):
    return [row.title for row in search.search(viewer, text, **more)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("threshold", ["Threshold guidance"]),
        ("THRESH", ["Threshold guidance"]),
        ("cafe", ["Café meeting notes"]),
        ("café", ["Café meeting notes"]),
        ("meetings", ["Café meeting notes"]),
        ("the neglect", ["Budget", "Threshold guidance"]),
        ("neglect early", ["Threshold guidance"]),
        ("children's", ["Café meeting notes"]),
        ("nothingness", []),
        ("", []),
        ("   ", []),
    ],
)
def test_words_are_found_whatever_their_accents_capitals_and_endings(manager, things, text, found):
    assert sorted(titles(manager, text)) == found


def test_a_hit_in_the_title_stands_first(home, manager, things):
    records.record(title="Neglect strategy", partnership=home.pk)
    assert titles(manager, "neglect")[0] == "Neglect strategy"


def test_a_closed_record_stands_after_an_open_one(at, home, manager, things):
    operations.close_record(by=manager, at=at, record=things[0].pk, on=date(2026, 4, 2))
    assert titles(manager, "neglect") == ["Budget", "Threshold guidance"]


def test_a_walled_record_neither_shows_nor_counts(home, manager, things):
    assert "Neglect review" not in titles(manager, "neglect")
    assert search.search(manager, "neglect").count() == 2
    assert search.kinds_found(manager, "neglect") == {"sample.thing": 2}
    assert search.by_reference(manager, things[3].reference) is None
    lead = viewers.who_may(Permission.WALLED_CASEWORK, partnership=home.pk)
    assert "Neglect review" in titles(lead, "neglect")


def test_another_partnership_finds_nothing(things):
    assert titles(viewers.business_manager(uuid7()), "neglect") == []


HOSTILE = [
    'a"b',
    "foo AND",
    "(",
    "c++",
    "'; DROP TABLE x; --",
    "*",
    "a:*",
    "NEAR(a b)",
    "\x00",
    "-",
    "%",
    "& | !",
    "title : x",
]


@pytest.mark.parametrize("text", [*HOSTILE, "x" * 5000])
def test_no_text_breaks_the_search(manager, things, text):
    titles(manager, text)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_looked_for(manager, things, text):
    search.told(manager, text, search.search(manager, text))


def test_marks_are_pieces_never_markup(manager, home, things):
    row = records.record(title="<script>neglect</script>", partnership=home.pk)
    told = next(
        each for each in search.told(manager, "neglect", search.search(manager, "neglect")) if each.record == row
    )
    assert [(piece.text, piece.hit) for piece in told.title] == [
        ("<script>", False),
        ("neglect", True),
        ("</script>", False),
    ]


def test_a_record_is_found_by_its_new_title(at, manager, things):
    operations.retitle(by=manager, at=at, record=things[2].pk, title="Forecast")
    assert titles(manager, "forecast") == ["Forecast"]
    assert titles(manager, "budget") == []
    assert titles(manager, "accounts") == ["Forecast"], "its other words stay"


@pytest.mark.parametrize("typed", ["THG-2026-001", "thg-2026-001", " thg 2026 001 ", "THG–2026–001"])
def test_a_reference_is_found_however_it_is_typed(manager, things, typed):
    assert search.by_reference(manager, typed) == things[0]


def test_parts_are_found_by_those_who_hold_their_permission(home, manager, things):
    search.index(things[2].pk, "", part="paper:1", title="Zebra minutes", needs=Permission.DOCUMENT_VIEW)
    assert titles(manager, "zebra") == ["Budget"]
    young = viewers.holding("young_adviser", partnership=home.pk)
    assert titles(young, "budget") == ["Budget"]
    assert titles(young, "zebra") == []
    search.forget(things[2].pk, part="paper:1")
    assert titles(manager, "zebra") == []


def test_finding_and_telling_takes_a_fixed_number_of_queries(manager, things, home, django_assert_max_num_queries):
    for number in range(20):
        records.record(title=f"Neglect {number}", partnership=home.pk)
    with django_assert_max_num_queries(2):
        search.told(manager, "neglect", search.search(manager, "neglect")[:20])


def test_words_of_a_record_stand_once(broken, things):
    with broken("search_doc_part_once"):
        SearchDoc.objects.create(record=things[0], title="x", folded_title="x")


def test_opening_a_walled_record_is_written_to_the_trail(at, home, things, manager):
    lead = viewers.who_may(Permission.WALLED_CASEWORK, partnership=home.pk)
    assert operations.note_read(by=lead, at=at, record=things[3].pk)
    assert AuditEvent.objects.get(event="records.read").details["reference"] == things[3].reference
    with pytest.raises(NotFound):
        operations.note_read(by=manager, at=at, record=things[3].pk)


def test_opening_an_ordinary_record_is_not(at, manager, things):
    assert not operations.note_read(by=manager, at=at, record=things[0].pk)
    assert not AuditEvent.objects.exists()


def test_records_without_words_are_made_findable_at_night(manager, things):
    from goldenthread.records import tasks

    SearchDoc.objects.all().delete()
    assert titles(manager, "threshold") == []
    assert tasks.index_missing() == Record.objects.count()
    assert titles(manager, "threshold") == ["Threshold guidance"]
