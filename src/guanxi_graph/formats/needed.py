"""Libraries that only some formats need: the extras ``tables`` and ``pictures``."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def needed(module: str, form: str, extra: str = "tables") -> Any:
    """The module. Raises ImportError that says what to install."""
    try:
        return import_module(module)
    except ImportError:
        told = f"{form} needs {module}: pip install 'guanxi-graph[{extra}]'"
        raise ImportError(told, name=module) from None
