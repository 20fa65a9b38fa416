"""A built site in a real browser: served as any static host would, and read by following the words of links."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Locator, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium, without its sandbox where a container has none."""
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A built site behind a plain file server, as on any static host."""

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object, **named: object) -> None:
            super().__init__(*arguments, directory=str(folder), **named)  # type: ignore[arg-type]

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def opened(browser: Browser, url: str, *, width: int = 1280, scripts: bool = True) -> Page:
    """A page in a context of its own, which its `context` closes."""
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(url)
    return page


class LinkReader:
    """Somebody who starts from the home page and knows nothing but the words of links, which are counted."""

    def __init__(self, browser: Browser, home: str) -> None:
        """Open the home page."""
        self.page = opened(browser, home)
        self.followed: list[str] = []

    def find(self, words: str, under: str = "") -> Locator:
        """A link by its words, a number behind them left aside; `under` is the heading of the part it stands in."""
        self.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        heading = self.page.locator("summary", has_text=re.compile(rf"^\s*{re.escape(under)}\s*$"))
        part = self.page.locator("details", has=heading).last if under else self.page.locator("body")
        spaced = r"\s".join(map(re.escape, words.split()))
        return part.get_by_role("link", name=re.compile(rf"^{spaced}(?:\s[\d\s.,]+)?$")).first

    def follow(self, words: str, under: str = "") -> None:
        """Follow a link to another page or another part of this one."""
        link = self.find(words, under)
        self.followed.append(words)
        link.click()
        self.page.wait_for_load_state()

    def fetch(self, words: str) -> str:
        """Follow a link to a file; gives what it holds."""
        link = self.find(words)
        self.followed.append(words)
        address = str(link.evaluate("one => one.href"))
        return self.page.request.get(address).text()

    def read(self) -> str:
        """What stands on the page, spaces made plain."""
        text = self.page.locator("main").inner_text()
        return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())

    def close(self) -> None:
        """Close the browser's context."""
        self.page.context.close()
