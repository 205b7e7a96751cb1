"""Sentences in a file that is no YAML: a colon in one, or a line that should go on with one and does not look so."""

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
_LONG = 60  # characters: beyond, a text goes under its key, as a block
_WORDS = 4  # from which on what is written is a sentence


def colons(file: UnreadableFile) -> Diagnosis | None:
    """A colon in a sentence; or one that ends a key, and then what surrounds the key is wrong."""
    if file.says("mapping values are not allowed"):
        if braces := list_mistakes.of_braces(file.written(file.line)):
            return Diagnosis(file.line, *braces)
        if not re.fullmatch(r"[ -]*[\w-]+ *", file.written(file.line)[: file.column - 1]):
            return _colon_in(file, file.line, file.column)
        # Where a key lacks something, a space after its dash or its colon, YAML complains of the next one.
        above, indent = file.before(file.line), indent_of(file.written(file.line))
        if slip := list_mistakes.of_signs(file.written(above)):
            return Diagnosis(above, *slip)
        if above and (indent_of(file.written(above)) == indent or not KEY.match(file.written(above))):
            return _no_key(file, above)
        # French has a space before its colon, keys have none.
        is_french = file.written(file.line)[: file.column - 1].endswith(" ")
        if is_french and (key := _key_above(file, file.line)):
            return Diagnosis(file.line, file.column, "yaml-colon-long", {"key": key})
        return out_of_line(file)
    if file.says("could not find expected ':'"):
        line = file.opening[0]
        sentence = file.written(file.before(line))
        if indent_of(sentence) == indent_of(file.written(line)) and not KEY.match(sentence):
            if sentence.lstrip().startswith("- "):
                return Diagnosis(*file.opening, "yaml-dash")
            if found := re.search(r":(?= |$)", sentence):
                return _colon_in(file, file.before(line), found.start() + 1)
        return _no_key(file, line)
    return None


def _colon_in(file: UnreadableFile, line: int, column: int) -> Diagnosis:
    """The colon of a sentence: short and alone on its line, it wants quotes; else a block."""
    written = file.written(line)
    found = KEY.match(written)
    if not found or found.end("key") >= column - 1:
        return Diagnosis(line, column, "yaml-colon-long", {"key": _key_above(file, line) or "pourquoi"})
    text = list_mistakes.uncommented(written[found.end() :])
    second = _SECOND.search(text)
    if second and ": " not in text[: second.start()] and file.has_room(line, second["key"]):
        first = f"{found['key']}: {text[: second.start()]}"
        return Diagnosis(
            line, column, "yaml-two-keys", {"first": first, "second": text[second.start("key") :]}
        )
    if (twice := _TWICE.fullmatch(text)) and _is_extra(file, found["key"], **twice.groupdict()):
        values = {"key": found["key"], "word": twice["word"], "value": list_mistakes.quoted(twice["value"])}
        return Diagnosis(line, found.end() + 1, "yaml-word-extra", values)
    text = list_mistakes.bare(text)
    after = file.written(line + 1)
    goes_on = indent_of(after) > found.start("key") and not after.lstrip().startswith("- ")
    if len(text) > _LONG or (goes_on and after.strip()):
        return Diagnosis(line, column, "yaml-colon-long", {"key": found["key"]})
    return Diagnosis(line, column, "yaml-colon", {"key": found["key"], "text": text})


def _is_extra(file: UnreadableFile, key: str, word: str, value: str) -> bool:
    """Say whether a word before a value repeats its key, or says only where an address or a handle is."""
    is_network = file.knows(word.lower()) or word.lower() == "twitter"
    return word == key or bool(_ADDRESS.match(value)) or ("@" in value and is_network)


def _no_key(file: UnreadableFile, line: int) -> Diagnosis:
    """A line that should have been a key and a value; or that goes on with a sentence."""
    written = file.written(line)
    column = indent_of(written) + 1
    block = file.block_above(line)
    found = _GLUED.fullmatch(written)
    if found and (not block or file.knows(found["key"])):
        values: dict[str, object] = {"key": found["key"], "rest": found["rest"].strip()}
        return Diagnosis(line, found.start("rest") + 1, "yaml-space", values)
    if meant := _with_colon(file, line):
        return Diagnosis(line, column, "yaml-key", {"example": meant})
    if block:
        return unindented(file, line, column, block)
    if _is_sentence(written) and (key := _key_above(file, line)):
        if indent_of(written) > indent_of(file.written(file.before(line))):  # under its key: a colon follows
            return Diagnosis(line, column, "yaml-colon-long", {"key": key})
        return unindented(file, line, column, key)
    return no_colon(line, column)


def no_colon(line: int, column: int) -> Diagnosis:
    """A line that is no key and no value."""
    return Diagnosis(line, column, "yaml-key", {"example": "nom: Camille Duval"})


def _with_colon(file: UnreadableFile, line: int) -> str:
    """Return what is meant by a line that begins with a key of its level which no other line has; else nothing.

    « par semaine » goes on with a sentence where the file has its « par: » elsewhere.
    """
    found = _BARE.fullmatch(file.written(line))
    if not found:
        return ""
    return f"{found['key']}: {found['rest']}".rstrip() if file.has_room(line, found["key"]) else ""


def out_of_line(file: UnreadableFile) -> Diagnosis:
    """A key that is not under those before it; or the one above it, between two of one level, is not."""
    above, indent = file.before(file.line), indent_of(file.written(file.line))
    is_between = indent_of(file.written(above)) < indent == indent_of(file.written(file.before(above)))
    line = above if is_between and not file.fits(above) else file.line
    return Diagnosis(line, indent_of(file.written(line)) + 1, "yaml-indent")


def unindented(file: UnreadableFile, line: int, column: int, key: str) -> Diagnosis:
    """A line that should go on with a text; or a comment above it, which ends the text."""
    if file.written(line - 1).startswith("#"):
        return Diagnosis(line - 1, 1, "comment-in-text")
    header = file.before(line)
    if file.of_margin(header) == key:
        return Diagnosis(header, indent_of(file.written(header)) + 1, "yaml-indent")
    return Diagnosis(line, column, "yaml-unindented", {"key": key})


def _key_above(file: UnreadableFile, line: int) -> str:
    """Return the key of the sentence that goes on in a line, on the same line as its key or under it; else nothing."""
    above = file.before(line)
    while above and not KEY.match(file.written(above)):
        above = file.before(above)
    found = KEY.match(file.written(above))
    if not found:
        return ""
    said = file.written(above)[found.end() :].strip()
    return found["key"] if not re.search(r"\w", said) or _is_sentence(said) else ""


def _is_sentence(written: str) -> bool:
    """Say whether several words were written, and no list."""
    return len(written.split()) >= _WORDS and written.lstrip()[:1] not in ("-", "[", "{", '"', "'")
