"""Sentences in a file that is no YAML: a colon in one, or a line that should go on with one and does not look so."""

from __future__ import annotations

import re

from annuaire.yamlfiles import list_mistakes
from annuaire.yamlfiles.lines import indent_of
from annuaire.yamlfiles.yaml_error import Complaint, Unread

# A key begins with a letter: if a dash could be its first sign, a line of dashes would be read once for each of them.
KEY = re.compile(r"[ -]*(?P<key>\w[\w-]*) *:(?: |$)")
_GLUED = re.compile(r"[ -]*(?P<key>\w[\w-]*):(?P<rest>[^\s/].*)")
_LONG = 60  # signs: beyond, a text goes under its key, as a block
_WORDS = 4  # from which on what is written is a sentence


class Sentences(Unread):
    """What a curator meant as a text, and YAML takes for a key."""

    def colon_in(self, line: int, column: int) -> Complaint:
        """The colon of a sentence: short and alone on its line, it wants quotes; else a block."""
        written = self.written(line)
        found = KEY.match(written)
        if not found or found.end("key") >= column - 1:
            return Complaint(line, column, "yaml-colon-long", {"key": self.key_above(line) or "pourquoi"})
        text = list_mistakes.bare(written[found.end() :])
        after = self.written(line + 1)
        goes_on = indent_of(after) > found.start("key") and not after.lstrip().startswith("- ")
        if len(text) > _LONG or (goes_on and after.strip()):
            return Complaint(line, column, "yaml-colon-long", {"key": found["key"]})
        return Complaint(line, column, "yaml-colon", {"key": found["key"], "text": text})

    def no_key(self, line: int) -> Complaint:
        """A line that should have been a key and a value; or that goes on with a sentence."""
        written = self.written(line)
        column = indent_of(written) + 1
        if key := self.block_above(line):
            return self.unindented(line, column, key)
        if found := _GLUED.fullmatch(written):
            values: dict[str, object] = {"key": found["key"], "rest": found["rest"].strip()}
            return Complaint(line, found.start("rest") + 1, "yaml-space", values)
        if _is_sentence(written) and (key := self.key_above(line)):
            if indent_of(written) > indent_of(
                self.written(self.before(line))
            ):  # under its key: a colon follows
                return Complaint(line, column, "yaml-colon-long", {"key": key})
            return self.unindented(line, column, key)
        return Complaint(line, column, "yaml-key")

    def unindented(self, line: int, column: int, key: str) -> Complaint:
        """A line that should go on with a text; or a comment above it, which ends the text."""
        if self.written(line - 1).startswith("#"):
            return Complaint(line - 1, 1, "comment-in-text")
        return Complaint(line, column, "yaml-unindented", {"key": key})

    def key_above(self, line: int) -> str:
        """Return the key of the sentence that goes on in a line, on the same line as its key or under it; else nothing."""
        above = self.before(line)
        while above and not KEY.match(self.written(above)):
            above = self.before(above)
        found = KEY.match(self.written(above))
        if not found:
            return ""
        said = self.written(above)[found.end() :].strip()
        return found["key"] if not said or _is_sentence(said) else ""


def _is_sentence(written: str) -> bool:
    """Say whether several words were written, and no list."""
    return len(written.split()) >= _WORDS and written.lstrip()[:1] not in ("-", "[", "{", '"', "'")
