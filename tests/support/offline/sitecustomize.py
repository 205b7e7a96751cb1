"""Read by any Python that has this folder in PYTHONPATH: that process can open no connection and look up no name."""

import socket
from typing import NoReturn


def refuse(*_: object, **__: object) -> NoReturn:
    raise PermissionError("no network in a build")


socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = refuse
