// Before the first paint, so that nothing flashes at 03:00.
document.documentElement.dataset.theme = localStorage.getItem('theme') ?? 'dark';
