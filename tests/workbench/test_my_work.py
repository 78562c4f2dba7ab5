"""My work: everything asked of an agency, in every partnership it serves, with true dates and why; and nothing else."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from goldenthread.clocks import operations as clocks
from goldenthread.workbench.operations import delegation, saved_views
from goldenthread.workbench.queries import due as due_queries
from goldenthread.workbench.views import due as views
from tests.factories import partnership as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db
HOME = "/"


@pytest.fixture
def two(at, clock_at):
    """Two partnerships, a police force in both, a trust in the first, and what each owes."""
    clock_at(at)
    west, east = make.partnership("West Partnership"), make.partnership("East Partnership")
    police = make.serving(make.agency("Police", partnership=west.pk), east.pk)
    trust = make.agency("Trust", partnership=west.pk)
    group = make.group("Quality group", partnership=west.pk)
    return {"west": west, "east": east, "police": police, "trust": trust, "group": group}


def owe(at, record, title, due, *, agency=None, group=None, **fields):
    return clocks.start(
        by=viewers.administrator(),
        at=at,
        record=record.pk,
        trigger=fields.pop("trigger", at.date()),
        title=title,
        due=due,
        why="Set by the group",
        owner_agency=agency.pk if agency else None,
        owner_group=group.pk if group else None,
        **fields,
    )


@pytest.fixture
def officer(two):
    """The police member: sees what both partnerships ask of the police."""
    around = [two["west"].pk, two["east"].pk]
    return viewers.holding("agency_member", agency=two["police"].pk, around=around)


@pytest.fixture
def asked(two, at):
    police, trust = two["police"], two["trust"]
    return {
        "late": owe(at, two["west"], "Reply to a challenge", date(2026, 4, 1), agency=police),
        "soon": owe(at, two["east"], "Quarter 4 figures", date(2026, 4, 10), agency=police),
        "later": owe(at, two["east"], "Yearly return", date(2026, 7, 1), agency=police),
        "other": owe(at, two["west"], "Trust return", date(2026, 4, 20), agency=trust),
        "group": owe(at, two["group"], "Group plan", date(2026, 4, 20), group=two["group"]),
    }


def titles(response):
    return [line.title for group in response.given["groups"] for line in group.lines]


@pytest.fixture
def look(client, rendered):
    def get(viewer, address=HOME, **query):
        return client.look_as(viewer).get(address, query)

    return get


@pytest.fixture
def rendered(monkeypatch):
    """Keep what a page was given, on the response: Jinja pages do not."""
    from goldenthread.workbench.views import due

    real = due.page

    def keeping(request, template, context, **options):
        response = real(request, template, context, **options)
        response.given = context
        return response

    monkeypatch.setattr(due, "page", keeping)


def test_an_agency_member_sees_what_every_partnership_asks_of_the_agency_and_nothing_else(look, officer, asked):
    response = look(officer)
    assert response.status_code == 200
    assert titles(response) == ["Reply to a challenge", "Quarter 4 figures", "Yearly return"]
    page = response.content.decode()
    assert "Trust return" not in page
    assert "West Partnership" in page
    assert "East Partnership" in page


def test_lines_stand_under_overdue_next_five_working_days_later_and_paused(look, officer, asked, at):
    clocks.pause(by=viewers.administrator(), at=at, deadline=asked["later"].id, reason="criminal_proceedings")
    groups = look(officer).given["groups"]
    assert [(group.bucket.heading, group.total) for group in groups] == [
        ("Overdue", 1),
        ("Next 5 working days", 1),
        ("Paused", 1),
    ]


def test_a_date_says_why_it_is_what_it_is(look, officer, asked, two, at):
    clocks.start(
        by=viewers.administrator(),
        at=at,
        record=two["west"].pk,
        trigger=at,
        rule="SIN-1",
        title="Tell the national panel",
        owner_agency=two["police"].pk,
    )
    page = look(officer).content.decode()
    assert "SIN-1" in page
    assert "Not checked against the guidance" in page
    assert "Set by the group" in page


def test_easter_is_not_counted_in_the_next_five_working_days(look, officer, two, at):
    owe(at, two["west"], "Fifth working day", date(2026, 4, 13), agency=two["police"])
    owe(at, two["west"], "Sixth working day", date(2026, 4, 14), agency=two["police"])
    groups = look(officer).given["groups"]
    found = {group.bucket.value: [line.title for line in group.lines] for group in groups}
    assert found == {"soon": ["Fifth working day"], "later": ["Sixth working day"]}


def test_an_officer_sees_the_whole_partnership_and_no_other(look, two, asked):
    manager = viewers.holding("training_officer", partnership=two["west"].pk)
    assert set(titles(look(manager))) == {"Reply to a challenge", "Trust return", "Group plan"}


def test_a_group_member_sees_what_the_group_owes(look, two, asked):
    member = viewers.holding("lay_member", group=two["group"].pk, around=[two["west"].pk])
    assert titles(look(member)) == ["Group plan"]


def test_somebody_without_a_role_sees_an_empty_page_that_says_what_will_be_here(look, stranger, asked):
    response = look(stranger)
    assert "Nothing is due" in response.content.decode()
    assert titles(response) == []


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ({"due": "overdue"}, ["Reply to a challenge"]),
        ({"due": "soon"}, ["Quarter 4 figures"]),
        ({"due": "month"}, ["Quarter 4 figures"]),
        ({"due": "later"}, ["Yearly return"]),
        ({"due": "nonsense"}, ["Reply to a challenge", "Quarter 4 figures", "Yearly return"]),
        ({"kind": "partnership.agency"}, []),
        ({"agency": "x' OR 1=1"}, ["Reply to a challenge", "Quarter 4 figures", "Yearly return"]),
        ({"sort": "-when"}, ["Reply to a challenge", "Quarter 4 figures", "Yearly return"]),
        ({"page": "99"}, ["Reply to a challenge", "Quarter 4 figures", "Yearly return"]),
        ({"kind": "a\x00b"}, []),
    ],
)
def test_filters_narrow_the_list_and_nonsense_does_no_harm(look, officer, asked, query, left):
    assert titles(look(officer, **query)) == left


def test_filters_by_partnership_and_agency(look, officer, two, asked):
    assert titles(look(officer, partnership=str(two["west"].pk))) == ["Reply to a challenge"]
    assert titles(look(officer, agency=str(two["trust"].pk))) == []


def test_the_filters_offer_only_what_occurs(look, officer, two, asked):
    facets = look(officer).given["facets"]
    assert [name for _, name in facets.agencies] == ["Police"]
    assert [name for _, name in facets.partnerships] == ["East Partnership", "West Partnership"]


def test_group_totals_under_a_filter_are_those_of_the_whole_list(look, officer, two, at, asked, monkeypatch):
    for number in range(2):
        owe(at, two["west"], f"Late {number}", at.date() - timedelta(days=9), agency=two["police"])
    monkeypatch.setattr(views, "PER_PAGE", 1)
    first = look(officer, whose="police").given["groups"]
    assert [(len(group.lines), group.total) for group in first] == [(1, 3)]


def test_where_agencies_are_too_many_to_list_their_name_is_typed(look, officer, asked, monkeypatch):
    monkeypatch.setattr(due_queries, "MOST_ANSWERS", 0)
    facets = look(officer).given["facets"]
    assert facets.many
    assert not facets.agencies
    assert [name for _, name in facets.partnerships] == ["East Partnership", "West Partnership"]
    assert titles(look(officer, whose="nobody")) == []
    assert len(titles(look(officer, whose="pol"))) == 3


def test_a_saved_view_stands_beside_the_list_with_its_count(look, officer, asked, at):
    viewer = officer
    from django.contrib.auth import get_user_model

    get_user_model().objects.create(pk=viewer.user_id, email=viewer.email, name=viewer.name, joined_at=at)
    saved_views.save_view(by=viewer, at=at, list_code="workbench.due", name="Late ones", query="due=overdue")
    links = {link.label: link.count for link in look(viewer).given["links"]}
    assert links["Late ones"] == 1
    assert links["Everything due"] == 3


def test_a_default_view_opens_the_list_and_everything_is_one_link_away(look, officer, asked, at):
    from django.contrib.auth import get_user_model

    get_user_model().objects.create(pk=officer.user_id, email=officer.email, name=officer.name, joined_at=at)
    saved_views.save_view(
        by=officer, at=at, list_code="workbench.due", name="Late ones", query="due=overdue", is_default=True
    )
    assert titles(look(officer)) == ["Reply to a challenge"]
    assert len(titles(look(officer, show=""))) == 3


def test_done_this_month_holds_what_was_completed(look, officer, asked, at):
    clocks.complete(by=viewers.administrator(), at=at, deadline=asked["soon"].id)
    assert titles(look(officer, show="done")) == ["Quarter 4 figures"]
    assert "Quarter 4 figures" not in titles(look(officer))


def test_an_officer_waits_for_what_agencies_owe(look, two, asked):
    manager = viewers.holding("training_officer", partnership=two["west"].pk)
    assert set(titles(look(manager, show="waiting"))) == {"Reply to a challenge", "Trust return", "Group plan"}


def test_the_number_of_queries_does_not_grow_with_the_lines(client, officer, two, at, django_assert_max_num_queries):
    for number in range(60):
        owe(at, two["west"], f"Item {number}", date(2026, 4, 20) + timedelta(days=number), agency=two["police"])
    client.look_as(officer)
    with django_assert_max_num_queries(20):
        assert client.get(HOME).status_code == 200


def test_the_list_is_paged_and_counts_the_whole(look, officer, two, at):
    for number in range(60):
        owe(at, two["west"], f"Item {number:02}", date(2026, 6, 1) + timedelta(days=number), agency=two["police"])
    first = look(officer)
    assert len(titles(first)) == 50
    assert first.given["groups"][0].total == 60
    assert len(titles(look(officer, page="2"))) == 10
    assert len(titles(look(officer, view="print"))) == 60


def test_the_list_leaves_as_csv_and_as_excel_with_the_reason_for_each_date(look, officer, asked):
    text = look(officer, format="csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["What"] for row in rows] == ["Reply to a challenge", "Quarter 4 figures", "Yearly return"]
    assert rows[0]["Why this date"] == "Set by the group"
    book = load_workbook(io.BytesIO(look(officer, format="xlsx").content))
    assert book.active["A2"].value == "Reply to a challenge"


def test_only_those_who_may_export_take_the_list_out(look, two, asked):
    supplier = viewers.holding("data_supplier", agency=two["police"].pk, around=[two["west"].pk])
    response = look(supplier, format="csv")
    assert response.status_code == 403
    assert "Excel" not in look(supplier).content.decode()


@pytest.fixture
def colleague(two):
    return make.person("Jo Example", partnership=two["west"].pk, agency=two["police"].pk, job_title="Inspector")


def account_of(viewer, at):
    from django.contrib.auth import get_user_model

    get_user_model().objects.create(pk=viewer.user_id, email=viewer.email, name=viewer.name, joined_at=at)
    return viewer


def test_a_line_is_handed_to_a_colleague_who_sees_it_with_the_note(client, look, officer, two, asked, colleague):
    client.look_as(officer)
    address = reverse("workbench:delegate", args=[asked["soon"].id])
    assert "Jo Example" in client.get(address).content.decode()
    given = {"person": str(colleague.pk), "note": "Figures are in the folder"}
    assert client.post(address, given).status_code == 302
    hers = viewers.holding("practitioner", partnership=two["east"].pk, person_id=colleague.pk)
    response = look(hers)
    assert titles(response) == ["Quarter 4 figures"]
    assert "Figures are in the folder" in response.content.decode()
    assert titles(look(officer, show="waiting")) == ["Quarter 4 figures"]
    assert "Quarter 4 figures" in titles(look(officer))


def test_what_was_handed_over_can_be_taken_back(client, look, officer, two, asked, colleague, at):
    account_of(officer, at)
    delegation.delegate(by=officer, at=at, deadline=asked["soon"].id, person=colleague.pk)
    client.look_as(officer)
    assert client.post(reverse("workbench:take_back", args=[asked["soon"].id])).status_code == 302
    hers = viewers.holding("practitioner", partnership=two["east"].pk, person_id=colleague.pk)
    assert titles(look(hers)) == []


def test_a_stranger_to_the_agency_cannot_be_handed_its_work(client, officer, two, asked):
    outsider = make.person("Sam Example", partnership=two["west"].pk, agency=two["trust"].pk, job_title="Nurse")
    client.look_as(officer)
    response = client.post(reverse("workbench:delegate", args=[asked["soon"].id]), {"person": str(outsider.pk)})
    assert response.status_code == 422


def test_nobody_hands_over_what_is_not_on_their_list(client, officer, asked):
    client.look_as(officer)
    assert client.get(reverse("workbench:delegate", args=[asked["other"].id])).status_code == 404
    assert client.post(reverse("workbench:take_back", args=[asked["other"].id])).status_code == 404
