// Keeps the board fresh: the number of replies ticks, shares are fetched when a new snapshot is out,
// and charts become interactive when they come into view. Without this script the page is complete, but still.
const live = document.getElementById("live");
const replies = document.getElementById("replies");
const pause = document.getElementById("pause");
const plotlyAddress = document.querySelector("script[data-plotly]").dataset.plotly;
const EVERY = 3000;
const JITTER = 1500;
const NARROW = "(max-width: 40em)";

let paused = false;
let etag = "";

pause.hidden = false;
pause.addEventListener("click", () => {
  paused = !paused;
  pause.textContent = paused ? "Resume live updates" : "Pause live updates";
});

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

async function renew(number) {
  const answer = await fetch(live.dataset.live, { credentials: "same-origin" });
  if (!answer.ok) return;
  const open = new Set([...live.querySelectorAll("details[open]")].map((each) => each.id));
  live.innerHTML = await answer.text();
  for (const id of open) if (id) document.getElementById(id)?.setAttribute("open", "");
  live.dataset.number = number;
  watchCharts();
}

async function look() {
  if (paused || document.hidden) return;
  const headers = etag ? { "If-None-Match": etag } : {};
  const answer = await fetch(live.dataset.pulse, { headers, credentials: "same-origin" });
  if (!answer.ok) return;
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
  setTimeout(keepLooking, EVERY + Math.random() * JITTER);
}

watchCharts();
keepLooking();
document.body.dataset.live = "yes";
