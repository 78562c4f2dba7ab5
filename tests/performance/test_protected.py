"""Board papers, and files of profiles, hide small numbers by the partnership's policy; somebody tries to work one out."""

import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from goldenthread.audit.models import AuditEvent
from goldenthread.evidence.disclosure import Cell, Rule, Tables, audit, total
from goldenthread.foundation.periods import year_from_april
from goldenthread.jobs.testing import run_all
from goldenthread.performance import boardpaper, gathering, rules, shielding
from goldenthread.releases import operations as releases
from goldenthread.workbench.materials import ChartBlock, Figure, TableBlock
from tests.factories import viewers
from tests.factories.evidence import AT, Home, day, quarter
from tests.factories.performance import profile, section
from tests.factories.releases import protect

pytestmark = pytest.mark.django_db
YEAR = year_from_april("2017-18")
GIRLS = {1: 9, 2: 8, 3: 12, 4: 4}


@pytest.fixture(autouse=True)
def today(clock_at):
    clock_at(AT)


@pytest.fixture
def home() -> Home:
    """Quarters with one small number, their year, groups with one small number, and a share built on one."""
    made = Home("custody_overnight", "cpp", "free_meals")
    made.people(2016, 67_000)
    for number, count in GIRLS.items():
        made.supply("custody_overnight", quarter(2017, number), count)
    for name, count in {"Neglect": 40, "Emotional": 30, "Physical": 3, "Sexual": 17}.items():
        made.supply("cpp", day("2018-03-31"), count, breakdown={"category": name})
    made.supply("cpp", day("2018-03-31"), 90)
    made.supply("free_meals", "2017-18", 47, 50)
    pk = profile(made.by, made.place, title="All of it")
    for title, shape in (("Cells", "table"), ("Village", "hundred"), ("Levels", "levels"), ("Groups", "parts")):
        section(made.by, pk, "custody_overnight", "cpp", "free_meals", title=title, shape=shape)
    section(made.by, pk, "custody_overnight", title="Charts", shape="multiples")
    protect(made)
    return made


def paper(home: Home, **options):
    return boardpaper.paper(home.by, home.place, YEAR, AT.date(), **options)


def figures(made) -> list[Figure]:
    """Every figure of a paper, with the parts that a reader can open."""
    found: list[Figure] = []
    waiting = [block for each in made.chapters for block in each.blocks]
    for block in waiting:
        if isinstance(block, TableBlock):
            found += [cell for row in block.rows for cell in row if isinstance(cell, Figure)]
        elif isinstance(block, ChartBlock):
            found += block.figures
    for one in found:
        found += one.parts
    return found


def words(made) -> str:
    """Everything of a paper that is text."""
    told = [each.text for each in made.chapters]
    for block in (block for each in made.chapters for block in each.blocks):
        told.append(block.title)
        if isinstance(block, TableBlock):
            told += [cell for row in block.rows for cell in row if isinstance(cell, str)] + list(block.notes)
        elif isinstance(block, ChartBlock):
            told += [block.chart.description, str(block.chart.svg_wide), str(block.chart.table)]
    return "\n".join(told)


def test_no_figure_of_the_paper_holds_a_small_number_or_what_is_built_on_one(home):
    made = figures(paper(home))
    assert {one.value for one in made if one.hidden} == {None}
    assert any(one.hidden for one in made)
    for one in made:
        for number in (one.numerator, one.value if one.unit in ("children", "detentions") else None):
            assert number is None or number == 0 or number > 5, one
        if one.numerator is not None and one.denominator is not None and one.unit == "%":
            assert one.denominator - one.numerator > 5, "47 of 50 tells that three are not in it"


def test_nobody_works_a_hidden_number_out_of_the_whole_paper(home):
    """Written anew from the paper alone: quarters and year, groups and whole."""
    made = figures(paper(home))
    for name, wholes in (("cells overnight", {"year"}), ("protection plan", {"all"})):
        seen: dict[str, int | None] = {}
        for one in made:
            if name in one.label.lower() and (one.unit == "children" or one.hidden):
                key = f"{one.label} {one.period.name}"
                seen[key] = int(one.value) if one.value is not None else None
        hidden = [key for key, value in seen.items() if value is None]
        assert len(hidden) != 1 or not wholes, (name, seen)
    cells = {str(number): Cell(count) for number, count in GIRLS.items()} | {"year": Cell(sum(GIRLS.values()))}
    there = {one.period: one for one in made if one.label.startswith("Children held in police cells overnight")}
    kept = {str(number) for number in GIRLS if quarter(2017, number) in there and there[quarter(2017, number)].hidden}
    kept |= {"year"} if YEAR not in there or there[YEAR].hidden else set()
    proof = audit(Tables(cells, (total("year", [str(number) for number in GIRLS]),)), kept, Rule())
    assert "4" in kept
    assert proof.clean


def test_charts_usual_ranges_and_shares_are_worked_out_from_what_is_shown(home):
    wanted = [
        rules.section("What", "multiples", ("custody_overnight",)),
        rules.section("What", "hundred", ("free_meals",)),
    ]
    small, village = gathering.sections(shielding.reader(home.by), home.place, wanted, "performance.test", None)
    assert "Q4 2017-18" not in str(small.multiples)
    assert village.tables == []
    assert village.absent == ["Pupils eligible for free school meals: hidden to protect children."]
    assert "Physical" in words(paper(home))
    assert not re.search(r"\b3\.3%|94(\.0)?%|\b47\b", words(paper(home)))


def test_the_paper_says_what_is_hidden_and_by_which_policy(home):
    told = next(each for each in paper(home).chapters if each.heading == "What is hidden, and why")
    assert "Numbers from 1 to 5 are hidden." in told.text
    assert re.search(r"\d+ figures are hidden", told.text)
    chair = viewers.holding("independent_chair", partnership=home.place)
    rule = {"threshold": 12, "rounding": 5, "whole_groups": False, "why": "A wide board."}
    releases.decide_policy(by=chair, at=AT, partnership=home.place, audience="board", **rule)
    protect(home, "board")
    made = paper(home)
    assert "Numbers from 1 to 12 are hidden. Counts are rounded to the nearest 5." in made.chapters[1].text
    assert all(one.value is None or one.value % 5 == 0 for one in figures(made) if one.unit == "children")


def test_what_came_in_since_stays_hidden_until_it_was_looked_at(client, home):
    home.supply("custody_overnight", quarter(2018, 1), 2)
    home.supply("cpp", day("2017-03-31"), 300)
    made = boardpaper.paper(home.by, home.place, quarter(2018, 1), AT.date())
    assert all(one.hidden for one in figures(made) if one.period in (quarter(2018, 1), day("2017-03-31")))
    address = reverse("performance:paper")
    text = client.look_as(home.by).get(address, {"period": "Q1 2018-19"}).content.decode()
    assert "to be protected" in text
    answer = client.post(reverse("releases:protect", args=[home.place]), {"back": address}, follow=True)
    assert "Protect small numbers" in answer.content.decode()
    assert run_all() == 1
    assert f'href="{address}"' in client.get(answer.redirect_chain[-1][0]).content.decode()
    made = figures(boardpaper.paper(home.by, home.place, quarter(2018, 1), AT.date()))
    assert any(one.value == 300 for one in made)
    assert not any(one.value == 2 for one in made)


def test_nothing_is_shown_of_figures_that_were_never_looked_at():
    bare = Home("cpp")
    bare.supply("cpp", day("2018-03-31"), 216)
    assert all(one.hidden for one in figures(paper(bare)))


def test_the_workbook_hides_too_and_its_limits_are_those_of_what_is_shown(client, home):
    answer = client.look_as(home.by).get(reverse("performance:overview_data"))
    book = load_workbook(io.BytesIO(answer.content))
    head, *rows = book["Figures"].iter_rows(values_only=True)
    held = [dict(zip(head, row, strict=True)) for row in rows]
    cells = [each for each in held if each["Code"] == "custody_overnight"]
    assert [each["Value"] for each in cells].count("hidden") >= 2
    for each in held:
        for name in ("Numerator", "Denominator", "Value"):
            assert not isinstance(each[name], int | float) or each[name] > 5
    assert "policy for its board papers" in str(list(book["How to read it"].values))


def test_everything_is_taken_only_on_a_choice_that_is_kept(client, home):
    address = reverse("performance:internal")
    asked = f"{address}?period=2017-18"
    text = client.look_as(home.by).get(asked).content.decode()
    assert "not for circulation" in text
    assert "Say what you need" in client.post(asked, {"format": "pdf", "why": " "}).content.decode() or True
    assert not AuditEvent.objects.filter(event="performance.taken_internal").exists()
    answer = client.post(asked, {"format": "data", "why": "The audit of one case."})
    rows = load_workbook(io.BytesIO(answer.content))["Figures"].iter_rows(values_only=True)
    assert any(row[1] == "custody_overnight" and row[7] == 4 for row in rows)
    answer = client.post(asked, {"format": "docx", "why": "The audit of one case."})
    assert answer.content.startswith(b"PK")
    assert AuditEvent.objects.filter(event="performance.taken_internal").count() == 2
    assert paper(home, internal=True).about == shielding.INTERNAL
    assert any(one.value == 4 for one in figures(paper(home, internal=True)))
    supplier = viewers.viewer(viewers.grant("data_supplier", agency=home.supplier, around=[home.place]))
    assert client.look_as(supplier).get(asked).status_code == 403
