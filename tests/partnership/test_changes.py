"""Changing and ending what joins bodies, recording other names, and who came before whom: through the pages."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.partnership import operations, queries
from tests.factories import partnership as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db
DAY = {"day": "31", "month": "3", "year": "2026"}


def on(name, parts=DAY):
    """A date as three boxes send it."""
    return {f"{name}-{part}": value for part, value in parts.items()}


def changes(w):
    """Page, row, what is sent, and what the row then says."""
    return [
        ("edit_seat", w.seat, {"name": "The council", "votes": "no", "position": 5}, {"name": "The council", "votes": False}),
        ("edit_use", w.use, {"hosts": "on", **on("until_on")}, {"until_on": date(2026, 3, 31)}),
        ("edit_reporting", w.line, {"note": "Yearly", **on("until_on")}, {"note": "Yearly"}),
        ("edit_route", w.route, {"name": "Events", "position": 3}, {"name": "Events", "position": 3}),
        ("edit_coverage", w.covered, on("until_on"), {"until_on": date(2026, 3, 31)}),
        ("edit_name", w.alias, {"name": "The Borough", "kind": "spelling"}, {"name": "The Borough", "kind": "spelling"}),
        ("edit_term", w.term, {"code": "MASH", "meaning": "Hub", "replaced_by": "FH"}, {"meaning": "Hub"}),
    ]  # fmt: skip


def test_each_of_them_is_changed_or_ended_on_its_page(client, furnished, django_assert_max_num_queries):
    w = furnished()
    client.look_as(viewers.business_manager(w.home.pk))
    for name, row, sent, told in changes(w):
        address = reverse(f"partnership:{name}", args=[row.pk])
        with django_assert_max_num_queries(30):
            shown = client.get(address)
        assert 'name="edition"' in shown.text, name
        response = client.post(address, {"edition": row.edition, **sent})
        assert response.status_code == 302, f"{name}: {response.text if response.status_code == 422 else ''}"
        row.refresh_from_db()
        assert {field: getattr(row, field) for field in told} == told, name


def test_two_who_change_one_thing_see_both_versions(client, furnished):
    w = furnished()
    client.look_as(viewers.business_manager(w.home.pk))
    for name, row, sent, _ in changes(w):
        address = reverse(f"partnership:{name}", args=[row.pk])
        stale = row.edition
        assert client.post(address, {"edition": stale, **sent}).status_code == 302, name
        late = {**sent, "edition": stale, **on("from_on", {"day": "1", "month": "1", "year": "2020"})}
        response = client.post(address, late)
        assert response.status_code == 409, f"{name}: {response.status_code}"
        assert "gt_take-from_on" in response.text, name


def test_pages_lead_to_what_can_be_changed_there(client, furnished):
    w = furnished()
    client.look_as(viewers.business_manager(w.home.pk))
    leads = {
        ("group", w.group.pk): ["edit_seat", "edit_use", "edit_reporting", "name_group"],
        ("partnership", w.home.pk): ["edit_coverage", "join_partnerships", "name_partnership"],
        ("agency", w.council.pk): ["edit_name", "join_agencies", "name_agency"],
        ("engagement", w.home.pk): ["edit_route", "name_route"],
        ("board", w.board.pk): ["name_board"],
        ("new_board", w.home.pk): ["link_board"],
    }
    rows = dict(changed[:2] for changed in changes(w))
    for (name, pk), targets in leads.items():
        text = client.get(reverse(f"partnership:{name}", args=[pk])).text
        for target in targets:
            address = reverse(f"partnership:{target}", args=[rows[target].pk if target in rows else _of(w, target, pk)])
            assert address in text, f"{name} does not lead to {target}"
    assert reverse("partnership:edit_term", args=[w.term.pk]) in client.get(reverse("partnership:glossary")).text


def _of(w, target, pk):
    return w.route.pk if target == "name_route" else pk


def test_those_who_only_read_find_no_links_to_change(client, furnished):
    w = furnished()
    client.look_as(viewers.holding("practitioner", partnership=w.home.pk))
    rows = {"group": w.group, "partnership": w.home, "agency": w.council, "engagement": w.home}
    for name, pk in ((name, row.pk) for name, row in rows.items()):
        text = client.get(reverse(f"partnership:{name}", args=[pk])).text
        assert "Record another name" not in text, name
        assert ">Change<" not in text, name


def test_every_kind_of_thing_gets_another_name(client, furnished):
    w = furnished()
    viewer = viewers.business_manager(w.home.pk)
    client.look_as(viewer)
    for sort, row in (
        ("partnership", w.home), ("group", w.group), ("board", w.board), ("route", w.route), ("agency", w.council)
    ):  # fmt: skip
        address = reverse(f"partnership:name_{sort}", args=[row.pk])
        response = client.post(address, {"name": f"Old {sort}", "kind": "former", **on("until_on")}, follow=True)
        assert f"Old {sort}" in response.text, sort
    assert queries.aliases(viewer).filter(kind="former", name__startswith="Old").count() == 5


def test_the_list_of_names_leads_to_the_page_of_the_thing(client, furnished):
    w = furnished()
    client.look_as(viewers.business_manager(w.home.pk))
    text = client.get(reverse("partnership:names")).text
    assert reverse("partnership:agency", args=[w.council.pk]) in text
    assert reverse("partnership:engagement", args=[w.home.pk]) in text


def test_a_partnership_says_who_came_before_and_after(client, at):
    board, middle, merged = (make.partnership(name) for name in ("The Board", "The Partnership", "The Joint One"))
    client.look_as(viewers.administrator())
    address = reverse("partnership:join_partnerships", args=[middle.pk])
    common = {**on("on"), "note": "By order"}
    first = client.post(address, {"other": board.pk, "side": "before", "how": "succeeded", **common}, follow=True)
    assert "The Partnership took over from it" in first.text
    assert "By order" in first.text
    second = client.post(address, {"other": merged.pk, "side": "after", "how": "merged", **common}, follow=True)
    assert "The Joint One was made by merging it with others" in second.text
    links = queries.links(viewers.administrator(), middle.pk)
    assert {(link.before.name, link.after.name) for link in links} == {
        ("The Board", "The Partnership"), ("The Partnership", "The Joint One")
    }  # fmt: skip
    round_ = client.post(
        reverse("partnership:join_partnerships", args=[board.pk]),
        {"other": merged.pk, "side": "before", "how": "split", **common},
    )
    assert round_.status_code == 422
    assert "The Board came before The Joint One already." in round_.text
    assert client.post(address, {"other": board.pk, "side": "before", "how": "split", **common}).status_code == 422


def test_an_agency_says_who_came_before_and_after(client, at):
    home = make.partnership("Exampleshire SCP")
    group, board = (make.agency(name, partnership=home.pk) for name in ("Commissioning Group", "Care Board"))
    client.look_as(viewers.business_manager(home.pk))
    address = reverse("partnership:join_agencies", args=[group.pk])
    sent = {"other": board.pk, "side": "after", "how": "merged", **on("on")}
    assert "Care Board was made by merging it with others" in client.post(address, sent, follow=True).text
    assert "Commissioning Group" in client.get(reverse("partnership:agency", args=[board.pk])).text
    back = reverse("partnership:join_agencies", args=[board.pk])
    refused = client.post(back, {"other": group.pk, "side": "after", "how": "renamed", **on("on")})
    assert refused.status_code == 422
    assert "Care Board came before" not in refused.text
    assert "Commissioning Group came before Care Board already." in refused.text


def test_only_those_who_keep_the_later_one_say_what_came_before_it(client, at):
    mine, theirs = make.partnership("Mine"), make.partnership("Theirs")
    shared = make.agency("Shared", partnership=mine.pk)
    operations.classify_agency(
        by=viewers.administrator(), at=at, agency=shared.pk, partnership=theirs.pk, agency_class="relevant"
    )
    client.look_as(
        viewers.viewer(
            viewers.grant("business_manager", partnership=mine.pk), viewers.grant("practitioner", partnership=theirs.pk)
        )
    )
    address = reverse("partnership:join_partnerships", args=[mine.pk])
    refused = client.post(address, {"other": theirs.pk, "side": "after", "how": "merged", **on("on")})
    assert refused.status_code == 422
    assert "Only those who keep Theirs" in refused.text
    assert client.get(reverse("partnership:join_partnerships", args=[theirs.pk])).status_code == 403


def test_a_listed_board_is_chosen_instead_of_entered_twice(client, furnished, at):
    w = furnished()
    other = make.partnership("Neighbours")
    client.look_as(viewers.administrator())
    page = client.get(reverse("partnership:board", args=[w.board.pk])).text
    address = reverse("partnership:link_board", args=[other.pk])
    assert f"{address}?board={w.board.pk}" in page
    assert f'value="{w.board.pk}" selected' in client.get(f"{address}?board={w.board.pk}").text
    response = client.post(address, {"board": w.board.pk, "relation": "Shared learning"}, follow=True)
    assert response.status_code == 200
    assert "Shared learning" in response.text
    assert client.post(address, {"board": w.board.pk, "relation": "Twice"}).status_code == 422
