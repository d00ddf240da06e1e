// Typed text outlives a reload: it is kept in this tab's storage. A note leaves its box with the key that sends it, so that the next one can be
// typed at once; it is held until the server has recorded it and comes back into the box when it has not.
const restored = new WeakSet();
const boxes = () => document.querySelectorAll('textarea[data-draft]');
const name = box => `draft:${box.dataset.draft}`;

function keep(box) {
  try {
    if (box.value !== box.defaultValue) sessionStorage.setItem(name(box), box.value);
    else sessionStorage.removeItem(name(box));
  } catch {
    // The storage is full: the text stays in the box.
  }
}

const sent = box => `sent:${box.dataset.draft}`;
const answerWithin = 8000;

function put(box, text) {
  box.value = text;
  keep(box);
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

function send(event) {
  const box = event.target.querySelector?.('textarea[data-send-on-enter]');
  if (!box?.value || !box.checkValidity()) return;
  sessionStorage.setItem(sent(box), box.value);
  box.value = '';
  keep(box);
  // No answer: the connection is lost, or the server is gone.
  setTimeout(() => window.drafts.settle(box.id, false), answerWithin);
}

window.drafts = {
  settle(id, recorded) {
    const box = document.getElementById(id);
    const text = box && sessionStorage.getItem(sent(box));
    if (!text) return;
    sessionStorage.removeItem(sent(box));
    if (!recorded) put(box, box.value ? `${text}\n${box.value}` : text);
  },
  forget(key) {
    sessionStorage.removeItem(`draft:${key}`);
  },
  clear(id) {
    const box = document.getElementById(id);
    if (!box) return;
    box.value = '';
    keep(box);
  },
};

// Only once the page is live: what is put into a box before that never reaches the server.
function restore() {
  if (!document.querySelector('[data-interactive="true"]')) return;
  for (const box of boxes()) {
    if (restored.has(box)) continue;
    restored.add(box);
    const kept = [sent(box), name(box)].map(key => sessionStorage.getItem(key)).filter(Boolean).join('\n');
    sessionStorage.removeItem(sent(box));
    if (kept && box.value === box.defaultValue) put(box, kept);
  }
}

// Seen before the server sees it: a text that is too long would end the connection, so it stays here and the box says why.
function check(event) {
  const box = event.target;
  if (!box.matches?.('textarea[data-most]')) return;
  const most = Number(box.dataset.most);
  const tooLong = box.value.length > most
    ? `${box.value.length.toLocaleString('en')} characters; at most ${most.toLocaleString('en')} fit. Nothing was cut and nothing is sent.`
    : '';
  box.setCustomValidity(tooLong);
  document.querySelector(`[data-too-long="${CSS.escape(box.id)}"]`).textContent = tooLong;
  if (tooLong) event.stopImmediatePropagation();
  else if (box.dataset.draft) keep(box);
}

document.addEventListener('input', check, true);
document.addEventListener('submit', send, true);
new MutationObserver(restore).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-interactive'] });
setInterval(() => boxes().forEach(box => restored.has(box) && keep(box)), 1000);
restore();
