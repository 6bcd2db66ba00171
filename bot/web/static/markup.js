// The three tags the bot may use, and links, as nodes: nothing here is ever given to the browser as HTML.

const PIECE = /<(\/?)(b|i|code)>|&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi;
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const LINK = /https?:\/\/[^\s<>"“”]+/gi;
const NOT_OF_A_LINK = /[.,;:!?)\]}'’…]+$/;

/** Nodes for a bot's text: <b>, <i>, <code> become elements, every other tag stays text. */
export function botNodes(text) {
  const top = document.createDocumentFragment();
  const open = [top];
  let run = "";
  let end = 0;
  const flush = () => {
    last(open).append(plainNodes(run));
    run = "";
  };
  for (const match of text.matchAll(PIECE)) {
    run += text.slice(end, match.index);
    end = match.index + match[0].length;
    if (!match[2]) {
      run += character(match);
      continue;
    }
    flush();
    step(open, match[1] === "/", match[2].toLowerCase());
  }
  run += text.slice(end);
  flush();
  return top;
}

const last = (list) => list[list.length - 1];

function step(open, closes, tag) {
  if (!closes) {
    const element = document.createElement(tag);
    last(open).append(element);
    open.push(element);
  } else if (open.length > 1 && last(open).localName === tag) {
    open.pop();
  }
}

function character([whole, , , named, decimal, hex]) {
  if (named) return NAMED[named.toLowerCase()];
  const point = decimal ? Number(decimal) : parseInt(hex, 16);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
}

/** Nodes for words as they are, with addresses of the web to tap. */
export function plainNodes(text) {
  const nodes = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const address = trimmed(match[0]);
    nodes.append(text.slice(end, match.index), link(address));
    end = match.index + address.length;
  }
  nodes.append(text.slice(end));
  return nodes;
}

function trimmed(address) {
  const bare = address.replace(NOT_OF_A_LINK, "");
  return address[bare.length] === ")" && bare.includes("(") ? `${bare})` : bare;
}

function link(address) {
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer nofollow";
  anchor.textContent = address;
  return anchor;
}
