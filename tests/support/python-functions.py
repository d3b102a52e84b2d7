"""What the two Python functions answer that the MediaConvert example takes the place of, behind each of their front doors.

A model for tests, of what they are documented to do, oddities included: a member that an event does not have raises.
Reads `{"items": ..., "allowedOrigins": ..., "calls": [{"function", "event", "fails"}]}` from standard input, and writes
for each call the response in its front door's form, or what was raised, and the key that was read.
"""

import json
import re
import sys
import urllib.parse
from decimal import Decimal

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "7200",
    "Content-Type": "application/json; charset=UTF-8",
}

# DynamoDB's limit of a partition key.
KEY_BYTES = 2048


class ValidationException(Exception):
    """DynamoDB refuses the key."""


class ServiceUnavailable(Exception):
    """DynamoDB does not answer."""


class AtTheEdge:
    """Lambda@Edge: parses the query string, which drops parameters without a value."""

    def __init__(self, event):
        self.request = event["Records"][0]["cf"]["request"]

    def method(self):
        return self.request["method"]

    def origin(self):
        sent = self.request["headers"].get("origin")
        return sent[0]["value"] if sent else None

    def parameters(self):
        parsed = urllib.parse.parse_qs(self.request["querystring"])
        return {name: values[0] for name, values in parsed.items()} or None

    @staticmethod
    def response(status, body):
        headers = {name: [{"key": name, "value": value}] for name, value in CORS.items()}
        return {"status": status, "headers": headers, **body}


class InARegion:
    """API Gateway (an HTTP API with payload format 2.0) and a load balancer: take what the event has."""

    def __init__(self, event):
        self.event = event

    def method(self):
        context = self.event["requestContext"]
        return self.event["httpMethod"] if "elb" in context else context["http"]["method"]

    def origin(self):
        return self.event["headers"].get("origin")

    def parameters(self):
        return self.event["queryStringParameters"] if "queryStringParameters" in self.event else None

    @staticmethod
    def response(status, body):
        return {"statusCode": status, "headers": CORS, **body}


def job_of(item):
    return {"job_id": item["JobId"]}


def status_of(item):
    status = item["JobStatus"]
    fields = {"job_status": status, "progress_rate": int(item["ProgressRate"])}
    if status == "COMPLETE":
        for name, attribute in [("duration_ms", "DurationMs"), ("width_px", "WidthPx"), ("height_px", "HeightPx")]:
            fields[name] = int(item[attribute])
        fields |= {"output_path": item["OutputPath"], "playlists": item["Playlists"]}
    if status == "ERROR":
        fields |= {"error_code": int(item["ErrorCode"]), "error_message": item["ErrorMessage"]}
    return fields


# Parameter, table, key, and what is answered of an item.
FUNCTIONS = {
    "mediaConvertInputFileToJobIdEdgeApi": ("input_file", "MediaConvertInputFileToJobId", "InputFile", job_of),
    "mediaConvertJobIdToStatusEdgeApi": ("job_id", "MediaConvertJobIdToStatus", "JobId", status_of),
}


class Python:
    def __init__(self, items, allowed_origins):
        self.items = items
        self.allowed_origins = allowed_origins

    def call(self, function, event, fails):
        door = (AtTheEdge if "Records" in event else InARegion)(event)
        self.fails, self.read = fails, None
        try:
            status, body = self.answer(door, *FUNCTIONS[function])
        except Exception as raised:
            return {"raised": type(raised).__name__, "read": self.read}
        text = {} if body is None else {"body": json.dumps(body)}
        return {"response": door.response(status, text), "read": self.read}

    def answer(self, door, parameter, table, key, fields_of):
        method = door.method()
        if method == "OPTIONS":
            return 200, None
        if method != "GET":
            return refusal(404, "No route matches.")
        origin = door.origin()
        if origin and not any(re.fullmatch(pattern, origin) for pattern in self.allowed_origins):
            return refusal(422, "ORIGIN is invalid.")
        parameters = door.parameters()
        if parameters is None:
            return refusal(400, "Not found parameter.")
        if parameter not in parameters:
            return refusal(400, f"Not found parameter {parameter}.")
        value = parameters[parameter]
        if not value:
            return refusal(422, f"Not exist parameter {parameter}.")
        item = self.get_item(table, key, value)
        if item is None:
            return refusal(422, "Not found item.")
        return 200, {"success": True, **fields_of(item)}

    def get_item(self, table, key, value):
        if len(value.encode()) > KEY_BYTES:
            raise ValidationException
        self.read = {"table": table, "value": value}
        if self.fails:
            raise ServiceUnavailable
        stored = (put["PutRequest"]["Item"] for put in self.items[table])
        return next((plain(item) for item in stored if item[key]["S"] == value), None)


def refusal(status, message):
    return status, {"success": False, "message": message}


def plain(item):
    """An item as boto3's resources have it."""
    return {name: plain_value(*value.items()) for name, value in item.items()}


def plain_value(typed):
    kind, value = typed
    if kind == "N":
        return Decimal(value)
    if kind == "L":
        return [plain_value(*each.items()) for each in value]
    if kind == "S":
        return value
    raise NotImplementedError(kind)


given = json.load(sys.stdin)
functions = Python(given["items"], given["allowedOrigins"])
json.dump([functions.call(**call) for call in given["calls"]], sys.stdout)
