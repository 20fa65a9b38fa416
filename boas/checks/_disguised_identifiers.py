"""Identifiers of one person written so that no plain search finds them, or without their check key.

Beside `person_identifiers`, which came first: a health insurance number in other digits, with slashes or without key;
an address with `(at)`; a telephone number abroad; a hospital's number of a patient; a name with a day of birth.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from boas.checks._identifier_hints import (
    find_hints,
    find_long_numbers,
    has_day,
    has_long_number,
    has_mailbox_sign,
)
from boas.checks._person_identifiers import (
    Kind,
    NamingWords,
    extract_digits,
    find_person_identifiers,
    has_right_key,
    is_near,
    mask_addresses,
)
from boas.documents import COUNTRIES
from boas.parsing import list_signs

_GAP = "(?: ?[./_-] ?| {1,3})?"
_NIR = re.compile(
    rf"(?<![0-9A-Za-z])(?<![0-9][.,])[1-478]{_GAP}[0-9]{{2}}{_GAP}(?:0[1-9]|1[0-2]|[23][0-9]|4[0-2]|[5-9][0-9]){_GAP}"
    rf"(?:2[ABab]|0[1-9]|[1-9][0-9]){_GAP}(?!000)[0-9]{{3}}{_GAP}(?!000)[0-9]{{3}}(?:{_GAP}[0-9]{{2}})?"
    r"(?![0-9A-Za-z]|[.,][0-9])"
)
"""As that of `person_identifiers`, with more between its parts."""
_BARE_NIR = re.compile(
    r"[12][0-9]{2}(?:0[1-9]|1[0-2])(?:2[AB]|0[1-9]|[1-8][0-9]|9[0-57-9])(?:[0-8][0-9]{2}|9[0-8][0-9]|990)[0-9]{3}"
)
"""Without key and without a word beside: only a number of the usual form (sex, month and department known)."""
NIR_WORDS = NamingWords(
    re.compile(r"\bNIR\b|\bINS\b|s[ée]cu\b|s[ée]curit[ée] sociale|social security|assur[ée] social", re.IGNORECASE),
    ("nir", "ins", "sécu", "secu", "social"),
)
_SNOMED_PARTITIONS = frozenset({"00", "01", "02", "10", "11", "12"})
"""Digits before the key of a SNOMED CT identifier (SNOMED International, technical implementation guide)."""

_AT = re.compile(
    r"[(\[{<] ?(?:at|à|arobase|arobas|@) ?[)\]}>]|(?<= )(?:at|arobase|arobas|@)(?= )|&#64;|&#x40;|&commat;|%40",
    re.IGNORECASE,
)
"""What stands for the sign of an e-mail address."""
_DOT = r"(?: {0,2}[(\[{<] ?(?:dot|point|\.) ?[)\]}>] {0,2}| {1,2}(?:dot|point) {1,2})"
_MAILBOX = re.compile(rf"(?:[A-Za-z0-9._%+-]{{1,32}}{_DOT}){{0,2}}[A-Za-z0-9._%+-]{{1,64}} {{0,2}}\Z", re.IGNORECASE)
_DOMAIN = re.compile(
    rf" {{0,2}}(?:[A-Za-z0-9-]{{1,63}}(?:\.|{_DOT})){{1,8}}[A-Za-z]{{2,24}}(?![A-Za-z0-9-])", re.IGNORECASE
)
_SPELLED_END = re.compile(rf"{_DOT}(?P<end>[A-Za-z]{{2,6}})\Z", re.IGNORECASE)
_ENDS = frozenset(
    {code.lower() for code in COUNTRIES} | {"com", "edu", "eu", "gov", "health", "info", "int", "net", "org", "uk"}
)
"""Last parts of domains in which people have their mailboxes."""
_LONGEST_MAILBOX = 66

_PHONE = re.compile(
    r"(?<![0-9A-Za-z+/_.,-])(?:\+[1-9][0-9]{0,2}|\([+][1-9][0-9]{0,2}\))(?:[ .-]?\(0?[0-9]{0,4}\))?"
    r"(?:[ ./-]?[0-9]{1,4}){2,7}(?![0-9A-Za-z/_-]|[.,][0-9])"
)
"""A number with its country's code (ITU-T E.164)."""
_OTHER_PHONE = re.compile(
    r"(?<![0-9A-Za-z+/_-])(?<![0-9][.,])(?:0[1-9](?:/[0-9]{2}){4}|00[1-9][0-9]{0,2}(?:[ .-][0-9]{2,4}){3,5})"
    r"(?![0-9A-Za-z/_-]|[.,][0-9])"
)
"""A French number with slashes, or one abroad with two zeros for the plus."""
_SHORTEST_PHONE, _LONGEST_PHONE = 9, 15
"""Digits of a telephone number with its country's code."""

_RECORD = re.compile(
    r"\b(?:IPP|NIP|IEP|MRN|NDA(?=[^0-9]{0,6}[0-9]{7})|num[ée]ro (?:de |du )?(?:dossier|s[ée]jour|patiente?)"
    r"|n° ?(?:de |du )?(?:dossier|s[ée]jour|patiente?)|medical record (?:number|no\.?)|patient (?:id|identifier))"
    r" ?(?:n°|no\.?|num[ée]ro|number|[:=#]|est|is|-){0,2} ?:? ?(?P<number>[A-Z]{0,2}[0-9]{6,15})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
"""A hospital's number of a patient or of a stay; `NDA 021436` is a drug's file at the FDA, and shorter."""

_MONTHS = (
    "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre"
    "|january|february|march|april|may|june|july|august|september|october|november|december"
)
_DAY = re.compile(
    rf"(?<![0-9A-Za-z/.-])(?:[0-9]{{1,2}} ?[/.-] ?[0-9]{{1,2}} ?[/.-] ?(?P<a>(?:19|20)[0-9]{{2}})"
    rf"|(?P<b>(?:19|20)[0-9]{{2}})[/.-][0-9]{{1,2}}[/.-][0-9]{{1,2}}"
    rf"|[0-9]{{1,2}}(?:er|st|nd|rd|th)? (?:of )?(?:{_MONTHS}) (?P<c>(?:19|20)[0-9]{{2}})"
    rf"|(?:{_MONTHS}) [0-9]{{1,2}}(?:st|nd|rd|th)?,? (?P<d>(?:19|20)[0-9]{{2}})"
    r"|[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?P<e>[0-9]{2}))(?![0-9A-Za-z])",
    re.IGNORECASE,
)
"""A day with its year."""
_CAPITAL, _SMALL = "A-Z\u00c0-\u00d6\u00d8-\u00de", "a-z\u00df-\u00f6\u00f8-\u00ff"
_WORD = rf"(?:[{_CAPITAL}][{_SMALL}]+(?:[-'][{_CAPITAL}]?[{_SMALL}]+)*|[{_CAPITAL}]{{2,}}(?:[-'][{_CAPITAL}]{{2,}})*)"
_BORN = re.compile(
    rf"(?:\bn[ée](?:\(e\)|[.·-]?e)? ?(?:(?-i:{_WORD}) )?(?:le|:)?|\bnaissance|\bDDN"
    r"|\bborn(?: on)?|\bD\.?O\.?B\.?|\bbirth(?: ?date)?) ?[:=,(]? ?(?:le |on |the )?\Z",
    re.IGNORECASE,
)
"""Words that make the day after them one of birth; in the plural they speak of many people."""
_NAME = (
    rf"(?:(?:\b(?:M|Mr|Mrs|Ms|Mme|Mlle|Monsieur|Madame|Dr|Pr)\.? {_WORD}(?: {_WORD})?)"
    rf"|\b[{_CAPITAL}]\.(?: ?-?[{_CAPITAL}]\.)? ?{_WORD}"
    rf"|\b(?P<first>{_WORD})(?:,? (?:[Dd]e|[Dd]u|[Dd]es|[Vv]an|[Vv]on|[Dd]a|[Ll]e|[Ll]a|El|Ben))?,? (?P<last>{_WORD}))"
)
_NAME_BEFORE = re.compile(rf"{_NAME}(?P<between>[^.!?\n]{{0,40}})\Z")
_NAME_BESIDE = re.compile(rf"{_NAME} ?[ ,;:(-] ?\(?\Z")
_NAME_AFTER = re.compile(rf"\)? ?[ ,;:-]? ?{_NAME}")
_ABOUT_MANY = re.compile(
    r"\b(?:tout|toute|chaque|any|every|each|all|une?|an?|people|children|men|women|\w{3,}s)\b", re.IGNORECASE
)
"""Words between a name and a birth after which no single person is meant: quantifiers and plurals."""
_NO_NAME = re.compile(
    r"(?:loi|d[ée]cret|arr[êe]t[ée]|ordonnance|directive|circulaire|r[èe]glement|code|plan|article|version|journal"
    r"|bulletin|rapport|revue|act|law|regulation|report|table|tableau|figure|release|update|mise|base|banque|cohorte?"
    r"|registre|registry|[ée]tude|study|projet|project|programme?|assurance|sant[ée]|haute|institut|universit[yé]"
    r"|h[ôo]pital|hospitalier|hospital|centre|center|extraction|p[ée]riode|period|donn[ée]es|data|s[ée]jours?|stays?"
    r"|patients?|france|paris|pmsi|snds|sniiram|dcir|mco|ssr|smr|had|rim|cim|icd|ccam|atc|egb|ald|ghm|chu|chru|cnam|atih"
    r"|insee|cnil|drees|inserm|aphp|oms|who|has|ansm|ema|fda|jo|le|la|les|the|du|de|from|since|depuis|par|by|in|en"
    r"|avant|apr[èe]s|before|after)",
    re.IGNORECASE,
)
"""Words of what is no person's name though it has two capitals."""
_LAST_OF_A_CENTURY = 1999
"""A day beside a name, without any word for birth, counts as a day of birth up to this year."""
_LOOK_BACK = 110


class _PlainCharacters(dict[int, str]):
    """Each sign as the plain one it stands for, one for one, so that places stay."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _normalise_character(chr(code))
        return found


def _normalise_character(sign: str) -> str:
    """The ASCII digit, space, dash or other sign that a sign of Unicode is another form of; otherwise itself."""
    if sign.isascii():
        return sign if sign != "\t" else " "
    if (digit := unicodedata.decimal(sign, None)) is not None:
        return str(digit)
    category = unicodedata.category(sign)
    if category in {"Zs", "Cf"}:
        return " "
    if category == "Pd" or sign == "\u2212":
        return "-"
    form = {"\u2044": "/", "\u2215": "/", "\u2019": "'", "\u2024": ".", "\u00b7": ".", "\u2022": "."}.get(sign)
    plain = form or unicodedata.normalize("NFKC", sign)
    return plain if len(plain) == 1 else sign


PLAIN = _PlainCharacters()


def find_disguised_identifiers(text: str, *, contact: bool = False) -> Iterator[tuple[int, int, Kind]]:
    """Start, length and kind of what identifies a person and `person_identifiers` does not find, in text order.

    With `contact`, the text is one where somebody wishes to be reached: e-mail and telephone may stand there.
    """
    plain = make_plain(text)
    found = [] if plain == text else [*find_person_identifiers(plain, contact=contact)]
    if has_long_number(plain):
        found += [
            *_find_insurance_numbers(plain),
            *_find_record_numbers(plain),
            *([] if contact else _find_phones(plain)),
        ]
    if has_day(plain):
        found += _find_births(plain)
    if not contact and has_mailbox_sign(plain):
        found += _find_mailboxes(plain)
    known = sorted((start, start + length) for start, length, _ in find_person_identifiers(text)) if found else []
    free = 0
    for start, length, kind in sorted(found):
        if start >= free and not _is_covered(start, start + length, known):
            free = start + length
            yield start, length, kind


def list_suspects(texts: Sequence[str]) -> Sequence[int]:
    """Positions, sorted, of the texts in which this or `person_identifiers` may find something; in others it does not.

    One look at all texts of a document together says of most that nothing can be in them.
    """
    whole = "\n".join(texts)
    plain = make_plain(whole)
    found = set(find_hints(texts, plain))
    return sorted(found if plain == whole else found.union(find_long_numbers(texts, whole)))


def make_plain(text: str) -> str:
    """The text in plain signs; itself when all of its signs are."""
    if text.isascii() and "\t" not in text:
        return text
    changed = {sign: plain for sign in list_signs(text) if (plain := PLAIN[ord(sign)]) != sign}
    if not changed.keys().isdisjoint(changed.values()):
        return text.translate(PLAIN)
    for sign, plain in changed.items():  # few, so that this is quicker than looking at every sign of the text
        text = text.replace(sign, plain)
    return text


def _is_covered(start: int, end: int, known: list[tuple[int, int]]) -> bool:
    """Whether a stretch of text overlaps one of others, which are sorted and do not overlap."""
    before = bisect_left(known, (end, 0)) - 1
    return before >= 0 and known[before][1] > start


def _find_insurance_numbers(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Health insurance numbers, those without key also when no word beside them names them."""
    without_addresses = mask_addresses(text)
    for match in _NIR.finditer(text):
        digits = extract_digits(match[0])
        is_in_address = without_addresses[match.start()] == "/"
        if has_right_key(digits) if len(digits) == 15 else _is_without_key(digits, text, match, is_in_address):  # noqa: PLR2004 -- with key
            yield match.start(), len(match[0]), "nir"


def _is_without_key(digits: str, text: str, match: re.Match[str], is_in_address: bool) -> bool:  # noqa: FBT001 -- a fact
    """Whether thirteen signs are a health insurance number though nothing proves it: named, or of its usual form."""
    if is_near(NIR_WORDS, text, match):
        return True
    return not is_in_address and bool(_BARE_NIR.fullmatch(digits)) and not _is_snomed(digits)


def _is_snomed(digits: str) -> bool:
    """Whether digits can be a SNOMED CT identifier: its partition and its Verhoeff key."""
    from stdnum import verhoeff  # noqa: PLC0415 -- hardly any text holds such a number

    return digits[-3:-1] in _SNOMED_PARTITIONS and digits.isdigit() and bool(verhoeff.is_valid(digits))


def _find_record_numbers(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Numbers of a patient or stay, named as such."""
    yield from ((match.start("number"), len(match["number"]), "record") for match in _RECORD.finditer(text))


def _find_mailboxes(text: str) -> Iterator[tuple[int, int, Kind]]:
    """E-mail addresses in which the sign is written in letters."""
    for match in _AT.finditer(text):
        before = _MAILBOX.search(text, max(match.start() - _LONGEST_MAILBOX, 0), match.start())
        after = _DOMAIN.match(text, match.end())
        # "at" alone is a word of English: only a dot in letters makes an address of it.
        if before and after and (match[0].lower() != "at" or _is_spelled(after[0])):
            yield before.start(), after.end() - before.start(), "email"


def _is_spelled(domain: str) -> bool:
    """Whether a domain ends in a dot in letters and a usual last part."""
    end = _SPELLED_END.search(domain)
    return end is not None and end["end"].lower() in _ENDS


def _find_phones(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Telephone numbers of any country with its code, outside web addresses."""
    without_addresses = mask_addresses(text)
    for match in (*_PHONE.finditer(without_addresses), *_OTHER_PHONE.finditer(without_addresses)):
        if _SHORTEST_PHONE <= sum(sign.isdigit() for sign in match[0]) <= _LONGEST_PHONE:
            yield match.start(), len(match[0]), "phone"


def _find_births(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Days of birth beside a person's name; the name is part of what is found."""
    for match in _DAY.finditer(text):
        start = max(match.start() - _LOOK_BACK, 0)
        before = text[start : match.start()]
        born = _BORN.search(before)
        named = _find_single_name(before[: born.start()]) if born else _find_adjacent_name(before, match)
        if not named and born and not _ABOUT_MANY.search(before[: born.start()]):
            named_after = _NAME_AFTER.match(text, match.end())
            if named_after and _is_name(named_after):
                yield start + born.start(), named_after.end() - start - born.start(), "birth"
        elif named:
            yield start + named.start(), match.end() - start - named.start(), "birth"
        elif not born and (after := _NAME_AFTER.match(text, match.end())) and _is_sure(after, match):
            yield match.start(), after.end() - match.start(), "birth"


def _find_single_name(before: str) -> re.Match[str] | None:
    """The name of the one person to whom a day of birth belongs, in the text before it."""
    named = _find_name(_NAME_BEFORE, before)
    return named if named and not _ABOUT_MANY.search(named["between"]) else None


def _find_adjacent_name(before: str, day: re.Match[str]) -> re.Match[str] | None:
    """A name right before a day of the last century in figures, without any word for birth."""
    named = _find_name(_NAME_BESIDE, before) if day["a"] and int(day["a"]) <= _LAST_OF_A_CENTURY else None
    # With a comma between them, two words are as well two towns.
    is_list = bool(named and named["first"] and "," in before[named.end("first") : named.start("last")])
    return None if is_list else named


def _find_name(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first place where a pattern finds what can be a person's name."""
    named = pattern.search(text)
    while named and not _is_name(named):
        named = pattern.search(text, named.start() + 1)
    return named


def _is_sure(name: re.Match[str], day: re.Match[str]) -> bool:
    """Whether a name right after such a day is surely one: with a title, or with the family's part in capitals."""
    words = [word for word in (name["first"], name["last"]) if word]
    is_written_so = len({word.isupper() for word in words}) != 1
    return is_written_so and _is_name(name) and bool(day["a"]) and int(day["a"]) <= _LAST_OF_A_CENTURY


def _is_name(match: re.Match[str]) -> bool:
    """Whether two words with capitals can be a person's name."""
    return not any(word and _NO_NAME.fullmatch(word) for word in (match["first"], match["last"]))
