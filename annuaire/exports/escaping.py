"""Escaping and serialisation for each format; `theme/static/js/takeaway/formats.js` has the same rules, and a test compares
them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~]|&(?=#?[A-Za-z0-9]+;))")
# The beginning of a line that CommonMark would read as a list item, up to where the backslash goes.
_LIST = re.compile(r"((?:^|\n)[ \t]*(?:[0-9]+(?=[.)])|(?=[-+])))")
_ADDRESS = re.compile(r"(https?://[^\s<>]+)")
_FORMULA = tuple("=+-@\t\r")


def xml(text: str) -> str:
    """Escape `text` for XML or HTML, in an element or a double-quoted attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def linked(html: str) -> str:
    """Return HTML with its addresses as links, which may break after a slash: a telephone is narrower than they are."""
    return _ADDRESS.sub(lambda found: f'<a href="{found[0]}">{found[0].replace("/", "/<wbr>")}</a>', html)


def comment(lines: Iterable[str]) -> str:
    """Return an XML comment, which must not contain two hyphens. In an address (« xn--… », « main--site… ») the second hyphen is
    percent-encoded, which is the same address (RFC 3986, section 6.2.2.2)."""
    text = _ADDRESS.sub(lambda address: address[0].replace("--", "-%2D"), "\n".join(lines))
    return "<!--\n" + re.sub("-(?=-)", "- ", text) + "\n-->"


def cell(text: str) -> str:
    """Return one field of a CSV row, quoted when RFC 4180 requires it."""
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",\r\n]', text) else text


def row(cells: Sequence[str], end: str) -> str:
    """Return one CSV row."""
    return ",".join(cell(text) for text in cells) + end


def header_row(cells: Sequence[str]) -> str:
    """Return the first row of a table for spreadsheets, in CSV (RFC 4180), after a byte order mark: without one, Excel does not
    recognise UTF-8 and shows « catÃ©gories »; other spreadsheets ignore it."""
    return "\ufeff" + row(cells, "\r\n")


def inert(text: str) -> str:
    """Escape a text that a spreadsheet would take for a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""
    return "'" + text if text.startswith(_FORMULA) else text


def markdown(text: str) -> str:
    """Escape the characters of `text` that have a meaning in CommonMark."""
    return _LIST.sub(r"\1\\", _MARKDOWN.sub(r"\\\1", text))


def markdown_line(text: str) -> str:
    """Escape a line, with its addresses as autolinks: inside an address, many renderers would keep the backslashes."""
    parts = _ADDRESS.split(text)
    return "".join(f"<{part}>" if place % 2 else markdown(part) for place, part in enumerate(parts))


def markdown_link(text: str, url: str) -> str:
    """Return a CommonMark link; brackets inside the address are percent-encoded."""
    for char, code in (("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E"), (" ", "%20")):
        url = url.replace(char, code)
    return f"[{markdown(text)}]({url})"


def vcard(text: str) -> str:
    """Escape a text value of a vCard (RFC 2426, section 4)."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """Fold a vCard line at 75 octets, never inside a character (RFC 2426, section 2.6), and end it."""
    octets, start, room = line.encode(), 0, 75
    parts = []
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # a continuation byte of UTF-8
            end -= 1
        parts.append(octets[start:end])
        start, room = end, 74  # and the space that begins a continuation line
    parts.append(octets[start:])
    return b"\r\n ".join(parts).decode() + "\r\n"


def json_document(value: Any) -> str:
    """Return the JSON that JSON.stringify(value, null, 2) gives in a browser, and a newline."""
    import orjson  # not imported by a build that writes only pages

    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def json_list_item(value: Any) -> str:
    """Return the JSON of an item for `json_list_document`."""
    return json_document(value).removesuffix("\n").replace("\n", "\n    ")


def json_list_document(facts: Mapping[str, Any], name: str, items: Sequence[str]) -> str:
    """Return the `json_document` of `facts` and of a last key, `name`, with a list of serialised items (see `json_list_item`)."""
    empty = json_document({**facts, name: []})
    return empty.removesuffix("]\n}\n") + "\n    " + ",\n    ".join(items) + "\n  ]\n}\n" if items else empty
