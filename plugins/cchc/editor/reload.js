// Preview only: reload the page after a rebuild, show problems when there are some. Never part of a built site.
(() => {
  const events = new EventSource("/__cchc/events");
  const place = () => `cchc-scroll:${location.pathname}`;
  const kept = sessionStorage.getItem(place());
  if (kept) scrollTo(0, Number(kept));
  sessionStorage.removeItem(place());
  events.addEventListener("built", () => {
    sessionStorage.setItem(place(), String(scrollY));
    location.reload();
  });
  events.addEventListener("problems", (event) => {
    const box = document.getElementById("cchc-problems") || document.createElement("pre");
    box.id = "cchc-problems";
    box.setAttribute("role", "alert");
    box.style.cssText =
      "margin:0;padding:16px;border:4px solid #a61b1b;background:#fff;color:#1a1a1a;font:16px/1.5 system-ui,sans-serif;" +
      "white-space:pre-wrap;overflow-wrap:anywhere;position:relative;z-index:9";
    box.textContent = JSON.parse(event.data);
    document.body.prepend(box);
    scrollTo(0, 0);
  });
})();
