"""Long lists cut into pages, so that no page grows with the registry."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from boas.site._facet_lists import PageNavigation
from boas.site._templates import Page

_Item = TypeVar("_Item")


def count_pages(items: Sequence[object], size: int) -> int:
    """Pages of a list: one even when it is empty."""
    return max(1, -(-len(items) // size))


def cut_page(items: Sequence[_Item], size: int, number: int) -> tuple[_Item, ...]:
    """The items of one page, which are counted from 1."""
    return tuple(items[(number - 1) * size : number * size])


def find_neighbour_pages(page: Page, path: Callable[[int], str], number: int, last: int) -> PageNavigation:
    """The way to the pages before and after one; `path` gives the path of each by its number."""
    before = page.to(path(number - 1) + ".html") if number > 1 else ""
    after = page.to(path(number + 1) + ".html") if number < last else ""
    return PageNavigation(number, before, after)
