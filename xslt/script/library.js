// Gives the search the texts of all editions of a library: each edition's own, read from its folder when a search
// comes to it. Nothing is asked of a server.
"use strict";

(() => {
  const { labels, volumes } = window.letterbookLibrary;

  const run = (address) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", done);
      script.addEventListener("error", () => failed(new Error(address)));
      document.head.append(script);
    });

  // The texts of an edition, with its title behind their names.
  const texts = async ([folder, title]) => {
    const home = `../${folder}/html/`;
    await run(`${home}script/search-data.js`);
    const own = window.letterbookSearch;
    const pieces = [own];
    for (let nth = 2; nth <= own.count; nth += 1) {
      await run(`${home}script/search-data-${nth}.js`);
      pieces.push(own.pieces[nth]);
    }
    const all = (kind) =>
      pieces.flatMap((piece) => piece[kind].map(([page, name, paragraphs]) => [home + page, `${name} – ${title}`, paragraphs]));
    return { letters: all("letters"), notes: all("notes") };
  };

  // One edition after the other: each puts its texts in the same place.
  let last = Promise.resolve();
  const load = (nth) => {
    const mine = last.then(() => texts(volumes[nth - 1]));
    last = mine.catch(() => undefined);
    return mine;
  };

  window.letterbookSearch = { labels, count: volumes.length, indexed: false, load };
})();
