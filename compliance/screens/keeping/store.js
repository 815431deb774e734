// Keeps the work in the person's own browser: one IndexedDB database, nothing on the server.
//
// Three stores: "works" (one record a saved year), "typed" (texts typed and not yet sent, by work and field) and
// "settings" (whether this is a shared computer, and the work used last). The program says through `data` what to
// keep; answers go back as trigger values, never as state values, which would be sent again with every click.

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
  number: -1, // the last change of the program's draft that was written
  shared: false,
  ready: false,
  done: new Set(), // commands carried out
  typed: {}, // by work: the texts typed and not yet sent, by field
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
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
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
  const found = await job(stores, result);
  await finished;
  return found;
}

// Everything that touches the database runs one after the other, and a failure is told once and never thrown.
function later(job) {
  queue = queue.then(job).catch((error) => {
    tab.show("failed");
    tab.send("failed", { session: tab.session, reason: error?.name ?? "", said: Math.random() });
  });
  return queue;
}

const listed = (record) => ({
  id: record.id,
  name: record.name,
  tax_year: record.tax_year,
  receipts: record.receipts,
  saved_at: record.saved_at,
});

async function everything() {
  return transact("readonly", async (stores, result) => ({
    settings: (await result(stores.settings.get("this"))) ?? {},
    works: await result(stores.works.getAll()),
  }));
}

async function tellList(extra = {}) {
  const { works } = await everything();
  tab.send("listed", {
    session: tab.session,
    shared: tab.shared,
    works: works.map(listed),
    done: [...tab.done],
    ...extra,
    said: Math.random(),
  });
}

// Which work this tab had open outlives a reload; a new tab takes the one used last.
async function restore(wanted, because) {
  const { settings, works } = await everything();
  tab.shared = settings.shared === true;
  const id = wanted ?? sessionStorage.getItem(DATABASE) ?? settings.last ?? null;
  const record = works.find((one) => one.id === id) ?? null;
  const typed = id === null ? {} : ((await transact("readonly", (stores, result) => result(stores.typed.get(id)))) ?? {});
  if (id !== null) {
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
    said: Math.random(),
  });
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
  const base = tab.bases[tab.work] ?? 0;
  const typed = (tab.typed[tab.work] ??= {});
  const outcome = await transact("readwrite", async (stores, result) => {
    // Another tab may have said meanwhile that this computer is shared.
    if ((await result(stores.settings.get("this")))?.shared) return "shared";
    const there = await result(stores.works.get(record.id));
    const changed = there !== undefined && there.revision !== base && record.id !== EXAMPLE;
    if (changed) Object.assign(record, { id: data.beside, name: data.name_beside });
    record.revision = changed ? 1 : (there?.revision ?? base) + 1;
    stores.works.put(record, record.id);
    stores.settings.put({ shared: false, last: record.id }, "this");
    for (const [field, texts] of Object.entries(data.fields)) if (texts.includes(typed[field])) delete typed[field];
    stores.typed.put({ ...typed }, record.id);
    return changed ? "conflict" : "saved";
  });
  if (outcome === "shared") {
    tab.shared = true;
    await tellList();
    return;
  }
  tab.bases[record.id] = record.revision;
  tab.number = data.number;
  tab.show("saved");
  if (outcome === "conflict") {
    tab.moved[tab.work] = record.id;
    tab.typed[record.id] = typed;
    tab.send("conflict", { session: tab.session, id: tab.work, beside: record.id, said: Math.random() });
    use(record.id);
  }
}

async function keepTyped() {
  const work = tab.work;
  if (work === null || tab.shared || !tab.ready) return;
  await transact(
    "readwrite",
    async (stores, result) => {
      if ((await result(stores.settings.get("this")))?.shared) return;
      stores.typed.put({ ...tab.typed[work] }, work);
      stores.settings.put({ shared: false, last: work }, "this");
    },
    "relaxed",
  );
}

async function forgetAll() {
  await transact("readwrite", async (stores) => {
    stores.works.clear();
    stores.typed.clear();
    stores.settings.put({ shared: true }, "this");
  });
  sessionStorage.removeItem(DATABASE);
  Object.assign(tab, { shared: true, typed: {}, bases: {}, moved: {} });
}

const commands = {
  async open({ work }) {
    await restore(work, "chosen");
  },
  async remove({ work }) {
    const removed = await transact("readwrite", async (stores, result) => {
      const there = await result(stores.works.get(work));
      stores.works.delete(work);
      stores.typed.delete(work);
      return there ?? null;
    });
    await tellList({ removed });
  },
  async put({ record }) {
    await transact("readwrite", async (stores) => {
      stores.works.put(record, record.id);
    });
    await tellList();
  },
  async rename({ work, name }) {
    await transact("readwrite", async (stores, result) => {
      const there = await result(stores.works.get(work));
      if (there) stores.works.put({ ...there, name, revision: there.revision + 1 }, work);
      if (there && tab.bases[work] === there.revision) tab.bases[work] += 1;
    });
    await tellList();
  },
  async share() {
    await forgetAll();
    await tellList();
  },
  async keep() {
    await transact("readwrite", async (stores) => {
      stores.settings.put({ shared: false }, "this");
    });
    tab.shared = false;
    tab.number = -1;
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
    if (data.document === null) {
      tab.show(data.trouble ? "failed" : tab.bases[tab.work] ? "saved" : "quiet");
    } else if (data.number !== tab.number) {
      await save(data);
    } else {
      tab.show("saved");
    }
    tab.number = data.number;
  }
  for (const command of data.commands) {
    if (tab.done.has(command.number)) continue;
    tab.done.add(command.number);
    await commands[command.do](command);
  }
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
  if (tab.typing) return;
  tab.typing = later(() => {
    tab.typing = null;
    return keepTyped();
  });
}

// Another tab may have gone on with the same work; coming back to this one shows what it saved.
function onSeen() {
  if (document.visibilityState !== "visible" || !tab.ready || tab.shared || tab.work === null) return;
  later(async () => {
    const there = await transact("readonly", (stores, result) => result(stores.works.get(tab.work)));
    const typing = Object.keys(tab.typed[tab.work] ?? {}).length > 0;
    if (there && there.revision > (tab.bases[tab.work] ?? 0) && !typing) await restore(tab.work, "renewed");
  });
}

// After the server was started anew the page is connected again but nothing runs by itself.
function watchConnection() {
  const app = document.querySelector(APP);
  if (!app) return;
  let before = app.getAttribute("data-test-connection-state");
  new MutationObserver(() => {
    const now = app.getAttribute("data-test-connection-state");
    if (now === "CONNECTED" && before !== "CONNECTED") tab.send("connected", Math.random());
    before = now;
  }).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  tab.send = (name, value) => setTriggerValue(name, value);
  tab.show = (state) => {
    const line = parentElement.querySelector(".kept");
    line.textContent = data.words[state] ?? "";
    line.dataset.state = state;
  };
  if (!tab.inUse) {
    tab.inUse = true;
    document.addEventListener("input", onTyped, { capture: true });
    document.addEventListener("visibilitychange", onSeen);
    watchConnection();
  }
  if (data.session !== tab.session) {
    Object.assign(tab, { session: data.session, number: -1, ready: false, done: new Set() });
    later(() => restore(null, "began"));
    return;
  }
  tab.ready = data.ready;
  if (data.ready) later(() => follow(data));
}
