"""Says what it was told to say for its name, to the byte, and if need be past the runtime that would put it right."""

import datetime
import http.client
import json
import os
import socket

ENV = os.environ
with open(ENV["LAMBDA_TASK_ROOT"] + "/speeches.json", encoding="utf8") as FILE:
    SPEECHES = json.load(FILE)


class RuntimeConnection(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(ENV["AWS_LAMBDA_RUNTIME_API"][len("unix:"):])


def handler(event, context):
    speeches = SPEECHES[ENV["AWS_LAMBDA_FUNCTION_NAME"]]
    speech = speeches.get("later", speeches["first"]) if is_later(event) else speeches["first"]
    if "proper" in speech:
        return speech["proper"]
    if speech["as"] != "silence":
        say(speech, context.aws_request_id, event)
    os._exit(0)


def is_later(event):
    if not isinstance(event, dict) or "fromDate" not in event:
        return False
    asked = datetime.datetime.fromisoformat(event["fromDate"].replace("Z", "+00:00"))
    return datetime.datetime.now(datetime.timezone.utc) - asked < datetime.timedelta(days=1)


def say(speech, request_id, event):
    connection = RuntimeConnection("host")
    path = "/2018-06-01/runtime/invocation/%s/%s" % (request_id, speech["as"])
    try:
        connection.request("POST", path, b"".join(bytes_of(part, event) for part in speech["parts"]))
        connection.getresponse().read()
    except OSError:
        pass


def bytes_of(part, event):
    if isinstance(part, str):
        return part.replace("$TOKEN", token_of(event)).encode()
    if "hex" in part:
        return bytes.fromhex(part["hex"])
    return part["repeat"].encode() * part["times"]


def token_of(event):
    """What it was given to see, and would carry out."""
    if not isinstance(event, dict) or "request" not in event:
        return ""
    records = event["request"]["data"].get("drinks") or [{"data": {}}]
    return records[0]["data"].get("token", "")
