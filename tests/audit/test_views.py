import csv
import io

import pytest

from goldenthread.access.permissions import Permission
from goldenthread.audit import presenters, trail
from goldenthread.audit.models import AuditEvent
from goldenthread.records import operations
from tests.factories import records, viewers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_registries")]
ADDRESS = "/audit/"


@pytest.fixture
def home():
    return records.partnership()


@pytest.fixture
def manager(home):
    return viewers.business_manager(home.pk, name="Maya Manager")


@pytest.fixture
def lines(home, manager, at, admin):
    records.kind()
    thing = records.record(title="Budget", partnership=home.pk, sensitivity="restricted")
    operations.note_read(by=manager, at=at, record=thing.pk)
    trail.write("audit.verified", by=admin, at=at, rows=7)
    return thing


def html_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_trail_speaks_in_sentences_and_links_records(client, lines, admin):
    html = html_of(client.look_as(admin).get(ADDRESS))
    assert f"Maya Manager opened {lines.reference}" in html
    assert "checked the seals of 7 rows" in html
    assert "2 April 2026 at 4:00pm" in html


def test_a_manager_reads_the_lines_of_her_partnership_only(client, lines, manager):
    html = html_of(client.look_as(manager).get(ADDRESS))
    assert "opened THG" in html
    assert "checked the seals" not in html


def test_who_does_not_hold_the_right_is_refused(client, stranger):
    assert client.look_as(stranger).get(ADDRESS).status_code == 403


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ({"words": "seals"}, False),
        ({"words": "opened maya"}, True),
        ({"words": "100% _ \\ \" '"}, False),
        ({"person": "maya"}, True),
        ({"person": "nobody"}, False),
        ({"kind": "reads"}, True),
        ({"kind": "changes"}, False),
        ({"event": "records.read"}, True),
        ({"event": "audit.verified"}, False),
        ({"day_from": "2026-04-02", "day_to": "2026-04-02"}, True),
        ({"day_from": "2026-04-03"}, False),
        ({"record": "THG-2026-001"}, True),
        ({"record": "THG-2026-009"}, False),
    ],
)
def test_lines_are_found_by_words_person_event_record_day_and_kind(client, lines, admin, asked, there):
    html = html_of(client.look_as(admin).get(ADDRESS, asked))
    assert ("Maya Manager opened" in html) is there


def test_a_search_of_the_trail_is_itself_a_line(client, lines, admin):
    client.look_as(admin).get(ADDRESS, {"words": "seals"})
    assert AuditEvent.objects.get(event="audit.searched").details == {"query": "Words: seals"}


def test_an_export_is_a_line_before_it_leaves(client, lines, admin):
    response = client.look_as(admin).get(ADDRESS, {"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert {row["Event"] for row in rows} >= {"records.read", "audit.verified"}
    line = AuditEvent.objects.get(event="lists.exported")
    assert (line.details["code"], line.details["rows"]) == ("audit.trail", len(rows))


def test_lines_about_a_walled_record_are_behind_the_wall(client, home, manager, admin, at):
    records.kind("sample.case", prefix="CSE", walled=True)
    case = records.record("sample.case", partnership=home.pk)
    lead = viewers.who_may(Permission.WALLED_CASEWORK, partnership=home.pk)
    operations.note_read(by=lead, at=at, record=case.pk)
    governance = viewers.who_may(Permission.BREAK_GLASS_REVIEW)
    assert case.reference in html_of(client.look_as(governance).get(ADDRESS))
    for other in (manager, admin):
        html = html_of(client.look_as(other).get(ADDRESS))
        assert case.reference not in html
        assert " opened CSE" not in html
        assert case.reference not in client.get(ADDRESS, {"format": "csv"}).content.decode()


def test_the_page_takes_a_fixed_number_of_queries(client, lines, admin, at, django_assert_max_num_queries):
    for number in range(60):
        trail.write("audit.verified", by=admin, at=at, rows=number)
    client.look_as(admin)
    with django_assert_max_num_queries(8):
        html_of(client.get(ADDRESS))


def test_an_event_nobody_declares_any_more_still_has_words():
    row = AuditEvent(event="old.event", actor_name="Maya", details={"a": 1})
    assert presenters.sentence(row) == "Maya did “old.event”"


def test_changes_are_told_from_what_to_what():
    row = AuditEvent(event="x.y", details={"changes": {"due_on": ["", "2026-04-02"], "title": ["A", "B"]}})
    assert presenters.changes(row) == "due on: nothing → 2026-04-02; title: A → B"
