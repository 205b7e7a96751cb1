"""Values made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

_T = TypeVar("_T")


class LazyMapping(Mapping[str, _T]):
    """What `make` returns for each key, made when it is first asked for and kept: a build of which one fiche changed asks
    for few of ten thousand."""

    def __init__(self, keys: Collection[str], make: Callable[[str], _T]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._made: dict[str, _T] = {}

    def __getitem__(self, key: str) -> _T:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys
