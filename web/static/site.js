// Comfort only: the theme that was chosen, "/" to search, and what loads the search when somebody types or asks.
(() => {
  "use strict";
  const root = document.documentElement;
  const themes = ["auto", "light", "dark"];
  const stored = () => { try { return localStorage.getItem("theme") || "auto"; } catch { return "auto"; } };
  const show = (theme) => { if (theme === "auto") delete root.dataset.theme; else root.dataset.theme = theme; };
  show(stored());

  // The list that was built is not the one that was asked for: it stays out of sight until the answer stands, so nothing moves.
  const asksHere = () => location.search && /\/(algorithms|finder)\.html$/.test(location.pathname);
  if (asksHere()) root.dataset.asked = root.dataset.answering = "";
  const answer = (make) => searching().then(make).finally(() => delete root.dataset.answering);

  const themeButton = () => {
    const button = document.querySelector("button.theme");
    if (!button) return;
    const words = button.dataset.words.split("|");
    const say = (theme) => {
      button.querySelector("span").textContent = words[themes.indexOf(theme)];
      button.title = words[themes.indexOf(theme)];
    };
    button.hidden = false;
    say(stored());
    button.addEventListener("click", () => {
      const next = themes[(themes.indexOf(stored()) + 1) % themes.length];
      try { localStorage.setItem("theme", next); } catch { /* then only this page changes */ }
      show(next);
      say(next);
    });
  };

  const slashSearches = () => document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const field = document.querySelector("main input[type=search], header input[type=search]");
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  });

  const searching = () => import(new URL(document.body.dataset.script, document.baseURI));
  const searchAsTyped = () => {
    for (const field of document.querySelectorAll("form.search input[type=search]"))
      field.addEventListener("input", async () => (await searching()).suggest(field));
  };

  // Where only files are served, two algorithms have a page when the registry proposes the pair.
  const findPair = async (form) => {
    const ids = (new URLSearchParams(location.search).get("ids") || "").split(",").map((one) => one.trim()).filter(Boolean);
    const field = form.querySelector("input[name=ids]");
    if (!field || !ids.length) return;
    field.value = ids.join(",");
    if (ids.length !== 2 || !ids.every((one) => /^[a-z0-9-]+$/.test(one))) return;
    const place = new URL(`compare/${ids.sort().join("...")}.html`, location.href);
    if ((await fetch(place, { method: "HEAD" })).ok) location.replace(place);
  };

  document.addEventListener("DOMContentLoaded", () => {
    themeButton();
    slashSearches();
    searchAsTyped();
    // Style sheets show the facets beside the list on wide screens; browsers without ::details-content need them open.
    const facets = document.querySelector(".facets > details");
    if (facets && !CSS.supports("selector(::details-content)") && matchMedia("(min-width: 56rem)").matches) facets.open = true;
    const place = document.querySelector(".browse:not([data-answered])"), finder = document.querySelector(".finder:not([data-answered])");
    if (asksHere() && place) answer((search) => search.answerList(place));
    else if (asksHere() && finder) answer((search) => search.answerFinder(finder));
    else delete root.dataset.answering;
    const form = document.querySelector(".compare-form:not([data-answered])");
    if (form && location.search) findPair(form);
    const near = document.querySelector(".near-pages[hidden]");
    if (near) searching().then((search) => search.suggestPages(near));
    addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  });
})();
