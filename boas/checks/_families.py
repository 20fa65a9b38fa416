"""What rules are about: the families they are grouped in, with their names for readers."""

from collections.abc import Mapping
from enum import StrEnum

from boas.finding import Message


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
    REUSES = "reuses"
    CODE = "code"
    TEXT = "text"
    WAIVERS = "waivers"


FAMILY_LABELS: Mapping[RuleFamily, Message] = {
    RuleFamily.STRUCTURE: Message("Structure", "Structure"),
    RuleFamily.IDENTITY: Message("Identité", "Identity"),
    RuleFamily.VERSIONS: Message("Versions", "Versions"),
    RuleFamily.CODELISTS: Message("Listes de codes", "Codelists"),
    RuleFamily.EVIDENCE: Message("Preuves", "Evidence"),
    RuleFamily.BIAS: Message("Biais", "Bias"),
    RuleFamily.PRIVACY: Message("Vie privée", "Privacy"),
    RuleFamily.AUDITS: Message("Audits", "Audits"),
    RuleFamily.NOTICES: Message("Avis", "Notices"),
    RuleFamily.REUSES: Message("Réutilisations", "Reuse"),
    RuleFamily.CODE: Message("Code", "Code"),
    RuleFamily.TEXT: Message("Textes", "Texts"),
    RuleFamily.WAIVERS: Message("Dérogations", "Waivers"),
}
"""Names of the families."""
