"""The option of the operations database, one and the same for every command that asks for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from boas.operations import Place

VARIABLE = "BOAS_OPERATIONS"
"""As `boas.operations.PLACE_VARIABLE`, which is not loaded for a command that needs no such database."""
_Command = TypeVar("_Command", bound=Callable[..., Any])


class _PlaceType(click.ParamType["Place"]):
    """A file, or the URL of a database on a server."""

    name = "place"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> "Place":
        """The place; a path stays a path."""
        from boas.operations import parse_place

        del param, ctx
        return parse_place(str(value))


def add_operations_option(name: str, help_text: str, *, required: bool = True) -> Callable[[_Command], _Command]:
    """An option `--operations` that gives the place under a name.

    Args:
        name: Name of the argument of the command.
        help_text: What the help says of it.
        required: Whether the command cannot do without.
    """
    return click.option(
        "--operations",
        name,
        type=_PlaceType(),
        envvar=VARIABLE,
        metavar="FILE|URL",
        required=required,
        help=help_text,
    )
