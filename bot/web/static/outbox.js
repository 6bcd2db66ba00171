// What was written and has not arrived yet. Words outlive a reload; a retry carries the same key, so it counts once.

const FIRST_WAIT = 2000;
const LONGEST_WAIT = 30000;

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID is missing over plain http
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** `page` is told: waiting(item), progress(item, share), failed(item), refused(item, words), stored(item, message). */
export class Outbox {
  #items = [];
  #busy = false;
  #wait = FIRST_WAIT;
  #timer = 0;

  constructor(base, page) {
    this.base = base;
    this.page = page;
    this.place = `dondoc:${base}:`;
  }

  /** Words that an earlier visit could not send, oldest first. */
  restore() {
    const known = new Set(this.#items.map((item) => item.key)); // written while the page was still being opened
    const kept = keptItems(this.place).filter((item) => !known.has(item.key));
    for (const item of kept.sort((one, other) => one.at - other.at)) this.#add({ ...item, files: [] });
  }

  add(item) {
    const whole = { key: newKey(), at: Date.now(), text: "", files: [], ...item };
    if (!whole.files.length) keep(this.place + whole.key, whole);
    this.#add(whole);
  }

  #add(item) {
    this.#items.push(item);
    this.page.waiting(item);
    this.#next();
  }

  /** Forget one that the server refused. */
  drop(item) {
    forget(this.place + item.key);
    this.#items = this.#items.filter((other) => other !== item);
  }

  /** The server is there (again): try at once. */
  retry() {
    clearTimeout(this.#timer);
    this.#next();
  }

  get hasFiles() {
    return this.#items.some((item) => item.files.length);
  }

  #next() {
    const item = this.#items.find((other) => !other.refused);
    if (this.#busy || !item) return;
    this.#busy = true;
    const done = (status, told) => this.#settle(item, status, told);
    post(`${this.base}messages`, item, (share) => this.page.progress(item, share), done);
    this.page.progress(item, 0);
  }

  #settle(item, status, told) {
    this.#busy = false;
    if (status === 200 && told) {
      this.#wait = FIRST_WAIT;
      this.drop(item);
      this.page.stored(item, told);
      this.#next();
    } else if (status >= 400 && status < 500 && told) {
      item.refused = true;
      forget(this.place + item.key);
      this.page.refused(item, told.problem);
      this.#next();
    } else {
      this.page.failed(item);
      this.#timer = setTimeout(() => this.#next(), this.#wait);
      this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT);
    }
  }
}

function form(item) {
  const data = new FormData();
  for (const name of ["key", "text", "choice", "label", "latitude", "longitude"]) {
    if (item[name] !== undefined && item[name] !== "") data.append(name, String(item[name]));
  }
  for (const file of item.files) data.append("file", file, file.name);
  return data;
}

function post(url, item, onShare, onDone) {
  const request = new XMLHttpRequest(); // fetch does not tell how much has gone up
  request.open("POST", url);
  request.timeout = 60000 + item.files.reduce((sum, file) => sum + file.size / 20, 0);
  request.upload.onprogress = (event) => event.lengthComputable && onShare(event.loaded / event.total);
  request.onloadend = () => onDone(request.status, read(request.responseText));
  request.send(form(item));
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// A browser may forbid storage (foreign frame, private window): then words live as long as the page.
function stored(use) {
  try {
    return use(window.localStorage);
  } catch {
    return undefined;
  }
}

function keep(name, item) {
  stored((storage) => storage.setItem(name, JSON.stringify(item)));
}

function forget(name) {
  stored((storage) => storage.removeItem(name));
}

function keptItems(place) {
  const names = stored((storage) => Object.keys(storage).filter((name) => name.startsWith(place))) ?? [];
  return names.map((name) => read(stored((storage) => storage.getItem(name)))).filter(Boolean);
}
