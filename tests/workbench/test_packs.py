import io
from datetime import date

import pytest

from goldenthread.access.permissions import Permission
from goldenthread.audit.models import AuditEvent
from goldenthread.documents import operations as documents
from goldenthread.foundation.periods import Period
from goldenthread.workbench import packs
from goldenthread.workbench.packs import Gap, Part, Piece
from tests.factories import records, viewers

YEAR = Period(date(2017, 4, 1), date(2018, 3, 31))

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_registries")]


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    monkeypatch.setattr(packs, "_PARTS", {})


@pytest.fixture
def home():
    return records.partnership()


def part(*listed, code="things", order=10, **fields):
    return packs.register(Part(code, "Things", order, lambda viewer, place, period: listed, **fields))


def test_parts_stand_in_their_order_and_a_code_belongs_to_one():
    part(code="later", order=20)
    part(code="first", order=10)
    assert [each.code for each in packs.every()] == ["first", "later"]
    with pytest.raises(ValueError, match="twice"):
        part(code="first")


def test_a_piece_is_kept_only_where_the_maker_may_know_of_its_record(home):
    records.kind()
    row = records.record(partnership=home.pk)
    made = part(Piece("A thing", record=row.pk), Piece("A page that tells of no record"))
    seen = packs.pieces(viewers.business_manager(home.pk), made, home.pk, YEAR)
    assert [each.title for each in seen] == ["A thing", "A page that tells of no record"]
    elsewhere = viewers.business_manager(records.partnership("Another partnership").pk)
    assert [each.title for each in packs.pieces(elsewhere, made, home.pk, YEAR)] == ["A page that tells of no record"]


def test_nothing_from_behind_a_wall_is_handed_on_even_by_who_may_open_it(home):
    records.kind("sample.case", prefix="CAS", walled=True)
    row = records.record("sample.case", partnership=home.pk, sensitivity="walled")
    made = part(Piece("A case", record=row.pk))
    leads = viewers.holding("child_death_lead", partnership=home.pk)
    assert packs.pieces(leads, made, home.pk, YEAR) == []


def test_a_piece_of_a_restricted_record_says_so(home):
    records.kind()
    row = records.record(partnership=home.pk, sensitivity="restricted")
    (seen,) = packs.pieces(viewers.business_manager(home.pk), part(Piece("A thing", record=row.pk)), home.pk, YEAR)
    assert seen.restricted


def test_who_lacks_the_permission_of_a_part_sees_none_of_it_and_none_of_its_gaps(home):
    made = part(Piece("An account"), needs=Permission.FINANCE_VIEW, gaps=lambda *given: [Gap("No budget was agreed.")])
    lay, manager = viewers.holding("lay_member", partnership=home.pk), viewers.business_manager(home.pk)
    on = date(2018, 4, 2)
    assert packs.pieces(lay, made, home.pk, YEAR) == []
    assert packs.gaps(lay, made, home.pk, YEAR, on) == []
    assert len(packs.pieces(manager, made, home.pk, YEAR)) == 1
    assert [each.sentence for each in packs.gaps(manager, made, home.pk, YEAR, on)] == ["No budget was agreed."]


def test_a_paper_is_opened_only_when_its_bytes_are_wanted_and_a_restricted_one_leaves_a_trace(
    home, at, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    records.kind()
    row = records.record(partnership=home.pk)
    manager = viewers.business_manager(home.pk)
    documents.add_document(
        by=manager, at=at, record=row.pk, title="Minutes", name="minutes.txt", content=io.BytesIO(b"Agreed."),
        sensitivity="restricted",
    )  # fmt: skip
    ((file,),) = packs.papers_of(manager, [row.pk]).values()
    opened = AuditEvent.objects.filter(event="documents.opened")
    assert file.restricted
    assert not opened.exists()
    assert file.open(manager, at) == b"Agreed."
    assert opened.count() == 1
