"""The content of a share image, which networks show for a link to a page. `card_images` renders it."""

from typing import NamedTuple

SIZE = (1200, 630)
PAPERS = ("white", "yellow", "pink")


class Card(NamedTuple):
    """A title, the main text, a line at the foot, the colour of the paper, the name of the site."""

    title: str
    text: str
    foot: str
    paper: str = "white"
    site: str = ""
