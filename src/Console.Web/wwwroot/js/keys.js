// Keys are declared in the markup: data-key="d" is clicked by D, data-focus-key="n" is focused by N.
const typing = element => element.matches?.('input, textarea, select, [contenteditable]');
const visible = element => element.offsetParent !== null;

// Two presses of the same hand: what the first one did may have put another button under the key.
const apart = 1000;
let acted = -apart;

function act(time) {
  if (time - acted < apart) return true;
  if (!press('Enter')) return false;
  acted = time;
  return true;
}

function press(key) {
  const button = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(visible);
  button?.click();
  return button !== undefined;
}

function move(by) {
  const items = [...document.querySelectorAll('[data-item]')];
  if (items.length === 0) return false;
  const at = items.findIndex(item => item.getAttribute('aria-current') === 'true');
  const next = items[Math.min(items.length - 1, Math.max(0, at + by))];
  // The link that was clicked before would keep the focus, and Enter would go back to it.
  next.focus();
  next.click();
  return true;
}

function focus(key) {
  const box = document.querySelector(`[data-focus-key="${CSS.escape(key)}"]`);
  box?.focus();
  return box !== null;
}

function handle(event) {
  const { key, target } = event;
  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'k') return press('ctrl+k');
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (typing(target)) {
    if (key === 'Escape') target.blur();
    if (key !== 'Enter' || event.shiftKey || !target.dataset.sendOnEnter) return false;
    target.form?.requestSubmit();
    return true;
  }
  if (document.querySelector('.mud-dialog')) return false;
  // The link of the item that is open leads nowhere new.
  const opens = target.matches?.('a, button, summary') && !target.matches('[data-item][aria-current=true]');
  if (key === 'Enter') return !opens && act(event.timeStamp);
  if (key === 'j') return move(1);
  if (key === 'k') return move(-1);
  return focus(key) || press(key.toLowerCase());
}

document.addEventListener('keydown', event => {
  if (event.isComposing || event.defaultPrevented || event.repeat && event.key !== 'j' && event.key !== 'k') return;
  if (handle(event)) event.preventDefault();
});
