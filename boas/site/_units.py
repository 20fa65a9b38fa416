"""What is counted, beside how many: `1,234 stays`, `1 séjour`."""

from collections.abc import Mapping
from functools import lru_cache

from boas.site._numbers import format_number
from boas.site._translations import name_term
from boas.translation import Language, Message, lower_initial, make_plural


@lru_cache(maxsize=4096)
def format_count(n: int, unit: str, language: Language) -> str:
    """A number with what it counts, in the number that the language asks for; the number alone for no unit."""
    shown = format_number(n, language)
    if not unit:
        return shown
    known = _list_counts(n, shown).get(unit)
    return known.in_(language) if known else f"{shown} {lower_initial(name_term('units', unit, language))}"


def _list_counts(n: int, shown: str) -> Mapping[str, Message]:
    """So many of each term of the vocabulary `units`."""
    return {
        "persons": make_plural("{n} person", "{n} persons", n, n=shown),
        "stays": make_plural("{n} stay", "{n} stays", n, n=shown),
        "consultations": make_plural("{n} consultation", "{n} consultations", n, n=shown),
        "exams": make_plural("{n} exam", "{n} exams", n, n=shown),
        "series": make_plural("{n} image series", "{n} image series", n, n=shown),
        "images": make_plural("{n} image", "{n} images", n, n=shown),
        "lesions": make_plural("{n} lesion", "{n} lesions", n, n=shown),
        "documents": make_plural("{n} document", "{n} documents", n, n=shown),
        "notes": make_plural("{n} clinical note", "{n} clinical notes", n, n=shown),
        "sentences": make_plural("{n} sentence", "{n} sentences", n, n=shown),
        "entities": make_plural("{n} entity", "{n} entities", n, n=shown),
        "words": make_plural("{n} word", "{n} words", n, n=shown),
        "prescriptions": make_plural("{n} prescription or dispensing", "{n} prescriptions or dispensings", n, n=shown),
        "specimens": make_plural("{n} specimen", "{n} specimens", n, n=shown),
        "events": make_plural("{n} event", "{n} events", n, n=shown),
        "codes": make_plural("{n} code", "{n} codes", n, n=shown),
        "time-windows": make_plural("{n} time window", "{n} time windows", n, n=shown),
    }
