"use strict";
/* Filters, copies, and shows beside a marked word why it is marked. Everything else works without it. */

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const all = (query, within = document) => [...within.querySelectorAll(query)];
const make = (name, words = "", attributes = {}) => {
  const made = document.createElement(name);
  made.textContent = words;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};
const say = (words) => {
  byId("said").textContent = words;
};

/* ------------------------------------------------------------------ filter */

const DOUBTFUL = ["open", "low", "suggested", "medium"];
let facts, tasks, units, boxes, waiting; // of the page as it is now: a preview renews it

const chosen = (name) => new Set(boxes.filter((box) => box.name === name && box.checked).map((box) => box.value));

const filter = () => {
  const kinds = chosen("kind");
  const standings = chosen("standing");
  const fits = (row) => kinds.has(row.dataset.kind) && standings.has(row.dataset.standing);
  const whole = boxes.every((box) => box.checked);
  for (const row of [...facts, ...tasks]) row.hidden = !fits(row);
  for (const { unit, facts: mine } of units) unit.hidden = !whole && mine.every((fact) => fact.hidden);
  const count = facts.filter((fact) => !fact.hidden).length;
  byId("shown").textContent = whole ? `${count} facts shown` : `${count} of ${facts.length} facts shown`;
  const only = boxes.every((box) => box.name === "kind" || box.checked === DOUBTFUL.includes(box.value));
  waiting.setAttribute("aria-pressed", String(only));
};

const onlyWaiting = () => {
  const only = waiting.getAttribute("aria-pressed") !== "true";
  for (const box of boxes) {
    if (box.name === "standing") box.checked = !only || DOUBTFUL.includes(box.value);
  }
  filter();
};

/* ------------------------------------------------------------------ go from fact to fact */

let current = null; // the fact last gone to
let origin = null; // the word from which it was gone to

const open = (fact) => {
  const unit = fact.closest(".unit");
  fact.hidden = unit.hidden = false;
  const details = fact.querySelector("details");
  details.open = true;
  for (const lit of all(".lit")) lit.classList.remove("lit");
  fact.classList.add("lit");
  for (const mark of all(`[data-own~="${CSS.escape(fact.id)}"]`, unit)) mark.classList.add("lit");
  current = fact;
  details.querySelector("summary").focus({ preventScroll: true });
};

const goTo = (fact) => {
  open(fact);
  const unit = fact.closest(".unit");
  const mark = unit.querySelector(".text .lit");
  const wide = matchMedia("(min-width: 60rem)").matches;
  (wide && mark ? mark : wide ? unit : fact).scrollIntoView({ block: wide && mark ? "center" : "start" });
  if (wide) fact.scrollIntoView({ block: "nearest" });
};

const step = (by) => {
  const shown = facts.filter((fact) => !fact.hidden);
  const cost = (fact) => Number(fact.dataset.cost || 0);
  const doubtful = shown
    .filter((fact) => DOUBTFUL.includes(fact.dataset.standing))
    .sort((one, other) => cost(other) - cost(one));
  const list = doubtful.length ? doubtful : shown;
  if (!list.length) return;
  const here = list.indexOf(document.activeElement.closest(".fact") || current);
  const next = here < 0 ? (by > 0 ? 0 : list.length - 1) : (here + by + list.length) % list.length;
  goTo(list[next]);
  say(`${next + 1} of ${list.length}`);
};


const targetOf = (link) => {
  const address = link.getAttribute("href");
  return address.startsWith("#") ? byId(address.slice(1)) : null;
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const target = link && targetOf(link);
  if (!target) return;
  if (target.matches(".fact")) {
    event.preventDefault();
    const within = link.closest(".text");
    origin = within ? link : null;
    if (within && link.closest(".unit").contains(target)) {
      open(target); // the text stays where it is
      target.scrollIntoView({ block: "nearest" });
    } else goTo(target);
  } else if (target.closest(".text")) {
    event.preventDefault();
    target.closest(".unit").hidden = false;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  }
});

const arrive = () => {
  const named = byId(location.hash.slice(1)); // ids hold nothing that is escaped in an address
  if (named && named.matches(".fact")) goTo(named);
};
addEventListener("hashchange", arrive);

/* ------------------------------------------------------------------ beside a word: why it is marked */

const FEW = 2; // reasons of one fact; all of them stand in its row
const tip = byId("tip");
let owner = null;
let leaving = 0;

const line = (id, first) => {
  const fact = byId(id);
  if (!fact) return null;
  const part = (query) => fact.querySelector(query).textContent;
  const said = make("p");
  said.append(make("b", `${first}${part(".kind")}`), ` ${part(".value")} (${part(".badge")})`);
  return said;
};

const show = (mark) => {
  clearTimeout(leaving);
  if (mark === owner) return;
  hide();
  const { own = "", for: others = "", more } = mark.dataset;
  const lines = [];
  for (const id of own.split(" ").filter(Boolean)) {
    const said = line(id, "");
    if (!said) continue;
    lines.push(said);
    const reasons = all(".why li", byId(id));
    for (const why of reasons.slice(0, FEW)) lines.push(make("p", `– ${why.textContent}`));
    if (reasons.length > FEW) lines.push(make("p", `– and ${reasons.length - FEW} more`));
  }
  for (const id of others.split(" ").filter(Boolean)) {
    const fact = byId(id);
    const said = fact && line(id, "Speaks for: ");
    if (!said) continue;
    said.append(`, ${fact.closest(".unit").querySelector("h3").textContent}`);
    lines.push(said);
  }
  if (more) lines.push(make("p", `and for ${more} more`));
  const fault = mark.closest("[data-reads]");
  if (fault && !own) lines.unshift(make("p", `Read as “${fault.dataset.reads}”`));
  if (!lines.length) lines.push(make("p", "The facts that rest on this stand on another page."));
  tip.replaceChildren(...lines);
  tip.hidden = false;
  const box = mark.getClientRects()[0];
  const left = Math.min(box.left, root.clientWidth - tip.offsetWidth - 8);
  const below = box.bottom + tip.offsetHeight + 12 < root.clientHeight;
  tip.style.left = `${Math.max(8, left) + scrollX}px`;
  tip.style.top = `${scrollY + (below ? box.bottom + 6 : Math.max(0, box.top - tip.offsetHeight - 6))}px`;
  mark.setAttribute("aria-describedby", "tip");
  owner = mark;
};

const hide = () => {
  clearTimeout(leaving);
  if (owner) owner.removeAttribute("aria-describedby");
  owner = null;
  tip.hidden = true;
};

document.addEventListener("pointerover", (event) => {
  const mark = event.target.closest(".text a");
  if (mark) show(mark);
  else if (event.target.closest("#tip")) clearTimeout(leaving);
  else if (owner && owner !== document.activeElement) {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 200); // time to reach the words that are shown
  }
});
document.addEventListener("focusin", (event) => {
  const mark = event.target.closest(".text a");
  if (mark) show(mark);
  else hide();
});

/* ------------------------------------------------------------------ keys */

// One stop of the tab key for each text; the arrows go from mark to mark within it.
const stopOnce = () => {
  for (const { unit } of units) {
    all(".text a", unit).forEach((mark, n) => {
      if (n) mark.tabIndex = -1;
    });
  }
};

const along = (mark, by) => {
  const marks = all(".text a", mark.closest(".unit"));
  const next = marks[marks.indexOf(mark) + by];
  if (!next) return;
  mark.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
};

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === "Escape") {
    if (owner) hide();
    else if (origin && target.closest(".fact")) origin.focus();
  } else if (target.matches(".text a") && (key === "ArrowRight" || key === "ArrowLeft")) {
    event.preventDefault();
    along(target, key === "ArrowRight" ? 1 : -1);
  } else if (byId("keys").checked && !target.matches("input, textarea, select") && (key === "n" || key === "p")) {
    step(key === "n" ? 1 : -1);
  }
});

/* ------------------------------------------------------------------ lines for decisions.toml */

const lines = byId("lines");

const copy = async (words, button) => {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const field = make("textarea");
    field.value = words;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    button.focus();
  }
  say("Copied");
  const name = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => {
    button.textContent = name;
  }, 1500);
};

const count = () => {
  byId("gathered").textContent = String(lines.value.split("\n").filter((row) => row.startsWith("[[")).length);
  byId("tray").hidden = !lines.value;
};

const gather = (words) => {
  if (!lines.value.includes(words)) lines.value += `${lines.value ? "\n" : ""}${words}`; // the same once
  count();
  say(`Gathered: ${byId("gathered").textContent}`);
};

const equip = (details) => {
  if (!details.matches(".toml") || details.querySelector("button")) return;
  const code = details.querySelector("pre");
  const fact = details.closest(".fact");
  const words = (part, query) => part.querySelector(query).textContent;
  const about = fact
    ? [words(details, "summary"), words(fact, ".kind"), words(fact.closest(".unit"), "h3")].join(", ")
    : words(details, "summary");
  const copying = make("button", "Copy", { type: "button", "aria-label": `Copy: ${about}` });
  copying.addEventListener("click", () => copy(`${code.textContent}\n`, copying));
  const gathering = make("button", "Gather", { type: "button", "aria-label": `Gather: ${about}` });
  gathering.addEventListener("click", () => {
    gather(`${code.textContent}\n`);
    gathering.textContent = "Gathered";
  });
  details.append(copying, gathering);
};

document.addEventListener("toggle", (event) => equip(event.target), true);
lines.addEventListener("input", count);
byId("copy-all").addEventListener("click", (event) => copy(lines.value, event.currentTarget));
byId("empty").addEventListener("click", () => {
  lines.value = "";
  count();
});
count();

/* ------------------------------------------------------------------ the page as it is now */

const begin = () => {
  facts = all(".fact");
  tasks = all(".worklist tbody tr");
  units = all(".unit").map((unit) => ({ unit, facts: all(".fact", unit) }));
  boxes = all(".filter th input");
  waiting = byId("waiting");
  current = origin = null;
  for (const box of boxes) box.addEventListener("change", filter);
  waiting.addEventListener("click", onlyWaiting);
  byId("next").addEventListener("click", () => step(1));
  byId("previous").addEventListener("click", () => step(-1));
  byId("line").addEventListener("click", askLine);
  stopOnce();
  for (const details of all(".toml[open]")) equip(details);
  filter();
};
