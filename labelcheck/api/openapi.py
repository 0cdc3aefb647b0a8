from typing import Any
def description(rules: object, limits: object) -> dict[str, Any]:
    return {}
