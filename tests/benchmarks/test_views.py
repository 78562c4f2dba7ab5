"""Pages of what others publish, as people meet them."""

import pytest
from django.urls import reverse

from goldenthread.benchmarks.models import File, NeighbourSet, Release
from goldenthread.foundation.ids import uuid7
from tests.factories import benchmarks, viewers
from tests.factories.benchmarks import AT, LAIT, PLANS

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"benchmarks:{name}", args=args)


@pytest.fixture(autouse=True)
def today(clock_at):
    clock_at(AT)


@pytest.fixture
def reader(client):
    viewer = viewers.holding("agency_member", agency=uuid7())
    client.look_as(viewer)
    return viewer


@pytest.fixture
def keeper(client):
    viewer = benchmarks.officer()
    client.look_as(viewer)
    return viewer


def text(client, address, **query):
    return client.get(address, query).content.decode()


def test_releases_stand_in_a_list_the_newest_first(published, client, reader):
    told = text(client, at("releases"))
    assert told.index("2025") < told.index("31 October 2024")
    assert "Children in need" in told
    assert at("bring_in") not in told


def test_a_release_tells_its_files_its_measures_and_where_it_differs(
    published, client, keeper, django_assert_max_num_queries
):
    release = Release.objects.get(title="Local Authority Interactive Tool")
    with django_assert_max_num_queries(40):
        told = text(client, at("release", release.pk))
    assert LAIT in told
    assert "Children with a child protection plan at 31 March, rate" in told
    assert "Children in need, 2024" in told
    assert "Where it differs from earlier releases" in told


def test_measures_can_be_searched(published, client, reader):
    assert "Local Authority" not in text(client, at("measures"), q="Section 47")
    assert "2-2½yrs" in text(client, at("measures"), q="ASQ")
    assert "ASQ" not in text(client, at("measures"), ours="1")


def test_a_measure_is_shown_over_all_authorities_with_rank_and_band(
    published, client, reader, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30):
        told = text(client, at("measure", "cpp_2y_open"), period="2024-03-31")
    assert "Cheshire West and Chester" in told
    assert "2.9 %" in told
    assert "Hidden: a small number" in told
    assert "Band" in told
    assert "of 22" in told


def test_a_measure_without_a_better_side_has_no_rank(published, client, reader):
    told = text(client, at("measure", "cpp_rate"), period="2024-03-31")
    assert "neither rank nor band" in told
    assert "mid-2021 to mid-2023" in told
    assert "44.2" in told
    other = Release.objects.get(title="Local Authority Interactive Tool")
    assert "44.0" in text(client, at("measure", "cpp_rate"), period="2024-03-31", release=str(other.pk))
    older = Release.objects.get(title="Children in need", name="2024")
    assert "44.2" in text(client, at("measure", "cpp_rate"), release=str(older.pk))


def test_a_measure_can_be_narrowed_and_taken_out(published, client, reader):
    told = text(client, at("measure", "cpp_2y_open"), region="981", period="2024-03-31", format="csv")
    assert "Stockport" in told
    assert "Solihull" not in told
    assert ",c," in told
    assert "North West" in text(client, at("measure", "cpp_2y_open"), kind="region")
    assert "Stockport" in text(client, at("measure", "cpp_2y_open"), period="2024-03-31", sort="-value")
    assert client.get(at("measure", "unheard")).status_code == 404
    assert client.get(at("measure", "cpp_rate"), {"period": "2001-03-31"}).status_code == 404
    assert client.get(at("measure", "cpp_rate"), {"period": "soon"}).status_code == 200


def test_neighbours_are_listed_by_model(published, client, keeper):
    told = text(client, at("neighbours"), place="896", model="2025", format="csv")
    assert "Solihull" in told
    assert "Essex" not in told
    assert "Serves from 1 January 2025" in text(client, at("neighbours"))


def test_the_day_of_a_model_is_changed(published, client, keeper):
    row = NeighbourSet.objects.get(model="2025")
    sent = {"from_on-day": "1", "from_on-month": "4", "from_on-year": "2025"}
    assert client.get(at("date_model", row.pk)).status_code == 200
    assert client.post(at("date_model", row.pk), sent).status_code == 302
    row.refresh_from_db()
    assert row.from_on.isoformat() == "2025-04-01"
    assert client.get(at("date_model", uuid7())).status_code == 404


def test_a_reader_brings_nothing_in(published, client, reader):
    for address in (at("bring_in"), at("remove", published[PLANS]), at("describe", Release.objects.first().pk)):
        assert client.get(address).status_code == 403
    assert client.post(at("keep", published[PLANS])).status_code == 403
    assert client.get(at("file", published[PLANS])).status_code == 403
    assert PLANS in text(client, at("release", File.objects.get(pk=published[PLANS]).release_id))


def test_only_a_file_with_faults_is_kept_on_demand(published, client, keeper):
    assert client.post(at("keep", published[PLANS])).status_code == 422
