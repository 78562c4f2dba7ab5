"""Every page of the area: it opens for whom it should, in few queries, and for nobody else."""

import pytest
from django.urls import reverse

from goldenthread.partnership import operations, queries
from tests.factories import partnership as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db

LISTS = [
    "home", "agencies", "schools", "groups", "register", "people", "boards", "memoranda", "names", "glossary",
]  # fmt: skip


def pages(w):
    """The address of every page that shows or changes one thing of a partnership."""
    one = {
        "partnership": w.home, "edit_partnership": w.home, "set_up": w.home, "add_area": w.home,
        "add_population": w.home, "new_office": w.home, "engagement": w.home, "add_route": w.home,
        "new_board": w.home, "new_memorandum": w.home, "new_term": w.home, "editions": w.home,
        "start_arrangements": w.home, "agency": w.council, "edit_agency": w.council, "name_agency": w.council,
        "edit_class": w.belonging, "group": w.group, "edit_group": w.group, "write_terms": w.group,
        "move_stage": w.task, "share_group": w.group, "report_to": w.group, "add_seat": w.group,
        "choose_member": w.group, "edit_member": w.member, "end_member": w.member, "person": w.person,
        "edit_person": w.person, "add_post": w.person, "edit_post": w.post, "edit_office": w.office,
        "edit_appraisal": w.appraisal, "board": w.board, "edit_board_link": w.link, "memorandum": w.memo,
        "edit_memorandum": w.memo, "arrangements": w.edition, "publish": w.edition,
        "edit_seat": w.seat, "edit_use": w.use, "edit_reporting": w.line, "edit_route": w.route,
        "edit_coverage": w.covered, "edit_name": w.alias, "edit_term": w.term, "link_board": w.home,
        "name_partnership": w.home, "name_group": w.group, "name_board": w.board, "name_route": w.route,
        "join_partnerships": w.home, "join_agencies": w.council,
    }  # fmt: skip
    two = {
        "appoint": (w.home, w.person), "edit_engagement": (w.home, w.council), "classify": (w.home, w.council),
        "plan_appraisal": (w.home, w.person), "add_member": (w.group, w.person),
    }  # fmt: skip
    found = {name: reverse(f"partnership:{name}", args=[row.pk]) for name, row in one.items()}
    found |= {name: reverse(f"partnership:{name}", args=[a.pk, b.pk]) for name, (a, b) in two.items()}
    found["write_words"] = reverse("partnership:write_words", args=[w.edition.pk, "funding"])
    for name in ("new_agency", "new_group", "new_person"):
        found[name] = reverse(f"partnership:{name}") + f"?partnership={w.home.pk}"
    return found


def test_every_page_opens_for_the_manager_in_few_queries(client, furnished, django_assert_max_num_queries):
    world = furnished()
    client.look_as(viewers.business_manager(world.home.pk))
    for name, address in pages(world).items():
        with django_assert_max_num_queries(45):
            response = client.get(address)
        assert response.status_code == 200, f"{name}: {response.status_code}"
    for name in LISTS:
        address = reverse(f"partnership:{name}")
        for query in ("", "?q=x&sort=-name", "?format=csv", "?view=print"):
            response = client.get(address + query, follow=True)
            assert response.status_code == 200, name


def test_pages_and_forms_of_another_partnership_are_not_there(client, furnished):
    world, other = furnished(), furnished("Otherland Safeguarding Children Partnership", "E06000049")
    client.look_as(viewers.business_manager(other.home.pk))
    for name, address in pages(world).items():
        for method in ("get", "post"):
            response = getattr(client, method)(address)
            if name == "classify":
                continue
            assert response.status_code == 404, f"{method} {name}: {response.status_code}"


def test_lists_and_files_tell_nothing_of_another_partnership(client, furnished):
    furnished()
    other = furnished("Otherland Safeguarding Children Partnership", "E06000049")
    client.look_as(viewers.business_manager(make.partnership("Empty Partnership").pk))
    for name in LISTS:
        for query in ("", "?format=csv", f"?partnership={other.home.pk}", "?view=print"):
            response = client.get(reverse(f"partnership:{name}") + query, follow=True)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            for word in (b"Exampleshire", b"Otherland", b"d@example.org", b"High School", b"Neglect task", b"Borough"):
                assert word not in body, f"{name}{query} tells of {word!r}"


@pytest.mark.parametrize("role", ["practitioner", "lay_member", "elected_observer", "external_reviewer"])
def test_those_who_only_read_change_nothing(client, furnished, role):
    world = furnished()
    scope = {"partnership": world.home.pk}
    client.look_as(viewers.holding(role, **scope))
    for name, address in pages(world).items():
        response = client.post(address)
        assert response.status_code in {200, 403, 404, 405}, f"{name}: {response.status_code}"
        if name not in {
            "partnership",
            "agency",
            "group",
            "engagement",
            "board",
            "memorandum",
            "arrangements",
            "editions",
        }:
            assert response.status_code in {403, 404}, f"{name}: {response.status_code}"


def test_ids_of_others_are_refused_inside_forms(client, furnished, at):
    world, other = furnished(), furnished("Otherland Safeguarding Children Partnership", "E06000049")
    client.look_as(viewers.business_manager(world.home.pk))
    everywhere = viewers.administrator()
    tries = [
        ("add_seat", [world.group.pk], {"name": "Theirs", "agency": other.council.pk, "votes": "yes"}),
        ("share_group", [world.group.pk], {"partnership": other.home.pk}),
        ("report_to", [world.group.pk], {"to": f"group:{other.group.pk}"}),
        ("add_post", [world.person.pk], {"agency": other.council.pk, "job_title": "Spy"}),
        ("new_memorandum", [world.home.pk], {"title": "Theirs", "parties": [f"boards:{other.board.pk}"]}),
        ("edit_group", [world.group.pk], {"edition": 1, "name": "x", "kind": "panel", "parent": other.group.pk}),
        ("edit_engagement", [world.home.pk, world.council.pk], {"routes": [other.route.pk], "seen": ""}),
    ]
    for name, args, data in tries:
        response = client.post(reverse(f"partnership:{name}", args=args), data)
        assert response.status_code == 422, f"{name}: {response.status_code}"
    assert queries.seats(everywhere, world.group.pk).count() == 1


def test_a_partnership_is_set_up_from_nothing_through_forms(client, at):
    client.look_as(viewers.administrator())
    answer = client.post(
        reverse("partnership:new_partnership"), {"name": "Newland Partnership", "kind": "scp", "vision": "Safe."}
    )
    home = queries.partnership_of_slug(viewers.administrator(), "newland-partnership")
    assert answer.headers["Location"] == reverse("partnership:set_up", args=[home.pk])
    client.post(reverse("partnership:add_area", args=[home.pk]), {"code": "e06000050", "name": "Newland"})
    client.post(
        reverse("partnership:new_agency") + f"?partnership={home.pk}",
        {"name": "Police", "kind": "police", "agency_class": "statutory", "statutory_role": "police"},
    )
    client.post(
        reverse("partnership:new_group") + f"?partnership={home.pk}", {"name": "Executive", "kind": "executive"}
    )
    steps = client.get(reverse("partnership:set_up", args=[home.pk])).content.decode()
    assert "2 of 10 steps done" in steps
    assert "Nobody yet for: local authority, health" in steps


def test_two_people_who_edit_one_group_see_both_versions(client, furnished, at):
    world = furnished()
    manager = viewers.business_manager(world.home.pk)
    client.look_as(manager)
    operations.change_group(by=manager, at=at, group=world.group.pk, seen=1, name="Theirs")
    response = client.post(
        reverse("partnership:edit_group", args=[world.group.pk]), {"edition": 1, "name": "Mine", "kind": "executive"}
    )
    assert response.status_code == 409
    assert "Theirs" in response.content.decode()
    assert "Mine" in response.content.decode()


def test_the_register_shows_another_day(client, furnished):
    world = furnished()
    client.look_as(viewers.business_manager(world.home.pk))
    assert "Director" in client.get(reverse("partnership:register")).content.decode()
    assert "Director" not in client.get(reverse("partnership:register") + "?on=2018-01-01").content.decode()


def test_published_arrangements_are_open_to_the_world_and_drafts_are_not(client, furnished, at):
    world = furnished()
    address = reverse("partnership:published", args=[world.home.slug])
    assert client.get(address).status_code == 404
    manager = viewers.business_manager(world.home.pk)
    for section in queries.sections(manager, world.edition, on=at.date()):
        if not section.answered:
            operations.write_words(
                by=manager, at=at, arrangements=world.edition.pk, item=section.code, text="In words.", after=0
            )
    operations.publish_arrangements(by=manager, at=at, arrangements=world.edition.pk, seen=1, on=at.date())
    body = client.get(address).content.decode()
    assert "Chief executive" in body
    assert "d@example.org" not in body


def test_lists_cost_the_same_for_many_rows(client, furnished, django_assert_max_num_queries):
    world = furnished()
    for number in range(30):
        body = make.agency(partnership=world.home.pk)
        person = make.person(partnership=world.home.pk, agency=body.pk, job_title=f"Post {number}")
        make.member(world.group, person, agency=body.pk)
    client.look_as(viewers.business_manager(world.home.pk))
    for name in ("agencies", "people", "register", "groups"):
        with django_assert_max_num_queries(14):
            assert client.get(reverse(f"partnership:{name}")).status_code == 200
