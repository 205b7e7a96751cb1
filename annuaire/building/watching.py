"""File watcher of `annuaire serve`: yields what changed in the sources of a site, debounced."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue

from watchfiles import Change, DefaultFilter, watch

from annuaire import messages
from annuaire.errors import AnnuaireError

FOLDERS = ("curation", "content", "theme", "snapshot")
PROGRAM = Path(__file__).parents[1]
# Changes are reported after so long without another: editors write a file in several steps, one or two of these apart.
DEBOUNCE_MS = 20
START_TIMEOUT_MS = 100  # until a watcher without changes reports that it has started


class RootFilter(DefaultFilter):
    """Of the files directly in the root, lets pass the settings, plugins and the watched folders themselves."""

    def __call__(self, change: Change, path: str) -> bool:
        """Return whether a change of a path is reported."""
        return (path.endswith(".py") or Path(path).name in FOLDERS) and super().__call__(change, path)


class Watch:
    """Watches from the moment when the block is entered: no change after that is missed.

    There are two watchers, each in a thread. One watches the root, not recursively: a single file could not be watched any
    longer once an editor has replaced it. The other watches the folders recursively, and is restarted when a folder is
    created or deleted. The root is not watched recursively, because it may contain environments of ten thousand files.

    Entering the block and iterating over `changes` raise `AnnuaireError` if the system refuses another watcher.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._stop, self._restart = threading.Event(), threading.Event()
        self._events: SimpleQueue[set[Path] | Exception] = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._run, args=[watcher])
            for watcher in (self._watch_root, self._watch_folders)
        ]

    def __enter__(self) -> Watch:
        for thread in self._threads:
            thread.start()
        try:
            for _ in self._threads:
                self._next()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._restart.set()
        for thread in self._threads:
            thread.join()

    def changes(self) -> Iterator[list[Path]]:
        """Yield the paths that changed since the last time, sorted: those that still exist, or else all.

        An empty list means that a folder was deleted: something may have changed in others while the watcher restarted.
        """
        while True:
            found = self._next()
            while not self._events.empty():
                found |= self._next()
            yield sorted(filter(Path.exists, found)) or sorted(found)

    def _next(self) -> set[Path]:
        found = self._events.get()
        if isinstance(found, RuntimeError):  # raised by watchfiles when the limit of the system is reached
            raise AnnuaireError(messages.say("watch-refused")) from found
        if isinstance(found, Exception):
            raise found
        return found

    def _run(self, watcher: Callable[[], None]) -> None:
        """Run a watcher in its thread; an error is raised in the thread that waits for changes."""
        try:
            watcher()
        except Exception as error:
            self._events.put(error)

    def _watch_root(self) -> None:
        for found in _watch([self._root], self._stop, recursive=False, watch_filter=RootFilter()):
            self._events.put(found)
            if any(path.name in FOLDERS for path in found):
                self._restart.set()

    def _watch_folders(self) -> None:
        before: set[Path] = set()
        while True:
            self._restart.clear()
            if self._stop.is_set():
                return
            folders = {self._root / name for name in FOLDERS if (self._root / name).is_dir()}
            added = folders - before
            with suppress(FileNotFoundError):  # one of them has just been deleted
                for found in _watch([*folders, PROGRAM], self._restart):
                    self._events.put(added | found)
                    added = set()
            before = folders


def _watch(paths: Iterable[Path], stop: threading.Event, **options: object) -> Iterator[set[Path]]:
    """Yield once when watching has started, then at each change."""
    watcher = watch(
        *paths,
        step=DEBOUNCE_MS,
        rust_timeout=START_TIMEOUT_MS,
        yield_on_timeout=True,
        stop_event=stop,
        **options,  # type: ignore[arg-type]
    )
    for number, found in enumerate(watcher):
        if found or not number:
            yield {Path(path) for _, path in found}
