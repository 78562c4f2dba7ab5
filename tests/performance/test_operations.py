"""Profiles made, put together and ended: who may, what is refused, what is kept."""

import pytest

from goldenthread.audit.models import AuditEvent
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.periods import year_from_april
from goldenthread.performance import operations, queries
from tests.factories import viewers
from tests.factories.evidence import AT, Home, quarter
from tests.factories.performance import profile, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Home:
    return Home("cpp", "cpp_rate", "cla")


def test_a_profile_has_a_record_sections_and_a_trail(home: Home) -> None:
    pk = profile(home.by, home.place, question="Who is missed?")
    section(home.by, pk, "cpp", "cla")
    row = queries.profile(home.by, pk)
    assert row.record.reference.startswith("PRF-")
    assert [each.indicators for each in row.shown] == [("cpp", "cla")]
    told = AuditEvent.objects.filter(record=str(pk)).order_by("number").values_list("event", flat=True)
    assert list(told) == ["performance.added", "performance.section_put"]


def test_a_spotlight_needs_its_quarter_and_begins_with_the_sections_of_the_last(home: Home) -> None:
    with pytest.raises(RuleBroken) as broken:
        profile(home.by, home.place, form="spotlight")
    assert broken.value.field == "start"
    first = profile(home.by, home.place, form="spotlight", period=quarter(2017, 3))
    section(home.by, first, "cpp")
    second = profile(home.by, home.place, form="spotlight", period=quarter(2017, 4), like=first)
    assert queries.profile(home.by, second).shown == queries.profile(home.by, first).shown


def test_sections_of_another_partnership_are_not_taken(home: Home) -> None:
    other = Home("cpp")
    theirs = profile(other.by, other.place)
    with pytest.raises(NotFound):
        profile(home.by, home.place, like=theirs)
    both = viewers.viewer(
        viewers.grant("qa_officer", partnership=home.place), viewers.grant("qa_officer", partnership=other.place)
    )
    with pytest.raises(NotFound):
        profile(both, home.place, like=theirs)


def test_a_section_shows_only_what_the_partnership_keeps(home: Home) -> None:
    pk = profile(home.by, home.place)
    with pytest.raises(RuleBroken, match="does not keep"):
        section(home.by, pk, "cin")


def test_sections_are_changed_moved_and_taken_out(home: Home) -> None:
    pk = profile(home.by, home.place)
    section(home.by, pk, "cpp", title="One")
    section(home.by, pk, "cla", title="Two")

    def titles() -> list[str]:
        return [each.title for each in queries.profile(home.by, pk).shown]

    def seen() -> int:
        return queries.profile(home.by, pk).edition

    who = {"by": home.by, "at": AT, "profile": pk}
    operations.move_section(**who, seen=seen(), place=1, up=True)
    assert titles() == ["Two", "One"]
    operations.move_section(**who, seen=seen(), place=0, up=True)
    assert titles() == ["Two", "One"]
    section(home.by, pk, "cpp_rate", title="Three", place=1)
    assert titles() == ["Two", "Three"]
    operations.remove_section(**who, seen=seen(), place=0)
    assert titles() == ["Three"]
    with pytest.raises(NotFound):
        operations.remove_section(**who, seen=seen(), place=5)
    with pytest.raises(EditConflict):
        operations.remove_section(**who, seen=1, place=0)


def test_a_profile_is_changed_ended_and_taken_up_again(home: Home) -> None:
    pk = profile(home.by, home.place)
    row = queries.profile(home.by, pk)
    year = year_from_april("2017-18")
    operations.change_profile(
        by=home.by,
        at=AT,
        profile=pk,
        seen=row.edition,
        title="Neglect now",
        narrative="Plans last longer.",
        period=year,
    )
    row = queries.profile(home.by, pk)
    assert (row.title, row.record.title, row.period) == ("Neglect now", "Neglect now", year)
    operations.retire_profile(by=home.by, at=AT, profile=pk, seen=row.edition, on=year.end)
    row = queries.profile(home.by, pk)
    assert row.retired_on == year.end
    operations.retire_profile(by=home.by, at=AT, profile=pk, seen=row.edition, on=None)
    assert queries.profile(home.by, pk).retired_on is None


@pytest.mark.parametrize("role", ["scrutineer", "lay_member", "lead_partner"])
def test_others_of_the_partnership_do_not_make_profiles(home: Home, role: str) -> None:
    with pytest.raises(NotAllowed):
        profile(viewers.viewer(viewers.grant(role, partnership=home.place)), home.place)


@pytest.mark.parametrize("role", ["agency_member", "data_supplier"])
def test_agencies_do_not_make_profiles(home: Home, role: str) -> None:
    with pytest.raises(NotAllowed):
        profile(viewers.viewer(viewers.grant(role, agency=home.supplier, around=[home.place])), home.place)


def test_another_partnership_sees_nothing_of_a_profile(home: Home) -> None:
    pk = profile(home.by, home.place)
    stranger = Home("cpp").by
    assert not queries.profiles(stranger).exists()
    with pytest.raises(NotFound):
        operations.retire_profile(by=stranger, at=AT, profile=pk, seen=1, on=None)
