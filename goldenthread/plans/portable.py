"""What leaves with a partnership: its plans and all that hangs on them."""

from goldenthread.workbench.parts import of_partnership, on_records
from goldenthread.workbench.portable import Part, Table, leave_out, register

TABLES = (
    Table("plans.Statement", where=of_partnership("partnership")),
    Table("plans.Strategy", where=of_partnership("partnership")),
    Table("plans.Plan", where=on_records()),
    Table("plans.Item", by=("plan",)),
    Table("plans.Duty", by=("item",)),
    Table("plans.Measure", by=("item",)),
    Table("plans.Service", by=("item",)),
    Table("plans.Joint", by=("item",)),
    Table("plans.Alignment", by=("item",)),
    Table("plans.Basis", by=("item",)),
    Table("plans.PlanAction", by=("item",)),
    Table("plans.Event", where=on_records()),
    Table("plans.EventLine", by=("event",)),
    Table("plans.Cycle", by=("plan",)),
    Table("plans.Review", by=("cycle",)),
    Table("plans.Progress", by=("item",)),
    Table("plans.FourPart", by=("item",)),
    Table("plans.Escalation", by=("item",)),
    Table("plans.SignOff", by=("item",)),
    Table("plans.Lineage", by=("plan",)),
    Table("plans.Note", by=("plan",)),
)


def register_all() -> None:
    """Register the tables of the area, and say what stays behind."""
    register(Part("plans", "Plans", TABLES))
    leave_out(
        "a file that is being read and was not kept; a kept one is among the papers of its plan", "plans.PlanImport"
    )
