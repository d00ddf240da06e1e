// What the page does by itself, without the server: clocks, menus, keys, drafts, copying, links to entries, and saying that the connection is lost.
import './clock.js';
import './menus.js';
import './keys.js';
import './drafts.js';
import './copy.js';
import './connection.js';
import './links.js';

document.addEventListener('click', event => {
  if (!event.target.closest('[data-theme-toggle]')) return;
  const theme = document.documentElement.dataset.theme === 'light' ? 'dark' : 'light';
  document.documentElement.dataset.theme = theme;
  localStorage.setItem('theme', theme);
});
