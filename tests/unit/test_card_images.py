"""Share images: their size, their weight, their colours, and that a card is printed once."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from annuaire.assets.card_images import CardRenderer
from annuaire.assets.cards import PAPERS, SIZE, Card
from annuaire.errors import SettingsError
from annuaire.runtime import cachefile
from tests.support.roots import REPOSITORY

THEME = REPOSITORY / "theme"
CARD = Card(
    "Camille Duval",
    "Explique l’eau\u202f: rivières, nappes, barrages.",
    "Journalistes, Sénégal",
    "white",
    "Cinq comptes",
)


@pytest.fixture
def press(tmp_path: Path) -> CardRenderer:
    return CardRenderer(THEME, tmp_path)


def opened(printed: bytes) -> Image.Image:
    return Image.open(BytesIO(printed)).convert("RGB")


@pytest.mark.parametrize("paper", PAPERS)
def test_a_card_is_of_the_size_that_networks_ask_and_on_its_paper(press: CardRenderer, paper: str) -> None:
    image = opened(press.render(Card("T", "Texte", "Pied", paper)))
    assert image.size == SIZE == (1200, 630)
    assert image.getpixel((10, 10)) == press.colours[paper]
    assert press.colours["blue"] in {colour for _, colour in image.getcolors() or ()}


@pytest.mark.parametrize("text", ["", "mot", "m" * 400, "une raison assez longue " * 30, "l’eau " * 200])
def test_any_text_stays_within_the_page_and_sixty_kilobytes(press: CardRenderer, text: str) -> None:
    printed = press.render(Card("Un nom long " * 12, text, "Pied " * 60))
    assert len(printed) < 60_000
    image = opened(printed)
    margin = image.crop((1058, 130, 1200, 630))
    assert press.colours["blue"] in {colour for _, colour in margin.getcolors() or ()}  # the tabs
    gutter = image.crop((1016, 140, 1054, 620))
    assert {colour for _, colour in gutter.getcolors() or ()} == {press.colours["white"]}


def test_two_presses_print_the_same_bytes(tmp_path: Path) -> None:
    assert CardRenderer(THEME, tmp_path / "one").render(CARD) == CardRenderer(THEME, tmp_path / "two").render(
        CARD
    )


def test_a_card_that_did_not_change_is_read_back(press: CardRenderer) -> None:
    press.render(CARD)
    digest = press.digest(CARD)
    cachefile.save(str(press.cache), digest, digest, b"kept")
    assert press.render(CARD) == b"kept"


def test_a_damaged_card_is_printed_again(press: CardRenderer) -> None:
    printed = press.render(CARD)
    (file,) = press.cache.iterdir()
    file.write_bytes(file.read_bytes()[:-9])
    assert press.render(CARD) == printed


def test_any_change_makes_another_card(press: CardRenderer) -> None:
    others = [Card("C. Duval", CARD.text, CARD.foot), Card(CARD.title, "x", CARD.foot), Card(CARD.title, CARD.text, "x"),
              Card(CARD.title, CARD.text, CARD.foot, "pink", CARD.site)]  # fmt: skip
    assert len({press.digest(card) for card in (CARD, *others)}) == 5


def test_what_is_no_longer_wanted_leaves_the_cache(press: CardRenderer) -> None:
    press.render(CARD)
    press.render(Card("T", "Texte", "Pied"))
    press.sweep({press.digest(CARD)})
    assert [file.name for file in press.cache.iterdir()] == [press.digest(CARD)]


def test_a_palette_that_lacks_a_colour_is_told(tmp_path: Path) -> None:
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "css" / "tokens.css").write_text(
        "--white: #ffffff; --pink: #ffffff; --blue: #000000;"
    )
    with pytest.raises(SettingsError, match="--yellow"):
        CardRenderer(tmp_path, tmp_path)
