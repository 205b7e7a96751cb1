"""The names of invisible characters that curators paste without knowing."""

from __future__ import annotations

INVISIBLE: dict[str, str] = {
    "\u00ad": "trait d'union conditionnel",
    "\u200b": "espace sans chasse",
    "\u200c": "antiliant sans chasse",
    "\u200d": "liant sans chasse",
    "\u200e": "marque gauche-à-droite",
    "\u200f": "marque droite-à-gauche",
    "\u2028": "séparateur de lignes",
    "\u2029": "séparateur de paragraphes",
    "\u202a": "enchâssement gauche-à-droite",
    "\u202b": "enchâssement droite-à-gauche",
    "\u202c": "fin de sens d'écriture",
    "\u202d": "forçage gauche-à-droite",
    "\u202e": "forçage droite-à-gauche",
    "\u2060": "gluon de mots",
    "\u2066": "isolat gauche-à-droite",
    "\u2067": "isolat droite-à-gauche",
    "\u2068": "isolat au sens du premier mot",
    "\u2069": "fin d'isolat",
    "\ufffc": "place d'un objet qui n'est pas là",
    "\ufeff": "marque d'ordre des octets",
}
