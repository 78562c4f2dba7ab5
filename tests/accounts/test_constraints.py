from datetime import UTC, datetime

from goldenthread.accounts.models import User


def test_an_email_has_one_account_whatever_its_case(broken):
    joined = datetime(2026, 4, 2, tzinfo=UTC)
    User.objects.create(email="robin@example.org", name="Robin", joined_at=joined)
    with broken("user_email_once"):
        User.objects.create(email="Robin@Example.org", name="Robin", joined_at=joined)
