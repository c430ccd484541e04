"""Starts moto's server, with what a deployment of the engine needs and moto lacks.

moto keeps what AWS would keep, and answers as AWS would; it is nobody's who works on the engine. It runs no Lambda
without Docker: its invocations go to the data plane at SHE_DATA_PLANE. What is lent to it besides stands in the
modules beside this one. Each resource that it does not make is told in a line of standard output.

Usage: launch.py PORT; ends with its standard input, so that whoever started it never leaves it behind.
"""

import os
import sys
import threading

from moto.server import main

import change_sets
import custom_resources
import lambdas
import missing_types
import networks
import rules


def end_with_input():
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=end_with_input, daemon=True).start()
    for lent in (lambdas, rules, change_sets, custom_resources, networks, missing_types):
        lent.lend()
    main(["-H", "127.0.0.1", "-p", sys.argv[1]])
