"""One YAML file: its data, and the lines its fields stand on. PyYAML is loaded only here, only to read rules anew."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import yaml


class YamlMistake(Exception):
    """What is wrong with a file's YAML, and the line (from 1) it stands on."""

    def __init__(self, line: int, message: str):
        self.line = line
        super().__init__(message)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe loading that refuses a key given twice, which YAML itself lets pass."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            seen: set[str] = set()
            for key, _ in node.value:
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(
                        None, None, f"the key {key.value!r} stands twice", key.start_mark
                    )
                seen.add(key.value)
        return mapping


def parsed(raw: bytes) -> Any:
    """The data of a YAML file; raises YamlMistake."""
    try:
        return yaml.load(raw, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or str(error).split("\n")[0]
        raise YamlMistake(mark.line + 1 if mark else 1, said) from error


def line_of(raw: bytes, place: tuple[str | int, ...]) -> int:
    """The line (from 1) of the deepest part of a field's path that the file holds."""
    node = yaml.compose(raw, Loader=yaml.SafeLoader)
    line = 1
    for step in place:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(step)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line
