"""Questions the tests ask a page, in the page's own language."""

SHAPE = """() => ({
  h1: document.querySelectorAll("h1").length,
  main: document.querySelectorAll("main").length,
  scripts: document.querySelectorAll("script:not([src], [type='application/ld+json']), style, [style], iframe, object, embed").length,
  handlers: Array.from(document.querySelectorAll("*")).flatMap((element) => element.getAttributeNames())
    .filter((name) => name.startsWith("on")),
  images: Array.from(document.images, (image) => [image.src, image.hasAttribute("alt"), image.complete && image.naturalWidth > 0]),
  ids: Array.from(document.querySelectorAll("[id]"), (element) => element.id),
  lang: document.documentElement.lang,
})"""
# Every image of the page loads, those below the screen too; a broken one is for SHAPE to tell
EVERY_IMAGE = """() => Promise.all(Array.from(document.images, (image) => {
  image.loading = "eager";
  return image.decode().catch(() => {});
}))"""
LINKED = "a[href], link[href]:not([rel=canonical]), img[src]"
LOST = """() => Array.from(document.querySelectorAll("a[href^='#']"), (link) => decodeURIComponent(link.hash.slice(1)))
  .filter((id) => id && !document.getElementById(id))"""
# Buttons that only a script can make work (theme/js/cchc.js)
FORGET_BUTTONS = "() => document.querySelectorAll('[data-do]').forEach((button) => button.remove())"
WIDTHS = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
SKIP = """() => {
  const link = document.activeElement, box = link.getBoundingClientRect();
  return {href: link.getAttribute("href"), text: link.textContent.trim(),
    shown: box.width > 0 && box.left >= 0 && box.top >= 0 && box.right <= innerWidth};
}"""
# Contrast ratio of WCAG 2.2 of every shown text with what is painted behind it
CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const colour = (text) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [...[0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])), 1];
  const light = (rgb) => {
    const [r, g, b] = rgb.map((value) => value / 255).map((value) => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const behind = (element) => {
    if (!element) return colour(getComputedStyle(document.documentElement).colorScheme.includes("dark")
      && matchMedia("(prefers-color-scheme: dark)").matches && !matchMedia("print").matches ? "#121212" : "#fff");
    const own = colour(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, behind(element.parentElement));
  };
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const ground = behind(element), ink = over(colour(getComputedStyle(element).color), ground);
    const [dark, bright] = [light(ground.slice(0, 3)), light(ink.slice(0, 3))].sort((a, b) => a - b);
    const ratio = (bright + .05) / (dark + .05);
    found.push([Math.round(ratio * 100) / 100, element.localName + "." + element.className, texts.currentNode.data.trim().slice(0, 30)]);
  }
  return found.sort((a, b) => a[0] - b[0]);
}"""
