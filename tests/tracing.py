"""Work that no coverage is measured of: it goes through lines that smaller tests go through, and takes half as long."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def untraced() -> Iterator[None]:
    """Lets what happens inside go at its own speed."""
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)
