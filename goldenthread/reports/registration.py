"""The contents page of the area: everything it adds to the whole."""

from goldenthread import jobs
from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.records import kinds
from goldenthread.reports import (
    citing,
    interface,
    packed,
    papers,
    queries,
    registered,
    tasks,
)
from goldenthread.reports.views import packs as pages_of_packs
from goldenthread.ui import menu, publicly
from goldenthread.workbench import materials, packs, panels, portable, printing, routes
from goldenthread.workbench.materials import Need
from goldenthread.workbench.parts import of_partnership, on_records

for _code, _label, _plural, _prefix, _url in (
    (queries.KIND, "Report", "Reports", "RPT", "reports:report"),
    (queries.RECEIVED, "Received report", "Received reports", "RCV", "reports:received_report"),
    (queries.UPDATE, "Joint update", "Joint updates", "UPD", "reports:update"),
):
    kinds.register(
        kinds.RecordKind(
            code=_code,
            label=_label,
            plural=_plural,
            prefix=_prefix,
            url_name=_url,
            view=Permission.REPORT_VIEW,
            visible=queries.visible,
        )
    )
publicly.register(publicly.PublicList("reports", "Reports", "reports:published", queries.has_published))
materials.register(
    materials.Material(
        citing.CODE,
        "Reports about single topics",
        offers=citing.offers,
        build=citing.block,
        serves=frozenset({Need.TRAINING, Need.DATA, Need.CONTEXT}),
    )
)
for _material in registered.MATERIALS:
    materials.register(_material)
for _part in packed.PARTS:
    packs.register(_part)
jobs.every(tasks.TIDY, cron="20 3 * * *")
for _printer in papers.PRINTERS:
    printing.register(_printer)
for _code, _label, _url, _order in (
    ("reports.list", "Reports", "reports:reports", 10),
    ("reports.sendings", "Sent", "reports:sendings", 30),
    ("reports.received", "Received reports", "reports:received", 40),
    ("reports.updates", "Joint updates", "reports:updates", 50),
):
    menu.register(menu.MenuItem(_code, _label, _url, Permission.REPORT_VIEW, _order, parent="reports"))
routes.register(routes.Routes("reports", "Reports", interface.router))
menu.register(
    menu.MenuItem("reports.packs", "Evidence packs", "reports:packs", Permission.PACK_MAKE, 60, parent="reports")
)
menu.register(
    menu.MenuItem("quality.packs", "Evidence packs", "reports:packs", Permission.PACK_MAKE, 34, parent="quality")
)
panels.register(panels.Panel("reports.pack", order=20, place="aside", show=pages_of_packs.panel))
menu.register(menu.MenuItem("reports", "Reports", "reports:reports", Permission.REPORT_VIEW, order=70))
portable.register(
    portable.Part(
        "reports",
        "Reports",
        (
            portable.Table("reports.Report", where=on_records()),
            portable.Table("reports.Section", by=("report",)),
            portable.Table("reports.Silence", by=("report",)),
            portable.Table("reports.Release", by=("report",)),
            portable.Table("reports.Edition", by=("report",)),
            portable.Table("reports.EditionFile", by=("edition",)),
            portable.Table("reports.Withdrawal", by=("edition",)),
            portable.Table("reports.Comment", by=("section",)),
            portable.Table("reports.Recipient", by=("report",)),
            portable.Table("reports.Sending", by=("recipient",)),
            portable.Table("reports.Chase", by=("sending",)),
            portable.Table("reports.Received", where=on_records()),
            portable.Table("reports.JointUpdate", where=on_records()),
            portable.Table("reports.UpdatePart", by=("update",)),
            portable.Table("reports.Pack", where=of_partnership("partnership")),
            portable.Table("reports.PackItem", by=("pack",)),
        ),
    )
)

# Each line: code, sentence, fields.
for _code, _sentence, _fields in [
    ("started", "started {title}", "title carried"),
    ("section_added", "added the section {heading} to {title}", "title heading"),
    ("section_written", "wrote {heading} in {title}", "title heading"),
    ("arranged", "changed the order or the contents of {title}", "title"),
    ("section_removed", "removed the section {heading} from {title}", "title heading"),
    ("section_ready", "marked {heading} in {title} as ready", "title heading"),
    ("section_drafting", "went back to writing {heading} in {title}", "title heading"),
    ("silenced", "silenced the proof-reader in {title}: {kind}. {why}", "title kind why"),
    ("heard_again", "asked the proof-reader again in {title}: {kind}", "title kind"),
    ("released", "released {count} small numbers of {title}: {why}", "title count why"),
    ("approved", "approved {title}", "title"),
    ("reopened", "opened {title} again: {why}", "title why"),
    ("published", "published edition {number} of {title}", "title number sha256 released"),
    ("section_looked_at", "read {heading} in {title}, which was carried from an earlier report", "title heading"),
    ("commented", "commented on {heading} in {title}", "title heading"),
    ("comment_asked", "asked {name} to answer a comment on {heading} in {title}", "title heading name"),
    ("comment_answered", "answered a comment on {heading} in {title}", "title heading"),
    ("comment_settled", "settled a comment on {heading} in {title}: {done}", "title heading done"),
    ("comment_reopened", "opened a comment on {heading} in {title} again: {why}", "title heading why"),
    ("recipient_added", "added {name} to those {title} goes to", "title name"),
    ("recipient_changed", "changed {name}, to whom {title} goes", "title name changes"),
    ("recipient_removed", "removed {name} from those {title} goes to", "title name"),
    ("recipient_excused", "decided that {title} does not go to {name}: {why}", "title name why"),
    ("recipient_included", "put {name} back on the list of {title}", "title name"),
    ("sent", "recorded that edition {number} of {title} was sent to {name} on {on}", "title name number on how"),
    ("receipt_noted", "noted that {name} has edition {number} of {title}", "title name number"),
    ("chased", "asked {name} whether edition {number} of {title} arrived", "title name number"),
    ("sending_taken_back", "took back that edition {number} of {title} went to {name}: {why}", "title name number why"),
    ("asked_for", "asked for {title}", "title due"),
    ("received", "noted that {title} arrived on {on}", "title on"),
    ("summarised", "told in short what {title} says", "title"),
    ("update_begun", "began {title}, to {board}", "title board"),
    ("update_asked", "asked {agency} for its part of {title}", "title agency"),
    ("update_introduced", "wrote the introduction of {title}", "title"),
    ("update_part_written", "wrote the part of {agency} in {title}", "title agency"),
    ("update_part_dropped", "took the part of {agency} out of {title}: {why}", "title agency why"),
    ("update_given", "noted that {title} was given on {on}", "title on released"),
    ("pack_asked", "asked for the evidence pack {title}, of {parts} parts", "title parts restricted pack"),
    ("pack_made", "made the evidence pack {title}, of {items} items", "title items restricted sha256 pack"),
    ("pack_opened", "took the evidence pack {title} as {format}", "title format pack"),
    ("pack_copies_deleted", "deleted the copies of the evidence pack {title}", "title pack"),
    ("taken_down", "took edition {number} of {title} down: {why}", "title number why"),
]:
    audit.declare(f"reports.{_code}", _sentence, fields=_fields)
