"""Whoever reads board papers reads what is public too: nobody works out of both what each hides."""

import pytest

from goldenthread.evidence.disclosure import Cell, Rule, Tables, audit, total
from goldenthread.foundation.errors import RuleBroken
from goldenthread.releases import operations, queries
from goldenthread.releases.models import Decision, Edition, Release, Standing
from tests.factories.evidence import AT
from tests.factories.releases import BEFORE, PLANS, YEAR, Desk, protect

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


def shown_by(desk, edition) -> set[str]:
    (table,) = queries.edition(desk.prepares, edition).document["tables"]
    return {row["words"] for row in table["rows"] if row["cells"][0]["value"] is not None}


def live(desk, audience) -> set[str]:
    """The categories that live figures show to an audience."""
    found: dict = {}
    for row in Standing.objects.filter(audience=audience).order_by("number"):
        found |= row.shown
    there = {key.split("|")[4].partition("=")[2] or "All": value for key, value in found.items() if key[:2] == "n|"}
    return {name for name, value in there.items() if value is not None}


def clean(shown: set[str]) -> bool:
    cells = {name: Cell(count) for name, count in PLANS.items()} | {"All": Cell(sum(PLANS.values()))}
    return audit(Tables(cells, (total("All", list(PLANS)),)), cells.keys() - shown, Rule()).clean


def chosen_otherwise(desk, edition, audience):
    """A released edition for others that hides another number to protect the same small one."""
    first = Edition.objects.get(pk=edition)
    kept = dict(first.proof["kept"])
    others = sorted(
        key for key in kept["cells"] if key[:2] == "n|" and key not in kept["hidden"] and "category=" in key
    )
    small = next(key for key in kept["hidden"] if key.endswith("Physical"))
    kept |= {"hidden": [small, others[0]], "gone": []}
    made = desk.prepare(audience=audience, title="Otherwise", breakdowns=[])
    row = Edition.objects.create(
        release=Edition.objects.get(pk=made).release,
        number=2,
        chosen=first.chosen,
        document=first.document,
        sha256="",
        proof={"kept": kept},
        changed="More.",
        prepared_at=AT,
        prepared_by=desk.prepares.user_id,
        prepared_by_name="Robin",
    )
    who = {"at": AT, "by": desk.decides.user_id, "by_name": "Chair"}
    Decision.objects.create(edition=row, released=True, why="Earlier.", **who)


def test_the_public_is_shown_nothing_that_boards_are_not(desk):
    protect(desk.home)
    release = desk.release()
    board, public = live(desk, "board"), live(desk, "public")
    assert "Physical" not in board
    assert public <= board
    assert shown_by(desk, release) <= board
    assert clean(board | public | shown_by(desk, release))


def test_what_comes_to_boards_later_fits_what_is_public(desk):
    public = shown_by(desk, desk.release())
    protect(desk.home)
    board = shown_by(desk, desk.release(audience="board", title="For the board"))
    assert clean(public | board | live(desk, "board") | live(desk, "public"))


@pytest.mark.parametrize("audience", ["board", "partner"])
def test_a_release_that_gives_other_readers_a_number_is_stopped_with_what_it_is(desk, audience):
    made = desk.prepare()
    chosen_otherwise(desk, made, audience)
    with pytest.raises(RuleBroken) as stopped:
        operations.set_out(by=desk.decides, at=AT, edition=made, why="Looked at.")
    assert "Children with a child protection plan, Physical, 2017-18 is 3" in stopped.value.sentence
    assert "cpp" not in stopped.value.sentence


def test_prepared_anew_it_hides_what_the_others_are_not_shown_and_goes_out(desk):
    made = desk.prepare()
    chosen_otherwise(desk, made, "board")
    again = desk.release(title="Once more")
    hidden = set(PLANS) - shown_by(desk, again)
    before = Edition.objects.get(number=2).proof["kept"]["hidden"]
    assert {key.partition("category=")[2] for key in before} <= hidden
    assert Release.objects.count() == 3


def test_what_other_readers_could_work_out_before_is_no_fault_of_this_release(desk):
    rule = {"by": desk.decides, "at": AT, "partnership": desk.place, "rounding": 1, "whole_groups": False, "why": "So."}
    operations.decide_policy(**rule, audience="board", threshold=0)
    desk.release(audience="board", title="Everything")
    operations.decide_policy(**rule, audience="board", threshold=5)
    assert "Physical" not in shown_by(desk, desk.release())


def test_live_figures_follow_the_figures_and_the_policy_and_are_kept_once(desk):
    assert operations.protect(by=desk.prepares, at=AT, partnership=desk.place, audience="board") == 1
    assert operations.protect(by=desk.prepares, at=AT, partnership=desk.place, audience="board") == 0
    desk.supply(BEFORE, {"Neglect": 35, "Emotional": 28, "Physical": 9, "Sexual": 12})
    assert queries.outdated(desk.prepares, desk.place) is False, "as it was supplied at the same moment"
    assert operations.protect(by=desk.prepares, at=AT, partnership=desk.place, audience="board") == 1
    strict = {"threshold": 20, "rounding": 1, "whole_groups": False, "why": "A wide board."}
    operations.decide_policy(by=desk.decides, at=AT, partnership=desk.place, audience="board", **strict)
    assert operations.protect(by=desk.prepares, at=AT, partnership=desk.place, audience="board") == 1
    assert "Sexual" not in live(desk, "board"), "a stricter policy hides from now on what was shown before"
    assert queries.protection(desk.prepares, desk.place, "board").policy == "Numbers from 1 to 20 are hidden."
    assert Standing.objects.count() == 3


def test_what_cannot_be_protected_is_not_shown_at_all(desk):
    rule = {"threshold": 0, "rounding": 1, "whole_groups": False, "why": "So."}
    operations.decide_policy(by=desk.decides, at=AT, partnership=desk.place, audience="public", **rule)
    desk.release()
    operations.decide_policy(
        by=desk.decides, at=AT, partnership=desk.place, audience="public", **(rule | {"threshold": 5})
    )
    protect(desk.home, "public")
    (told,) = queries.protection(desk.prepares, desk.place, "public").failed
    assert "Children with a child protection plan, Physical, 2017-18" in told
    assert live(desk, "public") == set()
    assert YEAR.name in told
