// The page of a whole year: asks for the replay, then shows each month as soon as it has been lived through.

const one = (selector) => document.querySelector(selector);
const EVERY = 700;
const go = one("#go");
const said = one("#said");
let shown = 0;

async function ask(path, options) {
  const answer = await fetch(path, { cache: "no-store", ...options });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.problem);
  return told;
}

function setRunning(is) {
  go.setAttribute("aria-disabled", String(is));
  go.textContent = is ? "Đang chạy…" : "Chạy lại";
}

function clear() {
  shown = 0;
  one("#sums").replaceChildren();
  one("#months").replaceChildren();
  one("#share").value = 0;
  one("#course").hidden = false;
  said.textContent = "Đang sao dữ liệu…";
}

function show(told) {
  one("#share").value = told.share;
  if (told.months.length) {
    one("#months").insertAdjacentHTML("beforeend", told.months.join(""));
    one("#sums").innerHTML = told.sums;
    shown = told.count;
    one("#months").firstElementChild.open = true;
  }
  if (told.state === "running") said.textContent = shown ? `Đã qua ${shown} tháng` : "Đang chạy…";
  if (told.state === "done") said.textContent = "Đã chạy hết một năm.";
  if (told.state === "failed") said.textContent = "Chạy thử bị lỗi, xin thử lại.";
}

async function follow() {
  for (;;) {
    const told = await ask(`year/progress?have=${shown}`);
    show(told);
    if (told.state !== "running") return;
    await new Promise((next) => setTimeout(next, EVERY));
  }
}

async function run(begin) {
  setRunning(true);
  clear();
  try {
    await begin();
    await follow();
  } catch (problem) {
    said.textContent = problem.message || "Chưa chạy được.";
  }
  setRunning(false);
}

one("#wish").addEventListener("submit", (event) => {
  event.preventDefault();
  if (go.getAttribute("aria-disabled") === "true") return;
  const body = JSON.stringify({ pace: new FormData(event.target).get("pace") });
  run(() => ask("year", { method: "POST", headers: { "Content-Type": "application/json" }, body }));
});

// Whoever comes back finds what was played last, or what is being played.
const before = await ask("year/progress?have=0");
if (before.state !== "idle") run(async () => {});
