"""Other processes: seeing them, reading them, steering them."""

import os
import signal
import subprocess
import sys

from held import held


def send_signal(event, _context):
    os.kill(event["pid"], 0)
    return "process %d can be signalled" % event["pid"]


def other_processes(_event, _context):
    """Processes that are neither this one nor started by it, told by what they were called with."""
    others = [name for name in os.listdir("/proc") if name.isdigit() and is_foreign(name)]
    return "%d others" % len(others) if others else held("none")


def is_foreign(pid):
    try:
        with open("/proc/%s/cmdline" % pid, encoding="utf8", errors="replace") as file:
            line = file.read()
    except OSError:
        return False
    return line != "" and int(pid) != os.getpid() and "bwrap" not in line and "bootstrap." not in line


def open_memory(event, _context):
    os.close(os.open("/proc/%d/mem" % event["pid"], os.O_RDWR))
    return "opened for writing"


def raise_priority(_event, _context):
    os.setpriority(os.PRIO_PROCESS, 0, 0)
    os.setpriority(os.PRIO_PROCESS, 0, -1)
    return "above the engine's own"


def leave_process(event, _context):
    """Started by a process that is gone at once, in a session of its own: nobody's child."""
    work = "pass" if event.get("busy") else "time.sleep(1)"
    script = "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: " + work
    if os.fork() == 0:
        os.setsid()
        devnull = subprocess.DEVNULL
        arguments = [sys.executable, "-I", "-c", script, event["marker"]]
        subprocess.Popen(arguments, stdin=devnull, stdout=devnull, stderr=devnull, start_new_session=True)
        os._exit(0)
    os.wait()
    return "left behind"


def outlive_time(event, context):
    """Never answers, and hears no signal."""
    leave_process(event, context)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        pass


PROCESSES = {
    "signal": send_signal,
    "other processes": other_processes,
    "memory of a process": open_memory,
    "priority": raise_priority,
    "leave a process": leave_process,
    "outlive its time": outlive_time,
}
