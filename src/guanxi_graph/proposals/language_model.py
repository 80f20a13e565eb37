"""Asking a language model through the library ``llm``, which knows those that its user has set up."""

from __future__ import annotations

from typing import Any


class ModelError(Exception):
    """No answer, and what to do about it."""


def asked(name: str, question: str, schema: dict[str, Any]) -> str:
    """What the model answers. Raises ModelError."""
    try:
        import llm
    except ImportError as error:
        remedy = "install it with `pip install 'guanxi-graph[llm]'`, or use --prompt and --answer"
        raise ModelError(f"--model needs the library llm; {remedy}") from error
    try:
        model = llm.get_model(name)
    except llm.UnknownModelError as error:
        raise ModelError(f"there is no model `{name}`; `llm models` lists those that are set up") from error
    try:
        answer = model.prompt(question, schema=schema) if model.supports_schema else model.prompt(question)
        return str(answer.text())
    except Exception as error:  # a plugin of a model may raise anything
        raise ModelError(f"`{name}` gave no answer: {error}") from error
