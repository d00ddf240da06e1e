// One clock for every age, elapsed time and countdown on the page. It ticks when the connection is lost too: then ages show the truth.
let offset = 0;
let seen = '';

const pad = number => String(number).padStart(2, '0');

export const now = () => Date.now() + offset;

export function span(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return seconds < 120 ? `${seconds} s`
    : seconds < 7200 ? `${Math.floor(seconds / 60)} min`
    : seconds < 172800 ? `${Math.floor(seconds / 3600)} h`
    : `${Math.floor(seconds / 86400)} d`;
}

function clock(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

// The text node is Blazor's: its value is changed, the node itself stays.
function write(element, text) {
  const node = element.firstChild;
  if (node === null) element.textContent = text;
  else if (node.nodeValue !== text) node.nodeValue = text;
}

function each(attribute, words) {
  for (const element of document.querySelectorAll(`[data-${attribute}]`)) write(element, words(element));
}

function tick() {
  const server = document.querySelector('[data-server-time]')?.dataset.serverTime;
  if (server && server !== seen) {
    seen = server;
    offset = Date.parse(server) - Date.now();
  }
  const at = now();
  each('age', element => `${span(at - Date.parse(element.dataset.age))} ago`);
  each('since', element => (element.dataset.form === 'span' ? span : clock)(at - Date.parse(element.dataset.since)));
  each('until', element => {
    const left = Date.parse(element.dataset.until) - at;
    return left >= 0 ? clock(left) : `overdue ${clock(-left)}`;
  });
  each('utc', () => new Date(at).toISOString().slice(11, 19));
}

function showLocal(event) {
  const element = event.target.closest?.('time[datetime]');
  if (element) element.title = `${new Date(element.dateTime).toLocaleString()} your time`;
}

document.addEventListener('mouseover', showLocal);
document.addEventListener('focusin', showLocal);
setInterval(tick, 1000);
tick();
