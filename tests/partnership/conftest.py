"""A partnership with something of everything, and another to be kept apart from it."""

from datetime import date
from types import SimpleNamespace

import pytest

from goldenthread.partnership import operations
from tests.factories import partnership as make
from tests.factories import viewers


@pytest.fixture
def furnished(db):
    """Return a function that sets up a partnership with one of each kind of thing."""
    return _furnish


def _furnish(name="Exampleshire Safeguarding Children Partnership", code="E06000050"):
    by, at = viewers.administrator(), make.AT
    home = make.partnership(name)
    common = {"by": by, "at": at}
    area = operations.add_area(**common, code=code, name=f"Area {code}")
    covered = operations.cover_area(**common, partnership=home.pk, area=area.pk)
    operations.add_population(**common, area=area.pk, year=2023, count=70_000, source="ONS", vintage="2024")
    council = make.agency("Council", partnership=home.pk, agency_class="statutory", statutory_role="authority")
    school = make.agency("High School", partnership=home.pk, kind="school", phase="secondary", urn=code[3:])
    group = make.group("Executive", partnership=home.pk, kind="executive", meets_every_months=2)
    task = make.group("Neglect task group", partnership=home.pk, kind="task_and_finish")
    person = make.person(
        "Director", partnership=home.pk, agency=council.pk, job_title="Director", email="d@example.org"
    )
    seat = operations.add_seat(**common, group=group.pk, name="Council", agency=council.pk)
    member = make.member(group, person, seat=seat.pk)
    operations.write_terms(**common, group=group.pk, effective_from=date(2019, 7, 1), purpose="To lead.")
    line = operations.report_to(**common, group=group.pk, to_partnership=home.pk)
    office = operations.appoint(
        **common, partnership=home.pk, person=person.pk, kind="lead", agency=council.pk, title="Chief executive"
    )
    appraisal = operations.plan_appraisal(**common, partnership=home.pk, person=person.pk, due_on=date(2027, 4, 1))
    route = operations.add_route(**common, partnership=home.pk, name="Wider events")
    operations.add_alias(**common, route=route.pk, name="Wider engagement")
    alias = operations.add_alias(**common, record=council.pk, name="County Borough", kind="former")
    operations.engage(**common, route=route.pk, agency=council.pk, through="the director")
    board = operations.add_board(**common, partnership=home.pk, name="Adults", kind="adults", relation="Joint work")
    memo = operations.add_memorandum(
        **common, partnership=home.pk, title="Protocol", boards=(board.pk,), review_on=date(2027, 4, 1)
    )
    term = operations.add_term(**common, partnership=home.pk, code="MASH", meaning="Multi-agency safeguarding hub")
    edition = operations.start_arrangements(**common, partnership=home.pk, checklist="wt2018")
    return SimpleNamespace(
        home=home,
        area=area,
        council=council,
        school=school,
        group=group,
        task=task,
        person=person,
        seat=seat,
        member=member,
        office=office,
        appraisal=appraisal,
        route=route,
        board=board,
        link=board.links.get(),
        memo=memo,
        edition=edition,
        post=person.posts.get(),
        covered=covered,
        line=line,
        alias=alias,
        term=term,
        use=group.uses.get(),
        belonging=council.classes.get(),
    )
