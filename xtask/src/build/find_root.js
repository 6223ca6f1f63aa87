// This page may have been asked for at any depth. The site's root is the
// nearest folder above that holds the manifest.
(async () => {
  for (let folder = new URL("./", location.href); ; folder = new URL("../", folder)) {
    try {
      const answer = await fetch(new URL("manifest.webmanifest", folder));
      if (answer.ok && (await answer.json()).name) {
        document.documentElement.dataset.root = folder.href;
        for (const link of document.querySelectorAll('[href^="./"]')) {
          link.href = new URL(link.getAttribute("href"), folder).href;
        }
        return;
      }
    } catch {
      // Not here: a host may answer anything with a page.
    }
    if (folder.pathname === "/") return;
  }
})();
