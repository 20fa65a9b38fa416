"""How images are acquired, as files of imaging models tell it: a modality, a part of the body, contrast or not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boas.formats._import_result import SourceText
from boas.formats.importers._conversion import ConversionError, Converter, make_term_converter

_MODALITY, _PART = "modality", "bodypartexamined"
_WITH, _WITHOUT = "contrast", "non-contrast"
_SYNONYMS = {"mri": "MR", "mammogram": "MG", "pet": "PT"}
"""Words of these files for a kind of device that mean no other one; an X-ray, for instance, may be `DX` or `CR`."""
_find_modality, _find_part = make_term_converter("image_modalities"), make_term_converter("body_parts")


@dataclass(frozen=True, slots=True)
class SortedAcquisition:
    """What a file tells of an acquisition."""

    fields: dict[str, object] | None
    """An item of `io.acquisition`; nothing when the modality is none that the vocabulary has."""
    words: str
    """What no field of it holds, by the names that the file gives to the facts: `slicethickness 5mm`."""


def read_acquisition(told: Mapping[str, str | bool]) -> SortedAcquisition:
    """Sort what a file tells into fields and words; a fact goes into one of them alone.

    Args:
        told: facts by the names that MHub gives them; others give a `modality` alone.
    """
    written = told.get(_MODALITY)
    modality = _SYNONYMS.get(str(written).casefold(), "") or _find_term(_find_modality, written)
    if not modality:
        return SortedAcquisition(None, _join_words(told))
    part, contrast = _find_term(_find_part, told.get(_PART)), _read_contrast(told)
    fields: dict[str, object] = {"modality": modality}
    fields |= {"body_parts": [part]} if part else {}
    fields |= {"contrast": contrast} if contrast else {}
    used = {_MODALITY, *([_PART] if part else []), *([_WITH, _WITHOUT] if contrast else [])}
    words = _join_words({name: fact for name, fact in told.items() if name not in used})
    return SortedAcquisition(fields | ({"protocol": SourceText(words)} if words else {}), "")


def _find_term(find: Converter, written: object) -> str:
    """The term that a word stands for; empty without one: a word of another meaning is never taken for the nearest."""
    try:
        return str(find(written)) if isinstance(written, str) else ""
    except ConversionError:
        return ""


def _read_contrast(told: Mapping[str, str | bool]) -> str:
    """Which images are taken, where the file says so of both kinds; empty when it leaves one open or takes neither."""
    return _CONTRASTS.get((told.get(_WITH), told.get(_WITHOUT)), "")


_CONTRASTS: dict[tuple[object, object], str] = {
    (True, False): "with",
    (False, True): "without",
    (True, True): "either",
}
"""By whether images with contrast are taken, and those without."""


def _join_words(told: Mapping[str, str | bool]) -> str:
    """Facts in one line."""
    return "; ".join(_iter_words(told))


def _iter_words(told: Mapping[str, str | bool]) -> Iterator[str]:
    """Each fact with its name."""
    for name, fact in told.items():
        yield f"{name} {str(fact).lower() if isinstance(fact, bool) else fact}"
