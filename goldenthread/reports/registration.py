"""The contents page of the area: everything it adds to the whole."""

from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.records import kinds
from goldenthread.reports import queries
from goldenthread.ui import menu
from goldenthread.workbench import portable
from goldenthread.workbench.parts import on_records

kinds.register(
    kinds.RecordKind(
        code=queries.KIND,
        label="Report",
        plural="Reports",
        prefix="RPT",
        url_name="reports:report",
        view=Permission.REPORT_VIEW,
        visible=queries.visible,
    )
)
menu.register(menu.MenuItem("reports", "Reports", "reports:reports", Permission.REPORT_VIEW, order=70))
portable.register(
    portable.Part(
        "reports",
        "Reports",
        (
            portable.Table("reports.Report", where=on_records()),
            portable.Table("reports.Section", by=("report",)),
            portable.Table("reports.Edition", by=("report",)),
            portable.Table("reports.EditionFile", by=("edition",)),
            portable.Table("reports.Withdrawal", by=("edition",)),
        ),
    )
)

# Each line: code, sentence, fields.
for _code, _sentence, _fields in [
    ("started", "started {title}", "title"),
    ("section_added", "added the section {heading} to {title}", "title heading"),
    ("section_written", "wrote {heading} in {title}", "title heading"),
    ("approved", "approved {title}", "title"),
    ("reopened", "opened {title} again: {why}", "title why"),
    ("published", "published edition {number} of {title}", "title number sha256 released"),
    ("taken_down", "took edition {number} of {title} down: {why}", "title number why"),
]:
    audit.declare(f"reports.{_code}", _sentence, fields=_fields)
