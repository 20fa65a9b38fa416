"""What a foreign text about use says: what a model is for, what it is not for, or nothing but a warning."""

import re

from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._extraction import Extraction
from boas.parsing import FieldPath

_NOT_FOR = re.compile(r"\bnot\b[^.]*\b(?:for|used|intended|suitable|approved|cleared)\b|\bnever\b", re.IGNORECASE)
_ONLY_FOR = re.compile(
    r"\b(?:only|example|demonstration|demo|illustration|research (?:use|purposes?)|as is|warranty|liab\w+)\b",
    re.IGNORECASE,
)
"""Words of warnings: a text with one of them does not tell what a model is for."""


def take_purpose(taking: Extraction, path: FieldPath) -> None:
    """What it is for; many write a disclaimer there, which is a use it is not for, or no use at all."""
    text = str(taking.get_value(*path) or "")
    if _NOT_FOR.search(text):
        taking.take(path, "intended_use.out_of_scope", converting.convert_source_text, is_item=True)
        taking.ask(path, reasons.NOT_FOR)
    elif _ONLY_FOR.search(text):
        taking.add_loss(path, reasons.DISCLAIMER)
    elif text.strip():
        taking.take(path, "intended_use.purpose", converting.convert_source_text)
        taking.ask(path, reasons.PURPOSE)
