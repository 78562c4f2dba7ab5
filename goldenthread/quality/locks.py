"""The database's own lock on what was published: no question, standard or scale of it is ever reworded."""

from django.db.backends.base.base import BaseDatabaseWrapper

SENTENCE = "A published edition never changes."
_PUBLISHED = "(SELECT state FROM quality_edition WHERE id = OLD.of_edition_id) <> 'draft'"
_ASKED = (
    "EXISTS (SELECT 1 FROM quality_question q JOIN quality_edition e ON e.id = q.of_edition_id "
    "WHERE q.scale_id = OLD.{key} AND e.state <> 'draft')"
)
_LOCKED = {
    "quality_standard": ("code, title, guidance, weight", _PUBLISHED),
    "quality_question": (
        "code, text, guidance, evidence_wanted, kind, scale_id, required, weight, allows_not_applicable",
        _PUBLISHED,
    ),
    "quality_scale": ("kind, step, better", _ASKED.format(key="id")),
    "quality_scalevalue": ("code, label, points, descriptor", _ASKED.format(key="scale_id")),
}


def _on(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_never BEFORE UPDATE OF {columns} ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
            for table, (columns, when) in _LOCKED.items()
        ]
    made = []
    for table, (columns, when) in _LOCKED.items():
        made.append(
            f"CREATE OR REPLACE FUNCTION {table}_never() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {when} THEN RAISE EXCEPTION '{SENTENCE}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
        )
        made.append(
            f"CREATE TRIGGER {table}_never BEFORE UPDATE OF {columns} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_never()"
        )
    return made


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
