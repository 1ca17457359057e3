// The chat window: one script tag, no framework. What anybody wrote is set as text, never as markup.
(() => {
  "use strict";
  const tag = document.currentScript;
  const base = new URL(".", tag.src);
  const fullPage = "page" in tag.dataset;
  const languages = (tag.dataset.languages || "").split(/\s+/).filter(Boolean);
  const WORDS = {
    en: { open: "Chat with us", close: "Close the chat", send: "Send", photo: "Add a photo", sent: "Photo", remove: "Take this photo away", noPhoto: "This photo was not taken: ", write: "Write a message", typing: "is writing …",
      away: "Connecting again …", refused: "This message was not taken: ", staff: "Our team", choose: "Choose an answer",
      view: "View", log: "Conversation", you: "You: ", shop: "Shop: ",
      because: { "no-photo": "it is not a JPEG, PNG, WebP or GIF picture.", "too-large": "it is too large.", "too-many-photos": "you have sent as many as we can keep.", "no-room": "we have no room for more photos now; please tell us in words.", "one-message": "eight go with one message; send these first.",
        "too-fast": "that is too much at once. Try again in a minute.", otherwise: "please try again in a moment." } },
    zh: { open: "和我们聊聊", close: "关闭聊天", send: "发送", photo: "添加照片", sent: "照片", remove: "移除这张照片", noPhoto: "这张照片没有发出：", write: "输入消息", typing: "正在输入…",
      away: "正在重新连接…", refused: "这条消息没有发出：", staff: "人工客服", choose: "请选择",
      view: "查看", log: "对话", you: "您：", shop: "店铺：",
      because: { "no-photo": "它不是 JPEG、PNG、WebP 或 GIF 图片。", "too-large": "文件太大了。", "too-many-photos": "您发的照片已经到了上限。", "no-room": "店里暂时放不下更多照片，请用文字告诉我们。", "one-message": "一条消息最多带八张，请先发出这些。",
        "too-fast": "一下子发得太多了，请过一分钟再试。", otherwise: "请稍后再试。" } },
    es: { open: "Habla con nosotros", close: "Cerrar el chat", send: "Enviar", photo: "Añadir una foto", sent: "Foto", remove: "Quitar esta foto", noPhoto: "Esta foto no se aceptó: ", write: "Escribe un mensaje", typing: "está escribiendo…",
      away: "Conectando de nuevo…", refused: "Este mensaje no se aceptó: ", staff: "Nuestro equipo", choose: "Elige una respuesta",
      view: "Ver", log: "Conversación", you: "Tú: ", shop: "Tienda: ",
      because: { "no-photo": "no es una imagen JPEG, PNG, WebP o GIF.", "too-large": "es demasiado grande.", "too-many-photos": "ya enviaste todas las que podemos guardar.", "no-room": "ahora no tenemos sitio para más fotos; cuéntanoslo con palabras.", "one-message": "con un mensaje van ocho; envía antes estas.",
        "too-fast": "es demasiado de una vez. Inténtalo en un minuto.", otherwise: "inténtalo otra vez en un momento." } },
  };

  // Who sits here: a secret of this browser's, another one for each customer the shop's page vouches for.
  const KEY = "patter " + base.origin;
  const customer = tag.dataset.customer || "";
  const base64url = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const newSecret = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
  const remember = (who) => { try { localStorage.setItem(KEY, JSON.stringify(who)); } catch { /* private window */ } return who; };
  const who = (() => {
    let known = null;
    try { known = JSON.parse(localStorage.getItem(KEY)); } catch { /* nothing kept */ }
    // Whoever signs out, or in as another, begins anew; whoever signs in takes along what was said before.
    if (!known || (known.customer && known.customer !== customer)) return remember({ visitor: newSecret(), customer });
    return remember({ visitor: known.visitor, customer });
  })();
  const claim = { visitor: who.visitor };
  if (customer) Object.assign(claim, { customer, signature: tag.dataset.signature || "" });
  const headers = () => {
    const all = { authorization: "Bearer " + claim.visitor };
    if (customer) Object.assign(all, { "x-patter-customer": claim.customer, "x-patter-signature": claim.signature });
    return all;
  };

  // ---- What is seen.
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const host = make("div");
  host.id = "patter-chat";
  const root = host.attachShadow({ mode: "open" });
  const style = make("link");
  style.rel = "stylesheet";
  style.href = new URL("widget.css", base).href;
  const launcher = make("button", "launcher");
  launcher.type = "button";
  launcher.setAttribute("aria-expanded", "false");
  const bubble = make("span", "launcher-sign", "💬");
  bubble.setAttribute("aria-hidden", "true");
  const launcherText = make("span");
  launcher.append(bubble, launcherText);
  const panel = make("section", fullPage ? "panel page" : "panel");
  panel.hidden = !fullPage;
  const head = make("header");
  const names = make("div", "names");
  const title = make("h2", "", tag.dataset.title || document.title);
  const status = make("p", "status", tag.dataset.persona || "");
  names.append(title, status);
  const close = make("button", "close", "×");
  close.type = "button";
  head.append(names);
  if (!fullPage) head.append(close);
  const log = make("div", "log");
  log.setAttribute("role", "log");
  log.setAttribute("aria-live", "polite");
  log.tabIndex = 0;
  const typing = make("p", "typing");
  typing.setAttribute("role", "status");
  const dots = make("span", "dots");
  dots.setAttribute("aria-hidden", "true");
  dots.append(make("i"), make("i"), make("i"));
  const typingText = make("span", "unseen");
  const form = make("form");
  const field = make("textarea");
  field.rows = 1;
  field.maxLength = 4000;
  field.enterKeyHint = "send";
  const send = make("button", "send", "➤");
  send.type = "submit";
  const photos = make("ul", "photos");
  const pick = make("input", "unseen");
  pick.type = "file";
  pick.accept = "image/jpeg,image/png,image/webp,image/gif";
  pick.multiple = true;
  pick.tabIndex = -1;
  pick.setAttribute("aria-hidden", "true");
  const camera = make("button", "camera", "📷");
  camera.type = "button";
  const trouble = make("p", "trouble");
  trouble.setAttribute("role", "alert");
  form.append(photos, trouble, camera, pick, field, send);
  panel.append(head, log, typing, form);
  root.append(style, panel);
  if (!fullPage) root.append(launcher);

  let words = WORDS.en;
  const speak = (language) => {
    const short = (language || "").toLowerCase().split("-")[0];
    words = WORDS[short] || words;
    if (short) host.lang = language;
    launcher.title = words.open;
    launcherText.textContent = words.open;
    close.title = words.close;
    close.setAttribute("aria-label", words.close);
    send.setAttribute("aria-label", words.send);
    send.title = words.send;
    camera.setAttribute("aria-label", words.photo);
    camera.title = words.photo;
    field.placeholder = words.write;
    field.setAttribute("aria-label", words.write);
    panel.setAttribute("aria-label", title.textContent);
    log.setAttribute("aria-label", words.log);
  };
  // Why something was not taken, by the code of the refusal, in the visitor's language.
  const because = (code) => words.because[code] || words.because.otherwise;
  const has = (language) => languages.length === 0 || languages.some((one) => one.split("-")[0] === language.split("-")[0]);
  const wanted = [tag.dataset.language, document.documentElement.lang, ...navigator.languages].filter(Boolean);
  const preferred = fullPage ? [...navigator.languages, ...languages] : [...wanted, ...languages];
  speak(preferred.find(has) || "en");

  const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const toEnd = () => { log.scrollTop = log.scrollHeight; };
  // Whoever reads the end goes on reading it when a phone shows its keys.
  let readsEnd = true;
  log.addEventListener("scroll", () => { readsEnd = atEnd(); }, { passive: true });
  new ResizeObserver(() => { if (readsEnd) toEnd(); }).observe(log);
  const add = (element) => { const stay = !atEnd(); log.append(element); if (!stay) toEnd(); return element; };
  const safe = (address) => {
    try {
      const url = new URL(address, base);
      return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
    } catch { return null; }
  };
  // Photos are fetched with the browser's secret, which an address would give away.
  const seenPhotos = new Map();
  const photo = (id) => {
    const image = make("img", "sent");
    image.alt = words.sent;
    const show = (source) => { image.src = source; };
    image.addEventListener("load", () => { if (atEnd()) toEnd(); });
    if (seenPhotos.has(id)) show(seenPhotos.get(id));
    else fetch(new URL("chat/photos/" + encodeURIComponent(id), base), { headers: headers() })
      .then((answer) => { if (!answer.ok) throw new Error(answer.status); return answer.blob(); })
      .then((blob) => { seenPhotos.set(id, URL.createObjectURL(blob)); show(seenPhotos.get(id)); })
      .catch(() => image.remove());
    return image;
  };
  const line = (by, text, language) => {
    const said = make("div", "line " + by);
    said.append(make("span", "unseen", by === "customer" ? words.you : by === "staff" ? words.staff + ": " : words.shop));
    if (by === "staff") said.append(make("span", "by", words.staff));
    const words_ = make("p", "", text);
    words_.dir = "auto";
    if (language) words_.lang = language;
    if (text) said.append(words_);
    return said;
  };
  const own = (text, ids) => {
    const said = line("customer", text);
    said.prepend(...ids.map(photo));
    return said;
  };
  const picture = (address, text) => {
    const source = safe(address);
    if (!source) return null;
    const image = make("img");
    image.src = source;
    image.alt = text || "";
    image.loading = "lazy";
    image.referrerPolicy = "no-referrer";
    image.addEventListener("error", () => image.remove());
    image.addEventListener("load", () => { if (atEnd()) toEnd(); });
    return image;
  };
  const anchor = (address, text) => {
    const target = safe(address);
    if (!target) return make("span", "", text);
    const link = make("a", "", text);
    link.href = target;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  };
  const card = (product) => {
    const item = make("li", "card");
    const image = product.picture && picture(product.picture, product.name);
    if (image) item.append(image);
    const told = make("div", "told");
    told.append(make("strong", "", product.name));
    if (product.price) told.append(make("span", "price", product.price));
    if (product.reason) told.append(make("span", "reason", product.reason));
    if (product.url && safe(product.url)) {
      const link = anchor(product.url, words.view);
      link.setAttribute("aria-label", words.view + ": " + product.name);
      told.append(link);
    }
    item.append(told);
    return item;
  };
  let choices = null;
  const noChoices = () => { if (choices) choices.remove(); choices = null; };
  const offer = (labels) => {
    noChoices();
    choices = make("div", "choices");
    choices.setAttribute("role", "group");
    choices.setAttribute("aria-label", words.choose);
    for (const label of labels) {
      const button = make("button", "", label);
      button.type = "button";
      button.addEventListener("click", () => { write(label); field.focus(); });
      choices.append(button);
    }
    add(choices);
  };
  const reply = (said, language) => {
    if (said.products) {
      const list = make("ul", "cards");
      list.append(...said.products.map(card));
      add(list);
    } else if (said.picture) {
      const image = picture(said.picture, "");
      if (image) { const held = make("div", "line shop picture"); held.append(image); add(held); }
    } else if (said.link) {
      const held = make("div", "line shop");
      held.append(anchor(said.link, said.link));
      add(held);
    } else {
      for (const text of said.texts) add(line(said.by, text, language));
    }
    if (said.choices) offer(said.choices);
  };
  const writes = (yes) => {
    typing.replaceChildren();
    if (yes) {
      typingText.textContent = (tag.dataset.persona || title.textContent) + " " + words.typing;
      typing.append(dots, typingText);
    }
    typing.classList.toggle("on", yes);
  };

  // ---- What is said. A message stays until the shop has it, and is sent again under the same id.
  let seen = null;
  // Which conversation that was in: whoever signs in may have another, which counts anew.
  let talk = null;
  const waiting = new Map();
  const shown = new Map();
  const mayType = () => writes(waiting.size > 0);
  const turn = (told) => {
    if (seen !== null && told.version <= seen) return;
    seen = told.version;
    if (told.language) speak(told.language);
    if (told.customer) {
      noChoices();
      const mine = shown.get(told.customer.id);
      if (mine) mine.classList.remove("pending");
      else add(own(told.customer.text, told.customer.photos || []));
      waiting.delete(told.customer.id);
      shown.delete(told.customer.id);
    }
    for (const said of told.replies) reply(said, told.language);
    if (told.waits) writes(true); else mayType();
  };
  const acknowledged = (id) => {
    waiting.delete(id);
    const mine = shown.get(id);
    if (mine) mine.classList.remove("pending");
  };
  const refused = (id, code) => {
    waiting.delete(id);
    const mine = shown.get(id);
    if (mine) { mine.classList.add("refused"); mine.append(make("span", "why", words.refused + because(code))); }
    mayType();
  };
  const write = (text, ids = []) => {
    const id = base64url(crypto.getRandomValues(new Uint8Array(12)));
    const message = { id, text };
    if (ids.length) message.photos = ids;
    if (tag.dataset.product) message.product = tag.dataset.product;
    noChoices();
    const mine = own(text, ids);
    mine.classList.add("pending");
    log.append(mine);
    toEnd();
    shown.set(id, mine);
    waiting.set(id, message);
    writes(true);
    if (way) way.send(message);
  };

  // ---- The way to the shop: a WebSocket; where none gets through, server-sent events and POST.
  let way = null;
  let failures = 0;
  let useStream = !("WebSocket" in window);
  const online = (yes) => {
    status.textContent = yes ? tag.dataset.persona || "" : words.away;
    status.classList.toggle("off", !yes);
  };
  const resend = () => { for (const message of waiting.values()) way.send(message); };
  const later = () => {
    way = null;
    online(false);
    failures += 1;
    const pause = Math.min(30_000, 500 * 2 ** Math.min(failures, 6)) * (0.5 + Math.random() / 2);
    setTimeout(connect, pause);
  };
  const connect = () => { if (useStream) byStream(); else bySocket(); };
  const bySocket = () => {
    const address = new URL("chat/socket", base);
    address.protocol = base.protocol === "https:" ? "wss:" : "ws:";
    let greeted = false;
    let socket;
    try { socket = new WebSocket(address); } catch { useStream = true; return byStream(); }
    const tooLong = setTimeout(() => socket.close(), 8000);
    socket.addEventListener("open", () => socket.send(JSON.stringify({ hello: claim, after: seen, talk })));
    socket.addEventListener("message", (event) => {
      const told = JSON.parse(event.data);
      if (told.hello) {
        clearTimeout(tooLong);
        greeted = true;
        failures = 0;
        greet(told.hello, told.version, told.talk);
        way = { send: (message) => socket.send(JSON.stringify(message)) };
        online(true);
        resend();
      } else if (told.turn) turn(told.turn);
      else if (told.acknowledged) acknowledged(told.acknowledged);
      else if (told.refused) refusedOrLater(told.refused, told.code);
    });
    socket.addEventListener("close", () => {
      clearTimeout(tooLong);
      // Some proxies let no WebSocket through at all.
      if (!greeted && failures >= 1) useStream = true;
      later();
    });
  };
  const AGAIN = ["full", "closing", "not-kept", "too-fast"];
  const refusedOrLater = (id, code) => {
    if (!AGAIN.includes(code)) return refused(id, code);
    setTimeout(() => { const message = waiting.get(id); if (message && way) way.send(message); }, 5000);
  };
  const post = async (message) => {
    try {
      const answer = await fetch(new URL("chat/messages", base), {
        method: "POST", headers: { ...headers(), "content-type": "application/json" }, body: JSON.stringify(message),
      });
      const told = await answer.json();
      if (answer.ok) {
        acknowledged(told.acknowledged);
        if (told.talk && told.talk !== talk) stream.abort();
      } else refusedOrLater(message.id, told.error.code);
    } catch {
      setTimeout(() => { if (waiting.has(message.id) && way) post(message); }, 5000);
    }
  };
  let stream = null;
  const byStream = async () => {
    const address = new URL("chat/events", base);
    if (seen !== null) address.searchParams.set("after", seen);
    if (talk !== null) address.searchParams.set("talk", talk);
    stream = new AbortController();
    try {
      const answer = await fetch(address, { headers: { ...headers(), accept: "text/event-stream" }, signal: stream.signal });
      if (!answer.ok || !answer.body) throw new Error(answer.status);
      failures = 0;
      greet(decodeURIComponent(answer.headers.get("x-patter-conversation") || ""), Number(answer.headers.get("x-patter-version")), answer.headers.get("x-patter-talk"));
      way = { send: post };
      online(true);
      resend();
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        text += value;
        for (let end; (end = text.indexOf("\n\n")) >= 0; text = text.slice(end + 2)) {
          const data = text.slice(0, end).split("\n").filter((row) => row.startsWith("data:")).map((row) => row.slice(5).trimStart());
          if (data.length) turn(JSON.parse(data.join("\n")));
        }
      }
    } catch { /* the way broke */ }
    later();
  };
  const greet = (conversation, version, told) => {
    // The shop has forgotten what was said, or it is another conversation from now on: what is shown counts from the beginning.
    if (seen !== null && (told !== talk || version < seen)) { seen = null; log.replaceChildren(); shown.clear(); }
    talk = told;
    window.patter = Object.freeze({ conversation, open: () => show(true), close: () => show(false) });
    document.dispatchEvent(new CustomEvent("patter", { detail: { conversation } }));
  };

  // ---- Keys and clicks.
  let begun = false;
  const show = (open) => {
    if (fullPage) return;
    panel.hidden = !open;
    launcher.setAttribute("aria-expanded", String(open));
    launcher.classList.toggle("away", open);
    if (open && !begun) { begun = true; connect(); }
    if (open) { field.focus(); toEnd(); } else launcher.focus();
  };
  launcher.addEventListener("click", () => show(panel.hidden));
  close.addEventListener("click", () => show(false));
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") show(false); });
  // Photos go ahead of the message that shows them; until all are there it waits.
  const ready = [];
  let coming = 0;
  const enough = () => { send.disabled = coming > 0; };
  const thumb = (file) => {
    const item = make("li");
    const image = make("img");
    image.src = URL.createObjectURL(file);
    image.alt = file.name;
    const away = make("button", "", "×");
    away.type = "button";
    away.setAttribute("aria-label", words.remove);
    item.append(image, away);
    photos.append(item);
    return { item, image, away };
  };
  const LARGEST_PHOTO = 8 * 2 ** 20;
  const MOST_PHOTOS = 8;
  const upload = async (file) => {
    const amiss = ready.length >= MOST_PHOTOS ? "one-message" : file.size > LARGEST_PHOTO ? "too-large" : "";
    trouble.textContent = amiss && words.noPhoto + because(amiss);
    if (amiss) return;
    const { item, image, away } = thumb(file);
    const kept = { id: null, item };
    ready.push(kept);
    const drop = () => { item.remove(); ready.splice(ready.indexOf(kept), 1); };
    away.addEventListener("click", () => { drop(); field.focus(); });
    coming += 1;
    enough();
    let told;
    try {
      const answer = await fetch(new URL("chat/photos", base), { method: "POST", headers: { ...headers(), "content-type": file.type }, body: file });
      told = await answer.json();
    } catch { told = { error: { code: "otherwise" } }; }
    if (told.error) {
      if (ready.includes(kept)) drop();
      trouble.textContent = words.noPhoto + because(told.error.code);
    } else {
      kept.id = told.photo;
      seenPhotos.set(told.photo, image.src);
    }
    coming -= 1;
    enough();
  };
  camera.addEventListener("click", () => pick.click());
  pick.addEventListener("change", () => { [...pick.files].forEach(upload); pick.value = ""; field.focus(); });
  field.addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
    if (files.length) { event.preventDefault(); files.forEach(upload); }
  });
  const submit = () => {
    const text = field.value.trim();
    if (coming > 0 || (!text && ready.length === 0)) return;
    const ids = ready.splice(0).map((one) => one.id);
    photos.replaceChildren();
    trouble.textContent = "";
    field.value = "";
    grow();
    write(text, ids);
  };
  const grow = () => {
    field.style.height = "auto";
    field.style.overflowY = field.scrollHeight > 120 ? "auto" : "hidden";
    field.style.height = Math.min(field.scrollHeight, 120) + "px";
  };
  field.addEventListener("input", grow);
  field.addEventListener("keydown", (event) => {
    // While Chinese is being typed, Enter takes a word and sends nothing.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  const place = () => {
    (fullPage && document.getElementById("patter") || document.body).append(host);
    if (fullPage) { host.classList.add("page"); connect(); if (matchMedia("(hover: hover)").matches) field.focus(); }
    else if ("open" in tag.dataset) show(true);
  };
  if (document.body) place(); else document.addEventListener("DOMContentLoaded", place);
})();
