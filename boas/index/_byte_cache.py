"""The last answers asked for, in memory that is bounded by their bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class ByteCache(Generic[Key, Value]):
    """Values by key; those asked for longest ago are dropped first. May be used from several threads at once."""

    def __init__(self, most: int) -> None:
        """Start empty; `most` bounds the bytes kept in all."""
        self._kept: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._size, self._most = 0, most
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        """What is kept under a key; nothing when there is nothing."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def keep(self, key: Key, value: Value, size: int) -> None:
        """Keep a value of some bytes, unless it alone would fill the memory."""
        if size > self._most // 4:
            return
        with self._lock:
            before = self._kept.pop(key, None)
            self._size += size - (before[1] if before else 0)
            self._kept[key] = value, size
            while self._size > self._most:
                _, (_, gone) = self._kept.popitem(last=False)
                self._size -= gone
