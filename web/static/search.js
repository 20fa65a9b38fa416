// Search, filters and the finder of a site without a server, over the data beside its pages. Loaded when somebody types
// or asks; a server answers the same forms with the same rules, and without scripts the pages of each filter stay.
const root = document.documentElement;
const perPage = 40;
const mostNear = 5;
const notFacets = new Set(["q", "sort", "after", "limit"]);

export const element = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const count = (n) => n.toLocaleString(root.lang);
const plural = (words, name, n, more = {}) => fill(words[name + (n > 1 ? "Many" : "One")], { n: count(n), ...more });
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("_", " ").match(/[\p{L}\p{N}]+/gu) || [];

let loading;
const load = (address) => (loading ||= (async () => {
  const data = { entries: [], synonyms: new Map(), longest: 1, holders: new Map() };
  const fetchPart = async (part) => (await fetch(part)).json();
  const first = await fetchPart(address), base = new URL(address, location.href);
  const rest = await Promise.all((first.parts || []).map((part) => fetchPart(new URL(part, base))));
  for (const part of [first, ...rest]) data.entries.push(...part.algorithms);
  for (const ways of first.synonyms) for (const way of ways) {
    const words = way.split(" ");
    data.synonyms.set(way, ways.map((one) => one.split(" ")));
    data.longest = Math.max(data.longest, words.length);
  }
  for (const one of data.entries) {
    one.terms = [...new Set(one.words.split(" "))];
    one.names = fold(one.name + " " + one.id);
    for (const term of one.terms) data.holders.set(term, (data.holders.get(term) || 0) + 1);
  }
  return data;
})());

// Letters to add, drop, change or swap to make one word of another; most + 1 when more. As boas/index/_near_words.py.
const distance = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [], row = [...Array(other.length + 1).keys()];
  for (let place = 1; place <= one.length; place += 1) {
    const next = [place];
    for (let at = 1; at <= other.length; at += 1) {
      let cost = Math.min(row[at] + 1, next[at - 1] + 1, row[at - 1] + (one[place - 1] !== other[at - 1]));
      if (place > 1 && at > 1 && other[at - 1] === one[place - 2] && one[place - 1] === other[at - 2]) cost = Math.min(cost, before[at - 2] + 1);
      next.push(cost);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
};

const starts = (term, word) => (word.length > 2 ? term.startsWith(word) : term === word);
const findNear = (data, word) => {
  const most = word.length < 4 || /[^\p{L}]/u.test(word) ? 0 : word.length < 8 ? 1 : 2;
  if (!most || [...data.holders.keys()].some((term) => starts(term, word))) return [];
  const close = [...data.holders.keys()].map((term) => [distance(word, term, most), term]).filter(([n]) => n <= most);
  return close.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1)).slice(0, mostNear).map(([, term]) => term);
};

// What somebody typed: of each word or abbreviation the ways to say it, and the words read in place of mistyped ones.
const read = (data, text, isTyping = false) => {
  const tokens = fold(text).slice(0, 16), parts = [], near = {};
  for (let place = 0; place < tokens.length;) {
    const rest = tokens.slice(place).join(" "), begun = isTyping && rest.length > 5 && [...data.synonyms.keys()].find((way) => way.startsWith(rest));
    if (begun) { parts.push([...data.synonyms.get(begun), tokens.slice(place)]); break; } // what is still being typed
    let end = Math.min(tokens.length, place + data.longest);
    while (end > place + 1 && !data.synonyms.has(tokens.slice(place, end).join(" "))) end -= 1;
    const typed = tokens.slice(place, end).join(" ");
    const ways = data.synonyms.get(typed) || [[typed]];
    const others = ways.length === 1 ? findNear(data, typed) : [];
    if (others.length) near[typed] = others;
    parts.push([...ways, ...others.map((one) => [one])]);
    place = end;
  }
  return { parts, near };
};
const holds = (one, way) => way.every((word) => one.terms.some((term) => starts(term, word)));
const says = (one, words) => words.parts.every((ways) => ways.some((way) => holds(one, way)));
const score = (data, one, words) => {
  let total = 0;
  for (const way of words.parts.flat()) {
    if (!holds(one, way)) continue;
    for (const word of way) {
      const rarity = Math.log(1 + data.entries.length / (data.holders.get(word) || 1));
      total += rarity * (one.names.some((name) => starts(name, word)) ? 10 : 1);
    }
  }
  return total;
};

const has = (one, facet, values) => {
  if (facet !== "only_on") return values.some((value) => (one.facets[facet] || []).includes(value));
  const lines = one.facets.runs_on_lines || [];
  return lines.length > 0 && lines.every((line) => line.split("/").some((source) => values.includes(source)));
};
const fits = (one, words, filters, but) =>
  (!one.example || words.parts.length || but === "origin" || (filters.origin || []).includes("example")) &&
  Object.entries(filters).every(([facet, values]) => facet === but || has(one, facet, values)) && says(one, words);
const find = (data, words, filters) => data.entries.filter((one) => fits(one, words, filters));
const byName = (a, b) => a.name.localeCompare(b.name, root.lang);
const last = (one) => !!one.ended || !!one.example;

const resultRow = (one, card, ...more) => {
  const name = element(more.length ? "h3" : "h2", { className: "row-name" }, element("a", { href: card + one.id + ".html" }, one.name));
  if (one.lang !== root.lang) name.lang = one.lang;
  const meta = element("p", { className: "row-meta" });
  if (one.example) meta.append(element("span", { className: "caution" }, document.body.dataset.example), " ");
  if (one.doubt) meta.append(element("span", { className: "caution" }, one.doubt), " ");
  if (!one.level.startsWith("0")) meta.append(element("span", {}, one.level), " ");
  meta.append(element("span", {}, one.meta));
  const text = element("div", { className: "row-text" }, name, element("p", {}, one.summary), meta, ...more);
  if (one.ended) {
    const [status, word, why] = one.ended;
    name.after(element("p", { className: "row-ended" }, element("span", { className: "state state-" + status }, word), " " + why));
  }
  if (one.worst) text.append(element("p", { className: "row-worst" }, one.worst));
  return element("li", { className: "row" }, text, ...(one.figure ? [resultFigure(one.figure)] : []));
};

// The figure shown first, with its outcome and what it rests on, as rows of lists have it.
const resultFigure = ({ value, printed, metric, outcome, grounds, other }) => {
  const about = element("span", {}, metric);
  if (outcome) about.append(" · ", element("span", outcome[1] === root.lang ? {} : { lang: outcome[1] }, outcome[0]));
  const strong = element("strong", { className: printed ? "printed" : "" }, value);
  return element("p", { className: other ? "figure figure-of-other" : "figure" }, strong, about, element("small", {}, grounds));
};

// Rows a page at a time, so that a page stays small whatever is found.
const showRows = (list, rows, make) => {
  let shown = 0;
  const button = element("button", { type: "button", className: "more-rows" }, document.body.dataset.more);
  const more = () => {
    const added = rows.slice(shown, shown + perPage).map(make);
    list.append(...added);
    if (shown) added[0].querySelector("a").focus();
    shown += added.length;
    button.hidden = shown >= rows.length;
  };
  button.addEventListener("click", more);
  more();
  return button;
};

const readFilters = (labels) => {
  const filters = {};
  for (const [name, value] of new URLSearchParams(location.search))
    if (value && !notFacets.has(name) && Object.hasOwn(labels, name) && !(filters[name] || []).includes(value)) (filters[name] ||= []).push(value);
  return filters;
};
const addressOf = (filters, q, sort) => {
  const query = new URLSearchParams();
  if (q) query.set("q", q);
  if (sort) query.set("sort", sort);
  for (const [facet, values] of Object.entries(filters)) for (const value of values) query.append(facet, value);
  return location.pathname + (query.size ? "?" + query : "");
};
const without = (filters, facet, value) => {
  const kept = { ...filters, [facet]: (filters[facet] || []).filter((one) => value !== undefined && one !== value) };
  if (!kept[facet].length) delete kept[facet];
  return kept;
};

export const answerList = async (place) => {
  const words = { ...place.dataset, ...document.body.dataset }, labels = JSON.parse(place.dataset.facets);
  const query = new URLSearchParams(location.search), q = (query.get("q") || "").trim(), asked = query.get("sort") || "";
  const sort = asked || (q ? "relevance" : "name");
  let filters = readFilters(labels);
  if (!q && !Object.keys(filters).length && sort === "name") return;
  const data = await load(document.body.dataset.index);
  const head = place.querySelector(".list-head"), notices = [];
  const facetLinks = [...place.querySelectorAll(".facets a[data-facet]")];
  const linkOf = (facet, value) => facetLinks.find((one) => one.dataset.facet === facet && one.dataset.value === value);
  for (const [facet, values] of Object.entries(filters)) for (const value of values) {
    if (data.entries.some((one) => has(one, facet, [value])) || linkOf(facet, value)) continue;
    notices.push(fill(words.unknown, { facet: labels[facet], value }));
    filters = without(filters, facet, value);
  }
  const read_ = read(data, q);
  for (const [word, near] of Object.entries(read_.near)) notices.push(fill(words.near, { word, near: near.join(", ") }));
  const found = find(data, read_, filters).sort(byName);
  if (sort === "relevance") { const scores = new Map(found.map((one) => [one, score(data, one, read_)])); found.sort((a, b) => scores.get(b) - scores.get(a)); }
  for (const key of ["level", "changed", "evaluated"]) if (sort === "-" + key) found.sort((a, b) => b[key].localeCompare(a[key]));
  found.sort((a, b) => last(a) - last(b));
  const ended = found.filter((one) => one.ended && !one.example).length, examples = found.filter((one) => one.example).length;
  for (const link of place.querySelectorAll(".sorts a")) {
    link.href = addressOf(filters, q, link.dataset.sort);
    if (link.dataset.sort === sort) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  }
  place.querySelector("#q").value = q;
  const said = [plural(words, "count", found.length)];
  if (ended) said.push(plural(words, "ended", ended));
  if (examples) said.push(plural(words, "examples", examples));
  place.querySelector(".count").textContent = said.join(", ") + (q ? " – " + q : "");
  head.before(...notices.map((text) => element("div", { className: "notice" }, element("p", {}, text))));
  const shown = place.querySelectorAll(".rows, .pages, .empty");
  if (found.length) {
    const list = element("ol", { className: "rows" });
    const button = showRows(list, found, (one) => resultRow(one, words.card));
    shown[0].replaceWith(list, button);
  } else {
    const ways = Object.keys(filters).map((facet) => [labels[facet], find(data, read_, without(filters, facet)).length, without(filters, facet), q]);
    if (read_.parts.length) ways.push([words.typed, find(data, read(data, ""), filters).length, filters, ""]);
    const links = ways.filter(([, n]) => n).sort((a, b) => b[1] - a[1]).map(([facet, n, kept, text]) =>
      element("li", {}, element("a", { href: addressOf(kept, text, "") }, plural(words, "drop", n, { facet }))));
    shown[0].replaceWith(element("div", { className: "empty" }, element("p", {}, words.none), element("ul", { className: "plain-list" }, ...links)));
  }
  shown.forEach((one) => one.remove());
  const chips = Object.entries(filters).flatMap(([facet, values]) => values.map((value) => {
    const link = linkOf(facet, value), text = link ? link.querySelector("span").textContent : value;
    const cross = Object.assign(element("span", {}, " ×"), { ariaHidden: "true" });
    const label = element("span", { className: "hidden" }, words.remove + " ");
    return element("li", {}, element("a", { href: addressOf(without(filters, facet, value), q, asked) }, label, element("small", {}, labels[facet]), " " + text, cross));
  }));
  if (chips.length) head.before(element("ul", { className: "chips" }, ...chips));
  for (const link of facetLinks) {
    const { facet, value } = link.dataset, chosen = (filters[facet] || []).includes(value);
    const counted = data.entries.filter((one) => fits(one, read_, filters, facet) && has(one, facet, [value])).length;
    link.querySelector("small").textContent = count(counted);
    link.parentElement.hidden = !counted && !chosen;
    if (chosen) link.setAttribute("aria-current", "true");
    link.href = addressOf(chosen ? without(filters, facet, value) : { ...filters, [facet]: [...(filters[facet] || []), value] }, q, asked);
  }
  for (const rest of place.querySelectorAll(".facet")) rest.hidden = !rest.querySelector("li:not([hidden])");
  const form = place.querySelector("form.search");
  for (const [facet, values] of Object.entries(filters)) for (const value of values) form.append(element("input", { type: "hidden", name: facet, value }));
  for (const link of document.querySelectorAll(".tools a[hreflang]")) link.href += location.search;
};

// Under a search field, the algorithms that what is typed finds; Enter still sends the form.
export const suggest = async (field) => {
  const words = document.body.dataset, form = field.form;
  let place = form.querySelector(".suggestions");
  if (!place) {
    place = element("div", { className: "suggestions" });
    place.append(element("p", { role: "status" }), element("ul", {}));
    form.append(place);
    form.addEventListener("keydown", (event) => { if (event.key === "Escape") place.hidden = true; });
    form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) place.hidden = true; });
  }
  const data = await load(words.index), typed = read(data, field.value, true);
  const found = typed.parts.length ? find(data, typed, {}) : [];
  const scores = new Map(found.map((one) => [one, score(data, one, typed)]));
  found.sort((a, b) => last(a) - last(b) || scores.get(b) - scores.get(a) || byName(a, b));
  const near = Object.entries(typed.near).map(([word, others]) => fill(words.near, { word, near: others.join(", ") }));
  place.firstChild.textContent = [found.length ? plural(words, "count", found.length) : words.none, ...near].join(" · ");
  place.lastChild.replaceChildren(...found.slice(0, 7).map((one) => {
    const link = element("a", { href: words.card + one.id + ".html" }, one.name);
    if (one.lang !== root.lang) link.lang = one.lang;
    return element("li", {}, link, ...(one.example ? [" ", element("small", {}, words.example)] : one.ended ? [" ", element("small", {}, one.ended[1])] : []));
  }));
  place.hidden = !typed.parts.length;
};

// On the page that says that there is none: what has nearly the address that was asked for.
export const suggestPages = async (place) => {
  const [, kind, id] = location.pathname.match(/\/(algorithms|data_sources|organisations)\/([^/.]+)/) || [];
  if (!kind) return;
  const lists = { algorithms: async () => (await load(document.body.dataset.index)).entries };
  const others = async () => (await (await fetch(place.dataset.up + kind + ".json")).json())[kind];
  const known = await (lists[kind] || others)();
  const wanted = id.toLowerCase(), most = Math.max(2, Math.floor(wanted.length / 3));
  const near = known.map((one) => [one.id.includes(wanted) || wanted.includes(one.id) ? 1 : distance(wanted, one.id, most), one]).filter(([n]) => n <= most);
  near.sort((a, b) => a[0] - b[0] || (a[1].id < b[1].id ? -1 : 1));
  const name = (one) => (typeof one.name === "string" ? one.name : one.name[root.lang] || Object.values(one.name)[0]);
  place.querySelector("ul").replaceChildren(...near.slice(0, 5).map(([, one]) => element("li", {}, element("a", { href: place.dataset.up + kind + "/" + one.id + ".html" }, name(one)))));
  place.hidden = !near.length;
};

// The finder: what it is for narrows the list, every other answer is a wish; who fits most wishes stands first.
export const answerFinder = async (place) => {
  const words = { ...place.dataset, ...document.body.dataset };
  const [labels, names, toldBy] = [words.labels, words.names, words.toldBy].map((one) => JSON.parse(one));
  const query = new URLSearchParams(location.search), q = (query.get("q") || "").trim();
  const asked = {};
  for (const [name, value] of query) if (value && Object.hasOwn(names, name)) (asked[name] ||= []).push(value);
  for (const field of place.querySelector("form").elements) {
    if (field.name === "q") field.value = q;
    else if (field.type === "checkbox") field.checked = (asked[field.name] || []).includes(field.value);
    else if (field.name) field.value = (asked[field.name] || [""])[0];
  }
  const wishes = Object.keys(asked).filter((facet) => Object.hasOwn(labels, facet));
  const subjects = Object.fromEntries(Object.entries(asked).filter(([facet]) => !wishes.includes(facet)));
  const data = await load(words.index);
  const found = find(data, read(data, q), subjects).filter((one) => !last(one)).map((one) => [one, wishes.filter((facet) => has(one, facet, asked[facet]))]);
  found.sort((a, b) => b[1].length - a[1].length || byName(a[0], b[0]));
  const nameOf = (facet, values) => values.map((value) => (names[facet] || {})[value] || value).join(", ");
  const within = (text) => (text[1] === (text[1] || "").toLowerCase() ? (text[0] || "").toLowerCase() + text.slice(1) : text);
  const reason = (one, facet, met) => {
    const mark = Object.assign(element("span", {}, met ? "✓" : "✗"), { ariaHidden: "true" });
    const said = element("li", {}, mark, " ", element("span", { className: "hidden" }, (met ? words.fits : words.lacks) + " "), fill(words.said, { facet: labels[facet], value: nameOf(facet, asked[facet]) }));
    const told = toldBy[facet] || facet, own = nameOf(told, one.facets[told] || []);
    if (!met && own) said.append(" ", element("small", {}, "(" + fill(words.here, { has: within(own) }) + ")"));
    return said;
  };
  const row = ([one, met]) => {
    const reasons = [...met, ...wishes.filter((facet) => !met.includes(facet))].map((facet) => reason(one, facet, met.includes(facet)));
    return resultRow(one, words.card, ...(reasons.length ? [element("ul", { className: "reasons" }, ...reasons)] : []));
  };
  const section = place.querySelector(".fitting"), list = element("ol", { className: "rows" });
  section.querySelector(".count").textContent = found.length ? plural(words, "count", found.length) : words.none;
  section.querySelector(".rows").replaceWith(list, ...(found.length ? [showRows(list, found, row)] : []));
  section.hidden = false;
  if (location.hash === "#fitting") section.scrollIntoView();
  for (const link of document.querySelectorAll(".tools a[hreflang]")) link.href += location.search;
};
