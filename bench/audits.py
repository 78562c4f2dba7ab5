"""An audit of six agencies and ten cases: a grade saved, the meeting opened, its report made; and years of standing samples."""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.sizes import Made
from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Grant, Viewer
from goldenthread.accounts.models import RoleGrant, User
from goldenthread.accounts.viewing import viewer_of_account
from goldenthread.case_audits import operations, queries
from goldenthread.case_audits.rules import sampling
from goldenthread.case_audits.rules.blind import Given
from goldenthread.case_audits.rules.references import Listed
from goldenthread.case_audits.rules.tools import judged_ids
from goldenthread.foundation import clock
from goldenthread.quality import operations as banks

_AGENCIES, _CASES, _LISTED, _TIMES = 6, 10, 184, 15
_GRADES = ("good", "good", "requires_improvement", "good", "inadequate", "outstanding")


def measured(made: Made, user: User) -> Iterator[tuple[str, float]]:
    """Yield how long each took, in seconds, as the median of many; the questions to the database stand in the words."""
    viewer = viewer_of_account(user, at=clock.now(), through="web")
    audit, auditors, agency = _asked(made, viewer)
    grading = _client(made, auditors[0], agency)
    first, *_ = queries.cases(auditors[0], audit)
    keep, saved = reverse("case_audits:keep", args=[first.pk]), iter(range(10_000))

    def save() -> Any:
        edition = next(saved)
        return grading.post(
            keep, {"value-1.9": _GRADES[edition % 2], "edition-1.9": str(edition), "reason-1.9": str(edition)}
        )

    yield from _opened("A grade saved", save)
    yield from _opened("The sheet of a case", lambda: grading.get(reverse("case_audits:grade", args=[first.pk])))
    for each in auditors:
        _grade(each, audit, auditors.index(each))
    board = Client()
    board.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    size = f"{_AGENCIES} agencies, {_CASES} cases"
    for words, name, args in (
        (f"The page of an audit, {size}", "audit", [audit]),
        (f"The moderation meeting, {size}", "moderation", [audit]),
        ("One question of the meeting", "moderate_question", [first.pk, "1.9"]),
        ("The end of the meeting", "complete", [audit]),
    ):
        yield from _opened(words, lambda name=name, args=args: board.get(reverse(f"case_audits:{name}", args=args)))
    operations.agree_alike(by=viewer, at=clock.now(), audit=audit)
    for cell in queries.cells(viewer, queries.audit(viewer, audit)):
        if cell.is_open:
            said = {"value": "good", "reason": "Read again."}
            operations.agree(by=viewer, at=clock.now(), case=cell.case, question=cell.judged.id, **said)
    operations.complete(by=viewer, at=clock.now(), audit=audit, on=clock.today())
    yield from _opened("The report of an audit", lambda: board.get(reverse("case_audits:report", args=[audit])))
    yield from _opened(
        "The report of an audit as PDF", lambda: board.get(reverse("case_audits:report_file", args=[audit, "pdf"]))
    )
    yield from _opened("Standing audits over all years", lambda: board.get(reverse("case_audits:trends")))


def _asked(made: Made, viewer: Viewer) -> tuple[UUID, list[Viewer], UUID]:
    """Return an audit that agencies grade now, an auditor of each, and the first agency."""
    place, who = made.partnerships[0], {"by": viewer, "at": clock.now()}
    tool = banks.adopt(**who, partnership=place, code="audit_tool")
    banks.publish(**who, edition=tool)
    people = dict(queries.people(viewer, partnership=place))
    audit = operations.begin_audit(
        **who,
        partnership=place,
        kind="thematic",
        title="Neglect",
        held_on=made.today,
        tool=tool,
        lead=UUID(next(iter(people))),
    )
    auditors: list[Viewer] = []
    seated: list[UUID] = []
    for agency in made.agencies[place]:
        staff = queries.people(viewer, agency=agency)
        taken = {each.person_id for each in auditors}
        free = [UUID(pk) for pk, _ in staff if UUID(pk) not in taken]
        if free and len(auditors) < _AGENCIES:
            operations.take_part(**who, audit=audit, agency=agency, auditors=free[:1], safety_lead=free[0])
            grant = Grant("case_auditor", Scope.AGENCY, agency, frozenset({place}))
            seated.append(agency)
            auditors.append(replace(viewer, grants=(grant,), person_id=free[0]))
    listed = [Listed(f"BN{number:05d}") for number in range(_LISTED)]
    operations.draw_cases(
        **who, audit=audit, listed=listed, plan=sampling.Plan(sampling.FIXED, _CASES), holder=seated[0]
    )
    operations.ask_to_grade(**who, audit=audit, due=made.today + timedelta(days=28))
    return audit, auditors, seated[0]


def _grade(auditor: Viewer, audit: UUID, place: int) -> None:
    """Grade every case for an agency, and hand in: the agencies differ on some sections."""
    tool = queries.tool(auditor, queries.audit(auditor, audit))
    assert tool is not None
    sections = judged_ids(tool)
    for case in queries.cases(auditor, audit):
        given = {}
        for number, question in enumerate(tool.questions):
            graded = _GRADES[(place * (case.number + number) // 9) % len(_GRADES)]
            words = {"grade": "yes", "yes_no": "no"}.get(question.kind, "said")
            given[question.id] = (
                Given(graded, "Seen in the records.") if question.id in sections else Given(words, "So.")
            )
        kept = queries.own_grades(auditor, case.pk, queries.parts_of(auditor, audit).get().pk)
        there = {pk: row.edition for pk, row in kept.items()}
        operations.grade_case(by=auditor, at=clock.now(), case=case.pk, answers=given, seen=there)
    operations.hand_in(by=auditor, at=clock.now(), audit=audit)


def _client(made: Made, auditor: Viewer, agency: UUID) -> Client:
    user = User.objects.create(
        email="case_auditor@bench.example", name="case_auditor", joined_at=made.at, person_id=auditor.person_id
    )
    RoleGrant.objects.create(
        user=user, role="case_auditor", scope="agency", place_id=agency, granted_by=user,
        granted_at=made.at, from_on=made.begun,
    )  # fmt: skip
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _opened(words: str, act: Callable[[], Any]) -> Iterator[tuple[str, float]]:
    """Yield what was done with the questions it asked the database, and its median time."""
    act()
    with CaptureQueriesContext(connection) as asked:
        act()
        number = len(asked)
    taken = []
    for _ in range(_TIMES):
        started = time.perf_counter()
        answer = act()
        taken.append(time.perf_counter() - started)
        if answer.status_code != 200:
            raise RuntimeError(f"{words}: the page answered {answer.status_code}.")
    yield f"{words} ({number} questions to the database)", statistics.median(taken)
