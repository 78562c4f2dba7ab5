"""The database's own locks on the trail: triggers that let rows in and never let them change or go."""

from django.db.backends.base.base import BaseDatabaseWrapper

SENTENCE = "The audit trail is only ever added to."

_SQLITE_ON = [
    f"CREATE TRIGGER audit_never_{what} BEFORE {what.upper()} ON audit_auditevent "
    f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    for what in ("update", "delete")
] + [
    # INSERT OR REPLACE takes a row away without a DELETE
    "CREATE TRIGGER audit_never_replace BEFORE INSERT ON audit_auditevent "  # noqa: S608 - every word of it is ours
    "WHEN EXISTS (SELECT 1 FROM audit_auditevent WHERE number = NEW.number OR seal = NEW.seal) "
    f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
]
_SQLITE_OFF = [f"DROP TRIGGER IF EXISTS audit_never_{what}" for what in ("update", "delete", "replace")]
_POSTGRESQL_ON = [
    "CREATE OR REPLACE FUNCTION audit_never() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'insufficient_privilege'; END $$",
    "CREATE TRIGGER audit_never_change BEFORE UPDATE OR DELETE ON audit_auditevent "
    "FOR EACH ROW EXECUTE FUNCTION audit_never()",
    "CREATE TRIGGER audit_never_truncate BEFORE TRUNCATE ON audit_auditevent "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_never()",
]
_POSTGRESQL_OFF = [
    "DROP TRIGGER IF EXISTS audit_never_change ON audit_auditevent",
    "DROP TRIGGER IF EXISTS audit_never_truncate ON audit_auditevent",
    "DROP FUNCTION IF EXISTS audit_never()",
]
_ON = {"sqlite": _SQLITE_ON, "postgresql": _POSTGRESQL_ON}
_OFF = {"sqlite": _SQLITE_OFF, "postgresql": _POSTGRESQL_OFF}


def lock(connection: BaseDatabaseWrapper) -> None:
    """Put the locks on."""
    _run(connection, _ON[connection.vendor])


def unlock(connection: BaseDatabaseWrapper) -> None:
    """Take the locks off: for migrations that undo, for emptying a test database, and for tests of what is found then."""
    _run(connection, _OFF[connection.vendor])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
