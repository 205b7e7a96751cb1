"""A site's files, watched: what changed, once it has been calm for an instant."""

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
# How long nothing changes before it is told what did: editors write a file in several steps, within one or two of these.
DEBOUNCE_MS = 20
START_TIMEOUT_MS = 100  # until the watching is told to have begun


class Beside(DefaultFilter):
    """Of what lies in the root itself: settings and plugins, and the folders as wholes."""

    def __call__(self, change: Change, path: str) -> bool:
        """Say whether a path is one of these."""
        return (path.endswith(".py") or Path(path).name in FOLDERS) and super().__call__(change, path)


class Watch:
    """Watches from the moment when the block is entered: nothing that changes from then on is missed.

    There are two watchers. One sees what lies in the root: a file that is watched by itself would be lost as soon as
    an editor puts another in its place. The other sees all that is in the folders, and begins again when a folder
    comes or goes. The whole root is not watched: it may hold environments of ten thousand files.

    Entering, and asking for changes, raise `AnnuaireError` where the system does not let more be watched.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._over, self._again = threading.Event(), threading.Event()
        self._seen: SimpleQueue[set[Path] | Exception] = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._telling, args=[watcher]) for watcher in (self._beside, self._inside)
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
        self._over.set()
        self._again.set()
        for thread in self._threads:
            thread.join()

    def changes(self) -> Iterator[list[Path]]:
        """Yield what changed since the last time, in order: the paths that are still there, if any is.

        An empty list is yielded when a folder went and something may have changed while nobody watched the others.
        """
        while True:
            found = self._next()
            while not self._seen.empty():
                found |= self._next()
            yield sorted(filter(Path.exists, found)) or sorted(found)

    def _next(self) -> set[Path]:
        found = self._seen.get()
        if isinstance(found, RuntimeError):  # of watchfiles, when the system has no room for another watcher
            raise AnnuaireError(messages.say("watch-refused")) from found
        if isinstance(found, Exception):
            raise found
        return found

    def _telling(self, watcher: Callable[[], None]) -> None:
        """Run a watcher; if it breaks, it is whoever waits for changes that must hear of it."""
        try:
            watcher()
        except Exception as error:
            self._seen.put(error)

    def _beside(self) -> None:
        for found in _looked([self._root], self._over, recursive=False, watch_filter=Beside()):
            self._seen.put(found)
            if any(path.name in FOLDERS for path in found):
                self._again.set()

    def _inside(self) -> None:
        before: set[Path] = set()
        while True:
            self._again.clear()
            if self._over.is_set():
                return
            folders = {self._root / name for name in FOLDERS if (self._root / name).is_dir()}
            come = folders - before
            with suppress(FileNotFoundError):  # one of them has just gone
                for found in _looked([*folders, PROGRAM], self._again):
                    self._seen.put(come | found)
                    come = set()
            before = folders


def _looked(paths: Iterable[Path], over: threading.Event, **ways: object) -> Iterator[set[Path]]:
    """Yield once when the watching has begun, then whenever something changed."""
    watcher = watch(
        *paths,
        step=DEBOUNCE_MS,
        rust_timeout=START_TIMEOUT_MS,
        yield_on_timeout=True,
        stop_event=over,
        **ways,  # type: ignore[arg-type]
    )
    for number, found in enumerate(watcher):
        if found or not number:
            yield {Path(path) for _, path in found}
