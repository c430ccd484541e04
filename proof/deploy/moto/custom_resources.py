"""CloudFormation: custom resources that change and go, and whose Lambda may refuse."""

import json
import os
import threading
import time
import uuid

from moto.awslambda import lambda_backends
from moto.cloudformation import parsing
from moto.cloudformation.custom_model import CustomModel
from moto.cloudformation.responses import CloudFormationResponse

SECONDS = 600
answers = {}


class Refused(Exception):
    """A custom resource answered FAILED."""


def lend():
    parsing.ResourceMap.delete = custom_resources_first(parsing.ResourceMap.delete)
    CustomModel.create_from_cloudformation_json = classmethod(create)
    CustomModel.update_from_cloudformation_json = classmethod(update)
    CustomModel.delete = lambda self, account_id, region_name: ask(self, "Delete", self.properties)
    CloudFormationResponse.process_cfn_response = take_answer


def custom_resources_first(delete):
    """What a custom resource speaks of is still there when it is asked to go."""

    def deleted(self):
        for name in [name for name, found in self._parsed_resources.items() if isinstance(found, CustomModel)]:
            self._delete_resource(self._parsed_resources.pop(name), self._resource_json_map.pop(name))
        delete(self)

    return deleted


def create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    resource = cls(region_name, str(uuid.uuid4()), kwargs["LogicalId"], resource_name)
    resource.account_id, resource.stack_id, resource.kind = account_id, kwargs["StackId"], kwargs["ResourceType"]
    ask(resource, "Create", cloudformation_json["Properties"])
    return resource


def update(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
    ask(original_resource, "Update", cloudformation_json["Properties"])
    return original_resource


def ask(resource, kind, properties):
    """Invokes the Lambda behind it, and waits for what that tells the address it was given."""
    request_id = str(uuid.uuid4())
    token, region = properties["ServiceToken"], resource.region_name
    address = f"http://127.0.0.1:{os.environ['MOTO_PORT']}/cloudformation_{region}/cfnresponse?asked={request_id}"
    event = {
        **{"RequestType": kind, "RequestId": request_id, "ServiceToken": token, "ResponseURL": address},
        **{"StackId": resource.stack_id, "LogicalResourceId": resource.logical_id, "ResourceType": resource.kind},
        "ResourceProperties": texts(properties),
        **({} if kind == "Create" else {"PhysicalResourceId": resource.resource_name}),
        **({"OldResourceProperties": texts(resource.properties)} if kind == "Update" else {}),
    }
    answer = wait_for(request_id, lambda_backends[resource.account_id][region].get_function(token), event)
    if answer["Status"] != "SUCCESS":
        print(f"refused {resource.kind} {resource.logical_id}: {answer.get('Reason')}", flush=True)
        raise Refused(answer.get("Reason"))
    resource.properties = properties
    resource.resource_name = answer.get("PhysicalResourceId", resource.resource_name)
    resource.set_data(answer.get("Data") or {})


def wait_for(request_id, function, event):
    answers[request_id] = None
    threading.Thread(target=function.invoke, args=(json.dumps(event), {}, {}), daemon=True).start()
    end = time.monotonic() + SECONDS
    while answers[request_id] is None and time.monotonic() < end:
        time.sleep(0.05)
    return answers.pop(request_id) or {"Status": "FAILED", "Reason": f"no answer in {SECONDS} s"}


def texts(value):
    """CloudFormation hands numbers and booleans over as text."""
    if isinstance(value, dict):
        return {name: texts(one) for name, one in value.items()}
    if isinstance(value, list):
        return [texts(one) for one in value]
    return value if isinstance(value, str) else json.dumps(value)


def take_answer(self):
    answer = json.loads(self.body)
    answers[answer["RequestId"]] = answer
    return 200, {"status": 200}, "{}"
