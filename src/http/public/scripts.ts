/** The scripts of public pages, all of them for comfort: without them the form is the same form. */

/** The proof of work, from ALTCHA's own modules; and once only by however many clicks, as far as a browser can see to it. */
export const FORM_SCRIPT = `import { solveChallenge } from "/forms/altcha/pow.js";
import { deriveKey } from "/forms/altcha/algorithms/web/pbkdf2.js";

const form = document.querySelector("form[data-work]");
const FRESH_MS = 15 * 60_000;
let working, solvedAt = 0, isSent = false;

async function solve() {
  const answer = await fetch(form.dataset.work, { credentials: "same-origin" });
  if (!answer.ok) return;
  const challenge = await answer.json();
  const solution = await solveChallenge({ challenge, deriveKey, timeout: 20_000 });
  if (solution === null) return;
  form.elements.work.value = btoa(JSON.stringify({ challenge, solution }));
  solvedAt = Date.now();
}
const work = () => (working ??= solve().catch(() => {}).finally(() => { working = undefined; }));

// Plain http elsewhere than on one's own machine has no crypto: then none is sent, which counts for a little.
if (form !== null && globalThis.crypto?.subtle !== undefined) {
  void work();
  form.addEventListener("submit", (event) => {
    if (isSent) return event.preventDefault();
    if (solvedAt > Date.now() - FRESH_MS || event.submitter?.dataset.tried === "yes") {
      isSent = true;
      setTimeout(() => { isSent = false; }, 3_000);
      return;
    }
    event.preventDefault();
    const button = event.submitter ?? form.querySelector("button");
    void work().then(() => { button.dataset.tried = "yes"; form.requestSubmit(button); });
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    isSent = false;
    void work();
  });
}
document.getElementById("errors")?.focus();
`;

/** In the frame: tell the page around it how high the form is. A number tells nobody anything. */
export const FRAME_SCRIPT = `const tell = () =>
  parent.postMessage({ convokeForm: Math.ceil(document.documentElement.getBoundingClientRect().height) }, "*");
new ResizeObserver(tell).observe(document.documentElement);
tell();
`;

/** On the page around it: give the frame that height. */
export const EMBED_SCRIPT = `(() => {
  const ours = new URL(document.currentScript.src).origin;
  addEventListener("message", ({ origin, source, data }) => {
    const height = data?.convokeForm;
    if (origin !== ours || typeof height !== "number") return;
    for (const frame of document.querySelectorAll("iframe"))
      if (frame.contentWindow === source) frame.style.height = Math.min(Math.max(height, 200), 20000) + "px";
  });
})();
`;
