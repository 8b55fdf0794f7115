// Follows an index job: fills in how far it is, and asks for the page's content when it has ended.
"use strict";
(() => {
  const PAUSE_MS = 2000;

  function follow(panel) {
    const events = new EventSource(panel.dataset.events);
    const renew = () => htmx.trigger(panel, "ended");

    events.addEventListener("progress", event => {
      if (!panel.isConnected) {
        events.close();
        return;
      }
      const job = JSON.parse(event.data);
      panel.querySelector("[data-message]").textContent = job.message;
      const bar = panel.querySelector("progress");
      if (job.counts.foundAll && job.counts.found > 0) {
        bar.max = job.counts.found;
        bar.value = job.counts.read;
      } else {
        bar.removeAttribute("value");
      }
    });
    events.addEventListener("end", () => {
      events.close();
      renew();
    });
    // Where the connection breaks off the browser tries again by itself; not where it is refused.
    events.addEventListener("error", () => {
      if (events.readyState === EventSource.CLOSED && panel.isConnected) {
        setTimeout(renew, PAUSE_MS);
      }
    });
  }

  htmx.onLoad(content => {
    if (content.querySelectorAll) {
      content.querySelectorAll("[data-events]").forEach(follow);
    }
  });
})();
