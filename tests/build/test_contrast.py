"""Contrast of text and controls, by day, by night and in print, computed from the tokens."""

from __future__ import annotations

import re

import pytest
from PIL import ImageColor

from tests.support import roots
from tests.support.contrast import MEDIA, PAPERS, colour, luminance, ratio, roles, token

CSS = (roots.REPOSITORY / "theme" / "static" / "css" / "tokens.css").read_text("utf-8")

TEXT = [
    ("ink", "paper"), ("soft", "paper"), ("ink", "sheet"), ("soft", "sheet"), ("on-solid", "solid"), ("on-block", "block"),
]  # fmt: skip
# Focus outlines and boxes have the colour of the text.
CONTROLS = [("ink", "paper"), ("ink", "sheet"), ("on-solid", "solid"), ("on-block", "block")]


def assert_contrast(front: str, back: str, paper: str, medium: str, minimum: float) -> None:
    """Assert the contrast of one role on another; a failure names the palette tokens to change."""
    properties = roles(CSS, paper, medium)
    found = ratio(colour(f"var(--{front})", properties), colour(f"var(--{back})", properties))
    tokens = f"{token(front, properties)} on {token(back, properties)}"
    assert found >= minimum, (
        f"{tokens}, paper {paper}, {medium}: the contrast is {found:.2f}, the minimum {minimum}"
    )


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_has_enough_contrast(front: str, back: str, paper: str, medium: str) -> None:
    assert_contrast(front, back, paper, medium, 4.5)


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("front", "back"), CONTROLS)
def test_controls_have_enough_contrast(front: str, back: str, paper: str, medium: str) -> None:
    assert_contrast(front, back, paper, medium, 3)


@pytest.mark.parametrize("paper", PAPERS)
def test_paper_is_light_by_day_and_dark_by_night(paper: str) -> None:
    """Relative luminances (WCAG) are compared: a pure yellow is nearly white."""
    day, night = (roles(CSS, paper, medium) for medium in ("day", "night"))
    by_day, by_night = (luminance(colour("var(--paper)", properties)) for properties in (day, night))
    assert by_day > 0.4, f"{token('paper', day)} by day: the luminance is {by_day:.2f}, not more than 0.4"
    assert by_night < 0.05, (
        f"{token('paper', night)} by night: the luminance is {by_night:.2f}, not less than 0.05"
    )


def test_failures_name_the_token_to_change() -> None:
    properties = {
        "--ink": "var(--blue)",
        "--blue": "#eee",
        "--paper": "var(--white)",
        "--white": "#fff",
        "--desk": "rgb(0 0 0)",
    }
    assert (token("ink", properties), token("paper", properties)) == ("--blue (#eee)", "--white (#fff)")
    with pytest.raises(AssertionError, match=r"rgb\(0 0 0\).*hexadecimal"):
        colour("var(--desk)", properties)


def test_only_the_tokens_have_raw_colours() -> None:
    folder = roots.REPOSITORY / "theme" / "static" / "css"
    for file in folder.rglob("*.css"):
        if file.name != "tokens.css":
            css = file.read_text("utf-8")
            assert "#" not in css.replace("#contenu", ""), file.name
            assert not re.search(r"\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(", css), file.name
            named = re.findall(r"(?:color|background|border|outline|fill|stroke)[\w-]*:([^;{}]+)", css)
            words = {word for value in named for word in re.findall(r"(?<![\w-])[a-z]+(?![\w(-])", value)}
            assert not words & ImageColor.colormap.keys(), file.name


def test_only_the_tokens_name_font_families() -> None:
    folder = roots.REPOSITORY / "theme" / "static" / "css"
    families = set(re.findall(r'font-family: "?([^";]+)', (folder / "fonts.css").read_text("utf-8")))
    assert families
    for file in folder.rglob("*.css"):
        if file.name not in ("tokens.css", "fonts.css"):
            assert not [family for family in families if family in file.read_text("utf-8")], file.name


def test_luminance_and_contrast_are_computed_as_in_wcag() -> None:
    white, black, grey = (colour(value, {}) for value in ("#fff", "#000000", "#767676"))
    assert ratio(white, black) == pytest.approx(21)
    assert ratio(grey, white) == pytest.approx(4.54, abs=0.01)
    assert colour("color-mix(in srgb, var(--a) 50%, #fff)", {"--a": "#000"}) == (0.5, 0.5, 0.5)
