"""What tells a service that this template made from other projects."""

from typing import Any

OURS: dict[str, Any] = {
    "session": {
        "dependency": "shop.database:get_database",
        "alias": "shop.database:DatabaseDep",
    }
}
