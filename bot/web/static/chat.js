// The page of the web chat: puts the log, the box, the tray, the outbox and the wire together.

import { bubble, dayOf, element, pendingBubble } from "./bubbles.js";
import { Outbox } from "./outbox.js";
import { Tray } from "./tray.js";
import { listen } from "./wire.js";

const find = (id) => document.getElementById(id);
const settings = document.body.dataset;
const base = settings.base;
const [log, scroll, words, note] = ["log", "scroll", "words", "note"].map(find);
const shown = new Map(); // id -> list item
const pending = new Map(); // key -> list item
const own = new Map(); // key -> list item of what arrived
const hasKeyboard = window.matchMedia("(pointer: fine)").matches; // on a phone, focus would cover half the page
let lastId = 0;
let lastDay = "";
let settled = false; // the history is drawn
let stick = true; // the newest stays in sight unless the person has scrolled up
let heldAt = -1; // where the page was left to show the beginning of a long answer

const isFramed = window.parent !== window;
if (isFramed) document.body.dataset.framed = "";

function say(text) {
  note.textContent = text;
  note.hidden = !text;
}

// ---- the log

function atEnd() {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
}

function toEnd() {
  stick = true;
  scroll.scrollTop = scroll.scrollHeight;
  heldAt = -1;
  find("newest").hidden = true;
}

// An answer longer than the page is shown from its beginning: that is where reading starts.
function follow(item, mine) {
  toEnd();
  if (mine || item.offsetHeight <= scroll.clientHeight) return;
  scroll.scrollTop += item.getBoundingClientRect().top - scroll.getBoundingClientRect().top - 8;
  heldAt = scroll.scrollTop;
}

function watchEnd() {
  stick = atEnd() || Math.abs(scroll.scrollTop - heldAt) < 4;
  if (stick) find("newest").hidden = true;
}

function append(item, mine) {
  find("welcome").hidden = true;
  log.append(item);
  if (mine || stick) follow(item, mine);
  else find("newest").hidden = false;
  for (const image of item.querySelectorAll("img")) image.addEventListener("load", () => stick && heldAt < 0 && toEnd(), { once: true });
}

function take(message) {
  if (shown.has(message.id)) return;
  const item = bubble(message, base, choose);
  if (!settled) item.classList.remove("fresh");
  shown.set(message.id, item);
  lastId = Math.max(lastId, message.id);
  const day = dayOf(message.at);
  const line = day === lastDay ? [] : [element("li", "day", day)];
  lastDay = day;
  if (message.mine || message.choices.length) for (const old of log.querySelectorAll(".choices")) old.classList.add("old");
  if (message.mine) own.set(message.key, item);
  const waiting = pending.get(message.key);
  if (message.mine && waiting) {
    if (line.length) waiting.before(...line);
    release(waiting);
    const standing = waiting.querySelector(".status"); // stored, but perhaps not yet taken in
    if (standing) item.append(standing);
    waiting.replaceWith(item);
    pending.delete(message.key);
    find("thinking").hidden = !standing || standing.classList.contains("failed");
    toEnd();
    return;
  }
  if (!message.mine) find("thinking").hidden = true;
  if (line.length) append(line[0], message.mine);
  append(item, message.mine);
  keepWaitingLast();
  if (settled && !message.mine) tellFrame();
}

// What is not sent yet stands below what is.
function keepWaitingLast() {
  for (const item of pending.values()) log.append(item);
}

function release(item) {
  for (const image of item.querySelectorAll("img")) URL.revokeObjectURL(image.src);
}

function tellFrame() {
  if (isFramed && settings.seat) window.parent.postMessage({ from: "dondoc", seat: settings.seat, news: true }, location.origin);
}

// ---- sending

function status(item, className, ...children) {
  const drawn = pending.get(item.key) ?? own.get(item.key);
  drawn.querySelector(".status")?.remove();
  if (children.length) drawn.append(element("div", `status ${className}`, ...children));
}

function action(label, act) {
  const button = element("button", "", label);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

function putBack(item) {
  outbox.drop(item);
  const drawn = pending.get(item.key);
  if (drawn) release(drawn);
  drawn?.remove();
  pending.delete(item.key);
  tray.addFiles(item.files);
  put(item.text);
}

const outbox = new Outbox(base, {
  waiting(item) {
    if (own.has(item.key)) return; // it arrived, only the answer to that got lost
    const drawn = pendingBubble(item);
    pending.set(item.key, drawn);
    append(drawn, true);
  },
  progress(item, share) {
    const bar = element("progress");
    bar.max = 1;
    bar.value = share;
    bar.setAttribute("aria-label", "Đã gửi được");
    status(item, "", "Đang gửi…", ...(item.files.length ? [bar] : []));
  },
  failed(item) {
    find("thinking").hidden = true;
    status(item, "failed", "Chưa gửi được.", action("Thử lại", () => outbox.retry()));
    toEnd();
  },
  refused(item, problem) {
    find("thinking").hidden = true;
    status(item, "failed", problem, action("Sửa lại", () => putBack(item)));
    toEnd();
  },
  stored(item, message) {
    take(message);
    status(item, "");
    find("thinking").hidden = true; // the server answers after the bot did
    if (!wire.isOpen()) wire.ask().catch(() => {});
  },
});

const limits = { fileLimit: Number(settings.fileLimit), fileMb: settings.fileMb, mostFiles: Number(settings.mostFiles) };
const tray = new Tray(find("tray"), limits, say);

function choose(label, command) {
  outbox.add({ choice: command, label });
}

function send() {
  const text = words.value.trim();
  if (!text && tray.isEmpty) return;
  if ([...text].length > Number(settings.textLimit)) {
    say(`Tin dài quá ${Number(settings.textLimit).toLocaleString("vi-VN")} ký tự. Xin chia thành nhiều tin ngắn hơn.`);
    return;
  }
  say("");
  outbox.add({ text, ...tray.take() });
  put("");
}

// ---- the box

const line = words.parentElement;

function put(text) {
  words.value = text;
  fit();
  words.focus({ preventScroll: true });
}

function fit() {
  words.style.height = "auto";
  if (!words.value) line.classList.remove("tall");
  else if (words.scrollHeight > 60) line.classList.add("tall"); // from the second line on it gets the whole width
  words.style.height = `${words.scrollHeight + 3}px`;
}

words.addEventListener("input", fit);
words.addEventListener("keydown", (event) => {
  // Enter that ends a syllable of a Vietnamese keyboard is not yet "send".
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  send();
});
words.addEventListener("paste", (event) => {
  if (!event.clipboardData?.files.length) return;
  event.preventDefault();
  tray.addFiles(event.clipboardData.files);
});
find("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
for (const id of ["photo", "file"]) {
  find(id).addEventListener("change", ({ target }) => {
    say("");
    tray.addFiles(target.files);
    target.value = "";
    if (hasKeyboard) words.focus({ preventScroll: true });
  });
}
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  tray.addFiles(event.dataTransfer.files);
});
find("place").addEventListener("click", () => tray.askPlace());
find("start").addEventListener("click", () => choose("Bắt đầu", "/start"));
find("newest").addEventListener("click", toEnd);
scroll.addEventListener("scroll", watchEnd, { passive: true });
new ResizeObserver(() => stick && heldAt < 0 && log.childElementCount && toEnd()).observe(scroll);
window.addEventListener("beforeunload", (event) => outbox.hasFiles && event.preventDefault());

// The demo's page puts sentences into the box. Nobody else may.
window.addEventListener("message", ({ origin, source, data }) => {
  if (origin !== location.origin || source !== window.parent || data?.to !== "dondoc") return;
  if (data.send) outbox.add({ text: String(data.text) });
  else put(String(data.text));
});

// ---- beginning

const wire = listen(base, {
  take,
  lastId: () => lastId,
  online(is) {
    find("state").textContent = is ? "" : "Đang kết nối lại…";
    if (is) outbox.retry();
  },
  problem: (text) => say(text),
});

async function begin() {
  try {
    const allowed = await wire.ask();
    if (!allowed) return;
  } catch {
    find("state").textContent = "Đang kết nối lại…";
    setTimeout(begin, 3000);
    return;
  }
  settled = true;
  find("talk").setAttribute("aria-busy", "false");
  find("thinking").hidden = true;
  find("welcome").hidden = shown.size > 0;
  if (shown.size) toEnd();
  outbox.restore();
  wire.open();
  openInvitation();
}

// …/chat#moi_WORD is a link that an official was given, …/chat#tra_CODE_KEY that of a printed slip.
// Nothing is sent before the person says so.
const OPENINGS = {
  moi: ["Anh/chị nhận được lời mời dùng trợ lý này cho công việc ở cơ quan.", "Nhận lời mời"],
  tra: ["Phiếu của ông/bà đã được nhận ra.", "Xem tình trạng"],
};

function openInvitation() {
  const [, word, kind] = /^#((moi|tra)_[\w-]{1,50})$/.exec(location.hash) ?? [];
  if (!word) return;
  history.replaceState(null, "", location.pathname);
  const [text, label] = OPENINGS[kind];
  const invitation = { mine: false, text, files: [], at: new Date().toISOString(), choices: [[[label, `/start ${word}`]]] };
  append(bubble(invitation, base, choose), true);
}

window.addEventListener("hashchange", openInvitation);
begin();
