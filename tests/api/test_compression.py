"""Bodies are compressed for those who take it, once for each body; each form has a tag of its own."""

import gzip

import pytest

from boas.api import PREFIX, ASGIApp
from boas.index import ByteCache, Index
from tests.api.asking import ask

CARD = f"{PREFIX}/algorithms/avc-ait-pmsi"
LIST = f"{PREFIX}/algorithms?kind=rule&limit=100"


@pytest.mark.parametrize("target", [CARD, LIST, f"{PREFIX}/audit_matrix.csv", f"{PREFIX}/openapi.json"])
def test_who_takes_gzip_gets_the_same_answer_in_fewer_bytes(api: ASGIApp, target: str) -> None:
    plain = ask(api, target)
    small = ask(api, target, headers={"Accept-Encoding": "br, gzip;q=0.8"})
    head = ask(api, target, "HEAD", {"Accept-Encoding": "gzip"})

    assert small.headers["content-encoding"] == "gzip"
    assert gzip.decompress(small.body) == plain.body
    assert len(small.body) * 2 < len(plain.body)
    assert dict(head.headers) == dict(small.headers)
    assert small.headers["content-length"] == str(len(small.body))
    assert small.headers["etag"] == plain.headers["etag"][:-1] + '-gzip"'
    assert plain.headers["vary"] == small.headers["vary"] == "Accept-Encoding"
    assert "content-encoding" not in plain.headers


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip;q=0.000, br", "xgzip", "gzipx", "*;q=0"])
def test_nobody_gets_what_they_did_not_ask_for(api: ASGIApp, accepted: str) -> None:
    answer = ask(api, CARD, headers={"Accept-Encoding": accepted})

    assert "content-encoding" not in answer.headers
    assert answer.body.startswith(b"{")


@pytest.mark.parametrize("held", ["", "gzip"])
@pytest.mark.parametrize("asked", ["", "gzip"])
def test_who_has_a_body_in_either_form_has_it(api: ASGIApp, held: str, asked: str) -> None:
    tag = ask(api, CARD, headers={"Accept-Encoding": held}).headers["etag"]
    again = ask(api, CARD, headers={"Accept-Encoding": asked, "If-None-Match": f'"x", W/{tag}'})

    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert again.headers["vary"] == "Accept-Encoding"


def test_a_body_is_compressed_once(api: ASGIApp, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []
    real = gzip.compress

    def compress(body: bytes, level: int, *, mtime: int) -> bytes:
        made.append(body)
        return real(body, level, mtime=mtime)

    monkeypatch.setattr("boas.api._compression.gzip.compress", compress)
    monkeypatch.setattr("boas.api._compression._kept", ByteCache(100_000))
    target = "algorithms/charlson-sniiram"
    sent = {ask(api, f"{PREFIX}/{target}", headers={"Accept-Encoding": "gzip"}).body for _ in range(3)}

    assert made == [index.read_body(target)]
    assert len(sent) == 1


def test_what_is_short_or_a_problem_stays_as_it_is(api: ASGIApp) -> None:
    for target in ("health", "algorithms/unknown", "algorithms?limit=x"):
        answer = ask(api, f"{PREFIX}/{target}", headers={"Accept-Encoding": "gzip"})
        assert "content-encoding" not in answer.headers
        answer.json()
