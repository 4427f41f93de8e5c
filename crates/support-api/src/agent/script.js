// The team's pages come from the server whole; this makes them livelier: times in the reader's zone, new
// messages without a reload, keys, saved answers, and text that survives a lost connection. Without it
// everything still works.

const PAUSE = 3000;
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// Times in the reader's own zone and language.
const near = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
const far = new Intl.DateTimeFormat(document.documentElement.lang, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });
const whole = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeStyle: "long" });

function localTimes(root) {
  for (const time of all("time[datetime]", root)) {
    const at = new Date(time.dateTime);
    const today = at.toDateString() === new Date().toDateString();
    time.textContent = (today ? near : far).format(at);
    time.title = whole.format(at);
  }
}

// A page is read as a document: nothing is parsed from text here, so a strict policy has nothing to refuse.
function fetchPage(address) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.responseType = "document";
    request.open("GET", address);
    request.setRequestHeader("x-by-script", "1");
    request.onload = () => (request.status === 200 && request.response ? done(request.response) : failed());
    request.onerror = request.ontimeout = failed;
    request.timeout = 10000;
    request.send();
  });
}

async function refresh() {
  const page = await fetchPage(location.href);
  // Signed out meanwhile: say so by going there.
  if (!page.querySelector("[data-live]")) return location.reload();
  for (const old of all("[data-live]")) {
    const fresh = page.getElementById(old.id);
    if (!fresh || fresh.textContent === old.dataset.read) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    const atEnd = innerHeight + scrollY >= document.body.scrollHeight - 80;
    old.dataset.read = fresh.textContent;
    localTimes(fresh);
    old.replaceChildren(...fresh.childNodes);
    if (focused) old.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
    else if (atEnd && old.id === "thread") scrollTo({ top: document.body.scrollHeight });
  }
}

// The server answers as soon as something is new; after a failure and in hidden tabs it is asked less often.
async function follow(address) {
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  const ask = new URL(address, location);
  let last = "";
  for (;;) {
    const begun = Date.now();
    try {
      ask.searchParams.set("last", last);
      const answer = await fetch(ask, { redirect: "error", headers: { "x-by-script": "1" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const stamp = await answer.text();
      if (last && stamp !== last) await refresh();
      else if (last && Date.now() - begun < 1000) await wait(PAUSE);
      last = stamp;
      lost(false);
    } catch {
      lost(true);
      await wait(PAUSE);
    }
    if (document.hidden) await wait(PAUSE);
  }
}

function lost(is) {
  const note = document.getElementById("lost");
  if (note) note.hidden = !is;
}

// The person sees that somebody writes.
function tellWriting(text, address) {
  let told = 0;
  const writes = new URL(address, location);
  writes.searchParams.set("writes", "1");
  text.addEventListener("input", () => {
    if (Date.now() - told < 3000) return;
    told = Date.now();
    fetch(writes, { headers: { "x-by-script": "1" } }).catch(() => {});
  });
}

// Keys, unless somebody types.
const typing = (it) => it.closest("input, textarea, select, [contenteditable]");

function useKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.target.closest("form")?.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (typing(event.target)) return;
  if (event.key === "?") return document.getElementById("keys")?.showModal();
  if (event.key === "j" || event.key === "k") {
    const tickets = all("a.ticket");
    const at = tickets.indexOf(document.activeElement);
    const next = at < 0 ? 0 : at + (event.key === "j" ? 1 : -1);
    return tickets[next]?.focus();
  }
  const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!found) return;
  event.preventDefault();
  if (typing(found)) return found.focus();
  found.click();
  // What opens for writing is written in.
  found.closest("details[open]")?.querySelector("textarea")?.focus();
}

// What was written is kept in this tab until it is sent.
function keep(text) {
  const key = text.dataset.keep;
  text.value ||= sessionStorage.getItem(key) ?? "";
  text.addEventListener("input", () => sessionStorage.setItem(key, text.value));
  text.form.addEventListener("submit", () => sessionStorage.removeItem(key));
}

function insert(select) {
  select.addEventListener("change", () => {
    const text = document.getElementById(select.dataset.insert);
    text.setRangeText(select.value, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input"));
    select.selectedIndex = 0;
    text.focus();
  });
}

// A picture is fetched when somebody asks for it, and shown in its place.
function showPicture(event) {
  const link = event.target.closest?.("a[data-picture]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const shown = link.parentElement.querySelector("img");
  if (shown) return shown.remove();
  const picture = document.createElement("img");
  picture.src = link.href;
  picture.alt = link.textContent.trim();
  link.parentElement.append(picture);
}

localTimes(document);
addEventListener("click", showPicture);
for (const live of all("[data-live]")) live.dataset.read = live.textContent;
addEventListener("keydown", useKey);
all("[data-keep]").forEach(keep);
all("[data-insert]").forEach(insert);
// Filters act at once.
all("form.filters select").forEach((it) => it.addEventListener("change", () => it.form.requestSubmit()));
// A button that was pressed is not pressed twice.
for (const form of all("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
  });
}
addEventListener("pageshow", () => all("form[data-sent]").forEach((it) => delete it.dataset.sent));
const stamp = document.querySelector("[data-stamp]")?.dataset.stamp;
if (stamp) {
  follow(stamp);
  const reply = document.getElementById("reply");
  if (reply) tellWriting(reply, stamp);
}
