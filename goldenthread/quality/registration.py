"""The contents page of the area: everything it adds to the whole."""

from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.quality import materials, queries
from goldenthread.records import kinds
from goldenthread.ui import menu
from goldenthread.workbench import portable
from goldenthread.workbench.parts import of_partnership, on_records

_VIEW = Permission.QUALITY_VIEW

kinds.register(
    kinds.RecordKind(
        code=queries.BANK,
        label="Question bank",
        plural="Question banks",
        prefix="QBK",
        url_name="quality:bank",
        view=_VIEW,
        visible=queries.visible_banks,
        yearly=False,
    )
)
kinds.register(
    kinds.RecordKind(
        code=queries.FRAMEWORK,
        label="Framework",
        plural="Frameworks",
        prefix="QAF",
        url_name="quality:framework",
        view=_VIEW,
        visible=queries.visible_frameworks,
        yearly=False,
    )
)
menu.register(menu.MenuItem("quality", "Quality", "quality:overview", _VIEW, order=42, or_below=True))
for _code, _label, _url, _order in [
    ("overview", "Overview", "quality:overview", 5),
    ("banks", "Question banks", "quality:banks", 80),
    ("scales", "Scales", "quality:scales", 85),
    ("frameworks", "Frameworks and tools", "quality:frameworks", 90),
]:
    menu.register(menu.MenuItem(f"quality.{_code}", _label, _url, _VIEW, _order, parent="quality"))

materials.register_material()
portable.register(
    portable.Part(
        "quality",
        "Question banks, scales and frameworks",
        (
            portable.Table("quality.Scale", where=of_partnership("partnership")),
            portable.Table("quality.ScaleValue", by=("scale",)),
            portable.Table("quality.Bank", where=on_records()),
            portable.Table("quality.Edition", by=("bank",)),
            portable.Table("quality.Standard", by=("of_edition",)),
            portable.Table("quality.Question", by=("of_edition",)),
            portable.Table("quality.Framework", where=on_records()),
            portable.Table("quality.FrameworkVersion", by=("framework",)),
        ),
    )
)

# Each line: code, sentence, fields.
_EDITION = "title label"
for _code, _sentence, _fields in [
    ("adopted", "took {title} over from the library: {questions} questions", f"{_EDITION} questions"),
    ("bank_begun", "began the question bank {title}", _EDITION),
    ("edition_begun", "began edition {label} of {title} with {questions} questions", f"{_EDITION} questions"),
    ("edition_changed", "changed edition {label} of {title}", f"{_EDITION} changes"),
    ("published", "published edition {label} of {title}: {questions} questions", f"{_EDITION} questions"),
    (
        "taken_in",
        "took {file} into edition {label} of {title}: {added} questions added, {changed} changed, {removed} taken out",
        f"{_EDITION} added changed removed file",
    ),
    ("weighed", "changed what {codes} weigh in edition {label} of {title}", f"{_EDITION} codes"),
    ("retired", "took edition {label} of {title} out of use", _EDITION),
    ("standard_added", "added standard {what} to edition {label} of {title}", f"{_EDITION} what"),
    ("standard_changed", "changed standard {what} in edition {label} of {title}", f"{_EDITION} what"),
    ("standard_removed", "took standard {what} out of edition {label} of {title}", f"{_EDITION} what"),
    ("question_added", "added question {what} to edition {label} of {title}", f"{_EDITION} what"),
    ("question_changed", "changed question {what} in edition {label} of {title}", f"{_EDITION} what"),
    ("question_removed", "took question {what} out of edition {label} of {title}", f"{_EDITION} what"),
    ("framework_added", "added {title}", "title"),
    ("version_added", "wrote version {version} of {title}: {changed}", "title version changed"),
    ("endorsed", "recorded that {group} endorsed version {version} of {title}", "title version group"),
    ("scale_added", "made the scale {title}", "title"),
    ("scale_changed", "changed the scale {title}", "title"),
    ("scale_removed", "took the scale {title} away", "title"),
]:
    audit.declare(f"quality.{_code}", _sentence, fields=_fields)
