// Shows a question as people will see it while its form is filled in; the button does the same without a script.
const form = document.querySelector("form[data-live]");
const pause = 700;
let waiting = 0;
let asked = 0;

async function look() {
  const number = (asked += 1);
  const fields = new URLSearchParams(new FormData(form));
  fields.set("see", "yes");
  const answer = await fetch(form.action, { method: "POST", body: fields, credentials: "same-origin" }).catch(() => null);
  if (!answer || answer.status !== 200 || number !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [before, after] = [document, page].map((each) => each.getElementById("resident"));
  if (before && after) before.replaceChildren(...after.childNodes);
}

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, pause);
});
