"""Law 3: every write and every read of other people's data says who is looking, in the same way everywhere."""

import inspect

from tests.support import product, tree


def test_operations_are_marked_and_are_called_by_name_only():
    faults = []
    for module in product.loaded("operations"):
        for name, function in product.public_functions(module):
            where = f"{module.__name__}.{name}"
            if not getattr(function, "gt_writes", False):
                faults.append(f"{where} is not decorated with @writes")
                continue
            parameters = inspect.signature(function).parameters
            given = [key for key, each in parameters.items() if each.kind not in (each.KEYWORD_ONLY, each.VAR_KEYWORD)]
            if given:
                faults.append(f"{where} can be called with {', '.join(given)} by position: put `*,` first")
            faults += [f"{where} does not take {need}=" for need in ("by", "at") if need not in parameters]
    assert not faults, tree.told(
        faults,
        "an operation looks like\n\n"
        "    @writes\n"
        "    def rename_group(*, by: Viewer, at: datetime, group: UUID, name: str) -> None:\n"
        '        """Give a group another name."""\n\n'
        "A helper that only operations use begins with an underscore, or belongs in rules.py.",
    )


def test_queries_are_marked_and_start_from_the_viewer():
    faults = []
    for module in product.loaded("queries"):
        for name, function in product.public_functions(module):
            where = f"{module.__name__}.{name}"
            reads, reason = getattr(function, "gt_reads", False), getattr(function, "gt_unscoped_reason", "")
            if not reads and not reason:
                faults.append(f"{where} is not decorated with @reads")
            elif reads and next(iter(inspect.signature(function).parameters), "") != "viewer":
                faults.append(f"{where} does not take the viewer as its first argument")
    assert not faults, tree.told(
        faults,
        "a query looks like\n\n"
        "    @reads\n"
        "    def groups(viewer: Viewer, *, open_only: bool = True) -> QuerySet[Group]:\n"
        '        """Return the groups that the viewer may know of."""\n\n'
        "The very few that must answer before there is a viewer (signing in, building the viewer) are decorated\n"
        '    @unscoped("why nobody can misuse it")\n'
        "from access.guards; `python3 dev.py wiring` lists them.",
    )


def test_every_operation_of_an_area_writes_the_audit_trail_or_calls_one_that_does():
    faults = []
    for module in product.loaded("operations"):
        source = inspect.getsource(module)
        if product.public_functions(module) and "trail" not in source and ".records" not in module.__name__:
            faults.append(f"{module.__name__} never writes the audit trail")
    assert not faults, tree.told(
        faults,
        'from goldenthread.audit import trail, and in each operation:\n    trail.write("area.thing_done", by=by, at=at, '
        "record=…, field=…)\nwith the event declared in registration.py.",
    )
