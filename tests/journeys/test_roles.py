"""Every role of the demonstration, signed in by one click."""

import pytest

from goldenthread.access.permissions import Permission
from goldenthread.access.roles import ROLES


@pytest.mark.smoke
def test_a_business_manager_sees_her_work(visitor):
    visitor.signs_in_as("Business manager").sees_heading("My work")
    visitor.picture("my-work")


def test_each_role_signs_in_and_sees_its_navigation_and_nothing_it_may_not_open(site, visitors):
    for role in ROLES.values():
        someone = visitors(site)
        someone.signs_in_as(role.name)
        assert "/sign-in/" not in someone.page.url, f"{role.name} could not sign in"
        someone.is_at("/").sees_heading("My work")
        navigation = someone.page.get_by_role("navigation")
        if Permission.AUDIT_VIEW not in role.permissions:
            assert navigation.get_by_role("link", name="Audit trail").count() == 0, (
                f"{role.name} is shown the audit trail"
            )
        answer = someone.page.request.get(f"{site.address}/accounts/")
        allowed = Permission.ACCOUNT_VIEW in role.permissions
        assert (answer.status == 200) is allowed, f"{role.name} got {answer.status} for the list of accounts"
