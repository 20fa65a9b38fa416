"""How often somebody may submit: a bucket of tokens for each key and each address, in memory that is bounded."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil

_MOST_KEPT = 10_000
"""Buckets; beyond, the one that was asked for longest ago is forgotten, and is full again when it comes back."""
_IPV6_NETWORK = 64
"""Bits of an address that one subscriber cannot change."""


@dataclass(frozen=True, slots=True)
class RateLimit:
    """How many requests at once, and how many a second on the long run."""

    at_once: int
    per_second: float


class RateLimiter:
    """Buckets of tokens by name (token bucket)."""

    def __init__(
        self, limit: RateLimit, clock: Callable[[], float] = time.monotonic, most_kept: int = _MOST_KEPT
    ) -> None:
        """Start with every bucket full."""
        self._limit, self._clock, self._most_kept = limit, clock, most_kept
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str) -> int:
        """Take a token for a request; gives 0, or the seconds to wait when there is none."""
        now = self._clock()
        left, then = self._buckets.pop(name, (float(self._limit.at_once), now))
        left = min(float(self._limit.at_once), left + (now - then) * self._limit.per_second)
        is_granted = left >= 1
        self._buckets[name] = (left - is_granted, now)
        while len(self._buckets) > self._most_kept:
            self._buckets.popitem(last=False)
        return 0 if is_granted else ceil((1 - left) / self._limit.per_second)

    def __len__(self) -> int:
        """How many buckets are kept."""
        return len(self._buckets)


def name_network(host: str) -> str:
    """What stands for whoever asks: an IPv4 address, or the network of an IPv6 one."""
    try:
        address = ip_address(host)
    except ValueError:
        return host[:_IPV6_NETWORK]
    if isinstance(address, IPv6Address):
        return address.exploded[: _IPV6_NETWORK // 16 * 5]
    return str(address)
