"""What must hold on every page, checked each time a test asks for one."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_AS_TEXT = re.compile(r"</(?:a|div|li|p|span|footer|header|strong)>|<(?:div|a|p|span|li|link) ")
_NO_LABEL = {"hidden", "submit", "button", "image", "reset"}


@dataclass
class Field:
    tag: str
    name: str
    id: str
    labelled: bool


@dataclass
class PageReader(HTMLParser):
    """Reads a page and notes what the checks need."""

    title: str = ""
    lang: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    labels_for: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    main: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _EMPTY:
            self._open.append(tag)
        self._note_common(tag, given)
        if "svg" in self._open:
            return
        handler = getattr(self, f"_start_{tag}", None)
        if handler:
            handler(given)
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append((int(tag[1]), ""))

    def _note_common(self, tag: str, given: dict[str, str]) -> None:
        if "id" in given:
            self.ids.append(given["id"])
            if not given["id"]:
                self.faults.append(f"<{tag}> has an empty id")
        if "style" in given:
            self.faults.append(f'<{tag} style="{given["style"]}"> is refused by the content policy: use a class')
        if tag == "style":
            self.faults.append("<style> is refused by the content policy: put it in a style sheet")
        for name in given:
            if name.startswith("on"):
                self.faults.append(f"<{tag} {name}=…> is refused by the content policy: put it in a script file")

    def _start_html(self, given: dict[str, str]) -> None:
        self.lang = given.get("lang", "")

    def _start_main(self, given: dict[str, str]) -> None:
        self.main += 1

    def _start_img(self, given: dict[str, str]) -> None:
        if "alt" not in given:
            self.faults.append(f'<img src={given.get("src", "")!r}> has no alt text (alt="" if it only decorates)')

    def _start_script(self, given: dict[str, str]) -> None:
        if "src" not in given and "nonce" not in given and given.get("type") not in {"application/json", "importmap"}:
            self.faults.append("a <script> without src or nonce is refused by the content policy")

    def _start_label(self, given: dict[str, str]) -> None:
        self.labels_for.add(given.get("for", ""))

    def _start_form(self, given: dict[str, str]) -> None:
        self.forms.append({"method": given.get("method", "").lower(), "token": ""})
        if "method" not in given:
            self.faults.append('a <form> does not say its method: write method="get" or method="post"')
        if given.get("action") == "":
            self.faults.append('a <form> has action="": name the address, or leave the attribute out')

    def _start_input(self, given: dict[str, str]) -> None:
        if given.get("name") == "csrfmiddlewaretoken" and self.forms:
            self.forms[-1]["token"] = given.get("value", "")
        if given.get("type") not in _NO_LABEL:
            self._note_field("input", given)

    def _start_select(self, given: dict[str, str]) -> None:
        self._note_field("select", given)

    def _start_textarea(self, given: dict[str, str]) -> None:
        self._note_field("textarea", given)

    def _note_field(self, tag: str, given: dict[str, str]) -> None:
        labelled = bool(given.get("aria-label") or given.get("aria-labelledby")) or "label" in self._open
        self.fields.append(Field(tag, given.get("name", ""), given.get("id", ""), labelled))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "svg" in self._open:
            return
        if _AS_TEXT.search(data) and not set(self._open) & {"script", "textarea", "pre", "code"}:
            self.faults.append(
                f"the page shows markup as text: {data.strip()[:80]!r}; a piece of HTML was escaped twice"
            )
        if self._open and self._open[-1] == "title":
            self.title += data
        elif self.headings and any(len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() for tag in self._open):
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + data)

    def every_fault(self) -> list[str]:
        return [*self.faults, *self._of_title(), *self._of_headings(), *self._of_ids(), *self._of_forms()]

    def _of_title(self) -> list[str]:
        faults = []
        if not self.title.strip():
            faults.append("the page has no <title>: fill block title")
        if not self.lang:
            faults.append("<html> does not say its lang")
        if self.main != 1:
            faults.append(f"the page has {self.main} <main> landmarks; it needs one")
        return faults

    def _of_headings(self) -> list[str]:
        firsts = [words.strip() for level, words in self.headings if level == 1]
        faults = [] if len(firsts) == 1 else [f"the page has {len(firsts)} <h1> ({firsts}); it needs exactly one"]
        before = 1
        for level, words in self.headings:
            if level > before + 1:
                faults.append(f"heading level {level} ({words.strip()!r}) follows level {before}: none may be skipped")
            if not words.strip():
                faults.append(f"a heading of level {level} is empty")
            before = level
        return faults

    def _of_ids(self) -> list[str]:
        twice = sorted({each for each in self.ids if self.ids.count(each) > 1})
        return [f'id="{each}" stands more than once on the page' for each in twice]

    def _of_forms(self) -> list[str]:
        faults = [
            f"<{each.tag} name={each.name!r}> has no label: add <label for={each.id!r}> or aria-label"
            for each in self.fields
            if not each.labelled and (not each.id or each.id not in self.labels_for)
        ]
        if any(form["method"] == "post" and not form["token"] for form in self.forms):
            faults.append("a form that posts has no csrf token: put {{ csrf_input }} inside it")
        return faults


def faults(html: str) -> list[str]:
    """Return what is wrong with a page, each in a sentence; an empty list when nothing is."""
    reader = PageReader()
    reader.feed(html)
    reader.close()
    return reader.every_fault()


def is_whole_page(html: str) -> bool:
    return "<html" in html[:500].lower()
