// Draws messages: text with spans, rows of buttons. Refuses innerHTML, and an address of a link that is no web address or telephone number.

import { make, t } from "./page.js";

const TAGS = { bold: "strong", italic: "em" };

/** Text and spans ([offset, length, kind], in code points) as nodes. */
export function rich(text, spans) {
  const points = Array.from(text);
  const cuts = new Set([0, points.length]);
  for (const [offset, length] of spans) cuts.add(offset).add(offset + length);
  const places = [...cuts].filter((place) => place >= 0 && place <= points.length).sort((a, b) => a - b);
  return places.slice(0, -1).map((from, number) => {
    const to = places[number + 1];
    const kinds = spans.filter(([offset, length]) => offset <= from && to <= offset + length).map(([, , kind]) => kind);
    return kinds.reduce((node, kind) => wrap(node, kind), document.createTextNode(points.slice(from, to).join("")));
  });
}

function wrap(node, kind) {
  if (kind === "spoiler") return spoiler(node);
  if (kind === "link") return link(node);
  return kind in TAGS ? make(TAGS[kind], {}, node) : node;
}

function link(node) {
  const text = node.textContent.trim();
  const number = /^[+\d][\d -]*$/.test(text);
  const site = /^https:\/\//.test(text) ? text : `https://${text}`;
  if (!number && !URL.canParse(site)) return node;
  return make("a", number ? { href: `tel:${text.replace(/[^+\d]/g, "")}` } : { href: site, target: "_blank", rel: "noopener noreferrer" }, node);
}

function spoiler(node) {
  const cover = make("span", { className: "spoiler covered", role: "button", tabIndex: 0 }, make("span", { ariaHidden: "true" }, node));
  cover.setAttribute("aria-label", t("verborgen"));
  const show = () => {
    cover.className = "spoiler";
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
    cover.firstChild.removeAttribute("aria-hidden");
  };
  cover.onclick = show;
  cover.onkeydown = ({ key }) => (key === "Enter" || key === " ") && show();
  return cover;
}

/** One bubble. `press(message, data)` is called for a button. */
export function bubble(message, press) {
  const body = make("div", { className: "bubble" }, make("span", { className: "unseen" }, t(message.mine ? "van-student" : "van-bot"), " "));
  body.append(...rich(message.text, message.spans ?? []));
  if (message.mine) body.append(make("small", { className: "mark", title: t(message.sent ? "bezorgd" : "onderweg") }, message.sent ? "✓" : "…"));
  const item = make("div", { className: message.mine ? "message mine" : "message" }, body);
  item.dataset.message = message.id;
  for (const row of message.buttons ?? []) {
    const buttons = row.map(({ label, data }) => {
      const button = make("button", { type: "button", className: message.pressed === data ? "press pressed" : "press" }, label);
      button.onclick = () => press(message, data);
      return button;
    });
    item.append(make("div", { className: "presses" }, ...buttons));
  }
  return item;
}
