"""CloudFormation: change sets that are carried out meanwhile, in order of dependency, and taken back when one fails."""

import threading

from moto.cloudformation import cloudformation_backends, parsing
from moto.cloudformation.exceptions import CloudFormationError
from moto.cloudformation.models import CloudFormationBackend
from moto.cloudformation.responses import CloudFormationResponse


class ChangeSetNotFound(CloudFormationError):
    code = "ChangeSetNotFound"


def lend():
    parsing.clean_json = with_stack_outputs(parsing.clean_json)
    parsing.ResourceMap.update = update
    CloudFormationBackend.execute_change_set = execute
    CloudFormationBackend.describe_change_set = describe
    CloudFormationBackend.delete_change_set = lambda self, change_set_name: (
        self.change_sets.pop(change_set_name, None)
    )
    CloudFormationResponse._get_param = with_ids(CloudFormationResponse._get_param)


def with_stack_outputs(clean_json):
    """`Fn::GetStackOutput`, which CDK uses for values of other stacks, and moto does not know."""

    def clean(resource_json, resources_map):
        if isinstance(resource_json, dict) and "Fn::GetStackOutput" in resource_json:
            asked = clean(resource_json["Fn::GetStackOutput"], resources_map)
            account, region = resources_map["AWS::AccountId"], resources_map["AWS::Region"]
            stack = cloudformation_backends[account][region].get_stack(asked["StackName"])
            return stack.output_map[asked["OutputName"]].value
        return clean_json(resource_json, resources_map)

    return clean


def with_ids(get_param):
    """A change set's name is its stack's own; moto takes the first one of that name, of any stack."""

    def get(self, param_name, if_none=None):
        value = get_param(self, param_name, if_none)
        if param_name != "ChangeSetName" or self._get_action() == "CreateChangeSet":
            return value
        stack = get_param(self, "StackName")
        named = [one for one in self.cloudformation_backend.change_sets.values() if one.change_set_name == value]
        of_stack = [one.change_set_id for one in named if stack in (one.stack_name, one.stack_id)]
        return of_stack[-1] if of_stack else value

    return get


def describe(self, change_set_name):
    """moto says of one that is not there that its stack is not."""
    if change_set_name in self.change_sets:
        return self.change_sets[change_set_name]
    raise ChangeSetNotFound(f"ChangeSet [{change_set_name}] does not exist")


def execute(self, change_set_name, stack_name=None):
    """Returns at once. moto carries a change set out before it answers, and forgets the stack's outputs."""
    change_set = self.change_sets[change_set_name]
    stack, kind = self.stacks[change_set.stack_id], change_set.change_set_type
    stack.status = f"{kind}_IN_PROGRESS"
    stack._add_stack_event(stack.status, "User Initiated")
    threading.Thread(target=carry_out, args=(change_set, stack, kind), daemon=True).start()


def carry_out(change_set, stack, kind):
    before = stack.template if kind == "UPDATE" else '{"Resources": {}}'
    try:
        change_to(stack, change_set.template, change_set.parameters)
        end(stack, f"{kind}_COMPLETE")
    except Exception as error:
        stack._add_stack_event(f"{kind}_FAILED", str(error) or type(error).__name__)
        end(stack, take_back(stack, kind, before))
    change_set.execution_status = "EXECUTE_COMPLETE"


def take_back(stack, kind, before):
    rollback = "ROLLBACK" if kind == "CREATE" else "UPDATE_ROLLBACK"
    stack.status = f"{rollback}_IN_PROGRESS"
    try:
        change_to(stack, before, None)
        return f"{rollback}_COMPLETE"
    except Exception as error:
        print(f"stuck {stack.name}: {error}", flush=True)
        return f"{rollback}_FAILED"


def change_to(stack, template, parameters):
    stack.template = template
    stack._parse_template()
    stack.resource_map.update(stack.template_dict, parameters)
    stack.output_map = stack._create_output_map()


def end(stack, status):
    stack.status = status
    stack._add_stack_event(status)


def own_parameters(template, given):
    """Of a parameter that is kept in SSM, moto hands the value of last time over as if it were the place."""
    types = {name: slot["Type"] for name, slot in template.get("Parameters", {}).items()}
    return {name: value for name, value in given.items() if not types.get(name, "").startswith("AWS::SSM::")}


def update(self, template, parameters=None):
    """As AWS: what changes and is new in order of dependency, then what is gone. moto begins with what is new."""
    names = self.build_resource_diff(template, parameters)
    gone = {name: (self._parsed_resources.get(name), self._resource_json_map[name]) for name in names["Remove"]}
    self._template = template
    self.input_parameters = own_parameters(template, parameters or self.input_parameters)
    self._resource_json_map = template["Resources"]
    self.load_mapping()
    self.load_parameters()
    self.load_conditions()
    for name in names["Modify"]:
        if self._parsed_resources.get(name) is None:
            continue
        changed = parsing.parse_and_update_resource(
            name, self._resource_json_map[name], self, account_id=self._account_id, region_name=self._region_name
        )
        self._parsed_resources[name] = changed or self._parsed_resources[name]
    for name in names["Add"]:
        _ = self[name]
    for name, (resource, resource_json) in gone.items():
        if resource is not None and resource_json.get("DeletionPolicy") != "Retain":
            self._delete_resource(resource, resource_json)
        self._parsed_resources.pop(name, None)
