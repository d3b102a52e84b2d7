"""Prints as JSON what a parser of YAML 1.1 reads.

What JSON does not have, a date for one, is its Python representation: unlike what other parsers read.
"""

import json
import sys

import yaml

json.dump(yaml.safe_load(sys.stdin.buffer), sys.stdout, default=repr)
