// Keeps the work in the person's own browser: one IndexedDB database, nothing on the server.
//
// Three stores: "works" (one record a saved year), "typed" (texts typed and not yet sent, by [work, field]) and
// "settings" ("shared": whether this is a shared computer; "last": the work used last; "notebook": what a trainer's
// pages keep beside all works). The program says through `data` what to
// keep; answers go back as trigger values, never as state values, which would be sent again with every click.
// An answer can be lost with the connection, so the program may ask for the same thing twice.
//
// This is the first half of one module: what it keeps and how. The second, `page.js`, watches the page.

const DATABASE = "freelancer-tax-helper";
const STORES = ["works", "typed", "settings"];
const APP = "[data-testid=stApp]";
const EXAMPLE = "example";
const AWAY_MS = 1500;
const PAUSE_MS = 500;

const tab = {
  send: () => {},
  show: () => {},
  session: null, // the server's session that this tab has told what it keeps
  work: null,
  bases: {}, // by work: the revision of its record as this tab read or wrote it last
  moved: {}, // a work that this tab had to put beside another tab's, and where it went
  written: "", // the last change of the program's draft that was written
  noted: "", // the last change of the notebook that was written
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
  queue = queue.then(job).catch((error) => {
    tab.show("failed");
    if (!tab.failing) tab.send("failed", { session: tab.session, reason: error?.name ?? "" });
    tab.failing = true;
  });
  return queue;
}

const listed = ({ id, name, tax_year, receipts, saved_at }) => ({ id, name, tax_year, receipts, saved_at });

async function everything() {
  return transact("readonly", async (stores, result) => {
    const [shared, last, notebook, works] = await all([
      result(stores.settings.get("shared")),
      result(stores.settings.get("last")),
      result(stores.settings.get("notebook")),
      result(stores.works.getAll()),
    ]);
    return { shared: shared === true, last: last ?? null, notebook: notebook ?? null, works };
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
  const { shared, last, notebook, works } = await everything();
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
    notebook,
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
  if (tab.failing) {
    tab.failing = false;
    await tellList();
  }
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
// with that it outlives a tab and a browser that are killed. Whether anything may be kept is asked after a pause in
// typing, so that no key waits for it.
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
  const shared = await transact("readwrite", async (stores, result) => {
    if (!(await result(stores.settings.get("shared")))) return false;
    stores.typed.clear();
    stores.settings.delete("last");
    return true;
  });
  if (!shared) return;
  sessionStorage.removeItem(DATABASE);
  await tellList();
}

function use(work) {
  tab.work = work;
  sessionStorage.setItem(DATABASE, work);
}
