// Keeps what is being typed in this tab until it is saved, so that a reload, a step back or a lost connection
// takes nothing away. It stays in this tab's own storage, which ends with the tab, and is removed when the
// answers are sent, when the device is cleared, and when another visit begins.
const PREFIX = "answer:";
const OWN = new Set(["csrf_token", "base", "seen", "go", "unsaved"]);

function storage() {
  try {
    return window.sessionStorage;
  } catch {
    return null; // the browser allows none
  }
}

function remove(keep, where) {
  for (const key of Object.keys(where)) {
    if (key.startsWith(PREFIX) && !(keep && key.startsWith(`${PREFIX}${keep}:`))) where.removeItem(key);
  }
}

function read(form) {
  return [...new FormData(form)].filter(([name, value]) => !OWN.has(name) && typeof value === "string");
}

function fill(form, fields) {
  for (const box of form.elements) {
    if (!box.name || OWN.has(box.name)) continue;
    const values = fields.filter(([name]) => name === box.name).map(([, value]) => value);
    if (box.type === "radio" || box.type === "checkbox") box.checked = values.includes(box.value);
    else if (values.length) box.value = values[0];
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function tell(form) {
  const note = document.createElement("p");
  note.className = "govuk-inset-text";
  note.setAttribute("role", "status");
  form.before(note);
  note.textContent = "What you had typed here and not saved was put back.";
}

function keep(form, where) {
  const key = `${PREFIX}${form.dataset.keep}:${location.pathname}`;
  const base = form.elements.base.value;
  const shown = JSON.stringify(read(form));
  const kept = JSON.parse(where.getItem(key) ?? "null");
  // What was saved since, here or in another tab, is newer than what was kept.
  if (kept && kept.base === base && JSON.stringify(kept.fields) !== shown) {
    fill(form, kept.fields);
    tell(form);
  }
  const save = () => {
    try {
      where.setItem(key, JSON.stringify({ base, fields: read(form) }));
    } catch {
      // the storage is full; the page can still be saved as always
    }
  };
  form.addEventListener("input", save);
  form.addEventListener("change", save);
}

export function startKeeping() {
  const where = storage();
  if (!where) return;
  const form = document.querySelector("form[data-keep]");
  if (form) {
    remove(form.dataset.keep, where);
    keep(form, where);
  } else if (document.querySelector("meta[name=app-keep][content=nothing]")) {
    remove("", where);
  }
}
