"""EventBridge: `InputPath`, by which a rule hands on a part of an event, and what `Ref` of a bus is."""

from moto.events.models import EventBus, Rule


def lend():
    EventBus.physical_resource_id = property(lambda self: self.name)
    send = Rule._send_to_sqs_queue

    def send_part(self, resource_id, event, group_id=None):
        for target in self.targets:
            if target["Arn"].endswith(f":{resource_id}"):
                for name in target.get("InputPath", "$").split(".")[1:]:
                    event = event[name]
        send(self, resource_id, event, group_id)

    Rule._send_to_sqs_queue = send_part
