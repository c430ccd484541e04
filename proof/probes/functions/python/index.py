"""A hostile function: tries the way out that its event names, and reports whether it got through."""

from files import FILES
from held import Held
from kernel import KERNEL
from neighbours import NEIGHBOURS
from network import NETWORK
from processes import PROCESSES
from resources import RESOURCES
from runtime import RUNTIME

PROBES = {**NETWORK, **FILES, **PROCESSES, **KERNEL, **RESOURCES, **NEIGHBOURS, **RUNTIME}


def handler(event, context):
    if event["does"] == "tell":
        return {"through": False, "saw": "\n".join(sorted(PROBES))}
    # Refused by the kernel, by a limit, or nothing to find. Anything else is a probe that is wrong itself, and must
    # not look like one that was held.
    try:
        return {"through": True, "saw": str(PROBES[event["does"]](event, context))[:1000]}
    except (OSError, MemoryError, Held) as error:
        return {"through": False, "saw": type(error).__name__ + " " + str(error)}
