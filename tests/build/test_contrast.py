"""Text and controls stand out from their paper, by day, by night and in print: computed from the tokens."""

from __future__ import annotations

import pytest

from tests.support import roots
from tests.support.contrast import MEDIA, PAPERS, colour, ratio, roles

CSS = (roots.REPOSITORY / "theme" / "static" / "css" / "tokens.css").read_text("utf-8")

TEXT = [
    ("ink", "paper"), ("soft", "paper"), ("ink", "sheet"), ("soft", "sheet"), ("on-solid", "solid"), ("on-block", "block"),
]  # fmt: skip
# Outlines of focus and boxes are drawn in the colour of the text.
CONTROLS = [("ink", "paper"), ("ink", "sheet"), ("on-solid", "solid"), ("on-block", "block")]


def contrast(front: str, back: str, paper: str, medium: str) -> float:
    said = roles(CSS, paper, medium)
    return ratio(colour(f"var(--{front})", said), colour(f"var(--{back})", said))


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_stands_out(front: str, back: str, paper: str, medium: str) -> None:
    assert contrast(front, back, paper, medium) >= 4.5


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("front", "back"), CONTROLS)
def test_controls_stand_out(front: str, back: str, paper: str, medium: str) -> None:
    assert contrast(front, back, paper, medium) >= 3


def test_night_is_a_true_night() -> None:
    for paper in PAPERS:
        day, night = (colour("var(--paper)", roles(CSS, paper, medium)) for medium in ("day", "night"))
        assert sum(day) > 2
        assert sum(night) < 0.7


def test_only_the_tokens_have_raw_colours() -> None:
    folder = roots.REPOSITORY / "theme" / "static" / "css"
    for file in folder.rglob("*.css"):
        if file.name != "tokens.css":
            css = file.read_text("utf-8")
            assert "#" not in css.replace("#contenu", ""), file.name
            assert "rgb" not in css, file.name


def test_the_arithmetic_is_that_of_wcag() -> None:
    white, black, grey = (colour(value, {}) for value in ("#fff", "#000000", "#767676"))
    assert ratio(white, black) == pytest.approx(21)
    assert ratio(grey, white) == pytest.approx(4.54, abs=0.01)
    assert colour("color-mix(in srgb, var(--a) 50%, #fff)", {"--a": "#000"}) == (0.5, 0.5, 0.5)
