// Keeps the board fresh: the number of replies ticks, shares are fetched when a new snapshot is out,
// and a chart becomes interactive on request. Without this script the page is complete, but still.
const live = document.getElementById("live");
const replies = document.getElementById("replies");
const fresh = document.getElementById("fresh");
const pause = document.getElementById("pause");
const plotlyAddress = document.querySelector("script[data-plotly]").dataset.plotly;
const EVERY = 3000;
const JITTER = 1500;
const NARROW = "(max-width: 40em)";

const STALE = 15000; // after so long without an answer the page says so

let paused = false;
let signedOut = false;
let etag = "";
let answered = new Date();

if (pause) {
  pause.hidden = false;
  pause.addEventListener("click", () => {
    paused = !paused;
    pause.textContent = paused ? "Resume updates" : "Pause updates";
    tellTime();
  });
}

function clock(when) {
  return when.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
}

// Says only what is known: since when the figures stand, and why no newer ones can be had.
function tellTime() {
  let words = `As at ${clock(answered)}.`;
  if (signedOut) words = `As at ${clock(answered)}. You have been signed out: load the page again to sign in and go on.`;
  else if (paused) words = `As at ${clock(answered)}. Updates are paused.`;
  else if (Date.now() - answered > STALE) words = `As at ${clock(answered)}. Not connected since; trying again.`;
  fresh.toggleAttribute("data-stale", signedOut || Date.now() - answered > STALE);
  if (signedOut) fresh.setAttribute("role", "alert"); // the minutes themselves are not announced
  if (fresh.textContent !== words) fresh.textContent = words;
}

function loadPlotly() {
  loadPlotly.promise ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = plotlyAddress;
    script.onload = () => resolve(window.Plotly);
    script.onerror = reject;
    document.head.append(script);
  });
  return loadPlotly.promise;
}

async function enliven(chart) {
  chart.closest(".app-card").classList.add("app-card--wide");
  const Plotly = await loadPlotly();
  const figure = JSON.parse(chart.dataset.figure);
  const drawn = document.createElement("div");
  drawn.className = "app-chart--drawn";
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", chart.dataset.label);
  chart.append(drawn);
  await Plotly.newPlot(drawn, figure.data, figure.layout, { responsive: true, displayModeBar: false });
  chart.dataset.drawn = "yes";
}

function settle(chart) {
  chart.querySelector(".app-chart--drawn")?.remove();
  chart.closest(".app-card").classList.remove("app-card--wide");
  delete chart.dataset.drawn;
}

// The plain picture stays what is seen first; who wants to point at it or compare asks for the other one.
function offerCloserLooks() {
  if (window.matchMedia(NARROW).matches) return; // small screens keep the plain bars
  for (const chart of live.querySelectorAll(".app-chart")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "app-closer app-noprint";
    button.id = `closer-${chart.dataset.name}`;
    button.setAttribute("aria-expanded", "false");
    button.textContent = "Look closer";
    button.addEventListener("click", async () => {
      const open = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!open));
      if (open) settle(chart);
      else await enliven(chart);
    });
    chart.after(button);
  }
}

// Where the keyboard is: the nearest element with a name, and how many focusable ones come before it in there.
const FOCUSABLE = "a[href], summary, button, [tabindex]";

function findFocus() {
  const active = document.activeElement;
  const named = live.contains(active) ? active.closest("[id]") : null;
  return named ? { id: named.id, place: [...named.querySelectorAll(FOCUSABLE)].indexOf(active) } : null;
}

function restoreFocus(kept) {
  const named = kept && document.getElementById(kept.id);
  if (named) (named.querySelectorAll(FOCUSABLE)[kept.place] ?? named).focus({ preventScroll: true });
}

// Where the page is: the first thing with a name on the screen and how far down, and how far each frame is moved.
function findPlace() {
  const seen = [...live.querySelectorAll("[id]")].find((each) => each.getBoundingClientRect().bottom > 0);
  const moved = [...live.querySelectorAll(".app-scroll")].map((each) => each.scrollLeft);
  return { id: seen?.id, top: seen?.getBoundingClientRect().top, moved };
}

function restorePlace({ id, top, moved }) {
  live.querySelectorAll(".app-scroll").forEach((each, at) => (each.scrollLeft = moved[at] ?? 0));
  const same = id && window.scrollY > 0 && document.getElementById(id);
  if (same) window.scrollBy({ top: same.getBoundingClientRect().top - top, behavior: "instant" });
}

async function renew(number) {
  const answer = await ask(live.dataset.live);
  if (!answer) return;
  const open = new Set([...live.querySelectorAll("details[open]")].map((each) => each.id));
  const focus = findFocus();
  const text = await answer.text();
  const place = findPlace();
  live.innerHTML = text;
  for (const id of open) if (id) document.getElementById(id)?.setAttribute("open", "");
  live.dataset.number = number;
  offerCloserLooks();
  restoreFocus(focus);
  restorePlace(place);
}

// An answer that leads elsewhere is the sign-in page: the session has ended.
async function ask(address, headers = {}) {
  const answer = await fetch(address, { headers, credentials: "same-origin" });
  signedOut = answer.redirected || answer.status === 401 || answer.status === 403;
  return !signedOut && (answer.ok || answer.status === 304) ? answer : null;
}

async function look() {
  if (paused || document.hidden) return;
  const answer = await ask(live.dataset.pulse, etag ? { "If-None-Match": etag } : {});
  if (!answer) return;
  answered = new Date();
  if (answer.status === 304) return;
  etag = answer.headers.get("ETag") ?? "";
  const now = await answer.json();
  replies.textContent = now.replies.toLocaleString("en-GB");
  if (String(now.number) !== live.dataset.number) await renew(now.number);
}

async function keepLooking() {
  try {
    await look();
  } catch {
    // The network is away for a moment; the next round tries again.
  }
  tellTime();
  setTimeout(keepLooking, EVERY + Math.random() * JITTER);
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) look().catch(() => {}).finally(tellTime);
});
offerCloserLooks();
keepLooking();
document.body.dataset.live = "yes";
