(() => {
  "use strict";
  const form = document.getElementById("search");
  const words = document.getElementById("words");
  const verdict = document.getElementById("verdict");
  const told = document.getElementById("told");
  const rows = Array.from(document.querySelectorAll("#rows tbody tr"), (row) => ({
    row, verdict: row.dataset.verdict, text: row.textContent.toLowerCase(),
  }));
  let waiting = 0;
  const search = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const one of rows) {
      const here = (!verdict.value || one.verdict === verdict.value) &&
        wanted.every((word) => one.text.includes(word));
      one.row.hidden = !here;
      shown += here ? 1 : 0;
    }
    told.textContent = told.dataset.words.replace("{}", shown);
  };
  const later = () => { clearTimeout(waiting); waiting = setTimeout(search, 120); };
  words.addEventListener("input", later);
  verdict.addEventListener("change", search);
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  form.hidden = false;
  search();
})();
