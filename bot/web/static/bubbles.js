// Draws bubbles. Everything that came from a person or a letter becomes text, never HTML.

import { botNodes, plainNodes } from "./markup.js";

const ZONE = "Asia/Ho_Chi_Minh";
const CLOCK = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: ZONE });
const DAY = new Intl.DateTimeFormat("vi-VN", { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", timeZone: ZONE });
const PAPER = "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6";

export function element(name, className = "", ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

export function size(bytes) {
  if (bytes < 1e6) return `${Math.max(1, Math.floor(bytes / 1000))} KB`;
  return `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`;
}

export function dayOf(at) {
  return DAY.format(new Date(at)).replace(/^Thứ/, "thứ").replace(/^Chủ Nhật/i, "Chủ nhật");
}

/** The list item of a stored bubble; `base` is where its files are read. */
export function bubble(message, base, onChoice) {
  const item = shell(message.mine);
  const said = item.firstElementChild;
  said.append(message.mine ? plainNodes(message.text) : botNodes(message.text));
  addFiles(said, message.files.map((file) => ({ ...file, url: `${base}files/${file.digest}` })));
  const time = element("time", "", CLOCK.format(new Date(message.at)));
  time.dateTime = message.at;
  said.append(time);
  if (message.choices.length) item.append(choices(message.choices, onChoice));
  return item;
}

/** The list item of something not yet sent. */
export function pendingBubble(item) {
  const drawn = shell(true);
  drawn.classList.add("pending");
  const said = drawn.firstElementChild;
  const place = item.latitude === undefined ? "" : `Vị trí: ${item.latitude.toFixed(6)}, ${item.longitude.toFixed(6)}`;
  said.append(plainNodes([item.label || item.text, place].filter(Boolean).join("\n")));
  addFiles(said, item.files.map((file) => localFile(file)));
  return drawn;
}

function shell(mine) {
  const who = element("span", "hidden", mine ? "Ông/bà: " : "Trợ lý tự động: ");
  return element("li", mine ? "bubble mine fresh" : "bubble fresh", element("div", "said", who));
}

function localFile(file) {
  const picture = /^image\/(jpeg|png|gif|webp)$/.test(file.type);
  return { name: file.name, size: file.size, picture, url: picture ? URL.createObjectURL(file) : "" };
}

function addFiles(said, files) {
  const pictures = files.filter((file) => file.picture);
  if (pictures.length) said.append(element("div", "pictures", ...pictures.map(picture)));
  said.append(...files.filter((file) => !file.picture).map(paper));
}

function picture(file) {
  const image = element("img");
  image.src = file.url;
  image.alt = `Ảnh: ${file.name}`;
  const anchor = element("a", "", image);
  anchor.href = file.url;
  anchor.target = "_blank";
  anchor.rel = "noopener";
  return anchor;
}

function paper(file) {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  const lines = document.createElementNS("http://www.w3.org/2000/svg", "path");
  lines.setAttribute("d", PAPER);
  icon.append(lines);
  const box = element(file.url ? "a" : "div", "paper", icon, element("span", "", element("b", "", file.name), element("small", "", size(file.size))));
  if (file.url) {
    box.href = file.url;
    box.download = file.name;
  }
  return box;
}

function choices(rows, onChoice) {
  const group = element("div", "choices");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Các lựa chọn");
  for (const row of rows) group.append(element("div", "", ...row.map(([label, command]) => choice(label, command, onChoice))));
  return group;
}

function choice(label, command, onChoice) {
  const button = element("button", "", label);
  button.type = "button";
  button.addEventListener("click", () => {
    button.classList.add("chosen");
    onChoice(label, command);
  });
  return button;
}
