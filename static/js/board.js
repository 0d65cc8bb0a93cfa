// Keeps the board fresh: the number of replies ticks, shares are fetched when a new snapshot is out,
// and charts become interactive when they come into view. Without this script the page is complete, but still.
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
  const Plotly = await loadPlotly();
  const figure = JSON.parse(chart.dataset.figure);
  const drawn = document.createElement("div");
  drawn.className = "app-chart--drawn";
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", chart.dataset.label);
  chart.append(drawn);
  await Plotly.newPlot(drawn, figure.data, figure.layout, { responsive: true, displayModeBar: false });
  chart.querySelector("svg")?.remove();
  chart.dataset.drawn = "yes";
}

const watcher = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting) {
      watcher.unobserve(target);
      enliven(target);
    }
  }
});

function watchCharts() {
  if (window.matchMedia(NARROW).matches) return; // small screens keep the plain bars
  for (const chart of live.querySelectorAll(".app-chart")) watcher.observe(chart);
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

async function renew(number) {
  const answer = await ask(live.dataset.live);
  if (!answer) return;
  const open = new Set([...live.querySelectorAll("details[open]")].map((each) => each.id));
  const focus = findFocus();
  live.innerHTML = await answer.text();
  for (const id of open) if (id) document.getElementById(id)?.setAttribute("open", "");
  restoreFocus(focus);
  live.dataset.number = number;
  watchCharts();
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
watchCharts();
keepLooking();
document.body.dataset.live = "yes";
