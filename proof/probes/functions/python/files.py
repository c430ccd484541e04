"""Files of the machine, of the engine and of other tenants, and places that must not be written."""

import os
import stat

from held import held


def read(event, _context):
    with open(event["path"], "rb") as file:
        return file.read().decode(errors="replace") or held("empty")


def leave_behind(folder):
    path = "%s/left-behind-%d" % (folder, os.getpid())
    try:
        os.chmod(folder, 0o755)
    except OSError:
        pass  # Then it has to do as it is.
    with open(path, "wb"):
        pass
    os.remove(path)
    return "wrote " + path


def write_back(event, _context):
    """What it finds there, it writes again."""
    with open(event["path"], "rb") as file:
        content = file.read()
    with open(event["path"], "wb") as file:
        file.write(content)
    return "wrote " + event["path"]


def make_folder(event, _context):
    os.mkdir(event["path"])
    os.rmdir(event["path"])
    return "made " + event["path"]


def environment_variables(_event, _context):
    return os.environ.get("SHE_PROBE_SECRET") or held("no such variable")


def open_descriptors(_event, _context):
    """Files that somebody left open for whoever comes next."""
    files = []
    for number in os.listdir("/proc/self/fd"):
        try:
            files.append(os.readlink("/proc/self/fd/" + number))
        except OSError:
            pass
    foreign = [path for path in files if path.startswith("/") and not path.startswith(("/dev/", "/proc/"))]
    return foreign or held("none")


def set_user_id(_event, _context):
    """Whether a program that belongs to root, and says so, would run as root."""
    for path in ("/usr/bin/su", "/usr/bin/passwd", "/usr/bin/mount"):
        if not os.path.exists(path):
            continue
        found = os.stat(path)
        if found.st_mode & stat.S_ISUID and found.st_uid == 0:
            with open("/proc/self/status", encoding="utf8") as status:
                is_bound = "NoNewPrivs:\t1" in status.read()
            is_ignored = os.statvfs(path).f_flag & os.ST_NOSUID
            return held("it would run as anybody") if is_bound or is_ignored else path
    return held("none that belongs to root")


def link_out(event, _context):
    link = "%s/link-%d" % (os.environ["TMPDIR"], os.getpid())
    os.symlink(event["victim"], link)
    with open(link + "/left-behind", "w", encoding="utf8") as file:
        file.write("through a link")
    return "wrote through a link"


def devices(_event, _context):
    """A device would be the whole disk, or the kernel's memory."""
    foreign = []
    for name in os.listdir("/dev"):
        if not name.startswith(("sd", "vd", "nvme", "xvd", "kmsg", "mem", "loop", "kvm", "fuse")):
            continue
        try:
            os.close(os.open("/dev/" + name, os.O_RDONLY))
            foreign.append(name)
        except OSError:
            pass
    return foreign or held("none")


def make_device(_event, _context):
    path = "%s/device-%d" % (os.environ["TMPDIR"], os.getpid())
    os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 3))
    os.remove(path)
    return "made a device"


FILES = {
    "read": read,
    "list": lambda event, _: os.listdir(event["path"]) or held("empty"),
    "write back": write_back,
    "make folder": make_folder,
    "its own code": lambda _, __: leave_behind(os.environ["LAMBDA_TASK_ROOT"]),
    "its runtime": lambda _, __: leave_behind(os.environ["LAMBDA_RUNTIME_DIR"]),
    "environment variables": environment_variables,
    "open descriptors": open_descriptors,
    "set-user-id programs": set_user_id,
    "link out": link_out,
    "devices": devices,
    "make device": make_device,
}
