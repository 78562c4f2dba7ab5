"""The contents page of the area: everything it adds to the whole."""

from goldenthread import jobs
from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.evidence import veiling
from goldenthread.records import kinds
from goldenthread.releases import interface, queries, tasks
from goldenthread.releases.queries import materials as offered
from goldenthread.ui import menu, publicly
from goldenthread.workbench import materials, portable, routes
from goldenthread.workbench.materials import Need
from goldenthread.workbench.parts import of_partnership, on_records

kinds.register(
    kinds.RecordKind(
        code=queries.KIND,
        label="Release",
        plural="Releases",
        prefix="REL",
        url_name="releases:release",
        view=Permission.RELEASE_VIEW,
        visible=queries.visible,
    )
)
menu.register(
    menu.MenuItem("releases", "Releases", "releases:releases", Permission.RELEASE_VIEW, order=80, parent="evidence")
)
materials.register(
    materials.Material(
        offered.CODE,
        "Released tables",
        offers=offered.offers,
        build=offered.build,
        serves=frozenset({Need.DATA, Need.DISPROPORTIONALITY}),
    )
)
publicly.register(publicly.PublicList("releases", "Data", "releases:published", queries.published_releases))
routes.register(routes.Routes("releases", "Releases", interface.router))
portable.register(
    portable.Part(
        "releases",
        "Releases",
        (
            portable.Table("releases.Policy", where=of_partnership("partnership")),
            portable.Table("releases.Release", where=on_records()),
            portable.Table("releases.Edition", by=("release",)),
            portable.Table("releases.Decision", by=("edition",)),
            portable.Table("releases.Withdrawal", by=("edition",)),
            portable.Table("releases.Standing", where=of_partnership("partnership")),
        ),
    )
)

veiling.provide(queries.judge)
jobs.every(tasks.KEEP_UP, cron="*/15 * * * *")

# Each line: code, sentence, fields.
for _code, _sentence, _fields in [
    ("policy_decided", "decided what {audience} may not see: {rule} {why}", "audience rule why"),
    (
        "prepared",
        "prepared edition {number} of {title} for {audience}, {hidden} cells hidden",
        "title number audience hidden",
    ),
    (
        "protected",
        "protected the figures of {indicators} indicators for {audience}, {hidden} cells hidden",
        "audience indicators hidden",
    ),
    ("released", "released edition {number} of {title} to {audience}: {why}", "title number audience why"),
    ("sent_back", "sent edition {number} of {title} back: {why}", "title number why"),
    ("withdrawn", "took edition {number} of {title} down: {why}", "title number why"),
]:
    audit.declare(f"releases.{_code}", _sentence, fields=_fields)
