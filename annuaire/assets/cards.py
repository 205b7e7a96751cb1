"""What a share image says: the picture that a network shows of a page. `card_images` prints it."""

from typing import NamedTuple

SIZE = (1200, 630)
PAPERS = ("white", "yellow", "pink")


class Card(NamedTuple):
    """What is printed: a name, the text that matters, a line at the foot, on one of the three papers."""

    title: str
    text: str
    foot: str
    paper: str = "white"
    site: str = ""
