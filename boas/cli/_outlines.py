"""What a command says of itself, read from its source: the list of commands imports none of them.

A command imports what it works with, and all of them together nearly everything there is.
"""

import ast
from importlib import import_module
from importlib.abc import InspectLoader
from importlib.util import find_spec

import click

from boas.cli._help import translate_help


def load_outline(module: str) -> click.Command:
    """A command that can do nothing but show the first sentence of its help, in the language asked for."""
    return click.Command(None, help=translate_help(_read_help(module)))


def _read_help(module: str) -> str:
    """The docstring of the function `command` of a module, imported only where its source is not there."""
    spec = find_spec(module)
    loader = spec.loader if spec else None
    source = loader.get_source(module) if isinstance(loader, InspectLoader) else None
    for node in ast.parse(source or "").body:
        if isinstance(node, ast.FunctionDef) and node.name == "command":
            return ast.get_docstring(node) or ""
    return import_module(module).command.help or ""
