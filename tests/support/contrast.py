"""Computed colours of tokens.css, by paper and by medium, and their contrast."""

from __future__ import annotations

import re

Colour = tuple[float, float, float]

PAPERS = ("white", "yellow", "pink")
# The media queries of tokens.css that match in each medium; rules outside of media queries always apply.
MEDIA = {"day": (), "night": ("prefers-color-scheme: dark",), "print": ("print",)}

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_MIX = re.compile(r"color-mix\(in srgb, (.+) (\d+)%, (.+)\)")
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def _blocks(css: str) -> list[tuple[str, str]]:
    """Return (media query or empty, rules) in the order of the file."""
    found, rest = [], re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    while (start := rest.find("@media")) >= 0:
        found.append(("", rest[:start]))
        query, depth, end = rest[start + 6 : rest.index("{", start)].strip(), 0, start
        for end in range(rest.index("{", start), len(rest)):
            depth += {"{": 1, "}": -1}.get(rest[end], 0)
            if not depth:
                break
        found.append((query, rest[rest.index("{", start) + 1 : end]))
        rest = rest[end + 1 :]
    return [*found, ("", rest)]


def roles(css: str, paper: str, medium: str) -> dict[str, str]:
    """Return the custom properties that apply on a paper: the last rule for it, or for the root, wins."""
    properties: dict[str, str] = {}
    for query, rules in _blocks(css):
        if query and not any(part.strip("() ") in MEDIA[medium] for part in query.split(",")):
            continue
        for selectors, body in _RULE.findall(rules):
            if {selector.strip() for selector in selectors.split(",")} & {":root", f".{paper}"}:
                properties |= dict(re.findall(r"(--[\w-]+)\s*:\s*([^;]+?)\s*(?:;|$)", body))
    return properties


def colour(value: str, properties: dict[str, str]) -> Colour:
    """Return a value of tokens.css as red, green, blue from 0 to 1."""
    while "var(" in value:
        value = re.sub(r"var\((--[\w-]+)\)", lambda found: properties[found[1]], value)
    if mix := _MIX.fullmatch(value):
        first, second, share = colour(mix[1], properties), colour(mix[3], properties), int(mix[2]) / 100
        red, green, blue = (a * share + b * (1 - share) for a, b in zip(first, second, strict=True))
        return red, green, blue
    assert _HEX.fullmatch(value), f"« {value} » is not a colour in hexadecimal digits, as « #14245e »"
    digits = value.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def token(role: str, properties: dict[str, str]) -> str:
    """Return the palette token to change in order to change the colour of a role, with its value."""
    name = f"--{role}"
    while found := re.fullmatch(r"var\((--[\w-]+)\)", properties[name]):
        name = found[1]
    return f"{name} ({properties[name]})"


def luminance(found: Colour) -> float:
    """WCAG 2.2, « relative luminance »."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in found
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: Colour, other: Colour) -> float:
    """WCAG 2.2, « contrast ratio »: 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
