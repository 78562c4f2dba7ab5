"""Small pictures of how a measure varies and how its target stands: our own, always beside the words that say the same."""

from typing import Final

from markupsafe import Markup

from goldenthread.ui.charts import svg

_WAVE = "M9 25l5-5 5 7 6-9 5 6 6-4"
_VARIATION: Final = {
    "common_cause": ("common", ""),
    "concern_high": ("worse", "up"),
    "concern_low": ("worse", "down"),
    "improvement_high": ("better", "up"),
    "improvement_low": ("better", "down"),
    "neutral_high": ("neutral", "up"),
    "neutral_low": ("neutral", "down"),
}
_UP = ("M10 32l8-4 7-7 7-6", "M37 11l-1 8-6-5z")
_DOWN = ("M10 14l8 4 7 7 7 6", "M37 35l-1-8-6 5z")


def variation(name: str | None) -> Markup:
    """Return the picture of how the last value varies; ``name`` as `statistics` gives it, None for too early to say."""
    if name is None:
        return _picture(svg.SIGNALS["common"], "", dashed=True)
    signal, way = _VARIATION[name]
    colour = svg.SIGNALS[signal]
    if not way:
        return _picture(colour, _line(_WAVE, colour))
    line, head = _UP if way == "up" else _DOWN
    return _picture(colour, f'{_line(line, colour)}<path d="{head}" fill="{colour}"/>')


def assurance(name: str | None, *, at_least: bool = True) -> Markup:
    """Return the picture of a target against the usual range; ``name`` as `statistics` gives it, None where there is none.

    A dashed line is the target: the wave of usual values lies on its good side, on its bad side, or across it.
    """
    if name is None:
        return _picture(svg.SIGNALS["common"], "", dashed=True)
    signal = {"consistently_pass": "better", "consistently_fail": "worse"}.get(name, "common")
    colour = svg.SIGNALS[signal]
    if name == "hit_or_miss":
        target, wave = 23, _WAVE
    else:
        above = at_least == (name == "consistently_pass")
        target, wave = (31, "M9 21l5-4 5 5 6-7 5 5 6-3") if above else (15, "M9 29l5-4 5 5 6-7 5 5 6-3")
    aim = f'<path d="M6 {target}h34" stroke="{svg.INK}" stroke-width="2" stroke-dasharray="4 3" fill="none"/>'
    return _picture(colour, f"{aim}{_line(wave, colour)}")


def _line(path: str, colour: str) -> str:
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2.4" stroke-linejoin="round"/>'


def _picture(colour: str, inside: str, *, dashed: bool = False) -> Markup:
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    circle = f'<circle cx="23" cy="23" r="21" fill="#fff" stroke="{colour}" stroke-width="3"{dash}/>'
    start = '<svg class="gt-spc" viewBox="0 0 46 46" aria-hidden="true" focusable="false">'
    return Markup(f"{start}{circle}{inside}</svg>")  # noqa: S704 - only our own shapes and colours
