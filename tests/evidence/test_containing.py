"""A measure that holds another: declared, checked, and never across units."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from goldenthread.evidence import checking, library, operations, queries
from goldenthread.evidence.models import Containment
from goldenthread.evidence.rules import containing
from goldenthread.evidence.rules.defining import Details
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.ids import uuid7
from tests.factories import viewers
from tests.factories.evidence import AT, Home, quarter

NOW, BEFORE = quarter(2017, 4), quarter(2017, 3)


def test_a_part_is_never_larger_for_the_same_period_and_group():
    part = {
        (NOW, ""): Decimal(5),
        (BEFORE, ""): Decimal(9),
        (NOW, "sex=Girls"): Decimal(4),
        (NOW, "sex=Boys"): Decimal(1),
    }
    whole = {(NOW, ""): Decimal(5), (BEFORE, ""): Decimal(8), (NOW, "sex=Girls"): Decimal(3)}
    found = containing.clashes(part, whole)
    assert [(each.period, each.cut) for each in found] == [(NOW, "sex=Girls"), (BEFORE, "")]


def test_different_units_are_never_mixed():
    children, families = (Details(words="x", numerator="x", counts=counts) for counts in ("children", "families"))
    containing.check(children, children)
    with pytest.raises(RuleBroken, match="Different units are never mixed"):
        containing.check(children, families)


@pytest.mark.parametrize(
    ("known", "refused"),
    [([], False), ([("b", "c")], False), ([("b", "a")], True), ([("b", "c"), ("c", "a")], True), ([("b", "b")], False)],
)
def test_nothing_is_a_part_of_itself_by_a_detour(known, refused):
    if refused:
        with pytest.raises(RuleBroken, match="part of itself"):
            containing.check_no_circle("a", "b", known)
    else:
        containing.check_no_circle("a", "b", known)


@pytest.fixture
def home(db, clock_at):
    clock_at(AT)
    return Home("exclusions", "cpp", "cla", "taf_open")


def declare(home, part="exclusions", whole="cla", **changes):
    given = {"by": home.by, "at": AT, "part": home.ids[part], "whole": home.ids[whole]} | changes
    return operations.declare_containment(**given)


def test_a_containment_is_declared_shown_checked_and_taken_back(client, home):
    pk = declare(home, why="Of our own children only")
    home.supply("exclusions", NOW, 9)
    home.supply("cla", NOW, 8)
    (pair,) = [each for each in queries.contains(home.by, home.place) if each.said]
    assert (pair.part_code, pair.whole_code, pair.said) == ("exclusions", "cla", pk)
    (found,) = checking.part_larger(home.by, date(2018, 5, 1))
    assert "9, more than the 8 of" in found.detail
    text = client.look_as(home.by).get(reverse("evidence:indicator", args=[home.ids["exclusions"]])).content.decode()
    assert "Counted among:" in text
    assert "Of our own children only" in text
    answer = client.look_as(home.by).post(reverse("evidence:withdraw_containment", args=[pk]), {"why": "Not so"})
    assert answer.status_code == 302
    assert not list(checking.part_larger(home.by, date(2018, 5, 1)))


def test_a_containment_of_the_library_needs_no_word(home):
    pairs = [(each.code, each.part_of) for each in library.starters().values() if each.part_of]
    part, whole = pairs[0]
    for code in {part, whole} - set(home.ids):
        home.ids[code] = home.choose(code)
    assert (part, whole) in [(each.part_code, each.whole_code) for each in queries.contains(home.by, home.place)]
    with pytest.raises(RuleBroken, match="known already"):
        declare(home, part, whole)


def test_a_declaration_that_cannot_be_is_refused(client, home):
    with pytest.raises(RuleBroken, match="Different units"):
        declare(home, "exclusions", "taf_open")
    declare(home)
    with pytest.raises(RuleBroken, match="part of itself"):
        declare(home, "cla", "exclusions")
    elsewhere = Home("cla")
    both = viewers.viewer(
        viewers.grant("qa_officer", partnership=home.place), viewers.grant("qa_officer", partnership=elsewhere.place)
    )
    with pytest.raises(RuleBroken, match="one partnership"):
        operations.declare_containment(by=both, at=AT, part=home.ids["cpp"], whole=elsewhere.ids["cla"])
    form = {"whole": str(home.ids["taf_open"]), "why": ""}
    answer = client.look_as(home.by).post(reverse("evidence:declare_containment", args=[home.ids["cpp"]]), form)
    assert "Different units are never mixed" in answer.content.decode()


def test_only_keepers_declare_and_strangers_find_nothing(home):
    pk = declare(home)
    with pytest.raises(NotAllowed):
        declare(home, by=viewers.holding("scrutineer", partnership=home.place))
    stranger = viewers.holding("qa_officer", partnership=Home().place)
    with pytest.raises(NotFound):
        queries.containment(stranger, pk)
    with pytest.raises(NotFound):
        operations.withdraw_containment(by=home.by, at=AT, containment=uuid4(), why="x")
    assert queries.contains(stranger, home.place) == []


def test_the_database_holds_no_circle_of_one_and_no_pair_twice(home, broken):
    declare(home)
    with broken("evidence_containment_of_another"):
        Containment.objects.update(whole=home.ids["exclusions"])
    row = Containment.objects.get()
    row.pk = uuid7()
    with broken("evidence_containment_once"):
        row.save(force_insert=True)
