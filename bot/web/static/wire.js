// Hears from the server: the stream of new bubbles, and asking for them where a stream does not come through.

const ASK_EVERY = 15000;
const SLEEP_AFTER = 5 * 60 * 1000; // a page nobody looks at gives its connection back
const LONGEST_WAIT = 30000;

/** `page.lastId()` is the newest id shown; `page.take(message)` shows one; `page.online(bool)`; `page.problem(words)`. */
export function listen(base, page) {
  let source = null;
  let wait = 1000;
  let sleep = 0;

  function open() {
    source?.close();
    source = new EventSource(`${base}events?after=${page.lastId()}`);
    source.onopen = () => {
      wait = 1000;
      page.online(true);
    };
    source.onmessage = (event) => page.take(JSON.parse(event.data));
    source.addEventListener("reset", () => location.reload());
    source.onerror = () => {
      page.online(false);
      if (source.readyState === EventSource.CLOSED) again();
    };
  }

  function again() {
    setTimeout(open, wait);
    wait = Math.min(2 * wait, LONGEST_WAIT);
  }

  async function ask() {
    const answer = await fetch(`${base}messages?after=${page.lastId()}`, { cache: "no-store" });
    const told = await answer.json();
    if (answer.ok) told.messages.forEach(page.take);
    else page.problem(told.problem);
    return answer.ok;
  }

  const isOpen = () => source?.readyState === EventSource.OPEN;

  document.addEventListener("visibilitychange", () => {
    clearTimeout(sleep);
    if (document.hidden) sleep = setTimeout(() => source?.close(), SLEEP_AFTER);
    else if (source?.readyState === EventSource.CLOSED) open();
  });
  window.addEventListener("online", () => source && !isOpen() && open());
  setInterval(() => source && !isOpen() && !document.hidden && ask().catch(() => {}), ASK_EVERY);
  return { open, ask, isOpen };
}
