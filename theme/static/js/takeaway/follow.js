/* « Je suis sur… »: said once, kept in this browser. Follow links then open the visitor's own server, and their
   networks come first. Nothing is asked of that server: its answer would tell it who is read here. */
import { forget, place, recall, remember } from "./store.js";

const KEY = "suivre";
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/;

/* « mastodon.example », from a server, a handle or an address. */
export const server = (written) => {
  const host = written.trim().toLowerCase().replace(/^https?:\/\//, "").replace(/\/.*$/, "").replace(/^.*@/, "");
  return HOST.test(host) ? host : "";
};
/* Mastodon reads « name@server » here; an « acct: » before it is taken for a part of the name. */
export const remote = (host, handle) => `https://${host}/authorize_interaction?uri=${encodeURIComponent(handle)}`;

export function enhance(root) {
  const form = place(root, "presence").querySelector("form");
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
  };
  /* Other sites of this host could write it too. */
  const said = () => {
    const { on, host } = recall(KEY) ?? {};
    return { on: Array.isArray(on) ? on : [], host: server(`${host ?? ""}`) };
  };
  const fill = () => {
    const { on, host } = said();
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
    for (const box of boxes) box.checked ||= box.value === "mastodon" && host !== ""; // who has a server is there
    const on = boxes.filter((box) => box.checked).map((box) => box.value);
    const wrong = !host && (written !== "" || on.includes("mastodon"));
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
  /* What was said meanwhile on another page, or in another tab. */
  addEventListener("pageshow", ({ persisted }) => persisted && fill());
  addEventListener("storage", fill);
  fill();
}
