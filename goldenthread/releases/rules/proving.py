"""The proof as it is kept with an edition, restricted: what can be worked out of each hidden cell."""

from typing import Any

from goldenthread.releases.rules.protecting import Protected, in_words

SMALL, OTHER = "small", "other"


def proof_of(found: Protected) -> dict[str, Any]:
    """Return the proof as plain data, with the true numbers that later editions are checked against."""
    hidden = [
        {
            "cell": str(each.key) if isinstance(each.key, str) else "",
            "words": in_words(each.key),
            "why": SMALL if each.small else OTHER,
            "least": each.least,
            "most": each.most,
            "values": each.needed,
        }
        for each in found.proof.hidden
        if isinstance(each.key, str)
    ]
    return {
        "clean": found.proof.clean,
        "small": sum(each["why"] == SMALL for each in hidden),
        "others": sum(each["why"] == OTHER for each in hidden),
        "fewest": found.plan.fewest,
        "needed": found.plan.needed,
        "witnesses": len(found.proof.witnesses),
        "hidden": hidden,
        "kept": found.kept.plain(),
    }
