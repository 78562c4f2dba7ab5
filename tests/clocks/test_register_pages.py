"""Pages of the register: finding a rule, checking it, adding one, and what changed."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.clocks import operations, queries
from goldenthread.clocks.models import RuleVersion
from tests.factories.clocks import AT

DATE = {"source_date-day": "19", "source_date-month": "3", "source_date-year": "2026"}


@pytest.fixture
def loaded(scene, clock_at):
    clock_at(AT)
    operations.load_rules(by=scene.admin, at=AT)
    operations.load_bank_holidays(by=scene.admin, at=AT)
    return scene


@pytest.fixture
def manager(client, loaded):
    return client.look_as(loaded.manager)


def edition(rule="SIN-1", version="WT2026", variant=""):
    return RuleVersion.objects.get(rule=rule, version=version, variant=variant, replaced_at__isnull=True)


def page(client, name, *args, query="", status=200):
    response = client.get(reverse(f"clocks:{name}", args=args) + query)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


class TestRegister:
    def test_it_lists_what_is_in_force_and_says_that_nobody_has_checked_it(self, manager):
        html = page(manager, "rules")
        for words in ("SIN-1", "WT2026", "within 5 working days", "Not checked against the guidance", "R28"):
            assert words in html
        assert "WT2023" not in html
        assert "WT2023" in page(manager, "rules", query="?earlier=1")

    def test_it_can_be_filtered_and_taken_out(self, manager, loaded):
        html = page(manager, "rules", query="?q=panel&strength=must_law")
        assert "SIN-1" in html
        assert "CP-2" not in html
        assert "SIN-1" not in page(manager, "rules", query="?checked=yes")
        file = manager.get(reverse("clocks:rules") + "?format=csv")
        assert b"Not checked against the guidance" in file.content

    def test_its_queries_do_not_grow_with_the_rules(self, manager, django_assert_max_num_queries):
        with django_assert_max_num_queries(8):
            page(manager, "rules")

    def test_those_without_the_right_do_not_see_it(self, client, loaded):
        client.look_as(loaded.adviser)
        page(client, "rules", status=403)
        page(client, "rule", "SIN-1", status=403)


class TestOneRule:
    def test_it_says_everything_known(self, manager, django_assert_max_num_queries):
        with django_assert_max_num_queries(9):
            html = page(manager, "rule", "SIN-1")
        for words in ("Notify the national panel", "The law says must", "from-incident", "WT2018", "See also", "SIN-2"):
            assert words in html
        page(manager, "rule", "NOPE-1", status=404)

    def test_every_rule_has_its_page(self, manager):
        for rule in dict.fromkeys(RuleVersion.objects.values_list("rule", flat=True)):
            page(manager, "rule", rule)

    @pytest.mark.parametrize(
        ("rule", "query", "words"),
        [
            ("SIN-1", "?from=2026-04-02T16:00", "Monday 13 April 2026"),
            ("CP-6", "?from=2026-08-31", "Sunday 28 February 2027"),
            ("FD-2", "?from=2026-04-02T16:00&variant=red", "Thursday 2 April 2026 at 20:00"),
            ("FD-2", "?from=2026-04-02", "Choose one with its variant"),
            ("SIN-1", "?from=tomorrow", "is not a date"),
            ("SIN-4", "?from=2026-04-02", "gives no number"),
            ("SIN-1", "?from=%00", "is not a date"),
        ],
    )
    def test_it_can_be_tried_out(self, manager, rule, query, words):
        assert words in page(manager, "rule", rule, query=query)


class TestChecking:
    def test_a_person_confirms_it_with_source_and_date_and_can_take_it_back(self, manager):
        row = edition()
        html = page(manager, "check", row.pk)
        assert "Compare each line" in html
        given = {"edition": row.edition, "source": "Working Together 2026, page 90", "note": "", **DATE}
        answer = manager.post(reverse("clocks:check", args=[row.pk]), given, follow=True)
        assert "is marked as checked" in answer.content.decode()
        assert "Checked by Business manager" in answer.content.decode()
        row = edition()
        assert row.verified_source_date == date(2026, 3, 19)
        page(manager, "take_back", row.pk)
        why = {"edition": row.edition, "why": "Wrong page"}
        answer = manager.post(reverse("clocks:take_back", args=[row.pk]), why, follow=True)
        assert "shows as not checked again" in answer.content.decode()
        assert "Check taken back".lower() in answer.content.decode().lower()

    def test_what_is_missing_is_asked_for(self, manager):
        row = edition()
        answer = manager.post(reverse("clocks:check", args=[row.pk]), {"edition": row.edition})
        assert answer.status_code == 422
        assert "Enter the text" in answer.content.decode()
        late = {"edition": row.edition, "source": "x", **DATE, "source_date-year": "2027"}
        assert "not come yet" in manager.post(reverse("clocks:check", args=[row.pk]), late).content.decode()
        nothing = manager.post(reverse("clocks:take_back", args=[row.pk]), {"edition": row.edition, "why": "x"})
        assert "nothing to take back" in nothing.content.decode()

    def test_two_people_checking_at_once_see_each_others_words(self, manager, loaded):
        row = edition()
        operations.verify_rule(by=loaded.manager, at=AT, version=row.pk, source="Theirs", source_date=date(2026, 3, 20))
        given = {"edition": row.edition, "source": "Mine", "note": "", **DATE}
        answer = manager.post(reverse("clocks:check", args=[row.pk]), given)
        assert answer.status_code == 409
        assert "Theirs" in answer.content.decode()
        assert "Mine" in answer.content.decode()

    def test_others_may_not(self, client, loaded):
        client.look_as(loaded.member)
        page(client, "check", edition().pk, status=403)
        assert client.post(reverse("clocks:check", args=[edition().pk]), {}).status_code == 403


class TestOwnRules:
    GIVEN = {
        "rule": "loc-1",
        "variant": "",
        "title": "Answer the hub",
        "trigger": "the hub asks",
        "amount": "3",
        "unit": "working_days",
        "direction": "within",
        "owner_role": "Agency",
        "source_name": "Hub protocol",
        "applies_from-day": "1",
        "applies_from-month": "1",
        "applies_from-year": "2026",
    }

    def give(self, manager, scene, **changes):
        given = {**self.GIVEN, "partnership": str(scene.partnership.pk), **changes}
        return manager.post(reverse("clocks:add_rule"), given, follow=True)

    def test_a_partnership_adds_its_own(self, manager, loaded):
        page(manager, "add_rule")
        html = self.give(manager, loaded).content.decode()
        assert "Answer the hub" in html
        assert "Entered by people of the partnership" in html
        again = self.give(manager, loaded, rule="LOC-2", amount="", direction="at_least_before")
        assert "no number" in again.content.decode()

    def test_wrong_ids_and_national_ones_are_refused(self, manager, loaded):
        for changes, words in [
            ({"rule": "a b"}, "Use letters, digits and hyphens for the id"),
            ({"variant": "é!"}, "Use letters, digits and hyphens for the variant"),
            ({"rule": "SIN-1"}, "is a national rule"),
        ]:
            answer = self.give(manager, loaded, **changes)
            assert answer.status_code == 422
            assert words in answer.content.decode()

    def test_only_places_of_ones_own_are_offered(self, manager, loaded):
        assert list(queries.places(loaded.member, next(iter(loaded.member.grants[0].permissions)))) == [loaded.agency]
        answer = self.give(manager, loaded, partnership=str(loaded.thing.pk))
        assert "Select one of the answers" in answer.content.decode()


class TestWhatChanged:
    def test_the_newest_pair_of_editions_comes_first(self, manager, django_assert_max_num_queries):
        with django_assert_max_num_queries(6):
            html = page(manager, "changes")
        assert "WT2023 to WT2026" in html
        assert "evidence of impact" in html
        assert "AS-1" in html

    def test_older_pairs_can_be_chosen_and_show_new_rules(self, manager):
        html = page(manager, "changes", query="?before=WT2018")
        assert "SIN-4" in html
        assert "YR-2" in html
        assert "WT2023 to WT2026" in page(manager, "changes", query="?before=nonsense")
