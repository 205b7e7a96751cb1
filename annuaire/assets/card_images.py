"""Rendering of share images (cards) in the fonts and colours of the theme. No other module of the build imports Pillow.

The cache key of a card is a digest of all that it depends on, fonts and palette included. The bytes of a card are
reproducible on one machine.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cached_property
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from annuaire import messages
from annuaire.assets import palette
from annuaire.assets.cards import PAPERS, SIZE, Card
from annuaire.errors import SettingsError
from annuaire.french import NARROW_NO_BREAK, NO_BREAK
from annuaire.runtime import cachefile, digests

DRAWING = 2  # version of the drawing code below: increment it with each change

_MARGIN, _EDGE = 72, 1056
_TEXT_SIZES, _TEXT_HEIGHT, _LEADING = (96, 80, 64, 58, 52, 46, 42, 38), 310, 1.22
_WEIGHT = 650  # of the sans, where the theme has it bold
_SHADES = 12  # of ink on paper; with the flat colours they are the sixteen of a 4-bit PNG


class CardRenderer:
    """Renders cards with the fonts and the palette of one theme.

    Raises:
        SettingsError: a colour is missing in tokens.css; when it renders, a file of fonts-src/ is no font.
    """

    def __init__(self, theme: Path, cache: Path) -> None:
        self.colours = {name: _rgb(colour) for name, colour in palette.of(theme / "static").items()}
        self.cache = cache
        self._serif = theme / "fonts-src" / "baskervville.ttf"
        self._sans = theme / "fonts-src" / "archivo.ttf"
        self._fonts: dict[tuple[Path, int], ImageFont.FreeTypeFont] = {}

    def digest(self, card: Card) -> str:
        """Return eight hexadecimal digits that change when the card would look different."""
        said = json.dumps([DRAWING, card._asdict(), self.colours, self._fonts_digest], sort_keys=True)
        return digests.of(said.encode())[:8]

    @cached_property
    def _fonts_digest(self) -> str:
        return digests.of(self._serif.read_bytes(), self._sans.read_bytes())

    def render(self, card: Card) -> bytes:
        """Return a card as PNG, from the cache if it was rendered before, by this version of Pillow.

        The compression level is medium: the best one takes six times as long, for a file that is a twentieth smaller.
        """
        folder, digest = str(self.cache), self.digest(card)
        kept: bytes | None = cachefile.load(folder, digest, digests.program())
        if kept is not None:
            return kept
        made = BytesIO()
        self._drawn(card).save(made, "PNG", bits=4, compress_level=6)
        cachefile.save(folder, digest, digests.program(), made.getvalue())
        return made.getvalue()

    def sweep(self, kept: set[str]) -> None:
        """Delete all cards from the cache but those with the digests `kept`."""
        for file in self.cache.iterdir() if self.cache.is_dir() else ():
            if file.name not in kept:
                file.unlink(missing_ok=True)  # another build may delete it at the same time

    def _drawn(self, card: Card) -> Image.Image:
        ink = Image.new("L", SIZE, 0)
        draw = ImageDraw.Draw(ink)
        draw.text((_MARGIN, 56), card.site, 255, self._font(self._serif, 40))
        draw.line([(0, 126), (SIZE[0], 126)], 255, 2)
        draw.line([(_EDGE, 126), (_EDGE, SIZE[1])], 255, 2)
        width = _EDGE - 2 * _MARGIN
        for line, top, size in ((card.title, 164, 38), (card.foot, 556, 28)):
            font = self._font(self._sans, size)
            draw.text((_MARGIN, top), _fitted(_printable(line), font, width), 255, font)
        for size in _TEXT_SIZES:
            font = self._font(self._serif, size)
            lines = _wrapped(_printable(card.text), font, width)
            if len(lines) * size * _LEADING <= _TEXT_HEIGHT and all(
                font.getlength(line) <= width for line in lines
            ):
                break
        for place, line in enumerate(lines[: int(_TEXT_HEIGHT / size / _LEADING)]):
            draw.text((_MARGIN, 222 + place * size * _LEADING), _fitted(line, font, width), 255, font)
        return self._inked(ink, card.paper)

    def _inked(self, ink: Image.Image, paper: str) -> Image.Image:
        """Turn shades into colours, and draw the three tabs at the right edge."""
        shades = ink.point([(shade * (_SHADES - 1) + 127) // 255 for shade in range(256)])
        image = Image.frombytes("P", SIZE, shades.tobytes())
        light, dark = self.colours[paper], self.colours["blue"]
        ramp = [_mixed(light, dark, shade / (_SHADES - 1)) for shade in range(_SHADES)]
        flat = [self.colours[name] for name in PAPERS]
        desk = _mixed(light, dark, 0.05)  # `--desk` as the theme comes with it
        image.putpalette([value for colour in (*ramp, *flat, desk) for value in colour])
        draw = ImageDraw.Draw(image)
        draw.rectangle((_EDGE + 2, 128, SIZE[0], SIZE[1]), _SHADES + len(PAPERS))
        for place, name in enumerate(PAPERS):
            top = 176 + place * 112
            opened = name == paper
            draw.rectangle(
                (_EDGE - (1 if opened else 0), top, _EDGE + 96, top + 88), _SHADES + place, _SHADES - 1, 2
            )
            if opened:  # the open tab is part of the page: no line separates them
                draw.rectangle((_EDGE - 1, top + 2, _EDGE + 2, top + 86), _SHADES + place)
        return image

    def _font(self, file: Path, size: int) -> ImageFont.FreeTypeFont:
        if (file, size) not in self._fonts:
            try:
                font = ImageFont.truetype(str(file), size)
            except OSError as error:
                raise SettingsError(messages.blamed(f"theme/fonts-src/{file.name}", "blame-font")) from error
            if file == self._sans:
                _embolden(font)
            self._fonts[file, size] = font
        return self._fonts[file, size]


def _embolden(font: ImageFont.FreeTypeFont) -> None:
    """Set the weight of a variable font; one that has a single weight keeps it."""
    with suppress(OSError):  # raised for a font without axes
        axes = font.get_variation_axes()
        font.set_variation_by_axes(
            [_WEIGHT if b"eight" in axis["name"] else axis["default"] or 0 for axis in axes]
        )


def _rgb(written: str) -> tuple[int, int, int]:
    return int(written[1:3], 16), int(written[3:5], 16), int(written[5:], 16)


def _mixed(light: tuple[int, int, int], dark: tuple[int, int, int], share: float) -> tuple[int, ...]:
    return tuple(round(one + (other - one) * share) for one, other in zip(light, dark, strict=True))


def _printable(text: str) -> str:
    """Replace narrow no-break spaces, which the fonts lack: browsers substitute them, the image library does not."""
    return text.replace(NARROW_NO_BREAK, NO_BREAK)


def _fitted(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """Return a line, truncated after a word if it is too long, or within a single word."""
    if font.getlength(line) <= width:
        return line
    while font.getlength(f"{line}…") > width:
        line = line.rpartition(" ")[0] or line[:-1]
    return f"{line}…"


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """Return the lines of a text, as few as possible and then as even as possible; no line breaks at a no-break space."""
    words = [(word, font.getlength(word)) for word in text.split(" ") if word]
    space = font.getlength(" ")
    lines = _filled(words, space, width)
    while width > 0:
        width -= 24
        narrower = _filled(words, space, width)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _filled(words: list[tuple[str, float]], space: float, width: float) -> list[str]:
    lines: list[str] = []
    room = 0.0
    for word, length in words:
        if lines and length + space <= room:
            lines[-1] += f" {word}"
            room -= length + space
        else:
            lines.append(word)
            room = width - length
    return lines
