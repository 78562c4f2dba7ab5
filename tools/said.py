"""Talking to the developer."""

import sys


class Stopped(Exception):
    """The command cannot go on; the sentence says why and what to do."""

    def __init__(self, sentence: str, code: int = 2) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code


def say(words: str = "") -> None:
    """Print a line at once, also when the output is a file."""
    print(words, flush=True)


def head(words: str) -> None:
    """Print the heading of a step."""
    bold, plain = ("\033[1m", "\033[0m") if sys.stdout.isatty() else ("", "")
    say(f"\n{bold}== {words}{plain}")
