"""The badge of an edition: « Dans l’annuaire, édition … », as an SVG that needs no font of ours."""

from __future__ import annotations

from annuaire.exports.escaping import xml
from annuaire.french import text, wording
from annuaire.model import Edition

_LEAST, _HEIGHT = 208, 48


def svg(title: str, edition: Edition, paper: str, ink: str) -> str:
    """Draw two lines of text in the site's `ink` on its `paper`, in a rule."""
    name = xml(alternative(title, edition))
    first, second = _lines(title, edition)
    wide = _width(title, edition)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{_HEIGHT}" '
        f'viewBox="0 0 {wide} {_HEIGHT}" role="img" aria-label="{name}">\n'
        f"<title>{name}</title>\n"
        f'<rect x=".5" y=".5" width="{wide - 1}" height="{_HEIGHT - 1}" fill="{paper}" stroke="{ink}"/>\n'
        f'<g fill="{ink}" font-family="Georgia,serif" text-anchor="middle">\n'
        f'<text x="{wide // 2}" y="21" font-size="15">{xml(first)}</text>\n'
        f'<text x="{wide // 2}" y="38" font-size="12">{xml(second)}</text>\n'
        "</g>\n</svg>\n"
    )


def _lines(title: str, edition: Edition) -> tuple[str, str]:
    return f"{wording.BADGE} {title}", text.lowered(edition.title)


def _width(title: str, edition: Edition) -> int:
    """Return how wide the badge is: its font is the visitor's, and a letter of the widest takes half its size and a tenth more."""
    first, second = _lines(title, edition)
    return max(_LEAST, 24 + 8 * len(first), 24 + 7 * len(second))


def alternative(title: str, edition: Edition) -> str:
    """Return the text that stands for the picture."""
    return wording.BADGE_ALT.format(title=title, edition=text.lowered(edition.title))


def snippet(title: str, edition: Edition, image: str, page: str) -> str:
    """Return the HTML that a listed person may put on their own site: the badge, linked to their fiche."""
    return (
        f'<a href="{xml(page)}"><img src="{xml(image)}" width="{_width(title, edition)}" height="{_HEIGHT}" '
        f'alt="{xml(alternative(title, edition))}"></a>'
    )
