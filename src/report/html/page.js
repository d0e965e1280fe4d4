"use strict";
(() => {
  const root = document.documentElement;
  const files = document.getElementById("files");
  const body = document.querySelector("#rows tbody");
  const more = document.getElementById("more");
  const shown = document.getElementById("shown");
  const fields = ["by-text", "by-code", "by-path"].map((id) => document.getElementById(id));
  const chips = [...document.querySelectorAll(".chip")];
  const rest = document.getElementById("more-rows");
  const STEP = 300;
  root.classList.add("js");

  // The rows, with what they are sorted and found by.
  const rows = [body, rest && rest.content].filter(Boolean).flatMap((part) => [...part.querySelectorAll("tr")]);
  const fileOf = new Map();
  const cardOf = (link) => link.getAttribute("href").slice(1);
  for (const row of rows) fileOf.set(cardOf(row.querySelector("a")), row.dataset.file);
  const words = new Map();
  const textOf = (row) => {
    if (!words.has(row)) words.set(row, row.textContent.toLowerCase());
    return words.get(row);
  };
  const cellText = (row, i) => row.cells[i].textContent;
  const key = (row, i) => row.cells[i].dataset.key ?? cellText(row, i);
  const order = new Intl.Collator("en", { numeric: true });
  let most = STEP;

  const lookOf = (element) => chips.find((c) => element.classList.contains(c.dataset.look));
  const isOff = (element) => lookOf(element)?.getAttribute("aria-pressed") === "false";

  function filter() {
    const [text, code, path] = fields.map((f) => (f ? f.value.trim().toLowerCase() : ""));
    const fit = rows.filter((row) =>
      !isOff(row) &&
      (!code || cellText(row, 4) === code) &&
      (!path || cellText(row, 5).toLowerCase().includes(path)) &&
      (!text || textOf(row).includes(text)));
    body.replaceChildren(...fit.slice(0, most));
    more.hidden = fit.length <= most;
    shown.textContent = fit.length === rows.length ? `${rows.length} claims` : `${fit.length} of ${rows.length} claims`;
    for (const claim of files.querySelectorAll(".text .claim")) claim.classList.toggle("off", isOff(claim));
  }

  function sort(button) {
    const head = button.closest("th");
    const column = Number(button.dataset.column);
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const th of head.parentElement.cells) th.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const keys = new Map(rows.map((row) => [row, key(row, column)]));
    // What has nothing to be sorted by comes last, either way.
    rows.sort((a, b) => {
      const [x, y] = [keys.get(a), keys.get(b)];
      if (x === "" || y === "") return (x === "") - (y === "");
      return down ? order.compare(y, x) : order.compare(x, y);
    });
    filter();
  }

  // The section of a file, taken from its template when it is first wanted.
  function section(number) {
    const ready = document.getElementById(`file-${number}`);
    if (ready) {
      files.append(ready.content);
      ready.remove();
      filter();
    }
    return files.querySelector(`.file[data-file="${CSS.escape(number)}"]`);
  }

  const opened = () => files.querySelector(".file.open");
  const picked = () => files.querySelector('.text .claim[aria-current="true"]');

  function openFile(number) {
    const file = section(number);
    if (file && file !== opened()) {
      opened()?.classList.remove("open");
      file.classList.add("open");
    }
    return file;
  }

  function close() {
    const claim = picked();
    claim?.removeAttribute("aria-current");
    for (const card of files.querySelectorAll(".card.open")) card.classList.remove("open");
    for (const cards of files.querySelectorAll(".cards.picked")) cards.classList.remove("picked");
    return claim;
  }

  // Opens the cards of a claim; `enter` moves the focus to the first of them.
  function open(id, enter) {
    const number = fileOf.get(id);
    const file = number === undefined ? null : openFile(number);
    if (!file) return;
    close();
    const claim = [...file.querySelectorAll(".text .claim")].find((c) => c.dataset.cards.split(" ").includes(id));
    claim?.setAttribute("aria-current", "true");
    const ids = claim ? claim.dataset.cards.split(" ") : [id];
    const cards = ids.map((c) => document.getElementById(c)).filter(Boolean);
    for (const card of cards) card.classList.add("open");
    const column = file.querySelector(".cards");
    column.classList.add("picked");
    column.scrollTop = 0;
    claim?.scrollIntoView({ block: "nearest" });
    if (enter) cards[0]?.focus({ preventScroll: true });
    if (location.hash !== `#${id}`) history.replaceState(null, "", `#${id}`);
  }

  // The next claim of the article, or the previous; from the last on to the first.
  function step(by) {
    const claims = [...(opened()?.querySelectorAll(".text .claim:not(.off)") ?? [])];
    if (claims.length === 0) return;
    const at = claims.indexOf(picked() ?? document.activeElement);
    const next = claims[at < 0 ? (by > 0 ? 0 : claims.length - 1) : (at + by + claims.length) % claims.length];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
    open(cardOf(next), false);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.claim");
    if (link) {
      event.preventDefault();
      const far = link.closest("#rows") !== null;
      open(cardOf(link), event.detail === 0);
      if (far) (picked() ?? opened())?.scrollIntoView({ block: "center" });
      return;
    }
    const button = event.target.closest("button");
    if (button?.dataset.column) sort(button);
    if (button?.dataset.look) {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      most = STEP;
      filter();
    }
    if (button === more) {
      most += STEP;
      filter();
    }
  });
  // A text field also changes when it loses the focus, to the very row that is being clicked: that must stay.
  for (const field of fields) {
    field?.addEventListener(field.localName === "select" ? "change" : "input", () => {
      most = STEP;
      filter();
    });
  }
  document.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "Escape") {
      const claim = close();
      if (claim) claim.focus({ preventScroll: true });
      else if (typing) typing.blur();
    } else if (typing) {
      return;
    } else if (event.key === "n" || event.key === "ArrowRight") {
      event.preventDefault();
      step(1);
    } else if (event.key === "p" || event.key === "ArrowLeft") {
      event.preventDefault();
      step(-1);
    } else if (event.key === "/") {
      event.preventDefault();
      fields[0].focus();
    }
  });
  addEventListener("hashchange", () => open(location.hash.slice(1), false));

  if (files.classList.contains("single")) openFile("0");
  filter();
  open(location.hash.slice(1), false);
})();
