// Typing in forms by keyboard: a number picks an answer and goes on, 0 takes it away, Ctrl+Enter saves.
const form = document.querySelector(".app-entry");
const CONTROLS = "input:not([type=hidden]), select, textarea, button[type=submit]";

function goOn(group) {
  const controls = [...form.querySelectorAll(CONTROLS)];
  const last = controls.lastIndexOf([...group.querySelectorAll("input")].at(-1));
  controls[last + 1]?.focus();
}

function pick(group, digit) {
  const boxes = [...group.querySelectorAll("input")];
  if (digit === 0) {
    boxes.forEach((box) => { box.checked = false; });
  } else if (boxes[digit - 1]) {
    boxes[digit - 1].click();
    if (boxes[digit - 1].type === "radio") goOn(group);
  }
}

form?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
  const group = event.target.closest(".govuk-radios, .govuk-checkboxes");
  if (!group || !/^\d$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  pick(group, Number(event.key));
});
