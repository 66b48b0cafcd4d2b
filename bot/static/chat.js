// The student's phone: keeps the history, sends what was not acknowledged again, carries out what comes in. Refuses to do an operation twice.

import { bubble } from "./bubbles.js";
import { byId } from "./page.js";

const AGAIN = 500;
const SLOWEST = 2_000;
const sleep = (time) => new Promise((done) => setTimeout(done, time));

export class Chat {
  #key;
  #state;
  #onNews;
  #sending = false;
  #broken = new Set();

  constructor(mark, onNews) {
    this.#key = `stagemaat-gesprek-${mark}`;
    this.#onNews = onNews;
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("stagemaat-gesprek-") && name !== this.#key) localStorage.removeItem(name);
    }
    this.#state = { have: 0, messages: [], waiting: [], ...JSON.parse(localStorage.getItem(this.#key) ?? "{}") };
    this.#draw();
    this.#send();
    this.#listen();
  }

  /** A typed message: on the screen at once, sent when there is a connection. Its id is also the id of the message on the screen. */
  say(text) {
    const id = crypto.randomUUID();
    this.#state.messages.push({ id, text, mine: true, sent: false });
    this.#queue({ id, text });
  }

  /** A button, of a message or one that is always there. */
  press(data, message) {
    if (message) message.pressed = data;
    this.#queue({ id: crypto.randomUUID(), button: data, ...(message && { message: message.id }) });
  }

  /** A way in, as a link or a start button of a chat app gives it. */
  enter(entry) {
    this.#queue({ id: crypto.randomUUID(), entry });
  }

  /** The history goes, as on a new phone. */
  forget() {
    localStorage.removeItem(this.#key);
  }

  #queue(item) {
    this.#state.waiting.push(item);
    this.#keep();
    this.#draw();
    this.#send();
  }

  #keep() {
    localStorage.setItem(this.#key, JSON.stringify(this.#state));
  }

  /** In order, one at a time; what the server did not take stays in front, with the same id. */
  async #send() {
    if (this.#sending) return;
    this.#sending = true;
    for (let wait = AGAIN; this.#state.waiting.length; ) {
      const item = this.#state.waiting[0];
      const reply = await this.#call("send", "/gesprek/zeg", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(item) });
      if (!reply || reply.status >= 500) {
        await sleep(wait);
        wait = Math.min(wait * 2, SLOWEST);
        continue;
      }
      if (reply.status === 409) return location.reload(); // another student by now
      wait = AGAIN;
      this.#state.waiting.shift();
      const shown = this.#state.messages.find(({ id }) => id === item.id);
      if (shown) shown.sent = true;
      this.#keep();
      this.#draw();
    }
    this.#sending = false;
  }

  async #listen() {
    for (let wait = AGAIN; ; ) {
      const reply = await this.#call("listen", `/gesprek/nieuw?have=${this.#state.have}`, { cache: "no-store" });
      if (reply?.status === 409) return location.reload();
      if (!reply?.ok) {
        await sleep(wait);
        wait = Math.min(wait * 2, SLOWEST);
        continue;
      }
      wait = AGAIN;
      const { ops } = await reply.json().catch(() => ({ ops: [] }));
      const fresh = ops.filter(({ id }) => id > this.#state.have);
      for (const op of fresh) this.#carryOut(op);
      if (!fresh.length) continue;
      this.#keep();
      this.#draw();
      this.#onNews();
    }
  }

  #carryOut({ id, op, message, messages: gone, text, spans, buttons, sensitive }) {
    const { messages } = this.#state;
    const place = messages.findIndex((shown) => shown.id === message);
    const made = { id: message, text, spans, buttons, sensitive, mine: false };
    if (op === "delete") this.#state.messages = messages.filter((shown) => !gone.includes(shown.id));
    if (op === "edit" && place >= 0) messages[place] = { ...made, mine: messages[place].mine, sent: true };
    if (op === "send" && place < 0) messages.push(made);
    this.#state.have = id;
  }

  /** A fetch; undefined when there is no connection, which the page says quietly. */
  async #call(name, url, options) {
    try {
      const reply = await fetch(url, { credentials: "same-origin", ...options });
      if (reply.status < 500) this.#broken.delete(name);
      else this.#broken.add(name);
      return reply;
    } catch {
      this.#broken.add(name);
      return undefined;
    } finally {
      byId("offline").hidden = this.#broken.size === 0;
    }
  }

  #draw() {
    const chat = byId("chat");
    const { messages, waiting } = this.#state;
    const old = new Map([...chat.children].map((item) => [item.dataset.message, item]));
    const items = messages.map((message) => {
      const content = JSON.stringify(message);
      const known = old.get(message.id);
      if (known?.dataset.content === content) return known; // keeps an opened spoiler open, and the screen reader quiet
      const item = bubble(message, (of, data) => this.press(data, this.#state.messages.find(({ id }) => id === of.id)));
      item.dataset.content = content;
      return item;
    });
    const before = chat.lastElementChild;
    if (items.length !== chat.children.length || items.some((item, place) => item !== chat.children[place])) {
      for (const item of [...chat.children]) if (!items.includes(item)) item.remove();
      items.forEach((item, place) => { if (chat.children[place] !== item) chat.insertBefore(item, chat.children[place] ?? null); });
    }
    byId("empty").hidden = messages.length > 0 || waiting.length > 0;
    if (chat.lastElementChild !== before) chat.scrollTop = chat.scrollHeight;
  }
}
