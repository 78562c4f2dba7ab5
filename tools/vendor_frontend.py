"""Takes the stylesheets, the script and the fixtures we use out of two npm packages. Node is never needed.

    npm pack govuk-frontend@6.3.0 @ministryofjustice/frontend@11.1.0
    python3 tools/vendor_frontend.py govuk-frontend-6.3.0.tgz ministryofjustice-frontend-11.1.0.tgz

The crown, the crest and the GDS Transport font are for GOV.UK only: they are taken out, and the script stops if one is left.
"""

import json
import re
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "goldenthread" / "ui" / "static" / "ui" / "vendor"
FIXTURES = ROOT / "tests" / "ui" / "fixtures" / "govuk_frontend.json"
FONT = 'var(--gt-font, system-ui, "Segoe UI", Roboto, Arial, sans-serif)'
# MOJ components that our pages use; their rules are kept, all others are left behind.
MOJ = ("badge", "filter", "filter-layout", "filter-tags", "side-navigation", "sub-navigation", "timeline")


def read(package: tarfile.TarFile, name: str) -> str:
    """Return a text file of an npm package."""
    member = package.extractfile(f"package/{name}")
    if member is None:
        raise SystemExit(f"{name} is not in the package.")
    return member.read().decode()


def plain(css: str) -> str:
    """Return a stylesheet without what is reserved for GOV.UK; stops when something of it is left."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r"GDS Transport,\s*arial,\s*sans-serif", FONT, css)
    css = re.sub(r"url\(/assets/images/govuk-crest\.svg\)", "none", css)
    css = re.sub(r"/\*[#!].*?\*/", "", css, flags=re.DOTALL)
    for left in ("Transport", "/assets/", "sourceMappingURL", "crest"):
        if left in css:
            raise SystemExit(f"{left!r} is still in the stylesheet.")
    return css.strip() + "\n"


def blocks(css: str) -> list[tuple[str, str]]:
    """Return the top-level rules of a minified stylesheet as (selector, body)."""
    found, start, depth, opened = [], 0, 0, 0
    for place, letter in enumerate(css):
        if letter == "{":
            opened = place if depth == 0 else opened
            depth += 1
        elif letter == "}":
            depth -= 1
            if depth == 0:
                found.append((css[start:opened].strip(), css[opened + 1 : place]))
                start = place + 1
    return found


def only(css: str) -> str:
    """Return the rules that belong to the MOJ components we use."""
    names = "|".join(sorted(MOJ, key=len, reverse=True))
    wanted = re.compile(rf"\.moj-(?:{names})(?![a-z]|-[a-z])")
    kept = []
    for selector, body in blocks(css):
        if selector.startswith("@media") or selector.startswith("@supports"):
            inner = only(body)
            kept.append(f"{selector}{{{inner}}}" if inner else "")
        elif wanted.search(selector):
            kept.append(f"{selector}{{{body}}}")
    return "".join(kept)


def fixtures(package: tarfile.TarFile) -> dict[str, list[list[object]]]:
    """Return every component's examples as [name, options, html], without needless white space."""
    found = {}
    for name in sorted(package.getnames()):
        if name.endswith("/fixtures.json"):
            data = json.loads(read(package, name.removeprefix("package/")))
            found[data["component"]] = [
                [one["name"], one["options"], re.sub(r"\s*\n\s*", "\n", one["html"]).strip()]
                for one in data["fixtures"]
            ]
    return found


def main(govuk: str, moj: str) -> None:
    """Write the vendored files."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    with tarfile.open(govuk) as package:
        (VENDOR / "govuk-frontend.css").write_text(plain(read(package, "dist/govuk/govuk-frontend.min.css")))
        script = re.sub(r"\n?//# sourceMappingURL=.*", "", read(package, "dist/govuk/govuk-frontend.min.js"))
        (VENDOR / "govuk-frontend.js").write_text(script.strip() + "\n")
        FIXTURES.parent.mkdir(parents=True, exist_ok=True)
        lines = json.dumps(fixtures(package), ensure_ascii=False, separators=(",", ":"))
        FIXTURES.write_text(lines + "\n")
    with tarfile.open(moj) as package:
        (VENDOR / "moj-frontend.css").write_text(plain(only(plain_images(read(package, "moj/moj-frontend.min.css")))))


def plain_images(css: str) -> str:
    """Return a stylesheet whose background pictures are gone: we ship none of them."""
    return re.sub(r"url\(/assets/images/[a-z-]+\.svg\)", "none", css)


if __name__ == "__main__":
    main(*sys.argv[1:3])
