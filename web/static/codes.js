// Looks pasted codes up in the parts of the site that hold them. Nothing that is pasted leaves the browser.
(() => {
  "use strict";
  const form = document.querySelector(".code-search");
  const place = document.querySelector(".code-answer");
  if (!form || !place) return;
  const words = JSON.parse(form.dataset.words);
  const language = document.documentElement.lang;
  const mostShown = 200;
  const fetched = new Map();
  const load = (address) => {
    if (!fetched.has(address)) fetched.set(address, fetch(address).then((reply) => { if (!reply.ok) throw new Error(address); return reply.json(); }));
    return fetched.get(address);
  };
  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const choose = (texts) => texts[language] || Object.values(texts).find(Boolean) || "";
  const split = (text) => [...new Set(text.split(/[\s,;|]+/).map((one) => one.replace(/^['"()[\]*]+|['"()[\]*]+$/g, "")).filter(Boolean))];
  const normalise = (system, code) => {
    if (system.has_case) return code;
    const plain = code.toUpperCase();
    if (system.dot && plain[system.dot] === ".") return plain.slice(0, system.dot) + plain.slice(system.dot + 1);
    return plain.startsWith(system.prefix) ? plain.slice(system.prefix.length) : plain;
  };

  const holdersOf = async (system, asked) => {
    const code = normalise(system, asked);
    const found = [];
    for (let length = 0; length <= code.length; length += 1) {
      const start = code.slice(0, length);
      if (!Object.hasOwn(system.shards, start)) continue;
      const part = await load(form.dataset.parts + system.system + "/" + system.shards[start] + ".json");
      for (const one of part.codes) {
        if (!code.startsWith(one.code)) continue;
        for (const list of one.lists.map((at) => part.lists[at]))
          if (list.match === "prefix" || one.code === code) found.push({ rule: one.code, list });
      }
    }
    found.sort((a, b) => b.list.current - a.list.current || a.list.algorithm.localeCompare(b.list.algorithm) || a.list.path.localeCompare(b.list.path));
    return { asked, code, system: system.system, label: choose(system.label), found };
  };

  const linkTo = (list) => element("a", { href: form.dataset.card + list.algorithm + ".html" }, choose(list.name));
  const head = (...names) => element("thead", {}, element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, name))));

  const byAlgorithm = (answers) => {
    const rows = new Map();
    for (const answer of answers) for (const one of answer.found) {
      const row = rows.get(one.list.algorithm) || { list: one.list, include: new Set(), exclude: new Set() };
      row[one.list.role].add(answer.asked);
      rows.set(one.list.algorithm, row);
    }
    const sorted = [...rows.values()].sort((a, b) => b.include.size - a.include.size || b.exclude.size - a.exclude.size || a.list.algorithm.localeCompare(b.list.algorithm));
    const body = sorted.slice(0, mostShown).map((row) => element("tr", {},
      element("th", { scope: "row" }, linkTo(row.list)),
      element("td", {}, row.include.size.toLocaleString(language)),
      element("td", {}, row.exclude.size.toLocaleString(language))));
    return element("table", {}, element("caption", {}, words.algorithms), head(words.algorithm, words.include, words.exclude), element("tbody", {}, ...body));
  };

  const byCode = (answers) => {
    const body = answers.slice(0, mostShown).map((answer) => {
      const lists = element("ul", { className: "plain-list" }, ...answer.found.slice(0, 20).map((one) => {
        const facts = [words[one.list.role + "d"], one.list.match === "prefix" ? one.rule + "*" : "", one.list.field || "", one.list.versions.join(", "), one.list.current ? "" : words.old, one.list.status === "active" ? "" : words[one.list.status]];
        return element("li", {}, linkTo(one.list), " · " + facts.filter(Boolean).join(" · "));
      }));
      return element("tr", {}, element("th", { scope: "row" }, element("code", {}, answer.code), " " + answer.label), element("td", {}, lists));
    });
    return element("table", {}, element("caption", {}, words.codes), head(words.code, words.lists), element("tbody", {}, ...body));
  };

  const answer = async (text) => {
    const codes = split(text);
    if (!codes.length) { place.replaceChildren(); return; }
    place.replaceChildren(element("p", {}, words.wait));
    try {
      const systems = (await load(form.dataset.index)).systems;
      const answers = [];
      for (const code of codes) for (const system of systems) {
        const one = await holdersOf(system, code);
        if (one.found.length) answers.push(one);
      }
      const held = new Set(answers.map((one) => one.asked));
      const missing = codes.filter((code) => !held.has(code));
      const total = say(words.total, { n: held.size.toLocaleString(language), all: codes.length.toLocaleString(language) });
      const scroll = (table) => element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: table.caption.textContent }, table);
      const parts = [element("p", {}, total)];
      if (answers.length) parts.push(scroll(byAlgorithm(answers)), scroll(byCode(answers)));
      if (answers.length > mostShown) parts.push(element("p", { className: "note" }, say(words.more, { n: (answers.length - mostShown).toLocaleString(language) })));
      if (missing.length) parts.push(element("p", {}, words.missing + " ", ...missing.slice(0, mostShown).flatMap((code) => [element("code", {}, code), " "])));
      place.replaceChildren(...parts);
    } catch {
      place.replaceChildren(element("p", { className: "caution" }, words.broken));
    }
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); answer(form.elements.code.value); });
  const asked = new URLSearchParams(location.hash.slice(1)).getAll("code").join(" "); // what follows # is sent nowhere
  if (asked) { form.elements.code.value = asked; answer(asked); }
})();
