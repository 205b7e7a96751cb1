"""Values are computed on first access, once."""

from __future__ import annotations

import weakref

import pytest

from annuaire.runtime.lazy import LazyMapping


def test_a_value_is_made_once_on_first_access() -> None:
    made: list[str] = []
    found = LazyMapping(("a", "b"), lambda key: made.append(key) or key.upper())
    assert len(found) == 2
    assert list(found) == ["a", "b"]
    assert "b" in found
    assert not made
    assert [found["b"], found["b"]] == ["B", "B"]
    assert made == ["b"]


def test_an_unknown_key_is_an_error() -> None:
    found = LazyMapping(("a",), str.upper)
    for _ in range(2):  # before and after all are made
        with pytest.raises(KeyError):
            found["z"]
        assert dict(found) == {"a": "A"}
    assert "z" not in found


def test_the_source_is_released_once_all_values_are_made() -> None:
    class Source(dict[str, str]):
        """A dictionary that can be watched."""

    source = Source(a="A", b="B")
    watched, found = weakref.ref(source), LazyMapping(tuple(source), source.__getitem__)
    del source
    assert found["a"] == "A"
    assert watched() is not None
    assert found["b"] == "B"
    assert watched() is None
    assert dict(found) == {"a": "A", "b": "B"}
