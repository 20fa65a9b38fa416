"""What several formats ask of findings: which is worst, which is the same as before, one line of advice.

Nothing here knows a format; what it returns holds no character that does not print.
"""

from collections import Counter
from hashlib import sha256

from boas.escaping import make_visible
from boas.finding import Finding
from boas.translation import Language

_WORST_FIRST = ("error", "warning", "info")


def rank(finding: Finding) -> int:
    """How grave a finding is, as a key to sort by: 0 for an error."""
    return _WORST_FIRST.index(finding.severity)


def compute_fingerprints(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """One digest a finding, in the same order, by which a forge knows it again when its line has moved.

    Made of rule, file, field and how many findings alike come before it, so no two are the same.
    """
    alike: Counter[tuple[str, str, str]] = Counter()
    digests = []
    for finding in findings:
        what = (finding.rule, finding.location.path, finding.field)
        alike[what] += 1
        # File names that are not UTF-8 hold lone surrogates, which only this way become bytes.
        text = "\0".join((*what, str(alike[what])))
        digests.append(sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return tuple(digests)


def format_advice(finding: Finding, language: Language) -> str:
    """What was found and what to do about it, on one line."""
    return f"{make_visible(finding.message.in_(language))} {make_visible(finding.help.in_(language))}"
