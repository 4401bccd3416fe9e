"use strict";
// Buttons that need a script: each is hidden in the page and shown here where the browser can do what it says.
(function () {
  var tools = {
    copy: function (button) {
      var field = document.getElementById(button.dataset.from || "");
      var text = field ? field.value : button.dataset.text;
      write(text).then(function () { say(button, button.dataset.done); }, function () { say(button, button.dataset.failed); });
    },
    share: function (button) {
      navigator.share({ title: button.dataset.title, url: button.dataset.text }).catch(function () { /* the reader changed their mind */ });
    },
    print: function () { window.print(); },
  };
  var able = {
    copy: function () { return navigator.clipboard || document.queryCommandSupported && document.queryCommandSupported("copy"); },
    share: function () { return navigator.share; },
    print: function () { return window.print; },
  };

  function write(text) {
    if (navigator.clipboard && navigator.clipboard.writeText) {
      return navigator.clipboard.writeText(text).catch(function () { return select(text); });
    }
    return select(text);
  }

  // Where the clipboard is not given to pages (an address without https): through a field of our own
  function select(text) {
    return new Promise(function (done, failed) {
      var field = document.createElement("textarea"), before = document.activeElement;
      field.value = text;
      field.readOnly = true;
      field.className = "c-vh";
      document.body.appendChild(field);
      field.select();
      var copied = document.execCommand("copy");
      field.remove();
      if (before && before.focus) before.focus();
      (copied ? done : failed)();
    });
  }

  function say(button, words) {
    var place = button.closest("[data-tools]").querySelector("[role=status]");
    place.textContent = "";
    setTimeout(function () { place.textContent = words; }, 50);
  }

  document.querySelectorAll("[data-do]").forEach(function (button) {
    var tool = button.dataset.do;
    if (!tools[tool] || !able[tool]()) return;
    button.addEventListener("click", function () { tools[tool](button); });
    button.parentElement.hidden = false;
  });
})();
