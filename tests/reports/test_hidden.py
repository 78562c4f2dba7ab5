"""A report is for everybody: somebody tries to work a hidden number out of all its formats, and of releases beside it."""

import base64
import csv
import io
import json
import re

import pikepdf
import pytest
from django.db import transaction
from django.urls import reverse
from docx import Document

from goldenthread.evidence.disclosure import Cell, Rule, Tables, audit, total
from goldenthread.releases import operations as releases
from goldenthread.releases.models import Edition as Released
from goldenthread.reports import operations, queries
from goldenthread.reports.models import EditionFile
from goldenthread.reports.presenters.compiling import steps
from tests.factories import accounts, viewers
from tests.factories import reports as make
from tests.factories.evidence import AT, day
from tests.factories.releases import BEFORE, PLANS, YEAR, Desk, protect

pytestmark = pytest.mark.django_db
LAST = day("2018-03-31")
TEXT = (
    "There were [[evidence.cpp]] plans.\n\n[[evidence.cpp.table.category]]\n\n[[evidence.cpp.trend]]\n\n"
    "[[evidence.free_meals]]\n\n[[evidence.custody_overnight]]\n\n[[performance.vulnerability.1]]"
)


@pytest.fixture
def desk():
    return _desk()


def _desk():
    """Plans by category, a share that tells of three children, and a year of detentions that is small."""
    made = Desk()
    made.home.choose("free_meals")
    made.home.choose("custody_overnight")
    made.home.supply("cpp", BEFORE, 77)
    made.home.supply("free_meals", YEAR, 47, 50)
    made.home.supply("custody_overnight", YEAR, 4)
    return made


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """A desk and the files of its published report, by format: made once, for tests that look."""
    with django_db_blocker.unblock(), transaction.atomic():
        desk = _desk()
        yield desk, _published(desk)
        transaction.set_rollback(True)


@pytest.fixture
def published(site):
    return site[1]


def _published(desk):
    protect(desk.home)
    manager = viewers.business_manager(desk.place)
    for each in (manager, desk.decides):
        accounts.make_user(each)
    report = make.report(desk.place, manager)
    edition = make.published(report, manager, desk.decides, TEXT)
    return {each.format: base64.b64decode(each.content) for each in EditionFile.objects.filter(edition=edition)}


def words(files) -> dict[str, str]:
    found = {name: made.decode() for name, made in files.items() if name in ("html", "csv", "json")}
    word = Document(io.BytesIO(files["docx"]))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    found["docx"] = "\n".join([*(each.text for each in word.paragraphs), *cells])
    return found


def figures(files) -> list[dict]:
    """Every figure of the open data, of both files."""
    rows = list(csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    every = [*rows, *json.loads(files["json"])["figures"]]
    assert len(rows) > 5
    return every


def number(one, name):
    return None if one[name] in ("", None) else float(one[name])


def test_no_format_holds_a_small_number_or_one_that_gives_it_away(published):
    for one in figures(published):
        counted = [number(one, "numerator")]
        counted += [number(one, "value")] if one["unit"] == "children" else []
        assert all(each is None or each == 0 or each > 5 for each in counted), one
        assert not {47.0, 94.0} & {number(one, "value"), number(one, "numerator")}, "three are not in it"
    for name, text in words(published).items():
        assert "hidden" in text.lower(), name
        assert not re.search(r"\b(94(\.0)?%|47 of 50|3\.3%|5\.6%)", text), name
        assert not re.search(r"Physical\D{0,60}\b3\b", re.sub(r"<[^>]+>", " ", text)), name
    with pikepdf.open(io.BytesIO(published["pdf"])) as pdf:
        assert len(pdf.pages) > 1


def test_what_all_formats_and_a_release_say_together_gives_nothing_away(client, site):
    """Written anew from the files alone, with the witnesses of the audit."""
    desk, published = site
    release = Released.objects.get(pk=desk.release()).release_id
    address = reverse("releases:data", args=[release, 1])
    seen, hidden = {}, set()
    for line in csv.DictReader(io.StringIO(client.get(address).content.decode())):
        if line["value"]:
            seen[line["group"]] = int(line["value"])
        else:
            hidden.add(line["group"])
    for one in figures(published):
        for name in PLANS:
            if (
                one["label"].startswith(f"Children with a child protection plan, {name.lower()}")
                and one["unit"] == "children"
            ):
                value = number(one, "value")
                if value is None:
                    hidden.add(name)
                else:
                    seen[name] = int(value)
    unknown = hidden - seen.keys()
    assert "Physical" in unknown
    cells = {name: Cell(count) for name, count in PLANS.items()} | {"All": Cell(sum(PLANS.values()))}
    proof = audit(Tables(cells, (total("All", list(PLANS)),)), unknown, Rule())
    assert proof.clean
    assert len(unknown) >= 2


def test_a_figure_that_nobody_has_looked_at_is_hidden_and_said_to_wait(desk):
    manager = viewers.business_manager(desk.place)
    accounts.make_user(manager)
    report = make.report(desk.place, manager)
    make.write_all(report, manager, "There were [[evidence.cpp]] plans.")
    row, found = queries.report(manager, report), queries.checked(manager, report)
    assert found.state.document["blocks"]["evidence.cpp"]["shown"] == "hidden"
    step = next(each for each in steps(row, found) if each.words == "Nobody can be worked out from its figures")
    assert not step.done
    protect(desk.home)
    found = queries.checked(manager, report)
    assert found.state.document["blocks"]["evidence.cpp"]["shown"] == "90"
    assert all(each.done for each in steps(row, found) if each.words == step.words)


def test_what_a_joint_update_tells_a_board_is_protected_for_the_board(desk):
    rule = {"threshold": 20, "rounding": 1, "whole_groups": False, "why": "A wide board."}
    releases.decide_policy(by=desk.decides, at=AT, partnership=desk.place, audience="board", **rule)
    protect(desk.home)
    manager = viewers.business_manager(desk.place)
    accounts.make_user(manager)
    update = make.update(desk.place, manager)
    row = queries.update(manager, update)
    words_in = "[[evidence.cpp.table.category]]"
    operations.introduce(by=manager, at=make.AT, update=update, introduction=words_in, seen=row.edition)
    blocks = queries.told(manager, update).document["blocks"]
    shown = {line[0]: line[1]["shown"] for line in blocks["evidence.cpp.table.category"]["rows"]}
    assert shown["Neglect"] == "40"
    assert {name for name, value in shown.items() if value == "hidden"} >= {"Physical", "Sexual"}
