// Qimo's figures in any page. This classic script defines one element:
//
//   <script async src="…/embed.js"></script>
//   <qimo-explorable name="neuron" state="w1=2&act=relu" title="A neuron" height="560">
//     <a href="…/embed/neuron/?w1=2&act=relu">A neuron, to be operated</a>
//   </qimo-explorable>
//
// Attributes: name; state (the figure's query); hide (controls to leave out);
// lang (else that of the nearest ancestor); theme (auto, light, dark);
// title (the frame's accessible name); height (before the figure reports its own);
// loading="eager"; isolated (no same-origin rights for the frame).
// Events, which bubble: qimo-ready, qimo-state {name, state}, qimo-error {name, message};
// from name="readiness", when the visitor shares the result of the check, and only then,
// qimo-score {name, code, on, index, confidence, stage, bottleneck, levels}.
//
// The link inside stays visible until the figure runs, and returns when it fails.
// A page with a strict policy needs this site in its script-src and frame-src, no more.
// Classic rather than a module, so that the site needs no CORS headers.
(() => {
  "use strict";
  const TAG = "qimo-explorable";
  if (customElements.get(TAG)) return;

  const PROTOCOL = { ns: "qimo", v: 1 };
  const LANGUAGES = ["zh", "en"];
  const THEMES = ["light", "dark"];
  const FULL_RIGHTS =
    "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";
  const DEFAULT_HEIGHT = 480;
  const HEIGHT = { min: 40, max: 20000 };
  const MOST_TEXT = 4096;
  const PATIENCE_MS = 15000;
  const NEAR = "400px";

  // Where the site is: beside this script. When a loader took `currentScript`
  // away, the script element is looked up.
  const script =
    document.currentScript ?? document.querySelector('script[src$="/embed.js"], script[src="embed.js"]');
  const root = script?.src ? new URL(".", script.src) : null;

  const STYLE = `
    :host { display: block; position: relative }
    :host([hidden]) { display: none }
    iframe { display: block; box-sizing: border-box; width: 100%; border: 0 }
    .waiting iframe { visibility: hidden; position: absolute; inset: 0 }
    .ready slot { display: none }`;

  const number = (value, { min, max }) =>
    typeof value === "number" && Number.isFinite(value) ? Math.min(max, Math.max(min, Math.ceil(value))) : null;
  const text = (value) => (typeof value === "string" && value.length <= MOST_TEXT ? value : null);

  const whole = (value, most) => (Number.isInteger(value) && value >= 0 && value <= most ? value : null);
  const matches = (value, pattern) => typeof value === "string" && pattern.test(value);
  const NAME = /^[a-z0-9-]{1,64}$/;
  const MOST_LEVELS = 40;

  // The scores of a check, or null where one of them is not as agreed.
  const score = ({ code, on, index, confidence, stage, bottleneck, levels }) => {
    const entries = Object.entries(Object(levels));
    const sound =
      matches(code, /^[A-Za-z0-9_-]{1,64}$/) &&
      matches(on, /^\d{4}-\d{2}-\d{2}$/) &&
      whole(index, 100) !== null &&
      whole(confidence, 100) !== null &&
      (stage === null || matches(stage, NAME)) &&
      matches(bottleneck, NAME) &&
      entries.length <= MOST_LEVELS &&
      entries.every(([name, level]) => NAME.test(name) && whole(level, 5) !== null);
    return sound ? { code, on, index, confidence, stage, bottleneck, levels: Object.fromEntries(entries) } : null;
  };

  // A query whose every character survives: the figures read `+` as itself.
  const queryOf = (state, extra) => {
    const query = new URLSearchParams(state.replaceAll("+", "%2B"));
    for (const [key, value] of Object.entries(extra)) {
      if (value) query.set(key, value);
      else query.delete(key);
    }
    return query.toString().replaceAll("+", "%20");
  };

  // What changes the host's language or colours, told to every element on the page.
  const elements = new Set();
  const follow = () => elements.forEach((element) => element.follow());
  const watchHost = () => {
    new MutationObserver(follow).observe(document, { subtree: true, attributeFilter: ["lang"] });
    const colours = new MutationObserver(follow);
    for (const element of [document.documentElement, document.body]) {
      if (element) colours.observe(element, { attributes: true });
    }
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", follow);
  };
  let watching = false;

  class QimoExplorable extends HTMLElement {
    static observedAttributes = ["name", "state", "hide", "lang", "theme", "title", "height", "isolated", "loading"];

    #box = document.createElement("div");
    #frame = null;
    #id = "";
    #origin = "*"; // where `set` goes; known from the frame's `ready`
    #ready = false;
    #state = ""; // the latest of what the page set and what the frame reported
    #asked = ""; // the state in the frame's address
    #told = {}; // the language and theme that the frame has
    #height = null;
    #connection = null;
    #nearby = null;
    #patience = 0;

    constructor() {
      super();
      const shadow = this.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      shadow.adoptedStyleSheets = [sheet];
      this.#box.append(document.createElement("slot"));
      shadow.append(this.#box);
    }

    connectedCallback() {
      if (!watching) {
        watching = true;
        watchHost();
      }
      elements.add(this);
      this.#connection = new AbortController();
      addEventListener("message", (event) => this.#receive(event), { signal: this.#connection.signal });
      this.#loadWhenNear();
    }

    disconnectedCallback() {
      elements.delete(this);
      this.#connection.abort();
      this.#unload();
    }

    attributeChangedCallback(attribute, before, now) {
      if (before === now) return;
      if (attribute === "state") this.#state = now ?? "";
      if (!this.isConnected) return;
      if (!this.#frame) {
        this.#loadWhenNear();
      } else if (["name", "hide", "isolated"].includes(attribute)) {
        this.#unload();
        this.#loadWhenNear();
      } else if (attribute === "state") {
        this.#send({ state: this.#state });
      } else if (attribute === "title") {
        this.#frame.title = this.#title();
      } else if (attribute === "height") {
        this.#resize();
      } else {
        this.follow();
      }
    }

    /** Tells the frame a language or theme that has changed around it. */
    follow() {
      if (!this.#ready) return;
      const now = this.#surroundings();
      const changed = Object.entries(now).filter(([key, value]) => value && value !== this.#told[key]);
      if (changed.length) this.#send(Object.fromEntries(changed));
      this.#told = now;
    }

    #loadWhenNear() {
      this.#nearby?.disconnect();
      if (this.getAttribute("loading") === "eager") return this.#load();
      this.#nearby = new IntersectionObserver(
        (entries) => entries.some((entry) => entry.isIntersecting) && this.#load(),
        { rootMargin: NEAR },
      );
      this.#nearby.observe(this);
    }

    #load() {
      this.#nearby?.disconnect();
      const name = this.getAttribute("name") ?? "";
      if (!root || !NAME.test(name)) {
        return this.#fail(root ? `no figure has the name "${name}"` : "the address of embed.js is not known");
      }
      const isolated = this.hasAttribute("isolated");
      this.#id = crypto.getRandomValues(new Uint32Array(2)).join("-");
      this.#told = this.#surroundings();
      this.#asked = this.#state;
      const frame = document.createElement("iframe");
      frame.sandbox = isolated ? "allow-scripts" : FULL_RIGHTS;
      if (!isolated) frame.allow = "clipboard-write; fullscreen";
      frame.referrerPolicy = "no-referrer";
      frame.title = this.#title();
      const query = queryOf(this.#state, { hide: this.getAttribute("hide"), ...this.#told, id: this.#id });
      frame.src = new URL(`embed/${name}/?${query}`, root);
      this.#frame = frame;
      this.#box.className = "waiting";
      this.#resize();
      this.#box.append(frame);
      this.#patience = setTimeout(() => this.#fail("the figure has not answered"), PATIENCE_MS);
    }

    #unload() {
      this.#nearby?.disconnect();
      clearTimeout(this.#patience);
      this.#frame?.remove();
      this.#frame = null;
      this.#ready = false;
      this.#height = null;
      this.#box.className = "";
      this.#box.style.minHeight = "";
    }

    #receive({ source, origin, data }) {
      if (!this.#frame || source !== this.#frame.contentWindow) return;
      if (origin !== "null" && origin !== root.origin) return;
      if (data?.ns !== PROTOCOL.ns || data.v !== PROTOCOL.v || data.id !== this.#id) return;
      if (data.type === "ready") {
        this.#origin = origin === "null" ? "*" : origin;
        this.#start();
      } else if (data.type === "height") {
        this.#height = number(data.height, HEIGHT) ?? this.#height;
        this.#resize();
      } else if (data.type === "state") {
        const state = text(data.state);
        if (state === null) return;
        this.#state = state;
        this.#tell("state", { state });
      } else if (data.type === "score") {
        const scores = score(data);
        if (scores) this.#tell("score", scores);
      } else if (data.type === "error") {
        this.#fail(text(data.message) ?? "the figure has stopped");
      }
    }

    #start() {
      clearTimeout(this.#patience);
      const first = !this.#ready;
      this.#ready = true;
      this.#box.className = "ready";
      this.#resize();
      // What changed while the frame was loading.
      if (first && this.#state !== this.#asked) this.#send({ state: this.#state });
      this.follow();
      this.#tell("ready", {});
    }

    /** Shows the link again, beside the frame if that had been running. */
    #fail(message) {
      clearTimeout(this.#patience);
      if (this.#ready) this.#box.className = "failed";
      else this.#box.style.minHeight = "";
      this.#tell("error", { message });
    }

    #send(values) {
      if (this.#ready) {
        this.#frame.contentWindow?.postMessage({ ...PROTOCOL, id: this.#id, type: "set", ...values }, this.#origin);
      }
    }

    #tell(kind, values) {
      const detail = { name: this.getAttribute("name"), ...values };
      this.dispatchEvent(new CustomEvent(`qimo-${kind}`, { bubbles: true, composed: true, detail }));
    }

    // The place is kept while the frame loads, so that the page does not jump.
    #resize() {
      const height = `${this.#height ?? number(Number(this.getAttribute("height") || NaN), HEIGHT) ?? DEFAULT_HEIGHT}px`;
      this.#frame.style.height = height;
      this.#box.style.minHeight = this.#ready ? "" : height;
    }

    #title() {
      return this.getAttribute("title") || this.textContent.trim() || `Qimo: ${this.getAttribute("name")}`;
    }

    #surroundings() {
      return { lang: this.#language(), theme: this.#theme() };
    }

    // The nearest `lang`, also outside a shadow tree; none where Qimo lacks it.
    #language() {
      for (let node = this; node; node = node.getRootNode().host) {
        const language = node.closest("[lang]")?.lang.split("-")[0].toLowerCase();
        if (language) return LANGUAGES.includes(language) ? language : "";
      }
      return "";
    }

    // The theme asked for, else the one in which the host page shows this element.
    #theme() {
      const asked = this.getAttribute("theme");
      if (THEMES.includes(asked)) return asked;
      let scheme = getComputedStyle(this).colorScheme;
      if (scheme === "normal") scheme = document.querySelector('meta[name="color-scheme"]')?.content ?? "light";
      const offered = THEMES.filter((theme) => scheme.split(/\s+/).includes(theme));
      if (offered.length === 1) return offered[0];
      return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    }
  }

  customElements.define(TAG, QimoExplorable);
})();
