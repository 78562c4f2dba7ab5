"""From the contents the law asks for to an edition that never moves."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.periods import year_from_april
from goldenthread.reports import models as m
from goldenthread.reports import operations, queries
from goldenthread.reports.content import set_for
from goldenthread.reports.document import tree
from goldenthread.reports.document.reading import read
from goldenthread.workbench import materials
from tests.factories import partnership as bodies
from tests.factories import reports as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db
STORED = {"value": Decimal(245)}


def _figure(viewer, partnership, period, key):
    if key != "sample.children":
        return None
    return materials.Figure(
        key,
        "Children",
        STORED["value"],
        "children",
        period,
        "Children counted",
        "The council",
        "signed off",
        people=True,
    )


@pytest.fixture(autouse=True)
def sample(monkeypatch):
    monkeypatch.setitem(STORED, "value", Decimal(245))
    known = {"sample": materials.Material("sample", "Sample", lambda viewer, place, period: [], _figure)}
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
    return make.report(place.pk, manager)


@pytest.fixture
def approved(report, manager, chair):
    make.write_all(report, manager, "We saw [[sample.children]] children.")
    operations.approve(by=chair, at=make.AT, report=report)
    return report


def test_the_law_of_the_last_day_of_the_period_applies():
    found = [set_for("yearly", day).code for day in (date(2018, 3, 31), date(2019, 3, 31), date(2025, 3, 31))]
    assert found == ["wt2015", "wt2018", "wt2023"]


def test_a_key_on_its_own_line_is_a_block_and_one_in_a_sentence_a_figure():
    nodes = read("We saw [[a.b_c_d]] of **them**.\n\n[[a.table]]\n\n<b>not html</b>")
    assert [node.kind for node in nodes] == ["paragraph", "block", "paragraph"]
    assert list(tree.keys(nodes)) == ["a.b_c_d", "a.table"]
    assert tuple(tree.from_plain(node.plain()) for node in nodes) == nodes


def test_a_report_with_an_empty_required_section_is_not_approved(report, chair):
    with pytest.raises(RuleBroken, match="How we work together"):
        operations.approve(by=chair, at=make.AT, report=report)


def test_a_name_with_nothing_under_it_is_told_with_its_section(report, manager, chair):
    make.write_all(report, manager, "See [[sample.nothing]].")
    with pytest.raises(RuleBroken, match=r"\[\[sample.nothing\]\] in Foreword"):
        operations.approve(by=chair, at=make.AT, report=report)


def test_two_authors_of_one_section_do_not_overwrite_each_other(report, manager):
    section = queries.report(manager, report).sections.first()
    operations.write_section(by=manager, at=make.AT, section=section.pk, text="One", seen=section.edition)
    with pytest.raises(EditConflict):
        operations.write_section(by=manager, at=make.AT, section=section.pk, text="Two", seen=section.edition)


def test_an_approved_report_stands_still_until_it_is_opened_again(approved, manager, chair):
    with pytest.raises(RuleBroken, match="approved"):
        operations.add_section(by=manager, at=make.AT, report=approved, heading="More")
    operations.reopen(by=chair, at=make.AT, report=approved, why="A partner asked")
    assert operations.add_section(by=manager, at=make.AT, report=approved, heading="More")


def test_only_an_approved_report_is_published(report, manager):
    with pytest.raises(RuleBroken, match="approved first"):
        operations.publish(by=manager, at=make.AT, report=report)


def test_an_edition_never_moves_when_the_figures_do(approved, manager):
    edition = operations.publish(by=manager, at=make.AT, report=approved)
    STORED["value"] = Decimal(999)
    data = json.loads(queries.file_of(edition, "json"))
    assert (data["figures"][0]["value"], data["figures"][0]["supplier"]) == (245, "The council")
    assert b"245" in queries.file_of(edition, "html")
    assert b"999" not in queries.file_of(edition, "html")
    assert b"sample.children" in queries.file_of(edition, "csv")
    for model in (m.Edition, m.EditionFile):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            model.objects.update(sha256="0")


def test_small_numbers_stop_publication_until_a_named_person_releases_each(approved, manager, chair):
    STORED["value"] = Decimal(3)
    with pytest.raises(RuleBroken, match="It counts 3"):
        operations.publish(by=manager, at=make.AT, report=approved)
    held = queries.checked(chair, approved).held
    with pytest.raises(NotAllowed):
        operations.release(by=manager, at=make.AT, report=approved, numbers=held, why="All agreed")
    operations.release(by=chair, at=make.AT, report=approved, numbers=held, why="All agreed")
    row = queries.edition(manager, operations.publish(by=manager, at=make.AT, report=approved))
    assert (row.released_by_name, row.released_why) == (chair.name, "All agreed")
    assert row.small_numbers == sorted(held)


def test_a_release_covers_the_number_that_was_seen_and_no_other(approved, manager, chair):
    STORED["value"] = Decimal(3)
    held = queries.checked(chair, approved).held
    operations.release(by=chair, at=make.AT, report=approved, numbers=held, why="All agreed")
    STORED["value"] = Decimal(4)
    with pytest.raises(RuleBroken, match="It counts 4"):
        operations.publish(by=manager, at=make.AT, report=approved)
    with pytest.raises(RuleBroken, match="has changed"):
        operations.release(by=chair, at=make.AT, report=approved, numbers=held, why="Again")


def test_what_is_taken_down_is_gone_for_the_world_and_kept_for_us(approved, place, manager):
    edition = operations.publish(by=manager, at=make.AT, report=approved)
    slug, year = queries.published_edition(edition).document["slug"], year_from_april("2017-18")
    assert queries.of_period(slug, year).pk == queries.latest(approved).pk == edition
    operations.take_down(by=manager, at=make.AT, edition=edition, why="A wrong name")
    with pytest.raises(NotFound):
        queries.published_edition(edition)
    assert queries.edition(manager, edition).withdrawal.why == "A wrong name"


def test_the_world_reads_an_edition_without_signing_in(approved, manager, client):
    edition = operations.publish(by=manager, at=make.AT, report=approved)
    page = client.get(f"/reports/published/{edition}/").content.decode()
    assert "245" in page
    assert client.get(f"/reports/published/{edition}/csv/").status_code == 200


@pytest.mark.parametrize(
    ("model", "name", "changes"),
    [
        (m.Report, "reports_report_ends_after_it_begins", {"end": date(2000, 1, 1)}),
        (m.Report, "reports_report_approved_whole", {"approved_by_name": "Robin Example"}),
        (m.Section, "reports_section_written_whole", {"written_by_name": "Robin Example"}),
        (m.Section, "reports_section_once", {"code": "context"}),
    ],
)
def test_the_database_refuses_half_a_fact(report, broken, model, name, changes):
    with broken(name):
        model.objects.update(**changes)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("reports_edition_once", {}),
        ("reports_edition_released_whole", {"number": 9, "released_why": "So"}),
    ],
)
def test_the_database_refuses_half_an_edition(approved, manager, broken, name, changes):
    row = m.Edition.objects.get(pk=operations.publish(by=manager, at=make.AT, report=approved))
    for field, value in {"id": make.report(row.report.partnership_id, manager), **changes}.items():
        setattr(row, field, value)
    with broken(name):
        row.save(force_insert=True)


def test_an_edition_has_each_file_once(approved, manager, broken):
    row = m.EditionFile.objects.filter(edition=operations.publish(by=manager, at=make.AT, report=approved)).first()
    row.pk = approved
    with broken("reports_file_once"):
        row.save(force_insert=True)


@pytest.mark.parametrize(
    "text",
    ["**" * 3000 + "deep" + "**" * 3000, "*a _b " * 2000 + "deep" + "c_ d*" * 2000, "_" * 4000 + "deep" + "_" * 4000,
     "[" * 3000 + "deep" + "](https://example.org)" * 3000],
    ids=["strong", "in turn", "lines", "links"],
)  # fmt: skip
def test_marks_within_marks_without_end_break_no_page(text):
    assert "deep" in repr(read(text))
    assert read("> " * 3000 + text)


def test_marks_within_marks_are_kept_as_deep_as_people_write_them():
    [paragraph] = read("A **strong *and stressed [link](https://example.org)* word** here")
    strong = paragraph.children[1]
    assert [strong.kind, strong.children[1].kind, strong.children[1].children[1].kind] == ["strong", "emphasis", "link"]
