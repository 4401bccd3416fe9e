"use strict";
// Search of the section. The index and how it is stored: plugins/cchc/search/index.py; its rules of words: words.py.
(() => {
  const box = document.querySelector(".c-search");
  if (!box) return;
  const form = box.querySelector("form"), list = box.querySelector("ol"), more = box.querySelector(".c-search__more");
  const status = box.querySelector("[role=status]"), found = box.querySelector(".c-search__results");
  const none = box.querySelector(".c-search__none"), unfilter = box.querySelector(".c-search__unfilter");
  const filters = Array.from(form.querySelectorAll("select"), (select) => select.name).filter((name) => name !== "sap-xep");
  const root = box.dataset.root, title = document.title;
  const PAGE = 10, MOST_WORDS = 16, EXCERPT = 230, BEFORE = 60;

  // Words: one spelling each, and that without diacritics
  const WORD = /[\p{L}\p{N}]+/gu;
  const spell = (word) => word.toLowerCase().normalize("NFD")
    .replace(/o([\u0300\u0301\u0303\u0309\u0323])([ae])/g, "o$2$1").replace(/u([\u0300\u0301\u0303\u0309\u0323])y/g, "uy$1")
    .normalize("NFC").replace(/^0+(?=[0-9])/, "");
  const fold = (word) => word.replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const words = (text) => Array.from(text.matchAll(WORD), (match) => {
    const exact = spell(match[0]);
    return {exact, folded: fold(exact), from: match.index, to: match.index + match[0].length};
  });

  // A query as units that must all be found: a word, a number with its symbol, a phrase in quotes
  const read = (query) => {
    const clean = query.normalize("NFC").replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, "").replace(/ð/gi, "đ");
    const units = [];
    for (const [part, straight, curly] of clean.matchAll(/"([^"]*)"|“([^”]*)”|[^\s,;"“]+/g)) {
      const quoted = straight ?? curly;
      units.push({words: words(quoted ?? part), quoted: quoted !== undefined});
    }
    let left = MOST_WORDS;
    const kept = units.filter((unit) => unit.words.length && (left -= unit.words.length) >= 0);
    return {units: kept, cut: left < 0, strict: kept.some((unit) => unit.words.some((word) => word.exact !== word.folded))};
  };

  // The index, fetched piece by piece; hashed names may be kept, the contents are asked for anew on every visit
  let contents, pieces = new Map();
  const get = async (path, options) => {
    const answer = await fetch(path, options);
    if (!answer.ok) throw new Error(`${answer.status} ${path}`);
    return answer;
  };
  const keep = (path, make) => pieces.get(path) ?? pieces.set(path, get(path).then(make)).get(path);
  const forget = () => ([contents, pieces] = [undefined, new Map()]);
  const reader = (bytes, at = 0) => ({
    next() {
      let value = 0, scale = 1;
      for (; bytes[at] > 127; scale *= 128) value += (bytes[at++] & 127) * scale;
      return value + bytes[at++] * scale;
    },
    skip: (length) => bytes.subarray(at, at += length),
  });
  const readTable = async (answer) => {
    const {documents, name, sets} = contents;
    const bytes = reader(new Uint8Array(await answer.arrayBuffer()));
    const names = bytes.skip(documents * name);
    const column = () => Array.from({length: documents}, () => bytes.next());
    let day = 0;
    const days = column().map((more) => day += more), text = column(), details = column();
    return {days, text, details, traits: column().map((number) => sets[number]),
      name: (doc) => Array.from(names.subarray(doc * name, (doc + 1) * name), (byte) => byte.toString(16).padStart(2, "0")).join("")};
  };
  const readShard = async (answer) => {
    const bytes = reader(new Uint8Array(await answer.arrayBuffer()));
    const head = new TextDecoder().decode(bytes.skip(bytes.next())).split(" ");
    const entries = new Map();
    for (let i = 0; i < head.length; i += 2) {
      const entry = {exact: head[i], bytes: bytes.skip(+head[i + 1])}, folded = fold(head[i]);
      entries.set(folded, [...entries.get(folded) ?? [], entry]);
    }
    return entries;
  };
  const postings = (entry) => {
    if (entry.places) return entry.places;
    const bytes = reader(entry.bytes), number = bytes.next();
    const column = () => Array.from({length: number}, () => bytes.next());
    let doc = 0;
    const docs = column().map((more) => doc += more), counts = column();
    entry.places = new Map(docs.map((doc, index) => {
      let place = 0;
      return [doc, Array.from({length: counts[index]}, () => place += bytes.next())];
    }));
    return entry.places;
  };
  const shards = (from, to) => contents.words.filter(([first], index) =>
    first <= to && (index + 1 === contents.words.length || contents.words[index + 1][0] > from));
  const load = async (from, to) => Promise.all(shards(from, to).map(([, name]) => keep(`tu/${name}.bin`, readShard)));

  // Where a word stands: {all, exact}, places by document. A last word that no document has may be a beginning
  const look = async (word, last) => {
    let entries = (await load(word.folded, word.folded)).flatMap((shard) => shard.get(word.folded) ?? []);
    if (!entries.length && last && word.folded.length > 1) {
      word.begun = true;
      const begun = await load(word.folded, `${word.folded}\uffff`);
      entries = begun.flatMap((shard) => Array.from(shard)).filter(([folded]) => folded.startsWith(word.folded)).flatMap(([, own]) => own);
    }
    const all = new Map(), exact = new Map();
    for (const entry of entries) {
      for (const [doc, places] of postings(entry)) {
        all.set(doc, all.has(doc) ? [...all.get(doc), ...places] : places);
        if (entry.exact === word.exact) exact.set(doc, places);
      }
    }
    return {all, exact};
  };

  // Ranking: words found, exact diacritics, how close they stand, title over details over text, BM25, newer first
  const chain = (lists) => lists.slice(1).reduce((starts, places, index) => {
    const here = new Set(places);
    return starts.filter((place) => here.has(place + index + 1));
  }, lists[0]);
  const near = (lists) => {
    const whole = chain(lists);
    if (whole.length) return [lists.length, whole];
    return [lists.slice(1).filter((places, index) => chain([lists[index], places]).length).length, []];
  };
  const rank = (units, strict, table) => {
    const total = table.days.length, docs = new Set(units.flatMap((unit) => unit.tables.flatMap((one) => Array.from(one.all.keys()))));
    const zone = (doc, place) => (place >= table.text[doc]) + (place >= table.text[doc] + table.details[doc]);
    const best = (doc, places) => places.reduce((most, place) => Math.max(most, zone(doc, place)), 0);
    const hits = [];
    for (const doc of docs) {
      const holds = (kind) => units.filter(({tables}) => tables.every((one) => one[kind].has(doc))
        && (tables.length < 2 || chain(tables.map((one) => one[kind].get(doc))).length));
      const held = holds("all");
      if (!held.length) continue;
      const exact = !strict || holds("exact").length === units.length;
      const tables = held.flatMap((unit) => unit.tables);
      const lists = tables.map((one) => one[strict && exact ? "exact" : "all"].get(doc));
      const [close, starts] = near(lists);
      const place = starts.length ? best(doc, starts) : Math.min(...lists.map((places) => best(doc, places)));
      const size = .4 + .6 * table.text[doc] / (contents.average || 1);
      const score = tables.reduce((sum, one, index) => {
        const often = lists[index].length, rarity = Math.log(1 + (total - one.all.size + .5) / (one.all.size + .5));
        return sum + rarity * often * 2.2 / (often + 1.2 * size);
      }, 0);
      hits.push({doc, key: [held.length, +exact, close, place, Math.round(score * 10), table.days[doc], doc]});
    }
    return hits.sort((a, b) => a.key.reduce((order, value, index) => order || b.key[index] - value, 0));
  };

  // All units first; else the words of phrases apart; else documents with at least half of the words
  const match = async (query, table) => {
    const {units, strict} = query;
    if (!units.length) return {hits: table.days.map((day, doc) => ({doc})).reverse(), note: ""};
    const flat = units.flatMap((unit) => unit.words);
    const tables = await Promise.all(flat.map((word, index) => look(word, index + 1 === flat.length)));
    let next = 0;
    for (const unit of units) unit.tables = unit.words.map(() => tables[next++]);
    const hits = rank(units, strict, table), whole = hits.filter((hit) => hit.key[0] === units.length);
    if (whole.length) return {hits: whole, note: ""};
    const apart = units.flatMap((unit) => unit.quoted ? unit.words.map((word, index) => ({words: [word], tables: [unit.tables[index]]})) : [unit]);
    const loose = rank(apart, strict, table), every = loose.filter((hit) => hit.key[0] === apart.length);
    query.units = apart;
    if (every.length) return {hits: every, note: "Không có trang nào có đúng cụm từ trong dấu ngoặc kép; đang hiện các trang có đủ các từ."};
    return {hits: loose.filter((hit) => hit.key[0] * 2 >= apart.length), note: "Không có trang nào có đủ các từ; đang hiện các trang có một số từ."};
  };

  // Results
  const make = (name, className, ...children) => {
    const element = Object.assign(document.createElement(name), className && {className});
    element.append(...children);
    return element;
  };
  // Spans of a text that the units stand in, neighbours joined
  const spans = (text, units) => {
    const tokens = words(text), marked = new Set();
    for (const unit of units) {
      tokens.forEach((_, index) => {
        const fits = unit.words.every((word, step) => {
          const token = tokens[index + step];
          return token && (token.folded === word.folded || (word.begun && token.folded.startsWith(word.folded)));
        });
        if (fits) unit.words.forEach((_, step) => marked.add(index + step));
      });
    }
    const joined = [];
    for (const index of Array.from(marked).sort((a, b) => a - b)) {
      const token = tokens[index], before = joined[joined.length - 1];
      const beside = before && token.from - before.to < 2 && text[before.to] !== "\n";
      const span = beside ? before : {from: token.from, kinds: new Set(), exact: 0};
      span.to = token.to;
      span.kinds.add(token.folded);
      span.exact += units.some((unit) => unit.words.some((word) => word.exact === token.exact));
      if (!beside) joined.push(span);
    }
    return joined;
  };
  const marked = (text, from, to, places) => {
    const parts = [];
    let at = from;
    for (const span of places) {
      if (span.from < at || span.to > to) continue;
      parts.push(text.slice(at, span.from), make("mark", "", text.slice(span.from, span.to)));
      at = span.to;
    }
    return [...parts, text.slice(at, to)];
  };
  // The stretch of a text with most of the words looked for
  const excerpt = (text, units) => {
    const places = spans(text, units);
    let start = 0, most = 0;
    places.forEach((span, index) => {
      const kinds = new Set();
      let value = 0;
      for (let next = index; next < places.length && places[next].to <= span.from + EXCERPT - BEFORE; next++) {
        for (const kind of places[next].kinds) kinds.add(kind);
        value = Math.max(value, places[next].kinds.size * 10 + places[next].exact);
      }
      value += kinds.size * 100;
      if (value > most) [most, start] = [value, span.from];
    });
    const line = text.lastIndexOf("\n", start) + 1;
    const from = start - line > BEFORE ? text.indexOf(" ", start - BEFORE) + 1 : line, end = from + EXCERPT;
    const to = end < text.length ? Math.max(text.lastIndexOf(" ", end), Math.min(start + 1, end)) : text.length;
    const shown = marked(text, from, to, places);
    return [from > line ? "…" : "", ...shown.map((part) => typeof part === "string" ? part.replace(/\n/g, " · ") : part), to < text.length ? "…" : ""];
  };
  const show = (item, units) => {
    const link = make("a", "", ...marked(item.title, 0, item.title.length, spans(item.title, units)));
    link.href = root + item.url;
    const facts = item.facts.join(" · "), day = make("time", "", item.day);
    day.dateTime = item.iso;
    const whole = spans(item.summary, units), text = item.summary && (whole.length || !spans(item.text, units).length)
      ? marked(item.summary, 0, item.summary.length, whole) : excerpt(item.text, units);
    const said = make("p", "c-found__text", ...text);
    if (item.lang) link.lang = said.lang = item.lang;
    return make("li", "c-found__item", make("h3", "c-found__title", link), said,
      make("p", "c-meta", ...item.day ? [day, " · "] : [], facts));
  };

  // The address holds the query, the filters, the order and how many are shown
  const given = () => new URLSearchParams(location.search);
  const fill = (address) => {
    form.elements.q.value = address.get("q") ?? "";
    for (const select of form.querySelectorAll("select")) {
      select.value = address.get(select.name) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
  };
  const go = (changes = {}, asked = false) => {
    const address = new URLSearchParams(Array.from(new FormData(form)).filter(([, value]) => value.trim()));
    for (const [name, value] of Object.entries(changes)) address.set(name, value);
    if (`${address}` !== `${given()}`) history.pushState(null, "", `${location.pathname}?${address}`);
    return run(asked);
  };

  let latest = 0;
  const run = async (asked = given().has("q")) => {
    const turn = ++latest, address = given(), typed = (address.get("q") ?? "").trim();
    fill(address);
    const chosen = filters.filter((name) => form.elements[name].value).map((name) => `${name}=${form.elements[name].value}`);
    document.title = typed ? `${typed} – ${title}` : title;
    if (!typed && !chosen.length) {
      if (asked) form.elements.q.focus();
      return settle(turn, asked ? "Hãy gõ từ cần tìm." : "", []);
    }
    const slow = setTimeout(() => turn === latest && (status.textContent = "Đang tìm…"), 500);
    const attempt = () => search(address, typed, chosen);
    try {
      // A new release may have taken the place of the one whose contents were read
      settle(turn, ...await attempt().catch(() => forget() && attempt()));
    } catch {
      forget();
      settle(turn, "Không tải được dữ liệu tìm kiếm. Hãy thử lại sau ít phút, hoặc xem tin, bài theo danh mục.", []);
    } finally {
      clearTimeout(slow);
    }
  };
  const search = async (address, typed, chosen) => {
    contents = contents ?? await (await get("muc-luc.json", {cache: "no-cache"})).json();
    const table = await keep(`bang/${contents.table}.bin`, readTable), query = read(typed);
    if (typed && !query.units.length) return ["Chưa có từ nào để tìm: hãy gõ chữ hoặc số.", []];
    const {hits, note} = await match(query, table);
    const kept = hits.filter(({doc}) => chosen.every((trait) => table.traits[doc].includes(trait)));
    if (address.get("sap-xep") === "ngay" || !typed) kept.sort((a, b) => table.days[b.doc] - table.days[a.doc] || b.doc - a.doc);
    const size = PAGE * Math.min(50, Math.max(1, parseInt(address.get("trang"), 10) || 1)), first = kept.slice(0, size);
    const items = await Promise.all(first.map(({doc}) => keep(`bai/${table.name(doc)}.json`, (answer) => answer.json())));
    const what = typed ? ` cho “${typed}”` : "", cut = query.cut ? ` Chỉ tìm ${MOST_WORDS} từ đầu.` : "";
    const sentence = kept.length ? `${note ? `${note} ` : ""}${kept.length.toLocaleString("vi")} kết quả${what}${kept.length > size ? `, đang hiện ${size.toLocaleString("vi")}` : ""}.`
      : `Không tìm thấy kết quả nào${what}${hits.length ? ` với bộ lọc đang chọn; bỏ bộ lọc sẽ có ${hits.length.toLocaleString("vi")} kết quả` : ""}.`;
    return [sentence + cut, items.map((item) => show(item, query.units)), kept.length > size, !kept.length, hits.length && chosen.length];
  };
  const settle = (turn, sentence, items, left = false, nothing = false, filtered = false) => {
    if (turn !== latest) return;
    list.textContent = "";
    list.append(...items);
    found.hidden = !items.length;
    more.hidden = !left;
    none.hidden = !nothing;
    unfilter.hidden = !filtered;
    unfilter.querySelector("a").href = `?${new URLSearchParams({q: form.elements.q.value})}`;
    status.textContent = sentence;
  };

  form.addEventListener("submit", (event) => go(event.preventDefault(), true));
  form.addEventListener("change", (event) => event.target.matches("select") && go());
  more.addEventListener("click", async () => {
    const shown = list.children.length;
    await go({trang: Math.ceil(shown / PAGE) + 1});
    list.children[shown]?.querySelector("a").focus();
  });
  addEventListener("popstate", () => run());
  run();
})();
