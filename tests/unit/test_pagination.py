"""Long lists are paginated in order, by the space of each kind of row, and every page has its address."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.paginator import PaginationRule

from annuaire.errors import SettingsError
from annuaire.rendering.pagination import limits, pager_numbers, paginate

PATTERNS = [
    PaginationRule(1, "{url}", "{save_as}"),
    PaginationRule(2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]


def settings(**most: int | None) -> dict[str, Any]:
    return {"PER_PAGE": most, "PAGINATION_PATTERNS": PATTERNS, "DEFAULT_ORPHANS": 3}


def pages(kinds: str, **most: int | None) -> list[str]:
    """Return the pages of a list of rows, each kind one letter: « aab » → ["aa", "b"]."""
    rows = [(kind, place) for place, kind in enumerate(kinds)]
    found = paginate(rows, "noms/index.html", "noms/", settings(**most))
    assert [row for portion in found for row in portion.rows] == rows
    return ["".join(kind for kind, _ in portion.rows) for portion in found]


def test_a_short_list_has_one_page() -> None:
    assert pages("aaa", a=3) == ["aaa"]
    assert pages("", a=3) == [""]


def test_a_long_list_continues_on_the_next_page() -> None:
    assert pages("aaaaaaa", a=3) == ["aaa", "aaa", "a"]


def test_kinds_of_rows_share_the_space_of_a_page() -> None:
    assert pages("aabbb", a=4, b=2) == ["aab", "bb"]


def test_without_a_number_there_is_no_limit() -> None:
    assert pages("a" * 1000 + "b", a=None, b=1) == ["a" * 1000 + "b"]
    assert (
        pages("aaab", a=-1, b=1) == pages("aaab", a=0, b=1) == pages("aaab", b=1) == pages("aaab") == ["aaab"]
    )


@pytest.mark.parametrize("most", [{"a": "28"}, {"a": 2.5}, {"a": True}, 28, None])
def test_a_limit_that_is_no_integer_is_reported(most: object) -> None:
    with pytest.raises(SettingsError, match="PER_PAGE"):
        limits({"PER_PAGE": most})


def test_pages_are_where_the_setting_says() -> None:
    found = paginate([("a", n) for n in range(5)], "noms/index.html", "noms/", settings(a=2))
    assert [portion.address for portion in found] == ["noms/", "noms/page/2/", "noms/page/3/"]
    assert [portion.save_as for portion in found] == [
        "noms/index.html",
        "noms/page/2/index.html",
        "noms/page/3/index.html",
    ]
    assert {portion.addresses for portion in found} == {("noms/", "noms/page/2/", "noms/page/3/")}


def test_each_kind_is_counted_across_pages() -> None:
    *_, last = paginate([("a", 1), ("a", 2), ("b", 3), ("b", 4)], "x.html", "x", settings(a=2, b=1))
    assert (last.of("b"), last.first("b"), last.total("b")) == ([4], 2, 2)
    assert (last.of("a"), last.first("a"), last.total("a")) == ([], 3, 2)
    assert (last.first("c"), last.total("c")) == (1, 0)


@pytest.mark.parametrize(
    ("number", "last", "expected"),
    [
        (1, 1, [1]),
        (1, 2, [1, 2]),
        (1, 10, [1, 2, None, 10]),
        (3, 10, [1, 2, 3, 4, None, 10]),
        (4, 10, [1, 2, 3, 4, 5, None, 10]),
        (5, 10, [1, None, 4, 5, 6, None, 10]),
        (10, 10, [1, None, 9, 10]),
    ],
)
def test_a_pager_names_the_ends_and_the_neighbours(
    number: int, last: int, expected: list[int | None]
) -> None:
    assert pager_numbers(number, last) == expected


@given(st.integers(1, 200), st.integers(1, 200))
def test_a_gap_stands_for_two_pages_or_more_and_never_hides_the_page_itself(number: int, more: int) -> None:
    last = number + more - 1
    found = pager_numbers(number, last)
    assert number in found
    assert [found[0], found[-1]] == [1, last]
    assert len(found) <= 7
    for place, page in enumerate(found):
        if page is None:
            before, after = found[place - 1], found[place + 1]
            assert before is not None and after is not None and after - before > 2


@given(st.lists(st.sampled_from("abc"), max_size=60), st.integers(1, 9), st.integers(1, 9))
def test_no_page_is_empty_or_too_full(kinds: list[str], a: int, b: int) -> None:
    for page in pages("".join(kinds), a=a, b=b, c=None) if kinds else []:
        assert page
        assert page.count("a") / a + page.count("b") / b <= 1 + 1e-9
