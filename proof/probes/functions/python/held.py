class Held(Exception):
    """The way out is closed, seen without an error of the kernel."""


def held(why):
    raise Held(why)
