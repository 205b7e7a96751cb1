"""A mapping whose values are computed on first access."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

_T = TypeVar("_T")


class LazyMapping(Mapping[str, _T]):
    """A mapping that calls `make(key)` on the first access to each key, and keeps the result: a build in which one fiche changed
    needs few of ten thousand. Once all values are made, `make` is released, with all that it refers to."""

    def __init__(self, keys: Collection[str], make: Callable[[str], _T]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make: Callable[[str], _T] | None = make
        self._made: dict[str, _T] = {}

    def __getitem__(self, key: str) -> _T:
        try:
            return self._made[key]
        except KeyError:
            if key not in self._keys or self._make is None:
                raise
        made = self._made[key] = self._make(key)
        if len(self._made) == len(self._keys):
            self._make = None
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys
