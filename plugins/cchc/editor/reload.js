// Preview only: reload the page after a rebuild that changed it, show problems when there are some. Never part of a built site.
(() => {
  const events = new EventSource("/__cchc/events");
  const place = () => `cchc-scroll:${location.pathname}`;
  const kept = sessionStorage.getItem(place());
  if (kept) scrollTo(0, Number(kept));
  sessionStorage.removeItem(place());
  events.addEventListener("built", (event) => {
    const { section, pages } = JSON.parse(JSON.parse(event.data)); // pages null: all of them
    const path = decodeURI(location.pathname).replace(/index\.html$/, "");
    const own = path.startsWith(section) ? `/${path.slice(section.length)}` : path;
    if (pages && !pages.includes(own) && !document.getElementById("cchc-problems")) return;
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
