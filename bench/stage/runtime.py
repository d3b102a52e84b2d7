"""Stands for Lambda's Python runtime, as runtime.mjs does for Node.js."""

import importlib.util
import json
import os
import resource
import sys
import time


class Context:
    def __init__(self):
        self.end = time.monotonic() + 5

    def get_remaining_time_in_millis(self):
        return round((self.end - time.monotonic()) * 1000)


def cpu_us():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return (used.ru_utime + used.ru_stime) * 1e6


def report(message):
    os.write(3, (json.dumps(message) + "\n").encode())


spec = importlib.util.spec_from_file_location("handler", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
report({"cpuUs": cpu_us()})

for line in sys.stdin:
    order = json.loads(line)
    events = order["events"]
    cpu, start = cpu_us(), time.perf_counter()
    for i in range(order["times"]):
        event = json.loads(events[i % len(events)])
        answer = json.dumps(module.handler(event, Context()))
    wall_us = (time.perf_counter() - start) * 1e6
    report({"answer": answer, "cpuUs": cpu_us() - cpu, "wallUs": wall_us})
