// The inbox: door, list, one case. Refuses to keep the key or anything opened outside of this page's memory; a reload or half an hour away closes it all.

import { CaseView } from "./case.js";
import { byId, loadWords, make, showOnly, t, tell } from "./page.js";
import { tidy } from "./passphrase.js";
import { get, post, Refused, useToken } from "./server.js";
import { NotOpened, NoVault, Vault } from "./vault.js";

const LOOK_AGAIN = 5_000;
const AWAY = 30 * 60_000;
const views = ["door", "list", "case"].map((name) => byId(`view-${name}`));
const vault = new Vault();
let inside = false;
let known = null;
let lastSign = Date.now();

const caseView = new CaseView(vault, handle);

/** What every view does with a refusal: says it at `place`; signed out on the server means everything closes here too. */
function handle(problem, place) {
  if (problem instanceof Refused && problem.status === 401) closeEverything("aanmelden-verlopen");
  else tell(place, t(problem instanceof Refused && problem.status ? "fout-anders" : "fout-verbinding"));
}

function closeEverything(key) {
  inside = false;
  known = null;
  vault.forget();
  useToken("");
  caseView.clear();
  byId("cases").replaceChildren();
  byId("corner").hidden = true;
  tell(byId("notice"), t(key));
  history.replaceState(null, "");
  showOnly(byId("view-door"), views);
}

// -- the door ----------------------------------------------------------------------------------------------------------

const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

async function waitFor(seconds) {
  for (let left = seconds; left > 0; left -= 1) {
    const time = left === 1 ? t("aanmelden-seconde") : t("aanmelden-seconden", { aantal: left });
    tell(byId("door-progress"), t("aanmelden-wacht", { tijd: time }));
    await pause(1);
  }
}

async function enter() {
  const recipient = byId("recipient").value;
  const passphrase = tidy(byId("passphrase").value);
  if (!recipient) return tell(byId("door-problem"), t("aanmelden-geen-naam"));
  if (!passphrase) return tell(byId("door-problem"), t("aanmelden-geen-wachtzin"));
  tell(byId("door-problem"), "");
  tell(byId("door-progress"), t("aanmelden-bezig"));
  byId("enter").disabled = true;
  try {
    const { locked_identity: locked, challenge, sealed, wait } = await post("begin", { recipient });
    const started = Date.now();
    const answer = await vault.unlock(locked, passphrase, sealed);
    if (wait) await waitFor(Math.max(1, Math.ceil(wait + 1 - (Date.now() - started) / 1000)));
    const me = await post("aanmelden", { challenge, answer });
    useToken(me.csrf);
    byId("passphrase").value = "";
    byId("reveal").checked = false;
    byId("passphrase").type = "password";
    byId("who").textContent = t("aangemeld-als", { naam: me.name, rol: me.role });
    byId("corner").hidden = false;
    tell(byId("notice"), "");
    inside = true;
    lastSign = Date.now();
    history.replaceState({ view: "list" }, "");
    await showList();
  } catch (problem) {
    const name = byId("recipient").selectedOptions[0].dataset.name;
    if (problem instanceof NotOpened) tell(byId("door-problem"), t("aanmelden-fout", { naam: name }));
    else if (problem instanceof NoVault) tell(byId("door-problem"), t("fout-sleutelprogramma"));
    else tell(byId("door-problem"), t(problem.status ? "aanmelden-mislukt" : "fout-verbinding"));
    if (!inside) vault.forget();
    byId("passphrase").focus();
  } finally {
    tell(byId("door-progress"), "");
    byId("enter").disabled = false;
  }
}

// -- the list ----------------------------------------------------------------------------------------------------------

function row(item) {
  const due = item.due && t(`${item.overdue ? "te-laat" : "wacht-op"}.${item.due_what}`, { dag: item.due });
  const facts = [make("span", { className: "tag" }, item.withdrawn ? t("ingetrokken-op", { dag: item.withdrawn }) : t(`staat.${item.state}`))];
  if (!item.withdrawn) facts.push(make("span", { className: "tag quiet" }, t(`manier.${item.way}`)));
  if (due) facts.push(make("span", { className: item.overdue ? "due late" : "due" }, due));
  if (item.asked) facts.push(make("span", { className: "due late" }, t("gevraagd-op", { dag: item.asked })));
  const open = make("button", { type: "button", className: "case" }, make("strong", {}, t("lijst-ontvangen", { dag: item.received })));
  open.append(make("span", { className: "tags" }, ...facts));
  open.onclick = () => {
    history.pushState({ view: "case", id: item.id }, "");
    openCase(item.id);
  };
  return make("li", {}, open);
}

function draw(cases) {
  const signature = JSON.stringify(cases);
  if (signature === known?.signature) return;
  if (known && cases.some((item) => !known.ids.includes(item.id))) tell(byId("notice"), t("lijst-nieuw-binnen"));
  known = { signature, ids: cases.map((item) => item.id) };
  const running = cases.filter((item) => !["afgerond", "gesloten", "ingetrokken"].includes(item.state)).length;
  const summary = running === 1 ? t("lijst-open-een") : t("lijst-open-aantal", { aantal: running });
  byId("list-summary").textContent = cases.length ? summary : t("lijst-leeg");
  byId("cases").replaceChildren(...cases.map(row));
}

async function showList() {
  caseView.clear();
  const { cases } = await get("meldingen");
  draw(cases);
  showOnly(byId("view-list"), views);
}

async function openCase(id) {
  tell(byId("notice"), "");
  showOnly(byId("view-case"), views, false);
  try {
    await caseView.open(id);
  } catch (problem) {
    handle(problem, byId("notice"));
  }
}

/** Looks for news while somebody is there; who is away for half an hour finds everything closed. */
async function lookAgain() {
  if (!inside) return;
  if (Date.now() - lastSign > AWAY) return leave("aanmelden-verlopen");
  if (document.hidden) return;
  try {
    const { cases } = await get("meldingen");
    if (!inside) return;
    draw(cases);
    await caseView.refresh();
  } catch (problem) {
    if (problem instanceof Refused && problem.status === 401) closeEverything("aanmelden-verlopen");
  }
}

async function leave(key) {
  const gone = post("afmelden").catch(() => {});
  closeEverything(key);
  await gone;
}

// -- what somebody does --------------------------------------------------------------------------------------------------

await loadWords("/postvak/woorden.json");
byId("door")?.addEventListener("submit", (event) => {
  event.preventDefault();
  enter();
});
byId("reveal")?.addEventListener("change", (event) => {
  byId("passphrase").type = event.target.checked ? "text" : "password";
});
byId("leave").onclick = () => leave("aanmelden-afgemeld");
byId("back").onclick = () => history.back();
window.onpopstate = ({ state }) => {
  if (!inside) return;
  if (state?.view === "case") openCase(state.id);
  else showList().catch((problem) => handle(problem, byId("notice")));
};
for (const sign of ["pointerdown", "keydown", "scroll"]) {
  addEventListener(sign, () => { lastSign = Date.now(); }, { passive: true });
}
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted && inside) closeEverything("aanmelden-opnieuw");
});
setInterval(lookAgain, LOOK_AGAIN);
if (performance.getEntriesByType("navigation")[0]?.type === "reload") tell(byId("notice"), t("aanmelden-opnieuw"));
document.documentElement.dataset.ready = "yes";
