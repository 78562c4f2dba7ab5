"""The database's own lock on what was signed: of a version only its acceptance is ever added."""

from django.db.backends.base.base import BaseDatabaseWrapper

SENTENCE = "A signed version never changes."
_TABLE = "returns_version"
_FROZEN = "answer_id, number, lines, why, signed_at, signed_by_id"
_ON = {
    "sqlite": [
        f"CREATE TRIGGER {_TABLE}_never BEFORE UPDATE OF {_FROZEN} ON {_TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION returns_never() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {_TABLE}_never BEFORE UPDATE OF {_FROZEN} ON {_TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION returns_never()",
    ],
}
_OFF = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {_TABLE}_never"],
    "postgresql": [f"DROP TRIGGER IF EXISTS {_TABLE}_never ON {_TABLE}"],
}


def lock(connection: BaseDatabaseWrapper) -> None:
    """Put the lock on."""
    _run(connection, _ON[connection.vendor])


def unlock(connection: BaseDatabaseWrapper) -> None:
    """Take the lock off, for a migration that is undone."""
    _run(connection, _OFF[connection.vendor])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
