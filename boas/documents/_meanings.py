"""What each field means, in both languages: the English under it in its model, the French in a file beside.

The file names every part and field there is, and nothing else; a test compares it with the models.
"""

from collections.abc import Mapping
from functools import cache

import yaml

from boas.documents._field_guide import DocumentField
from boas.documents._fields import DocumentPart
from boas.documents._json_schema import read_field_texts
from boas.documents._vocabularies import find_package_folder
from boas.finding import Message


def describe_field(field: DocumentField) -> Message:
    """What a field means, in one sentence."""
    return _describe_part_field(field.model, field.name)


def _describe_part_field(part: type[DocumentPart], name: str) -> Message:
    """What a field of a part means; raises `KeyError` when nobody has said it in French."""
    return Message(load_french_meanings()[part.__name__][name], read_field_texts(part)[name])


@cache
def load_french_meanings() -> Mapping[str, Mapping[str, str]]:
    """French sentences by part and field."""
    path = find_package_folder("schemas") / "meanings.fr.yaml"
    # Our own file, not an author's: the plain safe loader is enough.
    read: dict[str, dict[str, str]] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return read
