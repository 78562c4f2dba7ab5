"""What a viewer may do, and where."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from goldenthread.access.guards import ViewerMissing, needs, public, reads, signed_in, viewer_of, writes
from goldenthread.access.permissions import Permission
from goldenthread.access.roles import ROLES, Scope
from goldenthread.access.viewer import Grant, Viewer
from goldenthread.foundation.errors import NotAllowed

PARTNERSHIP, OTHER, GROUP, AGENCY = (uuid4() for _ in range(4))


def viewer(*grants):
    return Viewer(user_id=uuid4(), name="A viewer", email="viewer@example.org", grants=grants)


MANAGER = viewer(Grant("business_manager", Scope.PARTNERSHIP, PARTNERSHIP, frozenset({PARTNERSHIP})))
MEMBER = viewer(Grant("agency_member", Scope.AGENCY, AGENCY, frozenset({PARTNERSHIP, OTHER})))
CHAIR = viewer(Grant("group_chair", Scope.GROUP, GROUP, frozenset({PARTNERSHIP})))
ADMINISTRATOR = viewer(Grant("system_administrator", Scope.INSTALLATION))
STRANGER = viewer()


@pytest.mark.parametrize(
    ("who", "permission", "where", "may"),
    [
        (MANAGER, Permission.PARTNERSHIP_EDIT, {"partnership": PARTNERSHIP}, True),
        (MANAGER, Permission.PARTNERSHIP_EDIT, {"partnership": OTHER}, False),
        (MANAGER, Permission.PARTNERSHIP_EDIT, {}, False),
        (MANAGER, Permission.PARTNERSHIP_IMPORT, {"partnership": PARTNERSHIP}, False),
        (MEMBER, Permission.DOCUMENT_EDIT, {"agency": AGENCY}, True),
        (MEMBER, Permission.DOCUMENT_EDIT, {"partnership": PARTNERSHIP}, False),
        (CHAIR, Permission.GROUP_EDIT, {"group": GROUP}, True),
        (CHAIR, Permission.GROUP_EDIT, {"group": OTHER, "partnership": PARTNERSHIP}, False),
        (ADMINISTRATOR, Permission.PARTNERSHIP_EDIT, {"partnership": OTHER}, True),
        (ADMINISTRATOR, Permission.PARTNERSHIP_CREATE, {}, True),
        (STRANGER, Permission.PARTNERSHIP_VIEW, {"partnership": PARTNERSHIP}, False),
    ],
)
def test_a_permission_holds_only_where_its_role_is_held(who, permission, where, may):
    assert who.may(permission, **where) is may
    if may:
        who.require(permission, **where)
    else:
        with pytest.raises(NotAllowed, match="Your roles do not let you"):
            who.require(permission, **where)


def test_a_missing_place_never_counts_as_a_place():
    assert not MANAGER.may(Permission.PARTNERSHIP_EDIT, partnership=None, group=None, agency=None)


def test_an_agency_member_reads_about_every_partnership_the_agency_serves():
    reach = MEMBER.reach(Permission.PARTNERSHIP_VIEW)

    assert reach.around == {PARTNERSHIP, OTHER}
    assert reach.partnerships == frozenset()


def test_a_stranger_reaches_nowhere():
    assert all(STRANGER.reach(permission).nowhere for permission in Permission)


def test_an_elected_observer_reads_but_takes_no_part_in_decisions():
    observer = ROLES["elected_observer"]

    assert not observer.votes
    assert Permission.DOCUMENT_VIEW in observer.permissions
    assert ROLES["lay_member"].votes


def test_only_case_leads_reach_walled_casework():
    holders = {code for code, role in ROLES.items() if Permission.WALLED_CASEWORK in role.permissions}

    assert holders == {"case_review_lead", "child_death_lead", "allegations_lead"}


def test_whoever_reviews_the_opening_of_walled_records_cannot_open_them():
    for role in ROLES.values():
        assert not {Permission.BREAK_GLASS, Permission.BREAK_GLASS_REVIEW} <= role.permissions, role.name


def test_a_query_refuses_to_run_without_a_viewer():
    @reads
    def agencies(viewer):
        return "all of them"

    with pytest.raises(ViewerMissing):
        agencies()
    with pytest.raises(ViewerMissing):
        agencies("somebody@example.org")
    assert agencies(STRANGER) == "all of them"


@pytest.mark.django_db
def test_an_operation_wants_a_viewer_and_a_moment_with_a_zone_by_name():
    @writes
    def close(*, by, at):
        return "closed"

    moment = datetime(2026, 4, 2, 16, tzinfo=UTC)
    with pytest.raises(ViewerMissing):
        close(MANAGER, at=moment)
    with pytest.raises(ViewerMissing):
        close(by=None, at=moment)
    with pytest.raises(TypeError, match="time zone"):
        close(by=MANAGER, at=moment.replace(tzinfo=None))
    assert close(by=MANAGER, at=moment) == "closed"


def test_a_page_opens_only_to_those_who_hold_its_permission(rf):
    view = needs(Permission.AUDIT_VIEW)(lambda request: "the trail")
    request = rf.get("/")
    with pytest.raises(NotAllowed, match="Sign in"):
        view(request)
    request.viewer = STRANGER
    with pytest.raises(NotAllowed, match="search the audit trail"):
        view(request)
    request.viewer = MANAGER
    assert view(request) == "the trail"


def test_pages_for_everybody_signed_in_still_refuse_strangers_and_public_ones_say_why(rf):
    request = rf.get("/")
    with pytest.raises(NotAllowed):
        signed_in(lambda request: "mine")(request)
    opened = public("a published report")(lambda request: "for all")

    assert opened(request) == "for all"
    assert opened.gt_public_reason == "a published report"
    with pytest.raises(NotAllowed):
        viewer_of(request)
