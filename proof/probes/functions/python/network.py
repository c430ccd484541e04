"""Ways to another machine, or to another program of this one. Packets go to 127.0.0.1 and ::1 only."""

import http.client
import socket
import struct

from held import held

# For a busy machine; what is closed says so at once.
PATIENCE = 10


def reach(family, address):
    with socket.socket(family) as connection:
        connection.settimeout(PATIENCE)
        connection.connect(address)
        return "connected"


def tcp(event, _context):
    host = event.get("host", "127.0.0.1")
    return reach(socket.AF_INET6 if ":" in host else socket.AF_INET, (host, event["port"]))


def ask(event, question):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as connection:
        connection.settimeout(PATIENCE)
        connection.connect(("127.0.0.1", event["udpPort"]))
        connection.send(question)
        return connection.recv(512)


def dns(event, _context):
    name = b"".join(bytes([len(part)]) + part for part in b"data-of-alice.example.org".split(b"."))
    answer = ask(event, struct.pack(">6H", 7, 0x0100, 1, 0, 0, 0) + name + b"\0" + struct.pack(">2H", 1, 1))
    return socket.inet_ntoa(answer[-4:])


def route(event, _context):
    """Only asks the kernel for the way: a datagram socket sends nothing when it is connected."""
    family = socket.AF_INET6 if ":" in event["address"] else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as connection:
        connection.connect((event["address"], 9))
        return "would go out from " + connection.getsockname()[0]


def open_socket(event, _context):
    socket.socket(event["family"], event["type"], event["protocol"]).close()
    return "opened"


def invoke_other(event, _context):
    """As the engine itself does when it runs a function."""
    call = event["invokeCall"]
    connection = http.client.HTTPConnection("127.0.0.1", call["port"], timeout=PATIENCE)
    connection.request("POST", call["path"], b'{"does":"tell"}', call["headers"])
    status = connection.getresponse().status
    return "invoked" if status == 200 else held("status %d" % status)


def network_interfaces(_event, _context):
    return [name for _, name in socket.if_nameindex() if name != "lo"] or held("none but lo")


def routing_table(_event, _context):
    with open("/proc/net/route", encoding="utf8") as table:
        routes = table.read().strip().split("\n")[1:]
    with open("/proc/net/ipv6_route", encoding="utf8") as table:
        routes += table.read().strip().split("\n")
    return [route for route in routes if route.split() and route.split()[-1] != "lo"] or held("none")


NETWORK = {
    "tcp": tcp,
    "udp": lambda event, _: ask(event, b"probe").decode(),
    "dns": dns,
    "route": route,
    "unix socket": lambda event, _: reach(socket.AF_UNIX, event["path"]),
    # As Node of this machine names it: in the whole length of an address, or without what is left of it.
    "abstract socket": lambda event, _: reach_abstract(event["abstractSocket"]),
    "open socket": open_socket,
    "invoke call": invoke_other,
    "network interfaces": network_interfaces,
    "routing table": routing_table,
}


def reach_abstract(name):
    try:
        return reach(socket.AF_UNIX, "\0" + name)
    except ConnectionRefusedError:
        return reach(socket.AF_UNIX, ("\0" + name).ljust(108, "\0"))
