// A menu that hangs over the page closes with Escape and with a click beside it.
const open = () => document.querySelectorAll('details.menu[open]');

document.addEventListener('click', event => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});

// Before the keys, for which Escape only leaves a text box.
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const menu of open()) {
    menu.open = false;
    if (menu.contains(event.target)) menu.querySelector('summary').focus();
  }
}, true);
