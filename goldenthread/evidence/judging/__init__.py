"""From figures to what they say: has anything really changed, is the target within reach, for whom is it worse.

Plain Python between `statistics`, which knows numbers, and `ui.charts`, which draws. Nothing here asks a database.
"""

from goldenthread.evidence.judging.pictures import picture, sign
from goldenthread.evidence.judging.series import Entry, Judged, Settings, judge
from goldenthread.evidence.judging.words import aim_words, assurance_words, method, reading, told, variation_words, why

__all__ = [
    "Entry",
    "Judged",
    "Settings",
    "aim_words",
    "assurance_words",
    "judge",
    "method",
    "picture",
    "reading",
    "sign",
    "told",
    "variation_words",
    "why",
]
