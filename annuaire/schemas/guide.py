"""Generator of docs/curation.md, the reference of keys for curators, from the schemas of curation/schema/.

`python -m annuaire.schemas.guide` prints it; `python -m annuaire.schemas.guide docs/curation.md` writes it there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annuaire.french import NO_BREAK, numerals, text
from annuaire.messages import guide as sentences
from annuaire.schemas import schema
from annuaire.schemas.formats import Rules
from annuaire.schemas.samples import first, flow

# The example path of each kind of file.
FILES = {
    "fiche": "curation/fiches/camille-duval.yml",
    "edition": "curation/editions/2026-11.yml",
    "categories": "curation/categories.yml",
    "annuaire": "curation/annuaire.yml",
}


def guide(schemas: Mapping[str, Rules]) -> str:
    """Return the whole guide as Markdown, from the rules of each kind of file."""
    say = sentences.texts()
    parts = [f"# {say['title']}", say["intro"]]
    for kind, path in FILES.items():
        rules = schemas[kind]
        parts += [
            f"## {rules['title']}{NO_BREAK}: `{path}`",
            text.typeset(rules["description"]),
            f"```yaml\n{sample(kind, rules)}```",
        ]
        parts += _tables(rules.get("items", rules))
    parts += [
        f"## {say['rules-title']}",
        "\n".join(f"- {text.typeset(rule)}" for rule in sentences.RULES),
    ]
    return "\n\n".join(parts) + "\n"


def sample(kind: str, rules: Rules) -> str:
    """Return a complete sample file, made of the examples of its schema."""
    above = "../" if "/" in FILES[kind].removeprefix("curation/") else ""
    lines = [f"# yaml-language-server: $schema={above}schema/{kind}.schema.json"]
    if "items" in rules:
        keys = [f"{key}: {flow(first(below))}" for key, below in rules["items"]["properties"].items()]
        return (
            "\n".join([*lines, *(f"{'  ' if place else '- '}{line}" for place, line in enumerate(keys))])
            + "\n"
        )
    for key, below in rules["properties"].items():
        lines += _block(key, first(below))
    return "\n".join(lines) + "\n"


def _block(key: str, value: Any) -> Iterator[str]:
    """Yield the lines of a key and its value; mappings, and lists of them, are in block style."""
    if isinstance(value, dict):
        yield f"{key}:"
        yield from (f"  {name}: {flow(below)}" for name, below in value.items())
    elif isinstance(value, list) and isinstance(value[0], dict):
        yield f"{key}:"
        yield from (f"  - {flow(below, nested=True)}" for below in value)
    elif isinstance(value, str) and ": " in value:
        yield f"{key}: >-"
        yield f"  {value}"
    else:
        yield f"{key}: {flow(value)}"


def _tables(rules: Rules, heading: str = "") -> Iterator[str]:
    """Yield a table of the keys of a mapping, then those of the mappings inside it."""
    say = sentences.texts()
    if heading:
        yield f"### `{heading}`"
    rows = [
        f"| {say['key']} | {say['what']} | {say['limits']} | {say['example']} |",
        "| --- | --- | --- | --- |",
    ]
    required = rules.get("required") or list(rules["properties"])
    for key, below in rules["properties"].items():
        what = f"**{text.typeset(below['title'])}**. {_described(below, key in required)}"
        shown = "" if "properties" in below or _inside(below) else f"`{flow(first(below))}`"
        rows.append(f"| `{key}` | {what} | {limits(below)} | {shown} |")
    yield "\n".join(rows)
    for key, below in rules["properties"].items():
        inside = below if "properties" in below else _inside(below)
        if inside:
            yield from _tables(inside, key)


def _described(rules: Rules, required: bool) -> str:
    """Return the description, beginning with a note when the key is optional."""
    optional, description = sentences.texts()["optional"], text.typeset(rules["description"])
    return (
        description
        if required or description.startswith(optional)
        else f"{optional}{NO_BREAK}: {description[0].lower()}{description[1:]}"
    )


def _inside(rules: Rules) -> Rules:
    """Return the rules of the items of a list of mappings; empty for anything else."""
    items: Rules = rules.get("items", {})
    return items if "properties" in items else {}


def limits(rules: Rules) -> str:
    """Describe the constraint on a value."""
    say = sentences.texts()
    if "enum" in rules:
        return text.listed((f"«{NO_BREAK}{choice}{NO_BREAK}»" for choice in rules["enum"]), "ou")
    if "format" in rules:
        return say[f"format-{rules['format']}"]
    if rules["type"] == "integer":
        return say["between"].format(
            least=numerals.grouped(rules["minimum"]), most=numerals.grouped(rules["maximum"])
        )
    if rules["type"] == "object":
        return say["mapping"]
    least, most = ("minItems", "maxItems") if rules["type"] == "array" else ("minLength", "maxLength")
    unit = "élément" if rules["type"] == "array" else "signe"
    if most not in rules:
        return say["list"]
    if rules.get(least):
        return say["between"].format(least=rules[least], most=numerals.counted(rules[most], unit))
    return say["at-most"].format(most=numerals.counted(rules[most], unit))


def main(file: Path) -> None:
    """Write the guide to a Markdown file."""
    folder = Path("curation/schema")
    schemas = {kind: schema.load(folder / f"{kind}.schema.json").rules for kind in FILES}
    file.write_text(guide(schemas), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
