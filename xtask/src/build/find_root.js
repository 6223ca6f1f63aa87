// This page may have been asked for at any depth. The service worker, if it is
// in charge, knows the site's root; else it is the nearest folder above that
// holds the manifest.
(async () => {
  const mend = (root) => {
    document.documentElement.dataset.root = root.href;
    for (const link of document.querySelectorAll('[href^="./"]')) {
      link.href = new URL(link.getAttribute("href"), root).href;
    }
  };
  const worker = navigator.serviceWorker?.controller;
  if (worker) return mend(new URL("./", worker.scriptURL));
  for (let folder = new URL("./", location.href); ; folder = new URL("../", folder)) {
    try {
      const answer = await fetch(new URL("manifest.webmanifest", folder));
      if (answer.ok && (await answer.json()).name) {
        return mend(folder);
      }
    } catch {
      // Not here: a host may answer anything with a page.
    }
    if (folder.pathname === "/") return;
  }
})();
