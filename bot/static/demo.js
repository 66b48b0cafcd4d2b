// The demo page around chat and inbox: clock, tabs, mail. Refuses to reach into the inbox for anything but filling in a made-up passphrase.

import { Chat } from "./chat.js";
import { byId, loadWords, make, t, tell } from "./page.js";

const LOOK_AGAIN = 2_500;
const narrow = matchMedia("(max-width: 56rem)");
const sides = ["student", "postvak"];
let open = "student";
let inboxMark = null;

await loadWords("/woorden.json");

// -- tabs on a narrow screen ---------------------------------------------------------------------------------------------

const dot = (side) => byId(`tab-${side}`).querySelector(".dot");

function turnTo(side) {
  open = side;
  dot(side).hidden = true;
  layOut();
}

function layOut() {
  for (const side of sides) {
    byId(`tab-${side}`).setAttribute("aria-selected", String(side === open));
    byId(`tab-${side}`).tabIndex = side === open ? 0 : -1;
    byId(`side-${side}`).classList.toggle("away", narrow.matches && side !== open);
  }
  byId("chat").scrollTop = byId("chat").scrollHeight;
}

for (const side of sides) {
  byId(`tab-${side}`).onclick = () => turnTo(side);
  byId(`tab-${side}`).onkeydown = ({ key }) => {
    if (key !== "ArrowLeft" && key !== "ArrowRight") return;
    turnTo(sides[1 - sides.indexOf(side)]);
    byId(`tab-${open}`).focus();
  };
}
narrow.onchange = layOut;
const news = (side) => { if (narrow.matches && open !== side) dot(side).hidden = false; };

// -- chat ----------------------------------------------------------------------------------------------------------------

const chat = new Chat(document.body.dataset.chat, () => news("student"));
const field = byId("text");

function grow() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, 140)}px`;
}

function write() {
  const text = field.value.trim();
  if (!text) return;
  field.value = "";
  grow();
  chat.say(text);
}

field.oninput = grow;
field.onkeydown = (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    write();
  }
};
byId("write").onsubmit = (event) => {
  event.preventDefault();
  write();
  field.focus();
};
byId("start").onclick = () => chat.enter("start");
byId("example").onclick = () => chat.say(t("begin-voorbeeld"));
byId("away").onclick = () => chat.press("@weg");

// -- clock, mail, again ----------------------------------------------------------------------------------------------------

const post = (url, body) =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

function draw({ clock, mails, inbox }) {
  if (byId("clock").textContent !== clock) tell(byId("clock"), clock);
  byId("no-mail").hidden = mails.length > 0;
  byId("mails").hidden = mails.length === 0;
  if (byId("mails").children.length !== mails.length) {
    byId("mails").replaceChildren(...mails.map(({ subject, to }) => make("li", {}, subject, make("small", {}, t("mail-aan", { aan: to })))));
    if (inboxMark !== null) news("postvak");
  }
  if (inboxMark !== null && inbox !== inboxMark) news("postvak");
  inboxMark = inbox;
}

async function look() {
  try {
    const reply = await fetch("/stand", { cache: "no-store" });
    if (reply.ok) draw(await reply.json());
  } catch {
    // the chat says that the connection is gone
  }
}

for (const button of document.querySelectorAll("[data-step]")) {
  button.onclick = async () => {
    button.disabled = true;
    await post("/klok", { stap: button.dataset.step }).catch(() => {});
    button.disabled = false;
    await look();
  };
}
byId("again").onclick = async () => {
  const reply = await post("/gesprek/opnieuw", {}).catch(() => undefined);
  if (!reply?.ok) return;
  chat.forget();
  location.reload();
};

for (const button of document.querySelectorAll("[data-passphrase]")) {
  button.onclick = () => {
    const inbox = byId("inbox").contentDocument;
    const field = inbox.getElementById("passphrase");
    if (!field || inbox.getElementById("view-door").hidden) return;
    inbox.getElementById("recipient").value = button.dataset.recipient;
    field.value = button.dataset.passphrase;
    inbox.getElementById("enter").focus();
  };
}

layOut();
await look();
setInterval(look, LOOK_AGAIN);
document.documentElement.dataset.ready = "yes";
