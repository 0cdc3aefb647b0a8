"""What an answer holds beside what its schema names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def undescribed(data: object, schema: dict[str, Any], place: str = "") -> Iterator[str]:
    """Fields that a report holds and its schema does not name."""
    (schema,) = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    if isinstance(data, dict) and "properties" in schema:
        for name, value in data.items():
            if name in schema["properties"]:
                yield from undescribed(value, schema["properties"][name], f"{place}.{name}")
            else:
                yield f"{place}.{name}"
    elif isinstance(data, list):
        for value in data:
            yield from undescribed(value, schema.get("items", {}), f"{place}[]")
