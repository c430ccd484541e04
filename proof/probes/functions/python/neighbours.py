"""What one tenant leaves for another, and what the other looks for."""

import os
import socket

from held import held

KEPT = {}
LISTENING = []


def leave_file(event, _context):
    with open(event["path"], "w", encoding="utf8") as file:
        return file.write("left by a neighbour")


def find_file(event, _context):
    if not os.path.exists(event["path"]):
        held("none")
    with open(event["path"], encoding="utf8") as file:
        return file.read()


def leave_global(event, _context):
    KEPT[event["marker"]] = "left by a neighbour"


def leave_variable(event, _context):
    os.environ[event["marker"]] = "left by a neighbour"


def listen(family, address):
    listening = socket.socket(family)
    listening.bind(address)
    listening.listen()
    LISTENING.append(listening)
    return listening.getsockname()


NEIGHBOURS = {
    "leave a file": leave_file,
    "find a file": find_file,
    "leave a global": leave_global,
    "find a global": lambda event, _: KEPT.get(event["marker"]) or held("none"),
    "leave a variable": leave_variable,
    "find a variable": lambda event, _: os.environ.get(event["marker"]) or held("none"),
    "leave a port": lambda _, __: listen(socket.AF_INET, ("127.0.0.1", 0))[1],
    "leave a socket": lambda event, _: listen(socket.AF_UNIX, "\0" + event["marker"]),
}
