"""Who does something, from a cell that names several."""

import re

_TOGETHER = re.compile(
    r"\b(health|children|child|quality|quality assurance|training|learning|policy|policies|audit|adults?|safeguarding|missing"
    r"|performance"
    r"|communications?|scrutiny|education|prevention|early help"
    r"|intervention|family|families|young people|research"
    r"|workforce|justice"
    r"|care|transport|culture|sport|partners?|parents|drugs?|domestic abuse|violence|learning disabilit(?:y|ies)|welfare|planning)"
    r"\s*(?:and|&)\s*"
    r"(wellbeing|well-being|young people|development|scrutiny|social care|assurance|procedures?|case review|families|family"
    r"|improvement"
    r"|engagement|skills|inclusion|early years|governance|exploitation|monitoring|protection|children|quality"
    r"|training|learning|care"
    r"|support|safeguarding|commissioning|alcohol|sexual violence|carers|leisure"
    r"|housing|transformation|innovation|evaluation|adults)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\b(board|group|partnership|council|trust|teams?|services?|police|constabulary|hub|unit|panel|agenc(?:y|ies)|officer|manager"
    r"|lead|leads|"
    r"director|head|chairs?|nurse|doctor|probation|cafcass|schools?|college|partners|health|education|housing|camhs"
    r"|business unit|executive|"
    r"co-?ordinator|commissioners?|committee|forum|sub-?group|lado|nhs)\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:\n|;|,|\s/\s|(?<=[A-Za-z]{3})/(?=[A-Za-z]{3}))\s*")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)


def owners_of(cell: str) -> list[str]:
    """Return the bodies or roles a cell names, each once, in their order.

    "Health and Wellbeing Board" is one; "Police and Health", "LSCB / LSAB" and lines under each other are several.
    """
    kept = _TOGETHER.sub(lambda found: found[0].replace(" ", "\x01"), cell.replace("•", "\n"))
    parts = [each for part in _SPLIT.split(kept) for each in _parted(part)]
    names = (re.sub(r"\s+", " ", part.replace("\x01", " ")).strip(" .:-–") for part in parts)
    return list(
        dict.fromkeys(
            name for name in names if name and name.lower() not in {"and", "the", "with", "n/a", "tbc", "tba"}
        )
    )


def _parted(part: str) -> list[str]:
    """Part at "and" where a name stands on either side."""
    sides = _AND.split(part)
    if len(sides) > 1 and all(_is_name(side) for side in sides):
        return sides
    return [part]


def is_body(words: str) -> bool:
    """Whether words name a body, a role or a person by an initial: "Police", "Head of Service", "K Brown", "LSCB"."""
    return len(words.split()) <= 7 and (_is_name(words) or bool(_PERSON.match(words)))


_PERSON = re.compile(
    r"^(?:(?:Mrs?|Ms|Dr|Cllr)\.?\s+)?[A-Z]\.?\s?[A-Z][a-z’'-]+(?:-[A-Z][a-z]+)?$|^(?:Mrs?|Ms|Dr|Cllr)\.?\s+[A-Z]"
)


def _is_name(side: str) -> bool:
    words = side.replace("\x01", " ").strip()
    return bool(_NAMES.search(words)) or bool(re.fullmatch(r"[A-Z][A-Za-z&]*[A-Z][A-Za-z]*", words))


_LED = re.compile(
    r"\(?\s*\b(?:led\s+by|(?:(?:priority|joint|strategic)\s+)?(?:lead|owner|sponsor|champion|responsible)(?:s|"
    r"\s+(?:agency|agencies|partner|body|officer|group|person))?\s*[:–-])\s*:?\s*(?P<who>[^()]{2,120}?)\s*(?:\)|$|(?<=\w)\s{2,})",
    re.IGNORECASE,
)


_IN_BRACKET = re.compile(r"\s*[(\[](?P<who>[^()\[\]]{2,80})[)\]]\s*[:.]?\s*$")
_INCLUDING = re.compile(r"^(?:including|such as|e\.?g|for|with|in|and|of|to|from|our|all|see)\b|\d", re.IGNORECASE)
_SHORT_NAMES = re.compile(
    r"^(?:NHS|CCG|ICB|CSC|LSCB|LSCP|SCP|YOS|YJS|YOT|LADO|CAMHS|CAFCASS|MASH|ASC|LA|PCC|NSPCC|LSAB)$"
)


def led_by(title: str) -> tuple[str, list[str]]:
    """Return a title without its "(led by Police)", "- Lead: Police" or "(K Brown)" at its end, and the leads it names."""
    found = _LED.search(title)
    if found:
        rest = f"{title[: found.start()]} {title[found.end() :]}"
        return re.sub(r"\s+", " ", rest).strip(" :–-[]"), owners_of(found["who"].strip("[]"))
    found = _IN_BRACKET.search(title)
    if found and title[: found.start()].strip() and _names_leads(found["who"]):
        return title[: found.start()].strip(" :–-"), owners_of(found["who"])
    return title, []


def _names_leads(words: str) -> bool:
    """Whether every name in a bracket is a body, a role or a person: not what a title explains or abbreviates."""
    names = owners_of(words)
    return bool(names) and not _INCLUDING.search(words) and all(map(_leads, names))


def _leads(name: str) -> bool:
    """Whether a name stands for somebody who could lead; capitals alone only where they are a body's."""
    if name.isupper() and " " not in name:
        return bool(_SHORT_NAMES.match(name))
    return name[:1].isupper() and is_body(name)


_ALONE = re.compile(
    r"^\(?(?:led\s+by|leads?(?:\s+(?:agency|partner|body|officer|group))?\s*[:–-])\s*:?\s*"
    r"(?P<who>.{2,150}?)\)?\.?$",
    re.IGNORECASE | re.DOTALL,
)


def leads_on_their_own(line: str) -> list[str]:
    """Return the leads that a line of their own names: "Led by Health and Education."."""
    found = _ALONE.match(line.strip())
    return owners_of(found["who"]) if found and ". " not in found["who"] else []
