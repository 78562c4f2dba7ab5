"""The register of rules: loaded, verified, taken back, and a partnership's own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from goldenthread.clocks import library, operations, queries
from goldenthread.clocks.models import RuleVersion
from goldenthread.clocks.rules import Library
from goldenthread.clocks.rules.shapes import Knowledge, Strength
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.ids import uuid7
from tests.factories import clocks, viewers
from tests.factories.clocks import AT, fresh, started

DAY = date(2026, 3, 19)


@pytest.fixture
def loaded(scene):
    operations.load_rules(by=scene.admin, at=AT)
    return scene


def edition(rule="SIN-1", version="WT2026", variant=""):
    return RuleVersion.objects.get(rule=rule, version=version, variant=variant, replaced_at__isnull=True)


def verify(scene, row, **fields):
    fields = {"source": "Working Together 2026, chapter 5, paragraph 12", "source_date": DAY, **fields}
    operations.verify_rule(by=fields.pop("by", scene.manager), at=AT, version=row.pk, **fields)


def released(monkeypatch, *, instead_of, changed):
    specs = [changed if spec == instead_of else spec for spec in library.library().every()]
    monkeypatch.setattr(library, "library", lambda: Library(specs))


class TestLoading:
    def test_everything_that_ships_is_there_once_and_unverified(self, loaded):
        assert RuleVersion.objects.count() == len(library.library().every())
        assert not RuleVersion.objects.filter(verified_at__isnull=False).exists()
        assert operations.load_rules(by=loaded.admin, at=AT) == 0

    def test_a_row_reads_back_as_the_rule_it_came_from(self, loaded):
        shipped = {(spec.rule, spec.version, spec.variant): spec for spec in library.library().every()}
        for row in RuleVersion.objects.all():
            assert row.as_rule() == shipped[row.rule, row.version, row.variant]

    def test_a_release_that_says_something_else_gets_a_new_row_and_old_clocks_keep_the_old(self, loaded, monkeypatch):
        row = started(loaded.thing)
        verify(loaded, edition())
        old = edition().as_rule()
        released(monkeypatch, instead_of=old, changed=replace(old, amount=7))
        assert operations.load_rules(by=loaded.admin, at=AT) == 1
        assert not edition().verified
        assert fresh(row.pk).rule_version.verified
        assert (fresh(row.pk).due_on, fresh(row.pk).rule_version.as_rule().amount) == (row.due_on, 5)
        assert started(loaded.thing).due_on == row.due_on + timedelta(days=2)

    def test_an_edition_that_is_dropped_stays_for_its_clocks_alone(self, loaded, monkeypatch):
        specs = [spec for spec in library.library().every() if spec.rule != "MA-2"]
        monkeypatch.setattr(library, "library", lambda: Library(specs))
        assert operations.load_rules(by=loaded.admin, at=AT) == 1
        assert not queries.rule_register(loaded.manager).filter(rule="MA-2").exists()

    def test_it_is_the_administrators_work(self, scene):
        with pytest.raises(NotAllowed):
            operations.load_rules(by=scene.manager, at=AT)


class TestVerifying:
    def test_with_source_and_date_the_words_go_away(self, loaded):
        row = started(loaded.thing)
        assert row.unverified
        verify(loaded, edition(), note="Paragraph read twice")
        checked = edition()
        assert (checked.verified, checked.verified_by_name, checked.verified_source_date) == (
            True,
            "Business manager",
            DAY,
        )
        assert not fresh(row.pk).unverified
        assert checked.checks.get().note == "Paragraph read twice"

    def test_a_check_can_be_taken_back_and_both_are_kept(self, loaded):
        verify(loaded, edition())
        operations.withdraw_check(by=loaded.manager, at=AT, version=edition().pk, why="It was the draft")
        assert not edition().verified
        assert sorted(edition().checks.values_list("verdict", flat=True)) == ["confirmed", "withdrawn"]
        with pytest.raises(RuleBroken, match="nothing to take back"):
            operations.withdraw_check(by=loaded.manager, at=AT, version=edition().pk, why="x")

    def test_one_edition_says_nothing_of_another(self, loaded):
        verify(loaded, edition())
        assert not edition(version="WT2023").verified
        assert not edition(variant="from-incident").verified

    def test_it_needs_the_right_a_source_and_a_day_that_has_come(self, loaded, stranger):
        with pytest.raises(NotAllowed):
            verify(loaded, edition(), by=loaded.member)
        with pytest.raises(NotFound):
            verify(loaded, edition(), by=stranger)
        with pytest.raises(RuleBroken, match="which text"):
            verify(loaded, edition(), source=" ")
        with pytest.raises(RuleBroken, match="not come yet"):
            verify(loaded, edition(), source_date=date(2027, 1, 1))
        with pytest.raises(EditConflict):
            verify(loaded, edition(), seen=7)
        verify(loaded, edition())
        with pytest.raises(RuleBroken, match="Say why"):
            operations.withdraw_check(by=loaded.manager, at=AT, version=edition().pk, why="")


class TestReading:
    def test_one_rule_with_its_editions_and_the_newest_first_in_mind(self, loaded):
        page = queries.rule_page(loaded.manager, "SIN-1")
        assert {row.version for row in page.editions} == {"WT2015", "WT2018", "WT2023", "WT2026"}
        assert (page.newest.version, page.newest.variant) == ("WT2026", "")
        with pytest.raises(NotFound):
            queries.rule_page(loaded.manager, "NOPE-1")

    def test_who_may_not_see_rules_sees_none(self, loaded, stranger):
        assert not queries.rule_register(stranger).exists()
        with pytest.raises(NotFound):
            queries.rule_version(stranger, edition().pk)


class TestLocalRules:
    def local(self, **changes):
        spec = library.library().choose("FD-2", DAY, "red")
        return replace(
            spec,
            **{
                "version": "Hub protocol 2026",
                "strength": Strength.LOCAL_POLICY,
                "knowledge": Knowledge.LOCAL,
                "source_name": "Hub protocol",
                "source_url": "",
                "applies_from": date(2026, 1, 1),
                "amount": 2,
                **changes,
            },
        )

    def add(self, scene, by=None, **changes):
        given = {"by": by or scene.manager, "at": AT, "partnership": scene.partnership.pk}
        replaces = changes.pop("replaces", None)
        return operations.add_local_rule(**given, rule=self.local(**changes), replaces=replaces)

    def test_a_partnerships_own_number_goes_before_the_shipped_one_there_and_nowhere_else(self, loaded):
        self.add(loaded)
        elsewhere = clocks.place("Otherplace partnership")
        here, there = (
            started(clocks.thing(place), rule="FD-2", variant="red") for place in (loaded.partnership, elsewhere)
        )
        assert (here.due_at - here.trigger_at, there.due_at - there.trigger_at) == (
            timedelta(hours=2),
            timedelta(hours=4),
        )
        other = viewers.business_manager(elsewhere.pk)
        assert not queries.rule_register(other).filter(partnership__isnull=False).exists()
        assert queries.rule_register(loaded.manager).filter(partnership__isnull=False).count() == 1
        assert queries.rule_register(loaded.admin).filter(partnership__isnull=False).count() == 1

    def test_a_new_id_is_a_new_rule(self, loaded):
        self.add(loaded, rule="LOC-1", variant="", title="Answer the hub")
        assert started(loaded.thing, rule="LOC-1").title == "Answer the hub"

    def test_a_newer_one_takes_the_place_of_an_older(self, loaded):
        first = self.add(loaded)
        second = self.add(loaded, amount=3, replaces=first)
        assert RuleVersion.objects.get(pk=first).replaced_at == AT
        assert started(loaded.thing, rule="FD-2", variant="red").rule_version_id == second
        with pytest.raises(RuleBroken, match="not one of your"):
            self.add(loaded, amount=4, version="x", replaces=uuid7())

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"rule": "SIN-1", "variant": ""}, "national rule"),
            ({"strength": Strength.MUST_LAW}, "local policy"),
            ({"applies_from": None}, "from which day"),
            ({"amount": None}, "Give a number"),
        ],
    )
    def test_what_is_national_is_not_overwritten(self, loaded, changes, sentence):
        with pytest.raises(RuleBroken, match=sentence):
            self.add(loaded, **changes)

    def test_twice_the_same_is_refused_and_so_is_who_has_not_the_right(self, loaded):
        self.add(loaded)
        with pytest.raises(RuleBroken, match="already"):
            self.add(loaded)
        with pytest.raises(NotAllowed):
            self.add(loaded, by=loaded.member)

    def test_it_is_verified_by_those_of_its_partnership(self, loaded):
        row = self.add(loaded)
        with pytest.raises(NotAllowed):
            operations.verify_rule(by=loaded.member, at=AT, version=row, source="Protocol", source_date=DAY)
        operations.verify_rule(by=loaded.manager, at=AT, version=row, source="Protocol, page 3", source_date=DAY)
