"""Diagnosis of sentences in a file that is not valid YAML: a colon inside one, or a continuation line that is not indented."""

from __future__ import annotations

import re

from annuaire.yamlfiles import list_mistakes
from annuaire.yamlfiles.lines import KEY, indent_of
from annuaire.yamlfiles.yaml_diagnosis import Diagnosis, UnreadableFile

_GLUED = re.compile(r"[ -]*(?P<key>\w[\w-]*):(?P<rest>[^\s/].*)")
_BARE = re.compile(r" *(?P<key>\w+)(?: *= *| +|(?=\[)|$)(?P<rest>.*)")
# « nom: Camille, nature: personne »; « mastodon: mastodon: camille@mastodon.example ».
_SECOND = re.compile(r"(?:[,;]|(?<! )) +(?P<key>\w+): +(?=[\w\[\"'])")
_TWICE = re.compile(r"(?P<word>\w+) *: +(?P<value>\S+)")
_ADDRESS = re.compile("https?://")
_ADDRESSES = ("ou", "site", "flux", "depot")  # the keys that hold an address
_LONG = 60  # characters: the advice for a longer text is a block scalar
_WORDS = 4  # the fewest words of a sentence


def colons(file: UnreadableFile) -> Diagnosis | None:
    """Find a colon inside a sentence; or, when the colon ends a key, the mistake around this key."""
    if file.mentions("mapping values are not allowed"):
        if braces := list_mistakes.find_missing_braces(file.text(file.line)):
            return Diagnosis(file.line, *braces)
        if not re.fullmatch(r"[ -]*[\w-]+ *", file.text(file.line)[: file.column - 1]):
            return _colon_in(file, file.line, file.column)
        # When a space is missing after a dash or a colon, YAML reports the next key.
        above, indent = file.previous(file.line), indent_of(file.text(file.line))
        if slip := list_mistakes.find_wrong_character(file.text(above)):
            return Diagnosis(above, *slip)
        if above and (indent_of(file.text(above)) == indent or not KEY.match(file.text(above))):
            return _no_key(file, above)
        # French has a space before a colon, a key has none.
        is_french = file.text(file.line)[: file.column - 1].endswith(" ")
        if is_french and (key := _key_above(file, file.line)):
            return Diagnosis(file.line, file.column, "yaml-colon-long", {"key": key})
        return misaligned(file)
    if file.mentions("could not find expected ':'"):
        line = file.opening[0]
        sentence = file.text(file.previous(line))
        if indent_of(sentence) == indent_of(file.text(line)) and not KEY.match(sentence):
            if sentence.lstrip().startswith("- "):
                return Diagnosis(*file.opening, "yaml-dash")
            if found := re.search(r":(?= |$)", sentence):
                return _colon_in(file, file.previous(line), found.start() + 1)
        return _no_key(file, line)
    return None


def _colon_in(file: UnreadableFile, line: int, column: int) -> Diagnosis:
    """Return a diagnosis for a colon in a sentence: quotes for a short text on one line, else a block scalar."""
    written = file.text(line)
    found = KEY.match(written)
    if not found or found.end("key") >= column - 1:
        return Diagnosis(line, column, "yaml-colon-long", {"key": _key_above(file, line) or "pourquoi"})
    text = list_mistakes.without_comment(written[found.end() :])
    second = _SECOND.search(text)
    if second and ": " not in text[: second.start()] and file.can_add(line, second["key"]):
        first = f"{found['key']}: {text[: second.start()]}"
        return Diagnosis(
            line, column, "yaml-two-keys", {"first": first, "second": text[second.start("key") :]}
        )
    if (twice := _TWICE.fullmatch(text)) and _is_extra(file, found["key"], **twice.groupdict()):
        values = {"key": found["key"], "word": twice["word"], "value": list_mistakes.quoted(twice["value"])}
        return Diagnosis(line, found.end() + 1, "yaml-word-extra", values)
    text = list_mistakes.quotable(text)
    after = file.text(line + 1)
    goes_on = indent_of(after) > found.start("key") and not after.lstrip().startswith("- ")
    if len(text) > _LONG or (goes_on and after.strip()):
        return Diagnosis(line, column, "yaml-colon-long", {"key": found["key"]})
    if found["key"] in _ADDRESSES and (address := re.search(r"(?<=.)https?://\S+", text)):
        values = {"key": found["key"], "address": address[0]}
        return Diagnosis(line, found.end() + 1, "yaml-colon-address", values)
    return Diagnosis(line, column, "yaml-colon", {"key": found["key"], "text": text})


def _is_extra(file: UnreadableFile, key: str, word: str, value: str) -> bool:
    """Say whether a word before a value repeats its key, or only names the network of an address or a handle."""
    is_network = file.allows(word.lower()) or word.lower() == "twitter"
    return word == key or bool(_ADDRESS.match(value)) or ("@" in value and is_network)


def _no_key(file: UnreadableFile, line: int) -> Diagnosis:
    """Return a diagnosis for a line that should have been a key and a value, or the continuation of a sentence."""
    written = file.text(line)
    column = indent_of(written) + 1
    block = file.open_block(line)
    found = _GLUED.fullmatch(written)
    if found and (not block or file.allows(found["key"])):
        values: dict[str, object] = {"key": found["key"], "rest": _value(found["rest"].strip())}
        return Diagnosis(line, found.start("rest") + 1, "yaml-space", values)
    if meant := _with_colon(file, line):
        return Diagnosis(line, column, "yaml-key", {"example": meant})
    if block:
        return unindented(file, line, column, block)
    if _ADDRESS.match(written.strip()):
        return Diagnosis(line, column, "yaml-address-alone", {"address": written.strip()})
    above = KEY.match(file.text(file.previous(line)))
    is_words = written.lstrip()[:1] not in ("[", "{", '"')
    goes_on = above and is_words and _is_sentence(file.text(file.previous(line))[above.end() :])
    if (goes_on or _is_sentence(written)) and (key := _key_above(file, line)):
        if indent_of(written) > indent_of(file.text(file.previous(line))):  # under its key: a colon follows
            return Diagnosis(line, column, "yaml-colon-long", {"key": key})
        return unindented(file, line, column, key)
    return no_colon(line, column)


def no_colon(line: int, column: int) -> Diagnosis:
    """Return a diagnosis for a line that is neither a key nor a value."""
    return Diagnosis(line, column, "yaml-line-stray")


def _with_colon(file: UnreadableFile, line: int) -> str:
    """Return a line with the colon that is missing after its key, if that key is allowed here and missing; else nothing.

    If the file has « par: » elsewhere, « par semaine » continues a sentence.
    """
    found = _BARE.fullmatch(file.text(line))
    if not found:
        return ""
    rest = _value(found["rest"].lstrip(": "))
    return f"{found['key']}: {rest}".rstrip() if file.can_add(line, found["key"]) else ""


def _value(rest: str) -> str:
    """Return a value as it was written, but quoted if YAML reserves its first sign: « @camille »."""
    return list_mistakes.quoted(rest) if rest[:1] in ("@", "`", "%") else rest


def misaligned(file: UnreadableFile) -> Diagnosis:
    """Return a diagnosis for a key that is not aligned with the others: this one, or the one above it."""
    above, indent = file.previous(file.line), indent_of(file.text(file.line))
    if outside := _outside(file, above):
        return outside
    is_between = indent_of(file.text(above)) < indent == indent_of(file.text(file.previous(above)))
    line = above if is_between and not file.is_key_allowed(above) else file.line
    return Diagnosis(line, indent_of(file.text(line)) + 1, "yaml-indent")


def _outside(file: UnreadableFile, line: int) -> Diagnosis | None:
    """Return a diagnosis for the first key of a mapping, or of a list of mappings, that is at the margin of the key above it."""
    here, there = KEY.match(file.text(line)), KEY.match(file.text(file.line))
    if not here or not there or file.text(line).lstrip().startswith("-"):
        return None
    key, written = here["key"], file.text(line).strip()
    if any(other.startswith(f"- {key}:") for other in file.lines):
        value = written[here.end() - here.start("key") :]
        return Diagnosis(line, here.start("key") + 1, "dash-forgotten", {"key": key, "value": value})
    parent = KEY.fullmatch(file.text(file.previous(line)).rstrip())
    is_level = any(
        {key, there["key"]} <= set(level) and parent and parent["key"] not in level for level in file.levels
    )
    if parent and is_level and parent.start("key") == here.start("key"):
        values = {"key": key, "parent": parent["key"], "written": written}
        return Diagnosis(line, here.start("key") + 1, "key-outside-parent", values)
    return None


def unindented(file: UnreadableFile, line: int, column: int, key: str) -> Diagnosis:
    """Return a diagnosis for a line that should continue a text and is not indented, or for a comment above it that ends the
    text."""
    if file.text(line - 1).startswith("#"):
        return Diagnosis(line - 1, 1, "comment-in-text")
    header = file.previous(line)
    if file.top_level_key(header) == key:
        return Diagnosis(header, indent_of(file.text(header)) + 1, "yaml-indent")
    return Diagnosis(line, column, "yaml-unindented", {"key": key})


def _key_above(file: UnreadableFile, line: int) -> str:
    """Return the key whose sentence a line continues, whether the sentence begins beside the key or under it; else nothing."""
    above = file.previous(line)
    while above and not KEY.match(file.text(above)):
        above = file.previous(above)
    found = KEY.match(file.text(above))
    if not found:
        return ""
    rest = file.text(above)[found.end() :].strip()
    return found["key"] if not re.search(r"\w", rest) or _is_sentence(rest) else ""


def _is_sentence(written: str) -> bool:
    """Say whether a line has several words and is no list, mapping or quoted text."""
    return len(written.split()) >= _WORDS and written.lstrip()[:1] not in ("-", "[", "{", '"', "'")
