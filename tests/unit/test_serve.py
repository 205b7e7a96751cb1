"""The server of the built site: pages are served, and never truncated, while a build replaces the site."""

from __future__ import annotations

import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from annuaire.building import serve, swap


def fill(folder: Path, number: int) -> None:
    """Write a site whose pages contain its number."""
    for place in ("", "comptes/a", "comptes/b"):
        (folder / place).mkdir(parents=True, exist_ok=True)
        (folder / place / "index.html").write_text(f"{number} " * 5000, "utf-8")
    (folder / "404.html").write_text(f"absente {number}", "utf-8")
    (folder / "theme").mkdir()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    with swap.staging(tmp_path / "output") as fresh:
        fill(fresh, 0)
        swap.replace(tmp_path / "output", fresh)
    return tmp_path / "output"


@pytest.fixture
def address(output: Path) -> Iterator[str]:
    server = serve.start(output, 0)
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def get(address: str | urllib.request.Request) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode("utf-8")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode("utf-8")


@pytest.mark.parametrize("patches", [False, True])
def test_no_request_fails_and_no_page_is_truncated_while_the_site_is_replaced(
    output: Path, address: str, patches: bool
) -> None:
    stopped = threading.Event()
    found: list[tuple[int, str]] = []

    def ask(place: str) -> None:
        while not stopped.is_set():
            found.append(get(address + place))

    threads = [
        threading.Thread(target=ask, args=[place]) for place in ("", "comptes/a/", "comptes/b", "rien")
    ]
    for thread in threads:
        thread.start()
    number = 0
    while number < 150 or len(found) <= 100:
        number += 1
        with swap.staging(output) as fresh:
            fill(fresh, number)
            if patches:
                swap.patch(output, fresh, [])
            else:
                swap.replace(output, fresh)
    stopped.set()
    for thread in threads:
        thread.join()
    for code, text in found:
        numbers = text.removeprefix("absente ").split()
        assert (code, len(numbers)) in ((200, 5000), (404, 1))
        assert len(set(numbers)) == 1


def test_a_request_waits_for_a_site_that_is_missing_for_a_moment(output: Path, address: str) -> None:
    elsewhere = output.with_name("ailleurs")
    output.rename(elsewhere)
    timer = threading.Timer(0.2, elsewhere.rename, [output])
    timer.start()
    assert get(f"{address}comptes/a/")[0] == 200
    timer.join()


def test_without_a_site_the_answer_is_404(
    output: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "SWAP_TIMEOUT", 0.05)
    output.rename(output.with_name("ailleurs"))
    assert get(address)[0] == 404


@pytest.mark.parametrize(
    "place", ["theme/", "rien", "../output/rien", "comptes/a/rien/", "%00", "index.html%00.png"]
)
def test_a_missing_page_shows_the_404_page_of_the_site(address: str, place: str) -> None:
    assert get(address + place) == (404, "absente 0")


def test_a_closed_connection_does_not_end_the_server(address: str) -> None:
    urllib.request.urlopen(address, timeout=10).close()
    assert get(address)[0] == 200


def test_the_server_listens_on_the_loopback_interface_only(output: Path) -> None:
    server = serve.start(output, 0)
    server.shutdown()
    server.server_close()
    assert server.server_address[0] == "127.0.0.1"


def test_closed_connections_are_not_reported_and_other_errors_are(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve.SiteServer(("127.0.0.1", 0), serve.SiteHandler) as server:
        for fault in (ConnectionResetError, BrokenPipeError, ArithmeticError):
            try:
                raise fault
            except Exception:
                server.handle_error(None, ("127.0.0.1", 1))
            assert ("Traceback" in capsys.readouterr().err) is (fault is ArithmeticError)


def test_a_head_request_gets_no_body(address: str) -> None:
    with socket.create_connection(
        (urlsplit(address).hostname or "", urlsplit(address).port or 0)
    ) as connection:
        connection.sendall(b"HEAD /rien HTTP/1.0\r\n\r\n")
        head, _, body = connection.makefile("rb").read().partition(b"\r\n\r\n")
    assert head.split()[1] == b"404"
    assert body == b""


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{port}", 200),
        ("localhost:{port}", 200),
        ("LOCALHOST:9000", 200),  # the end of a tunnel
        ("[::1]:{port}", 200),
        ("annuaire.example:{port}", 421),
        ("127.0.0.1.annuaire.example", 421),
        ("localhost.annuaire.example:{port}", 421),
        ("annuaire.example@127.0.0.1:{port}", 421),
        ("", 421),
    ],
)
def test_other_host_names_are_refused(address: str, host: str, status: int) -> None:
    """Protection against DNS rebinding: a web page could otherwise read what is served here."""
    port = urlsplit(address).port
    asked = urllib.request.Request(address, headers={"Host": host.format(port=port)})
    shown = f"Cet aperçu ne se montre qu’à cette machine, à l’adresse http://127.0.0.1:{port}/"
    assert get(asked) == (status, "0 " * 5000 if status == 200 else shown)
