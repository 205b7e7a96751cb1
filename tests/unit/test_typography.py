"""French typography in HTML: what needs markup, such as superscripts and languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from annuaire.french import typography

PRINTED = {
    "le 1er mars": "le 1<sup>er</sup>\u00a0mars",
    "la 1re fois, les 1ers": "la 1<sup>re</sup> fois, les 1<sup>ers</sup>",
    "le 73e congrès": "le 73<sup>e</sup> congrès",
    "au XXIe siècle": "au XXI<sup>e</sup> siècle",
    "le XVIIIe siècle": "le XVIII<sup>e</sup> siècle",
    "les 12es rencontres": "les 12<sup>es</sup> rencontres",
    "la Ve République": "la V<sup>e</sup> République",
    "Vies et Ives": "Vies et Ives",
    "n° 12": "n°\u00a012",
    "N° 12": "N°\u00a012",
    "un scrum master parle": 'un <span lang="en">scrum master</span> parle',
    "Open source": '<span lang="en">Open source</span>',
    "l'eau, c'est tout !": "l’eau, c’est tout\u202f!",
    "<b> & l'eau": "&lt;b&gt; &amp; l’eau",
}


@pytest.mark.parametrize("text", PRINTED)
def test_a_text_gets_its_markup(text: str) -> None:
    assert typography.marked(text) == PRINTED[text]


def test_code_and_tags_are_unchanged() -> None:
    typed = '<a title="le 1er">le 1er</a> <code>le 1er : l\'eau</code> le 2e'
    printed = '<a title="le 1er">le 1<sup>er</sup></a> <code>le 1er : l\'eau</code> le 2<sup>e</sup>'
    assert typography.prose(typed) == printed


@pytest.mark.parametrize(
    "code",
    [
        '<code class="yaml">le 1er : l\'eau</code>',
        "<pre>le 1er : l'eau</pre>",
        '<pre class="yaml"><code>le 1er</code> : l\'eau</pre>',
        "<script>ask ? 'l' : 'eau'</script>",
        "<style>a::after {content: 'l' ; }</style>",
    ],
)
def test_elements_with_code_are_unchanged_and_the_text_after_them_is_not(code: str) -> None:
    assert typography.prose(f"l'eau {code} l'eau") == f"l’eau {code} l’eau"


@given(st.text())
def test_no_text_becomes_markup_that_is_not_ours(text: str) -> None:
    bare = typography.marked(text)
    for ours in ("<sup>", "</sup>", '<span lang="en">', "</span>"):
        bare = Markup(bare.replace(Markup(ours), Markup("")))
    assert "<" not in bare
    assert ">" not in bare


@given(st.text())
def test_texts_for_attributes_have_no_markup(text: str) -> None:
    assert not set('<>"') & set(typography.typeset(text))


@pytest.mark.parametrize("written", ["n° trois", "le lot 5e-3", "un XIIe-bis", "le 1erx"])
def test_other_texts_are_unchanged(written: str) -> None:
    assert typography.marked(written) == written
