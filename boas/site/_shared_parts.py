"""Parts that stand on several pages: made once, then only led from each page to where its links go.

A part is a macro that names other pages by `page.name_algorithm` and `page.name_organisation` alone, and takes
everything else from the value it shows.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from secrets import token_hex
from typing import Any, Protocol

from jinja2 import Environment
from markupsafe import Markup, escape

_SIGN = token_hex(8)
"""Stands around the name of a page in a part that is on no page yet: nobody can have written it."""
_NAMED = re.compile(f"{_SIGN}(algorithm|organisation):([^:]*):{_SIGN}")
_MOST_KEPT = 12_000
"""Parts that are kept, a few kilobytes each: pages of lists come after those of what they list."""


class _LinkingPage(Protocol):
    """A page, as far as a part needs one."""

    def name_algorithm(self, name: str) -> str:
        """How it names an algorithm."""

    def name_organisation(self, name: str) -> str:
        """How it names an organisation."""


class _NoPage:
    """Stands for whatever page a part will be on."""

    def name_algorithm(self, name: str) -> str:
        """The mark of an algorithm."""
        return f"{_SIGN}algorithm:{name}:{_SIGN}"

    def name_organisation(self, name: str) -> str:
        """The mark of an organisation."""
        return f"{_SIGN}organisation:{name}:{_SIGN}"


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a part shows, known by all that a record says of itself, which is spelled faster than its JSON."""

    written: str
    value: object = field(compare=False)


def make_part_function(env: Environment) -> Callable[..., Markup]:
    """The function `shared` of templates: the macro of a template for one value, and further plain arguments."""

    @lru_cache(maxsize=8)
    def load_macros(template: str) -> Any:  # noqa: ANN401 -- macros are attributes of a module without a type
        beside = env.get_template("parts/shapes.html").make_module({})
        return env.get_template(template).make_module({"page": _NoPage(), "shapes": beside})

    @lru_cache(maxsize=_MOST_KEPT)
    def render_part(template: str, macro: str, shown: _Shown, choices: tuple[object, ...]) -> str:
        return str(getattr(load_macros(template), macro)(shown.value, *choices))

    def render_on_page(page: _LinkingPage, template: str, macro: str, value: object, *choices: object) -> Markup:
        part = render_part(template, macro, _Shown(repr(value), value), choices)
        # HTML of a template, escaped when it was made; what is put into it is escaped here.
        return Markup(_NAMED.sub(lambda found: _name_page(page, *found.groups()), part))  # noqa: S704  # nosec B704

    return render_on_page


def _name_page(page: _LinkingPage, kind: str, name: str) -> str:
    """How a page names another one, as an attribute holds it."""
    say = page.name_algorithm if kind == "algorithm" else page.name_organisation
    return str(escape(say(unescape(name))))
