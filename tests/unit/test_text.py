"""French texts: typography, slugs, sorting, plurals (`annuaire.french.text`)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyuca import Collator

from annuaire.french import numerals, text

FRENCH = st.text(alphabet="abcéèœÆ 0123456789«»'’:;!?%()\u00a0\u202f\n-")

# Words that only differ by what French order decides: accents, ligatures, case, hyphens, length.
WORDS = (
    "abat-jour", "abaisser", "Aa", "accès", "accepter", "âge", "agé", "aïeul", "ambigu", "ambiguë", "arène", "bœuf",
    "boeing", "bogue", "boire", "caennais", "cafétéria", "ça", "cabinet", "cœur", "coefficient", "coder", "cote",
    "côte", "coté", "côté", "deçà", "décès", "dés", "éclair", "école", "Écosse", "eczéma", "élève", "elfe", "être",
    "étage", "été", "fève", "gène", "gêne", "gêné", "hâle", "halé", "haler", "île", "ilote", "jeûne", "jeune", "kaki",
    "lévite", "maïs", "mais", "maître", "majeur", "mot", "müesli", "musée", "naïf", "nation", "nœud", "noël", "noces",
    "œil", "œuf", "odeur", "offre", "où", "ou", "ouate", "pêche", "péché", "pécher", "pêcher", "prêt", "près", "quai",
    "relève", "relevé", "rèche", "rôle", "sûr", "sur", "surface", "tache", "tâche", "taxe", "tôt", "à", "ulcère",
    "vœu", "vodka", "voie", "wagon", "xérès", "yaourt", "zèle", "zébu", "zone",
)  # fmt: skip


@given(st.text())
def test_folding_twice_changes_nothing(written: str) -> None:
    assert text.fold(text.fold(written)) == text.fold(written)


@pytest.mark.parametrize("sign", "’ʼ‘`´")
def test_all_characters_typed_for_an_apostrophe_are_equivalent(sign: str) -> None:
    assert text.fold(f"L{sign}Œuvre") == "l'oeuvre"


@given(st.text(st.characters(categories=["L", "M", "Nd", "P", "Zs"], max_codepoint=0x1FFF)))
def test_nothing_but_marks_is_lost_by_folding(written: str) -> None:
    folded = unicodedata.normalize("NFKD", written.replace("´", "'")).casefold()
    kept = "".join(
        char for char in unicodedata.normalize("NFKD", folded) if unicodedata.category(char) != "Mn"
    )
    for sign, plain in {"œ": "oe", "æ": "ae", "ʼ": "'", "`": "'"}.items():
        kept = kept.replace(sign, plain)
    assert text.fold(written) == " ".join(kept.split())


@given(st.text())
def test_an_address_is_lower_case_ascii_and_stays_as_it_is(written: str) -> None:
    slug = text.slugify(written)
    assert slug == text.slugify(slug)
    assert slug == "" or (slug.isascii() and slug.strip("-") == slug and "--" not in slug)


@pytest.mark.parametrize(
    ("subject", "slug", "topic"),
    [
        ("C", "c", "c"), ("C++", "c-plus-plus", "c-plus-plus"), ("C#", "c-diese", "c-diese"),
        ("Éco-quartier", "eco-quartier", "eco-quartier"), ("日本", "", "日本"), ("中国", "", "中国"),
    ],
)  # fmt: skip
def test_a_subject_is_known_by_its_address_or_by_its_letters(subject: str, slug: str, topic: str) -> None:
    assert (text.slugify(subject), text.topic(subject)) == (slug, topic)


@given(FRENCH)
def test_correct_typography_is_unchanged(written: str) -> None:
    typed = text.typeset(written)
    assert text.typeset(typed) == typed


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("l'eau", "l’eau"),
        ("d'« eau »", "d’«\u00a0eau\u00a0»"),
        ("«\u202feau\u202f»", "«\u00a0eau\u00a0»"),
        ("(Quoi ?)", "(Quoi\u202f?)"),
        ("Quoi ? Oui !", "Quoi\u202f? Oui\u202f!"),
        ("l'eau : rivières ; nappes", "l’eau\u00a0: rivières\u202f; nappes"),
        ("12 000 abonnés, 1 234 567 lecteurs", "12\u202f000 abonnés, 1\u202f234\u202f567 lecteurs"),
        ("en 2026 100 comptes", "en 2026 100 comptes"),
        ("10 % des voix", "10\u202f% des voix"),
        ("Quoi ?! 5 € !!", "Quoi\u202f?! 5\u202f€\u202f!!"),
        ("https://a.example/?x=1;y", "https://a.example/?x=1;y"),
        ("à 12:30", "à 12:30"),
    ],
)
def test_french_typography_is_applied(written: str, typed: str) -> None:
    assert text.typeset(written) == typed


MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"


@pytest.mark.parametrize("month", MONTHS.split())
def test_a_date_is_not_broken(month: str) -> None:
    for written in (f"le 3 {month} 2026", f"le 31 {month} 2026", f"le 1er {month} 2026"):
        assert text.typeset(written) == "le " + written.removeprefix("le ").replace(" ", "\u00a0")
    assert text.typeset(f"en {month} 2026") == f"en {month}\u00a02026"


def test_french_words_sort_as_the_unicode_collation_sorts_them() -> None:
    def letters_first(word: str) -> tuple[object, ...]:
        # A dictionary passes over hyphens; the default table of Unicode sorts by them first.
        return collator.sort_key(word.replace("-", ""))

    collator = Collator()
    assert sorted(WORDS, key=text.sort_key) == sorted(WORDS, key=letters_first)


@given(st.permutations(WORDS))
def test_the_order_of_words_does_not_depend_on_the_order_of_reading(words: list[str]) -> None:
    assert sorted(words, key=text.sort_key) == sorted(WORDS, key=text.sort_key)


def test_leading_articles_are_ignored_in_sorting() -> None:
    names = ["Le Phare", "L’Encre", "Mutuelle", "La Barque", "Zoé"]
    assert sorted(names, key=text.sort_key) == ["La Barque", "L’Encre", "Mutuelle", "Le Phare", "Zoé"]


def test_numbers_sort_by_value() -> None:
    assert sorted(["20 Minutes", "100 comptes", "3 femmes"], key=text.sort_key) == [
        "3 femmes",
        "20 Minutes",
        "100 comptes",
    ]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Élodie", "E"), ("Œuvres", "O"), ("L’eau", "E"), ("20 Minutes", "#"), ("🎵 Zoé", "Z"), ("_Zoé_", "Z"), ("Ærø", "A"),
        ("Żak", "Z"), ("Øystein", "~"), ("ısı", "~"), ("Анна", "~"), ("سلمى", "~"), ("日本", "~"), ("🎵", "~"), ("«»", "~"), ("", "~"),
    ],
)  # fmt: skip
def test_a_name_has_its_initial(name: str, letter: str) -> None:
    assert text.initial(text.sort_key(name)) == letter


@given(st.lists(st.text(max_size=4), max_size=12))
def test_names_with_one_initial_are_adjacent_in_sorted_order(names: list[str]) -> None:
    initials = [text.initial(key) for key in sorted(map(text.sort_key, names))]
    assert initials == sorted(initials)


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0\u00a0fiche"), (1, "1\u00a0fiche"), (2, "2\u00a0fiches")]
)
def test_zero_and_one_are_singular(number: int, expected: str) -> None:
    assert numerals.counted(number, "fiche") == expected


def test_an_irregular_plural_is_given() -> None:
    assert numerals.counted(12000, "œil", "yeux") == "12\u202f000\u00a0yeux"


def test_a_near_miss_is_recognised_and_a_far_one_is_not() -> None:
    choices = ["journalistes", "assureurs"]
    assert text.closest("Journaliste", choices) == "journalistes"
    assert text.closest("ASUREURS", choices) == "assureurs"
    assert text.closest("alpinistes", choices, likeness=0.9) is None


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")]
)
def test_a_list_is_written_as_in_a_sentence(words: list[str], expected: str) -> None:
    assert text.listed(words) == expected


@pytest.mark.parametrize("char", "\u200b\u200d\u202e\u2066\u00ad\ufeff\u0007\u001b\u0085\u2028\u3164")
def test_an_invisible_character_is_found(char: str) -> None:
    found = text.invisible(f"Camille{char}Duval")
    assert found and found.start() == 7
    assert text.without_invisible(f"Camille{char}Duval") == "CamilleDuval"


def test_no_character_of_french_texts_is_called_invisible() -> None:
    latin = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180)])).replace("\u00ad", "")
    assert text.invisible(latin + "\t\n’«»\u00a0\u202f…–—€œŒ") is None


@given(st.text(alphabet=st.characters(categories=["Cf", "Cc"], exclude_characters="\t\n")))
def test_every_format_and_control_character_of_unicode_that_can_hide_is_known(written: str) -> None:
    visible = {char for char in written if not text.invisible(char)}
    # What is left are marks of other scripts (Arabic, Kaithi, music…), which hide nothing of a French text.
    assert all(unicodedata.category(char) == "Cf" and ord(char) > 0x5FF for char in visible)


def test_punctuation_and_case_do_not_make_two_sentences() -> None:
    assert text.sentence_key("L’eau, les nappes !") == text.sentence_key("l'EAU les nappes")


def test_the_nearest_word_is_found_among_thousands() -> None:
    names = [f"fiche-{number:05d}" for number in range(5000)]
    assert text.closest("camile-duval", [*names, "camille-duval", *names]) == "camille-duval"
    assert text.closest("camille-duval", names) is None


@pytest.mark.parametrize("article", ["L’", "l'", "Le ", "La ", "Les ", "Un ", "Une ", "Des "])
def test_a_leading_article_is_ignored(article: str) -> None:
    assert sorted([f"{article}maison", "Nord", "Lac"], key=text.sort_key) == [
        "Lac",
        f"{article}maison",
        "Nord",
    ]
    assert text.initial(text.sort_key(f"{article}maison")) == "M"


def test_only_the_first_letter_of_a_title_is_lowered() -> None:
    assert text.lowered("Édition de Noël à Québec") == "édition de Noël à Québec"


@pytest.mark.parametrize(
    "written", ["10 mille", "12 0001", "le 3 mais", "en marsouin 2026", "5 0", "mars 20261"]
)
def test_only_the_spaces_of_rules_are_no_break_spaces(written: str) -> None:
    assert text.typeset(written) == written
