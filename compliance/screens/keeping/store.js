// Keeps the work in the person's own browser: one IndexedDB database, nothing on the server.
//
// Three stores: "works" (one record a saved year), "typed" (texts typed and not yet sent, by [work, field]) and
// "settings" ("shared": whether this is a shared computer; "last": the work used last). The program says through `data` what to
// keep; answers go back as trigger values, never as state values, which would be sent again with every click.
// An answer can be lost with the connection, so the program may ask for the same thing twice.

const DATABASE = "freelancer-tax-helper";
const STORES = ["works", "typed", "settings"];
const APP = "[data-testid=stApp]";
const EXAMPLE = "example";
const AWAY_MS = 1500;

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
  state: "", // what the line in the header says
  checking: null,
  failing: false,
  done: new Set(), // commands carried out
  typed: {}, // by work: the texts typed and not yet sent, by field
  lasting: false,
  inUse: false,
};

let opened = null;
let handle = null; // the database, once it is open
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
        opened = handle = null;
      };
      Object.assign(request.result, { onversionchange: forget, onclose: forget });
      resolve((handle = request.result));
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
  const work = job(stores, result).catch((error) => {
    // Half of a job is never written; what has failed by itself cannot be taken back again.
    try {
      transaction.abort();
    } catch {}
    throw error;
  });
  const [found] = await Promise.all([work, finished]);
  return found;
}

const all = (stores) => Promise.all(stores);
const ofWork = (work) => IDBKeyRange.bound([work], [work, []]);

async function typedOf(store, result, work) {
  const [keys, texts] = await all([result(store.getAllKeys(ofWork(work))), result(store.getAll(ofWork(work)))]);
  return Object.fromEntries(keys.map(([, field], at) => [field, texts[at]]));
}

function putTyped(store, work, typed) {
  for (const [field, text] of Object.entries(typed)) store.put(text, [work, field]);
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
    const [shared, last, works] = await all([
      result(stores.settings.get("shared")),
      result(stores.settings.get("last")),
      result(stores.works.getAll()),
    ]);
    return { shared: shared === true, last: last ?? null, works };
  });
}

async function tellList(extra = {}) {
  const { shared, works } = await everything();
  tab.shared = shared;
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
  const { shared, last, works } = await everything();
  tab.shared = shared;
  const id = wanted ?? sessionStorage.getItem(DATABASE) ?? last;
  const record = works.find((one) => one.id === id) ?? null;
  let typed = {};
  if (id !== null) {
    const there = await transact("readonly", (stores, result) => typedOf(stores.typed, result, id));
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
const withoutSent = (typed, fields) =>
  Object.fromEntries(Object.entries(typed).filter(([field, text]) => !fields[field]?.includes(text)));

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
  const mine = tab.typed[record.id] ?? {};
  const outcome = await transact("readwrite", async (stores, result) => {
    // Another tab may have said meanwhile that this computer is shared.
    if (await result(stores.settings.get("shared"))) return "shared";
    const there = await result(stores.works.get(record.id));
    const typed = await typedOf(stores.typed, result, record.id);
    const changed = there !== undefined && there.revision !== base && record.id !== EXAMPLE;
    for (const [field, text] of Object.entries(typed)) {
      // Where the work moves, the texts that this tab typed go with it; those of the other tab stay.
      if (changed ? mine[field] === text : data.fields[field]?.includes(text))
        stores.typed.delete([record.id, field]);
    }
    if (changed) {
      Object.assign(record, { id: data.beside, name: data.name_beside, revision: 1 });
      putTyped(stores.typed, record.id, withoutSent(mine, data.fields));
    } else {
      record.revision = (there?.revision ?? base) + 1;
    }
    stores.works.put(record, record.id);
    stores.settings.put(record.id, "last");
    return changed ? "conflict" : "saved";
  });
  if (outcome === "shared") {
    await tellList();
    return;
  }
  // A text can have grown while this was saved.
  const left = withoutSent(tab.typed[tab.work] ?? {}, data.fields);
  delete tab.typed[tab.work];
  tab.typed[record.id] = left;
  tab.bases[record.id] = record.revision;
  tab.written = mark(data);
  tab.show("saved");
  // Chromium then keeps the work also where the disk is nearly full. Firefox would ask the person, so not there.
  if (navigator.userAgentData && !tab.lasting) navigator.storage?.persist?.().catch(() => {});
  tab.lasting = true;
  if (outcome === "conflict") {
    tab.moved[tab.work] = record.id;
    use(record.id);
  }
}

const mark = (data) => `${data.session}:${data.number}`;

// One small transaction a key, sent off whole and without a question: the browser's process has it at once, and
// with that it outlives a tab and a browser that are killed. Only then is asked whether anything may be kept.
function keepTyped(work, field, text) {
  const transaction = handle.transaction(["typed", "settings"], "readwrite", { durability: "relaxed" });
  transaction.objectStore("typed").put(text, [work, field]);
  transaction.objectStore("settings").put(work, "last");
  transaction.commit();
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
  });
}

async function nothingWhereShared() {
  await transact("readwrite", async (stores, result) => {
    if (!(await result(stores.settings.get("shared")))) return;
    stores.typed.clear();
    stores.settings.delete("last");
    tab.shared = true;
  });
}

// What is deleted goes back to the program, so that it can be put back.
async function remove(work) {
  const removed = await transact("readwrite", async (stores, result) => {
    const [record, typed, last] = await all([
      result(stores.works.get(work)),
      typedOf(stores.typed, result, work),
      result(stores.settings.get("last")),
    ]);
    stores.works.delete(work);
    stores.typed.delete(ofWork(work));
    if (last === work) stores.settings.delete("last");
    return record ? { record, typed } : null;
  });
  delete tab.typed[work];
  delete tab.bases[work];
  if (tab.work === work) tab.work = null;
  if (sessionStorage.getItem(DATABASE) === work) sessionStorage.removeItem(DATABASE);
  return removed;
}

const commands = {
  // One answer for both: while a second one is on its way, the page still sends what its fields showed before.
  async open({ work, because, drop, number }) {
    const removed = drop ? await remove(drop) : null;
    await restore(work, because, { done: [number], removed });
  },
  async remove({ work }) {
    await tellList({ removed: await remove(work) });
  },
  async put({ record, typed }) {
    await transact("readwrite", async (stores, result) => {
      if (await result(stores.settings.get("shared"))) return;
      if ((await result(stores.works.get(record.id))) !== undefined) return;
      stores.works.put(record, record.id);
      putTyped(stores.typed, record.id, typed);
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
      stores.settings.delete("last");
      stores.settings.put(true, "shared");
    });
    sessionStorage.removeItem(DATABASE);
    Object.assign(tab, { typed: {}, bases: {}, moved: {} });
    await tellList();
  },
  async keep() {
    await transact("readwrite", async (stores) => {
      stores.settings.delete("shared");
    });
    tab.written = "";
    await tellList();
  },
  // A document that this program cannot read goes to the person as it is.
  async download({ work, file }) {
    const [record, typed] = await transact("readonly", (stores, result) =>
      all([result(stores.works.get(work)), typedOf(stores.typed, result, work)]),
    );
    const kept = record?.document ?? JSON.stringify(typed);
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
    if (tab.moved[data.work]) {
      const works = (await everything()).works.map(listed);
      tab.send("conflict", { session: tab.session, id: data.work, beside: tab.work, works });
    }
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
  const written = handle === null ? null : keepTyped(tab.work, field, target.value);
  later(async () => {
    await (written ?? (await database(), keepTyped(tab.work, field, target.value)));
    await (tab.checking ??= nothingWhereShared().finally(() => (tab.checking = null)));
  });
}

// Another tab may have gone on with the same work; coming back to this one shows what it saved.
function onSeen() {
  if (document.visibilityState !== "visible" || !tab.ready || tab.shared) return;
  if (tab.work === null || tab.work === EXAMPLE) return;
  later(async () => {
    const work = tab.work;
    const [record, shared] = await transact("readonly", (stores, result) =>
      all([result(stores.works.get(work)), result(stores.settings.get("shared"))]),
    );
    const typing = Object.keys(tab.typed[work] ?? {}).length > 0;
    if (shared) await tellList();
    else if (record && record.revision > (tab.bases[work] ?? 0) && !typing) await restore(work, "renewed");
  });
}

// After the server was started anew the page is connected again but nothing runs by itself. While it is away, no
// field takes anything, so the page says why.
function watchConnection() {
  const app = document.querySelector(APP);
  if (!app) return;
  let before = app.getAttribute("data-test-connection-state");
  let away = null;
  new MutationObserver(() => {
    const now = app.getAttribute("data-test-connection-state");
    if (now === before) return;
    clearTimeout(away);
    if (now !== "CONNECTED") away = setTimeout(() => tab.show("away"), AWAY_MS);
    else if (tab.ready) tab.send("connected", true);
    else later(() => restore(null, "began"));
    before = now;
  }).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
}

export default function (component) {
  const { parentElement, setTriggerValue } = component;
  const data = Object.assign(...JSON.parse(new TextDecoder().decode(component.data)));
  tab.send = (name, value) => setTriggerValue(name, value);
  tab.show = (state) => {
    const line = parentElement.querySelector(".kept");
    if (state !== "away") tab.state = state;
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
  if (tab.state) tab.show(tab.state);
  if (data.ready) later(() => follow(data));
}
