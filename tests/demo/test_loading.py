"""The demonstration: complete, repeatable, kind to real bodies, and never in production."""

from datetime import date

import pytest
from django.apps import apps

from goldenthread.access.roles import ROLES
from goldenthread.accounts import demonstration
from goldenthread.audit.models import AuditEvent
from goldenthread.clocks import queries as clocks
from goldenthread.demo.loading import load
from goldenthread.partnership import queries
from goldenthread.records import kinds
from goldenthread.records.models import Record

AREAS = {each.label for each in apps.get_app_configs() if each.name.startswith("goldenthread.")}
pytestmark = pytest.mark.django_db


def _all_rows():
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=lambda row: str(row[0]))
        for model in apps.get_models()
        if model.__module__.startswith("goldenthread.")
    }


def test_law_7_every_kind_of_record_has_an_example(operator):
    shown = set(Record.objects.values_list("kind", flat=True))
    ours = {kind.code for kind in kinds.every() if kind.code.split(".")[0] in AREAS}
    assert not ours - shown, "load an example in goldenthread/demo"


def test_loading_twice_changes_nothing(operator):
    before, events = _all_rows(), AuditEvent.objects.count()

    assert load() is False

    assert _all_rows() == before
    assert AuditEvent.objects.count() == events


def test_both_partnerships_are_there_with_what_the_documents_say(operator, settings):
    slugs = set(queries.partnerships(operator).values_list("slug", flat=True))
    west = queries.partnerships(operator).get(slug="cheshire-west-and-chester")
    routes = {}
    for engagement in west.routes.values_list("name", "engagements__agency__name"):
        routes.setdefault(engagement[0], set()).add(engagement[1])

    assert {"cheshire-west-and-chester", "cheshire-east"} <= slugs
    assert len(routes) == 8
    assert len(set().union(*routes.values())) == 23
    assert len(routes["Wider partnership events"]) == 23
    assert len(routes["Membership of the Executive"]) == 4


def test_who_sat_on_the_board_before_is_told_with_the_day_it_ended(operator):
    board = queries.partnerships(operator).get(slug="cheshire-west-and-chester-board")
    main = queries.groups(operator, partnership=board.pk).get(name="Main Board")

    assert main.seats.count() == 31
    assert main.memberships.count() == 30, "how long the lay member sits is not printed"
    assert set(main.seats.values_list("until_on", flat=True)) == {date(2019, 6, 29)}


def test_reviews_of_invented_terms_and_memoranda_are_in_the_diary(operator):
    titles = list(clocks.deadlines(operator).filter(status="open").values_list("title", flat=True))

    assert any("terms of reference" in title for title in titles)
    assert any("term of a lay member" in title.lower() for title in titles)
    assert any("Memorandum" in title for title in titles)


def test_nothing_that_is_due_belongs_to_a_real_body(operator):
    for deadline in clocks.deadlines(operator).filter(status__in=["open", "paused"]):
        owner = deadline.owner_agency or deadline.owner_group or deadline.record
        assert owner.illustrative, f"{deadline.title} is asked of {owner.title}"
        assert "invented" in owner.title
        assert deadline.record.illustrative, f"{deadline.title} stands on {deadline.record.title}"


def test_the_sign_in_page_offers_an_account_for_each_role_and_two_colleagues(operator, settings):
    settings.DEMONSTRATION = True
    offered = [one.role for one in demonstration.offered()]
    colleagues = ["Colleague of the agency member", "Headteacher of the school"]

    assert [each for each in offered if each not in colleagues] == [role.name for role in ROLES.values()]
    assert [each for each in offered if each in colleagues] == colleagues


def test_the_invented_agency_has_work_in_two_partnerships(operator):
    due = clocks.deadlines(operator).filter(status="open", owner_agency__title__startswith="Sandle Vale")

    assert due.values("record__partnership").distinct().count() == 2


def test_invented_schools_come_through_the_spreadsheet_importer_and_are_marked(operator):
    west = queries.partnerships(operator).get(slug="cheshire-west-and-chester")
    schools = queries.agencies(operator, partnership=west.pk).filter(urn__startswith="9991")
    people = queries.people(operator, partnership=west.pk).filter(posts__agency__in=schools)
    kept = AuditEvent.objects.filter(event="partnership.register_kept")

    assert schools.count() == 6
    assert all(school.record.illustrative and "(invented)" in school.name for school in schools)
    assert people.count() == 12
    assert all(person.illustrative and "(invented)" in person.name for person in people)
    assert kept.count() == 1
