"""The migration that creates an area's tables, made quick.

Django works out the relations between all tables anew after each table that it creates. Every record of the product points to
`records.Record`, so that each new table costs as much as all before it: most of the time of setting an empty database up. A new
table changes nothing in those that it points to, so here only the new ones are worked out.
"""

from itertools import takewhile
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState


class FirstTables(Migration):
    """A first migration: the tables that it begins with are told to Django together, then created one by one.

    What the database is told is the same, in the same order. The steps after the tables are taken as in any migration.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """Create the tables; return the state with them. Showing the statements (``sqlmigrate``) goes Django's own way."""
        tables: list[Any] = list(takewhile(lambda step: isinstance(step, CreateModel), self.operations))
        if collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        known = project_state.apps
        del project_state.apps  # or telling of a table would work out everything that is known anew
        for step in tables:
            step.state_forwards(self.app_label, project_state)
        project_state.apps = known
        known.render_multiple([project_state.models[self.app_label, step.name_lower] for step in tables])
        for step in tables:
            step.database_forwards(self.app_label, schema_editor, project_state, project_state)
        done: ProjectState = self._rest(len(tables)).apply(project_state, schema_editor)
        return done

    def _rest(self, done: int) -> Any:
        rest: Any = Migration(self.name, self.app_label)
        rest.operations = self.operations[done:]
        return rest
