// Searches the edition in the reader's browser, also from a disk: nothing is asked of a server. The texts are
// those of search-data.js beside this file, which the stylesheet made; of a large edition, the first of them. The
// others stand in search-data-2.js and on, as scripts, since a page on a disk may read nothing else, and are loaded
// when a search needs them. search-words.js, if there are many, says which of them have a word. In a library, a piece
// is an edition, which library.js loads.
"use strict";

(() => {
  const data = window.letterbookSearch;
  const SHOWN = 200;
  const AROUND = 70;
  const query = document.getElementById("query");
  const status = document.getElementById("found");

  // A character as it is looked up: without case and diacritics, ligatures and sharp s as two letters. An umlaut keeps its
  // dots, so that it is found as two letters too.
  const DOTS = "\u0308";
  const LETTERS = { "ä": `a${DOTS}`, "ö": `o${DOTS}`, "ü": `u${DOTS}`, "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "’": "'", "‘": "'" };
  const known = new Map();
  const folded = (character) => {
    let found = known.get(character);
    if (found === undefined) {
      const lower = character.toLowerCase();
      found = LETTERS[lower] ?? Array.from(lower.normalize("NFKD").replace(/\p{M}/gu, ""), (c) => LETTERS[c] ?? c).join("");
      known.set(character, found);
    }
    return found;
  };
  const fold = (text) => Array.from(text, folded).join("");

  // A script beside this one, run once.
  const running = new Map();
  const run = (name) => {
    if (!running.has(name)) {
      running.set(
        name,
        new Promise((done, failed) => {
          const script = document.createElement("script");
          script.src = `script/${name}.js`;
          script.addEventListener("load", done);
          script.addEventListener("error", () => failed(new Error(name)));
          document.head.append(script);
        }),
      );
    }
    return running.get(name);
  };

  // The texts of a piece, folded when the first search needs them; of a letter, all its paragraphs at once.
  const pieces = new Map();
  const piece = async (nth) => {
    if (!data.load && nth > 1) await run(`search-data-${nth}`);
    if (!pieces.has(nth)) {
      const { letters, notes } = data.load ? await data.load(nth) : nth > 1 ? data.pieces[nth] : data;
      const prepared = [...letters.map((letter) => [letter, "letters"]), ...notes.map((note) => [note, "notes"])];
      pieces.set(
        nth,
        prepared.map(([[page, name, paragraphs], kind]) => ({
          page,
          name,
          kind,
          paragraphs: paragraphs.map(([anchor, text]) => ({ anchor, text, folded: fold(text) })),
        })),
      );
    }
    return pieces.get(nth);
  };

  // The pieces that may hold letters or notes with all these words, each by its beginning.
  const promising = async (wanted) => {
    let found = Array.from({ length: data.count }, (_, n) => n + 1);
    if (!data.indexed) return found;
    await run("search-words");
    for (const word of wanted) {
      const having = new Set();
      for (const [, numbers] of data.words.matchAll(new RegExp(`^${word.replaceAll("ς", "σ").replace(/(?<=[aou])(?:e|\u0308)/gu, "e?")}\\S* (.*)$`, "gmu"))) {
        if (numbers === "*") found.forEach((nth) => having.add(nth));
        else numbers.split(" ").forEach((nth) => having.add(Number(nth)));
      }
      found = found.filter((nth) => having.has(nth));
    }
    return found;
  };

  const EDGE = "(?<![\\p{L}\\p{N}\\u0308])";
  // Where a line of the print breaks a word, and nobody mended it, the text has "Fuhr- mann".
  const BREAK = "(?:[-\\u00ad]\\s+)?";
  const words = (text) => fold(text).match(/[\p{L}\p{N}\u0308]+/gu) ?? [];
  // "Gemüth" is found by "Gemüth", "Gemuth" and "Gemueth", and finds "Gemueth".
  const UMLAUT = { e: `(?:${BREAK}e|${DOTS})`, [DOTS]: `(?:${BREAK}e|${DOTS})?` };
  const pattern = (word) =>
    Array.from(word.matchAll(/([aou])(e|\u0308)?|./gu), ([letter, vowel, second]) =>
      vowel ? vowel + (UMLAUT[second] ?? `${DOTS}?`) : letter,
    ).join(BREAK);

  // A word is found by its beginning; a phrase, in quotation marks of any kind, word for word.
  const terms = (text) => {
    const found = [];
    const rest = text.replace(/["“”„«»]([^"“”„«»]*)["“”„«»]/gu, (whole, phrase) => {
      if (words(phrase).length) {
        found.push(`${EDGE}${words(phrase).map(pattern).join("[^\\p{L}\\p{N}\\u0308]+")}(?![\\p{L}\\p{N}\\u0308])`);
      }
      return " ";
    });
    return [...found, ...words(rest).map((word) => EDGE + pattern(word))].map((source) => new RegExp(source, "gu"));
  };

  // Where in a text each character of its folded form stands.
  const places = (text) => {
    const found = [];
    let at = 0;
    for (const character of text) {
      for (let n = folded(character).length; n > 0; n -= 1) found.push(at);
      at += character.length;
    }
    found.push(at);
    return found;
  };

  // The words around the first hit of a paragraph, its hits marked.
  const context = (paragraph, wanted) => {
    const at = places(paragraph.text);
    const hits = wanted
      .flatMap((term) => Array.from(paragraph.folded.matchAll(term), (hit) => [at[hit.index], at[hit.index + hit[0].length]]))
      .sort((a, b) => a[0] - b[0]);
    let from = Math.max(0, hits[0][0] - AROUND);
    if (from > 0) from = Math.max(from, paragraph.text.indexOf(" ", from) + 1);
    from = Math.min(from, hits[0][0]);
    let to = Math.min(paragraph.text.length, hits[0][1] + 2 * AROUND);
    if (to < paragraph.text.length) to = Math.max(hits[0][1], paragraph.text.lastIndexOf(" ", to));
    const line = document.createDocumentFragment();
    if (from > 0) line.append("… ");
    let done = from;
    for (const [start, end] of hits) {
      if (start < done || end > to) continue;
      const mark = document.createElement("mark");
      mark.textContent = paragraph.text.slice(start, end);
      line.append(paragraph.text.slice(done, start), mark);
      done = end;
    }
    line.append(paragraph.text.slice(done, to));
    if (to < paragraph.text.length) line.append(" …");
    return line;
  };

  // What the page that a hit leads to shall mark, as the end of its address: browsers do it, and the page needs no script.
  // Words before a hit tell it from the same words elsewhere.
  const MARKED = 8;
  const marks = (paragraph, wanted) => {
    const { text, folded: looked } = paragraph;
    const at = places(text);
    const said = new Set();
    for (const term of wanted) {
      for (const hit of looked.matchAll(term)) {
        const rest = text.slice(at[hit.index + hit[0].length]).match(/^[\p{L}\p{N}\p{M}]*/u)[0];
        const found = text.slice(at[hit.index], at[hit.index + hit[0].length]) + rest;
        const before = text.slice(0, at[hit.index]).match(/(?:\S+\s+){0,2}\S+\s*$/u)?.[0].trim() ?? "";
        const part = (words) => encodeURIComponent(words).replaceAll("-", "%2D");
        if (said.size < MARKED) said.add(`text=${before ? `${part(before)}-,` : ""}${part(found)}`);
      }
    }
    return said.size ? `:~:${[...said].join("&")}` : "";
  };

  const item = (text, paragraph, wanted) => {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${text.page}#${paragraph.anchor}${marks(paragraph, wanted)}`;
    link.textContent = text.name;
    const words = document.createElement("p");
    words.append(context(paragraph, wanted));
    entry.append(link, words);
    return entry;
  };

  const sections = ["letters", "notes"].map((kind) => {
    const section = document.getElementById(`in-${kind}`);
    return { kind, section, list: section.querySelector("ol") };
  });

  // What is found is shown as it is found. A newer search ends an older one.
  let latest = 0;
  const search = async () => {
    const mine = (latest += 1);
    const wanted = terms(query.value);
    const counts = { letters: 0, notes: 0, count: SHOWN };
    let shown = false;
    let missing = "";
    const show = () => {
      for (const { kind, section, list } of sections) {
        if (!shown) list.replaceChildren();
        section.hidden = counts[kind] === 0;
      }
      shown = true;
    };
    // The address of a search can be kept and passed on.
    history.replaceState(null, "", wanted.length ? `#${encodeURIComponent(query.value)}` : "#");
    status.setAttribute("aria-busy", "true");
    try {
      for (const nth of wanted.length ? await promising(words(query.value)) : []) {
        const texts = await piece(nth).catch(() => (missing = ` ${data.labels.missing}`, []));
        if (mine !== latest) return;
        const found = { letters: [], notes: [] };
        for (const text of texts) {
          const has = (term) => text.paragraphs.some((paragraph) => paragraph.folded.search(term) >= 0);
          if (!wanted.every(has)) continue;
          for (const paragraph of text.paragraphs) {
            if (wanted.some((term) => paragraph.folded.search(term) >= 0)) found[text.kind].push([text, paragraph]);
          }
        }
        const room = { letters: SHOWN - counts.letters, notes: SHOWN - counts.notes };
        for (const kind of ["letters", "notes"]) counts[kind] += found[kind].length;
        show();
        for (const { kind, list } of sections) {
          const seen = found[kind].slice(0, Math.max(0, room[kind]));
          list.append(...seen.map(([text, paragraph]) => item(text, paragraph, wanted)));
        }
      }
    } catch {
      missing = ` ${data.labels.missing}`;
    }
    if (mine !== latest) return;
    if (!shown) show();
    const said = (label) => label.replace(/\{(\w+)\}/gu, (whole, name) => String(counts[name]));
    const some = counts.letters + counts.notes > 0;
    const many = Math.max(counts.letters, counts.notes) > SHOWN;
    status.textContent = !wanted.length ? "" : (!some ? data.labels.none
      : said(data.labels.count) + (many ? ` ${said(data.labels.first)}` : "")) + missing;
    status.removeAttribute("aria-busy");
  };

  const asked = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  };

  let waiting;
  query.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });
  // Somebody writes another search into the address, or goes back to one.
  addEventListener("hashchange", () => {
    query.value = asked();
    search();
  });
  document.getElementById("search").hidden = false;
  query.value ||= asked(); // words may stand there already, from a browser that goes back, or a quick hand
  if (query.value) search();
})();
