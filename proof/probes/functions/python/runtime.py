"""Misuse of the Runtime API, the one thing that a function can reach from inside."""

import os
import socket
import threading
import time

API = os.environ["AWS_LAMBDA_RUNTIME_API"][len("unix:"):]
PREFIX = "/2018-06-01/runtime"


def send(content):
    """Sends this over a connection of its own, and reads what comes back until it ends, or for half a second."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(0.5)
        try:
            connection.connect(API)
            connection.sendall(content if isinstance(content, bytes) else content.encode())
            while connection.recv(65536):
                pass
        except OSError:
            pass


def never(_event=None, _context=None):
    while True:
        time.sleep(1)


def get(path):
    return "GET %s%s HTTP/1.1\r\nHost: x\r\n\r\n" % (PREFIX, path)


def post(path, body, headers=""):
    lines = (PREFIX, path, len(body), headers, body)
    return "POST %s%s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n%s\r\n%s" % lines


def answer(request_id, body, headers=""):
    return post("/invocation/%s/response" % request_id, body, headers)


def endless_body(request_id):
    path = "%s/invocation/%s/response" % (PREFIX, request_id)
    return ("POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n" % path).encode() + b" " * 40_000_000


MISUSES = {
    "answer properly": lambda own: answer(own, '"proper"'),
    "answer for another": lambda _: answer("00000000-0000-4000-8000-000000000000", '"stolen"'),
    "ask while busy": lambda _: get("/invocation/next"),
    "answer twice": lambda own: answer(own, '"first"') + answer(own, '"second"'),
    "huge headers": lambda own: answer(own, '"x"', "X: %s\r\n" % ("x" * 1_000_000)),
    "no HTTP at all": lambda _: b"\xff" * 100_000,
    "two lengths": lambda own: answer(own, '"x"', "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"),
    "a path out of the API": lambda _: get("/../../../../etc/passwd"),
    "a late load error": lambda _: post("/init/error", '{"errorType":"Late"}'),
    "another method": lambda own: "DELETE %s/invocation/%s/response HTTP/1.1\r\nHost: x\r\n\r\n" % (PREFIX, own),
    "an endless body": endless_body,
    "answer while others ask": lambda own: answer(own, '"x"') + get("/invocation/next"),
}


def misuse(event, context):
    send(MISUSES[event["how"]](context.aws_request_id))
    never()


def connect_often(event, context):
    """More connections than a runtime has any use for."""
    threads = [threading.Thread(target=send, args=("GET ",)) for _ in range(event["connections"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    send(answer(context.aws_request_id, '"proper"'))
    never()


RUNTIME = {"misuse": misuse, "connect often": connect_often, "never answer": never}
