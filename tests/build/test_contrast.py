"""Text and controls stand out from their paper, by day, by night and in print: computed from the tokens."""

from __future__ import annotations

import re

import pytest

from tests.support import roots
from tests.support.contrast import MEDIA, PAPERS, colour, luminance, ratio, roles, token

CSS = (roots.REPOSITORY / "theme" / "static" / "css" / "tokens.css").read_text("utf-8")

TEXT = [
    ("ink", "paper"), ("soft", "paper"), ("ink", "sheet"), ("soft", "sheet"), ("on-solid", "solid"), ("on-block", "block"),
]  # fmt: skip
# Outlines of focus and boxes are drawn in the colour of the text.
CONTROLS = [("ink", "paper"), ("ink", "sheet"), ("on-solid", "solid"), ("on-block", "block")]


def stands_out(front: str, back: str, paper: str, medium: str, asked: float) -> None:
    """Hold one role on another to a contrast; who chose badly is told which colours of the palette these are."""
    said = roles(CSS, paper, medium)
    found = ratio(colour(f"var(--{front})", said), colour(f"var(--{back})", said))
    tokens = f"{token(front, said)} on {token(back, said)}"
    assert found >= asked, f"{tokens}, paper {paper}, {medium}: a contrast of {found:.2f}, {asked} is asked"


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_stands_out(front: str, back: str, paper: str, medium: str) -> None:
    stands_out(front, back, paper, medium, 4.5)


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("front", "back"), CONTROLS)
def test_controls_stand_out(front: str, back: str, paper: str, medium: str) -> None:
    stands_out(front, back, paper, medium, 3)


@pytest.mark.parametrize("paper", PAPERS)
def test_night_is_a_true_night(paper: str) -> None:
    """And the day is a day: light is measured as eyes do, to which a pure yellow is nearly white."""
    day, night = (roles(CSS, paper, medium) for medium in ("day", "night"))
    by_day, by_night = (luminance(colour("var(--paper)", said)) for said in (day, night))
    assert by_day > 0.4, f"{token('paper', day)} by day: a luminance of {by_day:.2f}, more than 0.4 is asked"
    assert by_night < 0.05, f"{token('paper', night)} by night: {by_night:.2f}, less than 0.05 is asked"


def test_who_chose_badly_is_told_what_to_change() -> None:
    said = {
        "--ink": "var(--blue)",
        "--blue": "#eee",
        "--paper": "var(--white)",
        "--white": "#fff",
        "--desk": "rgb(0 0 0)",
    }
    assert (token("ink", said), token("paper", said)) == ("--blue (#eee)", "--white (#fff)")
    with pytest.raises(AssertionError, match=r"rgb\(0 0 0\).*hexadecimal"):
        colour("var(--desk)", said)


def test_only_the_tokens_have_raw_colours() -> None:
    folder = roots.REPOSITORY / "theme" / "static" / "css"
    for file in folder.rglob("*.css"):
        if file.name != "tokens.css":
            css = file.read_text("utf-8")
            assert "#" not in css.replace("#contenu", ""), file.name
            assert "rgb" not in css, file.name


def test_only_the_tokens_say_which_face_is_used() -> None:
    folder = roots.REPOSITORY / "theme" / "static" / "css"
    faces = set(re.findall(r'font-family: "?([^";]+)', (folder / "fonts.css").read_text("utf-8")))
    assert faces
    for file in folder.rglob("*.css"):
        if file.name not in ("tokens.css", "fonts.css"):
            assert not [face for face in faces if face in file.read_text("utf-8")], file.name


def test_the_arithmetic_is_that_of_wcag() -> None:
    white, black, grey = (colour(value, {}) for value in ("#fff", "#000000", "#767676"))
    assert ratio(white, black) == pytest.approx(21)
    assert ratio(grey, white) == pytest.approx(4.54, abs=0.01)
    assert colour("color-mix(in srgb, var(--a) 50%, #fff)", {"--a": "#000"}) == (0.5, 0.5, 0.5)
