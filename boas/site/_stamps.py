"""The words at the bottom of a page that say from which commit its content is, put in the place of older ones."""

_START, _END = b'<p class="stamp">\n', b"</span>"


def replace_stamp(content: bytes, said: bytes) -> bytes | None:
    """A page with these words in the place of those it has; nothing for a page that has none.

    They are the last of their kind: nothing that somebody wrote stands below.
    """
    start = content.rfind(_START) + len(_START)
    end = content.find(_END, start) + len(_END)
    if start < len(_START) or end < len(_END) or not content.startswith(b"<span>", start):
        return None
    return b"".join((content[:start], said, content[end:]))
