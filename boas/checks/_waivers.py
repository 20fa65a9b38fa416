"""Waivers: findings that the authors of a card accept, with a reason and a last day.

A waiver suppresses the findings of one rule about one field of its own card, until its last day. It is
shown on the card's page, and is itself a finding when it suppresses nothing or has expired.
"""

from collections.abc import Iterable, Iterator, Mapping

from boas.checks._questions import is_over
from boas.checks._rule import WaiverUse, report_at_field, waiver_rule
from boas.documents import Card, find_version_folder
from boas.finding import Finding
from boas.parsing import Collection, Document
from boas.translation import Message

_NEVER_WAIVED = frozenset({"structure", "privacy", "text"})
"""Families that protect readers and patients, not only authors."""


def apply_waivers(
    findings: Iterable[Finding], cards: Iterable[Document], collection: Collection, families: Mapping[str, str]
) -> tuple[list[Finding], list[WaiverUse]]:
    """The findings that no waiver of some cards suppresses, and every waiver with the findings it suppresses."""
    uses = [use for document in cards for use in iter_waivers(document, collection)]
    places: dict[tuple[str, str], list[WaiverUse]] = {}
    for use in uses:
        for path in dict.fromkeys((use.document.path, _name_waived_file(use))):
            places.setdefault((use.rule, path), []).append(use)
    kept = []
    for finding in findings:
        near = () if families[finding.rule] in _NEVER_WAIVED else places.get((finding.rule, finding.location.path), ())
        hiding = [use for use in near if covers_finding(use, finding)]
        for use in hiding:
            use.hidden.append(finding)
        if not any(not use.is_over for use in hiding):
            kept.append(finding)
    return kept, uses


def iter_waivers(document: Document, collection: Collection) -> Iterator[WaiverUse]:
    """The waivers of one card."""
    waivers = document.content.waivers if isinstance(document.content, Card) else None
    for position, waiver in enumerate(waivers or ()):
        yield WaiverUse(
            document, position, waiver.rule, waiver.path, waiver.until, collection.ask(is_over, waiver.until)
        )


def covers_finding(use: WaiverUse, finding: Finding) -> bool:
    """Whether a waiver is about a finding: same rule, and the same field of its card, one inside it, or that file."""
    inside = finding.field == use.path or finding.field.startswith((f"{use.path}.", f"{use.path}["))
    in_card = finding.location.path == use.document.path and inside
    return finding.rule == use.rule and (in_card or finding.location.path == _name_waived_file(use))


def _name_waived_file(use: WaiverUse) -> str:
    """The file of the version's folder that a waiver is about when its path is no field."""
    return f"{find_version_folder(use.document.path)}{use.path}"


@waiver_rule("waivers")
def unused_waiver(use: WaiverUse) -> Iterator[Finding]:
    """A waiver covers a finding that is really there.

    Why: a waiver that no longer serves suggests an accepted flaw, and would cover the next one without
    anybody having decided so.

    Help: delete it, or correct its rule and field.
    """
    if not use.hidden:
        message = Message("This waiver of `{rule}` covers no finding.", rule=use.rule)
        help_message = Message("Delete it.")
        yield report_at_field("unused-waiver", use.document, ("waivers", use.position), message, help_message)


@waiver_rule("waivers")
def waiver_expired(use: WaiverUse) -> Iterator[Finding]:
    """A waiver has not run past its day.

    Why: a flaw accepted for a while does not become permanent by being forgotten.

    Help: mend the flaw, or decide on a new day with its reason.
    """
    if use.is_over:
        message = Message("This waiver of `{rule}` ended on {until}.", rule=use.rule, until=use.until)
        help_message = Message("Fix the flaw, or give a new day.")
        yield report_at_field("waiver-expired", use.document, ("waivers", use.position), message, help_message)
