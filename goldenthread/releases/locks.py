"""The database's own locks: what was prepared, decided and withdrawn never changes."""

from django.db.backends.base.base import BaseDatabaseWrapper

SENTENCE = "What was released never changes."
_TABLES = ("releases_policy", "releases_edition", "releases_decision", "releases_withdrawal", "releases_standing")
_ON = {
    "sqlite": [
        f"CREATE TRIGGER {table}_never BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        for table in _TABLES
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION releases_never() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        *(
            f"CREATE TRIGGER {table}_never BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION releases_never()"
            for table in _TABLES
        ),
    ],
}
_OFF = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {table}_never" for table in _TABLES],
    "postgresql": [f"DROP TRIGGER IF EXISTS {table}_never ON {table}" for table in _TABLES],
}


def lock(connection: BaseDatabaseWrapper) -> None:
    """Put the locks on."""
    _run(connection, _ON[connection.vendor])


def unlock(connection: BaseDatabaseWrapper) -> None:
    """Take the locks off, for a migration that is undone."""
    _run(connection, _OFF[connection.vendor])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
