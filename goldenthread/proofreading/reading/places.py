"""Where a block stands, in words a colleague can follow."""

from goldenthread.proofreading.sentences import shortened


class Places:
    """Keeps the heading passed last, and counts paragraphs and tables under it."""

    def __init__(self) -> None:
        self.title = ""
        self.page = 0
        self.paragraphs = 0
        self.tables = 0

    def heading(self, text: str) -> None:
        """Pass a heading: counting begins again under it."""
        self.title, self.paragraphs = shortened(text, most=60), 0

    def line(self, number: int) -> str:
        """Return where a line of a text stands."""
        return f"line {number}{self._under()}"

    def table(self, line: int = 0) -> str:
        """Count a table, and return where it stands."""
        self.tables += 1
        if line:
            return f"table at line {line}{self._under()}"
        return f"page {self.page}, table {self.tables}" if self.page else f"table {self.tables}{self._under()}"

    def paragraph(self) -> str:
        """Count a paragraph, and return where it stands."""
        self.paragraphs += 1
        if self.page:
            return f"page {self.page}{self._under()}"
        return f"paragraph {self.paragraphs}{self._under()}"

    def _under(self) -> str:
        return f", under “{self.title}”" if self.title else ""
