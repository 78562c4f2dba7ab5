import pytest

from goldenthread.records import search
from tests.factories import records, viewers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_registries")]


@pytest.fixture
def home():
    return records.partnership()


@pytest.fixture
def looking(client, home):
    records.kind()
    return client.look_as(viewers.business_manager(home.pk))


def test_the_page_asks_what_to_look_for(looking):
    assert "Words or a reference" in looking.get("/search/").content.decode()


def test_results_are_marked_counted_and_safe(looking, home):
    row = records.record(title="<b>Neglect</b> strategy", partnership=home.pk)
    search.index(row.pk, "All about neglect & <i>harm</i>")
    html = looking.get("/search/", {"q": "neglect"}).content.decode()
    assert "1 result for" in html
    assert "&lt;b&gt;<mark>Neglect</mark>&lt;/b&gt;" in html
    assert "<i>harm" not in html


def test_results_come_in_pages_with_a_fixed_number_of_queries(looking, home, django_assert_max_num_queries):
    for number in range(45):
        records.record(title=f"Neglect {number}", partnership=home.pk)
    with django_assert_max_num_queries(12):
        html = looking.get("/search/", {"q": "neglect", "page": 2, "kind": "sample.thing"}).content.decode()
    assert "45 results" in html
    assert "page=3" in html
    assert "page=1" in html


def test_nothing_found_says_what_to_try(looking):
    assert "Nothing was found" in looking.get("/search/", {"q": "zebra"}).content.decode()


def test_a_page_that_is_no_number_and_a_kind_that_is_none_are_left_out(looking):
    assert looking.get("/search/", {"q": "a", "page": "x", "kind": "'"}).status_code == 200
