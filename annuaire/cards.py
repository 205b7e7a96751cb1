"""What a share image says: the picture that a network shows of a page. `press` prints it."""

from __future__ import annotations

from dataclasses import dataclass

SIZE = (1200, 630)
PAPERS = ("white", "yellow", "pink")


@dataclass(frozen=True, slots=True)
class Card:
    """What is printed: a name, the text that matters, a line at the foot, on one of the three papers."""

    title: str
    text: str
    foot: str
    paper: str = "white"
    site: str = ""
