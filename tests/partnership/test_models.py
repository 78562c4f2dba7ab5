"""The database holds what it can hold: each constraint is broken once."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from goldenthread.foundation.ids import uuid7
from goldenthread.partnership import models as m
from goldenthread.records.models import Record
from tests.factories import partnership as make

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2019, 1, 1), date(2020, 1, 1)
NOW = datetime(2026, 4, 2, 15, tzinfo=UTC)
WRONG_WAY = {"from_on": LATE, "until_on": EARLY}


@pytest.fixture
def world():
    home = make.partnership()
    body = make.agency(partnership=home.pk)
    group = make.group(partnership=home.pk)
    person = make.person(partnership=home.pk)
    return SimpleNamespace(
        home=home,
        body=body,
        group=group,
        person=person,
        kind=m.Kind.objects.get(of="board", code="adults"),
        area=m.Area.objects.create(code="E06000050", name="Example"),
        board=m.Board.objects.create(name="Adults board", kind=m.Kind.objects.get(of="board", code="adults")),
        route=m.Route.objects.create(partnership=home, name="Executive"),
        member=make.member(group, person),
        record=lambda: Record.objects.create(kind="x", reference=str(uuid7()), title="x", opened_on=EARLY),
    )


def new_partnership(w, **fields):
    return m.Partnership.objects.create(
        record=w.record(), name="x", slug=str(uuid7()), kind=m.Kind.objects.get(code="scp"), **fields
    )


def new_agency(w, **fields):
    record = fields.pop("record", None) or w.record()
    return m.Agency.objects.create(record=record, name="x", kind=m.Kind.objects.get(code="police"), **fields)


def new_group(w, **fields):
    record = fields.pop("record", None) or w.record()
    return m.Group.objects.create(record=record, name="x", kind=m.Kind.objects.get(code="panel"), **fields)


def new_class(w, **fields):
    fields = {"agency": new_agency(w), "partnership": w.home, "agency_class": "relevant"} | fields
    return m.AgencyClass.objects.create(**fields)


def new_office(w, **fields):
    fields = {"partnership": w.home, "person": w.person, "kind": "manager"} | fields
    return m.Office.objects.create(**fields)


def new_membership(w, **fields):
    fields = {"group": w.group, "person": make.person(), "capacity": "member"} | fields
    return m.Membership.objects.create(**fields)


def new_terms(w, **fields):
    fields = {"version": 1, "purpose": "x", "effective_from": EARLY, "written_by": "x", "written_at": NOW} | fields
    return m.TermsOfReference.objects.create(group=w.group, **fields)


def new_population(w, **fields):
    fields = {"year": 2020, "count": 5, "source": "x", "vintage": "y"} | fields
    return m.Population.objects.create(area=w.area, **fields)


def new_edition(w, **fields):
    fields = {"partnership": w.home, "number": 1, "title": "x", "checklist": "wt2018"} | fields
    return m.Arrangements.objects.create(record=w.record(), **fields)


def published(**fields):
    return {"status": "published", "published_on": LATE, "published_by": "x", "frozen": {}} | fields


def itself(w, create):
    record = w.record()
    create(w, record=record, parent_id=record.pk)


def twice(create, *args, **fields):
    create(*args, **fields)
    create(*args, **fields)


BREAKS = {
    "partnership_ends_after_it_begins": lambda w: new_partnership(w, **WRONG_WAY),
    "coverage_ends_after_it_begins": lambda w: m.Coverage.objects.create(partnership=w.home, area=w.area, **WRONG_WAY),
    "coverage_open_once": lambda w: twice(m.Coverage.objects.create, partnership=w.home, area=w.area),
    "population_ages_in_order": lambda w: new_population(w, age_from=9, age_to=3),
    "population_year_likely": lambda w: new_population(w, year=23),
    "population_once": lambda w: twice(new_population, w),
    "kind_code_once": lambda w: m.Kind.objects.create(of="board", code="adults", name="x"),
    "partnershiplink_between_two": lambda w: m.PartnershipLink.objects.create(
        before=w.home, after=w.home, how="merged", happened_on=LATE
    ),
    "partnershiplink_once": lambda w: twice(
        m.PartnershipLink.objects.create, before=w.home, after=_other(w), how="merged", happened_on=LATE
    ),
    "agency_ends_after_it_begins": lambda w: new_agency(w, **WRONG_WAY),
    "agency_not_its_own_parent": lambda w: itself(w, new_agency),
    "agency_urn_six_figures": lambda w: new_agency(w, urn="12x"),
    "agencylink_between_two": lambda w: m.AgencyLink.objects.create(
        before=w.body, after=w.body, how="merged", happened_on=LATE
    ),
    "agencylink_once": lambda w: twice(
        m.AgencyLink.objects.create, before=w.body, after=_agency(w), how="merged", happened_on=LATE
    ),
    "agencyclass_ends_after_it_begins": lambda w: new_class(w, **WRONG_WAY),
    "agencyclass_statutory_has_role": lambda w: new_class(w, agency_class="statutory"),
    "agencyclass_open_once": lambda w: new_class(w, agency=w.body),
    "post_ends_after_it_begins": lambda w: m.Post.objects.create(
        person=w.person, agency=w.body, job_title="x", **WRONG_WAY
    ),
    "office_ends_after_it_begins": lambda w: new_office(w, **WRONG_WAY),
    "office_partner_has_agency": lambda w: new_office(w, kind="lead"),
    "office_only_delegates_act_for": lambda w: new_office(w, acts_for=new_office(w)),
    "group_ends_after_it_begins": lambda w: new_group(w, **WRONG_WAY),
    "group_not_its_own_parent": lambda w: itself(w, new_group),
    "group_meets_after_some_time": lambda w: new_group(w, meets_every_months=0),
    "groupuse_ends_after_it_begins": lambda w: m.GroupUse.objects.create(
        group=new_group(w), partnership=w.home, **WRONG_WAY
    ),
    "groupuse_open_once": lambda w: m.GroupUse.objects.create(group=w.group, partnership=w.home),
    "reportingline_ends_after_it_begins": lambda w: m.ReportingLine.objects.create(
        group=w.group, to_board=w.board, **WRONG_WAY
    ),
    "reportingline_to_one": lambda w: m.ReportingLine.objects.create(group=w.group),
    "termsofreference_version_once": lambda w: twice(new_terms, w),
    "termsofreference_attendance_percent": lambda w: new_terms(w, attendance_percent=101),
    "termsofreference_review_later": lambda w: new_terms(w, next_review_on=EARLY),
    "seat_ends_after_it_begins": lambda w: m.Seat.objects.create(group=w.group, name="x", **WRONG_WAY),
    "seat_for_agency_or_class": lambda w: m.Seat.objects.create(
        group=w.group, name="x", agency=w.body, agency_class="relevant"
    ),
    "seat_open_once": lambda w: twice(m.Seat.objects.create, group=w.group, name="x"),
    "membership_ends_after_it_begins": lambda w: new_membership(w, **WRONG_WAY),
    "membership_deputy_for_somebody": lambda w: new_membership(w, capacity="deputy"),
    "membership_reason_only_when_ended": lambda w: new_membership(w, ended_because="x"),
    "membership_open_once": lambda w: new_membership(w, person=w.person),
    "appraisal_once": lambda w: twice(
        m.Appraisal.objects.create, person=w.person, partnership=w.home, due_on=LATE
    ),
    "route_ends_after_it_begins": lambda w: m.Route.objects.create(partnership=w.home, name="y", **WRONG_WAY),
    "route_open_once": lambda w: m.Route.objects.create(partnership=w.home, name="Executive"),
    "engagement_ends_after_it_begins": lambda w: m.Engagement.objects.create(
        route=w.route, agency=w.body, **WRONG_WAY
    ),
    "engagement_open_once": lambda w: twice(m.Engagement.objects.create, route=w.route, agency=w.body),
    "board_ends_after_it_begins": lambda w: m.Board.objects.create(name="x", kind=w.kind, **WRONG_WAY),
    "boardlink_ends_after_it_begins": lambda w: m.BoardLink.objects.create(
        partnership=w.home, board=w.board, relation="x", **WRONG_WAY
    ),
    "boardlink_open_once": lambda w: twice(
        m.BoardLink.objects.create, partnership=w.home, board=w.board, relation="x"
    ),
    "memorandum_ends_after_signing": lambda w: m.Memorandum.objects.create(
        record=w.record(), partnership=w.home, title="x", signed_on=LATE, ended_on=EARLY
    ),
    "memorandum_review_after_signing": lambda w: m.Memorandum.objects.create(
        record=w.record(), partnership=w.home, title="x", signed_on=LATE, review_on=EARLY
    ),
    "memorandumparty_is_one_body": lambda w: m.MemorandumParty.objects.create(
        memorandum=m.Memorandum.objects.create(record=w.record(), partnership=w.home, title="x")
    ),
    "alias_ends_after_it_begins": lambda w: m.Alias.objects.create(name="x", board=w.board, **WRONG_WAY),
    "alias_of_one_thing": lambda w: m.Alias.objects.create(name="x"),
    "term_ends_after_it_begins": lambda w: m.Term.objects.create(code="ZZ", meaning="x", **WRONG_WAY),
    "term_once_in_partnership": lambda w: twice(
        m.Term.objects.create, partnership=w.home, code="ZZ", meaning="x"
    ),
    "term_once_for_all": lambda w: m.Term.objects.create(code="LSCB", meaning="x"),
    "arrangements_number_once": lambda w: (new_edition(w), new_edition(w, **published())),
    "arrangements_one_draft": lambda w: (new_edition(w), new_edition(w, number=2)),
    "arrangements_one_published": lambda w: (new_edition(w, **published()), new_edition(w, **published(number=2))),
    "arrangements_frozen_when_published": lambda w: new_edition(w, status="published"),
    "arrangementwords_version_once": lambda w: twice(
        m.ArrangementWords.objects.create,
        arrangements=m.Arrangements.objects.first() or new_edition(w),
        item="x",
        version=1,
        written_by="x",
        written_at=NOW,
    ),
    "checklistcheck_on_and_by": lambda w: m.ChecklistCheck.objects.create(
        checklist="x", source="x", checked_on=LATE, checked_by=""
    ),
}  # fmt: skip


def _other(w):
    if not hasattr(w, "other"):
        w.other = make.partnership()
    return w.other


def _agency(w):
    if not hasattr(w, "other_agency"):
        w.other_agency = make.agency()
    return w.other_agency


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses_what_breaks_a_constraint(name, world, broken):
    with broken(name):
        BREAKS[name](world)
