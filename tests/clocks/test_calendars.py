"""Bank holidays that move clocks, closure days that only warn, and term dates."""

from datetime import date

import pytest

from goldenthread.audit.models import AuditEvent
from goldenthread.clocks import library, operations, queries
from goldenthread.clocks.models import BankHoliday, TermCalendar
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.ids import uuid7
from tests.factories import clocks
from tests.factories.clocks import AT, fresh, started


def proclaim(scene, day=date(2026, 4, 9), name="A national day"):
    return operations.add_bank_holiday(by=scene.admin, at=AT, day=day, name=name)


class TestProclaimedLater:
    @pytest.fixture(autouse=True)
    def _loaded(self, scene):
        operations.load_bank_holidays(by=scene.admin, at=AT)

    def test_open_working_day_clocks_move_and_keep_both_dates(self, scene):
        row = started(scene.thing)
        proclaim(scene)
        row = fresh(row.pk)
        assert (row.first_due, row.due_on) == (date(2026, 4, 13), date(2026, 4, 14))
        change = row.changes.get(what="redated")
        assert (change.due_before, change.due_after) == (date(2026, 4, 13), date(2026, 4, 14))
        assert change.words == "A national day, 9 April 2026, added."
        assert row.why.endswith("Moved from 13 April 2026 to 14 April 2026: A national day, 9 April 2026, added.")
        event = AuditEvent.objects.get(event="clocks.redated")
        assert (event.details["before"], event.details["after"]) == ("2026-04-13", "2026-04-14")

    def test_walled_and_paused_clocks_move_too(self, scene):
        walled = started(clocks.case(scene.partnership), scene.lead)
        paused = started(scene.thing)
        paused.apply({"status": "paused"})
        proclaim(scene)
        assert fresh(walled.pk).due_on == fresh(paused.pk).due_on == date(2026, 4, 14)

    def test_what_it_does_not_fall_into_stays(self, scene):
        stays = [
            started(scene.thing, rule="CP-6"),
            started(scene.thing, rule="MIS-1"),
            started(scene.thing, due=date(2026, 4, 20), title="T", why="W"),
            started(scene.thing, trigger=date(2026, 4, 20)),
            started(scene.thing, rule="LCSPR-2", trigger=date(2026, 6, 1)),
        ]
        done = started(scene.thing)
        operations.complete(by=scene.manager, at=AT, deadline=done.pk)
        by_hand = started(scene.thing)
        operations.change_date(by=scene.manager, at=AT, deadline=by_hand.pk, due=date(2026, 4, 10), why="x")
        before = [fresh(row.pk).due_on for row in [*stays, done, by_hand]]
        proclaim(scene)
        assert [fresh(row.pk).due_on for row in [*stays, done, by_hand]] == before

    def test_a_date_before_an_event_moves_further_back(self, scene):
        row = started(scene.thing, rule="LCSPR-2", trigger=date(2026, 4, 15))
        proclaim(scene)
        assert fresh(row.pk).due_on == queries.calendar(scene.admin).step(date(2026, 4, 15), -7)

    def test_taken_away_again_all_is_as_it_was(self, scene):
        row = started(scene.thing)
        day = proclaim(scene)
        operations.remove_bank_holiday(by=scene.admin, at=AT, holiday=day, why="It was called off")
        assert fresh(row.pk).due_on == row.due_on
        assert [change.what for change in row.changes.all()] == ["started", "redated", "redated"]

    def test_clocks_that_start_afterwards_know_it(self, scene):
        proclaim(scene)
        assert started(scene.thing).due_on == date(2026, 4, 14)

    def test_only_the_installations_administrator_changes_what_counts_for_all(self, scene):
        with pytest.raises(NotAllowed):
            operations.add_bank_holiday(by=scene.manager, at=AT, day=date(2026, 4, 9), name="x")
        with pytest.raises(NotAllowed):
            operations.load_bank_holidays(by=scene.manager, at=AT)

    @pytest.mark.parametrize(
        ("day", "name", "sentence"),
        [
            (date(2026, 4, 11), "A day", "is a weekend"),
            (date(2026, 4, 3), "A day", "already"),
            (date(2026, 4, 9), " ", "Give the bank holiday its name"),
        ],
    )
    def test_a_day_that_makes_no_sense_is_refused(self, scene, day, name, sentence):
        with pytest.raises(RuleBroken, match=sentence):
            proclaim(scene, day, name)


class TestLoading:
    def test_it_brings_what_ships_and_doing_it_again_changes_nothing(self, scene):
        assert operations.load_bank_holidays(by=scene.admin, at=AT) == len(library.bank_holidays())
        assert operations.load_bank_holidays(by=scene.admin, at=AT) == 0
        assert queries.calendar(scene.admin).bank_holidays == library.england_and_wales().bank_holidays

    def test_a_new_release_moves_clocks_like_a_proclamation_and_spares_what_people_entered(self, scene, monkeypatch):
        operations.load_bank_holidays(by=scene.admin, at=AT)
        ours = proclaim(scene, date(2030, 6, 5), "Ours")
        row = started(scene.thing)
        shipped = {**library.bank_holidays(), date(2026, 4, 9): ("New", True)}
        del shipped[date(2026, 4, 6)]
        monkeypatch.setattr(library, "bank_holidays", lambda: shipped)
        assert operations.load_bank_holidays(by=scene.admin, at=AT) == 2
        assert fresh(row.pk).due_on == date(2026, 4, 13)
        assert fresh(row.pk).changes.filter(what="redated").count() == 2
        assert BankHoliday.objects.filter(pk=ours).exists()

    def test_days_worked_out_ahead_become_certain_when_published(self, scene, monkeypatch):
        operations.load_bank_holidays(by=scene.admin, at=AT)
        day = max(library.bank_holidays())
        assert BankHoliday.objects.get(day=day).certainty == "derived"
        shipped = {**library.bank_holidays(), day: ("Boxing Day", True)}
        monkeypatch.setattr(library, "bank_holidays", lambda: shipped)
        operations.load_bank_holidays(by=scene.admin, at=AT)
        assert BankHoliday.objects.get(day=day).certainty == "published"

    def test_before_it_is_loaded_the_file_stands_in(self, scene):
        assert queries.working_days_between(scene.manager, date(2026, 4, 2), date(2026, 4, 13)) == 5


class TestEditing:
    def test_a_name_can_be_mended_and_nobody_overwrites_another(self, scene):
        day = proclaim(scene)
        change = {"by": scene.admin, "at": AT, "holiday": day, "seen": 1}
        operations.rename_bank_holiday(**change, name="The day")
        assert queries.bank_holiday(scene.manager, day).name == "The day"
        with pytest.raises(EditConflict):
            operations.rename_bank_holiday(**change, name="Another")
        with pytest.raises(RuleBroken, match="its name"):
            operations.rename_bank_holiday(**change, name="")

    def test_what_is_not_there_is_not_found(self, scene):
        with pytest.raises(NotFound):
            operations.remove_bank_holiday(by=scene.admin, at=AT, holiday=uuid7(), why="x")
        day = proclaim(scene)
        with pytest.raises(RuleBroken, match="Say why"):
            operations.remove_bank_holiday(by=scene.admin, at=AT, holiday=day, why="")


class TestClosureDays:
    def test_it_warns_and_moves_nothing(self, scene):
        row = started(scene.thing, owner_agency=scene.agency.pk)
        day = date(2026, 4, 13)
        closure = operations.add_closure_day(
            by=scene.manager, at=AT, place=scene.agency.pk, day=day, name="Office moves"
        )
        assert fresh(row.pk).due_on == day
        places = [scene.agency.pk, None]
        assert queries.closures_on(scene.manager, [day], places=places) == {day: ["Sampleshire agency: Office moves"]}
        with pytest.raises(RuleBroken, match="already"):
            operations.add_closure_day(by=scene.manager, at=AT, place=scene.agency.pk, day=day, name="Again")
        operations.remove_closure_day(by=scene.manager, at=AT, closure=closure)
        assert not queries.closure_days(scene.manager).exists()

    def test_it_needs_the_right_there(self, scene, stranger):
        give = {"at": AT, "place": scene.agency.pk, "day": date(2026, 4, 13), "name": "x"}
        with pytest.raises(NotAllowed):
            operations.add_closure_day(by=scene.member, **give)
        with pytest.raises(NotFound):
            operations.add_closure_day(by=stranger, **give)
        closure = operations.add_closure_day(by=scene.manager, **give)
        with pytest.raises(NotFound):
            operations.remove_closure_day(by=stranger, at=AT, closure=closure)
        with pytest.raises(RuleBroken, match="why it is closed"):
            operations.add_closure_day(by=scene.manager, **{**give, "name": ""})


class TestTerms:
    def terms(self, scene, name="Schools", **fields):
        make = operations.create_term_calendar
        return make(by=scene.manager, at=AT, partnership=scene.partnership.pk, name=name, **fields)

    def test_there_is_one_standard_set(self, scene):
        one, two = self.terms(scene, standard=True), self.terms(scene, "Academies", standard=True)
        assert queries.standard_terms(scene.manager, scene.partnership.pk).pk == two
        assert not TermCalendar.objects.get(pk=one).standard
        assert queries.standard_terms(scene.manager, None) is None

    def test_stretches_neither_overlap_nor_end_before_they_begin(self, scene):
        add = {"by": scene.manager, "at": AT, "calendar": self.terms(scene), "name": "Autumn"}
        term = operations.add_term(**add, first_day=date(2026, 9, 1), last_day=date(2026, 10, 23))
        with pytest.raises(RuleBroken, match="overlap"):
            operations.add_term(**add, first_day=date(2026, 10, 23), last_day=date(2026, 12, 1))
        with pytest.raises(RuleBroken, match="before the first"):
            operations.add_term(**add, first_day=date(2026, 12, 2), last_day=date(2026, 12, 1))
        with pytest.raises(RuleBroken, match="its name"):
            operations.add_term(**{**add, "name": ""}, first_day=date(2027, 1, 4), last_day=date(2027, 2, 1))
        operations.remove_term(by=scene.manager, at=AT, calendar=add["calendar"], term=term)
        with pytest.raises(RuleBroken, match="not there any more"):
            operations.remove_term(by=scene.manager, at=AT, calendar=add["calendar"], term=term)

    def test_names_are_wanted_once_each(self, scene):
        self.terms(scene)
        with pytest.raises(RuleBroken, match="already"):
            self.terms(scene)
        with pytest.raises(RuleBroken, match="a name"):
            self.terms(scene, " ")

    def test_they_need_the_right_in_the_partnership(self, scene, stranger):
        calendar = self.terms(scene)
        assert queries.term_calendar(scene.member, calendar).name == "Schools"
        add = {"at": AT, "calendar": calendar, "name": "T", "first_day": date(2027, 1, 4), "last_day": date(2027, 2, 1)}
        with pytest.raises(NotAllowed):
            operations.add_term(by=scene.member, **add)
        with pytest.raises(NotFound):
            operations.add_term(by=stranger, **add)
