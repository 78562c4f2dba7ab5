"""The database's own lock on what was published: neither a question nor a standard of it is ever reworded."""

from django.db.backends.base.base import BaseDatabaseWrapper

SENTENCE = "A published edition never changes."
_LOCKED = {
    "quality_standard": "code, title, guidance, weight",
    "quality_question": "code, text, guidance, evidence_wanted, kind, scale_id, required, weight, allows_not_applicable",
}
_PUBLISHED = "(SELECT state FROM quality_edition WHERE id = OLD.of_edition_id) <> 'draft'"


def _on(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_never BEFORE UPDATE OF {columns} ON {table} WHEN {_PUBLISHED} "
            f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
            for table, columns in _LOCKED.items()
        ]
    refuse = (
        "CREATE OR REPLACE FUNCTION quality_never() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {_PUBLISHED} THEN RAISE EXCEPTION '{SENTENCE}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
    )
    return [refuse] + [
        f"CREATE TRIGGER {table}_never BEFORE UPDATE OF {columns} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION quality_never()"
        for table, columns in _LOCKED.items()
    ]


def lock(connection: BaseDatabaseWrapper) -> None:
    """Put the lock on."""
    _run(connection, _on(connection.vendor))


def unlock(connection: BaseDatabaseWrapper) -> None:
    """Take the lock off, for a migration that is undone."""
    sqlite = connection.vendor == "sqlite"
    _run(connection, [f"DROP TRIGGER IF EXISTS {each}_never" + ("" if sqlite else f" ON {each}") for each in _LOCKED])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
