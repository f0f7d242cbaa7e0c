// Where the keyboard is. A click has a part of the page drawn anew: what had the focus is found
// again there, or what takes its place; and it never stands under a report that lies over the page.

const NARROW = 1000; // pixels: below, a report lies over the page (style.css)
const GONE_FOR = 700; // milliseconds, until what had the focus is given up
// What stands in the place of a button that is gone.
const NEXT = {
  stop: '.cl-stopped [data-act="ask"]',
  "conversation-ask-delete": '[data-act="conversation-keep"]',
  "conversation-keep": '[data-act="conversation-ask-delete"]',
  "conversation-delete": '[data-act="conversation-new"]',
};

function watchFocus() {
  document.addEventListener("focusin", (event) => (page.focused = event.target));
  document.addEventListener("toggle", (event) => keepUnfolded(event.target), true);
  addEventListener("resize", coverPage);
}

function focusIsLost() {
  return !document.activeElement || document.activeElement === document.body;
}

// After each change of the page.
function keepFocus() {
  coverPage();
  unfoldAgain();
  const lost = page.focused;
  if (!lost || lost.isConnected || !focusIsLost()) return;
  const next = instead(lost);
  if (next) return next.focus({ preventScroll: true });
  clearTimeout(page.searching);
  page.searching = setTimeout(() => {
    if (focusIsLost()) (instead(lost) ?? document.querySelector(".cl-heading"))?.focus({ preventScroll: true });
  }, GONE_FOR);
}

function instead(lost) {
  const same = twinOf(lost) ?? [...document.querySelectorAll(NEXT[lost.dataset.act] ?? "#none")].at(-1);
  if (same || !lost.closest(".cl-source")) return same;
  const source = document.querySelector(".cl-source h2, .cl-source [tabindex]");
  return source ?? (page.opener?.isConnected ? page.opener : page.opener && twinOf(page.opener));
}

// The same button as it is drawn now: what it does and to what, or at least what it does and its name.
function twinOf(one) {
  const { told, ...data } = one.dataset;
  const name = one.getAttribute("aria-label");
  const like = [...document.querySelectorAll(one.tagName)].filter((other) => !other.disabled);
  const exactly = (other) => Object.entries(data).every(([key, value]) => other.dataset[key] === value);
  if (Object.keys(data).length) {
    const found = like.find(exactly) ?? (name && like.find((other) => other.dataset.act === data.act && other.getAttribute("aria-label") === name));
    return found || undefined;
  }
  return one.tagName === "SUMMARY" ? like.find((other) => other.textContent === one.textContent) : undefined;
}

// What the reader folded or unfolded in an answer stays so when the answer is drawn anew.
function placeOf(details) {
  const turn = details.closest(".cl-turn")?.querySelector("h2")?.dataset.goto;
  return turn && [turn, details.closest(".cl-card")?.dataset.rank, details.className].join(" ");
}

function keepUnfolded(details) {
  const place = details.matches?.("details") && placeOf(details);
  if (place) page.unfolded.set(place, details.open);
}

function unfoldAgain() {
  for (const details of document.querySelectorAll(".cl-turn details:not([data-seen])")) {
    details.dataset.seen = "";
    const open = page.unfolded.get(placeOf(details));
    if (open !== undefined) details.open = open;
  }
}

function coverPage() {
  const over = innerWidth < NARROW && !!document.querySelector(".cl-source");
  for (const part of document.querySelectorAll('.st-key-chat, [data-testid="stSidebar"], [data-testid="stHeader"]'))
    if (part.inert !== over) part.inert = over;
}
