"""What difference it made: judgements, and what closing needs."""

from goldenthread.foundation.errors import RuleBroken
from goldenthread.thread.rules import statuses

TOO_EARLY, NONE, SOME, SUSTAINED = "too_early", "none", "some", "sustained"
WORDS = {
    TOO_EARLY: "Too early to tell",
    NONE: "No difference seen",
    SOME: "Some difference",
    SUSTAINED: "A lasting difference",
}
MEANINGS = {
    TOO_EARLY: "Nothing can be said yet. Say when to look again.",
    NONE: "It was done, and children's lives are as before. Say what happens next when you close it.",
    SOME: "Evidence shows that something is better for some children, or for now.",
    SUSTAINED: "Evidence shows that it is better, and has stayed so.",
}
NEEDS_EVIDENCE = (SOME, SUSTAINED)


def check_can_judge(status: str, verdict: str, words: str, evidence: int) -> None:
    """Raise `RuleBroken` unless this can be said of an action now."""
    if verdict not in WORDS:
        raise RuleBroken("Choose what difference it made.", field="judgement")
    if status in statuses.ENDED:
        raise RuleBroken(f"This action is “{statuses.WORDS[status]}”: there is nothing to judge.")
    if not words:
        raise RuleBroken("Say in a sentence what you judge it by.", field="words")
    if verdict in NEEDS_EVIDENCE and not evidence:
        raise RuleBroken(
            "A difference needs evidence. First add what shows it: an audit, a figure, what children said.",
            field="judgement",
        )


def what_closing_needs(status: str, verdict: str | None, next_step: str, evidence: int) -> list[str]:
    """Return, in plain words, what is still missing before an action can close; nothing when it can."""
    missing = []
    if status in statuses.SETTLED:
        return [f"It is “{statuses.WORDS[status]}” already."]
    if status != statuses.COMPLETE:
        missing.append("It is not complete: say that it is done, and what was done.")
    if verdict is None:
        missing.append("Nobody has judged what difference it made for children.")
    elif verdict == TOO_EARLY:
        missing.append("The last judgement is that it is too early to tell. Judge it again when it can be told.")
    elif verdict == NONE and not next_step:
        missing.append("It made no difference. Say what happens next: another action, or why it is left so.")
    elif verdict in NEEDS_EVIDENCE and not evidence:
        missing.append("The evidence of the difference has been withdrawn. Add what shows it.")
    return missing


def check_can_close(status: str, verdict: str | None, next_step: str, evidence: int) -> None:
    """Raise `RuleBroken`, naming what is missing, unless an action can close."""
    missing = what_closing_needs(status, verdict, next_step, evidence)
    if missing:
        field = "next" if verdict == NONE and len(missing) == 1 else None
        raise RuleBroken("This action cannot close yet. " + " ".join(missing), field=field)
