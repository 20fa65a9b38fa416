"""A list of algorithms walked from its first page to its last, by cursor."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from boas.index import AlgorithmList, AlgorithmQuery, AlgorithmRow, decode_answer
from boas.site._facet_lists import PAGE_ROWS
from boas.site._interface import Answers


@dataclass(frozen=True, slots=True)
class Pagination:
    """All pages of one list, by where each starts: answers are asked again when a page is made, not kept."""

    filters: Mapping[str, tuple[str, ...]]
    stops: tuple[tuple[str | None, str], ...]
    """Cursor and digest of each page."""

    def compute_digest(self) -> str:
        """Digest of all pages."""
        return sha256("".join(digest for _, digest in self.stops).encode()).hexdigest()

    def read_body(self, answers: Answers, after: str | None = None) -> bytes:
        """The answer behind one page, the first one when no cursor is given."""
        return answers.list_algorithms(_build_page_query(self.filters, after))

    def read(self, answers: Answers, after: str | None = None) -> AlgorithmList:
        """The same, decoded."""
        return decode_answer(self.read_body(answers, after), AlgorithmList)

    def iter_rows(self, answers: Answers) -> Iterator[AlgorithmRow]:
        """All algorithms, in order."""
        return (one for after, _ in self.stops for one in self.read(answers, after).algorithms)


def _build_page_query(filters: Mapping[str, tuple[str, ...]], after: str | None) -> AlgorithmQuery:
    """The question one page of a list answers."""
    return AlgorithmQuery(filters=filters, limit=PAGE_ROWS, after=after)


def paginate_algorithms(answers: Answers, filters: Mapping[str, tuple[str, ...]]) -> Pagination:
    """Go through all pages of a list."""
    stops: list[tuple[str | None, str]] = []
    after: str | None = None
    while not stops or after:
        body = answers.list_algorithms(_build_page_query(filters, after))
        stops.append((after, sha256(body).hexdigest()))
        after = decode_answer(body, AlgorithmList).next
    return Pagination(filters, tuple(stops))
