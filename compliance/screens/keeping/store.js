// Keeps the work in the person's own browser: one IndexedDB database, nothing on the server.
//
// Three stores: "works" (one record a saved year), "typed" (texts typed and not yet sent, by work and field) and
// "settings" (whether this is a shared computer, and the work used last). The program says through `data` what to
// keep; answers go back as trigger values, never as state values, which would be sent again with every click.
// An answer can be lost with the connection, so the program may ask for the same thing twice.

const DATABASE = "freelancer-tax-helper";
const STORES = ["works", "typed", "settings"];
const APP = "[data-testid=stApp]";
const EXAMPLE = "example";

const tab = {
  send: () => {},
  show: () => {},
  session: null, // the server's session that this tab has told what it keeps
  work: null,
  bases: {}, // by work: the revision of its record as this tab read or wrote it last
  moved: {}, // a work that this tab had to put beside another tab's, and where it went
  written: "", // the last change of the program's draft that was written
  shared: false,
  ready: false,
  failing: false,
  done: new Set(), // commands carried out
  typed: {}, // by work: the texts typed and not yet sent, by field
  fresh: new Set(), // fields whose text is not in the database yet
  typing: null,
  inUse: false,
};

let opened = null;
let queue = Promise.resolve();

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      for (const name of STORES) request.result.createObjectStore(name);
    };
    request.onsuccess = () => {
      const forget = () => {
        request.result.close();
        opened = null;
      };
      Object.assign(request.result, { onversionchange: forget, onclose: forget });
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
  // What failed once is tried anew the next time.
  opened.catch(() => (opened = null));
  return opened;
}

// One transaction over all stores; `job` gets the stores and a way to wait for a request within it.
async function transact(mode, job, durability = "strict") {
  const transaction = (await database()).transaction(STORES, mode, { durability });
  const stores = Object.fromEntries(STORES.map((name) => [name, transaction.objectStore(name)]));
  const result = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const finished = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
  });
  const [found] = await Promise.all([job(stores, result), finished]);
  return found;
}

// Everything that touches the database runs one after the other. A failure is told once, and what was to be kept
// is tried again with the next change.
function later(job) {
  queue = queue.then(job).then(recovered, (error) => {
    tab.show("failed");
    if (!tab.failing) tab.send("failed", { session: tab.session, reason: error?.name ?? "" });
    tab.failing = true;
  });
  return queue;
}

async function recovered() {
  if (!tab.failing) return;
  tab.failing = false;
  await tellList().catch(() => (tab.failing = true));
}

const listed = ({ id, name, tax_year, receipts, saved_at }) => ({ id, name, tax_year, receipts, saved_at });

async function everything() {
  return transact("readonly", async (stores, result) => {
    const [settings, works] = await Promise.all([
      result(stores.settings.get("this")),
      result(stores.works.getAll()),
    ]);
    return { settings: settings ?? {}, works };
  });
}

async function tellList(extra = {}) {
  const { settings, works } = await everything();
  tab.shared = settings.shared === true;
  tab.send("listed", {
    session: tab.session,
    shared: tab.shared,
    works: works.map(listed),
    done: [...tab.done],
    ...extra,
  });
}

// Which work this tab had open outlives a reload; a new tab takes the one used last.
async function restore(wanted, because, extra = {}) {
  const { settings, works } = await everything();
  tab.shared = settings.shared === true;
  const id = wanted ?? sessionStorage.getItem(DATABASE) ?? settings.last ?? null;
  const record = works.find((one) => one.id === id) ?? null;
  let typed = {};
  if (id !== null) {
    const there = await transact("readonly", (stores, result) => result(stores.typed.get(id)));
    // What this tab itself has not sent yet is newer than what the database has of it.
    typed = { ...there, ...tab.typed[id] };
    tab.bases[id] = record?.revision ?? 0;
    tab.typed[id] = typed;
    delete tab.moved[id];
  }
  tab.send("opened", {
    session: tab.session,
    because,
    shared: tab.shared,
    works: works.map(listed),
    id,
    name: record?.name ?? "",
    document: record?.document ?? null,
    typed,
    ...extra,
  });
}

// Texts that the program has taken into the document need not be kept as typed any more.
function forgetSent(typed, fields) {
  for (const [field, texts] of Object.entries(fields)) if (texts.includes(typed[field])) delete typed[field];
}

// Compare and set in one transaction: a record that another tab wrote meanwhile is never overwritten. What this
// tab has goes beside it under an id of its own, and the program is told.
async function save(data) {
  const record = {
    id: tab.work,
    name: data.name,
    tax_year: data.tax_year,
    receipts: data.receipts,
    document: data.document,
    saved_at: new Date().toISOString(),
  };
  const base = tab.bases[record.id] ?? 0;
  const mine = (tab.typed[record.id] ??= {});
  const outcome = await transact("readwrite", async (stores, result) => {
    // Another tab may have said meanwhile that this computer is shared.
    if ((await result(stores.settings.get("this")))?.shared) return "shared";
    const there = await result(stores.works.get(record.id));
    const typed = (await result(stores.typed.get(record.id))) ?? {};
    const changed = there !== undefined && there.revision !== base && record.id !== EXAMPLE;
    if (changed) {
      // The texts that this tab typed go with its work; those of the other tab stay.
      for (const [field, text] of Object.entries(mine)) if (typed[field] === text) delete typed[field];
      stores.typed.put(typed, record.id);
      Object.assign(record, { id: data.beside, name: data.name_beside, revision: 1 });
      const along = { ...mine };
      forgetSent(along, data.fields);
      stores.typed.put(along, record.id);
    } else {
      record.revision = (there?.revision ?? base) + 1;
      forgetSent(typed, data.fields);
      stores.typed.put(typed, record.id);
    }
    stores.works.put(record, record.id);
    stores.settings.put({ shared: false, last: record.id }, "this");
    return changed ? "conflict" : "saved";
  });
  if (outcome === "shared") {
    await tellList();
    return;
  }
  forgetSent(mine, data.fields);
  tab.bases[record.id] = record.revision;
  tab.written = mark(data);
  tab.show("saved");
  if (outcome === "conflict") {
    tab.moved[tab.work] = record.id;
    tab.typed[record.id] = mine;
    delete tab.typed[tab.work];
    use(record.id);
  }
}

const mark = (data) => `${data.session}:${data.number}`;

async function keepTyped() {
  const work = tab.work;
  const texts = Object.fromEntries([...tab.fresh].map((field) => [field, tab.typed[work]?.[field] ?? null]));
  tab.fresh.clear();
  if (work === null || tab.shared || !tab.ready) return;
  await transact(
    "readwrite",
    async (stores, result) => {
      if ((await result(stores.settings.get("this")))?.shared) return;
      const typed = (await result(stores.typed.get(work))) ?? {};
      for (const [field, text] of Object.entries(texts)) {
        if (text === null) delete typed[field];
        else typed[field] = text;
      }
      stores.typed.put(typed, work);
      stores.settings.put({ shared: false, last: work }, "this");
    },
    // Written when the browser's process has it: that outlives the tab and the browser, and takes no sync a key.
    "relaxed",
  );
}

const commands = {
  async open({ work, number }) {
    await restore(work, "chosen", { done: [number] });
  },
  async remove({ work }) {
    const removed = await transact("readwrite", async (stores, result) => {
      const [record, typed, settings] = await Promise.all([
        result(stores.works.get(work)),
        result(stores.typed.get(work)),
        result(stores.settings.get("this")),
      ]);
      stores.works.delete(work);
      stores.typed.delete(work);
      if (settings?.last === work) stores.settings.put({ shared: settings.shared }, "this");
      return record ? { record, typed: typed ?? {} } : null;
    });
    delete tab.typed[work];
    delete tab.bases[work];
    if (tab.work === work) tab.work = null;
    if (sessionStorage.getItem(DATABASE) === work) sessionStorage.removeItem(DATABASE);
    await tellList({ removed });
  },
  async put({ record, typed }) {
    await transact("readwrite", async (stores, result) => {
      if ((await result(stores.settings.get("this")))?.shared) return;
      if ((await result(stores.works.get(record.id))) !== undefined) return;
      stores.works.put(record, record.id);
      stores.typed.put(typed, record.id);
    });
    await tellList();
  },
  async rename({ work, name }) {
    await transact("readwrite", async (stores, result) => {
      const there = await result(stores.works.get(work));
      if (there === undefined) return;
      stores.works.put({ ...there, name, revision: there.revision + 1 }, work);
      if (tab.bases[work] === there.revision) tab.bases[work] += 1;
    });
    await tellList();
  },
  async share() {
    await transact("readwrite", async (stores) => {
      stores.works.clear();
      stores.typed.clear();
      stores.settings.put({ shared: true }, "this");
    });
    sessionStorage.removeItem(DATABASE);
    Object.assign(tab, { typed: {}, bases: {}, moved: {} });
    tab.fresh.clear();
    await tellList();
  },
  async keep() {
    await transact("readwrite", async (stores) => {
      stores.settings.put({ shared: false }, "this");
    });
    tab.written = "";
    await tellList();
  },
  // A document that this program cannot read goes to the person as it is.
  async download({ work, file }) {
    const [record, typed] = await transact("readonly", (stores, result) =>
      Promise.all([result(stores.works.get(work)), result(stores.typed.get(work))]),
    );
    const kept = record?.document ?? JSON.stringify(typed ?? {});
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([String(kept)], { type: "application/json" }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    await tellList();
  },
  async list() {
    await tellList();
  },
};

function use(work) {
  tab.work = work;
  sessionStorage.setItem(DATABASE, work);
}

async function follow(data) {
  if (data.shared || tab.shared) {
    tab.show("shared");
  } else {
    use(tab.moved[data.work] ?? data.work);
    if (data.document !== null && mark(data) !== tab.written) await save(data);
    else tab.show(data.trouble ? "failed" : tab.bases[tab.work] ? "saved" : "quiet");
    if (tab.work !== data.work && tab.moved[data.work])
      tab.send("conflict", { session: tab.session, id: data.work, beside: tab.work });
  }
  let known = data.commands.length > 0;
  for (const command of data.commands) {
    if (tab.done.has(command.number)) continue;
    tab.done.add(command.number);
    known = false;
    await commands[command.do](command);
  }
  // The program asks for nothing but what was done: the answer was lost.
  if (known) await tellList();
}

const fieldOf = (target) => {
  const place = target.closest?.("[class*='st-key-field-']");
  return place && [...place.classList].find((name) => name.startsWith("st-key-field-"));
};

// A text is sent to the program when its field is left; until then it is only here.
function onTyped(event) {
  const target = event.target;
  const isText = target.matches?.("input[type=text], textarea") && target.getAttribute("role") !== "combobox";
  const field = isText ? fieldOf(target) : null;
  if (!field || !tab.ready || tab.shared || tab.work === null) return;
  (tab.typed[tab.work] ??= {})[field] = target.value;
  tab.fresh.add(field);
  tab.typing ??= later(() => {
    tab.typing = null;
    return keepTyped();
  });
}

// Another tab may have gone on with the same work; coming back to this one shows what it saved.
function onSeen() {
  if (document.visibilityState !== "visible" || !tab.ready || tab.shared || tab.work === null) return;
  later(async () => {
    const work = tab.work;
    const there = await transact("readonly", (stores, result) =>
      Promise.all([result(stores.works.get(work)), result(stores.settings.get("this"))]),
    );
    const [record, settings] = there;
    if (settings?.shared) await tellList();
    else if (record && record.revision > (tab.bases[work] ?? 0) && !Object.keys(tab.typed[work] ?? {}).length)
      await restore(work, "renewed");
  });
}

// After the server was started anew the page is connected again but nothing runs by itself.
function watchConnection() {
  const app = document.querySelector(APP);
  if (!app) return;
  let before = app.getAttribute("data-test-connection-state");
  new MutationObserver(() => {
    const now = app.getAttribute("data-test-connection-state");
    if (now === "CONNECTED" && before !== "CONNECTED") {
      if (tab.ready) tab.send("connected", true);
      else later(() => restore(null, "began"));
    }
    before = now;
  }).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  tab.send = (name, value) => setTriggerValue(name, value);
  tab.show = (state) => {
    const line = parentElement.querySelector(".kept");
    if (line === null || line.dataset.state === state) return;
    line.textContent = data.words[state] ?? "";
    line.dataset.state = state;
  };
  if (!tab.inUse) {
    tab.inUse = true;
    document.addEventListener("input", onTyped, { capture: true });
    document.addEventListener("visibilitychange", onSeen);
    window.addEventListener("focus", onSeen);
    watchConnection();
  }
  if (data.session !== tab.session) {
    Object.assign(tab, { session: data.session, ready: false, done: new Set() });
    later(() => restore(null, "began"));
    return;
  }
  tab.ready = data.ready;
  if (data.ready) later(() => follow(data));
}
