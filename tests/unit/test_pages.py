"""Pages of prose: what the golden pairs of test_reports cannot express, and constants that are defined in two places."""

from __future__ import annotations

import os
import re
import runpy
import shutil
from pathlib import Path

import pytest

from annuaire.curation import check_cache, page_anchors, page_file, pages
from annuaire.messages import MAX_PROBLEMS
from annuaire.runtime import digests
from tests.support import roots

HEAD = "Title: Questions\nSlug: questions\nSummary: Ce qu’on nous demande.\nOrder: 80\n"
THEME = roots.REPOSITORY / "theme" / "templates"


def reported(root: Path) -> list[tuple[str, str]]:
    return [(found.path, found.code) for found in pages.check(str(root))]


def test_the_pages_of_this_repository_are_valid() -> None:
    assert pages.check(str(roots.REPOSITORY)) == []


def test_a_missing_folder_is_reported_once(root: Path) -> None:
    shutil.rmtree(root / "content")
    assert reported(root) == [("content/pages", "pages-missing")]


def test_a_page_with_another_file_name_is_not_reported_as_missing(root: Path) -> None:
    folder = root / "content" / "pages"
    (folder / "commencer.md").rename(folder / "debuter.md")
    assert reported(root) == []


def test_front_matter_is_read_as_markdown_reads_it(root: Path) -> None:
    file = root / "content" / "pages" / "questions.md"
    for head in (
        f"---\n{HEAD}---\n",
        HEAD.lower().replace("order: 80", "order: -1"),
        HEAD.replace("S", "   S"),
        HEAD.replace("nous", "\n    nous"),
    ):
        file.write_text(
            f"{head}\nTitre\n-------\n\n[lien][1], `[[1]]`\n\n[1]: {{filename}}mentions.md\n", "utf-8"
        )
        assert reported(root) == []


def test_text_right_after_the_head_is_not_taken_for_keys(root: Path) -> None:
    file = root / "content" / "pages" / "questions.md"
    for start in (
        f"---\n{HEAD}---\nAttention: ceci est du texte.\n",
        f"{HEAD}Attention : ceci est du texte.\n",
    ):
        file.write_text(start, "utf-8")
        assert reported(root) == []


@pytest.mark.parametrize("space", [" ", "\t", "\u00a0", "\u202f"])
def test_any_space_before_a_colon_is_reported(root: Path, space: str) -> None:
    file = root / "content" / "pages" / "questions.md"
    file.write_text(HEAD.replace("Title:", f"Title{space}:"), "utf-8")
    assert reported(root) == [("content/pages/questions.md", "page-key-space")]


def test_keys_that_are_all_in_french_are_reported_one_by_one(root: Path) -> None:
    file = root / "content" / "pages" / "questions.md"
    file.write_text(
        "Titre: Questions\nAdresse: questions\nRésumé: Ce qu’on demande.\nOrdre: 80\n\nLe texte.\n", "utf-8"
    )
    assert reported(root) == [("content/pages/questions.md", "key-unknown-near")] * 4


def test_a_misspelt_key_is_reported_with_the_one_that_was_meant(root: Path) -> None:
    file = root / "content" / "pages" / "questions.md"
    file.write_text(HEAD.replace("Title", "Tilte").replace("Summary", "Sumary"), "utf-8")
    assert reported(root) == [("content/pages/questions.md", "key-unknown-near")] * 2


@pytest.mark.parametrize("slug", ["questions du jour", "questions/du-jour", "questions-", "questionné"])
def test_an_address_is_checked_to_its_end(root: Path, slug: str) -> None:
    file = root / "content" / "pages" / "questions.md"
    file.write_text(HEAD.replace("Slug: questions", f"Slug: {slug}"), "utf-8")
    assert reported(root) == [("content/pages/questions.md", "page-slug")]


def test_a_page_may_be_in_a_folder(root: Path) -> None:
    folder = root / "content" / "pages" / "aide"
    folder.mkdir()
    (folder / "questions.md").write_text(f"{HEAD}\n[lien]({{filename}}../mentions.md)\n", "utf-8")
    (root / "content" / "pages" / "autre.md").write_text(
        f"{HEAD.replace('uestions', 'uiz').replace('nous', 'y')}\n[lien]({{filename}}aide/questions.md)\n[lien]({{filename}}/pages/aide/questions.md)\n",
        "utf-8",
    )
    assert reported(root) == []


@pytest.mark.parametrize("name", ["questions.md", "questions.markdown", "questions.mkd", "questions.mdown"])
def test_whatever_pelican_reads_as_markdown_is_a_page(root: Path, name: str) -> None:
    (root / "content" / "pages" / name).write_text(f"{HEAD}\nTexte.\n", "utf-8")
    assert reported(root) == []


@pytest.mark.parametrize("key", ["Title", "Summary"])
def test_two_pages_must_not_have_the_same_title_or_summary(root: Path, key: str) -> None:
    folder = root / "content" / "pages"
    words = re.findall(rf"{key}: (.*)", (folder / "mentions.md").read_text("utf-8"))[0]
    (folder / "questions.md").write_text(re.sub(f"{key}: .*", f"{key}: {words}", HEAD), "utf-8")
    assert reported(root) == [("content/pages/questions.md", "page-words-twice")]


def test_a_copied_page_is_reported_once_and_the_page_that_the_site_needs_is_no_copy(root: Path) -> None:
    folder = root / "content" / "pages"
    shutil.copytree(roots.REPOSITORY / "theme" / "templates", root / "theme" / "templates")
    shutil.copytree(roots.REPOSITORY / "content", root / "content", dirs_exist_ok=True)
    needed = folder / "vos-donnees.md"
    (folder / "aide.md").write_text(
        needed.read_text("utf-8").replace("Slug: vos-donnees", "Slug: aide"), "utf-8"
    )
    assert reported(root) == [("content/pages/aide.md", "page-copied")]


def test_a_page_in_a_folder_of_its_own_is_reported(root: Path) -> None:
    for folder in ("actualites", "images"):
        (root / "content" / folder).mkdir(parents=True, exist_ok=True)
        (root / "content" / folder / "page.md").write_text(HEAD, "utf-8")
    assert reported(root) == [("content/actualites/page.md", "page-misplaced")]


@pytest.mark.parametrize("copy", ["copie.md", "vraie-copie.md"])
def test_of_two_pages_of_one_address_the_copy_is_reported(root: Path, copy: str) -> None:
    folder = root / "content" / "pages"
    shutil.copyfile(folder / "mentions.md", folder / copy)
    assert reported(root) == [(f"content/pages/{copy}", "page-slug-twice")]


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("", "page-key-missing"),
        ("Slug: Questions\n", "page-slug"),
        (f"Slug: {'a' * 300}\n", "page-slug"),
        ("Slug: data\n", "page-slug-own"),
    ],
)
def test_a_page_with_an_invalid_address_is_not_reported_as_missing(root: Path, slug: str, code: str) -> None:
    (root / "theme" / "templates").mkdir(parents=True)
    (root / "theme" / "templates" / "pied.html").write_text("{{ 'questions'|url }}", "utf-8")
    file = root / "content" / "pages" / "questions.md"
    file.write_text(HEAD.replace("Slug: questions\n", slug), "utf-8")
    assert reported(root) == [("content/pages/questions.md", code)]


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_a_heading_inside_code_is_not_a_title(root: Path, fence: str) -> None:
    file = root / "content" / "pages" / "questions.md"
    file.write_text(f"{HEAD}\n{fence}sh\n# un mot\n{fence}\n", "utf-8")
    assert reported(root) == []
    file.write_text(f"{HEAD}\n{fence}sh\n# un mot\n{fence}\n\n# Titre\n", "utf-8")
    assert [(found.code, found.line) for found in pages.check(str(root))] == [("page-title-twice", 10)]


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", ">>>>>>> main"])
def test_each_merge_conflict_marker_is_reported(root: Path, mark: str) -> None:
    file = root / "content" / "pages" / "questions.md"
    file.write_text(f"{HEAD}\nTexte.\n{mark}\n", "utf-8")
    assert reported(root) == [("content/pages/questions.md", "conflict")]


def test_a_page_of_notepad_is_reported(root: Path) -> None:
    (root / "content" / "pages" / "questions.md").write_text(f"{HEAD}\nTexte.\n", "utf-16")
    assert reported(root) == [("content/pages/questions.md", "not-utf8")]


def test_a_binary_file_among_the_templates_is_ignored(root: Path) -> None:
    (root / "theme" / "templates").mkdir(parents=True)
    (root / "theme" / "templates" / ".DS_Store").write_bytes(b"\x00\x00\x00\x01Bud1\xff\xfe")
    assert reported(root) == []


@pytest.mark.parametrize(
    "link",
    [
        "[lien]({filename}rossignol.md)",
        "[lien](<{filename}rossignol.md>)",
        "[lien][1]\n\n[1]: {filename}rossignol.md",
        '<a href="{filename}rossignol.md">lien</a>',
        "<a href='{filename}rossignol.md'>lien</a>",
        "[lien](|filename|rossignol.md)",
        "[lien]({filename}rossignol.md#contenu)",
    ],
)
def test_valid_links_are_accepted_in_any_notation(root: Path, link: str) -> None:
    file = root / "content" / "pages" / "questions.md"
    file.write_text(f"{HEAD}\n{link}\n", "utf-8")
    assert reported(root) == [("content/pages/questions.md", "page-link")]
    file.write_text(f"{HEAD}\n{link.replace('rossignol', 'mentions')}\n", "utf-8")
    assert reported(root) == []


@pytest.mark.parametrize(
    "code", ["`[x]({filename}rossignol.md)`", "``[x](rossignol.md) [[adresse]]``", "```\n[[adresse]]\n```"]
)
def test_links_inside_code_are_ignored(root: Path, code: str) -> None:
    file = root / "content" / "pages" / "questions.md"
    file.write_text(f"{HEAD}\n{code}\n", "utf-8")
    assert reported(root) == []


@pytest.mark.parametrize(
    "link", ["mentions.md", "./mentions.md", "/mentions.md", "/pages/mentions.md", "mention.md"]
)
def test_a_bare_link_is_reported_with_a_valid_one(root: Path, link: str) -> None:
    file = root / "content" / "pages" / "questions.md"
    file.write_text(f"{HEAD}\n[lien]({link})\n", "utf-8")
    [found] = pages.check(str(root))
    assert "«\u00a0{filename}mentions.md\u00a0»" in found.advice
    file.write_text(f"{HEAD}\n[lien](rossignol.md)\n", "utf-8")
    assert reported(root) == [("content/pages/questions.md", "page-link")]


def test_an_empty_template_name_is_reported_as_missing(root: Path) -> None:
    file = root / "content" / "pages" / "questions.md"
    file.write_text(f"{HEAD}Template:\n", "utf-8")
    assert reported(root) == [("content/pages/questions.md", "value-missing")]


def test_temporary_files_of_editors_are_ignored(root: Path) -> None:
    for name in (".questions.md", "questions.md~", "#questions.md#", "Thumbs.db"):
        (root / "content" / "pages" / name).write_text("x", "utf-8")
    assert reported(root) == []


def test_a_temporary_file_that_is_deleted_meanwhile_is_ignored(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, temporary = os.lstat, root / "content" / "pages" / "4913"
    temporary.write_text("", "utf-8")

    def lstat(path: str) -> os.stat_result:
        if path == str(temporary):
            temporary.unlink()
        return real(path)

    monkeypatch.setattr("annuaire.textfiles.plainfile.os.lstat", lstat)
    assert reported(root) == []
    assert not temporary.exists()


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("Title of the page\n\nDu texte.\n", "page-head-missing"),
        (HEAD.replace("Order: 80\n", "Rang par rang, nous avançons.\n"), "page-key-missing"),
        (HEAD.replace("Order: 80", "Rang : 80"), "page-key-malformed"),
        (HEAD.replace("Title:", "Title"), "page-key-malformed"),
    ],
)
def test_a_sentence_is_not_taken_for_a_key(root: Path, page: str, code: str) -> None:
    (root / "content" / "pages" / "questions.md").write_text(f"{page}\nDu texte.\n", "utf-8")
    assert code in [found[1] for found in reported(root)]


def test_a_symbolic_link_is_refused(root: Path) -> None:
    """Its target would be published, which may be a Git history or the environment variables of a process."""
    outside = root / "secret"
    outside.mkdir()
    (outside / "a.png").write_text("secret")
    images = root / "content" / "images"
    images.mkdir()
    (images / "tout").symlink_to("/")
    (images / "fonds").symlink_to(outside)
    (images / "portrait.png").symlink_to(outside / "a.png")
    os.mkfifo(images / "tuyau.png")
    (root / "content" / "pages" / ".#questions.md").symlink_to("nobody@here:1")  # Emacs, while it edits
    assert reported(root) == [
        (f"content/images/{name}", "file-not-file") for name in ("fonds", "portrait.png", "tout", "tuyau.png")
    ]


def test_a_file_that_becomes_a_symbolic_link_is_checked_again(root: Path) -> None:
    image = root / "content" / "images" / "a.png"
    image.parent.mkdir()
    image.write_bytes(b"")
    assert check_cache.prose(str(root)) == []
    image.unlink()
    image.symlink_to(root / "pelicanconf.py")
    assert [found.code for found in check_cache.prose(str(root))] == ["file-not-file"]


@pytest.mark.parametrize(
    ("path", "written", "code"),
    [
        ("content/pages/questions.md", f"{HEAD}\n[lien](../nulle/)\n", "page-link-relative"),
        ("content/pages/questions.txt", "", "page-stray"),
        ("theme/templates/pied.html", "{{ 'annexe'|url }}", "page-needed"),
    ],
)
def test_valid_pages_are_checked_again_after_a_change(
    root: Path, path: str, written: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "content" / "pages" / "questions.md").write_text(HEAD, "utf-8")
    (root / "theme" / "templates").mkdir(parents=True, exist_ok=True)
    assert check_cache.prose(str(root)) == []
    with monkeypatch.context() as patched:
        patched.setattr(pages, "check", lambda root: pytest.fail("checked though nothing changed"))
        assert check_cache.prose(str(root)) == []
        patched.setattr(pages, "check", lambda root: ["by another program"])
        patched.setattr(digests, "program", lambda: "another")
        assert check_cache.prose(str(root)) == ["by another program"]
    (root / path).write_text(written, "utf-8")
    for _ in range(2):  # what is wrong is told each time
        assert [found.code for found in check_cache.prose(str(root))] == [code]


def test_the_shortcuts_are_those_of_the_theme() -> None:
    known = re.findall(r"\[\[\w+\]\]", (THEME / "page.html").read_text("utf-8"))
    assert set(known) == set(page_file.SHORTCUTS)


def test_the_pages_that_the_theme_links_to_are_required(root: Path) -> None:
    assert pages._required_slugs(str(roots.REPOSITORY)) == [
        "commencer",
        "mentions",
        "proposer",
        "vos-donnees",
    ]
    shutil.rmtree(root / "theme", ignore_errors=True)
    assert reported(root) == []
    (root / "theme" / "templates").mkdir(parents=True)
    (root / "theme" / "templates" / "pied.html").write_text("{{ 'annexe'|url }} {{ 'comptes'|url }}", "utf-8")
    assert reported(root) == [("content/pages/annexe.md", "page-needed")]


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("[lien](../nulle/)", "page-link-relative"),
        ("[lien](/criteres/)", "page-link-relative"),
        ("[lien]({filename}mentions.md", "page-link-open"),
        ("[lien](https://a.example/b(c)", "page-link-open"),
        ("[lien] ({filename}mentions.md)", "page-link-gap"),
        ("[lien](https://a.example/ b)", "page-link-space"),
        ("[lien]({filename} mentions.md)", "page-link-space"),
        ("Il écrit « [sic] (plus loin) » ; `[a](b` n’est pas un lien.", ""),
        ("![un carré](https://images.example/a.png)", "page-image-away"),
        ("![un carré](//images.example/a.png)", "page-image-away"),
        ("![un carré](rond.png)", "page-image"),
        ("![un carré]({static}/images/rond.png)", "page-image"),
        ("![un carré]({static}/images/care.png)", "page-image-near"),
        ("![un carré](carre.png)", "page-image-near"),
        ("![un carré]({attach}/images/carre.png)", "page-link-kind"),
        ("![un carré]({static}/images/carre.png)", ""),
        ("![un carré]({static}../images/carre.png)", ""),
        ("![un rond]({static}/images/formes/cercle.png)", ""),
        ("![un rond](cercles.png)", "page-image-near"),
        ('<img src="{static}/images/carre.png" alt="un carré">', ""),
        ("[lien](https://site.example/) [haut](#contenu) [lettre](mailto:a@site.example)", ""),
        ("![un carré]({static}/images/carr%C3%A9s(1).png)", ""),
        ("![un carré](<{static}/images/carrés(1).png>)", ""),
        ("![un carré]({static}/images/les%20carres%20(1).png)", "page-image-near"),
        ("[![un carré]({static}/images/carre.png)](https://site.example/a_(b))", ""),
        ("[![un carré]({static}/images/carre.png)](ailleurs)", "page-link-relative"),
        ("![un carré][1]\n\n[1]: https://images.example/a.png", "page-image-away"),
        ("![un carré][1]\n\n[1]: {static}/images/carre.png", ""),
        ("[lien][1]\n\n[1]: criteres.md", "page-link-near"),
        ("[lien][1]\n\n[1]: https://site.example/", ""),
        ('<img alt="un carré" src="https://images.example/a.png">', "page-image-away"),
        ('<a class="x" href=javascript:alert(1)>lien</a>', "page-link-foreign"),
        ("[lien](JavaScript:alert)", "page-link-foreign"),
        ("[lien](http://[::1)", "page-link-broken"),
        ("[lien](https:/exemple.example)", "page-link-broken"),
        ("[lien](https://)", "page-link-broken"),
        ("<a href='http:exemple.example'>lien</a>", "page-link-broken"),
        ("[lien](HTTPS://exemple.example/)", ""),
        ("[lien](//exemple.example/a)", "page-link-scheme"),
        ("[lien](www.exemple.example)", "page-link-scheme"),
        ("[lien](data:text/html,a)", "page-link-foreign"),
        ('<META http-equiv="refresh" content="0;url=https://site.example/">', "page-tag"),
        ("<metaphore> et `<script>`", "page-tag"),
        ("Écrire <nom du compte> puis un message.", "page-tag"),
        ("La balise <title> donne le titre de la page.", "page-tag"),
        ("Un <textarea> est un champ.", "page-tag"),
        ("</nom> et `<script>`", "page-tag"),
        ("a < b, b > c, <https://a.example>, <moi@a.example> et a<b", ""),
        ("<details><summary>Plus</summary>\n\nTexte <br> et <kbd>Échap</kbd>.\n\n</details>", ""),
        ("<ul><li>un<li>deux</ul> et <table><tr><td>a</table>", ""),
        ("Un <b>mot en gras", "page-tag-open"),
        ("<div>\n\nUn <b>mot</div>", "page-tag-open"),
        ("Un mot</div>", "page-tag-end"),
        ("<!-- oubli\n\nTexte.", "page-comment-open"),
        ("- a\n\n    <script>alert(1)</script>", "page-tag"),
        ("1. a\n\n    [b](absent.md)", "page-link"),
        ("1. a\n    - b\n\n        [b](absent.md)", "page-link"),
        ("T[^1].\n\n[^1]: note\n\n    [b](absent.md)", "page-link"),
        ("- a\n\n        <script>\n\n    b", ""),
        ("- a\n\nUn exemple :\n\n    <script>\n\n\t<script>", ""),
        ("l`eau.\n\n[x](absent.md)\n\nd`or", "page-link"),
        ("[a](https://a.example){: onclick=b }", "page-attribute"),
        ("Texte.\n{: #ici style=c }", "page-attribute"),
        ("Texte.\n{: .petit #ici title='style=c' }", ""),
        ("<p/onclick=b>a", "page-attribute"),
        ('<p title="a>b" onclick=c>a', "page-attribute"),
        ("un mot\u200bcoupé", "invisible"),
        ("une famille 👩\u200d💻 et un drapeau 🏳️\u200d🌈", ""),
        ("T[^1].\n\n[^1]: Une note.\n[^n]: Note: x", ""),
        ("[Camille]: bonjour, dit-elle.", ""),
        ("[x]( https://x.example ) et [y](\nhttps://y.example) et [z](< https://z.example >)", ""),
        ("Un exemple :\n\n    <script src=x>\n    [a](b)\n\nFin.", ""),
        ("````\n```\n<script>\n```\n````", ""),
        ("<!-- <script> et [a](b) -->", ""),
        ('<a data-src="x" href="https://a.example">a</a>', ""),
        ('<link href="x">', "page-tag"),
        ('<a title="a > b" href="javascript:alert(1)">a</a>', "page-link-foreign"),
        ("> [a][b]\n>\n> [b]: javascript:x", "page-link-foreign"),
        ("![n][]\n\n[n]: https://images.example/a.png", "page-image-away"),
        ("![n]\n\n[n]: https://images.example/a.png", "page-image-away"),
        ("![a [b] c](https://images.example/a.png)", "page-image-away"),
        ('<source srcset="https://images.example/a.png">', "page-tag"),
        ("<center>au milieu</center>", "page-tag"),
        ("![]({static}/images/carre.png)", "page-image-words"),
        ("![ ][1]\n\n[1]: {static}/images/carre.png", "page-image-words"),
        ('<img src="{static}/images/carre.png">', "page-image-words"),
        ('<img alt="" src="{static}/images/carre.png">', "page-image-words"),
        ("Le signe `![](a.png)` et ![ ], un carré vide", ""),
        ('<p class="x" style="color: red">rouge</p>', "page-attribute"),
        ('<b title="a" ONCLICK="x()">a</b>', "page-attribute"),
        ('<b title="a">style = on</b>, a <b et c', ""),
        ("Titre\n===\n\nTexte.", "page-title-twice"),
        ("[](https://a.example)", "page-link-empty"),
        ("## Contenu", "page-heading-taken"),
        ("## Contenu du site ##", ""),
        ("## ##\n\nTexte.", "page-heading-empty"),
        ("##\n\nTexte.", "page-heading-empty"),
        ("Texte.\n\n### Trop bas\n\n### Aussi bas", "page-level"),
        ("Haut\n---\n\n#### Trop bas", "page-level"),
        ("## Un\n\n### Deux\n\n#### Trois\n\n## Quatre\n\n```\n##### Code\n```\n\n<!--\n# Rien\n-->", ""),
    ],
)
def test_a_broken_link_is_reported(root: Path, link: str, code: str) -> None:
    (root / "content" / "images" / "formes").mkdir(parents=True)
    for name in ("carre.png", "formes/cercle.png", "carrés(1).png"):
        (root / "content" / "images" / name).write_bytes(b"")
    (root / "content" / "pages" / "questions.md").write_text(f"{HEAD}\n{link}\n", "utf-8")
    assert reported(root) == ([("content/pages/questions.md", code)] if code else [])


@pytest.mark.parametrize(
    "piece",
    [
        "](",
        "[",
        "![",
        "[a](",
        "[a](b)",
        "![](",
        "![a](b)",
        "[]({static}",
        "[a](b(",
        "<a ",
        "<a href=",
        "[a]: b\n",
        "![a][b]",
        "<!--",
        "<",
        "a",
        "![a [",
        "![[b]",
        '<a "',
        "> ",
        "[^a]: b\n",
        "\n\n    a",
        "~~~\n",
        "`",
    ],
)
def test_no_page_takes_quadratic_time(root: Path, piece: str) -> None:
    """Each of these would take minutes in quadratic time."""
    (root / "content" / "pages" / "questions.md").write_text(f"{HEAD}\n{piece * 100_000}\n", "utf-8")
    assert len(reported(root)) <= MAX_PROBLEMS


@pytest.mark.parametrize("name", ["un carré.png", "a#b.png", "50%.png", "un dossier/carre.png"])
def test_an_image_whose_name_no_address_can_hold_is_reported(root: Path, name: str) -> None:
    image = root / "content" / "images" / name
    image.parent.mkdir(parents=True)
    image.write_bytes(b"")
    assert reported(root) == [(f"content/images/{name}", "page-image-name")]


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("[lien](#ete)", ""),
        ("[lien](#%C3%A9t%C3%A9)", "page-anchor-near"),
        ("[lien]({filename}questions.md#ete)", ""),
        ("[lien]({filename}/pages/questions.md#ete)", ""),
        ("[lien](https://exemple.example/#rien)", ""),
        ("[lien](#)", ""),
        ("[lien](#top)", ""),
        ("[lien](#contenu)", ""),
        ("[lien](#code)", "page-anchor"),
        ("<a href='#rien'>lien</a>", "page-anchor"),
        ("[lien]({filename}absente.md#rien)", "page-link"),
    ],
)
def test_a_link_to_a_missing_anchor_is_reported(root: Path, link: str, code: str) -> None:
    file = root / "content" / "pages" / "questions.md"
    file.write_text(f"{HEAD}\n## Été\n\n```\n## Code\n```\n\n{link}\n", "utf-8")
    assert reported(root) == ([("content/pages/questions.md", code)] if code else [])


def test_the_anchors_of_a_page_are_those_of_pelican() -> None:
    settings = runpy.run_path(str(roots.REPOSITORY / "pelicanconf.py"))
    assert set(page_anchors.EXTENSIONS) == set(settings["MARKDOWN"]["extensions"])
