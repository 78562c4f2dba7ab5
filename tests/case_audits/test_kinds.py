"""What each type of audit has by its data: cases graded alone, a meeting, groups that are heard and who reads their words."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.audit.models import AuditEvent
from goldenthread.case_audits import models as m
from goldenthread.case_audits import operations, queries
from goldenthread.case_audits import report as reports
from goldenthread.case_audits.rules import hearing, sampling
from goldenthread.case_audits.rules.references import Listed
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.quality import operations as quality
from goldenthread.records import search
from goldenthread.thread import queries as thread
from goldenthread.workbench.portable.gathering import gather
from tests.factories import accounts
from tests.factories.case_audits import AT, LATER, Site

pytestmark = pytest.mark.django_db
ROLES = {"Health visitors": 4, "Teachers": 3, "Police officers": 1}


def bank(site: Site, code: str):
    edition = quality.adopt(by=site.boss, at=AT, partnership=site.place, code=code)
    quality.publish(by=site.boss, at=AT, edition=edition)
    return edition


def group(site: Site, audit, questions, roles=ROLES, sort="practitioners"):
    return operations.hear(
        by=site.lead, at=AT, audit=audit, sort=sort, held_on=date(2026, 4, 1), roles=roles, questions=questions
    )


@pytest.mark.parametrize(
    ("roles", "others_read"),
    [
        ({"Health visitors": 4, "Teachers": 3}, "7 people (Health visitors: 4, Teachers: 3)"),
        ({"Health visitors": 3, "Teachers": 2}, "Fewer than 6 people"),
        ({"Health visitors": 7, "Head teacher": 1}, "8 people"),  # the one would be what is missing from the whole
        (ROLES, "8 people (Health visitors: 4, Others: 4)"),
        ({"Teachers": 5, "Nurses": 2, "Police officers": 2}, "9 people (Teachers: 5, Others: 4)"),
    ],
)
def test_nobody_in_a_group_can_be_known_again_from_its_numbers(roles, others_read):
    assert hearing.told(roles) == others_read


def test_groups_are_added_up_without_those_that_are_too_small():
    assert hearing.heard([]) == ""
    assert hearing.heard([ROLES, {"Parents": 2}]) == "2 groups heard, 8 people in 1 of them"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Say who took part"),
        ("Robin Example", "Write each role"),
        ("A: 0", "Write each role"),
        ("A: 1\na: 2", "twice"),
    ],
)
def test_who_took_part_is_typed_as_roles_with_numbers(typed, said):
    with pytest.raises(RuleBroken, match=said):
        hearing.roles(typed)


def test_a_focus_group_grades_no_case_and_ends_in_strengths_and_concerns(site):
    questions = bank(site, "focus_group")
    audit = site.begin(kind="focus_group", tool=questions)
    for refused in (
        lambda: site.draw(audit),
        lambda: operations.ask_to_grade(by=site.lead, at=AT, audit=audit, due=date(2026, 5, 1)),
        lambda: operations.take_part(by=site.lead, at=AT, audit=audit, agency=site.agencies[0], auditors=[]),
    ):
        with pytest.raises(RuleBroken, match="No case is graded in this type of audit"):
            refused()
    with pytest.raises(RuleBroken, match="Nobody was heard yet"):
        operations.complete(by=site.lead, at=LATER, audit=audit, on=date(2026, 4, 20))
    assert queries.wanting(site.lead, queries.audit(site.lead, audit)) == []
    heard = group(site, audit, questions)
    said = {"by": site.lead, "at": AT, "heard": heard}
    first = queries.heard_one(site.lead, heard).questions.standards.first().questions.first()
    operations.keep_said(**said, side="keep", theme="Supervision", text="Group supervision works.", question=first.pk)
    operations.keep_said(**said, side="change", theme="Feedback", text="Nobody hears what came of a referral.")
    spare = operations.keep_said(**said, side="change", theme="Feedback", text="Kept twice.")
    operations.take_said_back(by=site.lead, at=AT, said=spare)
    assert operations.share_said(by=site.boss, at=AT, audit=audit) == 2
    assert operations.share_said(by=site.boss, at=AT, audit=audit) == 0
    found = thread.findings(site.colleagues[0]).filter(source=audit).order_by("pk")
    assert [(each.kind, each.text) for each in found] == [
        ("strength", "Group supervision works."),
        ("concern", "Nobody hears what came of a referral."),
    ]
    with pytest.raises(RuleBroken, match="It is a finding now"):
        operations.take_said_back(by=site.lead, at=AT, said=m.Said.objects.first().pk)
    operations.complete(by=site.lead, at=LATER, audit=audit, on=date(2026, 4, 20), words="Supervision holds.")
    row = queries.audit(site.auditors[0], audit)
    paper = reports.paper(site.auditors[0], row, date(2026, 4, 21))
    told = "\n".join(chapter.text for chapter in paper.chapters)
    assert "8 people (Health visitors: 4, Others: 4)" in told
    assert "Police officers" not in told
    assert "graded alone" not in told
    with pytest.raises(RuleBroken, match="It is over"):
        group(site, audit, questions)


def test_what_a_group_said_is_read_by_those_who_run_the_audit_alone(client, site):
    questions = bank(site, "focus_group")
    audit = site.begin(kind="focus_group", tool=questions)
    heard = group(site, audit, questions, {"Kinship carers": 3})
    said = operations.keep_said(
        by=site.lead, at=AT, heard=heard, side="change", theme="Visits", text="Purple words of a carer."
    )
    outside = [site.scrutineer, *site.auditors, *site.colleagues]
    for viewer in outside:
        assert not queries.heard(viewer, audit).exists()
        assert queries.groups_heard(viewer, queries.audit(viewer, audit)) == []
        for refused in (lambda v=viewer: queries.heard_one(v, heard), lambda v=viewer: queries.said_one(v, said)):
            with pytest.raises(NotFound):
                refused()
        assert not search.search(viewer, "Purple").exists()
        found = gather(viewer, site.place)
        assert not found["case_audits.Heard"] | found["case_audits.Said"]
    assert gather(site.boss, site.place)["case_audits.Said"] == {said}
    assert "Kinship" not in str(list(AuditEvent.objects.values_list("details", flat=True)))
    for viewer in (site.lead, site.auditors[0]):
        accounts.make_user(viewer)
    outsider = client.look_as(site.auditors[0])
    pages = [reverse("case_audits:audit", args=[audit]), reverse("case_audits:report", args=[audit])]
    for state in ("before", "after"):
        for address in pages:
            shown = outsider.get(address).content.decode()
            assert "Purple words" not in shown
            assert "Kinship carers: 3" not in shown
            assert ("Fewer than 6 people" in shown) == (state == "after")
        for name in ("heard", "change_heard"):
            assert outsider.get(reverse(f"case_audits:{name}", args=[heard])).status_code in (403, 404)
        if state == "before":
            operations.complete(by=site.lead, at=LATER, audit=audit, on=date(2026, 4, 20))


def test_a_group_is_kept_and_told_on_its_pages(client, site, django_assert_max_num_queries):
    questions = bank(site, "focus_group")
    accounts.make_user(site.lead)
    looking = client.look_as(site.lead)
    new = reverse("case_audits:new", args=[site.place])
    assert b"Focus group audit" in looking.get(new).content
    shown = looking.get(new + "?kind=focus_group").content
    assert b"Which questions are asked?" in shown
    assert b"Which scrutineer" not in shown
    day = {"held_on-day": "1", "held_on-month": "4", "held_on-year": "2026"}
    made = looking.post(new + "?kind=focus_group", {"title": "Young carers", "tool": str(questions), **day})
    assert made.status_code == 302
    audit = m.Audit.objects.get().pk
    given = {
        "sort": "practitioners",
        "roles": "Teachers: 4\nNurses: 3",
        "questions": str(questions),
        "edition": "",
        **day,
    }
    page = looking.post(reverse("case_audits:hear", args=[audit]), given).headers["Location"]
    kept = looking.post(page, {"side": "keep", "theme": "Supervision", "text": "It works.", "question": ""})
    assert kept.status_code == 302
    with django_assert_max_num_queries(40):
        shown = looking.get(page).content
    assert b"It works." in shown
    assert b"Asked from Focus group, 2026" in shown
    shown = looking.get(reverse("case_audits:audit", args=[audit])).content.decode()
    assert "7 people (Teachers: 4, Nurses: 3)" in shown
    assert "Complete the audit" in shown
    assert "Draw the cases" not in shown
    heard = m.Heard.objects.get()
    change = reverse("case_audits:change_heard", args=[heard.pk])
    assert looking.post(change, {**given, "roles": "Teachers: 9", "edition": "1"}).status_code == 302
    assert looking.post(change, {**given, "edition": "1"}).status_code == 409
    m.Heard.objects.get(roles={"Teachers": 9})


def test_best_practice_takes_only_cases_whose_progress_has_lasted_and_says_what_made_the_difference(site):
    questions = bank(site, "best_practice")
    audit = site.begin(kind="best_practice", tool=questions)
    old, young = Listed("CS00001", since=date(2025, 3, 1)), Listed("CS00002", since=date(2026, 2, 1))
    chosen = {"plan": sampling.Plan("chosen")}
    for listed, months, wrong in (([old], 0, "Say for how many months"), ([Listed("CS1")], 6, "Say which column"),
                                  ([old, young], 6, "1 of the 2 cases has not lasted 6 months")):  # fmt: skip
        with pytest.raises(RuleBroken, match=wrong):
            site.draw(audit, listed=listed, months=months, **chosen)
    site.draw(audit, listed=[old], months=6, **chosen)
    assert queries.cases(site.lead, audit).get().since == date(2025, 3, 1)
    row = queries.audit(site.lead, audit)
    assert row.type.good == "Made the difference"
    assert queries.result_of(site.lead, row) is None  # nobody is graded, so nothing is drawn among grades over time


def test_where_one_agency_graded_alone_its_own_grades_are_the_result(db):
    site = Site(agencies=1, cases=6)
    audit = site.opened(("good", "inadequate"), kind="single_agency")
    row = queries.audit(site.lead, audit)
    case, question = site.cases(audit)[0], site.questions(audit)[-1]
    with pytest.raises(RuleBroken, match="its own grades are the result"):
        operations.agree(by=site.lead, at=LATER, case=case.pk, question=question.id, value="good", reason="No.")
    assert queries.results(site.scrutineer, row) == []  # told to all only once it is complete
    operations.complete(by=site.lead, at=LATER, audit=audit, on=date(2026, 4, 20))
    done = queries.results(site.scrutineer, queries.audit(site.scrutineer, audit))
    assert [(each.name, each.words) for each in done] == [
        ("Recognition", "All 6"),
        ("The work as a whole", "None of 6"),
    ]


def test_who_was_heard_and_what_was_said_are_whole(site, broken):
    questions = bank(site, "focus_group")
    heard = group(site, site.begin(kind="focus_group", tool=questions), questions)
    said = operations.keep_said(by=site.lead, at=AT, heard=heard, side="keep", theme="Visits", text="They help.")
    with broken("case_audits_heard_sort"):
        m.Heard.objects.update(sort="passers_by")
    for values in ({"text": ""}, {"side": "both"}, {"theme": ""}):
        with broken("case_audits_said_whole"):
            m.Said.objects.filter(pk=said).update(**values)
