"""What the world reads of a published report, and what it never reads."""

import json
import re
from datetime import date
from decimal import Decimal

import pytest

from goldenthread.foundation.periods import year_from_april
from goldenthread.reports import operations, queries
from goldenthread.reports.document import arithmetic, frozen
from goldenthread.workbench import materials
from tests.factories import partnership as bodies
from tests.factories import reports as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db
SECRET = "6f9619ff-8b86-d011-b42d-00c04fc964ff"
NASTY = '<script>alert("x")</script>'


def _figure(key, period, label, value, **more):
    told = {"unit": "children", "definition": "Counted once", "supplier": "The council", "status": "signed off"}
    return materials.Figure(key, label, Decimal(value), period=period, **{**told, **more})


def _block(viewer, partnership, period, key):
    north = _figure("sample.north", period, "Children in the north", 120, supplier="North Trust")
    south = _figure(
        "sample.south", period, "Children in the south", 80, supplier="South Trust", signed_off="Their lead"
    )
    if key == "sample.all":
        return _figure(key, period, "Children seen", 200, parts=(north, south), supplier="North Trust, South Trust")
    if key == "sample.share":
        return _figure(key, period, "Share seen", "22.4", unit="%", decimals=1, numerator=Decimal("2883.00"),
                       denominator=Decimal(12896))  # fmt: skip
    if key == "sample.table":
        head = (materials.Column("Where"), materials.Column("Children", number=True))
        return materials.TableBlock(key, NASTY, head, (("North", north), (NASTY, south)), "The trusts")
    if key == "sample.thread":
        steps = (
            materials.Step(
                "evidence",
                "What the figures said",
                "EV-1",
                on=date(2017, 5, 1),
                address=f"/x/{SECRET}/",
                figures=(_figure("sample.before", period, "Waited too long", 31), north),
            ),
            materials.Step("impact", "What changed", "ACT-1", state="Judged", who="The board"),
        )
        return materials.ThreadBlock(key, "Earlier help", "Help came earlier", steps, illustrative=True)
    return None


@pytest.fixture(autouse=True)
def sample(monkeypatch):
    known = {"sample": materials.Material("sample", "Sample", lambda viewer, place, period: [], _block)}
    monkeypatch.setattr(materials, "_MATERIALS", known)


@pytest.fixture
def place():
    return bodies.partnership("West Partnership")


@pytest.fixture
def manager(place):
    return viewers.business_manager(place.pk)


@pytest.fixture
def chair(place):
    return viewers.holding("independent_chair", partnership=place.pk)


@pytest.fixture
def report(place, manager):
    made = make.report(place.pk, manager, title="Our year")
    text = f"We saw [[sample.all]], or [[sample.share]]. {NASTY} [x](javascript:alert(1))\n\n[[sample.table]]"
    make.write_all(made, manager, f"{text}\n\n[[sample.thread]]")
    row = queries.report(manager, made).sections.first()
    operations.write_section(
        by=manager, at=make.AT, section=row.pk, text=row.text, plain=f"We helped. {NASTY}", seen=row.edition
    )
    return made


@pytest.fixture
def edition(report, manager, chair):
    operations.approve(by=chair, at=make.AT, report=report)
    return operations.publish(by=manager, at=make.AT, report=report)


def read(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def every_address(client, edition):
    """Return every public address that the edition's own pages lead to."""
    seen, todo = set(), [f"/reports/published/{edition}/"]
    while todo:
        address = todo.pop().split("#")[0].split("?")[0]
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if "html" in answer["Content-Type"] and not answer.get("Content-Disposition"):
            todo += re.findall(r'href="(/reports/[^"]+)"', answer.content.decode())
    return seen


class TestPages:
    def test_a_reader_goes_from_the_list_to_a_figure_to_its_parts_and_back(self, client, edition, place):
        assert "Our year" in read(client, f"/reports/of/{place.slug}/")
        whole = read(client, f"/reports/published/{edition}/")
        assert f'href="/reports/published/{edition}/figures/sample.all/"' in whole
        figure = read(client, f"/reports/published/{edition}/figures/sample.all/")
        assert "120 + 80 = 200" in figure
        assert "North Trust" in figure
        part = re.search(r'href="(/reports/published/[^"]+/figures/sample.south[^"]*)"', figure)[1]
        told = read(client, part)
        assert "South Trust" in told
        assert "Their lead" in told
        assert f'href="/reports/published/{edition}/figures/sample.all/"' in told

    def test_a_share_says_how_it_was_worked_out_without_idle_zeros(self, client, edition):
        figure = read(client, f"/reports/published/{edition}/figures/sample.share/")
        assert "2,883 ÷ 12,896 × 100 = 22.4%" in figure
        assert "2,883.00" not in figure

    def test_a_thread_is_walked_both_ways(self, client, edition):
        thread = read(client, f"/reports/published/{edition}/threads/sample.thread/")
        assert "What the figures said" in thread
        assert "What changed" in thread
        first = read(client, f"/reports/published/{edition}/threads/sample.thread/1/")
        assert f"/reports/published/{edition}/threads/sample.thread/2/" in first
        assert f'href="/reports/published/{edition}/figures/sample.before/">31' in first
        assert "Waited too long" in read(client, f"/reports/published/{edition}/figures/sample.before/")
        assert f"/reports/published/{edition}/threads/sample.thread/1/" in read(
            client, f"/reports/published/{edition}/threads/sample.thread/2/"
        )
        read(client, f"/reports/published/{edition}/threads/sample.thread/3/", 404)

    def test_figures_are_found_by_a_word_and_a_section(self, client, edition):
        every = f"/reports/published/{edition}/figures/"
        assert "Share seen" in read(client, every)
        assert "Children seen" not in read(client, f"{every}?q=share")
        assert "Share seen" not in read(client, f"{every}?section=nothing")

    def test_young_people_read_only_what_was_written_for_them(self, client, edition):
        page = read(client, f"/reports/published/{edition}/young/")
        assert "We helped." in page
        assert f'href="/reports/published/{edition}/young_pdf/"' in page
        assert "We saw" not in page

    def test_the_data_is_explained_and_one_figure_is_given_as_json(self, client, edition):
        assert "denominator" in read(client, f"/reports/published/{edition}/data/")
        data = json.loads(read(client, f"/reports/published/{edition}/figures/sample.all/json/"))
        assert [part["supplier"] for part in data["figure"]["parts"]] == ["North Trust", "South Trust"]

    def test_an_older_edition_leads_to_the_newer_one(self, client, edition, report, manager, place):
        newer = operations.publish(by=manager, at=make.AT, report=report)
        assert f"/reports/published/{newer}/" in read(client, f"/reports/published/{edition}/")
        assert f"/reports/published/{newer}/" in read(client, f"/reports/of/{place.slug}/")

    def test_pages_cost_few_queries(self, client, edition, django_assert_max_num_queries):
        client.get(f"/reports/published/{edition}/")
        for part in ("", "figures/", "figures/sample.all/", "threads/sample.thread/", "data/", "young/"):
            with django_assert_max_num_queries(12):
                read(client, f"/reports/published/{edition}/{part}")


class TestNothingElse:
    def test_no_page_tells_an_id_of_a_record_or_an_address_inside(self, client, edition):
        for address in every_address(client, edition):
            assert SECRET not in client.get(address).content.decode("utf-8", "replace"), address

    def test_what_people_type_never_becomes_markup(self, client, edition):
        for address in every_address(client, edition):
            answer = client.get(address)
            if "html" in answer["Content-Type"]:
                page = answer.content.decode()
                assert NASTY not in page, address
                assert 'href="javascript' not in page, address

    def test_a_report_that_is_not_published_is_nowhere(self, client, report, place):
        assert "Our year" not in client.get(f"/reports/of/{place.slug}/").content.decode()
        row = queries.report(viewers.business_manager(place.pk), report)
        for guess in (row.pk, row.sections.first().pk, row.partnership_id):
            for part in ("", "figures/", "json/", "young/", "data/", "figures/sample.all/", "threads/sample.thread/"):
                read(client, f"/reports/published/{guess}/{part}", 404)

    def test_the_pages_of_the_authors_ask_a_stranger_to_sign_in(self, client, report):
        for part in ("", "preview/", "finish/", "comments/", "recipients/"):
            answer = client.get(f"/reports/{report}/{part}")
            assert answer.status_code == 302
            assert "/sign-in/" in answer["Location"]

    def test_what_is_taken_down_says_so_at_every_address_and_gives_nothing(self, client, edition, manager, place):
        addresses = every_address(client, edition)
        operations.take_down(by=manager, at=make.AT, edition=edition, why="It named somebody")
        for address in addresses:
            if str(edition) in address:
                page = read(client, address, 410)
                assert "taken down" in page
                assert "It named somebody" in page
                for told in ("Our year", "North Trust", "200"):
                    assert told not in page.split("<main")[1].split("</main")[0], (address, told)
        listed = client.get(f"/reports/of/{place.slug}/").content.decode()
        assert "Our year" not in listed

    def test_a_name_that_is_not_in_the_edition_is_not_found(self, client, edition):
        for part in ("figures/sample.none/", "threads/sample.all/", "exe/", "figures/../", "figures/%00/"):
            assert client.get(f"/reports/published/{edition}/{part}").status_code == 404, part


def block(**more):
    told = {"numerator": None, "denominator": None, "parts": [], "decimals": 0, "unit": "children", "shown": "?"}
    return {**told, **more}


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (block(value="5", parts=[block(value="2"), block(value="3")]), ["It is the sum of its parts: 2 + 3 = 5"]),
        (block(value="6", parts=[block(value="2"), block(value="3")]), []),
        (block(value="5", parts=[block(value="2"), block(value=None)]), []),
        (block(value="50", shown="50%", unit="%", numerator="1", denominator="2"), ["1 ÷ 2 × 100 = 50%"]),
        (block(value="49", shown="49%", unit="%", numerator="1", denominator="2"), ["It was worked out from 1 and 2."]),
        (block(value="1", unit="%", numerator="1", denominator="0"), []),
        (
            block(value="-1", unit="£", parts=[block(value="2"), block(value="-3")]),
            ["It is the sum of its parts: £2 − £3 = −£1"],
        ),
    ],
)
def test_a_sum_is_told_only_where_it_comes_out(figure, said):
    assert arithmetic.in_words(figure) == said


@pytest.mark.parametrize(("value", "kept"), [("100", "100"), ("163.00", "163"), ("22.40", "22.4"), ("0.00", "0")])
def test_numbers_are_kept_without_idle_zeros(value, kept):
    assert frozen.figure(_figure("sample.x", year_from_april("2017-18"), "X", value))["value"] == kept
