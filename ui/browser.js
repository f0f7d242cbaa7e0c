// What only a browser can do: copy, save, scroll, announce, and tell what was clicked.
// Static: no text of a report, a file name or a question is ever part of it. Those come as data,
// and are set as text.

const WAIT = 80; // milliseconds between looks for what is to be scrolled to
const LOOKS = 60;
const SAID_FOR = 2500;
const LATER = 1000; // what is not said yet when something else is said is not said at all
const WAYS = '[data-testid="stSidebar"] :is(a, .cl-conversation, [data-act="conversation-new"])';
const ENGLISH =
  '[data-testid="stFileUploaderDropzone"] button p, [data-testid="stFileUploaderDropzoneInstructions"] span';

// One for the whole visit: its listener, the scenes it has played, and the button that opened a report.
const page = (window.clausier ??= {
  played: new Set([0]),
  tell: null,
  data: {},
  opener: null,
  focused: null,
  unfolded: new Map(),
});

export default function ({ data, setTriggerValue }) {
  page.tell = (act) => setTriggerValue("act", act);
  page.data = data;
  document.documentElement.lang = data.language;
  document.documentElement.dir = data.direction;
  if (!page.listening) {
    page.listening = true;
    document.addEventListener("click", clicked);
    document.addEventListener("click", foldSideBar);
    document.addEventListener("keydown", pressed);
    watchFocus();
    new MutationObserver(mend).observe(document.body, {
      childList: true,
      subtree: true,
      attributeFilter: ["aria-label"],
    });
  }
  mend();
  if (page.played.has(data.number)) return;
  page.played.add(data.number);
  if (data.say) announce(data.say, data.later ? LATER : WAIT);
  if (/^(top|turn-)/.test(data.goto)) document.querySelector(".cl-scope")?.removeAttribute("open");
  if (data.fileName) saveFile(data.fileName, data.fileText);
  if (data.goto) goTo(data.goto, LOOKS);
}

function clicked(event) {
  const button = event.target.closest("[data-act], [data-copy]");
  if (!button) return;
  const { act, copy, link, ...rest } = button.dataset;
  if (copy !== undefined) {
    copyText(link === undefined ? copy : new URL(copy, location.href).href).then((done) =>
      told(button, done ? page.data.copied : page.data.notCopied),
    );
    return;
  }
  if (button.href) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // in a tab of its own
    event.preventDefault();
  }
  if (act === "open" && !button.closest(".cl-source")) page.opener = button;
  page.tell({ ...rest, act });
}

// Escape closes the report that lies open, as it closes any dialogue.
function pressed(event) {
  const close = document.querySelector('.cl-source [data-act="close"]');
  if (event.key === "Escape" && close && !event.target.closest("textarea, input")) close.click();
}

// On a phone the side bar lies over the page: who follows a way in it wants to see where it leads.
function foldSideBar(event) {
  if (innerWidth > 768 || !event.target.closest(WAYS)) return;
  setTimeout(() => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click(), WAIT);
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyFromField(text); // a page that is not served securely has no clipboard
  }
}

function copyFromField(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "cl-unseen";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

function saveFile(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), SAID_FOR);
}

function told(button, words) {
  announce(words, WAIT);
  button.dataset.told = words;
  setTimeout(() => delete button.dataset.told, SAID_FOR);
}

// Screen readers speak what changes in a region that was there before; the last that is said counts.
function announce(words, wait) {
  let region = document.getElementById("cl-live");
  if (!region) {
    region = document.createElement("div");
    region.id = "cl-live";
    region.className = "cl-unseen";
    region.setAttribute("role", "status");
    region.setAttribute("aria-live", "polite");
    document.body.append(region);
  }
  region.textContent = "";
  clearTimeout(page.saying);
  page.saying = setTimeout(() => (region.textContent = words), wait);
}

function goTo(name, looks) {
  const places = [...document.querySelectorAll("[data-goto]")];
  const place = places.find((one) => one.dataset.goto === name);
  if (!place) {
    if (looks > 0) setTimeout(() => goTo(name, looks - 1), WAIT);
    return;
  }
  const image = place.closest(".cl-sheet")?.querySelector("img");
  if (image && !image.complete && looks > 0) return setTimeout(() => goTo(name, looks - 1), WAIT);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.scrollIntoView({ block: place.dataset.block ?? "start", behavior: calm ? "auto" : "smooth" });
  focusAt(place);
}

// A report that is opened, and a place of the library, take the focus; others, if nothing has it.
function focusAt(place) {
  const source = place.closest(".cl-source");
  const goes = source ? !source.contains(document.activeElement) : place.matches("section, table, .cl-detail-acts");
  if (goes || focusIsLost()) (source?.querySelector("h2") ?? place).focus({ preventScroll: true });
}

// What Streamlit's own widgets get wrong for those who do not see them.
function mend() {
  keepFocus();
  for (const zone of document.querySelectorAll('[data-testid="stFileUploaderDropzone"][role]'))
    zone.removeAttribute("role");
  for (const [selector, name] of Object.entries(page.data.names ?? {}))
    for (const widget of document.querySelectorAll(selector))
      if (widget.ariaLabel !== name) widget.ariaLabel = name;
  // The style sheet has these words in the reader's language; those in English would be heard too.
  for (const english of document.querySelectorAll(ENGLISH))
    if (english.textContent) english.textContent = "";
  const skip = document.querySelector('[data-testid="stSkipToContent"]');
  if (skip && page.data.skip && skip.textContent !== page.data.skip) skip.textContent = page.data.skip;
  const ground = getComputedStyle(document.querySelector(".stApp") ?? document.body).backgroundColor;
  document.documentElement.style.setProperty("--cl-ground", ground);
}
