"""What the whole world reads of published reports, and what it cannot reach."""

import json
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest

from goldenthread.reports import models as m
from goldenthread.reports import operations, queries
from goldenthread.ui.charts import bar
from goldenthread.workbench import materials
from tests.factories import reports as make

pytestmark = pytest.mark.django_db
NASTY = "<script>alert('x')</script>"
TEXT = (
    "We saw [[sample.share]] of children.\n\n[[sample.share]]\n\n[[sample.table]]\n\n[[sample.chart]]\n\n[[sample.thread]]\n\n"
    f"{NASTY} [a link](javascript:alert(1)) and **[[sample.children]]**."
)
PAGES = ("", "figures/", "figures/sample.share/", "figures/sample.share/json/", "threads/sample.thread/")
PAGES += ("threads/sample.thread/2/", "data/", "young/", "html/", "csv/", "json/")


def _figure(period, key, label, value, **more):
    given = {"definition": f"{label}, counted {NASTY}", "supplier": "The council", "status": "signed off"} | more
    unit = given.pop("unit", "children")
    return materials.Figure(key, label, Decimal(value), unit, period, people=True, **given)


def _blocks(period, stored):
    north = _figure(
        period, f"sample.part.{uuid4()}", "North", stored["north"], signed_off="Director of children’s services"
    )
    south = _figure(period, "sample.part.south", "South", 150)
    children = _figure(period, "sample.children", "Children", stored["north"] + 150, parts=(north, south))
    counted = {"numerator": Decimal(stored["north"] + 150), "denominator": Decimal(1000), "unit": "%", "decimals": 1}
    share = _figure(
        period, "sample.share", "Share seen", (stored["north"] + 150) / Decimal(10), parts=(north, south), **counted
    )
    columns = (materials.Column("Place"), materials.Column(NASTY, number=True))
    drawn = bar("Children by place", [NASTY, "South"], [float(north.value), 150.0], unit="children")
    steps = (
        materials.Step("evidence", f"Audit {NASTY}", record=uuid4(), address="/evidence/secret/"),
        materials.Step("finding", "Plans end too soon"),
        materials.Step("impact", "Plans last longer", who="The group", on=period.end),
    )
    blocks = (
        children,
        share,
        materials.TableBlock("sample.table", "By place", columns, (("North", north), ("South", south)), "The council"),
        materials.ChartBlock("sample.chart", "Children by place", drawn, "The council", (north, south)),
        materials.ThreadBlock("sample.thread", "Plans last", f"Plans last longer now {NASTY}", steps),
    )
    return {block.key: block for block in blocks}


@pytest.fixture(autouse=True)
def stored(monkeypatch):
    stored = {"north": 75}

    def build(viewer, place, period, key):
        return _blocks(period, stored).get(key)

    known = {"sample": materials.Material("sample", "Sample", lambda viewer, place, period: [], build)}
    monkeypatch.setattr(materials, "_MATERIALS", known)
    return stored


@pytest.fixture
def young(report, manager):
    first = queries.report(manager, report).sections.first()
    plain = f"We saw [[sample.children]] of you. {NASTY}"
    operations.write_section(by=manager, at=make.AT, section=first.pk, text="So", plain=plain, seen=first.edition)


@pytest.fixture
def edition(report, manager, chair, young):
    return _publish(report, manager, chair)


def _publish(report, manager, chair, text=TEXT):
    first, *others = queries.report(manager, report).sections.all()
    for section, words in [(first, text), *((other, "What we did.") for other in others)]:
        operations.write_section(by=manager, at=make.AT, section=section.pk, text=words, seen=section.edition)
    operations.approve(by=chair, at=make.AT, report=report)
    return operations.publish(by=manager, at=make.AT, report=report)


@pytest.fixture
def again(report, manager, chair):
    def publish(text=TEXT):
        operations.reopen(by=chair, at=make.AT, report=report, why="A figure was restated")
        return _publish(report, manager, chair, text)

    return publish


def _read(client, edition, path=""):
    answer = client.get(f"/reports/published/{edition}/{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_list_leads_to_the_newest_edition_and_keeps_the_earlier_ones(edition, again, place, client):
    second = again()
    listed = client.get(f"/reports/of/{place.slug}/").content.decode()
    assert f"/reports/published/{second}/" in listed.split("Earlier editions")[0]
    assert f"/reports/published/{edition}/" in listed.split("Earlier editions")[1]
    assert "A later edition replaces this one" in _read(client, edition)
    assert "A later edition replaces this one" not in _read(client, second)


def test_reports_are_listed_newest_period_first(edition, place, manager, chair, client):
    earlier = make.report(place.pk, manager, start=date(2016, 4, 1), end=date(2017, 3, 31))
    _publish(earlier, manager, chair)
    listed = client.get(f"/reports/of/{place.slug}/").content.decode()
    assert listed.index("yearly report 2017-18") < listed.index("yearly report 2016-17")


def test_a_partnership_without_reports_says_so_once_it_is_public(monkeypatch, client):
    frozen = SimpleNamespace(frozen={"partnership": {"name": "West Partnership"}})
    monkeypatch.setattr("goldenthread.partnership.queries.published", lambda slug: frozen)
    assert "No report has been published yet" in client.get("/reports/of/west/").content.decode()


def test_nobody_learns_of_a_partnership_that_has_published_nothing(report, place, client):
    unknown, drafting = client.get("/reports/of/no-such/"), client.get(f"/reports/of/{place.slug}/")
    assert unknown.status_code == drafting.status_code == 404
    assert "West Partnership" not in drafting.content.decode().split("<footer")[0].split("<main")[1]


def test_a_figure_shows_its_sum_its_parts_and_who_signed_off(edition, client):
    page = _read(client, edition, "figures/sample.share/")
    for words in (
        "225 ÷ 1,000 × 100 = 22.5%",
        "75 + 150 = 225",
        "North",
        "Director of children’s services",
        "The council",
    ):
        assert words in page
    assert f"/reports/published/{edition}/#at-1" in page


def test_a_figure_says_how_later_editions_show_it(edition, stored, again, client):
    assert "Revised since" not in _read(client, edition, "figures/sample.share/")
    stored["north"] = 95
    second = again()
    page = _read(client, edition, "figures/sample.share/")
    assert "Revised since" in page
    assert "24.5%" in page
    assert f"/reports/published/{second}/" in page
    assert ">22.5%<" in _read(client, edition)


def test_a_figure_is_given_as_json_with_its_parts(edition, client):
    given = json.loads(_read(client, edition, "figures/sample.share/json/"))
    assert (given["figure"]["value"], given["figure"]["numerator"]) == ("22.5", "225")
    assert [part["shown"] for part in given["figure"]["parts"]] == ["75", "150"]


def test_every_figure_is_listed_and_found_by_its_words(edition, client):
    assert "Share seen" in _read(client, edition, "figures/")
    found = _read(client, edition, "figures/?q=share")
    assert "Share seen" in found
    assert ">South</a>" not in found
    assert "No figure has these words" in _read(client, edition, "figures/?q=nothing&page=99")


def test_a_chart_may_stand_on_the_page_twice(report, manager, chair, client):
    edition = _publish(report, manager, chair, "So.\n\n[[sample.chart]]\n\nAnd again:\n\n[[sample.chart]]")
    assert _read(client, edition).count("Children by place</h3>") == 2


def test_a_thread_is_walked_both_ways(edition, client):
    middle = _read(client, edition, "threads/sample.thread/2/")
    assert f"/reports/published/{edition}/threads/sample.thread/1/" in middle
    assert f"/reports/published/{edition}/threads/sample.thread/3/" in middle
    assert "Where it stands in the report" in _read(client, edition, "threads/sample.thread/")
    for nowhere in ("sample.thread/0/", "sample.thread/4/", "sample.other/"):
        assert client.get(f"/reports/published/{edition}/threads/{nowhere}").status_code == 404


def test_young_people_read_the_short_texts_with_their_figures(edition, client):
    page = _read(client, edition, "young/")
    assert "We saw" in page
    assert ">225<" in page
    assert "nothing under" not in page


def test_a_report_without_short_texts_has_no_page_for_young_people(report, manager, chair, client):
    edition = _publish(report, manager, chair)
    assert client.get(f"/reports/published/{edition}/young/").status_code == 404


def test_text_of_users_never_becomes_markup(edition, client):
    for path in PAGES:
        page = _read(client, edition, path)
        if path in ("csv/", "json/") or path.endswith("/json/"):
            continue
        assert "<script>alert" not in page
        assert 'href="javascript' not in page


def test_no_page_tells_an_id_or_an_address_of_the_product(edition, client):
    for path in PAGES:
        page = _read(client, edition, path)
        kept = json.dumps(m.Edition.objects.get(pk=edition).document)
        assert "/evidence/secret/" not in page + kept
        for row in (m.Report, m.Section):
            assert not any(str(each.pk) in page for each in row.objects.all())


def test_what_is_taken_down_keeps_its_address_and_nothing_else(edition, manager, client):
    operations.take_down(by=manager, at=make.AT + timedelta(days=3), edition=edition, why=f"A wrong figure {NASTY}")
    for path in PAGES:
        answer = client.get(f"/reports/published/{edition}/{path}")
        page = answer.content.decode()
        assert answer.status_code == 410
        assert "text/html" in answer["Content-Type"]
        assert "6 September 2018" in page
        assert "A wrong figure &lt;script" in page
        for gone in ("Share seen", "22.5%", "Plans last", "yearly report 2017-18", "sha256", "Robin Example"):
            assert gone not in page
        assert "Content-Disposition" not in answer


def test_an_edition_that_was_taken_down_leads_to_the_one_that_stands(edition, again, manager, place, client):
    second = again()
    operations.take_down(by=manager, at=make.AT, edition=second, why="A wrong figure")
    assert f"/reports/published/{edition}/" in client.get(f"/reports/published/{second}/").content.decode()
    assert "A later edition replaces" not in _read(client, edition)
    listed = client.get(f"/reports/of/{place.slug}/").content.decode()
    assert "was taken down on" in listed
    assert f"/reports/published/{second}/" not in listed


def test_no_draft_is_reached_by_its_id(report, manager, client):
    make.write_all(report, manager, TEXT)
    section = queries.report(manager, report).sections.first().pk
    for path in PAGES:
        answers = [client.get(f"/reports/published/{pk}/{path}") for pk in (report, section, uuid4())]
        assert {answer.status_code for answer in answers} == {404}
        pages = {answer.content.decode().split("<main")[1].split("</main")[0] for answer in answers}
        assert len(pages) == 1


def test_what_is_written_after_publication_stays_inside(edition, report, manager, chair, client):
    operations.reopen(by=chair, at=make.AT, report=report, why="More to say")
    operations.add_section(by=manager, at=make.AT, report=report, heading="A secret heading")
    make.write_all(report, manager, "Secret words.")
    for path in PAGES:
        page = _read(client, edition, path)
        assert "Secret words" not in page
        assert "A secret heading" not in page


def test_the_pages_of_authors_stay_closed_to_the_world(edition, report, client):
    for path in (
        f"{report}/",
        f"{report}/preview/",
        f"{report}/comments/",
        f"{report}/recipients/",
        f"{report}/finish/",
    ):
        assert client.get(f"/reports/{path}").status_code in (302, 403, 404)


def test_small_numbers_of_parts_and_charts_and_short_texts_stop_publication(report, stored, manager, chair, young):
    stored["north"] = 3
    make.write_all(report, manager, "Counted.\n\n[[sample.chart]]")
    operations.approve(by=chair, at=make.AT, report=report)
    with pytest.raises(operations.publishing.RuleBroken, match="North"):
        operations.publish(by=manager, at=make.AT, report=report)
    assert not m.Edition.objects.exists()


def test_the_world_learns_nothing_of_who_published_or_released(edition, client):
    for path in PAGES:
        answer = client.get(f"/reports/published/{edition}/{path}")
        row = m.Edition.objects.get(pk=edition)
        told = answer.content.decode() + str(dict(answer.headers))
        assert row.published_by_name not in told.replace(row.document["approved_by"], "")
        assert str(row.published_by) not in told
        assert str(row.report_id) not in told
        assert "public" in answer["Cache-Control"]
        assert not answer.cookies


def test_answers_to_those_who_are_signed_in_are_not_kept_for_others(edition, manager, client):
    client.look_as(manager)
    assert "private" in client.get(f"/reports/published/{edition}/")["Cache-Control"]


def test_public_pages_are_only_read(edition, client):
    for path in PAGES:
        assert client.post(f"/reports/published/{edition}/{path}").status_code == 405


def test_public_pages_ask_the_database_little(edition, client, django_assert_max_num_queries):
    for path in PAGES:
        with django_assert_max_num_queries(8):
            _read(client, edition, path)


def test_the_list_asks_as_little_for_many_editions(edition, again, place, client, django_assert_max_num_queries):
    again()
    again()
    with django_assert_max_num_queries(8):
        client.get(f"/reports/of/{place.slug}/")
