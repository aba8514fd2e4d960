// Orders and filters the table of letters. Without this script it is a table in the order of the book.
"use strict";

(() => {
  const table = document.querySelector("table.letters");
  const body = table.tBodies[0];
  const heads = Array.from(table.tHead.rows[0].cells);
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const rows = Array.from(body.rows, (row, place) => ({ row, place, text: fold(row.textContent) }));

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

  const label = document.createElement("label");
  const input = document.createElement("input");
  const status = document.createElement("span");
  input.type = "search";
  input.autocomplete = "off";
  label.append(`${table.dataset.filter} `, input);
  status.setAttribute("role", "status");
  document.querySelector("p.filter").append(label, " ", status);
  input.addEventListener("input", () => {
    const words = fold(input.value).split(/\s+/u).filter(Boolean);
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    const counts = { shown, all: rows.length };
    status.textContent = words.length ? table.dataset.shown.replace(/\{(\w+)\}/gu, (whole, name) => String(counts[name])) : "";
  });
})();
