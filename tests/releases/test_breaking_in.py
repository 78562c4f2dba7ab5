"""Somebody tries hard to work a child out of what is public: pages, files, earlier editions, arithmetic and trying everything."""

import csv
import io
import json
import re
from itertools import product

import pytest
from django.db import transaction
from django.urls import reverse

from goldenthread.evidence.disclosure import Cell, Rule, Tables, audit, total
from goldenthread.releases import operations
from goldenthread.releases.models import Edition
from tests.factories import viewers
from tests.factories.evidence import AT, quarter
from tests.factories.releases import BEFORE, YEAR, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def desk(django_db_setup, django_db_blocker):
    """One for all tests: what a test adds is undone before the next."""
    with django_db_blocker.unblock(), transaction.atomic():
        desk = Desk()
        desk.supply(BEFORE, {"Neglect": 35, "Emotional": 28, "Physical": 2, "Sexual": 12})
        yield desk
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def out(desk, django_db_blocker):
    """Two editions: the second adds a year."""
    with django_db_blocker.unblock():
        return _two_editions(desk)


def _two_editions(desk):
    first = desk.release()
    release = Edition.objects.get(pk=first).release_id
    second = operations.prepare_again(
        by=desk.prepares, at=AT, release=release, periods=[BEFORE, YEAR], changed="The year before was added."
    )
    operations.set_out(by=desk.decides, at=AT, edition=second, why="Looked at.")
    return release


def public(client, release):
    """Everything that anybody can fetch of a release."""
    names = [("newest", (release,)), ("published_edition", (release, 1)), ("published_edition", (release, 2))]
    names += [(name, (release, number)) for name in ("data", "package") for number in (1, 2)]
    found = {}
    for name, args in names:
        answer = client.get(reverse(f"releases:{name}", args=args))
        assert answer.status_code == 200
        found[name, args[-1]] = answer.content.decode()
    return found


def lines(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_no_hidden_number_stands_in_any_page_or_file(client, desk, out):
    hidden = {
        (each["cell"].split("|")[3], each["cell"].split("=")[-1])
        for edition in Edition.objects.filter(release=out)
        for each in edition.proof["hidden"]
    }
    assert ("2018-03-31", "Physical") in hidden
    assert ("2017-03-31", "Physical") in hidden
    for (name, _), text in public(client, out).items():
        if name == "data":
            for line in lines(text):
                told = (line["value"], line["value_symbol"])
                assert (told == ("", "c")) == ((line["period_end"], line["group"]) in hidden)
        if name in ("newest", "published_edition"):
            for row in re.findall(r"<tr.*?</tr>", text, re.DOTALL):
                group = re.search(r'gt-table__main">([^<]+)<', row)
                if group and group[1] == "Physical":
                    cells = re.findall(r"<td.*?</td>", row, re.DOTALL)
                    assert cells
                    assert all(re.search(r"<strong>c</strong>", cell) for cell in cells)
        assert "proof" not in text
        assert "witness" not in text
        for edition in Edition.objects.filter(release=out):
            assert str(edition.pk) not in text, "an id of the inside"
            assert edition.prepared_by_name not in text


def test_what_can_be_worked_out_from_all_files_together_is_no_number(client, desk, out):
    """Linear programming over both editions, written anew from the files alone."""
    seen, hidden = {}, set()
    for (name, _), text in public(client, out).items():
        for line in lines(text) if name == "data" else ():
            key = (line["period_end"], line["group"])
            if line["value"]:
                assert seen.setdefault(key, int(line["value"])) == int(line["value"])
            else:
                hidden.add(key)
    assert not hidden & seen.keys()
    for end in {end for end, _ in hidden}:
        groups = [group for at, group in seen.keys() | hidden if at == end and group != "All"]
        unknown = sorted(group for group in groups if (end, group) in hidden)
        assert (end, "All") in seen
        rest = seen[end, "All"] - sum(seen[end, group] for group in groups if group not in unknown)
        guess = dict.fromkeys(unknown, 1) | {unknown[0]: rest - len(unknown) + 1}
        cells = {group: Cell(guess[group]) for group in unknown} | {"rest": Cell(rest)}
        proof = audit(Tables(cells, (total("rest", unknown),)), set(unknown), Rule())
        assert all(each.most - each.least + 1 >= 5 for each in proof.hidden)
        tried = [numbers for numbers in product(range(1, rest + 1), repeat=len(unknown)) if sum(numbers) == rest]
        for place in range(len(unknown)):
            assert len({numbers[place] for numbers in tried}) >= 5


def test_the_quarters_and_the_year_do_not_give_each_other_away(client):
    """Released in two releases, a year apart; the attacker subtracts."""
    desk = Desk(code="exclusions")
    counts = {1: (20, 9), 2: (18, 12), 3: (15, 8), 4: (16, 4)}
    for number, (boys, girls) in counts.items():
        desk.home.supply("exclusions", quarter(2016, number), boys + girls)
        desk.home.supply("exclusions", quarter(2016, number), boys, breakdown={"sex": "Boys"})
        desk.home.supply("exclusions", quarter(2016, number), girls, breakdown={"sex": "Girls"})
    boys, girls = (sum(each[place] for each in counts.values()) for place in (0, 1))
    desk.home.supply("exclusions", BEFORE, boys + girls)
    desk.home.supply("exclusions", BEFORE, boys, breakdown={"sex": "Boys"})
    desk.home.supply("exclusions", BEFORE, girls, breakdown={"sex": "Girls"})
    year = desk.release(title="Year", periods=[BEFORE], breakdowns=["sex"])
    quarters = desk.release(title="Quarters", periods=[quarter(2016, each) for each in counts], breakdowns=["sex"])
    seen = {}
    for edition in (year, quarters):
        release = Edition.objects.get(pk=edition).release_id
        for line in lines(client.get(reverse("releases:data", args=[release, 1])).content.decode()):
            seen[line["period_start"], line["period_end"], line["group"]] = line["value"]
    girls_seen = [seen[f"{each.start}", f"{each.end}", "Girls"] for each in (quarter(2016, n) for n in counts)]
    assert girls_seen[3] == ""
    assert girls_seen.count("") >= 2, "the year is public: one quarter alone would be the rest"
    assert seen[f"{BEFORE.start}", f"{BEFORE.end}", "Girls"] == str(girls)


def test_a_percentage_goes_with_its_count_and_its_rest(client):
    desk = Desk()
    code = _percentage(desk)
    made = desk.release(title="Share", indicators=[code], breakdowns=[])
    release = Edition.objects.get(pk=made).release_id
    (line,) = lines(client.get(reverse("releases:data", args=[release, 1])).content.decode())
    assert line["value"] == ""
    shown = [name for name in ("numerator", "denominator") if line[name]]
    assert len(shown) <= 1, "47 of 50 tells that three are not in it"


def _percentage(desk):
    from goldenthread.evidence import library
    from goldenthread.evidence.rules import defining

    code = next(
        code
        for code, each in library.starters().items()
        if each.details.factor == defining.PERCENT
        and each.details.denominator_from == defining.GIVEN
        and each.details.of_people
    )
    desk.home.choose(code)
    desk.home.supply(code, YEAR, 47, 50)
    return code


def test_the_description_of_the_data_is_what_machines_expect(client, desk, out):
    text = public(client, out)["package", 2]
    package = json.loads(text)
    (resource,) = package["resources"]
    names = [field["name"] for field in resource["schema"]["fields"]]
    read = lines(public(client, out)["data", 2])
    assert names == list(read[0])
    assert resource["path"] == "data.csv"
    assert package["licenses"][0]["name"] == "OGL-UK-3.0"
    assert resource["schema"]["missingValues"] == [""]
    keys = [tuple(line[name] for name in resource["schema"]["primaryKey"]) for line in read]
    assert len(set(keys)) == len(keys)
    for field in resource["schema"]["fields"]:
        held = [line[field["name"]] for line in read]
        if field.get("constraints", {}).get("required"):
            assert all(held)
        if field["type"] == "number":
            assert all(value == "" or float(value) >= 0 for value in held)
        if "enum" in field.get("constraints", {}):
            assert set(held) <= {"", *field["constraints"]["enum"]}
    assert package["definitions"]["cpp"]["meaning"]


def test_nobody_without_permission_finds_what_is_not_out(client, desk):
    made = desk.prepare()
    release = Edition.objects.get(pk=made).release_id
    inside = [
        reverse("releases:edition", args=[made]),
        reverse("releases:proof", args=[made]),
        reverse("releases:release", args=[release]),
    ]
    outside = [
        reverse("releases:newest", args=[release]),
        reverse("releases:data", args=[release, 1]),
        reverse("releases:package", args=[release, 1]),
    ]
    stranger = viewers.holding("qa_officer", partnership=Desk().place)
    for address in outside:
        assert client.get(address).status_code == 404
    for viewer in (desk.lay, stranger, viewers.holding("scrutineer", partnership=desk.place)):
        for address in inside:
            assert client.look_as(viewer).get(address).status_code == 404
    operations.set_out(by=desk.decides, at=AT, edition=made, why="Looked at.")
    assert client.look_as(desk.lay).get(inside[0]).status_code == 200
    assert client.look_as(desk.lay).get(inside[1]).status_code == 404, "the proof holds what is hidden"
    assert client.look_as(stranger).get(inside[0]).status_code == 404


def test_who_reads_board_papers_sees_them_and_nothing_behind(client, desk):
    made = desk.release(audience="board")
    release = Edition.objects.get(pk=made).release_id
    text = client.look_as(desk.lay).get(reverse("releases:release", args=[release])).content.decode()
    assert "<strong>c</strong>" in text
    assert ">Small<" not in text
    text = client.look_as(desk.lay).get(reverse("releases:edition", args=[made])).content.decode()
    assert "What could be worked out" not in text
    assert ">Small<" not in text
    from django.test import Client

    assert Client().get(reverse("releases:newest", args=[release])).status_code == 404


def test_what_is_taken_down_says_why_and_is_gone(client, desk, out):
    for edition in Edition.objects.filter(release=out):
        operations.withdraw(by=desk.decides, at=AT, edition=edition.pk, why="The figures were of another year.")
    for name, args in (("newest", (out,)), ("data", (out, 1)), ("package", (out, 2))):
        answer = client.get(reverse(f"releases:{name}", args=args))
        assert answer.status_code == 410
        assert "The figures were of another year." in answer.content.decode()
        assert "Neglect" not in answer.content.decode()
