"""Numbers in French: thousands apart, plurals, in letters where one word is enough. Nothing slow is imported."""

from __future__ import annotations

from annuaire.french import NARROW_NO_BREAK, NO_BREAK

_WORDS = {
    2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit", 9: "neuf", 10: "dix", 11: "onze", 12: "douze",
    13: "treize", 14: "quatorze", 15: "quinze", 16: "seize", 20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante",
    60: "soixante", 100: "cent", 1000: "mille",
}  # fmt: skip


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """Return « 0 fiche », « 1 fiche », « 2 fiches »: in French 0 and 1 are singular."""
    word = singular if abs(number) < 2 else plural or singular + "s"
    return f"{grouped(number)}{NO_BREAK}{word}"


def grouped(number: int) -> str:
    """Return « 12 000 » with narrow no-break spaces between thousands."""
    return f"{number:,}".replace(",", NARROW_NO_BREAK)


def all_the(number: int, noun: str = "") -> str:
    """Return « Les cent », « Les cent comptes », « Les 250 comptes », « Le seul compte »."""
    if number == 1:
        return f"Le seul {noun}".rstrip()
    return f"Les {_WORDS.get(number) or grouped(number)}{noun and f' {noun}s'}"
