"""Author texts become safe pages, and what cannot be published is named with its place."""

import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boas.parsing import diagnose_markdown, find_forbidden_characters, list_relative_links
from boas.parsing._markdown import (
    LONGEST_HTML,
    _render_blocks,
    clean_html,
    render_inline_markdown,
    render_markdown,
)
from boas.parsing._markdown_links import classify_link
from tests.work import calls_of

MOST_CALLS = 10_000_000
"""The worst text of those below takes seven million, most of them C's."""
SAFE_TAGS = {"sup"} | set(
    "html head body a blockquote br code em h3 h4 h5 h6 hr li ol p pre s strong table thead tbody tr th td ul".split(),  # noqa: SIM905 -- reads better
)
OWN_ID = re.compile(r"(fn-|fnref-)?t[0-9a-f]{8}-\S+")
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<!-- x -->",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](java&#9;script:alert(1))",
    "[a](vbscript:x)",
    "[a](data:text/html,x)",
    "[a](//evil.example)",
    "[a](/\\evil.example)",
    "<javascript:alert(1)>",
    "![a](https://t.example/p.gif)",
    '[a](b "x\\" onmouseover=alert(1)")',
    "[a]: javascript:x\n\n[a]",
    "[a](#x)\n\n# x",
    "[^1] [^1]\n\n[^1]: <b> [a](javascript:x)",
    "[^#]\n\n[^#]: [^#] [^1]\n",
    "```<script>\nx\n```",
    "\ud800",
    "\x00",
]
PIECES = st.sampled_from(
    [*HOSTILE, "[", "]", "(", ")", "<", ">", "\n", "\n\n", "> ", "- ", "|", "|-|", "`", "&", "\\", "a", "![", "#"]
)
ANY_TEXT = st.text(st.characters(), max_size=200) | st.lists(PIECES, max_size=30).map("".join)


def elements(html: str) -> Iterator[Element]:
    yield from html5lib.parse(html, namespaceHTMLElements=False).iter()


def what_could_harm(html: str) -> list[str]:
    harm = []
    for element in elements(html):
        if element.tag not in SAFE_TAGS:
            harm.append(str(element.tag))
        harm += [name for name in element.attrib if name not in {"href", "id", "title", "rel", "scope", "start"}]
        harm += [f"id={name}" for name in (element.attrib.get("id"),) if name and not OWN_ID.fullmatch(name)]
        if "href" in element.attrib and classify_link(element.attrib["href"]) == "unsafe":
            harm.append(element.attrib["href"])
    return harm


@given(ANY_TEXT)
def test_no_text_becomes_a_harmful_page(text: str) -> None:
    assert what_could_harm(render_markdown(text)) == []
    assert what_could_harm(render_inline_markdown(text)) == []


@given(ANY_TEXT)
def test_faults_lie_inside_the_text(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    places = [(fault.line, fault.column) for fault in diagnose_markdown(text)]
    places += [(link.line, link.column) for link in list_relative_links(text)]

    assert all(1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1 for line, column in places)


@pytest.mark.parametrize(
    "html", [text for text in HOSTILE if text.startswith("<")] + ["<a href='//x'>a</a>", "<p id=main>"]
)
def test_cleaning_alone_makes_html_harmless(html: str) -> None:
    assert what_could_harm(clean_html(html.replace("\ud800", ""))) == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Titre", "<h3>Titre</h3>\n"),
        ("##### Titre", "<h6>Titre</h6>\n"),
        ("**gras** et *penché*", "<p><strong>gras</strong> et <em>penché</em></p>\n"),
        ("3. trois", '<ol start="3">\n<li>trois</li>\n</ol>\n'),
        ("![une courbe *ROC*](roc.png)", "<p>une courbe ROC</p>\n"),
        ("[ici](javascript:x)", "<p>ici</p>\n"),
        ("1 < 2 & <b>", "<p>1 &lt; 2 &amp; &lt;b&gt;</p>\n"),
        (
            "[a](https://a.example/x 'b')",
            '<p><a href="https://a.example/x" title="b" rel="nofollow ugc noopener">a</a></p>\n',
        ),
        ("[a](counts.csv)", '<p><a href="../f/counts.csv" rel="nofollow ugc noopener">a</a></p>\n'),
        ("[a](../other.csv)", "<p>a</p>\n"),
        ("[a](./code/../x%20y.sql#L3)", '<p><a href="../f/x%20y.sql#L3" rel="nofollow ugc noopener">a</a></p>\n'),
        ("[a](code/../../x.sql)", "<p>a</p>\n"),
        ("[a](#nulle-part)", "<p>a</p>\n"),
        ("[^1]", "<p>[^1]</p>\n"),
    ],
)
def test_markdown_is_shown_as(text: str, html: str) -> None:
    assert render_markdown(text, "../f/") == html


def test_a_table_names_its_heads_for_screen_readers() -> None:
    heads = [element for element in elements(render_markdown("|a|b|\n|-|-:|\n|1|2|")) if element.tag == "th"]

    assert [head.attrib for head in heads] == [{"scope": "col"}, {"scope": "col"}]


def ids_and_links(text: str) -> tuple[list[str], list[str]]:
    """Ids of a text's page, and the places on it that its links lead to."""
    found = list(elements(render_markdown(text)))
    links = [unquote(one.attrib["href"]) for one in found if one.attrib.get("href", "").startswith("#")]
    return [one.attrib["id"] for one in found if "id" in one.attrib], [link[1:] for link in links]


@pytest.mark.parametrize(
    ("heading", "link"),
    [
        ("# Étape *deux* : la fin", "#étape-deux--la-fin"),
        ("# Étape", "#%C3%A9tape"),
        ("Sous-titre `x_1`\n---", "#sous-titre-x_1"),
        ("# Titre\n\n# Titre", "#titre-1"),
        ("> - ### Dedans", "#dedans"),
    ],
)
def test_a_link_to_a_heading_of_its_text_leads_there_and_is_no_link_to_a_file(heading: str, link: str) -> None:
    ids, links = ids_and_links(f"[a]({link})\n\n{heading}")

    assert links == ids
    assert len(ids) == 1
    assert list_relative_links(f"[a]({link})\n\n{heading}") == ()


def test_headings_nobody_links_to_have_no_id_and_links_to_none_are_told() -> None:
    text = "# Un\n\n[a](#deux) [b](#Un) [c](#)"

    assert ids_and_links(text) == ([], [])
    assert list_relative_links(text) == (("#deux", 3, 5), ("#Un", 3, 16), ("#", 3, 25))


def test_two_texts_of_a_page_never_share_an_id() -> None:
    texts = [f"{n} [a](#x) [^1]\n\n# x\n\n[^1]: Note." for n in range(2)]

    ids = [name for text in texts for name in ids_and_links(text)[0]]

    assert len(ids) == len(set(ids)) == 6


def test_a_footnote_stands_at_the_end_and_leads_back() -> None:
    text = "Un[^n] et encore[^n].\n\n[^n]: Voir *là*.\n\nFin."
    ids, links = ids_and_links(text)

    assert sorted(set(links)) == sorted(ids)
    assert [one.tag for one in elements(render_markdown(text)) if one.tag in {"p", "li", "sup"}] == [
        *("p", "sup", "sup", "p", "li", "p")
    ]
    assert diagnose_markdown(text) == ()
    assert list_relative_links(text) == ()


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("a[^1]\n\n[^1]: b <i>\n\nc <b>", "unsafe-html", 3, 9),
        ("a\n\n[^1]: never named\n\n    [x](javascript:y)", "unsafe-link", 5, 9),
    ],
)
def test_a_fault_in_a_footnote_is_named_where_it_is_written(text: str, rule: str, line: int, column: int) -> None:
    first = diagnose_markdown(text)[0]

    assert (first.rule, first.line, first.column) == (rule, line, column)


def test_a_footnote_of_one_word_is_no_link_to_a_file_and_a_file_in_one_is() -> None:
    assert list_relative_links("a[^1]\n\n[^1]: voir\n[^2]: [x](x.csv)") == (("x.csv", 4, 11),)


def test_a_look_alike_host_is_shown_in_its_plain_form() -> None:
    assert ">https://xn--pple-43d.example<" in render_markdown("<https://\u0430pple.example>")


def test_a_one_line_text_has_no_blocks() -> None:
    assert (
        render_inline_markdown("# *a* [b](c.csv)") == '# <em>a</em> <a href="c.csv" rel="nofollow ugc noopener">b</a>'
    )


@pytest.mark.parametrize(
    ("text", "rule", "line", "column", "excerpt"),
    [
        ("un\ndeux <b>trois</b>", "unsafe-html", 2, 6, "<b>"),
        ("un\n\n  <div>\nx\n</div>", "unsafe-html", 3, 3, "<div>"),
        ("> - a <!-- b -->", "unsafe-html", 1, 7, "<!-- b -->"),
        ("`<i>` <i>", "unsafe-html", 1, 7, "<i>"),
        ("[a](javascript:x)", "unsafe-link", 1, 5, "javascript:x"),
        ("[a](JaVaScRiPt&colon;x)", "unsafe-link", 1, 1, "JaVaScRiPt:x"),
        ("un\n[a][r]\n\n[r]: tel:12", "unsafe-link", 2, 1, "tel:12"),
        ("<ftp://a.example>", "unsafe-link", 1, 1, "ftp://a.example"),
        ("![a](https://t.example/p.gif)", "unsafe-link", 1, 6, "https://t.example/p.gif"),
        ("|a|b|\n|-|-|\n|x|[x](//e)|", "unsafe-link", 3, 8, "//e"),
        ("a" * 65_537, "text-too-large", 1, 1, "a" * 80),
        ("[" * 50_000, "text-too-large", 1, 1, "[" * 80),
    ],
    ids=range(12),
)
def test_a_fault_is_named_with_its_place(text: str, rule: str, line: int, column: int, excerpt: str) -> None:
    first = diagnose_markdown(text)[0]

    assert (first.rule, first.line, first.column, first.excerpt) == (rule, line, column, excerpt)


@pytest.mark.parametrize(
    "text",
    [
        "`<b>`",
        "```\n<b>\n```",
        "p < 0.05 et q > 3",
        "[a](https://a.example)",
        "<mailto:a@b.example>",
        "a &lt; b",
        "[a](x.csv)",
    ],
)
def test_honest_texts_have_no_fault(text: str) -> None:
    assert diagnose_markdown(text) == ()


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("https://a.example/x?y#z", "address"),
        ("HTTPS://a.example", "address"),
        ("mailto:a@b.example", "address"),
        ("mailto:a@b.example?subject=x", "address"),
        ("x.csv", "relative"),
        ("../x.csv", "relative"),
        ("/x", "relative"),
        ("#x", "relative"),
        ("", "relative"),
        ("http://a.example", "unsafe"),
        ("https:a.example", "unsafe"),
        ("https:///a", "unsafe"),
        ("https://user:pw@a.example", "unsafe"),
        ("https://a.example\\@b.example", "unsafe"),
        ("mailto:", "unsafe"),
        ("//a.example", "unsafe"),
        ("\\\\a.example", "unsafe"),
        ("/\t/a.example", "unsafe"),
        ("java\nscript:x", "unsafe"),
        (" javascript:x", "unsafe"),
        ("\x01javascript:x", "unsafe"),
        ("mhtml:x", "unsafe"),
        ("blob:x", "unsafe"),
        ("file:///etc/passwd", "unsafe"),
        ("view-source:x", "unsafe"),
    ],
)
def test_a_link_leads(target: str, kind: str) -> None:
    assert classify_link(target) == kind


def test_relative_links_are_given_with_their_places() -> None:
    text = "[a](counts.csv) et\n![b](roc.png)\n\n|x|\n|-|\n|[c](../d.md#e)|\n\n[f](https://g.example)"

    assert list_relative_links(text) == (("counts.csv", 1, 5), ("roc.png", 2, 6), ("../d.md#e", 6, 6))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "![" * 25_000,
        "[*a" * 16_000,
        "[" * 500 + "*a " * 20_000,
        "[a][b" * 12_000,
        "[ `]` " * 10_000,
        "*a **b" * 10_000,
        "|a" * 600 + "|\n" + "|-" * 600 + "|\n" + "|\n" * 30_000,
        "![" * 300 + "](a)" * 300,
        ("![" + "[" * 25) * 90 + "](a)" * 2_400,
        ">" * 60_000,
        "<a " * 20_000,
        "[^a]: b\n\n" + "[^" * 30_000,
        "[^a]: " * 10_000,
        "[^a]: b\n\n" + "[^a]" * 15_000,
        "# a\n[a](#a)\n" * 5_000,
        "`a" * 32_000,
    ],
    ids=range(17),
)
def test_no_text_is_much_work(text: str) -> None:
    assert calls_of(lambda: (render_markdown(text), diagnose_markdown(text))) < MOST_CALLS

    html, faults = render_markdown(text), diagnose_markdown(text)
    assert len(html) <= LONGEST_HTML
    assert html.startswith("<pre>") == any(fault.rule == "text-too-large" for fault in faults)


def test_a_page_that_would_be_too_large_is_shown_as_written() -> None:
    text = "[](a)" * 13_000

    assert [fault.rule for fault in diagnose_markdown(text)] == ["text-too-large"]
    assert render_markdown(text) == f"<pre>{text}</pre>"


@pytest.mark.parametrize(
    "code",
    [
        0x00,
        0x0B,
        0x0D,
        0x1B,
        0x7F,
        0x85,
        0x061C,
        0x200B,
        0x200D,
        0x200E,
        0x2028,
        0x202A,
        0x202E,
        0x2066,
        0x2069,
        0xD800,
        0xDFFF,
        0xFDD0,
        0xFEFF,
        0xFFFE,
        0x1FFFF,
        0x10FFFE,
    ],
    ids=hex,
)
def test_hidden_characters_are_found(code: int) -> None:
    assert find_forbidden_characters(f"sûr{chr(code)}") == ((3, code),)


def test_ordinary_characters_pass() -> None:
    assert find_forbidden_characters("é à\tœ\n« 1 234 » – ’ … 漢 𝛽 🩺") == ()


LINES = st.text(st.sampled_from("abcéß1290 _ ,;.()’«»–—\u202f-') ") | st.characters(categories=["L", "N"]), max_size=60)


@pytest.mark.no_cover
@given(LINES)
def test_a_line_of_words_becomes_what_the_whole_of_markdown_makes_of_it(text: str) -> None:
    assert render_markdown(text) == _render_blocks(text, "")


@pytest.mark.parametrize("text", ["Essai 3.", "Un score (2e édition), – « oui ».", "a - b", "é", "Trial 12"])
def test_most_lines_of_words_are_paragraphs(text: str) -> None:
    assert render_markdown(text) == f"<p>{text}</p>\n" == _render_blocks(text, "")
