"""Findings as plain values that JSON can hold, and back."""

from typing import Any

from boas.finding import Finding, Location, Replacement
from boas.translation import decode_message, encode_message


def encode_finding(finding: Finding) -> list[Any]:
    """A finding as a list of its fields; a test holds that each comes back as it was."""
    at, instead = finding.location, finding.replacement
    return [
        finding.rule,
        finding.severity,
        [at.path, at.line, at.column],
        encode_message(finding.message),
        encode_message(finding.help),
        finding.field,
        finding.source,
        finding.length,
        list(finding.expected),
        finding.nearest,
        finding.since,
        [instead.text, instead.is_safe] if instead else None,
    ]


def decode_finding(plain: list[Any]) -> Finding:
    """The finding that such a list was made of; raises `ValueError` or `TypeError` for any other list."""
    rule, severity, at, message, advice, field, source, length, expected, nearest, since, instead = plain
    return Finding(
        rule,
        severity,
        Location(*at),
        decode_message(message),
        decode_message(advice),
        field,
        source,
        length,
        tuple(expected),
        nearest,
        since,
        Replacement(*instead) if instead else None,
    )
