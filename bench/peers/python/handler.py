"""The API in Python with boto3's resource API: the way that most tutorials show."""

import json
import re
import urllib.parse

import boto3
from botocore.exceptions import BotoCoreError, ClientError

dynamodb = boto3.resource("dynamodb", region_name="ap-northeast-1")
job_ids = dynamodb.Table("MediaConvertInputFileToJobId")
statuses = dynamodb.Table("MediaConvertJobIdToStatus")

ALLOWED_ORIGIN = re.compile(r"https://.*\.nightonly\.com")

HEADERS = {
    name.lower(): [{"key": name, "value": value}]
    for name, value in {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, OPTIONS",
        "Access-Control-Allow-Headers": "*",
        "Access-Control-Max-Age": "7200",
        "Content-Type": "application/json; charset=UTF-8",
        "Cache-Control": "no-store",
    }.items()
}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    route = ROUTES.get(request["uri"])
    if route is None:
        return refusal(404, "No route matches.")
    if request["method"] == "OPTIONS":
        return {"status": "200", "headers": HEADERS}
    if request["method"] not in ("GET", "HEAD"):
        return refusal(404, "No route matches.")
    origin = request["headers"].get("origin", [{"value": ""}])[0]["value"]
    if origin and not ALLOWED_ORIGIN.fullmatch(origin):
        return refusal(422, "ORIGIN is invalid.")

    parameter, table, key, fields = route
    query = urllib.parse.parse_qs(request["querystring"], keep_blank_values=True)
    if not query:
        return refusal(400, "Not found parameter.")
    if parameter not in query:
        return refusal(400, f"Not found parameter {parameter}.")
    value = query[parameter][0]
    if not value:
        return refusal(422, f"Not exist parameter {parameter}.")
    if len(value.encode()) > 2048:
        return refusal(422, f"Invalid parameter {parameter}.")

    try:
        item = table.get_item(Key={key: value}).get("Item")
    except (BotoCoreError, ClientError):
        return refusal(503, "Service unavailable.")
    if item is None:
        return refusal(422, "Not found item.")
    try:
        return answer(200, {"success": True, **fields(item)})
    except (KeyError, ValueError):
        return refusal(500, "Invalid item.")


def job_of(item):
    return {"job_id": item["JobId"]}


def status_of(item):
    status = item["JobStatus"]
    result = {"job_status": status, "progress_rate": int(item["ProgressRate"])}
    if status == "COMPLETE":
        result["duration_ms"] = int(item["DurationMs"])
        result["width_px"] = int(item["WidthPx"])
        result["height_px"] = int(item["HeightPx"])
        result["output_path"] = item["OutputPath"]
        result["playlists"] = item["Playlists"]
    elif status == "ERROR":
        result["error_code"] = int(item["ErrorCode"])
        result["error_message"] = item["ErrorMessage"]
    return result


def refusal(status, message):
    return answer(status, {"success": False, "message": message})


def answer(status, body):
    return {"status": str(status), "headers": HEADERS, "body": json.dumps(body)}


ROUTES = {
    "/api/media/job_id": ("input_file", job_ids, "InputFile", job_of),
    "/api/media/status": ("job_id", statuses, "JobId", status_of),
}
