"""A spreadsheet beside a draft that has questions already: what it would add, change, leave and take out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from goldenthread.quality.rules.drafting import QuestionSpec, StandardSpec
from goldenthread.quality.rules.importing import Read

_FIELDS = {
    "text": ("text", "the question"),
    "guidance": ("guidance", "the guidance"),
    "evidence_wanted": ("evidence_wanted", "the evidence wanted"),
    "kind": ("answer", "how it is answered"),
    "scale": ("answer", "the scale"),
    "required": ("required", "whether it has to be answered"),
    "weight": ("weight", "the weight"),
    "allows_not_applicable": ("na", "whether “not applicable” can be chosen"),
}
"""Fields of a question: the column that says it, and what it is called."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that the spreadsheet changes: as it is, as it would be, in which standard, and what differs in words."""

    old: QuestionSpec
    new: QuestionSpec
    standard: str
    about: tuple[str, ...]
    moves: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What a spreadsheet would do to a draft. Questions stand beside the code of their standard."""

    added: tuple[tuple[str, QuestionSpec], ...] = ()
    changed: tuple[Changed, ...] = ()
    same: int = 0
    missing: tuple[tuple[str, QuestionSpec], ...] = ()
    new_standards: tuple[StandardSpec, ...] = ()
    renamed: tuple[tuple[StandardSpec, StandardSpec], ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether the draft says all of it already."""
        return not (self.added or self.changed or self.new_standards or self.renamed)


def plan(held: Iterable[StandardSpec], read: Read) -> Plan:
    """Lay a spreadsheet beside a draft, by the codes of standards and questions."""
    standards = {each.code: each for each in held}
    questions = {one.code: (each.code, one) for each in standards.values() for one in each.questions}
    added, changed, same, seen = [], [], 0, set()
    for standard in read.standards:
        for new in standard.questions:
            seen.add(new.code)
            if new.code not in questions:
                added.append((standard.code, new))
                continue
            at, old = questions[new.code]
            found = _changed(old, new, at, standard.code, read.columns)
            if found.about:
                changed.append(found)
            else:
                same += 1
    return Plan(
        added=tuple(added),
        changed=tuple(changed),
        same=same,
        missing=tuple((at, old) for code, (at, old) in questions.items() if code not in seen | read.unusable),
        new_standards=tuple(each for each in read.standards if each.code not in standards),
        renamed=tuple(_renamed(standards, read)),
    )


def _changed(old: QuestionSpec, new: QuestionSpec, before: str, after: str, columns: frozenset[str]) -> Changed:
    """Compare a question with what the columns of the spreadsheet say of it; what has no column stays."""
    given = {name: getattr(new, name) for name, (column, _) in _FIELDS.items() if column in columns}
    would = replace(old, **given)
    about = [words for name, (_, words) in _FIELDS.items() if _told(old, name) != _told(would, name)]
    if before != after:
        about.append(f"its standard, {after} instead of {before}")
    return Changed(old, would, after, tuple(about), before != after)


def _told(question: QuestionSpec, name: str) -> object:
    value = getattr(question, name)
    return " ".join(value.split()) if isinstance(value, str) else value


def _renamed(standards: dict[str, StandardSpec], read: Read) -> Iterable[tuple[StandardSpec, StandardSpec]]:
    """Yield standards whose title or guidance the spreadsheet changes."""
    for new in read.standards:
        old = standards.get(new.code)
        if old is None:
            continue
        guidance = new.guidance if "standard_guidance" in read.columns and new.guidance else old.guidance
        would = replace(old, title=new.title, guidance=guidance)
        if would != old:
            yield old, would
