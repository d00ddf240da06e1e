// Says that the connection is lost and how old the page is, and comes back without a reload where the server still knows the page.
import { span } from './clock.js';

const again = 2000;
const banner = document.getElementById('components-reconnect-modal');
let lostAt = null;

function show() {
  lostAt ??= Date.now();
  banner.hidden = false;
  document.documentElement.classList.add('is-lost');
}

function hide() {
  lostAt = null;
  banner.hidden = true;
  document.documentElement.classList.remove('is-lost');
}

// The console answers, and says that nobody is signed in: then no connection will come again, and the page is asked for anew to sign in.
async function isSignedOut() {
  try {
    return (await fetch('/session', { cache: 'no-store' })).status === 401;
  } catch {
    return false;
  }
}

// False: the server is there but has forgotten this page (it was started again). Drafts are in the tab's storage, so a reload loses nothing.
async function retry() {
  try {
    if (await Blazor.reconnect()) hide();
    else location.reload();
  } catch {
    setTimeout(retry, again);
  }
}

// While it is lost, whoever tries again: Blazor does for minutes before it says that it has failed.
async function leaveWhenSignedOut() {
  if (lostAt !== null && await isSignedOut()) location.reload();
  else setTimeout(leaveWhenSignedOut, again);
}

banner?.addEventListener('components-reconnect-state-changed', event => {
  const { state } = event.detail;
  if (state === 'show' || state === 'retrying') show();
  else if (state === 'hide') hide();
  else if (state === 'failed') setTimeout(retry, again);
  else if (state === 'rejected') location.reload();
});

leaveWhenSignedOut();
setInterval(() => {
  if (lostAt !== null) banner.querySelector('[data-lost]').textContent = span(Date.now() - lostAt);
}, 1000);
