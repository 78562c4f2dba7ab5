"""What the lower packages add to an export. They cannot register it themselves: the registry stands above them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.documents import queries as documents
from goldenthread.documents import storage
from goldenthread.partnership import queries as partnerships
from goldenthread.records import queries as records
from goldenthread.workbench.portable import Part, Store, Table, leave_out, register
from goldenthread.workbench.portable.registry import Where, whole


def belonging(viewer: Viewer, partnership: UUID) -> QuerySet[Any]:
    """The records of a partnership, of its agencies and of its groups that the one who exports may know of.

    Walls hold in exports too.
    """
    agencies = partnerships.agencies(viewer, partnership=partnership).order_by().values("pk")
    groups = partnerships.groups(viewer, partnership=partnership).order_by().values("pk")
    mine = Q(pk=partnership) | Q(partnership=partnership) | Q(pk__in=agencies) | Q(pk__in=groups)
    return records.visible(viewer).filter(mine)


def on_records(name: str = "record") -> Where:
    """Rows that hang on a record that belongs to the export."""

    def where(viewer: Viewer, partnership: UUID) -> Q:
        return Q(**{f"{name}__in": belonging(viewer, partnership).order_by().values("pk")})

    return where


def of_partnership(*names: str) -> Where:
    """Rows that name the partnership in one of these columns."""

    def where(viewer: Viewer, partnership: UUID) -> Q:
        found = Q(pk__in=[])
        for name in names:
            found |= Q(**{name: partnership})
        return found

    return where


def merge_counter(row: Mapping[str, Any]) -> bool:
    """Set a counter of references to the higher of both, so that no reference is ever given twice."""
    model = apps.get_model("records.ReferenceCounter")
    counter, made = model._base_manager.get_or_create(series=row["series"], defaults={"last": row["last"]})
    if made or counter.last >= row["last"]:
        return bool(made)
    counter.last = row["last"]
    counter.save(update_fields=["last"])
    return True


def _people(viewer: Viewer, partnership: UUID) -> Q:
    kept, sits = Q(kept_by=partnership), Q(memberships__group__uses__partnership=partnership)
    return kept | sits | Q(offices__partnership=partnership) | Q(appraisals__partnership=partnership)


def _found_by(viewer: Viewer, partnership: UUID) -> Q:
    """The words by which records are found; those of papers, to those who may open papers."""
    words = on_records()(viewer, partnership)
    return words if viewer.may(Permission.DOCUMENT_VIEW, partnership=partnership) else words & Q(needs="")


def _terms(viewer: Viewer, partnership: UUID) -> Q:
    return Q(partnership__isnull=True) | Q(partnership=partnership)


_rules = _terms


def _papers(viewer: Viewer, partnership: UUID) -> Q:
    known = documents.documents(viewer).order_by().values("pk")
    return Q(pk__in=known) & on_records()(viewer, partnership)


def _audit(viewer: Viewer, partnership: UUID) -> Q:
    """The trail of the partnership, to those who may read it, without what tells of records they may not know of."""
    if not viewer.may(Permission.AUDIT_VIEW, partnership=partnership):
        return Q(pk__in=[])
    known = [str(pk) for pk in belonging(viewer, partnership).values_list("pk", flat=True)]
    return Q(partnership=str(partnership)) & (Q(record="") | Q(record__in=known))


def _bytes_of(row: Mapping[str, Any]) -> Path | None:
    return None if row["scan"] == "infected" else storage.path_of(str(row["sha256"]))


def _keep_bytes(source: Path) -> None:
    with source.open("rb") as stream:
        storage.receive(stream).accept()


BYTES = Store(name=lambda row: str(row["sha256"]), path=_bytes_of, keep=_keep_bytes)
UNUSABLE = "!restored: choose a password by the link on the sign-in page"


def _tables(area: str, **given: Where | tuple[str, ...]) -> tuple[Table, ...]:
    """Return plain tables of an area: each by its own condition, or by the foreign keys it hangs on."""
    return tuple(
        Table(f"{area}.{name}", where=how) if isinstance(how, Callable) else Table(f"{area}.{name}", by=how)  # type: ignore[arg-type]
        for name, how in given.items()
    )


PARTS = (
    Part("words", "Kinds", (Table("partnership.Kind", where=whole, same_as=("of", "code")),)),
    Part(
        "records",
        "Records",
        (
            Table("records.Record", where=lambda viewer, p: Q(pk__in=belonging(viewer, p).order_by().values("pk"))),
            Table("records.SearchDoc", where=_found_by, same_as=("record", "part"), recognised=True),
            Table("records.ReferenceCounter", where=whole, merge=merge_counter),
        ),
    ),
    Part(
        "accounts",
        "Accounts and roles",
        (
            Table(
                "accounts.User",
                where=lambda viewer, p: Q(grants__place__in=belonging(viewer, p).order_by().values("pk")),
                without={"password": UNUSABLE, "last_login": None},
                same_as=("email",),
                recognised=True,
            ),
            Table("accounts.RoleGrant", where=on_records("place")),
            Table("accounts.Opening", where=on_records()),
        ),
    ),
    Part(
        "partnership",
        "The partnership",
        (
            *_tables("partnership", Partnership=("record",), Agency=("record",), Group=("record",)),
            Table("partnership.Area", where=whole, same_as=("code",)),
            *_tables("partnership", Coverage=("partnership",), Population=whole),
            *_tables("partnership", PartnershipLink=of_partnership("before", "after"), AgencyLink=("before", "after")),
            Table("partnership.Person", where=_people),
            *_tables(
                "partnership",
                Post=("person",),
                Office=("partnership",),
                AgencyClass=("partnership",),
                GroupUse=("partnership",),
                StageChange=("group",),
                TermsOfReference=("group",),
                Seat=("group",),
                Membership=("group",),
                Appraisal=("partnership",),
                BoardLink=("partnership",),
                Board=(),
                ReportingLine=("group",),
                Memorandum=("partnership",),
                MemorandumParty=("memorandum",),
                Route=("partnership",),
                Engagement=("route",),
                Alias=("record", "board", "route"),
                Arrangements=("partnership",),
                ArrangementWords=("arrangements",),
                RegisterFile=("partnership",),
            ),
            Table("partnership.Term", where=_terms, same_as=("partnership", "code")),
            Table("partnership.ChecklistCheck", where=whole, same_as=("checklist",)),
        ),
    ),
    Part(
        "clocks",
        "Dates, rules and calendars",
        (
            Table(
                "clocks.RuleVersion", where=_rules, same_as=("rule", "version", "variant", "partnership", "replaced_at")
            ),
            Table("clocks.RuleCheck", by=("rule_version",)),
            Table("clocks.BankHoliday", where=whole, same_as=("division", "day")),
            *_tables("clocks", TermCalendar=("partnership",), TermDates=("calendar",), ClosureDay=("place",)),
            Table("clocks.Deadline", where=on_records()),
            *_tables("clocks", Pause=("deadline",), Breach=("deadline",), DeadlineChange=("deadline",)),
        ),
    ),
    Part(
        "documents",
        "Papers and files",
        (
            Table("documents.Document", where=_papers),
            Table("documents.Version", by=("document",)),
            Table("documents.Blob", same_as=("sha256",), recognised=True, store=BYTES),
        ),
    ),
    Part("audit", "Audit trail, for reading", (Table("audit.AuditEvent", where=_audit, only_read=True),)),
    Part(
        "workbench",
        "Saved views, choices and work handed over",
        (
            Table("workbench.Delegation", by=("deadline",)),
            Table("workbench.SavedView", by=("user",)),
            Table("workbench.MailPreference", by=("user",), same_as=("user",), recognised=True),
        ),
    ),
)


def register_all() -> None:
    """Register the parts of the lower packages, and say what stays behind."""
    for part in PARTS:
        register(part)
    leave_out(
        "secrets and invitations are made anew in each installation", "accounts.Invitation", "workbench.CalendarFeed"
    )
    leave_out("background work and mail of one installation", "jobs.Job", "jobs.OutgoingMail", "jobs.Schedule")
    leave_out("the seal of the audit trail belongs to one installation", "audit.ChainHead")
    leave_out("found anew each night", "workbench.CheckRun", "workbench.CheckResult")
    leave_out("what somebody has typed and not sent is theirs alone", "workbench.Draft")
    leave_out("counted anew by each installation", "workbench.Allowance")
