"""Attacks on blindness: nobody outside an agency learns anything of its grades before the audit is open.

Three agencies grade; the first two are in. A word that only the first agency wrote, and a grade that only it gave, are looked for
in everything that anybody else can reach.
"""

import json
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from goldenthread.access.roles import ROLES, Scope
from goldenthread.access.viewer import Grant
from goldenthread.audit.models import AuditEvent
from goldenthread.case_audits import leaving, operations, queries
from goldenthread.case_audits import report as reports
from goldenthread.case_audits.models import Agreed, Grade
from goldenthread.case_audits.rules.blind import Given
from goldenthread.clocks import queries as clocks
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.jobs.models import Job, OutgoingMail
from goldenthread.records import search
from goldenthread.thread import queries as thread
from goldenthread.workbench import mailing, materials
from goldenthread.workbench.models import CheckResult, Draft
from goldenthread.workbench.operations import portable
from goldenthread.workbench.operations.checks import run_checks
from goldenthread.workbench.portable.gathering import gather
from goldenthread.workbench.queries import due
from tests.factories import accounts, viewers
from tests.factories.case_audits import AT, LATER, Site
from tests.support.walking import address, closed_doors

pytestmark = pytest.mark.django_db
SECRET, REFERENCE = "Xylophone", "CS0"


@pytest.fixture(scope="module")
def blind(django_db_setup, django_db_blocker):
    """Two of three agencies are in; the first wrote something nobody else may read. What a test adds is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        site = Site()
        audit = site.asked()
        site.grade(audit, 0, ("inadequate", "inadequate"), SECRET)
        site.hand_in(audit, 0)
        site.grade(audit, 1)
        site.hand_in(audit, 1)
        site.audit = audit
        yield site
        transaction.set_rollback(True)


def outsiders(site):
    """Everybody but the first agency's auditor: each other auditor, each role anywhere, the lead and the manager."""
    around = frozenset({site.place})
    yield from (("auditor", each) for each in site.auditors[1:])
    yield from (("colleague", each) for each in site.colleagues)
    for role in ROLES.values():
        for scope, place in (
            (Scope.PARTNERSHIP, site.place), (Scope.GROUP, site.group), (Scope.INSTALLATION, None),
            (Scope.AGENCY, site.agencies[2]),
        ):  # fmt: skip
            if scope in role.scopes:
                yield role.code, viewers.viewer(Grant(role.code, scope, place, around if place else frozenset()))
    yield "lead", site.lead
    everything = [Grant(role.code, Scope.PARTNERSHIP, site.place, around) for role in ROLES.values()]
    yield "every role in the partnership", viewers.viewer(*everything, person_id=site.head.pk)


def test_no_query_gives_a_grade_of_another_agency_to_anybody(blind):
    row = queries.audit(blind.lead, blind.audit)
    for name, viewer in outsiders(blind):
        mine = set(queries.parts_of(viewer).values_list("pk", flat=True))
        told = [each for each in queries.grades(viewer, blind.audit) if each.participant_id not in mine]
        assert told == [], name
        assert queries.cells(viewer, row) == [], name
        assert queries.results(viewer, row) == [], name
        assert queries.meeting(viewer, row) is None, name
        assert not queries.agreed(viewer, blind.audit).exists(), name


def test_breaking_the_glass_opens_a_case_and_not_its_grades(blind):
    case = blind.cases(blind.audit)[0]
    viewer = replace(blind.scrutineer, opened=frozenset({case.pk}))
    assert queries.case(viewer, case.pk).reference
    assert not queries.grades(viewer, blind.audit).exists()


def test_a_lead_who_names_themselves_auditor_still_grades_for_nobody(blind):
    around = frozenset({blind.place})
    both = viewers.viewer(
        Grant("qa_officer", Scope.PARTNERSHIP, blind.place, around), person_id=blind.people[0].pk
    )  # the person of the first agency's auditor, without a role at the agency
    assert not queries.parts_of(both).exists()
    assert not queries.grades(both, blind.audit).exists()


def test_a_role_at_the_agency_without_being_named_reads_nothing(blind):
    member = viewers.holding("agency_member", agency=blind.agencies[0], around=[blind.place], person_id=blind.head.pk)
    assert not queries.grades(member, blind.audit).exists()


LISTS = ("records:", "workbench:", "thread:", "audit:", "quality:")


def test_no_page_list_or_export_shows_what_another_agency_wrote(blind, client):
    """Every address of the area with the ids of the audit and its case, and every list of the areas around it."""
    case = blind.cases(blind.audit)[0]
    for name, viewer in (("auditor", blind.auditors[1]), ("lead", blind.lead)):
        client.look_as(viewer)
        for door in closed_doors():
            if door.name.startswith("case_audits:"):
                pk = case.pk if "/cases/" in f"/{door.route}" else blind.audit
                url = address(door, pk=pk, agency=blind.agencies[0], code="1.9", format="docx")
            elif door.name.startswith(LISTS) and "<" not in door.route and name == "lead":
                url = f"{address(door)}?format=xlsx" if "checks" in door.name else f"{address(door)}?format=csv"
            else:
                continue
            answer = client.get(url)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert SECRET.encode() not in content, (name, url)


def test_before_the_grades_open_moderation_does_not_exist(blind, client):
    case = blind.cases(blind.audit)[0]
    client.look_as(blind.lead)
    for url in (
        reverse("case_audits:moderation", args=[blind.audit]),
        reverse("case_audits:moderate", args=[case.pk]),
        reverse("case_audits:moderate_question", args=[case.pk, "1.9"]),
    ):
        assert client.get(url).status_code == 404
    with pytest.raises(RuleBroken):
        operations.agree_alike(by=blind.lead, at=AT, audit=blind.audit)


def test_the_page_of_the_audit_says_who_is_in_and_no_more(blind, client):
    client.look_as(blind.lead)
    page = client.get(reverse("case_audits:audit", args=[blind.audit])).content.decode()
    assert page.count("Not in</span>") == 1
    before = page
    blind.grade(blind.audit, 2)  # the third agency writes, and has not handed in
    again = client.get(reverse("case_audits:audit", args=[blind.audit])).content.decode()
    strip = [line for line in before.splitlines() if "nonce" not in line and "csrf" not in line]
    assert strip == [line for line in again.splitlines() if "nonce" not in line and "csrf" not in line]


def test_search_finds_no_word_of_a_grade(blind):
    for name, viewer in outsiders(blind):
        assert not search.search(viewer, SECRET).exists(), name


def test_the_audit_trail_tells_of_no_grade_not_even_that_one_was_saved(blind):
    lines = [json.dumps(each.details) + each.event for each in AuditEvent.objects.all()]
    assert not [line for line in lines if SECRET in line or "inadequate" in line or REFERENCE in line]
    assert {each.event for each in AuditEvent.objects.filter(event__startswith="case_audits.")} == {
        "case_audits.begun", "case_audits.takes_part", "case_audits.drawn", "case_audits.asked", "case_audits.handed_in",
    }  # fmt: skip


def test_an_export_leaves_grades_of_an_audit_that_is_not_open_with_nobody(blind):
    around = frozenset({blind.place})
    everything = [Grant(role.code, Scope.PARTNERSHIP, blind.place, around) for role in ROLES.values()]
    exporter = viewers.viewer(*everything, Grant("case_auditor", Scope.AGENCY, blind.agencies[0], around),
                              person_id=blind.people[0].pk)  # fmt: skip
    found = gather(exporter, blind.place)
    assert found["case_audits.Grade"] == set()
    assert not Grade.objects.filter(leaving.grades(blind.auditors[0], blind.place)).exists()


def test_the_report_and_materials_tell_nothing_before_the_end(blind, at):
    row = queries.audit(blind.lead, blind.audit)
    words = str(reports.paper(blind.lead, row, at.date()))
    assert SECRET not in words
    assert "Good or better" not in words
    assert all(SECRET not in str(each) for each in materials.every())


def test_the_due_list_shows_that_an_agency_is_asked_and_nothing_of_its_progress(blind):
    told = {(each.title, each.status) for each in clocks.of_record(blind.scrutineer, blind.audit)}
    assert {status for _, status in told} == {"done", "open"}
    assert not [title for title, _ in told if SECRET in title or "case 1" in title.lower()]


def test_the_thread_has_nothing_of_it(blind):
    assert not thread.findings(blind.lead, source=blind.audit).exists()


@pytest.fixture
def ask(client, blind, clock_at):
    clock_at(accounts.AT)
    headers = {"Authorization": f"Bearer {accounts.token('qa_officer', blind.place)}"}
    return lambda path: client.get(f"/api/v1/case-audits/{path}", headers=headers).json()


def test_the_interface_tells_who_is_in_and_no_result(blind, ask):
    whole = ask(f"audits/{blind.audit}/")
    assert whole["results"] == []
    assert sum(each["in_at"] is not None for each in whole["agencies"]) == 2
    assert SECRET not in json.dumps(whole)
    assert SECRET not in json.dumps(ask("audits/"))


def test_nobody_grades_in_the_name_of_another_agency(blind):
    questions = blind.questions(blind.audit)
    case = blind.cases(blind.audit)[0]
    for viewer in (blind.lead, blind.boss, blind.scrutineer, blind.colleagues[2]):
        with pytest.raises((NotAllowed, NotFound)):
            operations.grade_case(by=viewer, at=AT, case=case.pk, answers={questions[1].id: Given("good", "x")})


def test_handed_in_grades_are_locked_by_the_database_itself(blind):
    row = Grade.objects.filter(participant__agency=blind.agencies[0]).first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Grade.objects.filter(pk=row.pk).update(value="good")
    with pytest.raises(IntegrityError), transaction.atomic():
        row.delete()
    assert Grade.objects.get(pk=row.pk).value == row.value


def test_once_open_nobody_can_hand_grades_back(blind):
    blind.grade(blind.audit, 2)
    blind.hand_in(blind.audit, 2)
    part = queries.participants(blind.lead, blind.audit).first()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(part).objects.filter(pk=part.pk).update(in_at=None, in_by=None, in_by_name="")
    assert connection.vendor in ("sqlite", "postgresql")


def test_when_open_only_those_at_the_table_read_grades(blind):
    blind.grade(blind.audit, 2)
    blind.hand_in(blind.audit, 2)
    for viewer in (*blind.auditors, blind.lead, blind.boss, blind.chair):
        assert queries.grades(viewer, blind.audit).count() == 18
    for viewer in (blind.scrutineer, *blind.colleagues, viewers.administrator(), viewers.stranger()):
        assert not queries.grades(viewer, blind.audit).exists()
        assert queries.results(viewer, queries.audit(blind.lead, blind.audit)) == []


def test_once_complete_partners_read_results_and_no_case(blind, client):
    blind.grade(blind.audit, 2)
    blind.hand_in(blind.audit, 2)
    blind.complete(blind.audit)
    row = queries.audit(blind.scrutineer, blind.audit)
    assert [each.words for each in queries.results(blind.scrutineer, row)] == ["All", "All"]
    assert not queries.cases(blind.scrutineer, blind.audit).exists()
    assert not queries.grades(blind.scrutineer, blind.audit).exists()
    client.look_as(blind.scrutineer)
    page = client.get(reverse("case_audits:audit", args=[blind.audit])).content.decode()
    assert SECRET not in page
    assert REFERENCE not in page
    assert Agreed.objects.count() == 4


def test_a_case_is_known_only_to_those_who_need_it(blind):
    case = blind.cases(blind.audit)[0]
    for viewer in (blind.lead, blind.boss, blind.chair, *blind.auditors):
        assert queries.case(viewer, case.pk).number == 1
    for viewer in (blind.scrutineer, *blind.colleagues, viewers.administrator()):
        with pytest.raises(NotFound):
            queries.case(viewer, case.pk)


def test_reading_a_case_is_logged_whichever_way(blind, client):
    case = blind.cases(blind.audit)[0]
    for viewer, url in (
        (blind.lead, reverse("case_audits:case", args=[case.pk])),
        (blind.auditors[2], reverse("case_audits:grade", args=[case.pk])),
    ):
        client.look_as(viewer)
        before = AuditEvent.objects.filter(event="records.read", record=str(case.pk)).count()
        assert client.get(url).status_code == 200
        assert AuditEvent.objects.filter(event="records.read", record=str(case.pk)).count() == before + 1


def test_a_whole_export_holds_no_word_of_a_grade_in_whatever_table(blind, tmp_path):
    around = frozenset({blind.place})
    exporter = viewers.viewer(
        Grant("business_manager", Scope.PARTNERSHIP, blind.place, around),
        Grant("case_auditor", Scope.AGENCY, blind.agencies[0], around),
        person_id=blind.people[0].pk,
    )
    folder = tmp_path / "export"
    portable.export_partnership(by=exporter, at=AT, partnership=blind.place, folder=folder)
    told = [path.name for path in folder.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert told == []


def test_nothing_that_leaves_by_itself_holds_a_word_of_a_grade(blind, clock_at):
    """Mails of the day, the nightly checks, drafts and jobs: every text of every row that could carry one."""
    for viewer in (blind.lead, *blind.auditors):
        accounts.make_user(viewer)
    clock_at(LATER)
    run_checks(by=viewers.administrator(), at=LATER)
    mailing.write_all(LATER)
    rows = [*OutgoingMail.objects.all(), *CheckResult.objects.all(), *Draft.objects.all(), *Job.objects.all()]
    for row in rows:
        told = json.dumps({field.name: str(getattr(row, field.name)) for field in row._meta.concrete_fields})
        assert SECRET not in told
        assert "inadequate" not in told.lower()
        assert REFERENCE not in told
    assert not Draft.objects.exists()  # what is typed goes to its own wall at once


def test_what_goes_into_calendars_is_that_an_agency_was_asked(blind):
    for viewer in (blind.lead, *blind.auditors[1:]):
        told = str([(each.title, each.why) for each in due.outside(viewer)])
        assert SECRET not in told
        assert REFERENCE not in told


def test_a_fault_of_one_agency_is_told_to_it_alone_and_of_its_own_cases(blind):
    with pytest.raises(RuleBroken) as caught:
        blind.hand_in(blind.audit, 2)
    assert "case 1 (3 questions)" in str(caught.value)
    with pytest.raises(RuleBroken) as caught:
        operations.open_early(by=blind.lead, at=AT, audit=blind.audit, why="")
    assert "case" not in str(caught.value)


def test_what_others_can_order_and_count_does_not_move_while_an_agency_grades(blind):
    """Editions, order and dates of everything the lead can read stay the same, however often the third agency saves."""

    def seen():
        row = queries.audit(blind.lead, blind.audit)
        cases = [(each.pk, each.edition, each.record.title) for each in queries.cases(blind.lead, blind.audit)]
        parts = [(each.pk, each.in_at) for each in queries.participants(blind.lead, blind.audit)]
        return row.edition, cases, parts, AuditEvent.objects.count()

    before = seen()
    blind.grade(blind.audit, 2)
    assert seen() == before


def test_grades_of_both_agencies_stand_behind_the_same_door_for_a_broken_link(blind, client):
    """Guessing: the address of a case and of its kept answers says the same to strangers as one that does not exist."""
    case = blind.cases(blind.audit)[0]
    client.look_as(blind.colleagues[2])
    for name in ("case", "grade", "moderate"):
        there = client.get(reverse(f"case_audits:{name}", args=[case.pk]))
        nowhere = client.get(reverse(f"case_audits:{name}", args=[blind.audit]))
        assert (there.status_code, nowhere.status_code) == (404, 404)
    answer = client.post(reverse("case_audits:keep", args=[case.pk]), {"edition-1.9": "0", "value-1.9": "good"})
    assert answer.status_code == 404
