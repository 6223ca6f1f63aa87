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

  // The fragment may say which document is open: the skip link moves the focus,
  // and the view with it, and leaves the address alone.
  document.addEventListener("click", function (event) {
    var content = document.getElementById("content");
    if (content && event.target.closest && event.target.closest("a.skip")) {
      event.preventDefault();
      content.focus();
    }
  });

  // On the check's pages the reader's own ventures come with the program. Until
  // then what they would push away or replace is not shown, so that nothing
  // jumps; the style sheet does it by this mark.
  if (/\/check\/(report\/)?$/.test(html.dataset.path || "")) {
    try {
      var index = localStorage.getItem("qimo/index") || "";
      if (location.hash.length > 8 || /^#s=/.test(location.hash)) html.dataset.coming = "page";
      else if (/"kind":\s*"readiness"/.test(index)) html.dataset.coming = "list";
    } catch (error) {
      // Without storage there is no venture to come.
    }
    // A program that does not come hides nothing for long.
    setTimeout(function () { delete html.dataset.coming; }, 5000);
  }

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
