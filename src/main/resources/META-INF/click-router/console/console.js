// Fetches the page's main part anew every five seconds, as long as somebody looks and types nothing.
(() => {
  const main = document.getElementById('main');
  if (!main || document.querySelector('main form input:not([type=hidden])') && location.pathname !== '/') return;
  setInterval(async () => {
    if (document.hidden || main.contains(document.activeElement) && document.activeElement !== main) return;
    try {
      const answer = await fetch(location.href, {headers: {Accept: 'text/html'}, redirect: 'error'});
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('main');
      if (page) main.replaceChildren(...page.childNodes);
    } catch (unreachable) { /* the next one may come through */ }
  }, 5000);
})();
