"""What a partnership's plans stand on, each on a page of its own: statements with their versions, strategies, events."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.partnership import queries as register
from goldenthread.plans import presenters, queries
from goldenthread.plans.models import Statement
from goldenthread.ui.pages import page


@needs(Permission.PLAN_VIEW)
def statements(request: HttpRequest, partnership: UUID) -> HttpResponse:
    """Show vision, values and core functions with their versions."""
    viewer, today = viewer_of(request), clock.today()
    home = register.partnership(viewer, partnership)
    rows = list(queries.statements(viewer, home.pk))
    kinds = [(label, [row for row in rows if row.kind == kind]) for kind, label in Statement.Kind.choices]
    context = {"home": home, "kinds": kinds, "today": today, "words": presenters}
    context["may_edit"] = viewer.may(Permission.PLAN_EDIT, partnership=home.pk)
    return page(request, "plans/statements.jinja", context, section="plans")


@needs(Permission.PLAN_VIEW)
def strategies(request: HttpRequest, partnership: UUID) -> HttpResponse:
    """Show the strategies of other boards, and the parts of plans that stand beside them."""
    viewer = viewer_of(request)
    home = register.partnership(viewer, partnership)
    rows = list(queries.strategies(viewer, partnership=home.pk))
    context = {
        "home": home,
        "rows": queries.beside(viewer, rows),
        "may_edit": viewer.may(Permission.PLAN_EDIT, partnership=home.pk),
        "words": presenters,
    }
    return page(request, "plans/strategies.jinja", context, section="plans")
