"""The contents page of the area: everything it adds to the whole."""

from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.performance import offered, packing, queries
from goldenthread.records import kinds
from goldenthread.ui import menu
from goldenthread.workbench import materials, packs, portable
from goldenthread.workbench.materials import Need
from goldenthread.workbench.parts import on_records

_VIEW = Permission.EVIDENCE_READ

kinds.register(
    kinds.RecordKind(
        code=queries.KIND,
        label="Profile",
        plural="Profiles",
        prefix="PRF",
        url_name="performance:profile",
        view=_VIEW,
        visible=queries.visible,
    )
)
menu.register(menu.MenuItem("performance", "Overview", "performance:overview", _VIEW, order=4, parent="evidence"))
menu.register(
    menu.MenuItem("performance.profiles", "Profiles", "performance:profiles", _VIEW, order=6, parent="evidence")
)
menu.register(menu.MenuItem("performance.paper", "Board paper", "performance:paper", _VIEW, order=8, parent="evidence"))
materials.register(
    materials.Material(
        offered.CODE,
        "Performance",
        offers=offered.offers,
        build=offered.build,
        serves=frozenset({Need.DATA, Need.CONTEXT}),
    )
)
packs.register(packing.PART)
portable.register(
    portable.Part(
        "performance", "Profiles and spotlights", (portable.Table("performance.Profile", where=on_records()),)
    )
)

# Each line: code, sentence, fields.
for _code, _sentence, _fields in [
    ("added", "made the profile {title}", "title"),
    ("changed", "changed the profile {title}", "title changes"),
    ("section_put", "changed the section {section} of the profile {title}", "title section"),
    ("ended", "ended the profile {title}", "title"),
    ("taken_internal", "took {what} with every small number: {why}", "what why"),
    ("taken_up", "took the profile {title} up again", "title"),
]:
    audit.declare(f"performance.{_code}", _sentence, fields=_fields)
