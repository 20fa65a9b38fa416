"""The pages beside a page of a list, as a header (RFC 8288)."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode


def build_link_header(path: str, pairs: Sequence[tuple[str, str]], following: str | None, previous: str | None) -> str:
    """The first page, the one before and the next one (RFC 8288); an empty cursor is the first page."""
    pages: Mapping[str, str | None] = {"first": "", "prev": previous, "next": following}
    kept = [pair for pair in pairs if pair[0] != "after"]
    return ", ".join(
        f'<{path}{_write_query((*kept, *((("after", cursor),) if cursor else ())))}>; rel="{name}"'
        for name, cursor in pages.items()
        if cursor is not None
    )


def _write_query(pairs: Iterable[tuple[str, str]]) -> str:
    """Parameters as the end of an address."""
    query = urlencode(list(pairs))
    return f"?{query}" if query else ""
