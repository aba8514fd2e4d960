/* ------------------------------------------------------------------ what a line is: the lines that say so */

const quoted = (words) => JSON.stringify(words); // TOML reads these strings as JSON writes them
const WORDS = 8; // of a long line so many are quoted

const table = (name, keys) =>
  `[[${name}]]\n${Object.entries(keys)
    .map(([key, value]) => `${key} = ${typeof value === "number" ? value : quoted(value)}\n`)
    .join("")}`;

const linesOf = (unit) => {
  const text = unit.querySelector(".text");
  const first = Number(text.dataset.from);
  return text.textContent.split("\n").map((words, at) => ({ line: first + at, words: words.trim() }));
};

const opening = (words) => {
  const parts = words.split(/\s+/);
  return parts.length > WORDS + 4 ? parts.slice(0, WORDS).join(" ") : parts.join(" ");
};

const READ = "Read so in the source.";
const IS = [
  "paragraph",
  "heading",
  "dateline",
  "address",
  "salutation",
  "valediction",
  "signature",
  "postscript",
  "header",
  "marking",
  "ornament",
  "page-number",
  "running-head",
];

/* Each: what it is called, and the lines that say so of the line `one`; `before` is the last line before it. */
const ROLES = {
  heading: ["a letter begins here", (one, number) => table("heading", { ...one, ...(number ? { number } : {}), reason: READ })],
  matter: ["the letter ends before it: what follows is no letter (prose of the editor, an index)", (one) => table("matter", { ...one, reason: READ })],
  "not-heading": ["no letter begins here: the two letters are one", (one) => table("not-heading", { ...one, reason: READ })],
  "not-matter": ["it belongs to the letter before", (one) => table("not-matter", { ...one, reason: READ })],
  note: ["a note begins here", (one, number) => table("note", { ...one, note: number || opening(one.quote).replace(/\W.*/, "") || "1", reason: READ })],
  "not-note": ["no note begins here", (one) => table("not-note", { ...one, reason: READ })],
  join: [
    "it goes on with the paragraph before: the two are one",
    (one, number, before) =>
      before &&
      table("join", {
        quote: `${before.words.split(/\s+/).slice(-4).join(" ")} ${one.quote.split(/\s+/).slice(0, 4).join(" ")}`,
        line: before.line,
        reason: READ,
      }),
  ],
  split: ["a new paragraph begins here", (one) => table("split", { ...one, reason: READ })],
  remark: ["a remark for the editors", (one, number, before, why) => table("remark", { ...one, reason: why || "To be looked at again." })],
};
for (const is of IS) {
  ROLES[`line ${is}`] = [`it is: ${is.replace("-", " ")}`, (one) => table("line", { ...one, is, reason: READ })];
}

const field = (label, control) => {
  const made = make("label", `${label} `);
  made.append(control);
  return made;
};

const dialog = make("dialog", "", { id: "lines-dialog", "aria-labelledby": "lines-title" });
const chooseLine = make("select", "", { id: "line-is" });
const chooseRole = make("select", "", { id: "line-role" });
const giveNumber = make("input", "", { id: "line-number", size: "6", autocomplete: "off" });
const giveWhy = make("input", "", { id: "line-why", size: "40", autocomplete: "off", placeholder: READ });
const roleLines = make("pre", "", { tabindex: "0", "aria-label": "Lines for decisions.toml" });
for (const [role, [name]] of Object.entries(ROLES)) chooseRole.append(make("option", name, { value: role }));

const roleButtons = make("p", "", { class: "buttons" });
const roleButton = (name, act) => {
  const button = make("button", name, { type: "button" });
  button.addEventListener("click", act);
  roleButtons.append(button);
  return button;
};

const numbered = () => {
  const wanted = chooseRole.value === "heading" || chooseRole.value === "note";
  giveNumber.parentElement.hidden = !wanted;
};

let linesHere = [];
const tell = () => {
  const at = linesHere.findIndex(({ line }) => String(line) === chooseLine.value);
  const here = linesHere[at];
  if (!here) return;
  const one = { quote: opening(here.words), line: here.line };
  const before = linesHere.slice(0, at).findLast(({ words }) => words);
  const why = giveWhy.value.trim();
  const said = ROLES[chooseRole.value][1](one, giveNumber.value.trim(), before, why) || "";
  roleLines.textContent = why ? said.replace(/reason = .*/, () => `reason = ${quoted(why)}`) : said;
  numbered();
};

const openLines = (unit, line) => {
  linesHere = linesOf(unit);
  chooseLine.replaceChildren(
    ...linesHere
      .filter(({ words }) => words)
      .map(({ line: number, words }) => make("option", `${number}: ${words.slice(0, 70)}`, { value: String(number) })),
  );
  if (!chooseLine.options.length) return;
  const near = linesHere.filter(({ line: number, words }) => words && number <= line).at(-1);
  if (near) chooseLine.value = String(near.line);
  giveNumber.value = giveWhy.value = "";
  tell();
  dialog.showModal();
  chooseRole.focus();
};

const unitInSight = () => {
  const near = document.activeElement.closest(".unit") || (current && current.closest(".unit"));
  if (near && near.isConnected) return near;
  const top = innerHeight / 3;
  return (
    units.map(({ unit }) => unit).find((unit) => !unit.hidden && unit.getBoundingClientRect().bottom > top) || null
  );
};

const askLine = () => {
  const unit = unitInSight();
  if (!unit) return;
  const lit = unit.querySelector(".text .lit");
  const block = lit && lit.closest("[data-line]");
  openLines(unit, block ? Number(block.dataset.line) : linesOf(unit).find(({ words }) => words)?.line || 0);
};

const askButton = make("button", "This line is …", { type: "button", id: "asker", hidden: "" });
let asked = null;
document.addEventListener("pointerover", (event) => {
  const block = event.target.closest(".text .leaf, .text .endnote");
  if (!block || !block.dataset.line) return;
  asked = block;
  const box = block.getBoundingClientRect();
  askButton.hidden = false;
  askButton.style.left = `${Math.max(0, box.left) + scrollX}px`;
  askButton.style.top = `${box.top + scrollY + 18}px`;
});
askButton.addEventListener("click", () => openLines(asked.closest(".unit"), Number(asked.dataset.line)));

const close = () => dialog.close();
dialog.append(
  make("h2", "What is this line?", { id: "lines-title" }),
  field("Line", chooseLine),
  field("What it is", chooseRole),
  field("Number, if it is not printed", giveNumber),
  field("Why", giveWhy),
  roleLines,
  roleButtons,
);
roleButton("Copy", (event) => copy(roleLines.textContent, event.currentTarget));
roleButton("Gather", () => {
  gather(roleLines.textContent);
  close();
});
roleButton("Cancel", close);
for (const control of [chooseLine, chooseRole, giveNumber, giveWhy]) control.addEventListener("input", tell);
document.body.append(dialog, askButton);
document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || key !== "m") return;
  if (!byId("keys").checked || dialog.open || target.matches("input, textarea, select")) return;
  event.preventDefault();
  askLine();
});
