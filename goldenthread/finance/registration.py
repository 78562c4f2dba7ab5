"""The contents page of the area: everything it adds to the whole."""

from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.finance import checking, interface, packing, queries
from goldenthread.finance.queries import materials as offered
from goldenthread.records import kinds
from goldenthread.ui import menu
from goldenthread.workbench import checks, materials, packs, portable, routes
from goldenthread.workbench.materials import Need
from goldenthread.workbench.parts import of_partnership, on_records

kinds.register(
    kinds.RecordKind(
        code=queries.KIND,
        label="Year of accounts",
        plural="Years of accounts",
        prefix="FIN",
        url_name="finance:year",
        view=Permission.FINANCE_VIEW,
        visible=queries.visible,
    )
)
menu.register(menu.MenuItem("finance", "Finance", "finance:years", Permission.FINANCE_VIEW, order=60))
menu.register(
    menu.MenuItem("finance.years", "Years", "finance:years", Permission.FINANCE_VIEW, order=10, parent="finance")
)
menu.register(
    menu.MenuItem("finance.lines", "All lines", "finance:lines", Permission.FINANCE_VIEW, order=20, parent="finance")
)

materials.register(
    materials.Material(
        offered.CODE,
        "Money",
        offers=offered.offers,
        build=offered.block,
        serves=frozenset({Need.FINANCE, Need.CONTRIBUTIONS}),
    )
)
packs.register(packing.PART)
for _check in checking.CHECKS:
    checks.register(_check)
routes.register(routes.Routes("finance", "Money", interface.router))

portable.register(
    portable.Part(
        "finance",
        "Money",
        (
            portable.Table("finance.FinancialYear", where=on_records()),
            portable.Table("finance.Fund", where=of_partnership("partnership")),
            portable.Table("finance.Line", by=("year",)),
            portable.Table("finance.Entry", by=("line",)),
            portable.Table("finance.InKind", by=("year",)),
            portable.Table("finance.PrintedTotal", by=("year",)),
            portable.Table("finance.Intake", by=("year",)),
            portable.Table("finance.Commitment", where=of_partnership("partnership")),
            portable.Table("finance.FundingQuestion", by=("year",)),
        ),
    )
)

# Each line: code, sentence, fields.
for _code, _sentence, _fields in [
    ("year_opened", "opened the accounts of {year}", "year"),
    ("keeper_set", "said who keeps the accounts of {year}", "year changes"),
    ("year_signed_off", "signed off the accounts of {year}", "year"),
    ("year_reopened", "opened the accounts of {year} again: {why}", "year why"),
    ("fund_added", "added the fund {name}", "name opening"),
    ("fund_changed", "changed the fund {name}", "name changes"),
    ("line_added", "added {heading} to the accounts of {year}", "year kind heading budget"),
    ("line_changed", "changed {heading} in the accounts of {year}", "year heading changes"),
    ("line_removed", "removed {heading} from the accounts of {year}", "year kind heading budget"),
    ("contribution_confirmed", "confirmed £{budget} from {heading} for {year}", "year heading budget"),
    ("asked_to_confirm", "asked {agencies} agencies to confirm contributions for {year} by {due}", "year agencies due"),
    ("entered", "entered £{amount} on {heading} for {year}", "year heading amount"),
    ("reversed", "took back £{amount} on {heading} for {year}: {why}", "year heading amount why"),
    (
        "file_read",
        "read the file {file} into {year}: {good} lines good, {faults} with faults",
        "year file checksum good faults",
    ),
    ("file_kept", "kept {kept} lines of the file {file} in {year}", "year file kept faults"),
    ("file_mended", "mended line {line} of the file {file} in {year}", "year file line"),
    ("in_kind_added", "noted a contribution in kind for {year}: {words}", "year words"),
    ("in_kind_changed", "changed a contribution in kind for {year}: {words}", "year words changes"),
    ("in_kind_removed", "removed a contribution in kind for {year}: {words}", "year words"),
    ("printed_kept", "kept a printed total for {year}: {what}, £{amount}", "year what amount"),
    ("printed_removed", "removed a printed total for {year}: {what}, £{amount}", "year what amount"),
    ("level_promised", "noted that contributions are held level, {period}", "period words"),
    ("promise_withdrawn", "removed the promise: {words}", "words"),
    ("question_asked", "asked for a decision about {year}: {words}", "year words"),
    ("question_decided", "recorded a decision about {year}: {words}", "year words decision"),
]:
    audit.declare(f"finance.{_code}", _sentence, fields=_fields)
