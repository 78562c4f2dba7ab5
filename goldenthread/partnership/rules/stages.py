"""The stages of a time-limited group: starting up, oversight, closing, closed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage, what happens in it, and where a group may go from it."""

    code: str
    name: str
    sentence: str
    next: tuple[str, ...]


STAGES: dict[str, Stage] = {
    stage.code: stage
    for stage in [
        Stage(
            "starting_up",
            "Starting up",
            "The brief, its objective, its lead and its timescale are agreed.",
            ("oversight", "closed"),
        ),
        Stage(
            "oversight",
            "Oversight",
            "The work is under way and reports to the group that set it.",
            ("closing", "starting_up"),
        ),
        Stage(
            "closing",
            "Closing",
            "The work is handed over and signed off; what is left has an owner.",
            ("closed", "oversight"),
        ),
        Stage("closed", "Closed", "The group has ended. Its papers stay readable.", ()),
    ]
}
FIRST = "starting_up"


def may_move(before: str, after: str) -> bool:
    """Say whether a group may go from one stage to another."""
    return before in STAGES and after in STAGES[before].next


def why_not(before: str, after: str) -> str:
    """Say in a sentence why a group may not go from one stage to another; empty when it may."""
    if after not in STAGES:
        return "Choose one of the stages listed."
    if before not in STAGES:
        return "Only a time-limited group has stages."
    if may_move(before, after):
        return ""
    if not STAGES[before].next:
        return "The group has closed. Set up a new one for new work."
    ways = " or ".join(STAGES[code].name.lower() for code in STAGES[before].next)
    return f"From {STAGES[before].name.lower()} a group goes on to {ways}."


def diagram() -> str:
    """Return the stages as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {FIRST}"]
    lines += [f"    {stage.code}: {stage.name}" for stage in STAGES.values()]
    for stage in STAGES.values():
        lines += [f"    {stage.code} --> {after}" for after in stage.next]
        if not stage.next:
            lines.append(f"    {stage.code} --> [*]")
    return "\n".join(lines)
