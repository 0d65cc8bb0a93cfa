// Moves the bar of a job that is under way, and shows its result when it has ended.
const bar = document.querySelector("progress[data-progress]");

async function look() {
  const answer = await fetch(bar.dataset.progress, { credentials: "same-origin" });
  if (answer.ok) {
    const now = await answer.json();
    if (now.state !== "waiting" && now.state !== "running") {
      location.reload();
      return;
    }
    bar.value = Math.round(now.progress * 100);
    document.querySelector("[data-percent]").textContent = `${bar.value} %`;
  }
  setTimeout(look, 1500);
}

if (bar) look();
