"""Answers to HTTP: every answer of the index at an address of its own, and its description as OpenAPI.

`serving` mounts `api_app`; nothing here opens Git, YAML or SQL.
"""

from boas.api.app import PREFIX, api_app
from boas.api.asgi import ASGIApp, Receive, Scope, Send
from boas.api.manners import Source
from boas.api.openapi import openapi_text

__all__ = ["PREFIX", "ASGIApp", "Receive", "Scope", "Send", "Source", "api_app", "openapi_text"]
