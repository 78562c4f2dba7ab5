import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from goldenthread.access import identity
from goldenthread.audit import seals, trail
from goldenthread.audit.models import AuditEvent, ChainHead
from goldenthread.foundation.errors import NotAllowed, RuleBroken

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(admin, at):
    return [trail.write("audit.searched", by=admin, at=at, query=f"word {number}") for number in range(5)]


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


HOSTILE = [
    "UPDATE audit_auditevent SET actor_name = 'Nobody' WHERE number = 2",
    "UPDATE audit_auditevent SET number = 99 WHERE number = 2",
    "DELETE FROM audit_auditevent WHERE number = 5",
    "DELETE FROM audit_auditevent",
]


@pytest.mark.parametrize("statement", HOSTILE)
def test_the_database_refuses_to_change_or_delete_a_row(rows, statement):
    with pytest.raises(DatabaseError, match="only ever added to"):
        run(statement)
    assert trail.verify().broken_at is None
    assert AuditEvent.objects.count() == 5


def test_the_database_refuses_to_replace_or_empty_the_trail(rows):
    columns = (
        "number, event, at, actor, actor_name, through, request, address, record, partnership, details, before, seal"
    )
    sly = {
        "sqlite": f"INSERT OR REPLACE INTO audit_auditevent SELECT {columns.replace('actor_name', chr(39) + 'x' + chr(39))} "
        "FROM audit_auditevent WHERE number = 2",
        "postgresql": "TRUNCATE audit_auditevent",
    }[connection.vendor]
    with pytest.raises(DatabaseError, match="only ever added to"):
        run(sly)


def test_django_itself_cannot_change_a_row(rows):
    with pytest.raises(DatabaseError), transaction.atomic():
        rows[0].delete()
    rows[1].actor_name = "Nobody"
    with pytest.raises(DatabaseError), transaction.atomic():
        rows[1].save()


@pytest.mark.parametrize(
    ("statement", "broken_at", "why"),
    [
        ("UPDATE audit_auditevent SET actor_name = 'Nobody' WHERE number = 2", 2, "words have been changed"),
        ('UPDATE audit_auditevent SET details = \'{"query": "other"}\' WHERE number = 3', 3, "words have been changed"),
        ("UPDATE audit_auditevent SET before = seal WHERE number = 3", 3, "not joined"),
        ("DELETE FROM audit_auditevent WHERE number = 2", 2, "missing"),
        ("DELETE FROM audit_auditevent WHERE number = 1", 1, "missing"),
        ("DELETE FROM audit_auditevent WHERE number = 5", 5, "newest rows"),
        ("DELETE FROM audit_chainhead", 6, "newest rows"),
        ("DELETE FROM audit_auditevent", 1, "newest rows"),
    ],
)
def test_with_the_locks_broken_open_every_change_is_found(rows, statement, broken_at, why):
    seals.unlock(connection)
    run(statement)
    verdict = trail.verify()
    assert verdict.broken_at == broken_at
    assert why in verdict.why
    seals.lock(connection)


def test_a_checkpoint_kept_elsewhere_finds_a_trail_that_was_rewritten_whole(rows, admin, at):
    before = trail.verify()
    seals.unlock(connection)
    run("DELETE FROM audit_auditevent")
    run("DELETE FROM audit_chainhead")
    seals.lock(connection)
    for number in range(7):
        trail.write("audit.searched", by=admin, at=at, query=f"other {number}")
    assert trail.verify().broken_at is None, "a trail rewritten from its beginning is sound in itself"
    assert trail.verify(checkpoint=(before.number, before.seal)).broken_at == 5


def test_a_change_that_is_undone_leaves_no_row(admin, at):
    with transaction.atomic():
        trail.write("audit.searched", by=admin, at=at, query="x")
        transaction.set_rollback(True)
    assert not AuditEvent.objects.exists()
    assert trail.verify().broken_at is None


def test_one_row_costs_three_queries(admin, at, django_assert_num_queries):
    trail.write("audit.searched", by=admin, at=at, query="x")
    with django_assert_num_queries(3), transaction.atomic(savepoint=False):
        trail.write("audit.searched", by=admin, at=at, query="x")


def test_an_event_takes_exactly_its_fields(admin, at):
    with pytest.raises(trail.UndeclaredField):
        trail.write("audit.searched", by=admin, at=at, query="x", more="y")
    with pytest.raises(KeyError, match="not declared"):
        trail.write("audit.unknown_event", by=admin, at=at)


@pytest.fixture
def as_admin(admin, monkeypatch):
    monkeypatch.setattr(identity, "_resolvers", [lambda email, through: admin])


def test_the_command_prints_a_checkpoint_that_it_later_accepts(rows, as_admin, capsys):
    call_command("verify-audit")
    said = capsys.readouterr().out
    assert "5 rows" in said
    call_command("verify-audit", since=said.split()[-1])
    assert ChainHead.objects.get().number == 7, "each check is itself in the trail"


def test_the_command_names_the_first_broken_row_and_fails(rows, as_admin, capsys):
    seals.unlock(connection)
    run("UPDATE audit_auditevent SET event = 'x.y' WHERE number = 4")
    with pytest.raises(SystemExit) as ended:
        call_command("verify-audit")
    assert ended.value.code == 1
    assert "broken at row 4" in capsys.readouterr().err
    seals.lock(connection)


def test_a_checkpoint_that_cannot_be_read_is_refused(as_admin):
    with pytest.raises(RuleBroken, match="looks like"):
        call_command("verify-audit", since="5:abc")


def test_only_who_may_read_the_whole_trail_may_check_it(stranger, monkeypatch):
    monkeypatch.setattr(identity, "_resolvers", [lambda email, through: stranger])
    with pytest.raises(NotAllowed):
        call_command("verify-audit")


def test_the_trail_is_not_emptied_outside_tests(settings):
    settings.MODE = "production"
    with pytest.raises(NotAllowed, match="audit trail"):
        call_command("flush", interactive=False)


@pytest.mark.django_db(transaction=True)
def test_tests_that_commit_can_be_cleared_away(rows):
    assert trail.verify().rows == 5


@pytest.mark.django_db(transaction=True)
def test_locks_are_on_again_after_clearing(rows):
    with pytest.raises(DatabaseError, match="only ever added to"):
        run("DELETE FROM audit_auditevent")
