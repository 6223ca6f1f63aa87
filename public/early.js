// Runs before the first paint: the chosen theme and motion, so that nothing
// flashes; at the site's root, the way to the reader's language. A classic
// script, small, and without it the page is readable all the same.
(function () {
  "use strict";
  var html = document.documentElement;
  var settings = {};
  try {
    var stored = JSON.parse(localStorage.getItem("qimo/settings"));
    settings = (stored && stored.data) || {};
  } catch (error) {
    // Storage is forbidden or damaged: the program says so once it runs.
  }
  if (/^(light|dark)$/.test(settings.theme)) html.dataset.theme = settings.theme;
  if (/^(reduced|full)$/.test(settings.motion)) html.dataset.motion = settings.motion;

  if (html.hasAttribute("data-choose-language")) {
    var tags = [settings.lang].concat(navigator.languages || [navigator.language]);
    for (var i = 0; i < tags.length; i += 1) {
      var code = String(tags[i] || "").slice(0, 2).toLowerCase();
      if (code === "zh" || code === "en") {
        location.replace(new URL(code + "/" + location.search + location.hash, new URL("./", document.baseURI)));
        return;
      }
    }
  }
})();
