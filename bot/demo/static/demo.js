// The demo's page: sentences into the chats, the clock, the tabs of a phone, the list of things to try.

const all = (selector) => [...document.querySelectorAll(selector)];
const one = (selector) => document.querySelector(selector);
const narrow = window.matchMedia("(max-width: 900px)");
const CLOCK_EVERY = 15000;
const PASSING = "Thời gian đang trôi…";
const FAILED = "Chưa chuyển được giờ";

// ---- sentences

function say(seat, text, send) {
  choose(seat);
  const frame = one(`#seat-${CSS.escape(seat)} iframe`);
  frame.contentWindow.postMessage({ to: "dondoc", text, send }, location.origin);
}

for (const button of all("button[data-text]")) {
  button.addEventListener("click", () => {
    const { seat, text, send } = button.dataset;
    say(seat, text, send !== undefined);
    finish(button);
  });
}

// ---- the clock

const clock = one(".clock");
const moment = one("#moment");
let moving = false;

async function ask(options) {
  const answer = await fetch("demo/clock", { cache: "no-store", ...options });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.problem);
  return told.words;
}

function setMoving(is, button) {
  moving = is;
  clock.classList.toggle("passing", is);
  button.classList.toggle("passing", is);
  for (const other of all("button[data-to]")) other.setAttribute("aria-disabled", String(is));
}

async function move(button) {
  if (moving) return;
  setMoving(true, button);
  clock.classList.remove("arrived");
  moment.textContent = PASSING;
  try {
    const body = JSON.stringify({ to: button.dataset.to });
    moment.textContent = await ask({ method: "POST", headers: { "Content-Type": "application/json" }, body });
    clock.classList.add("arrived");
    finish(button);
  } catch {
    moment.textContent = FAILED;
  }
  setMoving(false, button);
}

async function tick() {
  if (moving || document.hidden) return;
  try {
    const words = await ask();
    if (!moving && moment.textContent !== words) moment.textContent = words;
  } catch {
    // the server is being restarted; the next tick asks again
  }
}

for (const button of all("button[data-to]")) button.addEventListener("click", () => move(button));
setInterval(tick, CLOCK_EVERY);

// ---- tabs on a narrow screen

function choose(seat) {
  for (const section of all(".seat")) section.classList.toggle("shown", section.dataset.seat === seat);
  for (const tab of all("[role=tab]")) {
    const is = tab.id === `tab-${seat}`;
    tab.setAttribute("aria-selected", String(is));
    tab.tabIndex = is ? 0 : -1;
    if (is) tab.querySelector(".dot").hidden = true;
  }
}

const tabs = all("[role=tab]");
for (const [index, tab] of tabs.entries()) {
  tab.addEventListener("click", () => choose(tab.id.slice("tab-".length)));
  tab.addEventListener("keydown", ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step) return;
    const next = tabs[(index + step + tabs.length) % tabs.length];
    next.focus();
    next.click();
  });
}

window.addEventListener("message", ({ origin, data }) => {
  if (origin !== location.origin || data?.from !== "dondoc" || !narrow.matches) return;
  const tab = one(`#tab-${CSS.escape(data.seat)}`);
  if (tab && tab.getAttribute("aria-selected") !== "true") tab.querySelector(".dot").hidden = false;
});

// ---- things to try

function showSteps(is) {
  document.body.dataset.steps = is ? "open" : "closed";
  one("#guide")?.setAttribute("aria-expanded", String(is));
}

function finish(button) {
  if (!button.classList.contains("try")) return;
  button.closest("li").classList.add("done");
  if (narrow.matches) showSteps(false);
}

one("#guide")?.addEventListener("click", () => {
  showSteps(true);
  one("#close").focus();
});
one("#close")?.addEventListener("click", () => {
  showSteps(false);
  one("#guide").focus();
});
document.addEventListener("keydown", ({ key }) => key === "Escape" && narrow.matches && showSteps(false));
showSteps(window.innerWidth >= 1200);
