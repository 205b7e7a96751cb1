"""How a text is written inside each format. `theme/static/js/takeaway/formats.js` has the same rules, held to them by a test."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~]|&(?=#?[A-Za-z0-9]+;))")
# What begins a list where a line begins: after these comes the backslash.
_LIST = re.compile(r"((?:^|\n)[ \t]*(?:[0-9]+(?=[.)])|(?=[-+])))")
_ADDRESS = re.compile(r"(https?://[^\s<>]+)")
_FORMULA = tuple("=+-@\t\r")


def xml(text: str) -> str:
    """Return `text` for an XML or HTML text or attribute between double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def comment(lines: Iterable[str]) -> str:
    """Return an XML comment; two hyphens would end it. In an address (« xn--… », « main--site… ») the second one is
    percent-encoded: that is the same address (RFC 3986, section 6.2.2.2)."""
    text = _ADDRESS.sub(lambda address: address[0].replace("--", "-%2D"), "\n".join(lines))
    return "<!--\n" + re.sub("-(?=-)", "- ", text) + "\n-->"


def cell(text: str) -> str:
    """Return one field of a CSV row, between quotes when RFC 4180 asks for them."""
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",\r\n]', text) else text


def row(cells: Sequence[str], end: str) -> str:
    """Return one CSV row."""
    return ",".join(cell(text) for text in cells) + end


def header_row(cells: Sequence[str]) -> str:
    """Return the first row of a table for a spreadsheet, in CSV of RFC 4180. Excel takes a text in UTF-8 for one when a byte
    order mark is before it, and shows « catÃ©gories » when not; every other spreadsheet passes over the mark."""
    return "\ufeff" + row(cells, "\r\n")


def inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""
    return "'" + text if text.startswith(_FORMULA) else text


def markdown(text: str) -> str:
    """Return `text` with the characters that CommonMark would read escaped."""
    return _LIST.sub(r"\1\\", _MARKDOWN.sub(r"\\\1", text))


def markdown_line(text: str) -> str:
    """Return a line whose addresses are links: a character escaped inside one would become part of it on many a site."""
    parts = _ADDRESS.split(text)
    return "".join(f"<{part}>" if place % 2 else markdown(part) for place, part in enumerate(parts))


def markdown_link(text: str, url: str) -> str:
    """Return a CommonMark link; brackets inside the address are percent-encoded."""
    for char, code in (("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E"), (" ", "%20")):
        url = url.replace(char, code)
    return f"[{markdown(text)}]({url})"


def vcard(text: str) -> str:
    """Return a text value of a vCard (RFC 2426, section 4)."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a vCard line cut at 75 octets, never inside a character (RFC 2426, section 2.6), with its end."""
    octets, start, room = line.encode(), 0, 75
    parts = []
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # inside a character of UTF-8
            end -= 1
        parts.append(octets[start:end])
        start, room = end, 74  # the space that begins a line counts
    parts.append(octets[start:])
    return b"\r\n ".join(parts).decode() + "\r\n"


def json_document(value: Any) -> str:
    """Return JSON as browsers write it: JSON.stringify(value, null, 1)."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def json_list_item(value: Any) -> str:
    """Return a value as it stands in the list of a `json_list_document`."""
    return json_document(value).removesuffix("\n").replace("\n", "\n  ")


def json_list_document(facts: Mapping[str, Any], name: str, items: Sequence[str]) -> str:
    """Return the `json_document` of some facts and, after them, of a list whose items are written already (see `json_list_item`)."""
    empty = json_document({**facts, name: []})
    return empty.removesuffix("]\n}\n") + "\n  " + ",\n  ".join(items) + "\n ]\n}\n" if items else empty
