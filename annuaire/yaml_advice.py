"""PyYAML's complaints, as what a curator has to change and where.

A YAML reader complains where it lost the thread, in words about itself. Here its complaint and the lines around
are read again to find the usual slips: a colon in a sentence, a leading « @ », a tab, a quote left open.
"""

from __future__ import annotations

import re
from typing import Any

from annuaire import list_mistakes
from annuaire.lines import indent_of
from annuaire.yaml_error import Complaint, Unread
from annuaire.yamltree import NO_BREAK

# Where a no-break space breaks the structure: in the indentation, around a key's colon, after a dash.
_MISPLACED = re.compile(
    rf"^ *(?:- +)?(?:(?P<a>{NO_BREAK})|[\w-]+:(?P<b>{NO_BREAK})|[\w-]+(?P<c>{NO_BREAK})+:|-(?P<d>{NO_BREAK}))"
)
# A key begins with a letter: if a dash could be its first sign, a line of dashes would be read once for each of them.
_KEY = re.compile(r"[ -]*(?P<key>\w[\w-]*) *:(?: |$)")
_GLUED = re.compile(r"[ -]*(?P<key>\w[\w-]*):(?P<rest>[^\s/].*)")
_LONG = 60  # signs: beyond, a text goes under its key, as a block


def understand(error: Any, source: str) -> Complaint:
    """Return what is to be changed in `source`, for an error of PyYAML or of libyaml."""
    rules = _Rules(error, source.split("\n"))
    first = (rules.spaces, rules.signs, rules.dashes, rules.quotes)
    for rule in (*first, rules.colons, rules.keys, rules.brackets):
        if found := rule():
            return found
    return rules.rest()


class _Rules(Unread):
    """The usual slips, each told where it is one."""

    def spaces(self) -> Complaint | None:
        """Tabs and no-break spaces where YAML wants plain ones."""
        for line in dict.fromkeys((self.line, self.opening[0], self.before(self.line))):
            written = self.written(line)
            if found := re.match(r"[ -]*\t", written):
                return Complaint(line, found.end(), "yaml-tab")
            if found := _MISPLACED.match(written):
                return Complaint(line, found.start(str(found.lastgroup)) + 1, "no-break")
        return None

    def signs(self) -> Complaint | None:
        """Other signs than a list is made of."""
        lines = dict.fromkeys((self.line, self.opening[0]))
        return next(filter(None, map(self.sign_in, lines)), None)

    def sign_in(self, line: int) -> Complaint | None:
        """Such a sign in one line."""
        found = list_mistakes.of_signs(self.written(line))
        return Complaint(line, *found) if found else None

    def dashes(self) -> Complaint | None:
        """A dash too many, or one too few."""
        if not self.says("expected key", "<block end>", "'-' indicator", "sequence entries"):
            return None
        if found := list_mistakes.of_dashes(self.lines, self.line):
            line, code, values = found
            return Complaint(line, indent_of(self.written(line)) + 1, code, values)
        return None

    def quotes(self) -> Complaint | None:
        """A quote left open, perhaps closed by another one much later."""
        if self.says("escape character", "escape code", "escape sequence", "hexdecimal"):
            column = self.written(self.line).rfind("\\", 0, self.column) + 1
            return Complaint(self.line, column or self.column, "yaml-escape")
        if self.says("while scanning a quoted scalar"):
            return Complaint(*self.opening, "yaml-quote")
        if self.says("expected key", "<block end>", "':'") and (found := self.open_quote(self.line)):
            return Complaint(*found, "yaml-quote")
        return None

    def colons(self) -> Complaint | None:
        """A colon in a sentence; or one that ends a key, and then what surrounds the key is wrong."""
        if self.says("mapping values are not allowed"):
            if not re.fullmatch(r"[ -]*[\w-]+ *", self.written(self.line)[: self.column - 1]):
                return self.colon_in(self.line, self.column)
            # Where a key lacks something, a space after its dash or its colon, YAML complains of the next one.
            above, indent = self.before(self.line), indent_of(self.written(self.line))
            if sign := self.sign_in(above):
                return sign
            if above and (indent_of(self.written(above)) == indent or not _KEY.match(self.written(above))):
                return self.no_key(above)
            return Complaint(self.line, indent + 1, "yaml-indent")
        if self.says("could not find expected ':'"):
            line = self.opening[0]
            sentence = self.written(self.before(line))
            if indent_of(sentence) == indent_of(self.written(line)) and not _KEY.match(sentence):
                if sentence.lstrip().startswith("- "):
                    return Complaint(*self.opening, "yaml-dash")
                if found := re.search(r":(?= |$)", sentence):
                    return self.colon_in(self.before(line), found.start() + 1)
            return self.no_key(line)
        return None

    def colon_in(self, line: int, column: int) -> Complaint:
        """The colon of a sentence: short, it wants quotes; long, a block."""
        written = self.written(line)
        found = _KEY.match(written)
        if not found or found.end("key") >= column - 1:
            above = self.written(self.before(line))
            key = _KEY.match(above)
            return Complaint(line, column, "yaml-colon-long", {"key": key["key"] if key else "pourquoi"})
        text = list_mistakes.bare(written[found.end() :])
        if len(text) > _LONG:
            return Complaint(line, column, "yaml-colon-long", {"key": found["key"]})
        return Complaint(line, column, "yaml-colon", {"key": found["key"], "text": text})

    def no_key(self, line: int) -> Complaint:
        """A line that should have been a key and a value."""
        written = self.written(line)
        column = indent_of(written) + 1
        if key := self.block_above(line):
            return self.unindented(line, column, key)
        if found := _GLUED.fullmatch(written):
            values: dict[str, object] = {"key": found["key"], "rest": found["rest"].strip()}
            return Complaint(line, found.start("rest") + 1, "yaml-space", values)
        return Complaint(line, column, "yaml-key")

    def unindented(self, line: int, column: int, key: str) -> Complaint:
        """A line that should go on with a text; or a comment above it, which ends the text."""
        if self.written(line - 1).startswith("#"):
            return Complaint(line - 1, 1, "comment-in-text")
        return Complaint(line, column, "yaml-unindented", {"key": key})

    def keys(self) -> Complaint | None:
        """Lines out of line, and what follows a value that has ended."""
        if self.says("<document start>"):
            first = self.before(self.line) or self.line
            while self.before(first):
                first = self.before(first)
            if self.written(first).startswith("%"):
                return Complaint(first, 1, "yaml-start", {"char": "%"})
            line = first if indent_of(self.written(first)) else self.line
            if self.written(self.before(self.line)).strip() == "...":
                return Complaint(self.before(self.line), 1, "yaml-documents")
            return Complaint(line, indent_of(self.written(line)) + 1, "yaml-indent")
        if not self.says("did not find expected key", "<block end>", "'-' indicator"):
            return None
        written = self.written(self.line)
        done = written[: self.column - 1].rstrip()
        if done.strip(" -"):
            if written[self.column - 1] in "]}":
                return Complaint(self.line, self.column, "yaml-close", {"char": written[self.column - 1]})
            code = "yaml-after-list" if done[-1] in "]}" else "yaml-after"
            return Complaint(self.line, self.column, code)
        column = indent_of(written) + 1
        if written[self.column - 1 :].startswith(":"):
            return Complaint(self.line, self.column, "yaml-key")
        if key := self.block_above(self.line) if not _KEY.match(written) else "":
            return self.unindented(self.line, column, key)
        above = self.written(self.before(self.line))
        is_item = written.lstrip().startswith("- ") or above.lstrip().startswith("- ")
        same = indent_of(written) == indent_of(above)
        return Complaint(self.line, column, "yaml-dash" if same and is_item else "yaml-indent")

    def brackets(self) -> Complaint | None:
        """Lists and keys on one line: « [a, b] », « {a: b} »."""
        written, char = self.written(self.line), self.written(self.line)[self.column - 1 : self.column]
        line, column = self.opening
        if self.says("expected ',' or"):
            if found := re.compile(r"[\[{, ]#").search(self.written(line), column - 1):
                if not re.compile(r"[\]}]").search(self.written(line), found.end()):
                    return self.left_open(line, column, "yaml-bracket-comment")
                return Complaint(line, found.end(), "yaml-hash")
            if self.line > line or not char:
                return self.left_open(line, column)
            if char in "]}":
                return Complaint(self.line, self.column, "yaml-close", {"char": char})
            return Complaint(self.line, self.column, "yaml-comma", {"char": char})
        if self.says("node content"):
            if char == "," and written[: self.column - 1].rstrip()[-1:] in ("", ",", "[", "{"):
                return Complaint(self.line, self.column, "yaml-comma-twice")
            if not char:
                line = self.line if written.strip() else self.before(self.line)
                return self.left_open(line, max(self.written(line).rfind(sign) for sign in "[{") + 1)
            return Complaint(self.line, self.column, "yaml-start", {"char": char})
        return None

    def left_open(self, line: int, column: int, code: str = "yaml-bracket") -> Complaint:
        """A bracket or a brace that nothing closes."""
        char = self.written(line)[max(column, 1) - 1 : max(column, 1)]
        values: dict[str, object] = {"char": char, "close": "}" if char == "{" else "]"}
        return Complaint(line, max(column, 1), code, values)

    def rest(self) -> Complaint:
        """What needs no second look."""
        if self.says("cannot start any token", "scanning a tag", "scanning an anchor", "scanning an alias",
                     "scanning a directive"):  # fmt: skip
            line, column = self.opening
            return Complaint(line, column, "yaml-start", {"char": self.written(line)[column - 1 : column]})
        if self.says("block scalar"):
            return Complaint(self.line, self.column, "yaml-block")
        if self.says("sequence entries are not allowed"):
            return Complaint(self.line, self.column, "yaml-dash")
        return Complaint(self.line, self.column, "yaml-other")
