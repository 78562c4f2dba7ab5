"""Joint updates to other boards: each agency writes its part, and what was given never changes."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.ids import uuid7
from goldenthread.reports import models as m
from goldenthread.reports import operations, queries
from goldenthread.reports.rendering import WHOLE
from goldenthread.workbench import materials
from goldenthread.workbench.queries import due
from tests.factories import partnership as bodies
from tests.factories import reports as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db
TODAY = make.AT.date()


def text(response):
    return response.content.decode()


@pytest.fixture
def agency(place):
    return bodies.agency("The council", partnership=place.pk)


@pytest.fixture
def member(agency, place):
    return viewers.holding("agency_member", agency=agency.pk, around=[place.pk])


@pytest.fixture
def update(place, manager, agency):
    return make.update(place.pk, manager, agencies=[agency.pk])


@pytest.fixture
def part(update, manager):
    return queries.update(manager, update).parts.all()[0]


def write(by, part, words="We did it."):
    seen = queries.update_part(by, part.pk).edition
    operations.write_part(by=by, at=make.AT, part=part.pk, seen=seen, text=words)


def give(by, update, **fields):
    operations.give(by=by, at=make.AT, update=update, **{"on": TODAY, **fields})


def test_each_agency_has_its_part_on_its_list_until_it_is_written(update, part, manager, member):
    assert [line.title for line in due.due(member)] == [
        "Write your part of: Update to Health and wellbeing board: 2017-18"
    ]
    write(member, part)
    assert not due.due(member).exists()
    (found,) = queries.update(manager, update).parts.all()
    assert (found.text, found.written_by_name) == ("We did it.", member.name)


def test_only_the_agency_and_those_who_write_reports_write_a_part(part, place, manager):
    other = viewers.holding("agency_member", agency=bodies.agency(partnership=place.pk).pk, around=[place.pk])
    with pytest.raises(NotAllowed):
        write(other, part)
    for viewer in (viewers.stranger(), viewers.holding("lay_member", partnership=place.pk)):
        with pytest.raises(NotFound):
            write(viewer, part)
    write(manager, part)
    with pytest.raises(EditConflict):
        operations.write_part(by=manager, at=make.AT, part=part.pk, seen=1, text="Other.")


def test_members_do_not_run_updates(update, part, place, member, agency):
    for act in (
        lambda: make.update(place.pk, member),
        lambda: operations.ask_agency(by=member, at=make.AT, update=update, agency=agency.pk),
        lambda: operations.drop_part(by=member, at=make.AT, part=part.pk, why="No."),
        lambda: give(member, update),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"board": " "}, "which board"),
        ({"due": date(2018, 9, 2)}, "today or later"),
        ({"end": date(2017, 1, 1)}, "must end on or after"),
        ({"agencies": [uuid7()]}, "agency of the partnership"),
    ],
)
def test_what_is_begun_must_be_clear(fields, words, place, manager):
    with pytest.raises(RuleBroken, match=words):
        make.update(place.pk, manager, **fields)
    assert not m.JointUpdate.objects.exists()


def test_an_agency_is_asked_once_and_taken_out_only_before_it_wrote(update, part, manager, member, agency, place):
    with pytest.raises(RuleBroken, match="its part already"):
        operations.ask_agency(by=manager, at=make.AT, update=update, agency=agency.pk)
    second = bodies.agency(partnership=place.pk)
    added = operations.ask_agency(by=manager, at=make.AT, update=update, agency=second.pk)
    operations.drop_part(by=manager, at=make.AT, part=added, why="It has nothing to tell.")
    write(member, part)
    with pytest.raises(RuleBroken, match="written its part"):
        operations.drop_part(by=manager, at=make.AT, part=part.pk, why="No.")


def test_what_was_given_is_whole_and_never_changes(update, part, manager, member):
    with pytest.raises(RuleBroken, match="Not written yet: The council"):
        give(manager, update)
    write(member, part)
    seen = queries.update(manager, update).edition
    operations.introduce(by=manager, at=make.AT, update=update, seen=seen, introduction="Together.")
    with pytest.raises(RuleBroken, match="not come yet"):
        give(manager, update, on=date(2018, 9, 4))
    give(manager, update, words="They asked about schools.")

    document = queries.told(manager, update).document
    assert [each["heading"] for each in document["sections"]] == ["Introduction", "The council"]
    for act in (lambda: write(member, part), lambda: give(manager, update)):
        with pytest.raises(RuleBroken, match="stays as it is"):
            act()
    assert not due.due(manager).exists()


def test_an_empty_update_is_not_given(place, manager):
    with pytest.raises(RuleBroken, match="nothing in it"):
        give(manager, make.update(place.pk, manager))


def test_figures_are_live_until_it_is_given_and_small_numbers_stop_it(
    update, part, manager, member, chair, monkeypatch
):
    stored = {"value": Decimal(3)}

    def figure(viewer, partnership, period, key):
        if key != "sample.children":
            return None
        return materials.Figure(
            key, "Children", stored["value"], "children", period, "Counted", "The council", "received", people=True
        )

    known = {"sample": materials.Material("sample", "Sample", lambda viewer, place, period: [], figure)}
    monkeypatch.setattr(materials, "_MATERIALS", known)
    write(member, part, "We saw [[sample.children]] and [[sample.gone]].")
    with pytest.raises(RuleBroken, match="nothing under"):
        give(manager, update)
    write(member, part, "We saw [[sample.children]].")
    with pytest.raises(RuleBroken, match="Small numbers"):
        give(manager, update)
    with pytest.raises(NotAllowed):
        give(manager, update, release_why="They agreed.")
    stored["value"] = Decimal(30)
    give(manager, update)
    stored["value"] = Decimal(31)
    assert queries.told(manager, update).document["blocks"]["sample.children"]["value"] == "30"


UPDATE_BROKEN = {
    "reports_update_ends_after_it_begins": {"end": date(2000, 1, 1)},
    "reports_update_given_whole": {"given_on": TODAY},
}


@pytest.mark.parametrize("name", UPDATE_BROKEN)
def test_the_database_refuses_updates_that_are_half_there(name, broken, update):
    with broken(name):
        m.JointUpdate.objects.filter(pk=update).update(**UPDATE_BROKEN[name])


def test_an_agency_has_one_part(broken, update, agency):
    with broken("reports_update_part_once"):
        m.UpdatePart.objects.create(update_id=update, agency_id=agency.pk, place=2)


def test_a_part_is_not_written_by_nobody(broken, part):
    with broken("reports_update_part_written_whole"):
        m.UpdatePart.objects.filter(pk=part.pk).update(text="Words")


class TestPages:
    def test_from_beginning_to_giving_by_forms(self, client, place, manager, agency, django_assert_max_num_queries):
        client.look_as(manager)
        days = {"start": date(2017, 4, 1), "end": date(2018, 3, 31), "due": date(2030, 1, 2)}
        given = {
            f"{name}-{part}": getattr(day, part) for name, day in days.items() for part in ("day", "month", "year")
        }
        address = reverse("reports:begin_update", args=[place.pk])
        assert "The council" in text(client.get(address))
        answer = client.post(address, {"board": "Adults board", "agencies": [str(agency.pk)], **given})
        assert answer.status_code == 302, text(answer)
        row = m.JointUpdate.objects.get()
        part = row.parts.get()
        second = bodies.agency("The police", partnership=place.pk)
        for name, pk, words in (
            ("ask_agency", row.pk, {"agency": str(second.pk)}),
            ("introduce", row.pk, {"introduction": "Together.", "edition": row.edition}),
            ("write_part", part.pk, {"text": "**We** did it.", "edition": part.edition}),
        ):
            assert client.get(reverse(f"reports:{name}", args=[pk])).status_code == 200
            answer = client.post(reverse(f"reports:{name}", args=[pk]), words)
            assert answer.status_code == 302, (name, text(answer))
        police = row.parts.get(agency=second.pk)
        drop = reverse("reports:drop_part", args=[police.pk])
        assert client.get(drop).status_code == 200
        assert client.post(drop, {"why": "Nothing to tell."}).status_code == 302
        address = reverse("reports:update", args=[row.pk])
        with django_assert_max_num_queries(45):
            page = text(client.get(address))
        for each in ("Together.", "<strong>We</strong> did it.", "Written", "It was given"):
            assert each in page
        on = {"on-day": 3, "on-month": 9, "on-year": 2018}
        assert client.post(reverse("reports:give", args=[row.pk]), on).status_code == 302
        assert "Given" in text(client.get(address))

    @pytest.mark.parametrize("format", WHOLE)
    def test_it_can_be_taken_out_in_every_format(self, client, format, update, part, manager, member):
        write(member, part)
        client.look_as(manager)
        answer = client.get(reverse("reports:download_update", args=[update, format]))
        assert answer.status_code == 200
        assert answer.content

    def test_the_list_costs_the_same_for_many(self, client, place, manager, agency, django_assert_max_num_queries):
        for number in range(5):
            make.update(place.pk, manager, agencies=[agency.pk], title=f"Update {number}")
        client.look_as(manager)
        client.get(reverse("reports:updates"))
        with django_assert_max_num_queries(24):
            page = text(client.get(reverse("reports:updates") + "?open=1"))
        assert "Update 4" in page
        assert "0 of 1" in page

    def test_nobody_else_finds_it(self, client, update, place):
        client.look_as(viewers.business_manager(bodies.partnership().pk))
        assert client.get(reverse("reports:update", args=[update])).status_code == 404
        assert client.get(reverse("reports:download_update", args=[update, "html"])).status_code == 404

    def test_a_format_that_is_not_there_is_not_found(self, client, update, manager):
        client.look_as(manager)
        assert client.get(reverse("reports:download_update", args=[update, "gif"])).status_code == 404
