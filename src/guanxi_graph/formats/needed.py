"""Libraries that only some formats need: the extra ``tables``."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def needed(module: str, form: str) -> Any:
    """The module. Raises ImportError that says what to install."""
    try:
        return import_module(module)
    except ImportError:
        told = f"{form} needs {module}: pip install 'guanxi-graph[tables]'"
        raise ImportError(told, name=module) from None
