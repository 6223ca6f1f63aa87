// Loads the program over the prerendered page, finds the site's root, and
// stays behind as the place where a fault of the program is shown: it lives on
// when WebAssembly has stopped.

const text = document.documentElement.lang.startsWith("zh")
  ? {
      old: "这个浏览器没有WebAssembly SIMD，图不能运算，文字照常可读。请换用2023年以后的Chrome、Edge、Firefox或Safari。",
      failed: "页面程序没能载入，图停在初始状态，文字照常可读。请检查网络后重新载入。",
      stopped: "程序出错，停住了。保存过的内容都在这台设备上，可以先导出，再重新载入。",
      reload: "重新载入",
      save: "导出全部数据",
      details: "出错信息",
    }
  : {
      old: "This browser lacks WebAssembly SIMD, so the figures cannot compute; the text can be read. Use Chrome, Edge, Firefox or Safari of 2023 or later.",
      failed: "The page's program could not be loaded, so the figures stay as they are; the text can be read. Check the connection, then reload.",
      stopped: "The program met a fault and stopped. What was saved is on this device: export it first if you like, then reload.",
      reload: "Reload",
      save: "Export all data",
      details: "What happened",
    };

/** A module of one SIMD instruction: validates only where SIMD exists. */
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

function element(name, className, content) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (content) node.textContent = content;
  return node;
}

function button(label, action) {
  const node = element("button", "", label);
  node.addEventListener("click", action);
  return node;
}

/** Everything under our keys, as it is stored, in one file. */
function exportAll() {
  const entries = {};
  try {
    for (let index = 0; index < localStorage.length; index += 1) {
      const key = localStorage.key(index);
      if (key.startsWith("qimo/")) entries[key] = localStorage.getItem(key);
    }
  } catch {
    // Storage is forbidden: there is nothing to export but the empty file.
  }
  const file = new Blob([JSON.stringify({ format: "qimo-raw", version: 1, saved_at: new Date().toISOString(), entries }, null, 2)], { type: "application/json" });
  const link = element("a");
  link.href = URL.createObjectURL(file);
  link.download = "qimo-export.json";
  link.click();
}

let shown = false;

/** Says what happened, above the page, which stays as it is. */
function show(message, detail) {
  if (shown) return;
  shown = true;
  const panel = element("section", "fault-panel");
  panel.setAttribute("role", "alert");
  panel.append(element("p", "", message));
  if (detail) {
    const details = element("details");
    details.append(element("summary", "", text.details), element("pre", "", detail));
    panel.append(details);
  }
  panel.append(button(text.reload, () => location.reload()), button(text.save, exportAll));
  document.body.prepend(panel);
}

addEventListener("qimo-panic", (event) => show(text.stopped, String(event.detail)));

const root = new URL("./", import.meta.url);
document.documentElement.dataset.root = root.href;
const script = document.querySelector("script[data-program]");
// The address changes without a new page: what the head names must stay the same.
for (const link of document.querySelectorAll("link[rel=icon], link[rel=apple-touch-icon], link[rel=manifest]")) {
  link.href = link.href;
}

// What pages that this one leads to are drawn with besides.
for (const link of document.querySelectorAll("link[data-later]")) link.rel = "stylesheet";

if (typeof WebAssembly !== "object" || !WebAssembly.validate(SIMD)) {
  show(text.old);
} else {
  try {
    const program = await import(new URL(script.dataset.program, root));
    await program.default({ module_or_path: new URL(script.dataset.module, root) });
  } catch (error) {
    // A panic has shown itself already; this is a program that didn't come.
    show(text.failed, String(error));
  }
}
