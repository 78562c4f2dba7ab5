"""The database's own lock on blind grades: once an agency has handed its grades in, none of them changes.

The lock also keeps an audit's grades from being handed back once they were opened.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

SENTENCE = "Grades that were handed in never change."
_TABLE, _PARTICIPANT = "case_audits_grade", "case_audits_participant"
_IN = "(SELECT in_at FROM case_audits_participant WHERE id = OLD.participant_id) IS NOT NULL"
_OPENED = "(SELECT opened_at FROM case_audits_audit WHERE record_id = OLD.audit_id) IS NOT NULL"
_RAISE = f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
_ON = {
    "sqlite": [
        f"CREATE TRIGGER {_TABLE}_in_{act.lower()} BEFORE {act} ON {_TABLE} WHEN {_IN} {_RAISE}"
        for act in ("UPDATE", "DELETE")
    ]
    + [
        f"CREATE TRIGGER {_PARTICIPANT}_open BEFORE UPDATE OF in_at ON {_PARTICIPANT} "
        f"WHEN OLD.in_at IS NOT NEW.in_at AND {_OPENED} {_RAISE}"
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION case_audits_in() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {_IN} THEN "
        f"RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER {_TABLE}_in BEFORE UPDATE OR DELETE ON {_TABLE} FOR EACH ROW EXECUTE FUNCTION case_audits_in()",
        "CREATE OR REPLACE FUNCTION case_audits_open() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF OLD.in_at IS DISTINCT FROM NEW.in_at AND {_OPENED} THEN "
        f"RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER {_PARTICIPANT}_open BEFORE UPDATE OF in_at ON {_PARTICIPANT} "
        "FOR EACH ROW EXECUTE FUNCTION case_audits_open()",
    ],
}
_OFF = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS {name}"
        for name in (f"{_TABLE}_in_update", f"{_TABLE}_in_delete", f"{_PARTICIPANT}_open")
    ],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS {_TABLE}_in ON {_TABLE}",
        f"DROP TRIGGER IF EXISTS {_PARTICIPANT}_open ON {_PARTICIPANT}",
    ],
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
