// Orders and filters the table of letters. Without this script it is a table in the order of the book.
"use strict";

(() => {
  const table = document.querySelector("table.letters");
  const body = table.tBodies[0];
  const heads = Array.from(table.tHead.rows[0].cells);
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  // "Mueller" finds "Müller" too.
  const spelt = (text) => fold(text.toLowerCase().normalize("NFC").replace(/[äöü]/gu, (sign) => ({ ä: "ae", ö: "oe", ü: "ue" })[sign]));
  const rows = Array.from(body.rows, (row, place) => ({ row, place, text: `${fold(row.textContent)}\n${spelt(row.textContent)}` }));

  // A date is ordered by what it says to machines, a number by its place in the book, all else by its words without
  // the brackets of what was inferred.
  const key = ({ row, place }, column) =>
    column === 0 ? place : row.cells[column].dataset.sort ?? row.cells[column].textContent.replace(/[[\]]/gu, "").trim();
  const compare = (a, b) => (typeof a === "number" ? a - b : collator.compare(a, b));

  // What has nothing in a column comes last, whichever way it is ordered.
  const order = (column, way) => {
    const keyed = rows.map((row) => ({ ...row, key: key(row, column) }));
    keyed.sort((a, b) => (a.key === "") - (b.key === "") || way * compare(a.key, b.key) || a.place - b.place);
    body.append(...keyed.map(({ row }) => row));
    heads.forEach((head, nth) => {
      if (nth === column) head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.title = `${table.dataset.sort} ${head.textContent}`;
    button.append(...head.childNodes);
    button.addEventListener("click", () => order(column, head.getAttribute("aria-sort") === "ascending" ? -1 : 1));
    head.append(button);
  });
  heads[0].setAttribute("aria-sort", "ascending");

  // What the rows can be chosen by, as far as they say it of themselves: data-person and so on, several by lines.
  const values = (row, name) => (row.dataset[name] ?? "").split("\n").filter(Boolean);
  const choices = ["person", "year", "place", "kind"].flatMap((name) => {
    const known = [...new Set(rows.flatMap(({ row }) => values(row, name)))].sort(collator.compare);
    if (known.length < 2 || !table.dataset[name]) return [];
    const field = document.createElement("label");
    const select = document.createElement("select");
    select.append(new Option(table.dataset.all, ""), ...known.map((value) => new Option(value, value)));
    field.append(`${table.dataset[name]} `, select);
    return [{ name, field, select }];
  });

  const label = document.createElement("label");
  const input = document.createElement("input");
  const status = document.createElement("span");
  input.type = "search";
  input.autocomplete = "off";
  label.append(`${table.dataset.filter} `, input);
  status.setAttribute("role", "status");
  document.querySelector("p.filter").append(label, ...choices.map(({ field }) => field), " ", status);
  const filter = () => {
    const words = fold(input.value).split(/\s+/u).filter(Boolean);
    const chosen = choices.filter(({ select }) => select.value);
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !(
        words.every((word) => text.includes(word)) && chosen.every(({ name, select }) => values(row, name).includes(select.value))
      );
      shown += row.hidden ? 0 : 1;
    }
    const counts = { shown, all: rows.length };
    const active = words.length || chosen.length;
    status.textContent = active ? table.dataset.shown.replace(/\{(\w+)\}/gu, (whole, name) => String(counts[name])) : "";
  };

  // What is chosen stands in the address, so that it can be kept and passed on: "#person=Ada+Lindqvist&year=1871".
  const WORDS = "words";
  const keep = () => {
    const said = new URLSearchParams(choices.flatMap(({ name, select }) => (select.value ? [[name, select.value]] : [])));
    if (input.value.trim()) said.set(WORDS, input.value.trim());
    history.replaceState(null, "", said.size ? `#${said}` : location.pathname + location.search);
    filter();
  };
  const hear = () => {
    if (location.hash && !location.hash.includes("=")) return; // a place on this page
    const said = new URLSearchParams(location.hash.slice(1));
    input.value = said.get(WORDS) ?? "";
    for (const { name, select } of choices) {
      select.value = said.get(name) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
    filter();
  };
  input.addEventListener("input", keep);
  for (const { select } of choices) select.addEventListener("change", keep);
  addEventListener("hashchange", hear);
  if (location.hash) hear();
})();
