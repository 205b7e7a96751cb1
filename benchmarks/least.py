"""The program that `floor` measures: the unavoidable work of a build on Pelican. It imports nothing that it does not need."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable

COLD, SAME, CHANGED = "cold", "nothing changed", "one fiche changed"


def work(situation: str, folder: str) -> None:
    """Do the unavoidable work of one situation, with a forked child process, and without garbage collection."""
    gc.disable()
    fiches = [item.path for item in os.scandir(f"{folder}/curation/fiches")]
    if situation == COLD:
        turns, given = os.pipe()
        os.write(given, b"." * len(fiches))  # one byte for each fiche: they fit into the 64 KiB of a pipe
        os.close(given)
        child = _fork(lambda: _parse(fiches, turns))
        _import_pelican()
        _parse(fiches[::-1], turns)
        os.waitpid(child, 0)
        with open(f"{folder}/.sizes") as kept:
            sizes = [int(line) for line in kept]
        child = _fork(lambda: _write(f"{folder}/.floor", sizes, 0))
        _write(f"{folder}/.floor", sizes, 1)
    elif situation == SAME:
        child = _fork(lambda: _stat_all(f"{folder}/output"))
        _digest(fiches)
    else:
        child = _fork(lambda: _digest(fiches))
        _import_pelican()
        _stat_all(f"{folder}/output")
    os.waitpid(child, 0)


def _import_pelican() -> None:
    from annuaire.runtime import lazy_imports

    with lazy_imports.until_used():
        import pelican
    assert pelican.Pelican


def _fork(do: Callable[[], object]) -> int:
    child = os.fork()
    if not child:
        do()
        os._exit(0)
    return child


def _parse(fiches: list[str], turns: int) -> None:
    from ryaml import loads  # type: ignore[attr-defined]  # its stub exports nothing

    for fiche in fiches:
        if not os.read(turns, 1):
            return
        with open(fiche, "rb", buffering=0) as opened:
            loads(opened.read().decode())


def _write(folder: str, sizes: list[int], half: int) -> None:
    for number in range(half, len(sizes), 2):
        os.makedirs(f"{folder}/{number}")
        with open(f"{folder}/{number}/index.html", "wb", buffering=0) as opened:
            opened.write(b" " * sizes[number])


def _digest(fiches: list[str]) -> None:
    from _blake2 import blake2b

    contents = blake2b(digest_size=16)
    for fiche in fiches:
        with open(fiche, "rb", buffering=0) as opened:
            contents.update(opened.read())


def _stat_all(folder: str) -> None:
    waiting = [folder]
    while waiting:
        for item in os.scandir(waiting.pop()):
            if item.is_dir():
                waiting.append(item.path)
            else:
                item.stat()


if __name__ == "__main__":
    work(*sys.argv[1:])
