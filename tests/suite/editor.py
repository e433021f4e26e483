"""What an editor underlines: checks YAML files against JSON Schemas, with PyYAML and jsonschema as outside judges.

Arguments: schema file, YAML file, schema file, YAML file… Prints one line for every fault.
"""

import json
import sys

try:
    import jsonschema
    import yaml
except ImportError as error:
    sys.exit(f"missing: {error.name}")


class Plain(yaml.SafeLoader):
    """Dates stay texts, as YAML 1.2 has them and as editors read them."""


Plain.yaml_implicit_resolvers = {
    first: [rule for rule in rules if rule[0] != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

arguments = sys.argv[1:]
for schema_path, path in zip(arguments[::2], arguments[1::2]):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    judge = jsonschema.validators.validator_for(schema)
    judge.check_schema(schema)
    with open(path, encoding="utf-8") as file:
        content = yaml.load(file, Plain)
    for fault in judge(schema).iter_errors(content):
        print(f"{path}: /{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}")
