// Comfort only: the theme that was chosen, "/" to search, and the search of a site that has no server.
(() => {
  "use strict";
  const root = document.documentElement;
  const themes = ["auto", "light", "dark"];
  const stored = () => { try { return localStorage.getItem("theme") || "auto"; } catch { return "auto"; } };
  const show = (theme) => { if (theme === "auto") delete root.dataset.theme; else root.dataset.theme = theme; };
  show(stored());

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

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}_]+/gu) || [];

  const matches = (one, words, filters) =>
    words.every((word) => one.words.includes(word)) &&
    Object.entries(filters).every(([facet, values]) => values.some((value) => (one.facets[facet] || []).includes(value)));

  const rank = (one, words) => words.filter((word) => fold(one.name + " " + one.id).some((part) => part.startsWith(word))).length;

  const resultRow = (one, card) => {
    const name = element("h2", { className: "row-name" }, element("a", { href: card + one.id + ".html" }, one.name));
    if (one.lang !== root.lang) name.lang = one.lang;
    const meta = element("p", { className: "row-meta" }, element("span", {}, one.level), " ", element("span", {}, one.meta));
    const text = element("div", { className: "row-text" }, name, element("p", {}, one.summary), meta);
    if (one.ended) {
      const [status, word, why] = one.ended;
      name.after(element("p", { className: "row-ended" }, element("span", { className: "state state-" + status }, word), " " + why));
    }
    if (one.worst) text.append(element("p", { className: "row-worst" }, one.worst));
    return element("li", { className: "row" }, text);
  };

  const chip = (facet, value, text) => {
    const rest = new URLSearchParams(location.search);
    const kept = rest.getAll(facet).filter((one) => one !== value);
    rest.delete(facet);
    kept.forEach((one) => rest.append(facet, one));
    const link = element("a", { href: location.pathname + (rest.size ? "?" + rest : "") }, text + " ");
    link.append(Object.assign(element("span", {}, "×"), { ariaHidden: "true" }));
    return element("li", {}, link);
  };

  const answer = async (place) => {
    const query = new URLSearchParams(location.search);
    const q = (query.get("q") || "").trim();
    const filters = {};
    for (const [name, value] of query) if (value && !["q", "sort", "after", "limit"].includes(name)) (filters[name] ||= []).push(value);
    const sort = query.get("sort") || (q ? "relevance" : "name");
    if (!q && !Object.keys(filters).length && sort === "name") return;
    const index = [];
    for (let part = place.dataset.index; part;) {
      const told = await (await fetch(part)).json();
      index.push(...told.algorithms);
      part = told.next && new URL(told.next, new URL(part, location.href)).href;
    }
    const words = fold(q);
    const found = index.filter((one) => matches(one, words, filters));
    if (sort === "relevance") found.sort((a, b) => rank(b, words) - rank(a, words));
    if (sort === "-level") found.sort((a, b) => b.level.localeCompare(a.level));
    if (sort === "-changed") found.sort((a, b) => b.changed.localeCompare(a.changed));
    found.sort((a, b) => !!a.ended - !!b.ended);
    const ended = found.filter((one) => one.ended).length;
    for (const link of place.querySelectorAll(".sorts a")) {
      const next = new URLSearchParams(location.search);
      next.set("sort", link.dataset.sort);
      link.href = location.pathname + "?" + next;
      if (link.dataset.sort === sort) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    }
    place.querySelector("#q").value = q;
    place.querySelector(".count").textContent = place.dataset[found.length > 1 ? "many" : "one"].replace("{n}", found.length.toLocaleString(root.lang)) + (ended ? ", " + place.dataset[ended > 1 ? "endedMany" : "endedOne"].replace("{n}", ended.toLocaleString(root.lang)) : "") + (q ? " – " + q : "");
    const shown = place.querySelectorAll(".rows, .pages, .empty");
    const list = element("ol", { className: "rows" }, ...found.map((one) => resultRow(one, place.dataset.card)));
    shown[0].replaceWith(found.length ? list : element("p", { className: "empty" }, place.dataset.none));
    shown.forEach((one) => one.remove());
    const facetLinks = [...place.querySelectorAll(".facets a[data-facet]")];
    const chips = Object.entries(filters).flatMap(([facet, values]) => values.map((value) => {
      const link = facetLinks.find((one) => one.dataset.facet === facet && one.dataset.value === value);
      return chip(facet, value, link ? link.querySelector("span").textContent : value);
    }));
    if (chips.length) place.querySelector(".list-head").before(element("ul", { className: "chips" }, ...chips));
    for (const link of facetLinks) {
      const { facet, value } = link.dataset;
      const asked = { ...filters, [facet]: [value] };
      const count = index.filter((one) => matches(one, words, asked)).length;
      link.querySelector("small").textContent = count.toLocaleString(root.lang);
      link.parentElement.hidden = !count && !(filters[facet] || []).includes(value);
      const next = new URLSearchParams(location.search);
      if ((filters[facet] || []).includes(value)) link.setAttribute("aria-current", "true");
      else next.append(facet, value);
      link.href = location.pathname + "?" + next;
    }
    for (const rest of place.querySelectorAll(".facet")) rest.hidden = !rest.querySelector("li:not([hidden])");
    const form = place.querySelector("form.search");
    for (const [facet, values] of Object.entries(filters)) for (const value of values) form.append(element("input", { type: "hidden", name: facet, value }));
  };

  document.addEventListener("DOMContentLoaded", () => {
    themeButton();
    slashSearches();
    const facets = document.querySelector(".facets > details");
    if (facets && matchMedia("(max-width: 55.99rem)").matches) facets.open = false;
    const place = document.querySelector(".browse:not([data-answered])");
    if (place && location.search && location.pathname.endsWith("/algorithms.html")) answer(place);
    addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  });
})();
