"""Tells what is wrong with commands of the AWS CLI, by botocore's models: a service, an operation or an option that
there is not. Reads a JSON list of commands, each a list of words, and prints a JSON list of complaints."""

import json
import sys

import botocore.session
from botocore import xform_name

# Of every command, of those that are asked for in pages, and of those that the CLI has beside the services'.
EVERYWHERE = {"query", "output", "region"}
PAGES = {"max-items", "starting-token", "page-size"}
OWN = {("logs", "tail"): {"since", "filter-pattern", "follow", "format"}}

session = botocore.session.get_session()


def options_of(service, operation):
    if (service, operation) in OWN:
        return OWN[(service, operation)] | EVERYWHERE
    model = session.get_service_model(service)
    names = {xform_name(name, "-"): name for name in model.operation_names}
    members = model.operation_model(names[operation]).input_shape.members
    known = {xform_name(name, "-"): shape for name, shape in members.items()}
    negated = {f"no-{name}" for name, shape in known.items() if shape.type_name == "boolean"}
    return set(known) | negated | EVERYWHERE | PAGES


def complaints(words):
    _, service, operation, *rest = words
    try:
        known = options_of(service, operation)
    except Exception as error:
        return [f"{service} {operation}: {type(error).__name__} {error}"]
    options = [word[2:] for word in rest if word.startswith("--")]
    return [f"{service} {operation}: no option --{name}" for name in options if name not in known]


print(json.dumps([line for words in json.load(sys.stdin) for line in complaints(words)]))
