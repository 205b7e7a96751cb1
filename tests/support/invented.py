"""Invented words, for the names of invented people."""

from __future__ import annotations

import random

SYLLABLES = [
    "ba",
    "bel",
    "bri",
    "cal",
    "car",
    "chan",
    "cor",
    "da",
    "del",
    "dou",
    "fa",
    "fer",
    "fon",
    "gar",
    "gi",
    "lan",
    "lau",
    "mar",
    "mel",
    "mo",
    "nal",
    "ner",
    "ou",
    "pa",
    "per",
    "ré",
    "ri",
    "ro",
    "sa",
    "sel",
    "ta",
    "tal",
    "va",
    "ver",
    "vi",
]


def word(draw: random.Random, least: int, most: int) -> str:
    """Return a word of `least` to `most` syllables."""
    return "".join(draw.choices(SYLLABLES, k=draw.randint(least, most)))
