// Copies the text of an element. Where the browser gives no clipboard, the text is selected and the note says what to press.
function select(element) {
  element.closest('details')?.setAttribute('open', '');
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

export async function copy(target) {
  const element = document.querySelector(target);
  const note = document.querySelector(`[data-copied="${target}"]`);
  try {
    await navigator.clipboard.writeText(element.textContent);
    note.textContent = '✓ Copied';
  } catch {
    select(element);
    note.textContent = 'The browser gives no clipboard: the text is selected, press Ctrl+C.';
  }
}

document.addEventListener('click', event => {
  const button = event.target.closest('[data-copy]');
  if (button) copy(button.dataset.copy);
});
