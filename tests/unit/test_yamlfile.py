"""Reading YAML files: positions, problems, refused syntax (`annuaire.yamlfiles.yamlfile`)."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from annuaire import messages
from annuaire.model import Problem
from annuaire.runtime import filesystem
from annuaire.textfiles import plainfile
from annuaire.yamlfiles import yamltree
from annuaire.yamlfiles.nodes import Node
from annuaire.yamlfiles.yamlfile import parse

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures" / "curation").rglob("*.yml"))
PIECES = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            ["nom: ", "\n", "  ", "- ", "- x\n", "[", "]", "{", "}", ",", ": ", ":", "#", '"', "'", "&a ", "*a ", "!!str ", ">-\n", "|",
             "%YAML", "---\n", "...\n", "? ", "\t", "@", "`", "\\", "\u200b", "\u00a0", "\ufeff", "\u2028", "\x85", "<<<<<<< a\n", "\x00", "\r"]
        ),
    ),
    max_size=14,
).map("".join)  # fmt: skip


def read(file: Path, name: str) -> tuple[Node | None, list[Problem]]:
    raw = plainfile.load(str(file), name)
    return (None, [raw]) if isinstance(raw, Problem) else parse(raw, name)


def codes(source: str | bytes) -> list[str]:
    raw = source if isinstance(source, bytes) else source.encode()
    return [found.code for found in parse(raw, "f.yml")[1]]


def valid_tree(source: str | bytes) -> Node:
    node, problems = parse(source if isinstance(source, bytes) else source.encode(), "f.yml")
    assert problems == []
    assert node is not None
    return node


def is_well_formed(node: Node | None, problems: list[Problem], source: str) -> bool:
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    placed = all(
        1 <= found.line <= len(lines) and 1 <= found.column <= len(lines[found.line - 1]) + 1
        for found in problems
    )
    return placed and (node is not None or problems != [])


@pytest.mark.parametrize("raw", [b"nom: A\rr\x00le", b"nom: A\rr\xf4le: b", b"nom: A\r\nr\xf4le: b"])
def test_a_binary_character_is_reported_on_the_line_that_editors_show(raw: bytes) -> None:
    ((found,),) = parse(raw, "f.yml")[1:]
    assert (found.line, found.column) == (2, 2)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_tree_or_problems(raw: bytes) -> None:
    node, problems = parse(raw, "f.yml")
    assert node is not None or problems


@given(PIECES)
def test_any_text_gives_a_tree_or_problems_at_places_that_exist(source: str) -> None:
    raw = source.encode("utf-8", "surrogatepass")
    assert is_well_formed(*parse(raw, "f.yml"), source.removeprefix("\ufeff"))


@given(PIECES)
def test_no_invisible_character_is_in_a_value(source: str) -> None:
    node, _ = parse(source.encode("utf-8", "surrogatepass"), "f.yml")
    waiting = [node] if node else []
    while waiting:
        found = waiting.pop()
        assert all(unicodedata.category(char) != "Cc" for char in found.text)
        assert "\u202e" not in found.text + found.key
        waiting += [*found.items, *found.keys.values()]


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_the_two_parsers_of_pyyaml_lead_to_the_same_report(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = read(file, "f.yml")
    monkeypatch.setattr(yamltree, "_LOADER", yaml.SafeLoader)
    assert read(file, "f.yml") == quick


@pytest.mark.parametrize(
    "source",
    [
        "[" * 999_000, "{" * 999_000, "- " * 500_000, "? " * 500_000, "a: " * 300_000, "[a, " * 250_000, "!" * 999_000,
        "&a " * 300_000, '"' * 999_001, "'" * 999_001, "|\n" * 500_000, "#" * 999_000, "\n" * 999_000, "\t" * 999_000,
        "".join(" " * depth + "a:\n" for depth in range(600)),
        "a: &a [x]\n" + "".join(f"b{n}: [{'*a, ' * 9}]\n" for n in range(12_000)),
    ],
    ids=lambda source: source[:6],
)  # fmt: skip
def test_a_yaml_bomb_is_refused_at_once(source: str) -> None:
    node, problems = parse(source.encode(), "f.yml")
    assert node is None
    assert len(problems) == 1


def test_many_mistakes_are_reported_up_to_a_limit() -> None:
    assert len(codes("a: 1\n" * 50_000)) == messages.MAX_PROBLEMS
    assert len(codes("a\u200b: 1\n" * 20_000)) <= 2 * messages.MAX_PROBLEMS


def test_an_oversize_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "f.yml"
    with file.open("wb") as sparse_file:
        sparse_file.truncate(10 * 1024**3)
    node, problems = read(file, "f.yml")
    assert node is None
    assert [found.code for found in problems] == ["file-too-large"]
    assert codes(b"#" * (plainfile.MAX_BYTES + 1)) == ["file-too-large"]
    assert codes(b"a: b #" + b"#" * (plainfile.MAX_BYTES - 6)) == []


def test_values_are_not_converted() -> None:
    node = valid_tree("a: no\nb: 007\nc: 2026-11-22\nd: 1.50\ne: 'x'\nf: yes\n")
    assert [child.text for child in node.keys.values()] == ["no", "007", "2026-11-22", "1.50", "x", "yes"]


def test_each_node_knows_its_place_and_that_of_its_key() -> None:
    node = valid_tree("# un mot\na: b\nc:\n  - d\n  - {e: f}\n")
    item = node.keys["c"].items[1]
    assert node.keys["a"].place == (2, 4)
    assert (node.keys["c"].key_line, node.keys["c"].key_column) == (3, 1)
    assert item.place == (5, 5)
    assert item.keys["e"].place == (5, 9)


@pytest.mark.parametrize("source", ["a:", "a: ~", "a: null", 'a: ""', "a: ''", "a: >-", "a: |\n", "a: '  '"])
def test_nothing_after_a_key_is_missing(source: str) -> None:
    assert valid_tree(source).keys["a"].value is None
    assert valid_tree(source).keys["a"].text == ""


@pytest.mark.parametrize("source", ["a: '~'", 'a: "null"', "a: 0", "a: non", "a: []", "a: {}"])
def test_a_quoted_empty_value_is_not_missing(source: str) -> None:
    assert valid_tree(source).keys["a"].value is not None


def test_a_text_is_on_one_line_and_keeps_its_no_break_spaces() -> None:
    node = valid_tree("a: >-\n  l’eau\u00a0: les\n  nappes\n\n  et le  reste\n")
    assert node.keys["a"].text == "l’eau\u00a0: les nappes et le reste"


def test_a_text_has_no_items_and_a_list_has_no_keys() -> None:
    assert valid_tree("a: b").keys["a"].items == []
    assert valid_tree("a: [b]").keys["a"].keys == {}
    assert valid_tree("a: [b]").keys["a"].text == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_marks_and_line_ends_change_nothing(encoding: str, line_end: str) -> None:
    node = valid_tree(line_end.join(["nom: Élodie", "par: la rédaction", ""]).encode(encoding))
    assert node.keys["nom"].text == "Élodie"
    assert node.keys["par"].place == (2, 6)


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("a: b\nnom: É".encode("latin-1"), (2, 6)),
        ("é: b\nÉlodie: ".encode() + b"\xff", (2, 9)),
        (b"\xc3", (1, 1)),
        (b"\xef\xbb\xbfnom: \xff", (1, 6)),
    ],
)
def test_a_byte_that_is_not_utf8_is_shown_where_it_is(source: bytes, place: tuple[int, int]) -> None:
    problem = parse(source, "f.yml")[1][0]
    assert problem.code == "not-utf8"
    assert (problem.line, problem.column) == place


def test_an_invisible_character_is_reported_and_removed() -> None:
    node, problems = parse("nom: Ca\u200bmille\npar\u200b: x\n".encode(), "f.yml")
    assert [(found.code, found.line, found.column) for found in problems] == [
        ("invisible", 1, 8),
        ("invisible", 2, 4),
    ]
    assert node and node.keys["nom"].text == "Camille"
    assert node.keys["par"].text == "x"


@pytest.mark.parametrize("escape", ["\\u202e", "\\e", "\\0", "\\a", "\\u200f", "\\x7f", "\\L"])
def test_an_escaped_invisible_character_is_refused(escape: str) -> None:
    assert codes(f'nom: "Camille{escape}Duval"') == ["invisible"]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("a: !!python/object/apply:os.system [ls]", "yaml-tag"),
        ("a: !x b", "yaml-tag"),
        ("a: !!str b", "yaml-tag"),
        ("a: &b c", "yaml-anchor"),
        ("a: *b", "yaml-alias"),
        ("<<: *b", "yaml-alias"),
        ("[a]: b", "key-not-text"),
        ("? {a: b}\n: c", "key-not-text"),
        ("a: b\n---\nc: d", "yaml-documents"),
        ("a: [[[[[[[[b]]]]]]]]", "yaml-depth"),
        ("", "yaml-empty"),
        ("# rien\n", "yaml-empty"),
        ("---\n", "yaml-empty"),
        ("a: b\n<<<<<<< HEAD\n", "conflict"),
        ("a: b\n=======\n", "conflict"),
        ("a: b\n>>>>>>> x\n", "conflict"),
    ],
)
def test_only_the_plain_part_of_yaml_is_read(source: str, code: str) -> None:
    node, problems = parse(source.encode(), "f.yml")
    assert node is None
    assert [found.code for found in problems] == [code]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_decomposed_accents_are_composed(encoding: str) -> None:
    decomposed = unicodedata.normalize("NFD", "a: Écrivaine\n")
    assert valid_tree(decomposed.encode(encoding)).keys["a"].text == "Écrivaine"


def test_a_line_of_signs_inside_a_text_is_not_a_merge_conflict() -> None:
    assert codes("a: |\n  =======\n  <<<<<<< x\n") == []


@pytest.mark.parametrize(
    ("source", "reported"),
    [
        ("a: >-\n  # à revoir\n  b\nc: d\n", [("comment-in-text", 2, 3)]),
        ("a: |\n  b\n  # à revoir\nc: d\n", [("comment-in-text", 3, 3)]),
        ("a: >-\n  b\n  # à revoir", [("comment-in-text", 3, 3)]),
        ("a: >-\n  b\n# à revoir", []),
        ("a: >-\n  b\n# à revoir\nc: d\n", []),
        ("a: un auteur #BD et de récits\n", [("yaml-hash", 1, 14)]),
        ("a: un auteur\t#BD et de récits\n", [("yaml-hash", 1, 14)]),
        ("a: un auteur # BD et de récits\n", []),
    ],
)
def test_a_comment_neither_swallows_a_text_nor_is_published_as_one(
    source: str, reported: list[tuple[str, int, int]]
) -> None:
    assert [
        (found.code, found.line, found.column) for found in parse(source.encode(), "f.yml")[1]
    ] == reported


def test_the_first_of_two_equal_keys_is_kept() -> None:
    node, problems = parse(b"a: b\na: c\n", "f.yml")
    assert node and node.keys["a"].text == "b"
    assert [found.code for found in problems] == ["key-repeated"]


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    assert [found.code for found in read(tmp_path / "f.yml", "f.yml")[1]] == ["file-missing"]


def test_only_a_plain_file_is_opened(tmp_path: Path) -> None:
    (tmp_path / "folder.yml").mkdir()
    (tmp_path / "target").write_text("a: b")
    (tmp_path / "link.yml").symlink_to(tmp_path / "target")
    (tmp_path / "dangling.yml").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.yml")
    for name in ("folder", "link", "dangling", "pipe"):
        code = "file-folder" if name == "folder" else "file-not-file"
        assert [found.code for found in read(tmp_path / f"{name}.yml", "f.yml")[1]] == [code], name


def test_a_file_that_the_system_refuses_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: str, *how: int) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "f.yml").write_text("a: b")
    monkeypatch.setattr(filesystem, "read", refuse)
    problem = read(tmp_path / "f.yml", "f.yml")[1][0]
    assert problem.code == "file-unreadable"
    assert "accès refusé" in problem.message


@pytest.mark.parametrize(
    "source",
    [
        "-" * 400_000 + "\n: a",
        "a: b\n" + "- " * 200_000 + '"',
        "- a - b\n" * 60_000,
        "a: e" + "\u0301" * 400_000,
        "a: e" + "\u0346\u0347" * 200_000,
        "a: " + "x-" * 200_000 + "\n b: c",
        "- a: " + "x, b: " * 60_000 + "{",
    ],
    ids=[
        "dashes",
        "items",
        "dashes in texts",
        "accents",
        "accents out of order",
        "joined words",
        "keys on one line",
    ],
)
def test_no_small_file_takes_quadratic_time(source: str) -> None:
    """Each of these would take minutes to hours if reading took quadratic time."""
    parse(source.encode(), "f.yml")


def test_a_hyphen_in_a_sentence_of_several_lines_is_no_dash() -> None:
    assert (
        valid_tree("a: un mot - un autre\n  et la suite\n").keys["a"].text == "un mot - un autre et la suite"
    )
    assert valid_tree("- un mot - un autre\n  et la suite\n").items[0].text == "un mot - un autre et la suite"


def test_a_dash_that_is_swallowed_is_reported_where_it_is() -> None:
    for source, reported in (
        ("a: un mot\n  - b\n", ("yaml-dash-swallowed", 2, 3)),
        ("- un mot\n   - b\n", ("yaml-dash-swallowed", 2, 4)),
        ("a:\n  un mot\n   - b\n", ("yaml-dash", 2, 3)),
        ("-un mot\n - b\n", ("yaml-dash-space", 1, 1)),
    ):
        ((found,),) = parse(source.encode(), "f.yml")[1:]
        assert (found.code, found.line, found.column) == reported, source


def test_lost_letters_are_reported_up_to_the_same_limit() -> None:
    assert len(codes("a: >-\n" + "  caf\u00c3\u00a9\n" * 2 * messages.MAX_PROBLEMS)) == messages.MAX_PROBLEMS


def test_what_is_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "link.yml").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.yml")
    (tmp_path / "full.yml").mkdir()
    for name in ("b.yml", "a.yml", "note.txt"):
        (tmp_path / "full.yml" / name).write_text("a: b")
    assert "lien symbolique" in read(tmp_path / "link.yml", "f.yml")[1][0].message
    assert "fichier spécial" in read(tmp_path / "pipe.yml", "f.yml")[1][0].message
    reported = read(tmp_path / "full.yml", "fiches/full.yml")[1][0]
    assert "«\u00a0a.yml\u00a0» et «\u00a0b.yml\u00a0»" in f"{reported.message} {reported.advice}"
    assert "note.txt" not in f"{reported.message} {reported.advice}"


@pytest.mark.parametrize("near", ["f.yaml", "F.yml", "f.yml.txt", "f.txt", "F.YAML"])
def test_a_file_that_is_there_with_another_ending_is_named(tmp_path: Path, near: str) -> None:
    (tmp_path / near).write_text("a: b")
    (found,) = read(tmp_path / "f.yml", "f.yml")[1]
    assert found.code == "file-missing-near"
    assert near in f"{found.message} {found.advice}"


def test_a_file_that_is_too_large_is_reported_with_both_sizes(tmp_path: Path) -> None:
    (tmp_path / "f.yml").write_bytes(b"a" * (plainfile.MAX_BYTES + 1024))
    (found,) = read(tmp_path / "f.yml", "f.yml")[1]
    assert "1\u202f001" in f"{found.message} {found.advice}"
    assert "1\u202f000" in f"{found.message} {found.advice}"
