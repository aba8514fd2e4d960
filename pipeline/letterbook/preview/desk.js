"use strict";
/* Decides by a click: sends what an editor decides to the preview, which writes decisions.toml, and shows the
   change in its place. Works on the review, with its script, and on the page of a letter. */
{
  const given = document.currentScript.dataset;
  const { token } = given;
  let { seen, name } = given;
  const REVIEW = document.querySelector("main .unit") !== null && typeof begin === "function";
  const LETTER = document.querySelector("main > article.letter") !== null;
  const CHECKED = "Checked against the source.";

  const create = (tag, words = "", attributes = {}) => {
    const made = document.createElement(tag);
    made.textContent = words;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const press = (words, act, attributes = {}) => {
    const button = create("button", words, { type: "button", ...attributes });
    button.addEventListener("click", act);
    return button;
  };

  /* ---------------------------------------------------------------- what was said */

  const toast = create("div", "", { id: "desk-said", role: "status" });
  const tell = (words, wrong = false) => {
    toast.textContent = words;
    toast.classList.toggle("wrong", wrong);
  };

  /* ---------------------------------------------------------------- who decides */

  const asking = create("dialog", "", { id: "desk-name", "aria-labelledby": "desk-name-title" });
  const nameField = create("input", "", { id: "desk-who", autocomplete: "name", size: "30" });
  const nameLabel = create("label", "Your name, as the edition will give it ");
  nameLabel.append(nameField);
  asking.append(create("h2", "Who decides?", { id: "desk-name-title" }), nameLabel);
  let named = () => {};
  asking.append(
    press("Go on", () => {
      if (!nameField.value.trim()) return;
      name = nameField.value.trim();
      asking.close();
    }),
  );
  nameField.addEventListener("keydown", (event) => {
    if (event.key === "Enter") asking.querySelector("button").click();
  });
  asking.addEventListener("close", () => named());
  const knowName = async () => {
    if (name) return true;
    await new Promise((done) => {
      named = done;
      asking.showModal();
    });
    return Boolean(name);
  };

  /* ---------------------------------------------------------------- one order after another */

  let chain = Promise.resolve();
  let waiting = 0;

  const send = async (asked) => {
    const response = await fetch("/.preview/decide", {
      method: "POST",
      cache: "no-store",
      headers: { "Content-Type": "application/json", "X-Letterbook-Token": token },
      body: JSON.stringify({ do: "decide", lines: "", instead: [], name, ...asked, seen }),
    });
    if (response.headers.get("Content-Type") !== "application/json") return { ok: false, said: await response.text() };
    const told = await response.json();
    if (response.ok) seen = told.seen;
    return { ok: response.ok, said: told.said };
  };

  /** Carry out what `make` asks for, made when those before it are done: they may move lines of the file. */
  const order = async (make) => {
    if (!(await knowName())) return;
    waiting += 1;
    tell("Deciding …");
    const job = async () => {
      try {
        const asked = await make();
        if (asked) {
          const told = await send(asked);
          await renew();
          tell(told.said, !told.ok);
        }
      } catch {
        tell("The preview has ended: nothing was decided.", true);
      } finally {
        waiting -= 1;
      }
    };
    chain = chain.then(job);
    await chain;
  };

  const undo = () => order(() => ({ do: "undo" }));

  /* ---------------------------------------------------------------- the lines that decide */

  const LISTED = /; /;
  const dated = (words) => {
    const [first, last] = words.split("/").map((part) => part.trim());
    if (last === undefined) return [["date", words.trim()]];
    if (first === "..") return [["not-after", last]];
    if (last === "..") return [["not-before", first]];
    return [["from", first], ["to", last]];
  };
  const written = (key, words) => {
    if (key === "person" && LISTED.test(words)) return JSON.stringify(words.split(LISTED));
    return JSON.stringify(words);
  };
  /** Fill in what the lines of a change leave empty. */
  const filled = (lines, value, reason) =>
    lines
      .split("\n")
      .flatMap((row) => {
        const empty = /^(.+) = ""$/.exec(row);
        if (!empty) return [row];
        if (empty[1] === "reason") return [`reason = ${JSON.stringify(reason)}`];
        const keys = empty[1] === "date" ? dated(value) : [[empty[1], value]];
        return keys.map(([key, words]) => `${key} = ${written(key, words)}`);
      })
      .join("\n");
  const reasoned = (lines, reason) =>
    lines.replace(/^reason = .*$/m, (row) => (reason ? `reason = ${JSON.stringify(reason)}` : row === 'reason = ""' ? `reason = ${JSON.stringify(CHECKED)}` : row));

  /** Write a note to oneself and to other editors, which changes nothing in the edition. */
  const remarkOn = (letter, words) => {
    const key = /^[1-9]\d*$/.test(letter) ? letter : JSON.stringify(letter);
    return `[[remark]]\nletter = ${key}\nreason = ${JSON.stringify(words)}\n`;
  };

  /** Make the order that decides some facts, each by its lines; what was decided of them before goes. */
  const deciding = (pairs) => ({
    lines: pairs.map(([, lines]) => `${lines.trim()}\n`).join("\n"),
    instead: pairs.filter(([fact]) => fact.decided).map(([fact]) => [fact.decided, fact.letter]),
  });

  /* ---------------------------------------------------------------- the buttons of a fact */

  const WAYS = [
    ["confirm", "Confirm", "c"],
    ["change", "Change", "e"],
    ["reject", "Reject", "x"],
    ["leave", "Leave as it is", "l"],
  ];

  /** Write the buttons of a fact. `now` gives the fact as it is when an order is made, `alike` in time those like it. */
  const controls = (fact, now, alike) => {
    const group = create("div", "", { class: "decide", role: "group", "aria-label": `Decide: ${fact.title}` });
    const why = create("input", "", { placeholder: CHECKED, "aria-label": `Why: ${fact.title}`, autocomplete: "off" });
    const take = (way) => {
      const reason = why.value.trim();
      order(() => {
        const mine = now();
        return mine && mine.lines[way] ? deciding([[mine, reasoned(mine.lines[way], reason)]]) : null;
      });
    };
    const takeAll = (way) => {
      const reason = why.value.trim();
      order(async () => {
        const all = (await alike()).filter((one) => one.lines[way]);
        return deciding(all.map((one) => [one, reasoned(one.lines[way], reason)]));
      });
    };
    const form = create("form", "", { hidden: "" });
    const value = create("input", "", {
      "aria-label": `Value: ${fact.title}`,
      size: "24",
      autocomplete: "off",
      value: fact.lines.confirm ? fact.plain : "",
    });
    if (fact.known.length) {
      const list = create("datalist", "", { id: `known-${fact.id}` });
      for (const one of fact.known) list.append(create("option", "", { value: one }));
      value.setAttribute("list", list.id);
      form.append(list);
    }
    const many = create("input", "", { type: "checkbox" });
    const save = () => {
      const words = value.value.trim();
      if (!words) return;
      const reason = why.value.trim() || CHECKED;
      const all = many.checked;
      form.hidden = true;
      order(async () => {
        const these = all ? await alike() : [now()];
        return deciding(these.filter((one) => one && one.lines.change).map((one) => [one, filled(one.lines.change, words, reason)]));
      });
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      save();
    });
    form.append(value, create("button", "Save", { type: "submit" }));
    for (const one of fact.offers) {
      form.append(
        press(one, () => {
          value.value = one;
          save();
        }),
      );
    }
    const { like = 0 } = fact;
    if (like > 1) {
      const label = create("label", "");
      label.append(many, ` for all ${like} of this kind`);
      form.append(label);
    }
    for (const [way, words, key] of WAYS) {
      if (!fact.lines[way]) continue;
      const act = way === "change" ? () => {
        form.hidden = !form.hidden;
        if (!form.hidden) value.focus();
      } : () => take(way);
      const shown = way === "change" && !fact.lines.confirm ? "Set" : words;
      if (way === "confirm" && fact.decided) continue;
      group.append(press(shown, act, { "data-do": way, "aria-keyshortcuts": key, title: `key ${key}` }));
    }
    if (fact.decided) {
      group.append(
        press("Take the decision back", () =>
          order(() => {
            const mine = now();
            return mine && mine.decided ? { instead: [[mine.decided, mine.letter]] } : null;
          }), { "data-do": "back", "aria-keyshortcuts": "b", title: "key b" }),
      );
    }
    if (like > 1 && !fact.decided) {
      for (const way of ["confirm", "leave"]) {
        if (!fact.lines[way]) continue;
        const words = way === "confirm" ? `Confirm all ${like} of this kind` : `Leave all ${like} of this kind`;
        group.append(press(words, () => takeAll(way), { "data-do": `${way}-all` }));
      }
    }
    if (fact.letter) {
      const remark = () => {
        const words = why.value.trim();
        if (!words) {
          why.focus();
          tell("Write the remark into the field “Why” first.", true);
          return;
        }
        why.value = "";
        order(() => ({ lines: remarkOn(fact.letter, words) }));
      };
      group.append(press("Remark", remark, { "data-do": "remark", "aria-keyshortcuts": "r", title: "key r" }));
    }
    const reason = create("label", "Why ");
    reason.append(why);
    group.append(form, reason);
    return group;
  };

  const doOn = (group, way) => {
    const button = group && group.querySelector(`[data-do="${way}"]`);
    if (button) button.click();
    return Boolean(button);
  };

  const KEYS = { c: "confirm", e: "change", x: "reject", l: "leave", b: "back", r: "remark", C: "confirm-all", L: "leave-all" };

  /* ---------------------------------------------------------------- the page as it is now */

  const load = (address) =>
    new Promise((done, fail) => {
      const request = new XMLHttpRequest(); // it reads pages without a script's writing HTML
      request.open("GET", address);
      request.responseType = "document";
      request.onload = () => (request.status === 200 && request.response ? done(request.response) : fail());
      request.onerror = fail;
      request.send();
    });

  /** Whether something is being filled in: then nothing on the page is replaced, and keys stay what they are. */
  const isFilling = () => {
    const at = document.activeElement;
    const typing = at && at.matches("main input:not([type=checkbox]), main textarea, main select");
    return typing || document.querySelector("dialog[open], .decide form:not([hidden])") !== null;
  };
  /** Shows the page as it is now; returns whether it could. */
  let renew = async () => true;

  if (REVIEW) {
    const numbers = () => [...new Set(all(".fact.call .value, .fact.note .value").map((one) => one.textContent.replace(/^note /, "")))];
    const persons = () => [
      ...new Set(all(".fact.sender .value, .fact.recipient .value").flatMap((one) => one.textContent.split("; "))),
    ].filter((one) => one !== "not known").sort();
    let known = {};

    const factOf = (row) => {
      const part = (query) => (row.querySelector(query) || { textContent: "" }).textContent;
      const { kind, letter = "", decided = "0", plain = "" } = row.dataset;
      return {
        id: row.id,
        kind,
        letter,
        plain,
        decided: Number(decided),
        title: `${part(".kind")}, ${row.closest(".unit").querySelector("h3").textContent}`,
        lines: Object.fromEntries(all("details.toml", row).map((one) => [one.dataset.way, one.querySelector("pre").textContent])),
        known: known[kind] || [],
        offers: all(".offer", row).map((one) => one.dataset.offer),
        like: Number(row.dataset.alike || 0) || alikeIn(document, row).length,
      };
    };
    const alikeIn = (page, row) => all(".fact", page).filter((one) => one.dataset.like === row.dataset.like && !one.dataset.decided);
    /** Find the facts like one in the whole review, page by page: the other pages as they are now. */
    const alikeOf = async (row) => {
      const names = row.dataset.alike ? all(".turn a").map((link) => link.href) : [location.href];
      const isHere = (address) => new URL(address).pathname === location.pathname;
      const pages = await Promise.all(names.map((address) => (isHere(address) ? document : load(address))));
      return pages.flatMap((page) => alikeIn(page, row));
    };

    const dress = (row) => {
      const details = row.querySelector("details");
      if (!details.open || details.querySelector(".decide")) return;
      const { id } = row;
      details.querySelector("summary").after(
        controls(factOf(row), () => byId(id) && factOf(byId(id)), async () => (byId(id) ? (await alikeOf(byId(id))).map(factOf) : [])),
      );
    };
    /** A thing that is odd in the order of the book: each of its ways becomes a button. */
    const dressOdd = (row) => {
      const group = create("div", "", { class: "decide", role: "group", "aria-label": `Decide: ${row.querySelector(".says").textContent}` });
      for (const way of all("details.toml", row)) {
        const lines = `${way.querySelector("pre").textContent}\n`;
        group.append(press(way.querySelector("summary").textContent, () => order(() => ({ lines }))));
      }
      row.querySelector("details > summary").after(group);
    };
    /** What several odd things of one kind have in common can be done for all of them. */
    const dressOddities = (list) => {
      const ways = new Map();
      for (const way of all("details.toml", list)) {
        const words = way.querySelector("summary").textContent;
        ways.set(words, [...(ways.get(words) || []), `${way.querySelector("pre").textContent.trim()}\n`]);
      }
      const many = [...ways].filter(([, each]) => each.length > 1);
      if (!many.length) return;
      const group = create("div", "", { class: "decide", role: "group", "aria-label": `Decide: ${list.previousElementSibling.textContent}` });
      for (const [words, each] of many) {
        group.append(press(`${words}: all ${each.length}`, () => order(() => ({ lines: each.join("\n") }))));
      }
      list.before(group);
    };
    /** A person: "the same as" another, chosen from all or offered. */
    const dressPerson = (row) => {
      const mine = row.dataset.name;
      const cell = row.querySelector(".same");
      const form = create("form", "", { class: "decide" });
      const whom = create("input", "", { list: "all-persons", "aria-label": `${mine} is the same person as`, autocomplete: "off", size: "20" });
      form.append(whom, create("button", "One person", { type: "submit" }));
      const decide = (other) => {
        const words = [["person", mine], ["name", other], ["reason", "One person under two names."]];
        order(() => ({ lines: `[[same-person]]\n${words.map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`).join("")}` }));
      };
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        whom.blur();
        if (whom.value.trim() && whom.value.trim() !== mine) decide(whom.value.trim());
      });
      for (const way of all("details.toml", row)) {
        const other = way.querySelector("summary").textContent;
        form.append(press(`Is ${other}`, () => decide(other)));
      }
      cell.prepend(form);
    };
    const dressPersons = () => {
      const rows = all(".person");
      if (!rows.length) return;
      const list = create("datalist", "", { id: "all-persons" });
      for (const row of rows) list.append(create("option", "", { value: row.dataset.name }));
      rows[0].closest("table").after(list);
      rows.forEach(dressPerson);
    };
    const dressAll = () => {
      for (const row of all(".odd")) dressOdd(row);
      for (const list of all(".oddities")) dressOddities(list);
      dressPersons();
      known = { sender: persons(), recipient: persons(), call: numbers() };
      const undoing = press("Undo", undo, { "aria-keyshortcuts": "u", title: "key u" });
      document.querySelector(".bar").append(undoing);
      for (const row of facts) dress(row);
    };
    document.addEventListener("toggle", (event) => {
      const row = event.target.closest(".fact");
      if (row) dress(row);
    }, true);

    let last = "";
    renew = async () => {
      const fresh = await load(location.pathname);
      const main = fresh.querySelector("main");
      const state = fresh.querySelector("script[data-seen]");
      if (!main || !state || isFilling()) return false;
      ({ seen } = state.dataset);
      name = state.dataset.name || name;
      const text = main.outerHTML;
      if (text === last) return true;
      last = text;
      const unchecked = boxes.filter((box) => !box.checked).map((box) => `${box.name} ${box.value}`);
      const focused = document.activeElement.closest(".fact") || current;
      const id = focused && focused.id;
      const top = focused && focused.getBoundingClientRect().top;
      const y = scrollY;
      const opened = all("main details[open] > summary").map((one) => one.id).filter(Boolean);
      document.querySelector("header").replaceWith(document.adoptNode(fresh.querySelector("header")));
      document.querySelector("main").replaceWith(document.adoptNode(main));
      for (const summary of opened) if (byId(summary)) byId(summary).parentElement.open = true;
      begin();
      for (const box of boxes) box.checked = !unchecked.includes(`${box.name} ${box.value}`);
      filter();
      dressAll();
      const again = id && byId(id);
      scrollTo(0, y);
      if (again) {
        open_(again);
        scrollBy(0, again.getBoundingClientRect().top - top);
      }
      return true;
    };
    const open_ = (row) => {
      open(row);
      dress(row);
    };

    dressAll();
    roleButtons.prepend(
      press("Decide", () => {
        const lines = roleLines.textContent;
        dialog.close();
        order(() => ({ lines }));
      }, { id: "line-decide" }),
    );
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !byId("keys").checked) return;
      if (event.target.matches("input, textarea, select") || document.querySelector("dialog[open]")) return;
      if (event.key === "u") undo();
      const row = document.activeElement.closest(".fact") || current;
      if (!row || !KEYS[event.key]) return;
      open_(row);
      if (doOn(row.querySelector(".decide"), KEYS[event.key])) event.preventDefault();
      else tell(`There is no button for the key ${event.key} at this fact.`);
    });
  }

  /* ---------------------------------------------------------------- the page of a letter */

  if (LETTER) {
    const page = decodeURIComponent(location.pathname).replace(/^.*\/|\.html$/g, "").toLowerCase();
    const panel = create("aside", "", { id: "desk", "aria-labelledby": "desk-title" });
    const list = create("ul");
    let here = [];
    const BARE = { confirm: "", change: "", reject: "", leave: "" };
    const show = async () => {
      const told = await (await fetch("/report/review.json", { cache: "no-store" })).json();
      if (isFilling()) return;
      const at = told.order.findIndex((row) => row.page.toLowerCase() === page);
      const [key, from, to] = [told.order[at]?.letter, told.order[at]?.line, told.order[at + 1]?.line ?? Infinity];
      here = told.facts.filter((fact) => fact.letter === key);
      review.href = `/report/review.html#${encodeURIComponent(key ?? "")}/heading`;
      const names = [...new Set(told.facts.filter((fact) => ["sender", "recipient"].includes(fact.fact)).flatMap((fact) => fact.value.split("; ")))].filter(Boolean);
      const factOf = (one) => ({
        id: one.id,
        kind: one.fact,
        letter: one.letter,
        plain: one.value,
        decided: one.decided,
        title: `${one.fact}, letter ${one.letter}`,
        lines: { ...BARE, ...one.toml },
        known: ["sender", "recipient"].includes(one.fact) ? names : [],
        offers: one.alternatives.filter((other) => other !== one.value),
      });
      const openNow = new Set([...list.querySelectorAll("details[open]")].map((one) => one.dataset.id));
      list.replaceChildren(
        ...here.map((one) => {
          const item = create("li");
          const details = create("details", "", { "data-id": one.id });
          const stands = one.status === "inferred" ? one.certainty : one.status;
          const line = create("summary", `${one.fact}: ${one.value || "not known"} `);
          line.append(create("span", stands, { class: "badge" }));
          details.append(line);
          details.open = openNow.has(one.id);
          for (const reason of one.evidence) details.append(create("p", reason.quote ? `${reason.says}: “${reason.quote}”` : reason.says));
          const now = () => {
            const found = here.find(({ id }) => id === one.id);
            return found ? factOf(found) : null;
          };
          details.append(controls(factOf(one), now, () => []));
          item.append(details);
          return item;
        }),
      );
      const remarks = told.judgements.filter((one) => one.subject === "a remark" && one.line >= from && one.line < to);
      for (const one of remarks) list.append(create("li", `Remark by ${one.by}: ${one.reason}`));
      panel.hidden = !here.length;
    };
    const ROLES = [
      ["heading", "a letter begins at these words", {}],
      ["matter", "the letter ends before these words: prose of the editor", {}],
      ["not-heading", "no letter begins at these words", {}],
      ["split", "a new paragraph begins with these words", {}],
      ["join", "these words are of one paragraph", {}],
      ["note", "a note begins here", { note: "" }],
      ...["dateline", "salutation", "valediction", "signature", "address", "heading", "paragraph", "postscript"].map((is) => ["line", `these words are: ${is}`, { is }]),
    ];
    const role = create("select", "", { "aria-label": "What the selected words are" });
    ROLES.forEach(([, words], at) => role.append(create("option", words, { value: String(at) })));
    let chosen = "";
    document.addEventListener("selectionchange", () => {
      const words = String(getSelection()).replace(/\s+/g, " ").trim();
      if (words) chosen = words;
    });
    const decideWords = press("Decide on the selected words", () => {
      if (!chosen) {
        tell("Select words of the letter first.", true);
        return;
      }
      const [table, , more] = ROLES[Number(role.value)];
      const quote = chosen;
      const keys = { quote, ...more, ...("note" in more ? { note: quote.split(/\W/)[0] } : {}), reason: "Read so in the source." };
      const lines = Object.entries(keys).map(([each, words]) => `${each} = ${JSON.stringify(words)}\n`).join("");
      order(() => ({ lines: `[[${table}]]\n${lines}` }));
    });
    /** Take over the letter as it is now, and then the list of its facts; what is open in it stays open. */
    renew = async () => {
      const fresh = await load(`${location.pathname}?now`);
      const state = fresh.querySelector("script[data-seen]");
      const main = fresh.querySelector("main");
      if (!main || !state || isFilling()) return false;
      ({ seen } = state.dataset);
      name = state.dataset.name || name;
      document.title = fresh.title;
      for (const node of [...panel.parentElement.childNodes]) if (node !== panel) node.remove();
      panel.before(...[...main.childNodes].map((node) => document.adoptNode(node)));
      await show(); // takes longer in a large book
      return true;
    };
    const review = create("a", "This letter in the review", { href: "/report/review.html" });
    panel.append(
      create("h2", "Decide on this letter", { id: "desk-title" }),
      list,
      role,
      decideWords,
      press("Undo", undo, { "aria-keyshortcuts": "u" }),
      review,
    );
    document.querySelector("main").append(panel);
    panel.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select")) return;
      if (event.key === "u") undo();
      const details = event.target.closest("details");
      if (details && KEYS[event.key] && doOn(details.querySelector(".decide"), KEYS[event.key])) event.preventDefault();
    });
    show().catch(() => {});
  }

  if (REVIEW) {
    /* The page tells of copying, which nobody needs to do here. */
    const tellOfClicks = () => {
      const told = document.querySelector("header > p:last-of-type");
      if (told) told.textContent = "What you decide here is written into decisions.toml at once; Undo takes it back.";
      const keys = document.querySelector("main .keys");
      if (!keys || byId("decide-keys")) return;
      const more = create("p", "At a fact: ", { id: "decide-keys", class: "keys" });
      const means = [["c", "confirms"], ["e", "changes"], ["x", "rejects"], ["l", "leaves it as it is"], ["b", "takes its decision back"],
        ["r", "remarks"], ["C", "confirms all of its kind"], ["L", "leaves all of its kind"], ["u", "undoes what was decided last"]];
      for (const [key, does] of means) more.append(create("kbd", key), ` ${does}${key === "u" ? "." : ", "}`);
      keys.after(more);
    };
    const renewed = renew;
    renew = async () => {
      const done = await renewed();
      tellOfClicks();
      return done;
    };
    tellOfClicks();
  }
  if (REVIEW || LETTER) {
    document.body.append(toast, asking);
    /** Take over what changed on the disk, unless something is being filled in. */
    globalThis.renewed = async () => {
      if (waiting || isFilling()) return false;
      await chain;
      return renew();
    };
  }
}
