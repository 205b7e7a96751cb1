"""PyYAML's complaints, as what a curator has to change and where.

A YAML reader complains where it lost the thread, in words about itself. Here its complaint and the lines around
are read again to find the usual slips: a colon in a sentence, a leading « @ », a tab, a quote left open.
"""

from __future__ import annotations

import re
from typing import Any

from annuaire.yamlfiles import list_mistakes
from annuaire.yamlfiles.lines import indent_of
from annuaire.yamlfiles.yaml_error import Complaint
from annuaire.yamlfiles.yaml_sentences import KEY, Sentences
from annuaire.yamlfiles.yamltree import NO_BREAK

# Where a no-break space breaks the structure: in the indentation, around a key's colon, after a dash.
_MISPLACED = re.compile(
    rf"^ *(?:- +)?(?:(?P<a>{NO_BREAK})|[\w-]+:(?P<b>{NO_BREAK})|[\w-]+(?P<c>{NO_BREAK})+:|-(?P<d>{NO_BREAK}))"
)


def understand(error: Any, source: str) -> Complaint:
    """Return what is to be changed in `source`, for an error of PyYAML or of libyaml."""
    rules = _Rules(error, source.split("\n"))
    first = (rules.spaces, rules.signs, rules.dashes, rules.quotes)
    for rule in (*first, rules.colons, rules.keys, rules.brackets):
        if found := rule():
            return found
    return rules.rest()


class _Rules(Sentences):
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
            if braces := list_mistakes.of_braces(self.written(self.line)):
                return Complaint(self.line, *braces)
            if not re.fullmatch(r"[ -]*[\w-]+ *", self.written(self.line)[: self.column - 1]):
                return self.colon_in(self.line, self.column)
            # Where a key lacks something, a space after its dash or its colon, YAML complains of the next one.
            above, indent = self.before(self.line), indent_of(self.written(self.line))
            if sign := self.sign_in(above):
                return sign
            if above and (indent_of(self.written(above)) == indent or not KEY.match(self.written(above))):
                return self.no_key(above)
            # French has a space before its colon, keys have none.
            is_french = self.written(self.line)[: self.column - 1].endswith(" ")
            if is_french and (key := self.key_above(self.line)):
                return Complaint(self.line, self.column, "yaml-colon-long", {"key": key})
            if indent_of(self.written(above)) < indent == indent_of(self.written(self.before(above))):
                return Complaint(above, indent_of(self.written(above)) + 1, "yaml-indent")
            return Complaint(self.line, indent + 1, "yaml-indent")
        if self.says("could not find expected ':'"):
            line = self.opening[0]
            sentence = self.written(self.before(line))
            if indent_of(sentence) == indent_of(self.written(line)) and not KEY.match(sentence):
                if sentence.lstrip().startswith("- "):
                    return Complaint(*self.opening, "yaml-dash")
                if found := re.search(r":(?= |$)", sentence):
                    return self.colon_in(self.before(line), found.start() + 1)
            return self.no_key(line)
        return None

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
            if code == "yaml-after" and re.match(r'[ -]*(?:\w[\w-]* *: +)?"', written):
                code = "yaml-quotes-inside"
            return Complaint(self.line, self.column, code)
        column = indent_of(written) + 1
        if written[self.column - 1 :].startswith(":"):
            return Complaint(self.line, self.column, "yaml-key")
        if key := self.block_above(self.line) if not KEY.match(written) else "":
            return self.unindented(self.line, column, key)
        above = self.written(self.before(self.line))
        alone = re.fullmatch(r" +(?P<key>[\w-]+) *: *", written)
        if alone and above.lstrip().startswith("- "):
            return Complaint(self.line, column, "key-indented", {"key": alone["key"]})
        is_item = written.lstrip().startswith("- ") or above.lstrip().startswith("- ")
        same = indent_of(written) == indent_of(above)
        return Complaint(self.line, column, "yaml-dash" if same and is_item else "yaml-indent")

    def brackets(self) -> Complaint | None:
        """Lists and keys on one line: « [a, b] », « {a: b} »."""
        written, char = self.written(self.line), self.written(self.line)[self.column - 1 : self.column]
        line, column = self.opening
        if not self.says("expected ',' or", "node content"):
            return None
        above = self.before(self.line)
        opened = max(self.written(above).rfind(sign) for sign in "[{")
        if self.says("node content") and not written[: self.column - 1].strip() and opened >= 0:
            line, column = above, opened + 1
        if found := re.compile(r"[\[{, ]#").search(self.written(line), column - 1):
            if not re.compile(r"[\]}]").search(self.written(line), found.end()):
                return self.left_open(line, column, "yaml-bracket-comment")
            return Complaint(line, found.end(), "yaml-hash")
        if self.says("expected ',' or"):
            if self.line > line or not char:
                return self.left_open(line, column)
            if char in "]}":
                return Complaint(self.line, self.column, "yaml-close", {"char": char})
            return Complaint(self.line, self.column, "yaml-comma", {"char": char})
        if char == "," and written[: self.column - 1].rstrip()[-1:] in ("", ",", "[", "{"):
            return Complaint(self.line, self.column, "yaml-comma-twice")
        if not char:
            line = self.line if written.strip() else self.before(self.line)
            return self.left_open(line, max(self.written(line).rfind(sign) for sign in "[{") + 1)
        return Complaint(self.line, self.column, "yaml-start", {"char": char})

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
            written = self.written(line)
            values: dict[str, object] = {"char": written[column - 1 : column]}
            key = KEY.match(written)
            # A handle may begin with « @ », and on some networks is another's without it.
            if not key or written[column - 1] != "@":
                return Complaint(line, column, "yaml-start", values)
            values |= {"key": key["key"], "text": written[column - 1 :].strip()}
            return Complaint(line, column, "yaml-start-quote", values)
        if self.says("block scalar"):
            return Complaint(self.line, self.column, "yaml-block")
        if self.says("sequence entries are not allowed"):
            return Complaint(self.line, self.column, "yaml-dash")
        return Complaint(self.line, self.column, "yaml-other")
