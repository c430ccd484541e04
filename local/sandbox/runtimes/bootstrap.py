"""Runs a Python function: asks the host for an invocation, calls the handler, answers, and so on for ever."""

import http.client
import importlib
import json
import os
import socket
import sys
import time
import traceback

ENV = os.environ


class RuntimeConnection(http.client.HTTPConnection):
    """HTTP over the host's unix socket."""

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(ENV["AWS_LAMBDA_RUNTIME_API"][len("unix:"):])


class Context:
    """What a handler gets to know about its invocation."""

    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.tenant_id = headers["Lambda-Runtime-Aws-Tenant-Id"]
        self.function_name = ENV["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = ENV["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = ENV["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))


def call(connection, method, path, body=None):
    connection.request(method, "/2018-06-01/runtime" + path, body)
    response = connection.getresponse()
    return response.headers, response.read()


def describe(error, error_type=None):
    return json.dumps({
        "errorType": error_type or type(error).__name__,
        "errorMessage": str(error),
        "stackTrace": traceback.format_exception(type(error), error, error.__traceback__),
    }).encode()


def load_handler(name):
    """`src/index.handler` and `src.index.handler` both name `handler` of src/index.py."""
    module, _, function = name.rpartition(".")
    return getattr(importlib.import_module(module.replace("/", ".")), function)


def load_or_exit(connection):
    try:
        return load_handler(ENV["_HANDLER"])
    except AttributeError as error:
        reason = describe(error, "Runtime.HandlerNotFound")
    except ImportError as error:
        reason = describe(error, "Runtime.ImportModuleError")
    except Exception as error:  # pylint: disable=broad-except
        reason = describe(error)
    call(connection, "POST", "/init/error", reason)
    sys.exit(1)


def answer(handler, headers, event):
    path = "/invocation/" + headers["Lambda-Runtime-Aws-Request-Id"]
    try:
        return path + "/response", json.dumps(handler(json.loads(event), Context(headers))).encode()
    except Exception as error:  # pylint: disable=broad-except
        return path + "/error", describe(error)


def main():
    sys.path.insert(0, ENV["LAMBDA_TASK_ROOT"])
    connection = RuntimeConnection("host")
    handler = load_or_exit(connection)
    while True:
        headers, event = call(connection, "GET", "/invocation/next")
        call(connection, "POST", *answer(handler, headers, event))


main()
