// Shows how far the runs of the page are; loads the page again when one has ended or changed its state.
const list = document.querySelector("[data-poll]");
const url = list?.dataset.poll;

async function look() {
  const answer = await fetch(url, { headers: { accept: "application/json" } });
  if (!answer.ok) return;
  for (const run of await answer.json()) {
    const panel = list.querySelector(`[data-run="${run.runId}"]`);
    if (panel?.dataset.status !== run.status) {
      location.reload();
      return;
    }
    const bar = panel.querySelector("[data-run-bar]");
    bar.max = Math.max(1, run.total);
    bar.value = run.done;
    panel.querySelector("[data-run-done]").textContent = run.done;
    panel.querySelector("[data-run-total]").textContent = run.total;
  }
}

if (url) {
  setInterval(() => look().catch(() => {}), 1000);
}
