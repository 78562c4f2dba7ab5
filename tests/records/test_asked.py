"""The question what a viewer may know of, wherever a query puts it."""

from dataclasses import replace

import pytest
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Concat

from goldenthread.access.roles import ROLES
from goldenthread.foundation.ids import uuid7
from goldenthread.records import kinds, queries
from goldenthread.records.models import Record
from tests.factories import records, viewers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_registries")]


@pytest.fixture
def home():
    return records.partnership()


@pytest.fixture
def away():
    return records.partnership("Another partnership")


@pytest.fixture
def rows(home, away):
    records.kind()
    return [records.record(partnership=home.pk), records.record(partnership=away.pk)]


@pytest.fixture
def manager(home):
    return viewers.business_manager(home.pk)


def ids(found):
    return set(found.values_list("pk", flat=True))


def test_it_finds_what_stands_in_reach_and_its_opposite_finds_the_rest(manager, rows, home, away):
    ours, theirs = rows
    assert ids(queries.visible(manager)) == {home.pk, ours.pk}
    assert ids(Record.objects.filter(~queries.knows(manager, "pk"))) == {away.pk, theirs.pk}


def test_it_is_asked_of_a_column_reached_through_another_table(manager, rows):
    ours, theirs = rows
    assert ids(Record.objects.filter(queries.knows(manager, "partnership"))) == {ours.pk}
    assert ids(Record.objects.filter(queries.knows(manager, "partnership__partnership"))) == set()
    assert ids(Record.objects.exclude(queries.knows(manager, "partnership")).filter(kind="sample.thing")) == {theirs.pk}


def test_a_column_of_the_query_around_it_is_never_taken_for_one_of_its_own(manager, rows, home):
    """The same table within itself three times, twice with the same question."""
    ours, _ = rows
    same = Record.objects.filter(queries.knows(manager, "partnership"), pk=OuterRef("pk"))
    inner = Record.objects.filter(queries.knows(manager, "pk"), Exists(same), pk=OuterRef("pk"))
    assert ids(Record.objects.filter(queries.knows(manager, "pk"), Exists(inner))) == {ours.pk}
    among = Record.objects.filter(pk__in=queries.visible(manager).filter(pk__in=queries.visible(manager).values("pk")))
    assert ids(among) == {home.pk, ours.pk}


def test_a_kind_may_ask_it_about_another_record(home, away, manager):
    others = [kind.code for kind in kinds.every() if kind.code != "sample.partnership"]
    parts = {"visible": lambda viewer: queries.knows(viewer, "partnership", besides=[*others, "sample.part"])}
    records.kind("sample.part", prefix="PRT", **parts)
    ours = records.record("sample.part", partnership=home.pk)
    records.record("sample.part", partnership=away.pk)
    assert ids(queries.visible(manager, kind="sample.part")) == {ours.pk}
    assert ids(queries.visible(manager)) == {home.pk, ours.pk}
    assert ids(Record.objects.filter(Exists(queries.visible(manager).filter(pk=OuterRef("pk"))))) == {home.pk, ours.pk}


def test_it_counts_and_groups_and_takes_parameters_in_their_order(manager, rows):
    counted = (
        Record.objects.filter(title__startswith="A sample")
        .annotate(words=Concat("title", "reference"))
        .filter(queries.knows(manager, "pk"), words__startswith="A sample")
        .aggregate(all=Count("pk"), things=Count("pk", filter=Q(kind="sample.thing") & queries.knows(manager, "pk")))
    )
    assert counted == {"all": 1, "things": 1}


def test_a_percent_sign_in_a_condition_stays_one(home, manager):
    records.kind(code="sample.cent", prefix="PCT", visible=lambda viewer: Q(title__contains="100%"))
    found = records.record("sample.cent", title="100% of returns", partnership=home.pk)
    records.record("sample.cent", title="100 returns", partnership=home.pk)
    assert ids(queries.visible(manager, kind="sample.cent")) == {found.pk}


def test_where_nothing_can_be_known_the_database_is_not_asked(rows, stranger, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not list(queries.visible(stranger))
    assert ids(Record.objects.filter(~queries.knows(stranger, "pk"))) == ids(Record.objects.all())


def test_other_rights_are_another_question_and_other_names_are_not(home, manager):
    records.kind("sample.walled", prefix="WLD", walled=True)
    walled = records.record("sample.walled", partnership=home.pk, sensitivity="walled")
    opening = replace(manager, opened=frozenset({walled.pk}))
    assert ids(queries.visible(manager, kind="sample.walled")) == set()
    assert ids(queries.visible(opening, kind="sample.walled")) == {walled.pk}
    assert opening.rights != manager.rights
    assert replace(manager, name="Somebody Else", address="192.0.2.1", request_id="7").rights == manager.rights
    assert replace(manager, user_id=uuid7()).rights != manager.rights


def test_no_kind_asks_the_database_when_it_makes_its_condition(home, manager, django_assert_num_queries):
    """What is kept for a set of rights holds no answer, which would grow old."""
    for kind in kinds.every():
        with django_assert_num_queries(0):
            queries.visible_of_kind(manager.rights, kind)


def test_the_longest_question_leaves_room_for_queries_around_it(home):
    """SQLite reads words nested to a depth of 100 and no deeper: whoever holds every role is asked about within two lists."""
    everything = viewers.viewer(*[viewers.grant(role, partnership=home.pk) for role in ROLES], person_id=uuid7())
    inner = Record.objects.filter(queries.knows(everything, "pk"), pk=OuterRef("pk"))
    outer = Record.objects.filter(Exists(inner), pk=OuterRef("pk"))
    assert ids(Record.objects.filter(Exists(outer) | Q(pk__in=queries.visible(everything).values("pk"))))
