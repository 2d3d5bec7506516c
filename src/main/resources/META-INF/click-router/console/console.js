// Fetches the page's main part anew every five seconds, as long as somebody looks and has typed nothing.
(() => {
  const main = document.getElementById('main');
  // A page with a text area shows what became of the text.
  if (!main || main.querySelector('textarea')) return;
  const changed = field => field.type === 'checkbox' ? field.checked !== field.defaultChecked
      : field.options ? field.options[field.selectedIndex].defaultSelected !== [...field.options].some(o => o.defaultSelected)
      : field.value !== field.defaultValue;
  setInterval(async () => {
    if (document.hidden || main.contains(document.activeElement) && document.activeElement !== main) return;
    if ([...main.querySelectorAll('input,select')].some(changed)) return;
    try {
      const answer = await fetch(location.href, {headers: {Accept: 'text/html'}, redirect: 'error'});
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('main');
      if (page && ![...main.querySelectorAll('input,select')].some(changed)) main.replaceChildren(...page.childNodes);
    } catch (unreachable) { /* the next one may come through */ }
  }, 5000);
})();
