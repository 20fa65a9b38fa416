"""Answers to HTTP: every answer of the index at an address of its own, and its description as OpenAPI.

`serving` mounts `api_app`; nothing here opens Git, YAML or SQL.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
