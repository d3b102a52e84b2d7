"""moto's server, with what its CloudFormation lacks of our stacks.

Usage: server.py, with the arguments of moto_server.
"""

from uuid import uuid4

import regional  # noqa: F401
from moto.awslambda.models import LambdaVersion
from moto.awslambda.utils import make_function_ver_arn
from moto.cloudformation import parsing
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.parsing import ResourceMap
from moto.core.common_models import CloudFormationModel
from moto.iam.models import Role
from moto.server import main


class CachePolicy(CloudFormationModel):
    """Has an id, by which behaviors refer to it, and a name that no other one has."""

    __module__ = "moto.cloudfront.models"

    names: set[str] = set()

    def __init__(self, name):
        if name in self.names:
            raise ValidationError(message=f"CachePolicy {name} already exists")
        self.names.add(name)
        self.name = name
        self.physical_resource_id = str(uuid4())

    @staticmethod
    def cloudformation_type():
        return "AWS::CloudFront::CachePolicy"

    @classmethod
    def create_from_cloudformation_json(cls, _resource_name, cloudformation_json, *_args, **_kwargs):
        return cls(cloudformation_json["Properties"]["CachePolicyConfig"]["Name"])

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, *_args, **_kwargs):
        return original_resource

    def delete(self, *_args):
        self.names.discard(self.name)


def create_version(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    """A reference to a version is its ARN, not its logical id."""
    version = create(resource_name, cloudformation_json, account_id, region_name, **kwargs)
    name = cloudformation_json["Properties"]["FunctionName"]
    version.physical_resource_id = make_function_ver_arn(
        region_name, account_id, name, version.version
    )
    return version


def update_role(_cls, original_resource, cloudformation_json, **_kwargs):
    """A role that is updated has the policies and the boundary of the template, and no others."""
    properties = cloudformation_json["Properties"]
    for name in list(original_resource.policies):
        original_resource.delete_policy(name)
    for policy in properties["Policies"]:
        original_resource.put_policy(policy["PolicyName"], policy["PolicyDocument"])
    original_resource.permissions_boundary_arn = properties.get("PermissionsBoundary", "")
    return original_resource


def update_in_order(self, template, parameters=None):
    """What is new is made before what is old goes, and a version of a function after its update.

    What is under a condition goes when that no longer holds.
    """
    old = {
        name: resource
        for name, resource in self._resource_json_map.items()
        if name not in template["Resources"]
    }
    resources = {
        name: resource
        for name, resource in template["Resources"].items()
        if resource["Type"] != LambdaVersion.cloudformation_type() or name in self.resources
    }
    update(self, {**template, "Resources": {**old, **resources}}, parameters)
    update(self, {**template, "Resources": {**old, **template["Resources"]}}, parameters)
    update(self, template, parameters)
    for name, resource in template["Resources"].items():
        exists = self._parsed_resources.get(name) is not None
        if exists and not self.lazy_condition_map.get(resource.get("Condition"), True):
            self._delete_resource(self._parsed_resources.pop(name), resource)


def update_if_made(logical_id, resource_json, resources_map, *args, **kwargs):
    """What is under a condition that does not hold may refer to what there is not yet."""
    if not resources_map.lazy_condition_map.get(resource_json.get("Condition"), True):
        return resources_map._parsed_resources.get(logical_id)
    return update_resource(logical_id, resource_json, resources_map, *args, **kwargs)


def clean(json, resources):
    """A member of a list that is AWS::NoValue is none."""
    cleaned = clean_json(json, resources)
    if isinstance(cleaned, list):
        return [member for member in cleaned if member is not None]
    return cleaned


clean_json = parsing.clean_json
parsing.clean_json = clean
update_resource = parsing.parse_and_update_resource
parsing.parse_and_update_resource = update_if_made
create = LambdaVersion.create_from_cloudformation_json
LambdaVersion.create_from_cloudformation_json = classmethod(create_version)
Role.update_from_cloudformation_json = classmethod(update_role)
update = ResourceMap.update
ResourceMap.update = update_in_order

main()
