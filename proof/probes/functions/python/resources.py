"""Taking what belongs to everybody: disk, memory, processes, files, attention."""

import os
import subprocess
import sys
import time

from held import held

MB = 1024 * 1024
TMP = os.environ["TMPDIR"]


def fill(event, _context):
    path = event["path"].replace("TMP", TMP)
    try:
        with open(path, "wb") as file:
            file.write(b"\1" * (event["megabytes"] * MB))
        return "%d MB" % event["megabytes"]
    finally:
        if os.path.exists(path):
            os.remove(path)


def fill_sparsely(event, _context):
    """Takes no space, but says that it does."""
    with open(TMP + "/sparse", "wb") as file:
        file.truncate(event["megabytes"] * MB)
    os.remove(TMP + "/sparse")
    return "%d MB" % event["megabytes"]


def fill_with_files(event, _context):
    names = ["%s/many-%d" % (TMP, number) for number in range(event["files"])]
    try:
        for name in names:
            with open(name, "wb") as file:
                file.write(b"\1" * 64 * 1024)
        return "%d files" % len(names)
    finally:
        for name in names:
            if os.path.exists(name):
                os.remove(name)


def open_many(event, _context):
    for _ in range(event["files"]):
        os.open("/dev/null", os.O_RDONLY)
    return "%d files" % event["files"]


def start_many(event, _context):
    children = []
    try:
        for _ in range(event["processes"]):
            children.append(subprocess.Popen(["/usr/bin/sleep", "1000"], stdout=subprocess.DEVNULL))
        return "%d processes" % len(children)
    finally:
        for child in children:
            child.kill()


# Each makes two; the depth bounds it where nothing else does. Called with marker, depth and itself.
BOMB = 'if [ "$1" -gt 0 ]; then for i in 1 2; do sh -c "$2" "$0" $(($1 - 1)) "$2" & done; fi; sleep 1000; :'


def explode(event, _context):
    """Burns until it is ended."""
    subprocess.Popen(["/bin/sh", "-c", BOMB, event["marker"], str(event["depth"]), BOMB], stderr=subprocess.DEVNULL)
    time.sleep(60)
    return "burnt out"


def hold_memory(event, _context):
    return "%d MB" % (len(bytearray(b"\1") * (event["megabytes"] * MB)) // MB)


def hold_together(event, _context):
    """Each process stays below its own limit; together they are far above."""
    script = "import time\nheld = bytearray(b'\\1') * (%d * 1024 * 1024)\nprint('held', flush=True)\ntime.sleep(1000)"
    arguments = [sys.executable, "-I", "-S", "-c", script % event["megabytes"]]
    children = [subprocess.Popen(arguments, stdout=subprocess.PIPE) for _ in range(event["processes"])]
    try:
        for child in children:
            if child.stdout.readline() != b"held\n":
                held("one was ended")
        # Whoever looks every now and then must have looked.
        time.sleep(0.6)
        return "%d MB" % (event["processes"] * event["megabytes"])
    finally:
        for child in children:
            child.kill()


def flood(event, _context):
    """As fast as it can, and says how much it was."""
    line = b"x" * 1023 + b"\n"
    written = 0
    end = time.monotonic() + 8
    while written < event["megabytes"] * MB and time.monotonic() < end:
        written += os.write(1, line)
    return written


RESOURCES = {
    "fill": fill,
    "fill sparsely": fill_sparsely,
    "fill with files": fill_with_files,
    "open many": open_many,
    "start many": start_many,
    "explode": explode,
    "hold memory": hold_memory,
    "hold together": hold_together,
    "flood": flood,
}
