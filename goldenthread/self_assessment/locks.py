"""The database's own lock on what was signed: of a version only that it is whole is ever added; a signature never changes."""

from django.db.backends.base.base import BaseDatabaseWrapper

SENTENCE = "What was signed never changes."
_LOCKED = {
    "self_assessment_version": "sheet_id, number, lines, checksum, why, frozen_at",
    "self_assessment_signature": "version_id, role, name, person_id, on_paper, signed_on, at, by_name",
    "self_assessment_judgement": "sheet_id, version, code, sort, value, reason, at",
}
_SQLITE = (
    "CREATE TRIGGER {table}_never BEFORE UPDATE OF {columns} ON {table} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
)
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION self_assessment_never() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)
_POSTGRES = (
    "CREATE TRIGGER {table}_never BEFORE UPDATE OF {columns} ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION self_assessment_never()"
)


def lock(connection: BaseDatabaseWrapper) -> None:
    """Put the lock on."""
    sqlite = connection.vendor == "sqlite"
    pattern = _SQLITE if sqlite else _POSTGRES
    made = [pattern.format(table=each, columns=columns, sentence=SENTENCE) for each, columns in _LOCKED.items()]
    _run(connection, made if sqlite else [_FUNCTION, *made])


def unlock(connection: BaseDatabaseWrapper) -> None:
    """Take the lock off, for a migration that is undone."""
    sqlite = connection.vendor == "sqlite"
    _run(connection, [f"DROP TRIGGER IF EXISTS {each}_never" + ("" if sqlite else f" ON {each}") for each in _LOCKED])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
