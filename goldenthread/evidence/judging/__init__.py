"""From figures to what they say: has anything really changed, is the target within reach, for whom is it worse.

Plain Python between `statistics`, which knows numbers, and `ui.charts`, which draws. Nothing here asks a database.
"""

from goldenthread.evidence.judging import groups, others
from goldenthread.evidence.judging.pictures import picture, sign
from goldenthread.evidence.judging.series import Entry, Judged, Settings, judge
from goldenthread.evidence.judging.words import (
    LEAST_FIGURES,
    aim_words,
    assurance_words,
    method,
    reading,
    told,
    variation_words,
    why,
)

__all__ = [
    "LEAST_FIGURES",
    "Entry",
    "Judged",
    "Settings",
    "aim_words",
    "assurance_words",
    "groups",
    "judge",
    "method",
    "others",
    "picture",
    "reading",
    "sign",
    "told",
    "variation_words",
    "why",
]
