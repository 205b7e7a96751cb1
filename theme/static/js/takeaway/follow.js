/* « Je suis sur… »: the visitor's networks and server, stored in this browser. Follow links then open the visitor's own server, and
   their networks come first. No request is sent to that server, which would learn who is read here. */
import { forget, instantiate, recall, remember } from "./store.js";

const KEY = "suivre";
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]+$/;

/* Return « mastodon.example » from a server, a handle or an address; empty when it is none. */
export const server = (written) => {
  try {
    const host = new URL(`https://${written.trim().replace(/^https?:\/\//i, "")}`).host.replace(/\.$/, "");
    return HOST.test(host) ? host : "";
  } catch {
    return "";
  }
};
/* Mastodon expects « name@server » here: it would take a leading « acct: » for a part of the name. */
export const remote = (host, handle) => `https://${host}/authorize_interaction?uri=${encodeURIComponent(handle)}`;

export function enhance(root) {
  const form = instantiate(root, "presence").querySelector("form");
  const links = [...root.querySelectorAll("[data-follow]")].map((link) => {
    const [network, ...handle] = link.dataset.follow.split(":");
    return { link, network, handle: handle.join(":"), href: link.href, words: link.textContent, account: link.closest("li") };
  });
  const list = links[0].account.parentElement;
  const apply = ({ on, host }) => {
    for (const { link, network, handle, href, words } of links) {
      const mine = host && network === "mastodon" && on.includes(network);
      link.href = mine ? remote(host, handle) : href;
      link.textContent = mine ? form.dataset.from.replace("{host}", host) : words;
    }
    const rank = ({ network }) => (on.includes(network) ? 0 : 1);
    list.append(...links.toSorted((a, b) => rank(a) - rank(b)).map(({ account }) => account));
    for (const { account } of links) account.classList.toggle("account-first", account === list.firstElementChild);
    const label = list.querySelector("[data-first]"); // what the curators put first
    if (label) label.hidden = !list.firstElementChild.contains(label);
  };
  /* Validated, because other sites on this host can write to the same storage. */
  const stored = () => {
    const { on, host } = recall(KEY) ?? {};
    return { on: Array.isArray(on) ? on : [], host: server(typeof host === "string" ? host : "") };
  };
  const fill = () => {
    const { on, host } = stored();
    for (const box of form.elements.on) box.checked = on.includes(box.value);
    form.elements.host.value = host;
    form.elements.host.removeAttribute("aria-invalid");
    form.querySelector("[type=reset]").hidden = !recall(KEY);
    apply({ on, host });
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const written = form.elements.host.value.trim();
    const host = server(written);
    const boxes = [...form.elements.on];
    for (const box of boxes) box.checked ||= box.value === "mastodon" && host !== ""; // a server implies the network
    const on = boxes.filter((box) => box.checked).map((box) => box.value);
    const wrong = !host && written !== "";
    form.elements.host.setAttribute("aria-invalid", wrong);
    form.querySelector("[aria-live]").textContent = wrong ? form.dataset.wrong : form.dataset.kept;
    if (wrong) return form.elements.host.focus();
    remember(KEY, { on, host });
    fill();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    forget(KEY);
    form.querySelector("[aria-live]").textContent = form.dataset.forgotten;
    fill();
    form.querySelector("[type=submit]").focus();
  });
  /* Changed meanwhile on another page (back/forward cache) or in another tab. */
  addEventListener("pageshow", ({ persisted }) => persisted && fill());
  addEventListener("storage", ({ key }) => (!key || key.endsWith(KEY)) && fill());
  fill();
}
