"""The API's tests share one client of the routes as they are served."""

from __future__ import annotations

import pytest
from clients import Server


@pytest.fixture(scope="session")
def server() -> Server:
    return Server()
