// A link may name an entry that is drawn only once the page is live (/incidents/1#e12): the page goes there when it is.
const patience = 10000;
const id = location.hash.slice(1);
const find = () => document.querySelector(`[data-interactive=true] #${id}`);

if (/^e\d+$/.test(id)) {
  const watching = new MutationObserver(() => {
    const entry = find();
    if (!entry) return;
    watching.disconnect();
    entry.scrollIntoView({ block: 'center' });
  });
  watching.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-interactive'] });
  setTimeout(() => watching.disconnect(), patience);
}
