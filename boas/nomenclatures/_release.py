"""One release of a code system in one sorted file: built once, looked up without reading it as a whole.

The file is UTF-8 text: lines `#name value`, then one line for each code, sorted by the bytes of the code. A lookup is a
binary search in those bytes; many lookups share one table of all codes. The same entries give the same bytes, so that
a registry can pin the file by its SHA-256.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from boas.errors import UsageError
from boas.nomenclatures._code_entry import STATES, CodeEntry, CodeState, parse_entry_line, render_entry_line
from boas.nomenclatures._code_reading import normalise_code
from boas.translation import Message

_FORMAT = "#boas-nomenclature 1"
_MANY = 300
"""Lookups from which one table of all codes is quicker than as many searches."""
_MOST_NEAR = 3
"""Codes named as near to an unknown one."""


def render_release(system: str, release: str, entries: Iterable[CodeEntry]) -> bytes:
    """The bytes of the built file; of entries with one code the last one counts."""
    by_code = {entry.code: entry for entry in entries}
    ordered = sorted(by_code.values(), key=lambda entry: entry.code.encode())
    head = (_FORMAT, f"#system {system}", f"#release {release}")
    return "\n".join((*head, *map(render_entry_line, ordered), "")).encode()


@dataclass(frozen=True)
class CodeRelease:
    """A built file, opened."""

    data: bytes
    system: str
    release: str
    start: int
    """Where the lines of codes begin."""

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the file, in hexadecimal."""
        return sha256(self.data).hexdigest()

    def find(self, code: str) -> CodeEntry | None:
        """The entry of a code, in whatever spelling; nothing when the release has no such code."""
        wanted = normalise_code(self.system, code).encode()
        at = self._locate(wanted)
        line = self._read_line(at)
        return parse_entry_line(line.decode()) if line.partition(b"\t")[0] == wanted else None

    def find_states(self, codes: Iterable[str]) -> Mapping[str, CodeState]:
        """State by code for those of the given codes, in normal spelling, that the release has."""
        wanted = frozenset(codes)
        if len(wanted) > _MANY:
            return {code: self.states[code] for code in self.states.keys() & wanted}
        found = ((code, self.find(code)) for code in wanted)
        return {code: entry.state for code, entry in found if entry}

    def find_unknown(self, codes: Iterable[str]) -> frozenset[str]:
        """Those of the given codes, in normal spelling, that the release does not have."""
        wanted = frozenset(codes)
        if len(wanted) > _MANY:
            return wanted - self.states.keys()
        return frozenset(code for code in wanted if self.find(code) is None)

    def find_restricted(self, codes: Iterable[str]) -> Mapping[str, CodeState]:
        """State by code for those of the given codes, in normal spelling, that may not be used without restriction."""
        wanted = frozenset(codes)
        if len(wanted) > _MANY:
            return {code: self.states[code] for code in self._restricted & wanted}
        return {code: state for code, state in self.find_states(wanted).items() if state != "usable"}

    @cached_property
    def _restricted(self) -> frozenset[str]:
        """Every code that may not be used without restriction."""
        return frozenset([code for code, state in self.states.items() if state != "usable"])

    @cached_property
    def states(self) -> Mapping[str, CodeState]:
        """State of every code, in the order of the file."""
        return dict(_CODE_AND_STATE.findall(self.data[self.start :].decode()))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every code, sorted by its bytes."""
        return tuple(self.states)

    def iter_starting(self, start: str) -> Iterator[CodeEntry]:
        """Entries of all codes that begin with a text, in order."""
        wanted = normalise_code(self.system, start).encode()
        at = self._locate(wanted)
        while (line := self._read_line(at)).startswith(wanted) and line:
            yield parse_entry_line(line.decode())
            at += len(line) + 1

    def list_codable(self, start: str) -> tuple[str, ...]:
        """Codes that begin with a text and that data may hold by themselves."""
        states, codes = self.states, self.codes
        at = bisect_left(codes, start)
        found = []
        while at < len(codes) and codes[at].startswith(start):
            if states[codes[at]] not in {"heading", "deleted"}:
                found.append(codes[at])
            at += 1
        return tuple(found)

    def find_parent(self, code: str) -> CodeEntry | None:
        """The entry under which an unknown code would stand: that of its longest start that is a code."""
        plain = normalise_code(self.system, code)
        starts = (self.find(plain[:length]) for length in range(len(plain) - 1, _SHORTEST_PARENT - 1, -1))
        return next((entry for entry in starts if entry), None)

    def suggest_codes(self, code: str) -> tuple[str, ...]:
        """Codes that differ from an unknown one by one slip: a character changed, lost, added or swapped; at most 3.

        Those that data may hold come first. The first character stays: with another one it is another chapter.
        """
        plain = normalise_code(self.system, code)
        letters = "0123456789" if self.system in _DIGITS_ONLY else "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+"
        places = range(1, len(plain))
        slips = [
            *(plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :] for at in places[:-1]),
            *(plain[:at] + plain[at + 1 :] for at in reversed(places)),
            *(plain[:at] + one + plain[at + 1 :] for at in reversed(places) for one in letters),
            *(plain[:at] + one + plain[at:] for at in reversed(range(1, len(plain) + 1)) for one in letters),
        ]
        others = [one for one in dict.fromkeys(slips) if one != plain and len(one) >= _SHORTEST_PARENT]
        known = self.find_states(others)
        heading = STATES.index("heading")
        ranked = sorted((one for one in others if one in known), key=lambda one: STATES.index(known[one]) >= heading)
        return tuple(ranked[:_MOST_NEAR])

    def _locate(self, wanted: bytes) -> int:
        """Where the first line begins whose code is not before the wanted one."""
        low, high = self.start, len(self.data)
        while low < high:
            middle = self.data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            line = self._read_line(middle)
            if line.partition(b"\t")[0] < wanted:
                low = middle + len(line) + 1
            elif middle == low:
                return low
            else:
                high = middle
        return low

    def _read_line(self, at: int) -> bytes:
        """The line that begins here, without its end; empty at the end of the file."""
        end = self.data.find(b"\n", at)
        return self.data[at:end] if end >= 0 else b""


_SHORTEST_PARENT = 2
_DIGITS_ONLY = frozenset({"NABM", "LPP", "CIP13", "CIP7", "UCD7", "UCD13", "CIP", "UCD", "GHS", "ALD", "SNOMED-CT"})
_CODE_AND_STATE = re.compile(r"^([^\t\n]+)\t([a-z]+)", re.MULTILINE)
_HEAD = re.compile(rb"#boas-nomenclature 1\n#system (?P<system>[^\n]+)\n#release (?P<release>[^\n]+)\n")


def open_release(data: bytes) -> CodeRelease:
    """A built file from its bytes.

    Raises:
        UsageError: They are not those of a file that `render_release` made.
    """
    match = _HEAD.match(data)
    if match is None:
        raise UsageError(
            Message("This file is no built release of a code system."),
            Message("Make one with `boas nomenclature build`."),
        )
    return CodeRelease(data, match["system"].decode(), match["release"].decode(), match.end())
