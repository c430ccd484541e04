"""Resource types that moto's CloudFormation lacks: made by moto's own services where those have them, else told."""

import json
import os

import boto3
from moto.cloudformation import parsing


def lend():
    find = parsing.resource_class_from_type
    classes = {}

    def found(resource_type):
        if resource_type in parsing.NULL_MODELS or resource_type.startswith("Custom::"):
            return find(resource_type)
        if resource_type in parsing.get_model_map():
            return parsing.get_model_map()[resource_type]
        if resource_type not in classes:
            classes[resource_type] = type("Lent", (Lent,), {"kind": resource_type})
        return classes[resource_type]

    parsing.resource_class_from_type = found


def client(service, region):
    endpoint = f"http://127.0.0.1:{os.environ['MOTO_PORT']}"
    return boto3.client(service, region_name=region, endpoint_url=endpoint)


def camel(value):
    """Of a property's names, as some services write them: `filterPattern`."""
    if isinstance(value, list):
        return [camel(one) for one in value]
    if isinstance(value, dict):
        return {name[0].lower() + name[1:]: camel(one) for name, one in value.items()}
    return value


def http_api(kind, ref):
    def make(region, name, given):
        given = {key: value for key, value in given.items() if key not in ("Tags", "AuthorizationType")}
        return getattr(client("apigatewayv2", region), f"create_{kind}")(**given), ref

    return make


def secret(region, name, given):
    secrets = client("secretsmanager", region)
    word = secrets.get_random_password(**given["GenerateSecretString"])["RandomPassword"]
    made = secrets.create_secret(
        Name=name, Description=given["Description"], KmsKeyId=given["KmsKeyId"], SecretString=word
    )
    return made, "ARN"


def alarm(region, name, given):
    client("cloudwatch", region).put_metric_alarm(**{"AlarmName": name, **given})
    return {"AlarmName": given.get("AlarmName", name)}, "AlarmName"


def dashboard(region, name, given):
    client("cloudwatch", region).put_dashboard(
        DashboardName=given["DashboardName"], DashboardBody=given["DashboardBody"]
    )
    return given, "DashboardName"


def queue_policy(region, name, given):
    for url in given["Queues"]:
        policy = {"Policy": json.dumps(given["PolicyDocument"])}
        client("sqs", region).set_queue_attributes(QueueUrl=url, Attributes=policy)
    return {}, None


def topic_policy(region, name, given):
    for arn in given["Topics"]:
        policy = json.dumps(given["PolicyDocument"])
        client("sns", region).set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=policy)
    return {}, None


def metric_filter(region, name, given):
    client("logs", region).put_metric_filter(**{"filterName": name, **camel(given)})
    return {}, None


def network_acl(region, name, given):
    return client("ec2", region).create_network_acl(VpcId=given["VpcId"])["NetworkAcl"], "NetworkAclId"


MAKERS = {
    "AWS::ApiGatewayV2::Api": http_api("api", "ApiId"),
    "AWS::ApiGatewayV2::Integration": http_api("integration", "IntegrationId"),
    "AWS::ApiGatewayV2::Route": http_api("route", "RouteId"),
    "AWS::ApiGatewayV2::Stage": http_api("stage", "StageName"),
    "AWS::CloudWatch::Alarm": alarm,
    "AWS::CloudWatch::Dashboard": dashboard,
    "AWS::EC2::NetworkAcl": network_acl,
    "AWS::Logs::MetricFilter": metric_filter,
    "AWS::SecretsManager::Secret": secret,
    "AWS::SNS::TopicPolicy": topic_policy,
    "AWS::SQS::QueuePolicy": queue_policy,
}


class Lent:
    """A resource that moto's CloudFormation would have left out."""

    kind = "?"

    def __init__(self, name, made, ref):
        self.name, self.made, self.ref = name, made, ref

    @staticmethod
    def cloudformation_type():
        return "?"

    @staticmethod
    def cloudformation_name_type():
        return ""

    @classmethod
    def has_cfn_attr(cls, attr):
        return True

    def is_created(self):
        return True

    @property
    def physical_resource_id(self):
        return self.made.get(self.ref, self.name)

    def get_cfn_attribute(self, name):
        return self.made.get(name, f"{self.name}.{name}")

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        maker = MAKERS.get(cls.kind)
        if maker is None:
            print(f"ignored {cls.kind} {kwargs['LogicalId']}", flush=True)
            return cls(resource_name, {}, None)
        made, ref = maker(region_name, resource_name, cloudformation_json["Properties"])
        return cls(resource_name, made, ref)

    @classmethod
    def update_from_cloudformation_json(
        cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name
    ):
        print(f"unchanged {cls.kind} {original_resource.name}", flush=True)
        return original_resource

    def delete(self, account_id, region_name):
        """Of the others nothing asks afterwards, and moto ends with the trial."""
        if self.kind == "AWS::EC2::NetworkAcl":
            client("ec2", region_name).delete_network_acl(NetworkAclId=self.physical_resource_id)
