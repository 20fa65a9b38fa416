"""What each field means, in both languages: the English under it in its model, the French in a file beside.

The file names every part and field there is, and nothing else; a test compares it with the models.
"""

from collections.abc import Mapping
from functools import cache

import yaml

from boas.documents.fields import Part
from boas.documents.guide import Field
from boas.documents.json_schema import field_texts
from boas.documents.vocabularies import packaged
from boas.finding import Words


def meaning(field: Field) -> Words:
    """What a field means, in one sentence."""
    return meaning_of(field.model, field.name)


def meaning_of(part: type[Part], name: str) -> Words:
    """What a field of a part means; raises `KeyError` when nobody has said it in French."""
    return Words(french()[part.__name__][name], field_texts(part)[name])


@cache
def french() -> Mapping[str, Mapping[str, str]]:
    """French sentences by part and field."""
    path = packaged("schemas") / "meanings.fr.yaml"
    # Our own file, not an author's: the plain safe loader is enough.
    read: dict[str, dict[str, str]] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return read
