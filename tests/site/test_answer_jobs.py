"""Pages that stand for one answer: however many they are, what they show is made of the answer once in a language."""

from boas.index import ReuseOverview
from boas.index._encoding import encode_answer
from boas.site._answer_jobs import _show
from boas.translation import Language
from tests.site.small_reuses import reuse_overview


def test_the_pages_of_a_long_answer_share_what_is_made_of_it() -> None:
    made: list[tuple[int, Language]] = []

    def build(answer: ReuseOverview, language: Language) -> dict[str, object]:
        made.append((answer.totals.counted, language))
        return {"grouped": list(range(100))}

    shown = _show("reuses.html", ReuseOverview, build, grouped=25)
    body = encode_answer(reuse_overview(()))
    for _ in range(4):
        for language in ("fr", "en"):
            assert shown.build(bytes(bytearray(body)), language)["grouped"] == list(range(100))

    assert made == [(0, "fr"), (0, "en")]
