// Checks what was filled in and hands it on as a CSV file. Nothing leaves this page by itself.
"use strict";
(function () {
  const told = JSON.parse(document.getElementById("told").textContent);
  const form = document.getElementById("form");
  let unsaved = false;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const written = (text) => text.trim();
  const doubtful = (text) => /^[1-9][0-9]{0,2}[.,][0-9]{3}$/.test(text);

  function numberFrom(text) {
    return /^[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)$/.test(text) ? Number(text.replace(",", ".")) : NaN;
  }

  function say(row, inputs, message) {
    row.querySelector(".error").textContent = message;
    for (const input of row.querySelectorAll("input")) input.setAttribute("aria-invalid", "false");
    for (const input of inputs) input.setAttribute("aria-invalid", "true");
    return inputs.length > 0;
  }

  function wrongNumber(row) {
    for (const input of row.querySelectorAll("input[data-low]")) {
      const text = written(input.value);
      if (text === "") continue;
      const value = numberFrom(text);
      const limits = { low: input.dataset.low, high: input.dataset.high, value: text };
      if (doubtful(text)) return say(row, [input], fill(told.doubtful, limits));
      if (!(value >= Number(input.dataset.low) && value <= Number(input.dataset.high)))
        return say(row, [input], fill(told.outside, limits));
    }
    return false;
  }

  function wrongRange(row) {
    const inputs = ["low", "high", "best", "sure"].map((name) => row.querySelector("[name$='-" + name + "']"));
    const empty = inputs.filter((input) => written(input.value) === "");
    if (empty.length === inputs.length) return false;
    if (empty.length > 0) return say(row, empty, told.partly);
    const [low, high, best] = inputs.map((input) => numberFrom(written(input.value)));
    if (low <= best && best <= high && low < high) return false;
    return say(row, inputs.slice(0, 3), told.order);
  }

  function wrong(row) {
    say(row, [], "");
    return wrongNumber(row) || (row.dataset.kind === "range" && wrongRange(row));
  }

  function wrongCode() {
    const input = document.getElementById("code");
    const fine = /^(?=(?:[^0-9]*[0-9]){2})[A-Za-z0-9]{4,12}$/.test(written(input.value));
    return say(document.getElementById("who"), fine ? [] : [input], fine ? "" : told.code);
  }

  function valueOf(row, name) {
    const chosen = row.querySelector("[name$='-" + name + "']:checked");
    if (chosen) return chosen.value;
    const input = row.querySelector("[name$='-" + name + "']");
    if (!input || input.type === "radio") return "";
    const text = written(input.value).replace(/\s+/g, " ");
    if (input.dataset.low === undefined || text === "") return text;
    let digits = String(numberFrom(text));
    // Three digits behind the mark could be read as thousands.
    if (/\.[0-9]{3}$/.test(digits)) digits += "0";
    return digits.replace(".", told.mark);
  }

  function cell(text) {
    // A spreadsheet would take such a beginning for a formula.
    const safe = /^[=+@\t]/.test(text) ? "'" + text : text;
    return /["\n;,]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  function csv() {
    const fixed = { form: told.form, code: written(document.getElementById("code").value).toUpperCase(), round: told.round };
    const lines = [told.columns.join(told.separator)];
    rows.forEach((row, place) => {
      const known = { ...fixed, [told.key]: row.dataset.row, place: String(place + 1) };
      const cells = told.columns.map((name) => cell(name in known ? known[name] : valueOf(row, name)));
      lines.push(cells.join(told.separator));
    });
    return "\ufeff" + lines.join("\r\n") + "\r\n";
  }

  function save(event) {
    event.preventDefault();
    const done = document.getElementById("done");
    const wrongs = [wrongCode(), ...rows.map(wrong)].filter(Boolean).length;
    if (wrongs > 0) {
      done.textContent = fill(told.wrong, { count: wrongs });
      form.querySelector("[aria-invalid=true]").focus();
      return;
    }
    const link = document.createElement("a");
    const name = told.file + "-" + written(document.getElementById("code").value).toUpperCase() + ".csv";
    link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    unsaved = false;
    done.textContent = fill(told.saved, { file: name });
  }

  // Another order for everybody: what comes first is learned on.
  const mixed = Array.from(form.querySelectorAll("[data-mixed]"));
  if (mixed.length > 0) {
    const place = mixed[0].parentNode;
    const after = mixed[mixed.length - 1].nextSibling;
    for (let last = mixed.length - 1; last > 0; last -= 1) {
      const other = Math.floor(Math.random() * (last + 1));
      [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
    }
    for (const each of mixed) place.insertBefore(each, after);
    form.querySelectorAll(".count").forEach((count, at) => { count.textContent = String(at + 1); });
  }
  const rows = Array.from(form.querySelectorAll("[data-row]"));

  form.addEventListener("submit", save);
  form.addEventListener("input", () => { unsaved = true; });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
})();
