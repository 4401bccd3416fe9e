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
    box.className = "c-preview-problems";
    box.textContent = JSON.parse(event.data);
    document.body.prepend(box);
    scrollTo(0, 0);
  });
})();
