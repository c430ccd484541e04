"""Lambda: invocations by the data plane, and the properties that decide what a version is."""

import os
import urllib.request
from urllib.parse import unquote

from moto.awslambda.models import LambdaFunction, LambdaVersion
from moto.awslambda.responses import LambdaResponse
from moto.sqs.models import Queue

SECONDS = 930


def lend():
    LambdaFunction.invoke = invoke
    LambdaResponse.invoke = answer
    keep_properties()
    # moto invokes a queue's Lambda inside SendMessage; the data plane polls the queue, as AWS does.
    Queue.lambda_event_source_mappings = property(lambda self: {}, lambda self, mappings: None)
    LambdaVersion.has_cfn_attr = classmethod(lambda cls, name: name == "Version")
    LambdaVersion.get_cfn_attribute = lambda self, name: str(self.version)


def answer(self):
    """moto looks for the qualifier in the payload, which need be no object."""
    name = unquote(self.path.rsplit("/", 2)[-2])
    qualifier = self.querystring.get("Qualifier", [None])[0]
    headers = {}
    payload = self.backend.invoke(name, qualifier, self.body, self.headers, headers)
    return 202 if self.headers.get("X-Amz-Invocation-Type") == "Event" else 200, headers, payload


def invoke(self, body, request_headers, response_headers):
    """In place of a container. Whose version it is was found by moto."""
    url = f"{os.environ['SHE_DATA_PLANE']}/invoke/{self.function_name}/{self.version or '$LATEST'}"
    headers = {"content-type": "application/json"}
    tenant = request_headers.get("X-Amz-Tenant-Id")
    if tenant:
        headers["x-tenant"] = tenant
    data = body.encode() if isinstance(body, str) else body
    with urllib.request.urlopen(urllib.request.Request(url, data or b"{}", headers), timeout=SECONDS) as answer:
        if answer.headers.get("x-failed"):
            response_headers["x-amz-function-error"] = "Unhandled"
        return answer.read()


def keep_properties():
    """CloudFormation's properties that moto drops on the way, and that Lambda tells whoever asks."""
    create, update, configuration = (
        LambdaFunction.create_from_cloudformation_json.__func__,
        LambdaFunction.update_from_cloudformation_json.__func__,
        LambdaFunction.get_configuration,
    )

    def keep(function, cloudformation_json):
        properties = cloudformation_json["Properties"]
        function.architectures = properties.get("Architectures", ["x86_64"])
        function.ephemeral_storage = int(properties.get("EphemeralStorage", {}).get("Size", 512))
        function.memory_size = int(properties.get("MemorySize", 128))
        function.timeout = int(properties.get("Timeout", 3))
        function.tenancy_config = properties.get("TenancyConfig")
        return function

    def created(cls, resource_name, cloudformation_json, *rest, **names):
        return keep(create(cls, resource_name, cloudformation_json, *rest, **names), cloudformation_json)

    def updated(cls, original_resource, new_resource_name, cloudformation_json, **names):
        # Versions that were published before share it.
        original_resource.code = dict(original_resource.code)
        function = update(cls, original_resource, new_resource_name, cloudformation_json, **names)
        return keep(function, cloudformation_json)

    def told(self, on_create=False):
        tenancy = getattr(self, "tenancy_config", None)
        return {**configuration(self, on_create), **({"TenancyConfig": tenancy} if tenancy else {})}

    LambdaFunction.create_from_cloudformation_json = classmethod(created)
    LambdaFunction.update_from_cloudformation_json = classmethod(updated)
    LambdaFunction.get_configuration = told
