"""Whether a later form of a document only adds to the end of one of its lists."""

from boas.parsing._yaml_events import read_yaml


def has_only_grown(before: bytes, after: bytes, field: str) -> bool:
    """Whether two forms of a document say the same but for entries added to the end of one list.

    What is compared is what they say: comments and the way of writing it down are free. A form that cannot be read
    says nothing, so nothing is known of it.
    """
    old, new = _read_mapping(before), _read_mapping(after)
    if old is None or new is None:
        return False
    listed, longer = old.pop(field, []), new.pop(field, [])
    if not isinstance(listed, list) or not isinstance(longer, list):
        return False
    return old == new and longer[: len(listed)] == listed


def _read_mapping(content: bytes) -> dict[str, object] | None:
    """What a document says; None when it cannot be read."""
    try:
        read = read_yaml(content.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    return dict(read.value) if isinstance(read.value, dict) and not read.diagnostics else None
