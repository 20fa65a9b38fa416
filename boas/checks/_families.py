"""What rules are about: the families they are grouped in, with their names for readers."""

from collections.abc import Mapping
from enum import StrEnum

from boas.translation import Message


class RuleFamily(StrEnum):
    """What a rule is about."""

    STRUCTURE = "structure"
    IDENTITY = "identity"
    VERSIONS = "versions"
    CODELISTS = "codelists"
    EVIDENCE = "evidence"
    BIAS = "bias"
    PRIVACY = "privacy"
    AUDITS = "audits"
    NOTICES = "notices"
    OBSERVATIONS = "observations"
    REUSES = "reuses"
    CODE = "code"
    TEXT = "text"
    WAIVERS = "waivers"


FAMILY_LABELS: Mapping[RuleFamily, Message] = {
    RuleFamily.STRUCTURE: Message("Structure"),
    RuleFamily.IDENTITY: Message("Identity"),
    RuleFamily.VERSIONS: Message("Versions"),
    RuleFamily.CODELISTS: Message("Codelists"),
    RuleFamily.EVIDENCE: Message("Evidence"),
    RuleFamily.BIAS: Message("Bias"),
    RuleFamily.PRIVACY: Message("Privacy"),
    RuleFamily.AUDITS: Message("Audits"),
    RuleFamily.NOTICES: Message("Notices"),
    RuleFamily.OBSERVATIONS: Message("Observations"),
    RuleFamily.REUSES: Message("Reuse"),
    RuleFamily.CODE: Message("Code"),
    RuleFamily.TEXT: Message("Texts"),
    RuleFamily.WAIVERS: Message("Waivers"),
}
"""Names of the families."""
