// What the desk does besides htmx: it listens for news while somebody looks, and asks for what is new one request at a time.
(() => {
  "use strict";
  const address = document.body.dataset.news;
  if (!address || !("EventSource" in window)) return;
  // A conversation is read from its end; on a phone the page itself scrolls.
  const thread = document.querySelector(".thread");
  let atEnd = true;
  const toEnd = () => {
    thread.scrollTop = thread.scrollHeight;
    document.getElementById("news").scrollIntoView({ block: "end" });
  };
  const look = () => {
    const end = Math.min(window.innerHeight, thread.getBoundingClientRect().bottom);
    atEnd = document.getElementById("news").getBoundingClientRect().top < end + 80;
  };
  if (thread) {
    toEnd();
    for (const scrolled of [thread, window]) scrolled.addEventListener("scroll", look, { passive: true });
    // A phone is turned or shows its keys, an answer grows.
    const stay = () => { if (atEnd) toEnd(); };
    window.addEventListener("resize", stay);
    new ResizeObserver(stay).observe(thread);
  }

  const trouble = (why) => { document.getElementById("trouble").textContent = why; };
  document.body.addEventListener("htmx:sendError", () => trouble(document.body.dataset.offline));

  let source = null;
  let due = false;
  let asking = false;
  const ask = () => {
    const news = document.getElementById("news");
    if (!due || asking || !news) return;
    due = false;
    asking = true;
    htmx.trigger(news, "news");
  };
  const fresh = () => { due = true; ask(); };
  const ready = () => { asking = false; ask(); };
  const isNews = (event) => event.detail.elt && event.detail.elt.id === "news" || event.detail.requestConfig && event.detail.requestConfig.elt.id === "news";
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (!isNews(event)) return;
    ready();
    // Whoever reads the end goes on reading the end.
    if (thread && atEnd) toEnd();
  });
  for (const ended of ["htmx:sendError", "htmx:responseError", "htmx:timeout", "htmx:sendAbort"]) {
    document.body.addEventListener(ended, (event) => { if (isNews(event)) asking = false; });
  }
  // Whoever is no longer logged in sends the form as a browser without htmx does: the login carries its words along.
  document.body.addEventListener("htmx:responseError", (event) => {
    const form = event.detail.elt;
    if (event.detail.xhr.status === 401 && form.tagName === "FORM") form.submit();
  });
  // Where the page goes to the login by itself, the login carries along what was being written.
  document.body.addEventListener("htmx:beforeOnLoad", (event) => {
    const form = document.getElementById("answer");
    const leaves = isNews(event) && event.detail.xhr.getResponseHeader("HX-Redirect");
    if (!leaves || !form || !form.elements.text.value.trim()) return;
    event.preventDefault();
    form.submit();
  });
  // What was clicked and refused stays told while the page shows what is new.
  let refused = false;
  document.body.addEventListener("htmx:responseError", (event) => {
    refused = !isNews(event);
    if (event.detail.xhr.status === 409) fresh();
  });
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (refused && isNews(event)) return;
    refused = false;
    trouble("");
  });

  // A browser has few connections to one server: only pages that are looked at hold one.
  const listen = () => {
    if (document.hidden) {
      if (source) source.close();
      source = null;
    } else if (!source) {
      source = new EventSource(address);
      source.addEventListener("news", fresh);
      source.addEventListener("open", () => { trouble(""); fresh(); });
      source.addEventListener("error", broken);
    }
  };
  // A browser tries again by itself where nobody answered. Where the answer was no news, the login for instance, it gives up: the page then asks for
  // what is new, and is led there.
  const broken = () => {
    if (source && source.readyState === EventSource.CLOSED) {
      source = null;
      fresh();
      setTimeout(listen, 5000);
    } else trouble(document.body.dataset.offline);
  };
  document.addEventListener("visibilitychange", listen);
  listen();

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form && event.target.tagName === "TEXTAREA") {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  });
})();
