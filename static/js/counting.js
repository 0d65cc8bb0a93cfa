// Says how many characters are left, counted as people see them: the same number as writing/counting.py gives.
const UNSTORABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/gu;
const VISIBLE =
  /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Cc}\p{M}\u2800\ufffc\u{13441}\u{13442}\u{1d159}]/u;
const LARGEST = 32; // what piles more code points on one letter counts as more than one
const QUIET = 1000;

const clusters = Intl.Segmenter ? new Intl.Segmenter("en", { granularity: "grapheme" }) : null;

export function clean(typed, oneLine = false) {
  const plain = typed.replace(/\r\n|[\r\u0085\u2028\u2029]/g, "\n").replace(UNSTORABLE, "").normalize("NFC").trim();
  if (!VISIBLE.test(plain)) return "";
  return oneLine ? plain.replace(/\s+/g, " ") : plain;
}

export function countCharacters(text) {
  let count = 0;
  for (const { segment } of clusters.segment(text)) count += Math.ceil([...segment].length / LARGEST);
  return count;
}

function inWords(left) {
  const number = Math.abs(left).toLocaleString("en-GB");
  const characters = Math.abs(left) === 1 ? "character" : "characters";
  return left < 0 ? `You have ${number} ${characters} too many` : `You have ${number} ${characters} remaining`;
}

function message(classes, attributes) {
  const made = document.createElement("div");
  made.className = classes;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

// What is seen changes at once; what is read aloud waits until the typing rests.
function count(group) {
  const box = group.querySelector("textarea, input");
  const fixed = group.querySelector(".govuk-character-count__message");
  const seen = message("govuk-hint govuk-character-count__message", { "aria-hidden": "true" });
  const spoken = message("govuk-visually-hidden", { "aria-live": "polite" });
  fixed.classList.add("govuk-visually-hidden");
  fixed.after(seen, spoken);
  let resting;
  const show = () => {
    const left = Number(group.dataset.most) - countCharacters(clean(box.value, box.tagName === "INPUT"));
    seen.textContent = inWords(left);
    seen.classList.toggle("govuk-hint", left >= 0);
    seen.classList.toggle("govuk-error-message", left < 0);
    box.classList.toggle(`govuk-${box.tagName.toLowerCase()}--error`, left < 0);
    clearTimeout(resting);
    resting = setTimeout(() => { spoken.textContent = seen.textContent; }, QUIET);
  };
  box.addEventListener("input", show);
  addEventListener("pageshow", show);
  show();
}

export function startCounting() {
  if (clusters) document.querySelectorAll("[data-most]").forEach(count);
}
