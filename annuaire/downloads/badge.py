"""The badge of an edition, « Dans l’annuaire, édition … », as an SVG with generic fonts."""

from __future__ import annotations

from annuaire.exports.escaping import xml
from annuaire.french import text, wording
from annuaire.model import Edition

_MIN_WIDTH, _HEIGHT = 208, 48


def svg(title: str, edition: Edition, paper: str, ink: str) -> str:
    """Draw a framed badge with two lines of text; `ink` and `paper` are its colours."""
    name = xml(alt_text(title, edition))
    first, second = _lines(title, edition)
    width = _width(title, edition)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_HEIGHT}" '
        f'viewBox="0 0 {width} {_HEIGHT}" role="img" aria-label="{name}">\n'
        f"<title>{name}</title>\n"
        f'<rect x=".5" y=".5" width="{width - 1}" height="{_HEIGHT - 1}" fill="{paper}" stroke="{ink}"/>\n'
        f'<g fill="{ink}" font-family="Georgia,serif" text-anchor="middle">\n'
        f'<text x="{width // 2}" y="21" font-size="15">{xml(first)}</text>\n'
        f'<text x="{width // 2}" y="38" font-size="12">{xml(second)}</text>\n'
        "</g>\n</svg>\n"
    )


def _lines(title: str, edition: Edition) -> tuple[str, str]:
    return f"{wording.BADGE} {title}", text.lowered(edition.title)


def _width(title: str, edition: Edition) -> int:
    """Return a width with room for the text in the widest of the fonts that visitors may have: a little more than half the font
    size for each letter."""
    first, second = _lines(title, edition)
    return max(_MIN_WIDTH, 24 + 8 * len(first), 24 + 7 * len(second))


def alt_text(title: str, edition: Edition) -> str:
    """Return the alternative text of the badge."""
    return wording.BADGE_ALT.format(title=title, edition=text.lowered(edition.title))


def snippet(title: str, edition: Edition, image: str, page: str) -> str:
    """Return the HTML for a listed person's own site: the badge, with a link to their fiche."""
    return (
        f'<a href="{xml(page)}"><img src="{xml(image)}" width="{_width(title, edition)}" height="{_HEIGHT}" '
        f'alt="{xml(alt_text(title, edition))}"></a>'
    )
