"""The contents page of the area: everything it adds to the whole."""

from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.evidence import checking, interface, queries, signalling, signals
from goldenthread.evidence.queries import materials as offered
from goldenthread.records import kinds
from goldenthread.ui import menu
from goldenthread.workbench import checks, materials, portable, routes
from goldenthread.workbench.materials import Need
from goldenthread.workbench.parts import of_partnership, on_records

kinds.register(
    kinds.RecordKind(
        code=queries.KIND,
        label="Indicator",
        plural="Indicators",
        prefix="IND",
        url_name="evidence:indicator",
        view=Permission.EVIDENCE_READ,
        visible=queries.visible,
        yearly=False,
    )
)
_VIEW = Permission.EVIDENCE_VIEW
menu.register(
    menu.MenuItem("evidence", "Data", "evidence:indicators", Permission.EVIDENCE_READ, order=40, or_below=True)
)
for _place, (_code, _label, _url, _permission) in enumerate(
    [
        ("indicators", "Indicators", "evidence:indicators", Permission.EVIDENCE_READ),
        ("readings", "Figures supplied", "evidence:readings", _VIEW),
        ("intakes", "Bring in a file", "evidence:intakes", Permission.EVIDENCE_SUPPLY),
        ("claims", "Printed figures", "evidence:claims", _VIEW),
        ("context", "The place", "evidence:context", _VIEW),
        ("people", "People of groups", "evidence:group_populations", _VIEW),
    ],
    start=1,
):
    menu.register(menu.MenuItem(f"evidence.{_code}", _label, _url, _permission, order=_place * 10, parent="evidence"))

materials.register(
    materials.Material(
        offered.CODE,
        "Figures",
        offers=offered.offers,
        build=offered.build,
        of_record=offered.of_record,
        serves=frozenset({Need.DATA, Need.CONTEXT, Need.DISPROPORTIONALITY}),
    )
)
signals.register("evidence", signalling.found)
for _check in checking.CHECKS:
    checks.register(_check)
routes.register(routes.Routes("evidence", "Evidence", interface.router))

portable.register(
    portable.Part(
        "evidence",
        "Indicators and figures",
        (
            portable.Table("evidence.Indicator", where=on_records()),
            portable.Table("evidence.Definition", by=("indicator",)),
            portable.Table("evidence.Reading", by=("indicator",)),
            portable.Table("evidence.CompleteParts", by=("indicator",)),
            portable.Table("evidence.Claim", by=("indicator",)),
            portable.Table("evidence.Benchmark", by=("indicator",)),
            portable.Table("evidence.Rebase", by=("indicator",)),
            portable.Table("evidence.Target", by=("indicator",)),
            portable.Table("evidence.AcceptedShortfall", by=("indicator",)),
            portable.Table("evidence.Containment", by=("part",)),
            portable.Table("evidence.GroupPopulation", where=of_partnership("partnership")),
            portable.Table("evidence.Intake", where=of_partnership("partnership")),
        ),
    )
)

# Each line: code, sentence, fields.
for _code, _sentence, _fields in [
    ("chosen", "chose the indicator {indicator}", "indicator"),
    ("defined", "added the indicator {indicator}", "indicator"),
    ("changed", "changed the indicator {indicator}", "indicator changes"),
    ("redefined", "changed what {indicator} means, version {version}: {why}", "indicator version why"),
    ("retired", "stopped collecting {indicator}", "indicator"),
    ("taken_up", "took up {indicator} again", "indicator"),
    ("supplied", "supplied {indicator} for {about}, from {supplier}", "indicator about supplier"),
    ("signed_off", "recorded that {person} signed off {indicator} for {about}", "indicator about person"),
    ("restated", "restated {indicator} for {about}: {why}", "indicator about why"),
    ("parts_complete", "said that {indicator} for {about} is complete by {breakdown}", "indicator about breakdown"),
    ("claim_kept", "kept {printed} as printed for {indicator}, {about}", "indicator about printed"),
    ("claim_explained", "explained why {printed} was printed for {indicator}: {why}", "indicator printed why"),
    (
        "claim_removed",
        "removed the printed {printed} for {indicator}: {why}",
        "indicator about printed where explained why",
    ),
    ("file_read", "read the file {file}: {good} lines good, {faults} with faults", "file checksum good faults"),
    ("file_kept", "kept {kept} figures of the file {file}", "file kept faults"),
    ("chart_set", "chose how the chart of {indicator} is made", "indicator changes"),
    ("rebased", "began a new usual range of {indicator} on {on}: {why}", "indicator on why"),
    ("rebase_removed", "took back the new usual range of {indicator} of {on}: {why}", "indicator on said why"),
    ("target_set", "set a target for {indicator}: {target}", "indicator target"),
    ("target_changed", "changed the target of {indicator}: {target}. {why}", "indicator target why"),
    (
        "shortfall_accepted",
        "accepted until {until} that {indicator} misses its target, owned by {owner}: {why}",
        "indicator until owner why",
    ),
    ("shortfall_ended", "no longer accepted that {indicator} misses its target: {why}", "indicator why"),
    (
        "group_populations_kept",
        "kept how many people there are by {breakdown}, mid-{year}, from {source}",
        "breakdown year groups source",
    ),
    (
        "group_population_removed",
        "removed the number of people of {group}, mid-{year}: {why}",
        "group year number why",
    ),
    ("contained", "said that {indicator} counts a part of {whole}", "indicator whole"),
    ("containment_withdrawn", "took back that {indicator} counts a part of {whole}: {why}", "indicator whole why"),
    ("benchmark_added", "added {place} to compare {indicator} with", "indicator place value"),
]:
    audit.declare(f"evidence.{_code}", _sentence, fields=_fields)
