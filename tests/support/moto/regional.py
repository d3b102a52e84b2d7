"""What moto's CloudFormation lacks of a stack in a Region.

Each is made with an id, which stays while it is updated; what else it has, the template says.
"""

import os

from moto.awslambda.models import LambdaFunction
from moto.core.common_models import CloudFormationModel
from moto.logs.models import LogGroup
from moto.moto_api._internal import mock_random


class Lacking:
    """A resource that has an id, and perhaps attributes."""

    type = ""

    def __init__(self, region_name):
        self.region_name = region_name
        self.physical_resource_id = self.new_id()

    def new_id(self):
        return mock_random.get_random_hex(10)

    def attributes(self):
        return {}

    @classmethod
    def has_cfn_attr(cls, attr):
        return attr in cls("us-east-1").attributes()

    def get_cfn_attribute(self, attribute_name):
        return self.attributes()[attribute_name]

    @classmethod
    def cloudformation_type(cls):
        return cls.type

    @staticmethod
    def cloudformation_name_type():
        return ""

    @classmethod
    def create_from_cloudformation_json(
        cls, _resource_name, _cloudformation_json, _account_id, region_name, **_kwargs
    ):
        return cls(region_name)

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, *_args, **_kwargs):
        return original_resource

    def delete(self, *_args):
        pass


def lacking(service, kind, attributes=None, new_id=None):
    """A class of such resources, which moto counts to one of its services."""
    members = {"__module__": f"moto.{service}.models", "type": kind}
    if attributes is not None:
        members["attributes"] = attributes
    if new_id is not None:
        members["new_id"] = new_id
    return type(kind.replace("::", ""), (Lacking, CloudFormationModel), members)


def http_api(_self):
    return {"ApiEndpoint": os.environ.get("HTTP_API_ENDPOINT", "https://http-api.invalid")}


def function_url(self):
    return {"FunctionUrl": f"https://id.lambda-url.{self.region_name}.on.aws/"}


def distribution(_self):
    return {"DomainName": "distribution.invalid"}


# Python forgets classes that nothing refers to.
RESOURCES = [
    lacking("apigatewayv2", "AWS::ApiGatewayV2::Api", http_api),
    lacking("apigatewayv2", "AWS::ApiGatewayV2::Integration"),
    lacking("apigatewayv2", "AWS::ApiGatewayV2::Route"),
    lacking("apigatewayv2", "AWS::ApiGatewayV2::Stage"),
    lacking("awslambda", "AWS::Lambda::Url", function_url),
    lacking("cloudfront", "AWS::CloudFront::OriginAccessControl"),
    lacking(
        "cloudfront", "AWS::CloudFront::Distribution", distribution, lambda _self: "E1REGIONAL0000"
    ),
]


def create_function(cls, resource_name, cloudformation_json, *args, **kwargs):
    """A function has the processor of the template."""
    function = create(resource_name, cloudformation_json, *args, **kwargs)
    function.architectures = cloudformation_json["Properties"]["Architectures"]
    return function


def update_function(cls, original_resource, new_resource_name, cloudformation_json, *args, **kwargs):
    original_resource.architectures = cloudformation_json["Properties"]["Architectures"]
    return update(original_resource, new_resource_name, cloudformation_json, *args, **kwargs)


def create_log_group(cls, resource_name, cloudformation_json, *args, **kwargs):
    """A log group keeps its lines as long as the template says."""
    group = create_group(resource_name, cloudformation_json, *args, **kwargs)
    return retaining(group, cloudformation_json)


def update_log_group(cls, original_resource, _new_resource_name, cloudformation_json, *_args, **_kwargs):
    return retaining(original_resource, cloudformation_json)


def retaining(group, cloudformation_json):
    group.retention_in_days = cloudformation_json["Properties"]["RetentionInDays"]
    return group


create = LambdaFunction.create_from_cloudformation_json
LambdaFunction.create_from_cloudformation_json = classmethod(create_function)
update = LambdaFunction.update_from_cloudformation_json
LambdaFunction.update_from_cloudformation_json = classmethod(update_function)
create_group = LogGroup.create_from_cloudformation_json
LogGroup.create_from_cloudformation_json = classmethod(create_log_group)
LogGroup.update_from_cloudformation_json = classmethod(update_log_group)
